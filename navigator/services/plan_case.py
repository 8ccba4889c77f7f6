"""The case of a plan as JSON: the facts file, and beside it what the plan was asked for.

What is read back comes from a file that anybody may have made: every part is taken only in the
type that the request has for it.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Edition
from navigator.services.plan_request import PlanRequest
from navigator.services.write_record import record_text

FORMAT = 1
OPENING = '{\n "navigator_plan": '
LONGEST_TEXT = 4_000

_CHECK = re.compile(r',\n "check": "([0-9a-f]{64})"\n}\n\Z')
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"-?[0-9]{1,9}")
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?")


class NotARequest(ValueError):
    """A part of a case is not what a request holds; its text is the place."""


def case_text(edition: Edition, record: PatientRecord, request: PlanRequest) -> str:
    """Return all that it takes to make a plan again, as the text that travels inside it.

    Args:
        edition: With the digest of its library.
        record: What was entered; the identity of the request takes the place of its own.
        request: What the plan was asked for.

    Returns:
        The facts file of the patient with one more key, and at its end a check over the rest.
    """
    told = replace(record, identity=request.identity or record.identity)
    plan = {
        "format": FORMAT,
        "edition": edition.id,
        "library": edition.digest,
        "request": _plain(replace(request, identity=None)),
    }
    asked = json.dumps(plan, ensure_ascii=False)
    patient = record_text(told).strip().removeprefix("{")
    return _with_check(f"{OPENING}{asked},{patient}")


def unchecked(text: str) -> str | None:
    """Return the document without its check; None where the check does not hold."""
    found = _CHECK.search(text)
    if found is None:
        return None
    document = f"{text[: found.start()]}\n}}"
    return document if _checksum(document) == found[1] else None


def request_of(document: Any) -> PlanRequest:
    """Return what a plan was asked for.

    Args:
        document: The part of a case under "request", as JSON values.

    Raises:
        NotARequest: a part is missing, unknown or of another type.
    """
    made: PlanRequest = _record(PlanRequest, document, "request")
    return made


def _with_check(text: str) -> str:
    body = text.removesuffix("\n}")
    return f'{body},\n "check": "{_checksum(text)}"\n}}\n'


def _checksum(text: str) -> str:
    # A lone surrogate becomes the escape that JSON has for it.
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def _plain(value: Any) -> Any:
    """Return a value of a request as JSON has it; what has its default is left out."""
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        told = {each.name: getattr(value, each.name) for each in fields(value)}
        return {name: _plain(each) for name, each in told.items() if each != _default(value, name)}
    return _single(value)


def _single(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _default(value: Any, name: str) -> Any:
    kind: Any = type(value)
    return _defaults(kind)[name]


@cache
def _defaults(kind: Any) -> dict[str, Any]:
    """Return the default of each field; MISSING, which equals nothing, where it has none."""
    return {
        each.name: each.default_factory() if each.default_factory is not MISSING else each.default
        for each in fields(kind)
    }


def _value(kind: Any, value: Any, at: str) -> Any:
    """Return `value` as a value of type `kind`."""
    if hasattr(kind, "__supertype__"):  # NewType
        return _value(kind.__supertype__, value, at)
    if is_dataclass(kind):
        return _record(kind, value, at)
    if get_origin(kind) is not None:
        return _compound(kind, value, at)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _member(kind, value, at)
    return _SIMPLE[kind](value, at)


def _record(kind: Any, value: Any, at: str) -> Any:
    if not isinstance(value, dict):
        raise NotARequest(at)
    hints = _hints(kind)
    unknown = sorted(set(value) - set(hints))
    if unknown:
        raise NotARequest(f"{at}.{unknown[0][:LONGEST_TEXT]}")
    told = {name: _value(hints[name], each, f"{at}.{name}") for name, each in value.items()}
    for each in fields(kind):
        if each.name not in told and _defaults(kind)[each.name] is MISSING:
            raise NotARequest(f"{at}.{each.name}")
    return kind(**told)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _compound(kind: Any, value: Any, at: str) -> Any:
    origin, parts = get_origin(kind), get_args(kind)
    if origin is tuple and isinstance(value, list):
        return tuple(_value(parts[0], each, at) for each in value)
    if origin is Mapping and isinstance(value, dict):
        return {
            _value(parts[0], key, at): _value(parts[1], each, f"{at}.{key[:80]}")
            for key, each in value.items()
        }
    if origin in (tuple, Mapping):
        raise NotARequest(at)
    # Optional: the one part that is not None.
    (inner,) = (part for part in parts if part is not type(None))
    return None if value is None else _value(inner, value, at)


def _member(kind: Any, value: Any, at: str) -> Any:
    try:
        return kind(value)
    except ValueError as fault:
        raise NotARequest(at) from fault


def _text(value: Any, at: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        raise NotARequest(at)
    return value


def _whole(value: Any, at: str) -> int:
    """Read a whole number; the keys of a JSON object are texts."""
    if isinstance(value, bool) or not _WHOLE.fullmatch(str(value)):
        raise NotARequest(at)
    return int(value)


def _truth(value: Any, at: str) -> bool:
    if not isinstance(value, bool):
        raise NotARequest(at)
    return value


def _day(value: Any, at: str) -> date:
    if not isinstance(value, str) or not _ISO_DAY.fullmatch(value):
        raise NotARequest(at)
    try:
        return date.fromisoformat(value)
    except ValueError as fault:
        raise NotARequest(at) from fault


def _exact(value: Any, at: str) -> Decimal:
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise NotARequest(at)
    return Decimal(value)


_SIMPLE: dict[Any, Callable[[Any, str], Any]] = {
    str: _text,
    int: _whole,
    bool: _truth,
    date: _day,
    Decimal: _exact,
}
