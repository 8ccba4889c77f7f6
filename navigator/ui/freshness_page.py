"""Before a board meeting: which results are missing or too old on its day."""

from datetime import date

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import QDateEdit, QLabel

from navigator.domain.case_care import FreshnessAudit
from navigator.presenters.care_words import MOST_SHOWN, Section, audit_sum, request_shown
from navigator.ui.care_page import CarePage
from navigator.words import tr


class FreshnessPage(CarePage):
    """Draws a `FreshnessAudit`.

    Signals:
        wanted: go through the cases for this day (date).
        print_wanted: print it; True for a page for each patient.
    """

    wanted = Signal(object)
    print_wanted = Signal(bool)

    def __init__(self, today: date) -> None:
        super().__init__(
            tr("Before a board meeting"),
            tr(
                "Goes through all cases and names the results that are missing, have no day, or "
                "are too old on the day of the meeting. How long a result holds is in the "
                "settings of the site."
            ),
        )
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setAccessibleName(tr("Day of the meeting"))
        self.day.setMinimumDate(self.day.date())
        label = QLabel(tr("Day of the meeting"))
        label.setBuddy(self.day)
        self.tools.addWidget(label)
        self.tools.addWidget(self.day)
        self.go = self.add_tool(tr("Go through the cases"))
        self.table = self.add_tool(tr("Table for the board as PDF…"))
        self.letters = self.add_tool(tr("A page for each patient as PDF…"))
        for button in (self.table, self.letters):
            button.hide()
        self.go.clicked.connect(self._announce)
        self.table.clicked.connect(self._print_table)
        self.letters.clicked.connect(self._print_pages)

    def draw(self, audit: FreshnessAudit) -> None:
        """Show the result."""
        self.end()
        self.say(audit_sum(audit))
        for button in (self.table, self.letters):
            button.setVisible(bool(audit.requests))
        if audit.requests:
            shown = tuple(request_shown(one) for one in audit.requests[:MOST_SHOWN])
            self.add_section(Section(tr("Results wanted"), len(audit.requests), shown))

    def clear(self) -> None:
        """Show nothing of any patient."""
        super().clear()
        self.table.hide()
        self.letters.hide()

    @Slot()
    def _announce(self) -> None:
        chosen = self.day.date()
        self.wanted.emit(date(chosen.year(), chosen.month(), chosen.day()))

    @Slot()
    def _print_table(self) -> None:
        self.print_wanted.emit(False)

    @Slot()
    def _print_pages(self) -> None:
        self.print_wanted.emit(True)
