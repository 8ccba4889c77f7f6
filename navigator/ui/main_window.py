"""The one window: menu bar, toolbar, places and status bar."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, QTimer, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QShowEvent,
    QUndoGroup,
    QUndoStack,
)
from PySide6.QtWidgets import (
    QComboBox,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from navigator.domain.facts import PatientRecord
from navigator.domain.ids import EditionId, RegimenId
from navigator.domain.problems import KnownTrouble
from navigator.presenters.navigate import NavigatePresenter
from navigator.ui.file_dialogs import ask_for_file, ask_where_to_save, tell
from navigator.ui.leaving import Leaving
from navigator.ui.navigate_screen import NavigateScreen
from navigator.ui.parts import Card, Words, icon_side, restyle, row_of
from navigator.ui.settings import Settings
from navigator.ui.status_row import StatusRow
from navigator.ui.theme import UNIT, Look, Role, Theme
from navigator.ui.tool_bar import ToolBar
from navigator.ui.undo import QtHistory
from navigator.ui.window_actions import WindowActions
from navigator.ui.window_places import WindowPlaces
from navigator.ui.window_tools import WindowTools
from navigator.words import say, tr

if TYPE_CHECKING:
    from navigator.presenters.self_test import SelfTestPresenter, SelfTestState
    from navigator.ui.jobs import QtJobs
    from navigator.ui.plan_place import PlanPlace

LEAST_SIZE = QSize(800, 560)
TEST_AFTER_MS = 700  # the first picture and the first click come first


class MainWindow(QMainWindow):
    """Holds the places; knows no rule of any of them."""

    def __init__(self, tools: WindowTools, look: Look, settings: Settings) -> None:
        super().__init__()
        self._tools = tools
        self._look = look
        self._settings = settings
        self._plan: PlanPlace | None = None
        self._geometry: QSettings | None = None
        self._frozen = self._closing = False
        self._jobs: QtJobs | None = None
        self._tests: SelfTestPresenter | None = None
        self._tested: SelfTestState | None = None
        self._undo = QUndoStack(self)
        self._undos = QUndoGroup(self)
        self._undos.addStack(self._undo)
        self._undos.setActiveStack(self._undo)
        self.actions_ = WindowActions(self, self._undos)
        self.navigate = NavigateScreen(tools.trials)
        self.places = QStackedWidget()
        self.around = WindowPlaces(self, self.places, tools.catalogue)
        self.banner = Card("stop", strong=True)
        self.untrusted = Card("stop", strong=True, margin=UNIT)
        self.untrusted_words = Words("", Role.STRONG, "stop")
        self.editions = QComboBox()
        self.status = StatusRow()
        edition = tools.edition(_first_edition(tools, settings))
        self.presenter = NavigatePresenter(
            self.navigate, QtHistory(self._undo), tools.assess, edition, tools.today
        )
        self.navigate.follow(self.presenter)
        self.leaving = Leaving(self, self._is_unsaved, self.save_file)
        self._build()
        self._connect()
        self._tell_edition()
        self.presenter.show()
        self.navigate.step.focus_question()

    def _build(self) -> None:
        self.setWindowTitle(tr("Guideline Navigator"))
        self.setMinimumSize(LEAST_SIZE)
        self.setAcceptDrops(True)
        self.banner.column.addLayout(
            row_of(
                Words(
                    tr(
                        "Something went wrong inside the program. Until it is started again no "
                        "recommendation, dose or plan is shown. "
                        "Save the facts first if you need them."
                    ),
                    Role.STRONG,
                    "stop",
                ),
                stretch=False,
            )
        )
        self.banner.hide()
        self.untrusted.column.addWidget(self.untrusted_words)
        self.untrusted.hide()
        self.places.addWidget(self.navigate)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.untrusted)
        column.addLayout(row_of(self.around.rail, self.places, stretch=False, spacing=0), 1)
        self.setCentralWidget(central)
        self._build_bars()
        self.resize(1280, 800)

    def _build_bars(self) -> None:
        for edition_id, title in self._tools.editions.items():
            self.editions.addItem(say(title), edition_id)
        self.editions.setCurrentIndex(self.editions.findData(self.presenter.edition.id))
        self.editions.setAccessibleName(tr("Edition of the guideline"))
        self.editions.setToolTip(tr("Edition of the guideline"))
        self.editions.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.editions.setMinimumContentsLength(24)
        self.actions_.fill_menus()
        self.around.fill_menu(self.actions_.go)
        bar = self._bar = ToolBar()
        bar.setIconSize(QSize(icon_side(self), icon_side(self)))
        self.actions_.fill_toolbar(bar, self.editions)
        bar.word(self.actions_.new, self.actions_.sample, self.actions_.open)
        self.addToolBar(bar)
        self.statusBar().addWidget(self.status, 1)
        self.statusBar().setSizeGripEnabled(False)
        self.actions_.export.setEnabled(False)
        self.actions_.themes[Theme(self._settings.theme)].setChecked(True)

    def _connect(self) -> None:
        acts, flow = self.actions_, self.navigate.flow
        for action, slot in (
            (acts.new, self._begin_new),
            (acts.open, self._choose_file),
            (acts.save, self._choose_target),
            (acts.sample, self._begin_sample),
            (acts.export, self._export_plan),
            (acts.quit, self.close),
            (acts.back, self._step_back),
            (acts.find, self._find),
            (acts.zoom_in, flow.chart.zoom_in),
            (acts.zoom_out, flow.chart.zoom_out),
            (acts.fit, flow.chart.fit),
            (acts.follow, flow.chart.follow),
            (acts.larger, self._larger),
            (acts.smaller, self._smaller),
            (acts.usual, self._usual),
            (acts.why, self._tell_why),
            (acts.keys, self._tell_keys),
            (acts.about, self._about),
            (acts.patient, self._fold_columns),
            (acts.step, self._fold_columns),
        ):
            action.triggered.connect(slot)
        for theme in acts.themes.values():
            theme.triggered.connect(self._choose_theme)
        self.editions.activated.connect(self._choose_edition)
        self.navigate.step.plan_wanted.connect(self.open_plan)
        self.navigate.step.library_wanted.connect(self.around.open_in_library)
        self.navigate.step.undo_wanted.connect(self._undo.undo)
        self._undo.indexChanged.connect(self._refresh_plan)
        self.places.currentChanged.connect(self._follow_place)
        self._undo.indexChanged.connect(self.around.show_change)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.navigate.patient.sample_wanted.connect(self._begin_sample)

    # what tests, pictures and the composition root may ask for

    def keep_place(self, geometry: QSettings) -> None:
        """Stand where the window stood last, and remember where it is closed."""
        self._geometry = geometry
        kept = geometry.value("geometry")
        if isinstance(kept, QByteArray):
            self.restoreGeometry(kept)

    @Slot()
    def new_patient(self) -> None:
        """Begin with an empty patient; the one before comes back with Undo."""
        self.back_to_navigate()
        self.presenter.open_record(PatientRecord(), tr("New patient"))

    @Slot()
    def open_sample(self) -> None:
        """Show the sample patient."""
        self.back_to_navigate()
        sample = self._tools.sample(self.presenter.edition)
        self.presenter.open_record(sample, tr("Sample patient"))

    def open_file(self, file: Path) -> None:
        """Show the patient of a facts file, or say what is wrong with it."""
        try:
            record = self._tools.read(file, self.presenter.edition)
        except KnownTrouble as trouble:
            self.tell(tr("This file cannot be opened."), str(trouble))
            return
        self.back_to_navigate()
        self.presenter.open_record(record, tr("Open {file}", file=file.name))

    def save_file(self, file: Path) -> bool:
        """Write the patient's facts and tell whether they were; say why that is not possible."""
        try:
            self._tools.write(file, self.presenter.record)
        except KnownTrouble as trouble:
            self.tell(tr("The facts were not saved."), str(trouble))
            return False
        self.presenter.mark_kept()
        self.statusBar().showMessage(tr("Saved as {file}", file=file.name), 5000)
        return True

    def use_theme(self, theme: Theme) -> None:
        """Draw everything in another theme, and remember it."""
        self._look.use_theme(theme)
        self.actions_.themes[theme].setChecked(True)
        self._keep(replace(self._settings, theme=theme.value))

    def use_text_size(self, percent: int) -> None:
        """Scale all text, and remember it."""
        self._look.use_text_size(percent)
        self._keep(replace(self._settings, text_percent=self._look.percent))

    @Slot(str)
    def open_plan(self, regimen: str) -> None:
        """Show the plan of a regimen for the patient on screen."""
        if self._frozen or self._tools.build_plan is None:
            return
        if self._plan is None:
            self._plan = self._tools.build_plan(self.presenter, self, self.back_to_navigate)
            self.places.addWidget(self._plan.screen)
            self._undos.addStack(self._plan.undo)
        self._plan.open(RegimenId(regimen))
        self.places.setCurrentWidget(self._plan.screen)
        self.actions_.export.setEnabled(True)

    @Slot()
    def back_to_navigate(self) -> None:
        """Leave the plan."""
        if self._plan is not None and self.places.currentWidget() is self._plan.screen:
            self._plan.presenter.close()
        self.places.setCurrentWidget(self.navigate)
        self.actions_.export.setEnabled(False)

    def freeze(self) -> None:
        """After a defect: show no clinical result until the program is started again."""
        self._frozen = True
        self.back_to_navigate()
        self.around.close_all()
        self.navigate.step.blank()
        self.navigate.flow.hide()
        self.navigate.setEnabled(False)
        self.banner.show()
        for action in (self.actions_.new, self.actions_.sample, self.actions_.open):
            action.setEnabled(False)
        self._undo.clear()

    def tell(self, words: str, details: str) -> None:
        """Say what is the case, in a box that does not hold anything up."""
        tell(self, words, details)

    def _is_unsaved(self) -> bool:
        return self.presenter.unsaved

    # slots

    @Slot()
    def _begin_new(self) -> None:
        self.leaving.first(self.new_patient)

    @Slot()
    def _begin_sample(self) -> None:
        self.leaving.first(self.open_sample)

    @Slot()
    def _choose_file(self) -> None:
        self.leaving.first(self._ask_for_file)

    def _ask_for_file(self) -> None:
        ask_for_file(self).fileSelected.connect(self._open_chosen)

    @Slot(str)
    def _open_chosen(self, file: str) -> None:
        self.open_file(Path(file))

    @Slot()
    def _choose_target(self) -> None:
        ask_where_to_save(self).fileSelected.connect(self._save_chosen)

    @Slot(str)
    def _save_chosen(self, file: str) -> None:
        self.save_file(Path(file))

    @Slot()
    def _export_plan(self) -> None:
        if self._plan is not None and not self._frozen:
            self._plan.screen.ask_where_to_export()

    @Slot()
    def _follow_place(self) -> None:
        """Undo takes back what was done where the person is."""
        planned = self._plan is not None and self.places.currentWidget() is self._plan.screen
        undo = self._plan.undo if planned and self._plan is not None else self._undo
        self._undos.setActiveStack(undo)

    @Slot()
    def _refresh_plan(self) -> None:
        """Undo and redo work while a plan is shown: its doses follow."""
        if self._plan is not None and self.places.currentWidget() is self._plan.screen:
            self._plan.presenter.refresh()

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
        self.actions_.patient.setChecked(True)
        self._fold_columns()
        self.navigate.patient.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _larger(self) -> None:
        self.use_text_size(self._look.percent + 10)

    @Slot()
    def _smaller(self) -> None:
        self.use_text_size(self._look.percent - 10)

    @Slot()
    def _usual(self) -> None:
        self.use_text_size(100)

    @Slot()
    def _tell_why(self) -> None:
        """Say why the fact that has the focus is asked; elsewhere show the keys."""
        from navigator.ui.why_dialog import WhyDialog, asked_near  # noqa: PLC0415  (on request)

        element = asked_near(self.focusWidget())
        if element is None:
            self._tell_keys()
        else:
            WhyDialog(element, self).open()

    @Slot()
    def _tell_keys(self) -> None:
        from navigator.ui.keys_dialog import KeysDialog  # noqa: PLC0415  (on request)

        KeysDialog(self.menuBar(), self).open()

    @Slot()
    def _about(self) -> None:
        from navigator.ui.about import AboutDialog  # noqa: PLC0415  (on request)

        AboutDialog(self.presenter.edition.digest[:12], self._tested, self).open()

    @Slot()
    def _choose_theme(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.use_theme(Theme(action.data()))

    @Slot()
    def _follow_system(self) -> None:
        """The system went light or dark while the program runs."""
        if self._settings.theme == Theme.SYSTEM.value:
            self._look.use_theme(Theme.SYSTEM)

    @Slot(int)
    def _choose_edition(self, index: int) -> None:
        edition_id = EditionId(self.editions.itemData(index))
        self.presenter.choose_edition(self._tools.edition(edition_id))
        self._tell_edition()
        self._test_edition()
        self._keep(replace(self._settings, edition=edition_id))

    @Slot()
    def _fold_columns(self) -> None:
        self.navigate.patient.setVisible(self.actions_.patient.isChecked())
        self.navigate.step.setVisible(self.actions_.step.isChecked())

    @Slot()
    def _test_edition(self) -> None:
        """Run the edition's own cases off the drawing thread."""
        if self._tools.self_test is None or self._frozen or not self.isVisible():
            return
        if self._tests is None or self._jobs is None:
            from navigator.presenters.self_test import SelfTestPresenter  # noqa: PLC0415  (not at start)
            from navigator.ui.jobs import QtJobs  # noqa: PLC0415  (not at start)

            self._jobs = QtJobs(self)
            self._tests = SelfTestPresenter(self, self._tools.self_test, self._jobs)
        self._tests.run(self.presenter.edition)

    def draw_self_test(self, state: "SelfTestState") -> None:
        """Show what the edition's own cases gave; a failed test cannot be overlooked."""
        self._tested = state
        self.status.draw_self_test(state)
        self.untrusted.setVisible(state.failed)
        self.untrusted_words.setText(
            tr(
                "The self-test of this edition failed ({words}). Do not rely on what it "
                "recommends; every plan is a draft.",
                words=state.words,
            )
        )
        self._refresh_plan()

    def _tell_edition(self) -> None:
        self.status.draw(self.presenter.edition, self._tools.today(), self._tools.unverified)

    def _keep(self, settings: Settings) -> None:
        self._settings = settings
        if self._tools.keep is not None:
            self._tools.keep(settings)

    # Qt's own methods

    def showEvent(self, event: QShowEvent) -> None:
        """Test the edition once the window has come to rest."""
        super().showEvent(event)
        self._hush(closed=False)
        if self._tests is None:
            QTimer.singleShot(TEST_AFTER_MS, self._test_edition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Number keys that nothing else took choose an answer, where it can be seen."""
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

    @Slot()
    def _restyle(self) -> None:
        """After Qt has told every widget: own labels, icons and columns."""
        restyle(self)
        side = icon_side(self)
        if self._bar.iconSize().width() != side:
            self._bar.setIconSize(QSize(side, side))
            QTimer.singleShot(80, self._bar.fit_words)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile() and not self._frozen:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file."""
        file = event.mimeData().urls()[0].toLocalFile()
        self.leaving.first(partial(self.open_file, Path(file)))

    def _close_for_good(self) -> None:
        self._closing = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the window's place; ask first where facts would be lost."""
        if self.presenter.unsaved and not self._closing:
            event.ignore()
            self.leaving.first(self._close_for_good)
            return
        if self._geometry is not None:
            self._geometry.setValue("geometry", self.saveGeometry())
        self._finish_jobs()
        self._hush(closed=True)
        super().closeEvent(event)

    def _finish_jobs(self) -> None:
        """Nobody may read the library or draw pages once it is closed behind the window."""
        if self._jobs is not None:
            self._jobs.finish()
        if self._plan is not None:
            self._plan.finish()

    def _hush(self, *, closed: bool) -> None:
        """Qt takes a closed window apart and tells of each part; nobody listens then."""
        for teller in (self.places, self._undo, self.navigate.flow.tabs):
            teller.blockSignals(closed)


def _first_edition(tools: WindowTools, settings: Settings) -> EditionId:
    wanted = EditionId(settings.edition)
    return wanted if wanted in tools.editions else list(tools.editions)[-1]
