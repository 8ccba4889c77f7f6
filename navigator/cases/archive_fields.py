"""Checks of single values of an archive: what is not exactly as we write it is refused."""

import json
import re
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from navigator.cases.codec import part_of, value_of
from navigator.domain.case import LONGEST_NAME, PartKind
from navigator.domain.facts import Toxicity
from navigator.words import tr

LONGEST_TEXT = 5_000_000  # a record or the way through a guideline
LONGEST_NOTE = 20_000
LARGEST_NUMBER = 2**53
_NAME = re.compile(r"[A-Za-z0-9_.+-]{1,100}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_CONTROLS = frozenset(map(chr, (*range(9), 11, 12, *range(14, 32), 127)))
_GRADES = range(1, 6)

Read = Callable[[Any], Any]


class NotTaken(ValueError):
    """A value is not what is written there; its text says where."""


def text(most: int = LONGEST_NOTE) -> Read:
    """Return a check for text; text that looks like markup is text."""

    def read(raw: Any) -> str:
        if not isinstance(raw, str) or len(raw) > most or not _CONTROLS.isdisjoint(raw):
            raise NotTaken
        return raw

    return read


def name(raw: Any) -> str:
    """Check an id: of an element, an edition, a step or a regimen."""
    if not isinstance(raw, str) or _NAME.fullmatch(raw) is None:
        raise NotTaken
    return raw


def sha256(raw: Any) -> str:
    """Check a check sum."""
    if not isinstance(raw, str) or _SHA256.fullmatch(raw) is None:
        raise NotTaken
    return raw


def whole(raw: Any) -> int:
    """Check a whole number that is not negative."""
    if type(raw) is not int or not 0 <= raw <= LARGEST_NUMBER:
        raise NotTaken
    return raw


def flag(raw: Any) -> bool:
    """Check a yes or no."""
    if type(raw) is not bool:
        raise NotTaken
    return raw


def day(raw: Any) -> str | None:
    """Check a day, or none."""
    if raw is not None and (not isinstance(raw, str) or date.fromisoformat(raw).isoformat() != raw):
        raise NotTaken
    return raw


def moment(raw: Any) -> str:
    """Check what a clock said, with its zone."""
    if not isinstance(raw, str) or datetime.fromisoformat(raw).tzinfo is None:
        raise NotTaken
    return raw


def attached_name(raw: Any) -> str:
    """Check the name of an attached file; one that leads somewhere is none."""
    read: str = text(LONGEST_NAME)(raw)
    if set(read) & set('/\\:"') or read in {".", ".."}:
        raise NotTaken(tr("a file is named “{name}”, which leads elsewhere", name=read[:60]))
    return read


def regimens(raw: Any) -> str:
    """Check a list of ids, and return it as it is kept."""
    if not isinstance(raw, list):
        raise NotTaken
    return json.dumps([name(one) for one in raw])


def proposals(raw: Any) -> str:
    """Check the answers to a plan's proposals, and return them as they are kept."""
    if not isinstance(raw, list):
        raise NotTaken
    words = text()
    kept = []
    for one in raw:
        if not isinstance(one, Mapping) or set(one) != {"proposal", "accepted", "reason", "by"}:
            raise NotTaken
        texts = {key: words(one[key]) for key in ("proposal", "reason", "by")}
        kept.append({**texts, "accepted": flag(one["accepted"])})
    return json.dumps(kept)


def value(raw: Any) -> str | None:
    """Check a fact's value, and return it as it is kept; None takes the fact back."""
    if raw is None:
        return None
    written = json.dumps(raw)
    read = value_of(written)
    if isinstance(read, float) or (isinstance(read, Decimal) and not read.is_finite()):
        raise NotTaken(tr("a number in it is none"))
    texts = [read] if isinstance(read, str) else read if isinstance(read, frozenset) else ()
    for one in texts:
        text()(one)
    if type(read) is int and abs(read) > LARGEST_NUMBER:
        raise NotTaken
    return written


def body(kind: PartKind, raw: Any) -> str | None:
    """Check a line, sample, identity or decision, and return it as it is kept."""
    if raw is None:
        return None
    written = json.dumps(raw)
    part = part_of(kind, written)
    hints = get_type_hints(type(part))
    for each in fields(part) if part is not None else ():
        if not _fits(getattr(part, each.name), hints[each.name]):
            raise NotTaken
    return written


def _fits(held: Any, hint: Any) -> bool:
    """Tell whether a value is of the type that its field has, and can be printed and counted."""
    if isinstance(hint, types.UnionType) or get_origin(hint) is Union:
        return any(_fits(held, one) for one in get_args(hint))
    if get_origin(hint) is tuple:
        (inner, _) = get_args(hint)
        return isinstance(held, tuple) and all(_fits(one, inner) for one in held)
    if hint is Toxicity:
        return isinstance(held, Toxicity) and held.grade in _GRADES and _plain(held.term)
    if hint is Decimal:
        return isinstance(held, Decimal) and held.is_finite()
    if hint is date or hint is type(None) or (isinstance(hint, type) and issubclass(hint, Enum)):
        return isinstance(held, hint)
    return _plain(held)


def _plain(held: Any) -> bool:
    return isinstance(held, str) and len(held) <= LONGEST_NOTE and _CONTROLS.isdisjoint(held)


def optional_place(raw: Any, before: int) -> int | None:
    """Check the place of a row that another one corrects: it stands above it."""
    if raw is None:
        return None
    if not 1 <= whole(raw) <= before:
        raise NotTaken
    return int(raw)


def rows(raw: Any, most: int = 1_000_000) -> Sequence[Any]:
    """Check a list."""
    if not isinstance(raw, list) or len(raw) > most:
        raise NotTaken
    return raw
