"""Numbering the references in the order in which a page first names them."""

from collections.abc import Iterable, Sequence

from navigator.domain.ids import ReferenceId
from navigator.domain.source import Reference, Source
from navigator.report.lines import Run
from navigator.report.style import LABEL, Style
from navigator.report.text import NBSP, Printable, worded
from navigator.words import tr

UNVERIFIED = "*"
"""Stands beside a source with which nobody has compared the statement yet; told on every page."""

_LONGEST_INLINE = 8


class Citations:
    """Which reference has which number; the list of references is printed at the end.

    A source that nobody has compared with the statement carries an asterisk, which the foot of
    every page explains. A short place in a reference ("4.2") stands beside the statement, a long
    one ("Dosage and administration") in the list.
    """

    def __init__(self, references: Iterable[Reference]) -> None:
        self._references = {one.id: one for one in references}
        self._numbers: dict[ReferenceId, int] = {}
        self._places: dict[ReferenceId, dict[str, None]] = {}

    def mark(self, sources: Sequence[Source], style: Style = LABEL) -> tuple[Run, ...]:
        """Return the numbers in brackets, () for none; an asterisk says "unverified"."""
        if not sources:
            return ()
        return (Run(Printable(f" {worded(f'[{self._list(sources)}]')}"), style),)

    def numbered(self) -> list[tuple[int, str]]:
        """Return the references named so far as (number, citation), in order."""
        return [(number, self._citation(one)) for one, number in self._numbers.items()]

    def _list(self, sources: Iterable[Source]) -> str:
        places: dict[int, dict[str, None]] = {}
        unverified: dict[int, None] = {}
        for one in sources:
            number = self._number(one.reference)
            inline = places.setdefault(number, {})
            sign = "" if one.verified else UNVERIFIED
            if one.at and len(one.at) <= _LONGEST_INLINE:
                inline[f"{one.at}{sign}"] = None
                continue
            if one.at:
                self._places.setdefault(one.reference, {})[one.at] = None
            if sign:
                unverified[number] = None
        return ", ".join(
            f"{number}{UNVERIFIED if number in unverified else ''}"
            + (f"{NBSP}({', '.join(at)})" if at else "")
            for number, at in places.items()
        )

    def _number(self, reference: ReferenceId) -> int:
        return self._numbers.setdefault(reference, len(self._numbers) + 1)

    def _citation(self, reference: ReferenceId) -> str:
        known = self._references.get(reference)
        if known is None:
            return reference
        pmid = f"PMID {known.pmid}" if known.pmid else ""
        way = f"doi:{known.doi}" if known.doi else pmid or known.url.removeprefix("https://")
        places = ", ".join(self._places.get(reference, ()))
        at = tr("(at {places})", places=places) if places else ""
        return " ".join(one for one in (known.citation.rstrip("."), at, way) if one)
