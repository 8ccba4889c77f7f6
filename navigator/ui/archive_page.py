"""An archive before it is imported: who is in it, and who has to be asked about."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from navigator.domain.case_care import Answer, ImportReport, Incoming, Same
from navigator.presenters.care_words import (
    MOST_SHOWN,
    Shown,
    imported_words,
    incoming_words,
    titled,
)
from navigator.ui.care_page import CarePage, case_card
from navigator.ui.parts import Words
from navigator.ui.theme import Role
from navigator.words import tr, trn


class ArchivePage(CarePage):
    """Draws the patients of an archive; nothing is imported before all questions are answered.

    Signals:
        take_wanted: import it, with the answers by place in the archive (dict).
    """

    take_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            tr("Import an archive"),
            tr(
                "What is not here is added. Nothing that is here is changed or overwritten: where "
                "the archive says something else, what is here stays and the place is told."
            ),
        )
        self.go = self.add_tool(tr("Import"))
        self.go.clicked.connect(self._announce)
        self.questions: dict[int, QComboBox] = {}

    def draw(self, incoming: Sequence[Incoming]) -> None:
        """Show who is in the archive, who is asked about first."""
        self.clear()
        asked = [one for one in incoming if one.asks]
        known = [one for one in incoming if not one.asks]
        words = trn("{number} case in the archive.", "{number} cases in the archive.",
                    len(incoming))  # fmt: skip
        if asked:
            ask = trn(
                "{number} may be here already: say who it is, then import.",
                "{number} may be here already: say who they are, then import.",
                len(asked),
            )
            words = f"{words} {ask}"
        self.say(words)
        for one in asked:
            self._ask(one)
        for one in known[:MOST_SHOWN]:
            shown = Shown(titled(one.number, one.identity), (incoming_words(one),))
            self.body.addWidget(case_card(shown, ""))
        if len(known) > MOST_SHOWN:
            more = tr("and {number} more", number=len(known) - MOST_SHOWN)
            self.body.addWidget(Words(more, Role.CAPTION))
        self.go.setVisible(bool(incoming))
        self._allow_import()

    def draw_report(self, report: ImportReport, labels: Mapping[str, str]) -> None:
        """Show what importing gave, with the names of the data elements."""
        self.clear()
        self.go.hide()
        self.say(tr("The archive is imported."))
        lines = imported_words(report, labels)
        self.add_lines(tr("What came of it"), lines[:MOST_SHOWN])

    def clear(self) -> None:
        """Show nothing of any patient."""
        self.questions = {}
        super().clear()

    def _ask(self, one: Incoming) -> None:
        shown = Shown(titled(one.number, one.identity), (incoming_words(one),))
        card = case_card(shown, "warn")
        box = QComboBox()
        box.setAccessibleName(tr("Who {title} is", title=shown.title))
        box.addItem(tr("Choose…"), None)
        for number in one.alike:
            words = tr("The same as case {number}: add what is missing", number=number)
            box.addItem(words, Answer(Same.MERGE, number))
        box.addItem(tr("Somebody else: add as a new case"), Answer(Same.ANOTHER))
        box.addItem(tr("Leave out"), Answer(Same.LEAVE_OUT))
        box.activated.connect(self._allow_import)
        self.questions[one.at] = box
        card.column.addWidget(box)
        self.body.addWidget(card)

    def _allow_import(self) -> None:
        open_ = any(box.currentData() is None for box in self.questions.values())
        self.go.setEnabled(not open_)

    def _announce(self) -> None:
        answers = {at: box.currentData() for at, box in self.questions.items()}
        self.take_wanted.emit(answers)
