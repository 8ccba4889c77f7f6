"""What the content amounts to, and what is still open in it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from navigator.domain.elements import Limits
from navigator.domain.problems import Place, Problem, Severity
from navigator.domain.text import Text
from navigator.library.records import Entry, parts_of
from navigator.library.schema import Record, SourceRecord
from navigator.words import trn

# Whole numbers that order or name things; nobody needs a source for them.
_NOT_CLINICAL = {"order", "line", "year", "from_cycle", "n"}


def counts_of(entries: Iterable[Entry[Record]]) -> Counter[str]:
    """Count texts, translations, sources and clinical numbers.

    Returns:
        `texts`, `texts_without_french`, `sources`, `sources_unverified`, `numbers`,
        `numbers_unverified` (no source of the record that states them is verified).
    """
    total: Counter[str] = Counter()
    for entry in entries:
        for part in parts_of(entry.record):
            if isinstance(part, Text) and part:
                total["texts"] += 1
                total["texts_without_french"] += not part.fr
            elif isinstance(part, SourceRecord):
                total["sources"] += 1
                total["sources_unverified"] += not part.verified
        _count_numbers(entry.record, total, verified=False)
    return total


def _count_numbers(record: Record, total: Counter[str], *, verified: bool) -> None:
    """Count the numbers of a record; one without sources of its own has those around it."""
    sources = getattr(record, "sources", None)
    if sources is not None:
        verified = any(source.verified for source in sources)
    for name in record.model_fields_set - _NOT_CLINICAL:
        for value in _flat(getattr(record, name)):
            if isinstance(value, Record):
                _count_numbers(value, total, verified=verified)
            elif isinstance(value, (int, Decimal)) and not isinstance(value, bool):
                total["numbers"] += 1
                total["numbers_unverified"] += not verified


def _flat(value: Any) -> Iterator[Any]:
    if isinstance(value, (list, tuple)):
        for part in value:
            yield from _flat(part)
    elif isinstance(value, Limits):
        yield from (value.low, value.high)
    else:
        yield value


def open_matters(entries: Iterable[Entry[Record]]) -> Iterator[Problem]:
    """Give one warning per file for what is not translated, and one for what is unverified."""
    by_file: dict[str, list[Entry[Record]]] = {}
    for entry in entries:
        by_file.setdefault(entry.source.located.file, []).append(entry)
    for file, inside in by_file.items():
        total = counts_of(inside)
        for code, number, words in (
            (
                "missing-translation",
                total["texts_without_french"],
                trn(
                    "{number} text has no French.",
                    "{number} texts have no French.",
                    total["texts_without_french"],
                ),
            ),
            (
                "unverified-source",
                total["sources_unverified"],
                trn(
                    "{number} source is not verified.",
                    "{number} sources are not verified.",
                    total["sources_unverified"],
                ),
            ),
        ):
            if number:
                yield Problem(code, words, Place(file), severity=Severity.WARN)
