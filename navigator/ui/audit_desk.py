"""Shows the audit trail, has it checked, and prints it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from navigator.presenters.case_page import audit_words
from navigator.ui.audit_page import AuditPage
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.domain.case import AuditLine, AuditReport
    from navigator.ui.care_desk import CareDesk


class AuditDesk(QObject):
    """Fetches the lines off the drawing thread."""

    def __init__(self, care: "CareDesk") -> None:
        super().__init__(care)
        self._care = care
        self.page = page = AuditPage()
        page.left.connect(care.desk.show_list)
        page.check_wanted.connect(self.check)
        page.print_wanted.connect(self._print)

    @Slot()
    def show(self) -> None:
        """Show the audit trail."""
        store = self._care.store
        if store is not None:
            self._care.show_page(self.page)
            self._care.run(lambda: (store.audit(), None), self._show)

    @Slot()
    def check(self) -> None:
        """Compare every line with the file."""
        store = self._care.store
        if store is not None:
            self.page.begin(tr("Checking every line…"), stoppable=False)
            self._care.run(
                lambda: (store.audit(), store.verify_audit()),
                self._show,
                partial(self._care.failed, self.page),
            )

    def _show(self, trail: "tuple[tuple[AuditLine, ...], AuditReport | None]") -> None:
        store = self._care.store
        if store is not None:
            self.page.draw(trail[0], store.standing, trail[1])

    @Slot()
    def _print(self) -> None:
        store, tools = self._care.store, self._care.tools
        if store is None:
            return

        def make() -> bytes:
            lines, checked = store.audit(), store.verify_audit()
            kinds = {line.kind: audit_words(line.kind) for line in lines}
            return tools.trail_pdf(lines, checked, tools.today(), kinds, tools.page_size())

        self._care.ask_where("audit-trail.pdf", make)

    def clear(self) -> None:
        """Show nothing."""
        self.page.clear()
