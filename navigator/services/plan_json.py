"""A plan as plain JSON values, for the terminal and other programs."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from navigator.domain.library import DoseUnit
from navigator.domain.number import number_text
from navigator.domain.plan import Cycle, Dose, DueCheck, Measure, Plan
from navigator.dosing.schedule import spans
from navigator.words import say

_UNITS = {
    DoseUnit.MG_PER_KG: "mg/kg",
    DoseUnit.MG_PER_M2: "mg/m2",
    DoseUnit.MG: "mg",
    DoseUnit.AUC: "AUC",
}
# More digits than a scale, a tablet or a label has; the exact number stays in the plan.
_DECIMALS = 6


def plan_as_json(plan: Plan) -> dict[str, Any]:
    """Return a plan as JSON values; names never change, amounts are per administration.

    Args:
        plan: Complete or a draft.

    Returns:
        Among others `doses`: one entry per drug and phase with `drug`, `phase`,
        `dose_per_unit`, `unit`, `calculated_mg`, `final_mg` and `arithmetic`.
    """
    return {
        "edition": plan.edition.id,
        "step": plan.step.id,
        "regimen": plan.regimen.id,
        "option": plan.option.regimen,
        "option_status": plan.option.status.value,
        "protocol": plan.protocol.id,
        "protocol_name": say(plan.protocol.name),
        "made_on": plan.made_on.isoformat(),
        "start": plan.start.isoformat(),
        "cycle_days": plan.protocol.cycle_days,
        "planned_cycles": plan.protocol.planned_cycles,
        "draft": bool(plan.drafts),
        "drafts": list(plan.drafts),
        "missing": list(plan.missing),
        "notes": list(plan.notes),
        "measures": [_measure(measure) for measure in plan.measures],
        "doses": _doses(plan.doses),
        "cycles": [_cycle(cycle) for cycle in plan.cycles],
        "checks": [_check(due) for due in plan.checks],
        "library": plan.edition.digest,
    }


def _doses(doses: Iterable[Dose]) -> list[dict[str, Any]]:
    """Return one entry per drug, phase and dose; the same dose on other days joins it."""
    entries: dict[tuple[object, ...], dict[str, Any]] = {}
    for dose in doses:
        part = dose.component
        key = (part.drug, part.phase, part.dose, part.per, part.times_a_day)
        entries.setdefault(key, _dose(dose))["schedule"].append(
            {"days": list(part.days), "from_cycle": part.from_cycle, "to_cycle": part.to_cycle}
        )
    return list(entries.values())


def _dose(dose: Dose) -> dict[str, Any]:
    part = dose.component
    return {
        "drug": part.drug,
        "name": dose.drug.name,
        "phase": part.phase.value,
        "dose_per_unit": _number(part.dose),
        "unit": _UNITS[part.per],
        "calculated_mg": _number(dose.calculated_mg),
        "final_mg": _number(dose.final_mg),
        "deviation_percent": _number(dose.deviation_percent),
        "rounding": dose.rounding_words,
        "arithmetic": dose.arithmetic,
        "route": dose.drug.route.value,
        "times_a_day": part.times_a_day,
        "daily_mg": _number(dose.daily_mg),
        "tablets": [
            {"strength_mg": _number(tablet.strength_mg), "count": tablet.count}
            for tablet in dose.tablets
        ],
        "schedule": [],
    }


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "label": measure.label,
        "value": _number(measure.value),
        "unit": measure.unit,
        "taken_on": _day(measure.taken_on),
        "how": measure.how,
    }


def _cycle(cycle: Cycle) -> dict[str, Any]:
    return {
        "number": cycle.number,
        "start": cycle.start.isoformat(),
        "given": [
            {
                "drug": span.dose.drug_id,
                "phase": span.dose.phase.value,
                "first": span.first.isoformat(),
                "last": span.last.isoformat(),
                "final_mg": _number(span.dose.final_mg),
                "times_a_day": span.dose.component.times_a_day,
            }
            for span in spans(cycle.administrations)
        ],
    }


def _check(due: DueCheck) -> dict[str, Any]:
    return {
        "id": due.check.id,
        "drug": due.drug,
        "text": say(due.check.text),
        "due": [day.isoformat() for day in due.due],
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(value: Decimal) -> int | float:
    """Return a whole number as int, any other as float."""
    shown = number_text(value, decimals=_DECIMALS)
    return float(shown) if "." in shown else int(shown)
