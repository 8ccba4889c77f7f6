"""Numbering the references in the order in which a page first names them."""

from collections.abc import Iterable, Sequence

from navigator.domain.ids import ReferenceId
from navigator.domain.source import Reference, Source
from navigator.report.lines import Run
from navigator.report.style import LABEL, Style
from navigator.report.text import Printable, worded
from navigator.words import tr


class Citations:
    """Which reference has which number; the list of references is printed at the end."""

    def __init__(self, references: Iterable[Reference]) -> None:
        self._references = {one.id: one for one in references}
        self._numbers: dict[ReferenceId, int] = {}

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
        places: dict[int, list[str]] = {}
        for one in sources:
            places.setdefault(self._number(one.reference), []).extend([one.at] if one.at else [])
        return ", ".join(
            f"{number} ({', '.join(dict.fromkeys(at))})" if at else str(number)
            for number, at in places.items()
        )

    def _number(self, reference: ReferenceId) -> int:
        return self._numbers.setdefault(reference, len(self._numbers) + 1)

    def _citation(self, reference: ReferenceId) -> str:
        known = self._references.get(reference)
        if known is None:
            return reference
        ways = (
            f"doi:{known.doi}" if known.doi else "",
            f"PMID {known.pmid}" if known.pmid else "",
            known.url if not known.doi else "",
        )
        return " ".join([known.citation.rstrip("."), *(f"· {one}" for one in ways if one)])
