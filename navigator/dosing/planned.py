"""The doses of a plan as far as its proposals were accepted, and what each proposal would do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from navigator.domain.ids import DrugId
from navigator.domain.library import Component, Protocol
from navigator.domain.plan import (
    Decision,
    Dose,
    DoseChange,
    ProposalKind,
    ProposalStatus,
)
from navigator.dosing.changes import Accepted, Changed, changed
from navigator.dosing.days import days_apart, days_of, is_for_days
from navigator.dosing.dose import NoDose, work_out_dose
from navigator.dosing.gap import loaded_again, not_loaded
from navigator.dosing.measures import Measures
from navigator.dosing.schedule import in_force
from navigator.dosing.situation import FULL_LEVEL, Found, Situation

Ids = frozenset[str]

_ENDING = frozenset({ProposalKind.HOLD, ProposalKind.STOP})
_ACCEPTED = Decision(accepted=True)
NEW_WEIGHT_ID = "plan/new-weight"


@dataclass(frozen=True, slots=True)
class Planned:
    """What is given.

    Attributes:
        protocol: With what was accepted: loading, ends, amounts, drugs that are left out.
        results: One per dose rule of that protocol, in its order.
        measures: What the doses are counted by.
        left_out: Drugs that are held or stopped.
    """

    protocol: Protocol
    results: tuple[Dose | NoDose, ...]
    measures: Measures
    left_out: tuple[DrugId, ...] = ()

    @property
    def doses(self) -> tuple[Dose, ...]:
        """Return the doses that could be worked out."""
        return tuple(each for each in self.results if isinstance(each, Dose))


def accepted_ids(found: Iterable[Found]) -> Ids:
    """Return the ids of the accepted proposals."""
    return frozenset(each.id for each in found if each.proposal.status is ProposalStatus.ACCEPTED)


def planned(
    situation: Situation, found: Sequence[Found], accepted: Ids, apart: Found | None = None
) -> Planned:
    """Work out every dose with just these proposals accepted.

    Args:
        situation: What the plan is made from.
        found: Every proposal, answered or not.
        accepted: Ids of the accepted ones. Doses rest on today's weight unless a person declined
            that: whoever is asked sees what today's weight gives.
        apart: A proposal whose days are shown as doses of their own, accepted or not.

    Returns:
        The doses; a drug that is held, stopped or below its last level has none.
    """
    taken = [each for each in found if each.id in accepted]
    of_days = [*taken, apart] if apart is not None else taken
    protocol = days_apart(_reshaped(situation, taken), situation.course.first, of_days)
    left_out = _left_out(situation, taken, protocol)
    measures = _measures(situation, found, accepted)
    skipped = [each for each in taken if each.proposal.kind in _ENDING]
    kept = [
        part
        for part in protocol.components
        if part.drug not in left_out and not _is_skipped(situation, part, skipped)
    ]
    changes = [_change_of(situation, part, taken) or Changed(part) for part in kept]
    return Planned(
        replace(protocol, components=tuple(change.component for change in changes)),
        tuple(
            _worked_out(situation, measures, part, change)
            for part, change in zip(kept, changes, strict=True)
        ),
        measures,
        left_out,
    )


def with_effects(situation: Situation, found: Sequence[Found]) -> tuple[Found, ...]:
    """Return the proposals, each with the doses before and after it, all others as answered."""
    accepted = accepted_ids(found)
    return tuple(_with_effect(situation, each, found, accepted) for each in found)


def _with_effect(situation: Situation, each: Found, found: Sequence[Found], accepted: Ids) -> Found:
    proposal = each.proposal
    if proposal.status is ProposalStatus.NEEDS_FACT or proposal.kind is ProposalKind.CONTINUE:
        return each
    before = planned(situation, _undecided(found, each), accepted - {each.id}, each)
    after = planned(situation, found, accepted | {each.id}, each)
    effect = _changes(_shown(each, before), _shown(each, after))
    return replace(each, proposal=replace(proposal, effect=effect))


def _undecided(found: Sequence[Found], each: Found) -> Sequence[Found]:
    """Return the proposals with one of them declined, to see what is given without it."""
    declined = replace(each, proposal=replace(each.proposal, status=ProposalStatus.DECLINED))
    return [declined if other is each else other for other in found]


def _shown(each: Found, plan: Planned) -> list[Dose]:
    """Return the doses that a proposal is about."""
    doses = plan.doses
    if each.gap is not None:
        cycle, drug = each.gap.cycle, each.gap.drug
        given = [one for one in doses if one.drug_id == drug and in_force(one.component, cycle)]
        return sorted(given, key=lambda one: one.component.days)[:1]
    if each.proposal.drug:
        drugs = {each.proposal.drug, *(each.rule.with_drugs if each.rule else ())}
        return [one for one in doses if one.drug_id in drugs]
    return list(doses)


def _changes(before: Sequence[Dose], after: Sequence[Dose]) -> tuple[DoseChange, ...]:
    """Pair the doses before and after; those that stay as they are tell nothing."""
    if not after:
        return tuple(DoseChange(one.phase, one.final_mg, None, one.arithmetic) for one in before)
    pairs = zip_longest(before, after)
    changes = (_change(one, other) for one, other in pairs)
    return tuple(each for each in changes if each.before != each.after)


def _change(before: Dose | None, after: Dose | None) -> DoseChange:
    shown = after or before
    assert shown is not None  # `zip_longest` gives at least one
    return DoseChange(
        shown.phase,
        before.final_mg if before is not None else None,
        after.final_mg if after is not None else None,
        before.arithmetic if before is not None else "",
        after.arithmetic if after is not None else "",
    )


def _measures(situation: Situation, found: Iterable[Found], accepted: Ids) -> Measures:
    """Return the measures by today's weight, unless a person declined that."""
    declined = any(
        each.id == NEW_WEIGHT_ID
        and each.id not in accepted
        and each.proposal.status is ProposalStatus.DECLINED
        for each in found
    )
    if declined and situation.set_measures is not None:
        return situation.set_measures
    return situation.measures


