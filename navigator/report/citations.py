"""Numbering the references in the order in which a page first names them."""

from collections.abc import Iterable, Sequence

from navigator.domain.ids import ReferenceId
from navigator.domain.source import Reference, Source
from navigator.report.lines import Run
from navigator.report.style import LABEL, Style
from navigator.report.text import NBSP, Printable, worded
from navigator.words import tr

_LONGEST_INLINE = 8


class Citations:
    """Which reference has which number; the list of references is printed at the end.

    A short place in a reference ("4.2") stands beside the statement, a long one ("Dosage and
    administration") in the list.
    """

    def __init__(self, references: Iterable[Reference]) -> None:
        self._references = {one.id: one for one in references}
        self._numbers: dict[ReferenceId, int] = {}
        self._places: dict[ReferenceId, dict[str, None]] = {}

    def mark(self, sources: Sequence[Source], style: Style = LABEL) -> tuple[Run, ...]:
        """Return the numbers in brackets, the unverified ones said to be so; () for none."""
        if not sources:
            return ()
        checked = self._list(one for one in sources if one.verified)
        open_ones = self._list(one for one in sources if not one.verified)
        if not open_ones:
            words = f"[{checked}]"
        elif not checked:
            words = tr("[unverified: {list}]", list=open_ones)
        else:
            words = tr("[{checked}; unverified: {list}]", checked=checked, list=open_ones)
        return (Run(Printable(f" {worded(words)}"), style),)

    def numbered(self) -> list[tuple[int, str]]:
        """Return the references named so far as (number, citation), in order."""
        return [(number, self._citation(one)) for one, number in self._numbers.items()]

    def _list(self, sources: Iterable[Source]) -> str:
        places: dict[int, dict[str, None]] = {}
        for one in sources:
            inline = places.setdefault(self._number(one.reference), {})
            if one.at and len(one.at) <= _LONGEST_INLINE:
                inline[one.at] = None
            elif one.at:
                self._places.setdefault(one.reference, {})[one.at] = None
        return ", ".join(
            f"{number}{NBSP}({', '.join(at)})" if at else str(number)
            for number, at in places.items()
        )

    def _number(self, reference: ReferenceId) -> int:
        return self._numbers.setdefault(reference, len(self._numbers) + 1)

    def _citation(self, reference: ReferenceId) -> str:
        known = self._references.get(reference)
        if known is None:
            return reference
        pmid = f"PMID {known.pmid}" if known.pmid else ""
        way = f"doi:{known.doi}" if known.doi else pmid or known.url
        places = ", ".join(self._places.get(reference, ()))
        at = tr("(at {places})", places=places) if places else ""
        return " ".join(one for one in (known.citation.rstrip("."), at, way) if one)
