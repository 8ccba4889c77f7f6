"""Cases in the search over everything, by number, name or current therapy."""

import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from navigator.domain.case import CaseFilter, CaseSummary
from navigator.domain.guideline import Edition
from navigator.domain.problems import KnownTrouble
from navigator.presenters.case_list import case_name, regimens_of
from navigator.presenters.facts_shown import regimen_name
from navigator.presenters.library_finder import CasesFound
from navigator.presenters.library_found import Row, RowKind
from navigator.presenters.library_links import Kind, Target
from navigator.presenters.library_words import kinds_words
from navigator.words import tr, trn

if TYPE_CHECKING:
    from navigator.services.case_ports import CaseStore

_AT_FIRST = 6


def find_cases(store: "CaseStore", edition: Edition, typed: str) -> CasesFound:
    """Return the cases that fit the words typed; none of a store that was locked meanwhile.

    Args:
        store: Open.
        edition: Names the therapies.
        typed: As typed.
    """
    wanted = _folded(typed).lstrip("#").split()
    if not wanted:
        return CasesFound()
    try:
        fitting = store.find(" ".join(wanted))
        treated = _treated(store, edition, wanted)
    except KnownTrouble:
        return CasesFound()
    named = tuple(one for one in fitting if _is_called(one, wanted))
    known = {one.number for one in named}
    return CasesFound(
        _rows(named, edition),
        _rows(tuple(one for one in treated if one.number not in known), edition),
    )


def _is_called(one: CaseSummary, wanted: Iterable[str]) -> bool:
    """Tell whether each word typed is the number, or begins a part of a name or identifier."""
    names = _folded(f"{one.identity.name} {one.identity.identifier}").split()
    return all(
        word == str(one.number) or any(name.startswith(word) for name in names) for word in wanted
    )


def _folded(text: str) -> str:
    """Return text without case and accents, as the store looks for it."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _treated(
    store: "CaseStore", edition: Edition, wanted: Iterable[str]
) -> tuple[CaseSummary, ...]:
    """Return the cases whose therapy goes on and is called so."""
    regimens = [
        one
        for one, name in regimens_of(store.find(), edition)
        if all(word in _folded(f"{name} {one}") for word in wanted)
    ]
    found = (one for regimen in regimens for one in store.find("", CaseFilter(regimen=regimen)))
    return tuple(one for one in found if one.ongoing)


def _rows(found: tuple[CaseSummary, ...], edition: Edition) -> tuple[Row, ...]:
    if not found:
        return ()
    rows = [Row(RowKind.HEADING, kinds_words(Kind.CASE), note=str(len(found)))]
    rows += [_row(one, edition) for one in found[:_AT_FIRST]]
    left = len(found) - _AT_FIRST
    if left > 0:
        words = trn("{number} more in Cases", "{number} more in Cases", left)
        rows.append(Row(RowKind.NOTE, words))
    return tuple(rows)


def _row(one: CaseSummary, edition: Edition) -> Row:
    words = tr("Case {number} · {name}", number=one.number, name=case_name(one))
    therapy = regimen_name(edition, one.regimen) if one.regimen else tr("no therapy")
    caption = therapy if one.ongoing or not one.regimen else tr("{name}, ended", name=therapy)
    return Row(RowKind.ENTRY, words, caption, Target(Kind.CASE, str(one.number)))
