"""A short name for a plan, worked out from what it says."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Any

from navigator.domain.plan import Dose, Plan

# No letter that is read as a figure or as another letter: no I, L, O, U.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 12
_GROUP = 4


def document_id(plan: Plan) -> str:
    """Return the same twelve signs for the same plan, others for one that differs anywhere.

    Content of the library stands in it by the library's digest and its ids; what belongs to the
    patient, the doses and the dates stands in it completely.

    Args:
        plan: As it is printed.

    Returns:
        Three groups of four signs without look-alikes, such as "7K2M-9QXA-3F1B".
    """
    said = json.dumps(_plain(_content(plan)), sort_keys=True)
    number = int.from_bytes(hashlib.sha256(said.encode()).digest(), "big")
    signs = "".join(_SIGNS[(number >> (5 * at)) & 31] for at in range(_LENGTH))
    return "-".join(signs[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def _content(plan: Plan) -> dict[str, object]:
    return {
        "edition": plan.edition.id,
        "digest": plan.edition.digest,
        "step": plan.step.id,
        "path": [(one.step, one.branch, one.to) for one in plan.assessment.path],
        "option": (plan.option.regimen, plan.option.status, len(plan.option.warnings)),
        "alternatives": [(one.regimen, one.status) for one in plan.alternatives],
        "protocol": (plan.regimen.id, plan.protocol.id),
        "record": plan.record,
        "identity": plan.identity,
        "facts": plan.assessment.facts,
        "days": (plan.made_on, plan.start, [(one.number, one.start) for one in plan.cycles]),
        "given": [(one.on, one.dose.drug.id) for c in plan.cycles for one in c.administrations],
        "doses": [_dose(one) for one in plan.doses],
        "checks": [(one.check.id, one.drug, one.due) for one in plan.checks],
        "measures": plan.measures,
        "proposals": [
            (one.id, one.status, one.words, one.by, one.reason) for one in plan.proposals
        ],
        "clashes": plan.clashes,
        "check": plan.second_check,
        "states": (plan.missing, plan.drafts, plan.notes, plan.self_test, plan.program_version),
    }


def _dose(dose: Dose) -> tuple[object, ...]:
    part = dose.component
    rule = (part.dose, part.per, part.days, part.times_a_day, part.from_cycle, part.to_cycle)
    amounts = (dose.calculated_mg, dose.final_mg, dose.deviation_percent, dose.daily_mg)
    changes = (dose.level, dose.full_mg, dose.adjustments)
    return (dose.drug.id, dose.phase, rule, amounts, dose.tablets, dose.arithmetic, changes)


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it, in an order that does not depend on the run."""
    if value is None or isinstance(value, _AS_THEY_ARE):
        return value
    single = _SINGLE.get(type(value))
    if single is not None:
        return single(value)
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    if is_dataclass(value):
        kind: Any = type(value)
        return [_plain(getattr(value, name)) for name in _names(kind)]
    return [_plain(one) for one in value]


def _mapping(value: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key): _plain(one) for key, one in value.items()}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


_AS_THEY_ARE = (str, bool, int)
_SINGLE: dict[type[Any], Callable[[Any], Any]] = {
    Decimal: lambda value: format(value.normalize(), "f"),
    date: date.isoformat,
    frozenset: lambda value: sorted(str(_plain(one)) for one in value),
    dict: _mapping,
    MappingProxyType: _mapping,
}
