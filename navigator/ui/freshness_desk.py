"""Goes through the cases for the day of a meeting, and prints what is missing."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from navigator.ui.freshness_page import FreshnessPage
from navigator.words import tr

if TYPE_CHECKING:
    from datetime import date

    from navigator.domain.case import PatientNumber
    from navigator.domain.case_care import FreshnessAudit
    from navigator.ui.care_desk import CareDesk


class FreshnessDesk(QObject):
    """All cases, or the one whose page was looked at."""

    def __init__(self, care: "CareDesk") -> None:
        super().__init__(care)
        self._care = care
        self._audit: FreshnessAudit | None = None
        self._only: PatientNumber | None = None
        self.page = page = FreshnessPage(care.tools.today())
        page.left.connect(self._leave)
        page.wanted.connect(self.audit_for)
        page.print_wanted.connect(self._print)

    @Slot()
    def show(self) -> None:
        """Ask for the day of a meeting about all cases."""
        self._begin(None)

    @Slot()
    def show_one(self) -> None:
        """Go through the case whose page is shown; its day is that of today at first."""
        read = self._care.desk.read
        if read is not None:
            self._begin(read.case.patient.number)
            self.audit_for(self._care.tools.today())

    def _begin(self, only: "PatientNumber | None") -> None:
        if self._care.store is not None:
            self._only = only
            self.page.clear()
            self._care.show_page(self.page)

    @Slot()
    def _leave(self) -> None:
        """Go back to where it was asked for."""
        if self._only is not None:
            self._care.desk.show_case(self._only)
        else:
            self._care.desk.show_list()

    @Slot(object)
    def audit_for(self, day: "date") -> None:
        """Go through the cases for the day of a meeting."""
        session, page, only = self._care.desk.session, self.page, self._only
        if session is None:
            return
        session.flush()
        page.begin(tr("Going through the cases…"))
        store, tools = session.store, self._care.tools
        self._care.run(
            lambda: tools.audit(store, day, page.progress.go_on, only),
            self._show,
            partial(self._care.failed, page),
        )

    def _show(self, audit: "FreshnessAudit") -> None:
        self._audit = audit
        self.page.draw(audit)

    @Slot(bool)
    def _print(self, each_alone: bool) -> None:  # noqa: FBT001  (the signal gives it so)
        audit, tools = self._audit, self._care.tools
        if audit is not None:
            size, name = tools.page_size(), f"results-wanted-{audit.on.isoformat()}.pdf"
            self._care.ask_where(name, lambda: tools.request_pdf(audit, size, each_alone))

    def clear(self) -> None:
        """Forget every patient."""
        self._audit, self._only = None, None
        self.page.clear()
