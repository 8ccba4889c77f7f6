"""Dose levels: which ladder holds, and what stands on each of its steps."""

from dataclasses import dataclass
from decimal import Decimal

from navigator.domain.ids import DrugId
from navigator.domain.library import Component, Drug, Ladder


@dataclass(frozen=True, slots=True)
class Within:
    """Where a dose rule stands.

    Attributes:
        drug: The drug it doses.
        drugs: Ids of the protocol's drugs.
        region: "US", "EU", ...; "" where not known.
    """

    drug: Drug
    drugs: frozenset[DrugId]
    region: str = ""


def ladder_of(within: Within, component: Component) -> Ladder | None:
    """Return the dose levels that hold for a dose rule, None where it has none.

    Args:
        within: The drug with its ladders, and where it is given.
        component: The dose rule at the full dose.

    Returns:
        One of the region before one for everywhere, one for a drug given beside before one for
        any; only a ladder in the rule's own unit, or in percent, and with a step below its dose.
    """
    fitting = [
        ladder
        for ladder in within.drug.ladders
        if ladder.per in {None, component.per}
        and ladder.region in {"", within.region}
        and (not ladder.beside or within.drugs.intersection(ladder.beside))
        and _below(ladder, component)
    ]
    fitting.sort(key=lambda ladder: (not ladder.region, not ladder.beside))
    return next(iter(fitting), None)


def step_of(ladder: Ladder, component: Component, level: int) -> Decimal | None:
    """Return what stands on a level: an amount of the rule's unit, or a percentage.

    Args:
        ladder: As found by `ladder_of`.
        component: The dose rule at the full dose; a dose between two steps goes down from there.
        level: 0 for the full dose, at most what the ladder has.

    Returns:
        None below the last step: there the drug is stopped.
    """
    full = Decimal(100) if ladder.per is None else component.dose
    steps = (full, *_below(ladder, component))
    return steps[level] if level < len(steps) else None


def lowest_level(ladder: Ladder, component: Component) -> int:
    """Return the number of the lowest level, at least 1."""
    return len(_below(ladder, component))


def _below(ladder: Ladder, component: Component) -> tuple[Decimal, ...]:
    full = Decimal(100) if ladder.per is None else component.dose
    # The first step is the full dose, also of a rule that counts it as another salt: 1.4 mg/m² of
    # eribulin mesylate is 1.23 mg/m² of the base, and going to 1.23 would lower nothing.
    return tuple(step for step in ladder.steps[1:] if step < full)
