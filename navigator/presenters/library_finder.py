"""The search over everything: commands, the library, facts of the patient, and open cases."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from navigator.domain.ids import ElementId
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.library_found import Row, RowKind, found_rows, nothing_rows
from navigator.presenters.library_links import Kind, Target, step_of
from navigator.presenters.library_words import kinds_words
from navigator.words import tr

_AT_FIRST = 4  # of each kind of thing


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the window.

    Attributes:
        id: Given back when it is chosen.
        words: Its name, without the sign for its letter.
        path: The menus it stands in, "" for none.
        keys: As shown to people.
    """

    id: str
    words: str
    path: str = ""
    keys: str = ""


@dataclass(frozen=True, slots=True)
class CasesFound:
    """The cases that fit what was typed, each with its heading.

    Attributes:
        named: Those whose number, name or identifier was typed.
        treated: Those whose therapy was typed.
    """

    named: tuple[Row, ...] = ()
    treated: tuple[Row, ...] = ()


FindCases = Callable[[str], CasesFound]


def no_cases(typed: str) -> CasesFound:
    """Find none: there are none, or they are locked."""
    del typed
    return CasesFound()


class FinderView(Protocol):
    """What the finder needs of its dialog."""

    def draw(self, rows: tuple[Row, ...]) -> None:
        """Show `rows`, replacing what was there."""

    def run(self, command: str) -> None:
        """Run a command of the window."""

    def go(self, place: str, target: Target) -> None:
        """Show something: "library", "flowchart", "patient" or "case"."""


class Finder:
    """Ranks what fits the words typed, and says where each thing is shown."""

    def __init__(
        self,
        view: FinderView,
        catalogue: Callable[[], Catalogue],
        commands: tuple[Command, ...],
        edition: str,
        cases: FindCases = no_cases,
    ) -> None:
        """Make a finder.

        Args:
            view: The dialog.
            catalogue: Gives the library when something is typed.
            commands: What can be done now, in the order of the menus.
            edition: The edition the patient is read against.
            cases: Finds cases; none while they are locked.
        """
        self._view = view
        self._catalogue = catalogue
        self._commands = commands
        self._edition = edition
        self._cases = cases

    def look_up(self, typed: str) -> None:
        """Show what fits the words typed, the best first; all commands for none."""
        if not typed.strip():
            hint = tr("Type a drug, regimen, trial, step, fact or case, or choose a command.")
            self._view.draw((Row(RowKind.NOTE, hint), *_rows(self._commands)))
            return
        first, other = self._fitting(typed)
        found = found_rows(self._catalogue(), typed, at_first=_AT_FIRST)
        if self._only_in_the_text(typed):
            first, other = (*first, *other), ()
        found = tuple(row for row in found if row.kind is not RowKind.MORE)
        cases = self._cases(typed)
        rows = (*_rows(first), *cases.named, *found, *cases.treated, *_rows(other))
        self._view.draw(rows or nothing_rows(typed)[:2])

    def _fitting(self, typed: str) -> tuple[tuple[Command, ...], tuple[Command, ...]]:
        """Return the commands that begin like what was typed, and those with its words."""
        wanted = typed.casefold().split()
        first: list[Command] = []
        other: list[Command] = []
        for command in self._commands:
            words = f"{command.words} {command.path}".casefold().split()
            if not all(any(word.startswith(one) for word in words) for one in wanted):
                continue
            begins = command.words.casefold().startswith(" ".join(wanted))
            (first if begins else other).append(command)
        return tuple(first), tuple(other)

    def _only_in_the_text(self, typed: str) -> bool:
        best = self._catalogue().shelf.search(typed, 1)
        return not best or bool(best[0].snippet)

    def choose(self, row: Row) -> None:
        """Run a command, or show a thing where it can best be seen."""
        if row.kind is not RowKind.ENTRY or row.target is None:
            return
        if row.target.kind is Kind.COMMAND:
            self._view.run(row.target.id)
        else:
            self._view.go(self._place(row.target), row.target)

    def _place(self, target: Target) -> str:
        if target.kind is Kind.CASE:
            return "case"
        if target.kind is Kind.STEP and step_of(target)[0] == self._edition:
            return "flowchart"
        if target.kind is Kind.ELEMENT:
            element = self._catalogue().elements[ElementId(target.id)]
            return "library" if element.derived else "patient"
        return "library"


def _rows(commands: tuple[Command, ...]) -> tuple[Row, ...]:
    if not commands:
        return ()
    return (
        Row(RowKind.HEADING, kinds_words(Kind.COMMAND)),
        *(
            Row(RowKind.ENTRY, one.words, one.path, Target(Kind.COMMAND, one.id), note=one.keys)
            for one in commands
        ),
    )
