"""The Library place: what is looked up, which page is open, and the way back."""

from dataclasses import dataclass
from typing import Protocol

from navigator.domain.ids import (
    DrugId,
    ElementId,
    ProtocolId,
    ReferenceId,
    RegimenId,
    TrialId,
)
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.library_drug import drug_page
from navigator.presenters.library_forest import forest_page
from navigator.presenters.library_found import (
    Row,
    RowKind,
    contents_rows,
    found_rows,
    kind_rows,
    nothing_rows,
)
from navigator.presenters.library_knowledge import (
    element_page,
    first_page,
    reference_page,
    step_page,
)
from navigator.presenters.library_links import CONTENTS, Kind, Target
from navigator.presenters.library_pages import Page
from navigator.presenters.library_treatment import protocol_page, regimen_page
from navigator.presenters.library_trial import trial_page


@dataclass(frozen=True, slots=True)
class LibraryState:
    """Everything the Library place shows.

    Attributes:
        typed: What is looked up, "" for the contents.
        page: The open page.
        can_go_back: Also where the page was opened from another place: back leads there.
    """

    typed: str
    rows: tuple[Row, ...]
    page: Page
    can_go_back: bool
    can_go_forward: bool


class LibraryView(Protocol):
    """What the browser needs of the screen."""

    def draw(self, state: LibraryState) -> None:
        """Show `state`, replacing what was there."""

    def leave(self) -> None:
        """Go back to the place the page was opened from."""


class LibraryBrowser:
    """Turns what a person looks up and follows into a `LibraryState`."""

    def __init__(self, view: LibraryView, catalogue: Catalogue) -> None:
        self._view = view
        self._catalogue = catalogue
        self._current = ""
        self._typed = ""
        self._listed: Kind | None = None
        self._unfolded: frozenset[Kind] = frozenset()
        self._rows = contents_rows(catalogue)
        # None is the place that was left for the page after it.
        self._visited: list[Target | None] = [CONTENTS]
        self._at = 0
        self._page = first_page(catalogue)

    def show(self) -> None:
        """Draw what is looked at now."""
        self._view.draw(
            LibraryState(
                self._typed,
                self._rows,
                self._page,
                can_go_back=self._at > 0,
                can_go_forward=self._at + 1 < len(self._visited),
            )
        )

    def read_against(self, edition: str) -> None:
        """Take note of the edition the patient is read against."""
        if edition != self._current:
            self._current = edition
            self._turn_to(self._visited[self._at])

    def look_up(self, typed: str) -> None:
        """Show what fits the words typed."""
        self._typed = typed
        self._listed = None
        self._unfolded = frozenset()
        self._list()
        self.show()

    def choose(self, row: Row) -> None:
        """Open what a row of the list stands for."""
        if row.kind is RowKind.ENTRY and row.target is not None:
            self.open(row.target)
            return
        if row.kind is RowKind.GROUP and row.target is not None:
            self._listed = row.target.kind
        elif row.kind is RowKind.MORE and row.target is not None:
            self._unfolded |= {row.target.kind}
        elif row.kind is RowKind.BACK:
            self._listed, self._typed = None, ""
        self._list()
        self.show()

    def open(self, target: Target, *, from_elsewhere: bool = False) -> None:
        """Open a page; what was ahead in the history is forgotten.

        Args:
            target: The page.
            from_elsewhere: Whether another place of the window asked for it.
        """
        if from_elsewhere:
            self._visited = [*self._visited[: self._at + 1], None, target]
            self._at += 2
        elif target != self._visited[self._at]:
            self._visited = [*self._visited[: self._at + 1], target]
            self._at += 1
        self._turn_to(target)
        self.show()

    def back(self) -> None:
        """Open the page before, or return to the place that was left for this one."""
        self._go(-1)

    def forward(self) -> None:
        """Open the page that was left by going back."""
        self._go(+1)

    def _go(self, step: int) -> None:
        at = self._at + step
        if not 0 <= at < len(self._visited):
            return
        elsewhere = self._visited[at] is None
        self._at = at + step if elsewhere else at
        self._turn_to(self._visited[self._at])
        self.show()
        if elsewhere and step < 0:
            self._view.leave()

    def _turn_to(self, target: Target | None) -> None:
        if target is not None:
            self._page = self._made(target)

    def _list(self) -> None:
        if self._typed.strip():
            rows = found_rows(self._catalogue, self._typed, self._unfolded)
            self._rows = rows or nothing_rows(self._typed)
        elif self._listed is not None:
            self._rows = kind_rows(self._catalogue, self._listed)
        else:
            self._rows = contents_rows(self._catalogue)

    def _made(self, target: Target) -> Page:
        catalogue, one = self._catalogue, target.id
        match target.kind:
            case Kind.DRUG:
                page = drug_page(catalogue, DrugId(one))
            case Kind.REGIMEN:
                page = regimen_page(catalogue, RegimenId(one))
            case Kind.PROTOCOL:
                page = protocol_page(catalogue, ProtocolId(one))
            case Kind.TRIAL:
                page = trial_page(catalogue, TrialId(one))
            case Kind.STEP:
                page = step_page(catalogue, target, self._current)
            case Kind.ELEMENT:
                page = element_page(catalogue, ElementId(one))
            case Kind.REFERENCE:
                page = reference_page(catalogue, ReferenceId(one))
            case Kind.FOREST:
                page = forest_page(catalogue, one)
            case _:
                page = first_page(catalogue)
        return page
