"""Sums over all lines of therapy: what was given, what the plan adds, where the limit lies."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from navigator.domain.ids import ElementId
from navigator.domain.library import Component, DoseUnit, Drug, LifetimeLimit
from navigator.domain.number import number_text
from navigator.domain.plan import Proposal, ProposalKind, ProposalStatus
from navigator.domain.truth import Truth
from navigator.dosing.exact import carrying
from navigator.dosing.schedule import in_force
from navigator.dosing.situation import Found, Judge, Judged, Situation
from navigator.words import tr

_UNIT = DoseUnit.MG_PER_M2
_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class LifetimeSum:
    """A lifetime sum as a plan brings it on.

    Attributes:
        before: Given before, in mg/m².
        after: Sum after each cycle shown, by the number of the cycle.
        limit: In mg/m².
    """

    before: Decimal
    after: dict[int, Decimal]
    limit: Decimal

    @property
    def last_within(self) -> int | None:
        """Return the last cycle that keeps to the limit; None where none does."""
        return max(
            (cycle for cycle, total in self.after.items() if total <= self.limit), default=None
        )

    @property
    def is_passed(self) -> bool:
        """Tell whether a cycle shown goes above the limit."""
        return any(total > self.limit for total in self.after.values())


def lifetime_sum(situation: Situation, drug: Drug, limit: LifetimeLimit) -> LifetimeSum | None:
    """Add up what was given and what each cycle adds, None where the former is not known.

    Args:
        situation: With what was given before, by data element.
        drug: One of the plan's.
        limit: Of that drug.

    Returns:
        Sums by the protocol's own doses per m², without rounding and before any reduction.
    """
    before = situation.numbers.get(limit.element)
    if before is None:
        return None
    parts = [part for part in situation.parts_of(drug.id) if part.per is _UNIT]
    total, after = before, {}
    for cycle in situation.cycles:
        with carrying():
            total = total + sum((_of_cycle(part, cycle) for part in parts), Decimal(0))
        after[cycle] = total
    return LifetimeSum(before, after, limit.amount)


def _of_cycle(part: Component, cycle: int) -> Decimal:
    if not in_force(part, cycle):
        return Decimal(0)
    return part.dose * len(part.days) * part.times_a_day


def lifetime_proposals(situation: Situation, judge: Judge) -> Iterator[Found]:
    """Yield the limits that the plan would pass, and those that wait for a fact."""
    for drug in dict.fromkeys(part.drug for part in situation.begun.components):
        for limit in situation.drugs[drug].lifetime:
            judged = judge(limit.when)
            if judged.truth is not Truth.NO:
                yield from _proposals(situation, situation.drugs[drug], limit, judged)


def sum_words(total: LifetimeSum) -> str:
    """Return a lifetime sum as printed: before, after each cycle shown, limit."""
    shown = ", ".join(
        tr("{sum} after cycle {cycle}", sum=number_text(value), cycle=cycle)
        for cycle, value in total.after.items()
    )
    return tr(
        "{before}{unit} before; {after}; limit {limit}{unit}.",
        before=number_text(total.before),
        after=shown,
        limit=number_text(total.limit),
        unit=f"{_NO_BREAK}{_UNIT.value}",
    )


def _proposals(
    situation: Situation, drug: Drug, limit: LifetimeLimit, judged: Judged
) -> Iterator[Found]:
    total = lifetime_sum(situation, drug, limit)
    missing = judged.missing
    if total is None:
        missing = (*missing, ElementId(limit.element))
    elif not total.is_passed:
        return
    last = total.last_within if total is not None else None
    last = situation.course.first - 1 if last is None else last
    yield Found(
        Proposal(
            id=f"{drug.id}/{limit.id}",
            drug=drug.id,
            drug_name=drug.name,
            topic="lifetime",
            kind=ProposalKind.LIFETIME,
            text=limit.text,
            status=ProposalStatus.NEEDS_FACT if missing else ProposalStatus.PROPOSED,
            words=judged.words if total is None else sum_words(total),
            missing=missing,
            sources=limit.sources,
        ),
        limit=(limit, last),
    )