def _reshaped(situation: Situation, taken: Iterable[Found]) -> Protocol:
    """Return the protocol with what was accepted of loading and of ends."""
    protocol = situation.begun
    for each in taken:
        if each.gap is not None and each.proposal.kind is ProposalKind.RELOAD:
            protocol = loaded_again(protocol, each.gap, situation.protocol)
        elif each.gap is not None:
            protocol = not_loaded(protocol, each.gap.drug)
        elif each.limit is not None:
            protocol = _ended(protocol, each.proposal.drug, each.limit[1])
    return protocol


def _ended(protocol: Protocol, drug: DrugId, last: int) -> Protocol:
    """Return the protocol with a drug's last dose in cycle `last`."""
    parts = (
        replace(part, to_cycle=last)
        if part.drug == drug and (part.to_cycle is None or part.to_cycle > last)
        else part
        for part in protocol.components
    )
    kept = (part for part in parts if part.to_cycle is None or part.from_cycle <= part.to_cycle)
    return replace(protocol, components=tuple(kept))


def _left_out(
    situation: Situation, taken: Iterable[Found], protocol: Protocol
) -> tuple[DrugId, ...]:
    """Return the drugs that are held, stopped, or below their last level."""
    out: dict[DrugId, None] = {}
    accepted = list(taken)
    for each in accepted:
        if each.proposal.kind in _ENDING and not days_of(each):
            out[each.proposal.drug] = None
            out.update(dict.fromkeys(each.rule.with_drugs if each.rule is not None else ()))
    for part in protocol.components:
        if _change_of(situation, part, accepted) is None:
            out[part.drug] = None
    return tuple(drug for drug in out if drug in situation.drugs)


def _is_skipped(situation: Situation, part: Component, ending: Iterable[Found]) -> bool:
    """Tell whether a dose rule is for days that were held or ended."""
    return any(is_for_days(each, part, situation.course.first) for each in ending)


def _worked_out(
    situation: Situation, measures: Measures, part: Component, change: Changed
) -> Dose | NoDose:
    return work_out_dose(
        part,
        situation.drugs[part.drug],
        measures,
        region=situation.region,
        change=change,
        rounding=situation.rounding,
    )


def _change_of(situation: Situation, part: Component, taken: Iterable[Found]) -> Changed | None:
    rules = [
        Accepted(each.id, each.rule, situation.decisions.get(each.id, _ACCEPTED))
        for each in taken
        if each.rule is not None
        and each.proposal.drug == part.drug
        and each.proposal.kind not in _ENDING
        and (not days_of(each) or is_for_days(each, part, situation.course.first))
    ]
    level = situation.levels.get(part.drug, FULL_LEVEL)
    return changed(part, situation.within(part.drug), rules, level)
