"""A plan as plain JSON values, for the terminal and other programs."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from navigator.domain.library import DoseUnit
from navigator.domain.number import number_text
from navigator.domain.plan import (
    Adjustment,
    Cycle,
    Dose,
    DoseChange,
    DueCheck,
    HolidayClash,
    Measure,
    Plan,
    Proposal,
)
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
        "proposals": [_proposal(proposal) for proposal in plan.proposals],
        "closed_days": [_clash(clash) for clash in plan.clashes],
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
        "level": dose.level,
        "full_mg": _number(dose.full_mg or dose.calculated_mg),
        "adjustments": [_adjustment(each) for each in dose.adjustments],
    }


def _adjustment(adjustment: Adjustment) -> dict[str, Any]:
    share = adjustment.factor_percent
    return {
        "proposal": adjustment.proposal,
        "text": adjustment.text,
        "percent": None if share is None else _number(share),
        "reason": adjustment.reason,
        "by": adjustment.by,
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "id": proposal.id,
        "drug": proposal.drug,
        "topic": proposal.topic,
        "kind": proposal.kind.value,
        "status": proposal.status.value,
        "text": say(proposal.text),
        "words": proposal.words,
        "missing": list(proposal.missing),
        "stale": list(proposal.stale),
        "effect": [_change(change) for change in proposal.effect],
        "recheck_by": _day(proposal.recheck_by),
        "reason": proposal.reason,
        "by": proposal.by,
        "sources": [{"ref": source.reference, "at": source.at} for source in proposal.sources],
    }


def _change(change: DoseChange) -> dict[str, Any]:
    return {
        "phase": change.phase.value,
        "before_mg": None if change.before_mg is None else _number(change.before_mg),
        "after_mg": None if change.after_mg is None else _number(change.after_mg),
        "before": change.before,
        "after": change.after,
    }


def _clash(clash: HolidayClash) -> dict[str, Any]:
    return {
        "cycle": clash.cycle,
        "day": clash.day,
        "on": clash.on.isoformat(),
        "drugs": list(clash.drugs),
        "proposed": clash.proposed.isoformat(),
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
        "done_on": _day(due.done_on),
        "overdue_since": _day(due.overdue_since),
        "open_before_start": due.open_before_start,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(value: Decimal) -> int | float:
    """Return a whole number as int, any other as float."""
    shown = number_text(value, decimals=_DECIMALS)
    return float(shown) if "." in shown else int(shown)
