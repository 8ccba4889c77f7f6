"""After a library update: read every active case again and see what it means for each."""

from PySide6.QtCore import Signal

from navigator.domain.case_care import LibraryUpdate
from navigator.presenters.care_words import (
    plans_words,
    update_sections,
    update_sum,
    waiting_words,
)
from navigator.ui.care_page import CarePage
from navigator.ui.parts import Words
from navigator.ui.theme import Role
from navigator.words import tr


class LibraryUpdatePage(CarePage):
    """Draws a `LibraryUpdate`.

    Signals:
        wanted: read all of them again.
        print_wanted: print the result.
    """

    wanted = Signal()
    print_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            tr("After a library update"),
            tr(
                "Each case that was last assessed with another library is read again with the one "
                "in force. The assessment of today is kept beside those before; nothing is "
                "replaced. Read a changed case before you go on with it."
            ),
        )
        self.go = self.add_tool(tr("Read the cases again"))
        self.paper = self.add_tool(tr("Save the result as PDF…"))
        self.go.clicked.connect(self.wanted)
        self.paper.clicked.connect(self.print_wanted)
        self.paper.hide()

    def draw_waiting(self, waiting: int) -> None:
        """Say how many cases wait."""
        self.clear()
        self.paper.hide()
        self.go.setEnabled(waiting > 0)
        self.say(waiting_words(waiting) or tr("All cases were assessed with this library."))

    def draw(self, update: LibraryUpdate) -> None:
        """Show the result."""
        self.end()
        self.say(update_sum(update))
        self.go.setEnabled(update.stopped)
        self.paper.setVisible(bool(update.cases))
        self.body.addWidget(Words(plans_words(update), Role.STRONG))
        for section in update_sections(update):
            self.add_section(section)
