"""From a record that passed the schema to the word of the domain that it stands for."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

from navigator.domain.guideline import Safeguard
from navigator.domain.ids import DrugId, RegimenId
from navigator.domain.library import Drug, Regimen
from navigator.domain.teaching import TeachingCase, Twist
from navigator.domain.vignette import Vignette
from navigator.library.schema import Record, SafeguardRecord
from navigator.library.schema_drugs import DrugRecord
from navigator.library.schema_guideline import VignetteRecord
from navigator.library.schema_regimens import RegimenRecord
from navigator.library.schema_teaching import TeachingCaseRecord, TwistRecord


def made(record: Record) -> Any:
    """Return the domain value of a record; what the content leaves out has the domain's default.

    Args:
        record: Validated; its type says what it makes.
    """
    match record:
        case DrugRecord():
            found: Any = _made_drug(record)
        case RegimenRecord():
            found = _made_regimen(record)
        case SafeguardRecord():
            found = Safeguard(owner=DrugId(""), **_values(record))
        case VignetteRecord():
            found = Vignette(**{**_values(record), "record": patient_json(record.record)})
        case TeachingCaseRecord():
            found = TeachingCase(**{**_values(record), "record": patient_json(record.record)})
        case TwistRecord():
            found = Twist(**{**_values(record), "facts": patient_json(record.facts)})
        case _:
            if record.makes is None:
                raise TypeError(type(record).__name__)
            found = record.makes(**_values(record))
    return found


def _values(record: Record) -> dict[str, Any]:
    return {name: _value(getattr(record, name)) for name in sorted(record.model_fields_set)}


def _value(value: Any) -> Any:
    if isinstance(value, Record):
        return made(value)
    return tuple(_value(part) for part in value) if isinstance(value, list) else value


def _owned(safeguards: tuple[Safeguard, ...], owner: DrugId | RegimenId) -> tuple[Safeguard, ...]:
    return tuple(replace(safeguard, owner=owner) for safeguard in safeguards)


def _made_drug(record: DrugRecord) -> Drug:
    drug = Drug(**_values(record))
    return replace(drug, safeguards=_owned(drug.safeguards, drug.id))


def _made_regimen(record: RegimenRecord) -> Regimen:
    regimen = Regimen(**_values(record))
    return replace(regimen, safeguards=_owned(regimen.safeguards, regimen.id))


def patient_json(patient: Any) -> str:
    """Return a patient as the text of a facts file, the same for the same patient."""
    return json.dumps(patient, ensure_ascii=False, indent=1, default=_json_number)


def _json_number(value: object) -> float:
    """Return a Decimal for JSON; with at most 15 digits it is written as it was read."""
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(repr(value))
