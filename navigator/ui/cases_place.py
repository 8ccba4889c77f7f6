"""The Cases place: the way in, the list, and the page of one case."""

from datetime import date

from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from navigator.domain.guideline import Edition
from navigator.ui.case_page import CasePage
from navigator.ui.cases_list import CasesList
from navigator.ui.icons import Icon
from navigator.ui.lock_create import CreateForm, RecoveryPage
from navigator.ui.lock_form import LockForm
from navigator.ui.parts import Card, Glyph, Words, row_of
from navigator.ui.theme import UNIT, Role
from navigator.words import tr

_CHARACTERS = 76  # the width of a page to be read


class CasesPlace(QWidget):
    """Holds the pages of the place; `CasesDesk` says which is in front."""

    def __init__(self, edition: Edition, today: date) -> None:
        super().__init__()
        self.pages = QStackedWidget()
        self.creation = CreateForm()
        self.recovery = RecoveryPage()
        self.unlock = LockForm()
        self.list = CasesList(edition, today)
        self.page = CasePage()
        self.trouble = Card("stop", strong=True)
        self.trouble_words = Words("", Role.BODY, "stop")
        self.trouble.column.addWidget(self.trouble_words)
        self._gate_create = _to_read(_creating(self.creation))
        self._gate_recovery = _to_read(self.recovery)
        self.gate_ways = QVBoxLayout()
        self._gate_unlock = _to_read(_unlocking(self.unlock, self.gate_ways))
        for page in (
            self._gate_create,
            self._gate_recovery,
            self._gate_unlock,
            self.list,
            self.page,
        ):
            self.pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.trouble)
        column.addWidget(self.pages, 1)
        self.setAccessibleName(tr("Cases"))
        self.trouble.hide()

    def show_create(self) -> None:
        """Ask for a new passphrase."""
        self.pages.setCurrentWidget(self._gate_create)
        self.creation.first.setFocus()

    def show_recovery(self, key: str) -> None:
        """Show the recovery key, once."""
        self.recovery.draw(key)
        self.pages.setCurrentWidget(self._gate_recovery)
        self.recovery.typed.setFocus()

    def show_unlock(self, wait_seconds: float) -> None:
        """Ask for the passphrase."""
        self.unlock.begin(wait_seconds)
        self.pages.setCurrentWidget(self._gate_unlock)
        self.unlock.take_focus()

    def show_list(self) -> None:
        """Show the cases."""
        self.pages.setCurrentWidget(self.list)
        self.list.search.setFocus()

    def show_page(self) -> None:
        """Show one case."""
        self.pages.setCurrentWidget(self.page)
        self.page.go.setFocus()

    def show_other(self, page: QWidget) -> None:
        """Show a page that somebody else made, such as that of the backups."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    @property
    def shows_page(self) -> bool:
        """Tell whether one case is looked at."""
        return self.pages.currentWidget() is self.page

    @property
    def shows_recovery(self) -> bool:
        """Tell whether the recovery key is shown."""
        return self.pages.currentWidget() is self._gate_recovery

    def tell(self, words: str) -> None:
        """Say over every page what is not saved; "" when all is."""
        self.trouble_words.setText(words)
        self.trouble.setVisible(bool(words))


def _to_read(inside: QWidget) -> QScrollArea:
    """Return a page that scrolls and is not wider than can be read."""
    inside.setMaximumWidth(inside.fontMetrics().averageCharWidth() * _CHARACTERS)
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(4 * UNIT, 4 * UNIT, 4 * UNIT, 4 * UNIT)
    line = row_of(stretch=False)
    line.addWidget(inside, 4)
    line.addStretch(1)
    column.addLayout(line)
    column.addStretch(1)
    area = QScrollArea()
    area.setAccessibleName(tr("Contents"))
    area.setWidget(whole)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    return area


def _creating(form: CreateForm) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2 * UNIT)
    column.addWidget(Words(tr("Keep patients as cases"), Role.TITLE))
    column.addWidget(
        Words(
            tr(
                "Cases are kept in one encrypted file on this computer. A passphrase opens it; "
                "nothing leaves the computer. Navigate, plans and the Library go on without it."
            ),
            Role.LEAD,
        )
    )
    column.addWidget(form)
    return page


def _unlocking(form: LockForm, ways: QVBoxLayout) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2 * UNIT)
    head = row_of(Glyph(Icon.LOCK, "accent", 1.6), stretch=False)
    head.addWidget(Words(tr("The cases are locked"), Role.TITLE), 1)
    column.addLayout(head)
    column.addWidget(
        Words(tr("Type the passphrase to open them. Navigate works without."), Role.LEAD)
    )
    column.addWidget(form)
    column.addLayout(ways)
    return page
