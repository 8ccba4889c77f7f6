"""Loading again after a gap: which rule holds, how long the gap is, and what changes then."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from navigator.domain.ids import DrugId
from navigator.domain.library import Component, Drug, Phase, Protocol, Reload
from navigator.dosing.schedule import in_force

LastDoses = Mapping[DrugId, date]


@dataclass(frozen=True, slots=True)
class Gap:
    """The time between the last dose of a drug and its first one in a cycle.

    Attributes:
        last: Day of the last dose.
        on: Day of the next dose.
        counted: The drug that was given last: the drug itself, or one that counts as it.
        rule: The rule for loading again; None for a drug without one.
    """

    drug: DrugId
    cycle: int
    last: date
    on: date
    counted: DrugId
    rule: Reload | None

    @property
    def days(self) -> int:
        """Return the whole days from the last dose to the next."""
        return (self.on - self.last).days

    @property
    def asks_for_loading(self) -> bool:
        """Tell whether the rule asks for loading again; never without a rule."""
        return self.rule is not None and self.days >= self.rule.from_days


def dose_interval(protocol: Protocol, drug: DrugId) -> int:
    """Return the days between two doses of a drug in the course of a protocol.

    Args:
        protocol: Gives the length of a cycle.
        drug: One of the protocol's.

    Returns:
        The shortest step between its maintenance days, across the end of the cycle too: 7 for
        days 1, 8 and 15 of 21; 21 for day 1 of 21 and for days 1, 22, 43 and 64 of 84.
    """
    parts = [part for part in protocol.components if part.drug == drug]
    lasting = [part for part in parts if part.to_cycle is None] or parts
    days = sorted({day for part in lasting for day in part.days})
    following = [*days[1:], days[0] + protocol.cycle_days] if days else [protocol.cycle_days]
    return min(later - day for day, later in zip(days or [0], following, strict=True))


def reload_rule(drug: Drug, protocol: Protocol) -> Reload | None:
    """Return the rule for loading a drug again within a protocol, None where there is none.

    A rule for the drugs it is given with goes before one for the drug alone: with intravenous
    pertuzumab the six weeks of its label hold for trastuzumab too.
    """
    drugs = {part.drug for part in protocol.components}
    interval = dose_interval(protocol, drug.id)
    fitting = [rule for rule in drug.reloads if rule.interval_days in {0, interval}]
    beside = [rule for rule in fitting if drugs.intersection(rule.beside)]
    alone = [rule for rule in fitting if not rule.beside]
    return next(iter((*beside, *alone)), None)


def gap_before(
    drug: Drug, protocol: Protocol, cycle: int, on: date | None, last_doses: LastDoses
) -> Gap | None:
    """Return the gap before the first dose of a drug in a cycle.

    Args:
        drug: With its rules for loading again.
        protocol: The whole one, which decides the rule.
        cycle: Number of the cycle.
        on: Day of that dose, None where the cycle has none.
        last_doses: Day of the last dose by drug, also of drugs that are not in the protocol.

    Returns:
        The gap, None where no last dose is known that counts for this drug.
    """
    rule = reload_rule(drug, protocol)
    counting = (drug.id, *(rule.counts if rule is not None else ()))
    known = [(last_doses[each], each) for each in counting if each in last_doses]
    if not known or on is None:
        return None
    last, counted = max(known, key=lambda pair: pair[0])
    return Gap(drug.id, cycle, last, on, counted, rule)


def first_dose_day(components: Sequence[Component], drug: DrugId, cycle: int) -> int | None:
    """Return the day of the cycle on which a drug is first given, None where it is not."""
    return min(_days(components, drug, cycle), default=None)


def last_dose_day(components: Sequence[Component], drug: DrugId, cycle: int) -> int | None:
    """Return the day of the cycle on which a drug is last given, None where it is not."""
    return max(_days(components, drug, cycle), default=None)


def after_first_cycle(protocol: Protocol, first: int) -> Protocol:
    """Return the protocol without what was only given before cycle `first`."""
    kept = (part for part in protocol.components if part.to_cycle is None or part.to_cycle >= first)
    return replace(protocol, components=tuple(kept))


def loaded_again(protocol: Protocol, gap: Gap, reference: Protocol) -> Protocol:
    """Return the protocol with a loading dose in the cycle of a gap.

    Args:
        protocol: As planned so far.
        gap: With its rule.
        reference: The whole protocol, whose first loading dose says how it is infused.

    Returns:
        The protocol in which the first dose of that cycle loads; what follows it is kept.
    """
    assert gap.rule is not None  # only a gap with a rule is loaded
    day = first_dose_day(protocol.components, gap.drug, gap.cycle)
    assert day is not None  # only a cycle with a dose has a gap
    parts: list[Component] = []
    for part in protocol.components:
        hit = part.drug == gap.drug and in_force(part, gap.cycle) and day in part.days
        parts += _loaded(part, gap, day, reference) if hit else [part]
    return replace(protocol, components=tuple(parts))


def not_loaded(protocol: Protocol, drug: DrugId) -> Protocol:
    """Return the protocol in which a drug begins with its maintenance dose."""
    parts: list[Component] = []
    for part in protocol.components:
        lasting = _maintenance_after(protocol.components, part)
        if part.drug != drug or part.phase is not Phase.LOADING or lasting is None:
            parts.append(part)
        else:
            parts.append(
                replace(
                    lasting,
                    days=part.days,
                    from_cycle=part.from_cycle,
                    to_cycle=part.to_cycle,
                )
            )
    return replace(protocol, components=_joined(parts))


def _days(components: Sequence[Component], drug: DrugId, cycle: int) -> Collection[int]:
    return [
        day
        for part in components
        if part.drug == drug and in_force(part, cycle)
        for day in part.days
    ]


def _loaded(part: Component, gap: Gap, day: int, reference: Protocol) -> list[Component]:
    """Return a maintenance rule cut at the cycle of the gap, with the loading dose between."""
    assert gap.rule is not None
    first = _loading_of(reference, gap.drug)
    loading = replace(
        first or part,
        phase=Phase.LOADING,
        dose=gap.rule.dose,
        per=gap.rule.per,
        days=(day,),
        from_cycle=gap.cycle,
        to_cycle=gap.cycle,
        dose_low=None,
        dose_high=None,
        sources=gap.rule.sources,
    )
    rest = tuple(each for each in part.days if each != day)
    last = part.to_cycle
    pieces = [loading]
    if part.from_cycle < gap.cycle:
        pieces.insert(0, replace(part, to_cycle=gap.cycle - 1))
    if rest:
        pieces.append(replace(part, days=rest, from_cycle=gap.cycle, to_cycle=gap.cycle))
    if last is None or last > gap.cycle:
        pieces.append(replace(part, from_cycle=gap.cycle + 1))
    return pieces


def _loading_of(protocol: Protocol, drug: DrugId) -> Component | None:
    parts = (part for part in protocol.components if part.drug == drug)
    return next((part for part in parts if part.phase is Phase.LOADING), None)


def _maintenance_after(components: Sequence[Component], part: Component) -> Component | None:
    same = (each for each in components if each.drug == part.drug)
    return next((each for each in same if each.phase is Phase.MAINTENANCE), None)


def _joined(parts: Sequence[Component]) -> tuple[Component, ...]:
    """Join a rule for the first cycles with the same rule for the later ones."""
    joined: list[Component] = []
    for part in parts:
        before = next((each for each in joined if _goes_on(each, part)), None)
        if before is None:
            joined.append(part)
        else:
            joined[joined.index(before)] = replace(before, to_cycle=part.to_cycle)
    return tuple(joined)


def _goes_on(before: Component, part: Component) -> bool:
    """Tell whether `part` is `before` in the cycles that follow it."""
    if before.to_cycle is None or before.to_cycle + 1 != part.from_cycle:
        return False
    return replace(before, from_cycle=part.from_cycle, to_cycle=part.to_cycle) == part


def day_of(start: date, day: int) -> date:
    """Return the date of a day of a cycle, 1 being its start."""
    return start + timedelta(days=day - 1)
