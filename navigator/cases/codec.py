"""Values and parts of a record as text, so that reading gives the very same."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from navigator.cases.trouble import too_new
from navigator.domain.case import Part, PartKind
from navigator.domain.facts import (
    NOT_DONE,
    Identity,
    Line,
    NotDone,
    Override,
    OverrideReason,
    Response,
    Setting,
    StopReason,
    Toxicity,
    TumourSample,
    Value,
)


def value_text(value: Value | NotDone) -> str:
    """Return a fact's value as text; numbers keep their digits."""
    return json.dumps(_tagged(value))


def _tagged(value: Value | NotDone) -> Any:
    match value:
        case NotDone():
            return {"not_done": True}
        case Decimal():
            return {"number": str(value)}
        case date():
            return {"day": value.isoformat()}
        case frozenset():
            return {"choices": sorted(value)}
        case _:
            return value


_TAGS: Mapping[str, Callable[[Any], Value | NotDone]] = {
    "not_done": lambda raw: NOT_DONE,  # noqa: ARG005  (the tag says it all)
    "number": Decimal,
    "day": date.fromisoformat,
    "choices": frozenset,
}


def value_of(text: str) -> Value | NotDone:
    """Return the value that `value_text` turned into `text`."""
    raw = json.loads(text)
    if not isinstance(raw, dict):
        value: Value = raw
        return value
    ((tag, inner),) = raw.items()
    if tag not in _TAGS:
        raise too_new()
    return _TAGS[tag](inner)


def part_text(part: Part) -> str | None:
    """Return a part of a record as text, without what has its default; None stays None."""
    return None if part is None else json.dumps(_plain(part))


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(one) for one in value]
        case str() | int() | None:
            return value
    parts = ((part, getattr(value, part.name)) for part in fields(value))
    return {part.name: _plain(held) for part, held in parts if held != part.default}


def _toxicities(raw: list[dict[str, Any]]) -> tuple[Toxicity, ...]:
    return tuple(Toxicity(**one) for one in raw)


_PARTS: Mapping[PartKind, tuple[type[Any], Mapping[str, Callable[[Any], Any]]]] = {
    PartKind.IDENTITY: (Identity, {"birth_date": date.fromisoformat, "allergies": tuple}),
    PartKind.LINE: (
        Line,
        {
            "setting": Setting,
            "start": date.fromisoformat,
            "stop": date.fromisoformat,
            "stop_reason": StopReason,
            "best_response": Response,
            "anthracycline_mg_m2": Decimal,
            "toxicities": _toxicities,
        },
    ),
    PartKind.SAMPLE: (
        TumourSample,
        {"taken_on": date.fromisoformat, "ratio": Decimal, "copies": Decimal},
    ),
    PartKind.OVERRIDE: (Override, {"reason": OverrideReason, "on": date.fromisoformat}),
}


def part_of(kind: PartKind, text: str | None) -> Part:
    """Return the part that `part_text` turned into `text`.

    Raises:
        FileTooNew: it says something that this program does not know.
    """
    if text is None:
        return None
    made, readers = _PARTS[kind]
    raw = json.loads(text)
    values = {
        name: readers[name](held) if name in readers and held is not None else held
        for name, held in raw.items()
    }
    try:
        part: Part = made(**values)
    except TypeError as unknown:
        raise too_new() from unknown
    return part


def moment_text(moment: datetime) -> str:
    """Return what the clock said, as text that sorts."""
    return moment.isoformat(timespec="microseconds")


def moment_of(text: str) -> datetime:
    """Return the moment that `moment_text` turned into `text`."""
    return datetime.fromisoformat(text)


def day_text(day: date | None) -> str | None:
    """Return a day as text; None stays None."""
    return None if day is None else day.isoformat()


def day_of(text: str | None) -> date | None:
    """Return the day that `day_text` turned into `text`."""
    return None if text is None else date.fromisoformat(text)
