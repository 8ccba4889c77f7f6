"""Written cases that can be compared: the vignettes of each edition, and the teaching cases."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Protocol

from navigator.domain.guideline import Edition
from navigator.domain.ids import EditionId
from navigator.domain.teaching import TeachingCase
from navigator.domain.vignette import Vignette
from navigator.presenters.compare_place import CaseToCompare
from navigator.services.read_record import read_record
from navigator.words import say, tr


class CaseShelf(Protocol):
    """Where written cases are kept."""

    def vignettes(self, edition_id: EditionId) -> tuple[Vignette, ...]:
        """Return the vignettes of an edition, in the order of the content."""
        ...

    def cases(self) -> tuple[TeachingCase, ...]:
        """Return the teaching cases, in the order of the content."""
        ...


def cases_to_compare(
    shelf: CaseShelf, editions: Mapping[EditionId, Edition], today: date
) -> tuple[CaseToCompare, ...]:
    """Return the written cases of all editions, the teaching cases behind them.

    A teaching case of a primer is left out: a primer offers no treatment to compare.
    """
    found = [
        CaseToCompare(
            f"{edition.id}/{one.id}",
            tr("{title} ({edition})", title=say(one.title), edition=edition.id),
            partial(read_record, one.record, edition.elements, today, one.id),
        )
        for edition in editions.values()
        for one in shelf.vignettes(edition.id)
    ]
    found += [
        CaseToCompare(
            f"case/{one.id}",
            tr("Teaching case: {title}", title=say(one.title)),
            partial(read_record, one.record, editions[one.edition].elements, today, one.id),
        )
        for one in shelf.cases()
        if one.edition in editions
    ]
    return tuple(found)
