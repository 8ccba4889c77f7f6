"""Every command of the window with its words, key and icon."""

from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QWidget

from navigator.ui.icons import Icon, icon
from navigator.ui.texts import theme_words
from navigator.ui.theme import Theme
from navigator.words import tr

_KEYS = QKeySequence.StandardKey


class WindowActions:
    """The actions; the window connects them."""

    def __init__(self, window: QMainWindow, undo: QUndoGroup) -> None:
        self._window = window
        self.new = self._action(tr("&New patient"), Icon.NEW_PATIENT, _KEYS.New)
        self.open = self._action(tr("&Open facts or plan…"), Icon.OPEN, _KEYS.Open)
        self.save = self._action(tr("&Save facts…"), Icon.SAVE, _KEYS.Save)
        self.sample = self._action(tr("Sample &patient"), Icon.SAMPLE, "Ctrl+Shift+N")
        self.export = self._action(tr("&Export plan…"), Icon.EXPORT, _KEYS.Print)
        self.save_case = self._action(tr("Save as &case"), Icon.CASES, "Ctrl+Shift+S")
        self.lock = self._action(tr("&Lock the cases"), Icon.LOCK, "Ctrl+L")
        self.progression = self._action(tr("Record p&rogression…"), None, None)
        self.progression.setVisible(False)
        self.progression.setEnabled(False)
        self.settings = self._action(tr("Se&ttings…"), Icon.SETTINGS, "Ctrl+,")
        self.quit = self._action(tr("&Quit"), Icon.QUIT, _KEYS.Quit)
        self.undo = undo.createUndoAction(window, tr("&Undo"))
        self.redo = undo.createRedoAction(window, tr("&Redo"))
        self._dress(self.undo, Icon.UNDO, _KEYS.Undo)
        self._dress(self.redo, Icon.REDO, _KEYS.Redo)
        self.back = self._action(tr("One step &back"), Icon.BACK, "Alt+Left")
        self.find = self._action(tr("&Find a fact"), Icon.SEARCH, _KEYS.Find)
        self.zoom_in = self._action(tr("Zoom &in"), Icon.ZOOM_IN, "Ctrl+Shift+Up")
        self.zoom_out = self._action(tr("Zoom &out"), Icon.ZOOM_OUT, "Ctrl+Shift+Down")
        self.fit = self._action(tr("Show the &whole chart"), Icon.FIT, "Ctrl+Shift+F")
        self.follow = self._action(tr("Go to the &patient’s step"), Icon.FOLLOW, "Ctrl+Shift+P")
        self.larger = self._action(tr("&Larger text"), None, _KEYS.ZoomIn)
        self.smaller = self._action(tr("&Smaller text"), None, _KEYS.ZoomOut)
        self.usual = self._action(tr("&Usual text size"), None, "Ctrl+0")
        self.patient = self._action(tr("&Patient column"), Icon.LEFT_COLUMN, "F7")
        self.step = self._action(tr("&Step column"), Icon.RIGHT_COLUMN, "F8")
        self.why = self._action(tr("&Why is this asked?"), Icon.QUESTION, _KEYS.HelpContents)
        self.keys = self._action(tr("&Keys"), None, "Ctrl+F1")
        self.about = self._action(tr("&About and disclaimer"), Icon.WHY, None)
        for column in (self.patient, self.step):
            column.setCheckable(True)
            column.setChecked(True)
        self.themes = self._themes()

    def _action(self, words: str, which: Icon | None, key: object) -> QAction:
        action = QAction(words, self._window)
        self._dress(action, which, key)
        return action

    def _dress(self, action: QAction, which: Icon | None, key: object) -> None:
        if key is not None:
            action.setShortcut(QKeySequence(key))  # type: ignore[call-overload]  # a key or its name
            plain = action.text().replace("&", "").rstrip("…")
            shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{plain} ({shown})" if shown else plain)
        if which is not None:
            action.setIcon(icon(which))

    def _themes(self) -> dict[Theme, QAction]:
        group = QActionGroup(self._window)
        made = {}
        for theme, which in (
            (Theme.SYSTEM, Icon.SYSTEM),
            (Theme.LIGHT, Icon.LIGHT),
            (Theme.DARK, Icon.DARK),
            (Theme.CONTRAST, Icon.CONTRAST),
        ):
            action = self._action(theme_words(theme), which, None)
            action.setCheckable(True)
            action.setData(theme)
            group.addAction(action)
            made[theme] = action
        return made

    def fill_menus(self, recent: QMenu) -> None:
        """Put the actions into the menu bar, the files opened last among them."""
        bar = self._window.menuBar()
        file = bar.addMenu(tr("&File"))
        _fill(
            file,
            (
                self.new,
                self.sample,
                None,
                self.open,
                self.save,
                self.save_case,
                None,
                self.export,
                None,
                self.lock,
                self.quit,
            ),
        )
        file.insertMenu(self.save, recent)
        self.edit = bar.addMenu(tr("&Edit"))
        _fill(
            self.edit,
            (
                self.undo,
                self.redo,
                self.back,
                None,
                self.find,
                None,
                self.progression,
                None,
                self.settings,
            ),
        )
        view = bar.addMenu(tr("&View"))
        _fill(view.addMenu(tr("&Theme")), tuple(self.themes.values()))
        _fill(view.addMenu(tr("Te&xt size")), (self.larger, self.smaller, self.usual))
        _fill(
            view,
            (
                None,
                self.zoom_in,
                self.zoom_out,
                self.fit,
                self.follow,
                None,
                self.patient,
                self.step,
            ),
        )
        self.go = bar.addMenu(tr("&Go"))
        _fill(bar.addMenu(tr("&Help")), (self.why, self.keys, None, self.about))

    def fill_toolbar(self, bar: QToolBar, *last: QWidget) -> None:
        """Put the few that are used often into the toolbar, `last` at its end."""
        for action in (self.new, self.sample, self.open):
            bar.addAction(action)
        bar.addSeparator()
        bar.addAction(self.undo)
        bar.addAction(self.redo)
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(spacer)
        for widget in last:
            bar.addWidget(widget)
        bar.addAction(self.patient)
        bar.addAction(self.step)


def _fill(menu: QMenu, actions: tuple[QAction | None, ...]) -> None:
    for action in actions:
        if action is None:
            menu.addSeparator()
        else:
            menu.addAction(action)
