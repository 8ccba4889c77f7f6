"""Write a patient as a facts file, so that reading it again gives the same patient."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from navigator.domain.facts import (
    Fact,
    Identity,
    Line,
    NotDone,
    Override,
    PatientRecord,
    TumourSample,
    Value,
)
from navigator.domain.ids import ElementId


def record_text(record: PatientRecord) -> str:
    """Return the JSON text of a patient; what is unknown has no key."""
    document: dict[str, Any] = {"facts": _facts(record.facts)}
    if record.lines is not None:
        document["lines"] = [_line(line) for line in record.lines]
    if record.site:
        document["site"] = _facts(record.site)
    if record.samples:
        document["samples"] = [_sample(sample) for sample in record.samples]
    if record.identity != Identity():
        document["patient"] = _identity(record.identity)
    if record.overrides:
        document["overrides"] = [_override(override) for override in record.overrides]
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _facts(facts: Mapping[ElementId, Fact]) -> dict[str, Any]:
    return {element: _fact(fact) for element, fact in facts.items()}


def _fact(fact: Fact) -> Any:
    value = _value(fact.value)
    if fact.taken_on is None and not fact.source:
        return value
    return _told({"value": value, "date": _day(fact.taken_on), "source": fact.source})


def _value(value: Value | NotDone) -> Any:
    if isinstance(value, NotDone):
        return value.value
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset) else value


def _number(value: Decimal) -> int | float:
    """A float prints the shortest text that reads back the same for all plausible numbers."""
    return int(value) if value == value.to_integral_value() else float(value)


def _line(line: Line) -> dict[str, Any]:
    return _told(
        {
            "regimen": line.regimen,
            "setting": line.setting.value,
            "start": _day(line.start),
            "stop": _day(line.stop),
            "stop_reason": line.stop_reason.value if line.stop_reason else None,
            "best_response": line.best_response.value if line.best_response else None,
            "anthracycline_mg_m2": (
                None if line.anthracycline_mg_m2 is None else _number(line.anthracycline_mg_m2)
            ),
            "toxicities": [{"term": one.term, "grade": one.grade} for one in line.toxicities]
            or None,
            "note": line.note,
        }
    )


def _override(override: Override) -> dict[str, Any]:
    return _told(
        {
            "edition": override.edition,
            "step": override.step,
            "regimen": override.regimen,
            "reason": override.reason.value,
            "note": override.note,
            "by": override.by,
            "date": _day(override.on),
        }
    )


def _sample(sample: TumourSample) -> dict[str, Any]:
    return _told(
        {
            "date": _day(sample.taken_on),
            "site": sample.site,
            "ihc": sample.ihc,
            "ish": sample.ish,
            "ratio": _number(sample.ratio) if sample.ratio is not None else None,
            "copies": _number(sample.copies) if sample.copies is not None else None,
        }
    )


def _identity(identity: Identity) -> dict[str, Any]:
    told = _told(
        {
            "name": identity.name,
            "identifier": identity.identifier,
            "birth_date": _day(identity.birth_date),
            "note": identity.note,
        }
    )
    if identity.allergies is not None:
        told["allergies"] = list(identity.allergies)
    return told


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "")}
