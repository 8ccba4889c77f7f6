"""The one window: menu bar, toolbar, places and status bar."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QObject, QSettings, QSize, Qt, QTimer, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QKeyEvent,
    QShowEvent,
    QUndoGroup,
    QUndoStack,
)
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from navigator.domain.ids import RegimenId
from navigator.presenters.navigate import NavigatePresenter
from navigator.presenters.settings import Settings
from navigator.ui.action_trail import ActionTrail
from navigator.ui.appearance import Appearance
from navigator.ui.banners import defect_banner
from navigator.ui.drop_target import DropTarget
from navigator.ui.edition_box import EditionBox, first_edition
from navigator.ui.focus import pressed_by_return
from navigator.ui.greeting import Greeting
from navigator.ui.kept_settings import KeptSettings
from navigator.ui.navigate_screen import NavigateScreen
from navigator.ui.parts import icon_side, restyle, row_of
from navigator.ui.recent import RecentFiles
from navigator.ui.self_testing import SelfTesting
from navigator.ui.site_in_use import SiteInUse
from navigator.ui.status_row import StatusRow
from navigator.ui.theme import Look, Theme
from navigator.ui.tool_bar import ToolBar
from navigator.ui.undo import QtHistory
from navigator.ui.window_actions import WindowActions
from navigator.ui.window_chart import WindowChart
from navigator.ui.window_compare import WindowCompare
from navigator.ui.window_dialogs import WindowDialogs
from navigator.ui.window_edition import WindowEdition
from navigator.ui.window_files import WindowFiles
from navigator.ui.window_places import WindowPlaces
from navigator.ui.window_plan import WindowPlan
from navigator.ui.window_shape import Columns
from navigator.ui.window_teach import WindowTeach
from navigator.ui.window_tools import WindowTools
from navigator.words import tr

LEAST_SIZE = QSize(800, 560)


class MainWindow(QMainWindow):
    """Holds the places; knows no rule of any of them."""

    def __init__(self, tools: WindowTools, look: Look, settings: Settings) -> None:
        super().__init__()
        self._tools = tools
        self._geometry: QSettings | None = None
        self._frozen = self._closing = False
        self._meant: QWidget | None = None
        self._undo = QUndoStack(self)
        self._undos = QUndoGroup(self)
        self._undos.addStack(self._undo)
        self._undos.setActiveStack(self._undo)
        self.settings = KeptSettings(settings, tools.keep, self)
        self.actions_ = WindowActions(self, self._undos)
        self.navigate = NavigateScreen(tools.trials)
        self.places = QStackedWidget()
        self.around = WindowPlaces(self, self.places, tools.catalogue)
        self.planning = WindowPlan(self, self.places, self._undos, tools.build_plan)
        self.banner = defect_banner()
        self.status = StatusRow()
        self.site = SiteInUse(tools.edition, self.settings, self)
        edition = self.site.edition(first_edition(tools.editions, settings.edition))
        self.editions = EditionBox(tools.editions, edition.id)
        self.presenter = NavigatePresenter(
            self.navigate, QtHistory(self._undo), tools.assess, edition, tools.today
        )
        self.navigate.follow(self.presenter)
        self.site.guide(self.presenter)
        self.testing = SelfTesting(self.presenter, self.status, tools.self_test, self)
        self.files = WindowFiles(self, tools)
        self.columns = Columns(self.navigate, self.actions_, self)
        self.appearance = Appearance(look, self.settings, self.actions_, self)
        self.edition = WindowEdition(self, tools)
        self.dialogs = WindowDialogs(self, tools)
        self.recent = RecentFiles(self)
        self.greeting = Greeting(self)
        self.drops = DropTarget(self)
        self.trail = ActionTrail(self.actions_, self)
        self._build()
        self._connect()
        self.edition.tell()
        self.presenter.show()
        self.navigate.step.focus_question()

    def _build(self) -> None:
        self.setWindowTitle(tr("Guideline Navigator"))
        self.setMinimumSize(LEAST_SIZE)
        self.setAcceptDrops(True)
        self.installEventFilter(self)
        self.places.addWidget(self.navigate)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.testing.warning)
        column.addLayout(row_of(self.around.rail, self.places, stretch=False, spacing=0), 1)
        self.setCentralWidget(central)
        self._build_bars()
        self.resize(1280, 800)

    def _build_bars(self) -> None:
        self.around.offer_cases(self._tools.build_cases)
        teach, desk = self._tools.teach, self._tools.build_teach
        self.teaching = WindowTeach(self, self.places, teach, desk)
        self.comparing = WindowCompare(self, self.places, self._tools.compare)
        self.actions_.fill_menus(self.recent.menu)
        self.around.fill_menu(self.actions_.go)
        self.actions_.edit.insertActions(self.actions_.find, self.navigate.actions())
        self.chart = WindowChart(self, self._tools)
        bar = self._bar = ToolBar()
        bar.setIconSize(QSize(icon_side(self), icon_side(self)))
        self.actions_.fill_toolbar(bar, self.editions)
        bar.word(self.actions_.new, self.actions_.sample, self.actions_.open)
        self.addToolBar(bar)
        self.statusBar().addWidget(self.status, 1)
        self.statusBar().setSizeGripEnabled(False)

    def _connect(self) -> None:
        for action, slot in (
            (self.actions_.new, self._begin_new),
            (self.actions_.sample, self._begin_sample),
            (self.actions_.quit, self.close),
            (self.actions_.back, self._step_back),
            (self.actions_.find, self._find),
        ):
            action.triggered.connect(slot)
        for action in self.navigate.actions():
            action.triggered.connect(self.back_to_navigate)
        self.navigate.step.plan_wanted.connect(self.open_plan)
        self.navigate.step.library_wanted.connect(self.around.open_in_library)
        self.navigate.step.undo_wanted.connect(self._undo.undo)
        self.navigate.patient.sample_wanted.connect(self._begin_sample)
        self.testing.told.connect(self.planning.refresh)
        self._undo.indexChanged.connect(self.around.show_change)

    def keep_place(self, geometry: QSettings) -> None:
        """Stand where the window stood last, and remember where it is closed."""
        self._geometry = geometry
        kept = geometry.value("geometry")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)
        self.columns.restore(geometry)

    @Slot()
    def new_patient(self) -> None:
        """Begin with an empty patient; the one before comes back with Undo."""
        self.back_to_navigate()
        self.presenter.open_record(self.presenter.blank, tr("New patient"))

    @Slot()
    def open_sample(self) -> None:
        """Show the sample patient."""
        self.back_to_navigate()
        sample = self._tools.sample(self.presenter.edition)
        self.presenter.open_record(self.site.told(sample), tr("Sample patient"))

    def open_file(self, file: Path) -> None:
        """Show what a file holds, or say what is wrong with it."""
        self.files.open(file)

    def save_file(self, file: Path) -> bool:
        """Write the patient's facts and tell whether they were."""
        return self.files.save(file)

    def use_theme(self, theme: Theme) -> None:
        """Draw everything in another theme, and remember it."""
        self.appearance.use_theme(theme)

    def use_text_size(self, percent: int) -> None:
        """Scale all text, and remember it."""
        self.appearance.use_text_size(percent)

    @Slot(str)
    def open_plan(self, regimen: str) -> None:
        """Show the plan of a regimen for the patient on screen."""
        if not self._frozen:
            self.planning.open(RegimenId(regimen))

    @property
    def undo_stack(self) -> QUndoStack:
        """Return what was done to the patient on screen."""
        return self._undo

    def forget_patient(self) -> None:
        """Show an empty patient; nothing brings the one before back."""
        self.back_to_navigate()
        self.presenter.open_record(self.presenter.blank, tr("New patient"))
        self._undo.clear()

    @Slot()
    def back_to_navigate(self) -> None:
        """Leave the plan."""
        self.planning.close()
        self.places.setCurrentWidget(self.navigate)

    def freeze(self) -> None:
        """After a defect: show no clinical result until the program is started again."""
        self._frozen = True
        self.testing.rest()
        self.teaching.leave()
        self.back_to_navigate()
        self.around.close_all()
        self.navigate.step.blank()
        self.navigate.flow.hide()
        self.navigate.setEnabled(False)
        self.banner.show()
        for action in (self.actions_.new, self.actions_.sample, self.actions_.open):
            action.setEnabled(False)
        self.recent.menu.setEnabled(False)
        self.files.close()
        self._undo.clear()

    # slots

    @Slot()
    def _begin_new(self) -> None:
        self.files.leaving.first(self.new_patient)

    @Slot()
    def _begin_sample(self) -> None:
        self.files.leaving.first(self.open_sample)

    @Slot()
    def _step_back(self) -> None:
        """Back to the guideline, to the patient's step, or to before the last answer."""
        if self.around.step_back():
            return
        if self.places.currentWidget() is not self.navigate:
            self.back_to_navigate()
        elif self.presenter.aside:
            self.presenter.back_to_patient()
        else:
            self._undo.undo()

    @Slot()
    def _find(self) -> None:
        if self.around.focus_search():
            return
        self.columns.unfold_patient()
        self.navigate.patient.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _restyle(self) -> None:
        """After Qt has told every widget: own labels, icons and columns."""
        restyle(self)
        side = icon_side(self)
        if self._bar.iconSize().width() != side:
            self._bar.setIconSize(QSize(side, side))
            QTimer.singleShot(80, self._bar.fit_words)

    # Qt's own methods

    def showEvent(self, event: QShowEvent) -> None:
        """Test the edition once the window has come to rest."""
        super().showEvent(event)
        self._hush(closed=False)
        self.drops.begin()
        if not self._frozen:
            self.testing.begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note what had the focus when a key was struck, before anything used it.

        A filter and not `event`: that would hold the interpreter while the window is deleted,
        and deleting waits for jobs that need it.
        """
        if event.type() == QEvent.Type.ShortcutOverride:
            self._meant = self.focusWidget()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return presses what has the focus; number keys choose an answer that can be seen.

        Only keys that nothing else took come here. A field or list that used the key may have
        moved the focus: what has it only now was not meant.
        """
        pressed, meant = self.focusWidget(), self._meant
        self._meant = None
        same = pressed is meant
        if same and isinstance(pressed, QAbstractButton) and pressed_by_return(pressed, event):
            return
        number = event.key() - int(Qt.Key.Key_0)
        seen = self.places.currentWidget() is self.navigate
        if seen and 0 <= number <= 9 and self.navigate.step.press_answer(number):
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Paint the icons again in a new theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            QTimer.singleShot(0, self._restyle)

    def _close_for_good(self) -> None:
        self._closing = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the window's place; ask first where facts would be lost."""
        if self.presenter.unsaved and not self._closing:
            event.ignore()
            self.files.leaving.first(self._close_for_good)
            return
        if self._geometry is not None:
            self._geometry.setValue("geometry", self.saveGeometry())
            self.columns.keep(self._geometry)
        self.testing.rest()
        self.teaching.leave()
        self.planning.finish()
        self._hush(closed=True)
        super().closeEvent(event)

    def _hush(self, *, closed: bool) -> None:
        """Qt takes a closed window apart and tells of each part; nobody listens then."""
        for teller in (self.places, self._undo, self.navigate.flow.tabs):
            teller.blockSignals(closed)
