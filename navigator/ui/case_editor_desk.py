"""Own cases, exercises and handouts in the place Teach: the buttons, and what they open."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton, QWidget

from navigator.domain.guideline import Edition
from navigator.domain.ids import EditionId
from navigator.domain.problems import InputRefused, KnownTrouble, Problem
from navigator.domain.teaching import TeachingCase
from navigator.presenters.case_editor import EditorTools, new_case
from navigator.presenters.teach_list import Kind, TeachCard
from navigator.services.own_case_text import ENDING
from navigator.services.own_cases import OwnCases, export, free_id
from navigator.ui.file_dialogs import ask_to_go_on, source_dialog, target_dialog, tell
from navigator.words import say, tr, trn

if TYPE_CHECKING:
    from navigator.presenters.exercise import CaseSet
    from navigator.presenters.handout_orders import Order
    from navigator.presenters.jobs import Jobs
    from navigator.services.exercise_score import Scores
    from navigator.ui.case_editor_dialog import CaseEditorDialog
    from navigator.ui.case_editor_start import Starts
    from navigator.ui.exercise_dialog import ExerciseDialog
    from navigator.ui.handouts_dialog import HandoutsDialog
    from navigator.ui.teach_place import TeachPlace


@dataclass(frozen=True, slots=True)
class DeskTools:
    """What the desk needs of the rest of the program.

    Attributes:
        own: The folder of own cases; None where the program keeps nothing.
        scores: Where attempts are kept; None keeps none.
        edition: Gives an edition or primer; raises KnownTrouble where it is not installed.
        newest: For which edition a new case is begun.
        starts: With whom a case can begin.
        today: The day it is.
        now: Seconds of a clock that only goes forward.
        write: Puts a file in place.
        jobs: Makes the worker thread of an owner.
        paper: "A4" or "Letter".
    """

    own: OwnCases | None
    scores: "Scores | None"
    edition: Callable[[EditionId], Edition]
    newest: Callable[[], EditionId]
    starts: "Starts"
    today: Callable[[], date]
    now: Callable[[], float]
    write: Callable[[Path, bytes], None]
    jobs: "Callable[[QObject], Jobs]"
    paper: str = "A4"


class TeachDesk(QObject):
    """Puts its buttons above the cards; what is opened stands in a window of its own."""

    def __init__(self, place: "TeachPlace", tools: DeskTools) -> None:
        super().__init__(place)
        self.place = place
        self.tools = tools
        self._reminded: set[str] = set()
        self._given: TeachingCase | None = None
        self._doomed = ""
        self.editor: CaseEditorDialog | None = None
        self.exercise: ExerciseDialog | None = None
        self.handouts: HandoutsDialog | None = None
        self.own = QPushButton(tr("&Own cases"))
        self.alone = QPushButton(tr("E&xercise"))
        self.paper = QPushButton(tr("&Handouts"))
        self.new, self.edit = QAction(tr("&New case…"), self), QAction(tr("&Edit…"), self)
        self.copy = QAction(tr("Edit a &copy…"), self)
        self.import_, self.export = QAction(tr("&Import…"), self), QAction(tr("E&xport…"), self)
        self.remove, self.faults = QAction(tr("&Delete…"), self), QAction(tr("&Faults…"), self)
        self.exercises = tuple(QAction(self) for _ in range(3))
        self.papers = tuple(QAction(self) for _ in range(3))
        self._build()
        self._connect()
        self._follow()

    def _build(self) -> None:
        own = QMenu(self.own)
        edits = (self.new, self.edit, self.copy, self.import_, self.export, self.remove)
        for action in (*edits, self.faults):
            own.addAction(action)
        self.own.setMenu(own)
        self.own.setVisible(self.tools.own is not None)
        for button, actions in ((self.alone, self.exercises), (self.paper, self.papers)):
            menu = QMenu(button)
            for action, words in zip(actions, _spans(), strict=True):
                action.setText(words)
                menu.addAction(action)
            button.setMenu(menu)
        buttons = (self.own,) if self.tools.own is not None else ()
        for button in (*buttons, self.alone, self.paper):
            self.place.offer(button)

    def _connect(self) -> None:
        self.new.triggered.connect(self.write_new)
        self.edit.triggered.connect(self.edit_chosen)
        self.copy.triggered.connect(self.copy_chosen)
        self.import_.triggered.connect(self._ask_for_file)
        self.export.triggered.connect(self._ask_where)
        self.remove.triggered.connect(self._ask_to_delete)
        self.faults.triggered.connect(self.show_faults)
        for action in self.exercises:
            action.triggered.connect(self._solve)
        for action in self.papers:
            action.triggered.connect(self._print)
        self.place.chosen.connect(self._follow)

    def chosen_case(self) -> TeachingCase | None:
        """Return the case whose card is chosen, None where another kind of card is."""
        card = self.place.current()
        if not isinstance(card, TeachCard) or card.kind is not Kind.CASE:
            return None
        return next((one for one in self.place.tools.cases() if one.id == card.id), None)

    def is_own(self, case: TeachingCase | None) -> bool:
        """Tell whether a case stands in the folder of own cases."""
        own = self.tools.own
        return case is not None and own is not None and own.file_of(case.id) is not None

    # own cases

    def open_editor(self, case: TeachingCase, file: Path | None = None) -> None:
        """Open the editor on a case.

        Args:
            case: A new one has no id yet.
            file: From which it was read.
        """
        from navigator.ui.case_editor_dialog import CaseEditorDialog  # noqa: PLC0415  (on request)

        own = self.tools.own
        if own is None:
            return
        tools = self.place.tools
        editing = EditorTools(
            editions={one: say(words) for one, words in tools.editions.items()},
            edition=self.tools.edition,
            topics={topic.id: say(topic.title) for topic in tools.topics},
            taken=own.taken,
            keep=_Keeping(own, file),
            reminded=self._reminded,
        )
        dialog = CaseEditorDialog(editing, case, tools.assess, self.tools.today, self.place)
        dialog.start_wanted.connect(self._offer_starts)
        dialog.export_wanted.connect(self._export_case)
        dialog.finished.connect(self._editor_left)
        self.editor = dialog
        dialog.open()

    @Slot()
    def write_new(self) -> None:
        """Begin an empty case."""
        self.open_editor(new_case(self.tools.newest()))

    @Slot()
    def edit_chosen(self) -> None:
        """Go on with the chosen own case."""
        case, own = self.chosen_case(), self.tools.own
        found = own.file_of(case.id) if own is not None and case is not None else None
        if case is not None and found is not None:
            self.open_editor(case, found.file)

    @Slot()
    def copy_chosen(self) -> None:
        """Begin an own case with all that the chosen one has."""
        case = self.chosen_case()
        own = self.tools.own
        if case is not None and own is not None:
            one = free_id(case.id, {*own.taken(), case.id})
            self.open_editor(replace(case, id=one))

    def bring_in(self, file: str) -> None:
        """Take a case from a file into the folder, and say what was left out of it."""
        own = self.tools.own
        if own is None:
            return
        try:
            found = own.bring_in(Path(file))
        except InputRefused as refused:
            tell(self.place, tr("This file is no case."), _listed(refused.problems))
            return
        except KnownTrouble as trouble:
            tell(self.place, tr("The case could not be kept."), str(trouble))
            return
        self.place.refresh()
        if found.problems:
            tell(self.place, tr("The case is there, with faults."), _listed(found.problems))

    def give_away(self, file: str, case: TeachingCase) -> None:
        """Write a case where a person wants it."""
        try:
            export(case, Path(file))
        except KnownTrouble as trouble:
            tell(self.place, tr("The case could not be written."), str(trouble))

    @Slot()
    def show_faults(self) -> None:
        """Say what is wrong in the folder, file by file."""
        own = self.tools.own
        found = [one for one in own.read() if one.problems] if own is not None else []
        lines = [f"{one.file.name}\n{_listed(one.problems)}" for one in found]
        tell(self.place, tr("Faults in own cases"), "\n\n".join(lines))

    # exercises and handouts

    def case_set(self, span: int) -> "CaseSet | None":
        """Return the cases of a span: 0 the chosen one, 1 its topic, 2 every one."""
        from navigator.presenters.exercise import CaseSet  # noqa: PLC0415  (on request)

        case, every = self.chosen_case(), self.place.tools.cases()
        if span == 0 and case is not None:
            return CaseSet(case.id, say(case.title), (case,))
        topic = self._topic()
        if span == 1 and topic is not None:
            cases = tuple(one for one in every if one.topic == topic)
            titles = {one.id: say(one.title) for one in self.place.tools.topics}
            title = titles.get(topic, tr("Own cases"))
            return CaseSet(f"topic {topic}", title, cases) if cases else None
        return CaseSet("all", tr("All cases"), every) if span == 2 and every else None

    def solve(self, span: int) -> None:
        """Open an exercise over the cases of a span."""
        from navigator.presenters.exercise import ExerciseTools  # noqa: PLC0415  (on request)
        from navigator.ui.exercise_dialog import ExerciseDialog  # noqa: PLC0415  (on request)

        cases = self.case_set(span)
        if cases is None:
            return
        tools = self.tools
        working = ExerciseTools(tools.edition, tools.scores, tools.now, tools.today)
        self.exercise = ExerciseDialog(working, cases, tools.write, self.place)
        self.exercise.finished.connect(self._exercise_left)
        self.exercise.open()

    def orders(self, span: int) -> "tuple[Order, ...]":
        """Return the handouts of a span."""
        from navigator.presenters.handout_orders import (  # noqa: PLC0415  (on request)
            orders_of_all,
            orders_of_case,
            orders_of_topic,
        )

        tools, case = self.place.tools, self.chosen_case()
        topics = {one.id: one for one in tools.topics}
        if span == 0 and case is not None:
            return orders_of_case(case, topics.get(case.topic))
        topic = topics.get(self._topic() or "")
        if span == 1 and topic is not None:
            return orders_of_topic(topic, tools.cases())
        return orders_of_all(tools.topics, tools.cases()) if span == 2 else ()

    def print(self, span: int) -> None:
        """Open the handouts of a span."""
        from navigator.presenters.handout_orders import made  # noqa: PLC0415  (on request)
        from navigator.presenters.handouts import HandoutTools  # noqa: PLC0415  (on request)
        from navigator.ui.handouts_dialog import HandoutsDialog  # noqa: PLC0415  (on request)

        catalogue = self.place.tools.catalogue

        def make(order: "Order", size: str) -> bytes:
            return made(order, catalogue, "Letter" if size == "Letter" else "A4")

        orders = self.orders(span)
        if not orders:
            return
        cases = self.case_set(span)
        title = cases.title if cases is not None else tr("All cases")
        tools = HandoutTools(make, self.tools.write, self.tools.jobs(self))
        self.handouts = HandoutsDialog(tools, title, orders, self.tools.paper, self.place)
        self.handouts.finished.connect(self._handouts_left)
        self.handouts.open()

    def _topic(self) -> str | None:
        card = self.place.current()
        return card.topic if isinstance(card, TeachCard) else None

    # slots

    @Slot()
    def _follow(self) -> None:
        """Offer what can be done with the chosen card."""
        case = self.chosen_case()
        mine = self.is_own(case)
        for action in (self.edit, self.remove):
            action.setEnabled(mine)
        for action in (self.copy, self.export, self.exercises[0], self.papers[0]):
            action.setEnabled(case is not None)
        for action in (self.exercises[1], self.papers[1]):
            action.setEnabled(self._topic() is not None)
        own = self.tools.own
        number = sum(bool(one.problems) for one in own.read()) if own is not None else 0
        words = trn("&Faults in {number} file…", "&Faults in {number} files…", number)
        self.faults.setText(words)
        self.faults.setVisible(number > 0)

    @Slot()
    def _solve(self) -> None:
        self.solve(self.exercises.index(self.sender()))

    @Slot()
    def _print(self) -> None:
        self.print(self.papers.index(self.sender()))

    @Slot()
    def _offer_starts(self) -> None:
        from navigator.ui.case_editor_start import CaseStartDialog  # noqa: PLC0415  (on request)

        if self.editor is None:
            return
        try:
            edition = self.tools.edition(self.editor.presenter.case.edition)
        except KnownTrouble as trouble:
            tell(self.editor, tr("No patient can be offered."), str(trouble))
            return
        dialog = CaseStartDialog(edition, self.tools.starts, self.editor)
        dialog.chosen.connect(self.editor.begin_with)
        dialog.open()

    @Slot()
    def _editor_left(self) -> None:
        self.editor = None
        self.place.refresh()
        self._follow()
        self.place.focus_cards()

    @Slot()
    def _exercise_left(self) -> None:
        self.exercise = None
        self.place.focus_cards()

    @Slot()
    def _handouts_left(self) -> None:
        self.handouts = None
        self.place.focus_cards()

    @Slot()
    def _ask_for_file(self) -> None:
        dialog = source_dialog(self.place, tr("Import a case"), kinds=_filter())
        dialog.fileSelected.connect(self._bring_in)
        dialog.open()

    @Slot(str)
    def _bring_in(self, file: str) -> None:
        self.bring_in(file)
        self._follow()

    @Slot()
    def _ask_where(self) -> None:
        case = self.chosen_case()
        if case is not None:
            self._export_case(case)

    @Slot(object)
    def _export_case(self, case: TeachingCase) -> None:
        self._given = case
        owner: QWidget = self.editor or self.place
        dialog = target_dialog(
            owner,
            tr("Export the case"),
            name=f"{case.id}{ENDING}",
            kinds=_filter(),
            ending=ENDING.removeprefix("."),
        )
        dialog.fileSelected.connect(self._give_away)
        dialog.open()

    @Slot(str)
    def _give_away(self, file: str) -> None:
        if self._given is not None:
            self.give_away(file, self._given)

    @Slot()
    def _ask_to_delete(self) -> None:
        case = self.chosen_case()
        if case is None:
            return
        self._doomed = case.id
        words = tr("Delete “{title}”?", title=say(case.title))
        box = ask_to_go_on(self.place, words, tr("The file goes away."), tr("&Delete"))
        box.finished.connect(self._delete)

    @Slot(int)
    def _delete(self, answer: int) -> None:
        box = self.sender()
        own = self.tools.own
        if own is None or answer == QMessageBox.StandardButton.Cancel:
            return
        if isinstance(box, QMessageBox) and box.buttonRole(box.clickedButton()) is not (
            QMessageBox.ButtonRole.AcceptRole
        ):
            return
        try:
            own.remove(self._doomed)
        except KnownTrouble as trouble:
            tell(self.place, tr("The case could not be deleted."), str(trouble))
        self.place.refresh()
        self._follow()


class _Keeping:
    """Keeps a case in the place of the file that it came from."""

    def __init__(self, own: OwnCases, file: Path | None) -> None:
        self._own = own
        self._file = file

    def __call__(self, case: TeachingCase) -> None:
        self._file = self._own.keep(case, self._file)


def _spans() -> tuple[str, str, str]:
    return tr("This &case…"), tr("Its &topic…"), tr("&Everything…")


def _filter() -> str:
    return tr("Cases (*.case.json *.json);;All files (*)")


def _listed(problems: Iterable[Problem]) -> str:
    return "\n".join(str(one) for one in problems)
