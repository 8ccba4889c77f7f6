"""What accepted proposals make of a dose rule: another amount, a level, a share of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from navigator.domain.library import Action, Component, DoseRule, Drug, Ladder
from navigator.domain.number import number_text
from navigator.domain.plan import Adjustment, Decision
from navigator.dosing.arithmetic import rule_text
from navigator.dosing.levels import Within, ladder_of, step_of
from navigator.words import say, tr

_FULL = Decimal(100)
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class LevelSet:
    """The dose level that a person asks for.

    Attributes:
        level: 0 for the full dose.
        reason, by: Why and who; needed for every level but 0.
    """

    level: int
    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A rule that a person accepted."""

    id: str
    rule: DoseRule
    decision: Decision


@dataclass(frozen=True, slots=True)
class Changed:
    """A dose rule after its changes.

    Attributes:
        component: With the amount that is given before any share of it is taken.
        adjustments: Every change, in the order of the arithmetic.
    """

    component: Component
    level: int = 0
    adjustments: tuple[Adjustment, ...] = ()

    @property
    def factors(self) -> tuple[Adjustment, ...]:
        """Return the changes that multiply the dose."""
        return tuple(each for each in self.adjustments if each.factor_percent is not None)


def changed(
    component: Component, within: Within, accepted: Sequence[Accepted], level: LevelSet
) -> Changed | None:
    """Apply what was accepted to one dose rule.

    Args:
        component: As the protocol has it.
        within: The drug with its ladders, and where it is given.
        accepted: Rules of this drug that a person accepted; those that lower the level count
            from `level`, and of several only the one that goes lowest.
        level: The level that the plan begins with.

    Returns:
        The changed rule; None where there is no lower level, and the drug is to be stopped. An
        accepted rule never raises a dose.
    """
    amount = _set_amount(component, accepted)
    based = replace(component, dose=amount[0].dose or component.dose) if amount else component
    notes = [_adjustment(each, _words(each.rule)) for each in _named(accepted, amount)]
    lowering = _lowest_level_rule(accepted)
    steps_down = level.level + (lowering.rule.levels if lowering is not None else 0)
    if not steps_down:
        return Changed(based, 0, (*notes, *_shares(accepted)))
    ladder = ladder_of(within, based)
    step = None if ladder is None else step_of(ladder, based, steps_down)
    if ladder is None or step is None:
        return None
    words = _level_words(ladder, based, within.drug, steps_down)
    reached = _level_note(words, ladder, level, lowering)
    if ladder.per is None:
        share = replace(reached, factor_percent=step)
        return Changed(based, steps_down, (*notes, share, *_shares(accepted)))
    lowered = replace(based, dose=step)
    return Changed(lowered, steps_down, (*notes, reached, *_shares(accepted)))


def _set_amount(component: Component, accepted: Iterable[Accepted]) -> list[DoseRule]:
    """Return the rule that sets the lowest dose of the rule's unit, as a list of at most one."""
    setting = [
        each.rule
        for each in accepted
        if each.rule.action is Action.SET_DOSE
        and each.rule.per is component.per
        and (each.rule.dose or _NOTHING) < component.dose
    ]
    return sorted(setting, key=lambda rule: rule.dose or _NOTHING)[:1]


def _named(accepted: Iterable[Accepted], rules: Collection[DoseRule]) -> list[Accepted]:
    return [each for each in accepted if each.rule in rules]


def _lowest_level_rule(accepted: Iterable[Accepted]) -> Accepted | None:
    lowering = (each for each in accepted if each.rule.action is Action.REDUCE_LEVEL)
    return max(lowering, key=lambda each: each.rule.levels, default=None)


def _shares(accepted: Iterable[Accepted]) -> tuple[Adjustment, ...]:
    """Return the accepted shares: of each group the lowest, with the others in its words."""
    groups: dict[str, list[Accepted]] = {}
    for each in accepted:
        if each.rule.action is Action.REDUCE_PERCENT:
            groups.setdefault(each.rule.group or each.id, []).append(each)
    return tuple(_share(members) for members in groups.values())


def _share(members: Sequence[Accepted]) -> Adjustment:
    lowest = min(members, key=_percent)
    note = _adjustment(lowest, _words(lowest.rule))
    if len(members) > 1:
        listed = ", ".join(f"{number_text(_percent(each))}\u00a0%" for each in members)
        note = replace(note, text=tr("{text} The lowest of {all}.", text=note.text, all=listed))
    return replace(note, factor_percent=_percent(lowest))


def _percent(each: Accepted) -> Decimal:
    return _FULL if each.rule.percent is None else each.rule.percent


def _words(rule: DoseRule) -> str:
    return say(rule.text)


def _adjustment(each: Accepted, text: str) -> Adjustment:
    decision = each.decision
    return Adjustment(
        proposal=each.id,
        text=text,
        reason=decision.reason,
        by=decision.by,
        sources=each.rule.sources,
    )


def _level_words(ladder: Ladder, component: Component, drug: Drug, reached: int) -> str:
    return tr(
        "Dose level {number} of {drug}: {steps}.",
        number=reached,
        drug=drug.name,
        steps=ladder_words(ladder, component),
    )


def _level_note(
    words: str, ladder: Ladder, level: LevelSet, lowering: Accepted | None
) -> Adjustment:
    """Return why a level is not 0: the rule that was accepted, or what the person said."""
    if lowering is None:
        return Adjustment("level", words, None, level.reason, level.by, ladder.sources)
    note = _adjustment(lowering, f"{words} {_words(lowering.rule)}")
    return replace(note, sources=(*ladder.sources, *lowering.rule.sources))


def ladder_words(ladder: Ladder, component: Component) -> str:
    """Return the steps of a ladder from a rule's dose down: "5.4, 4.4, 3.2 mg/kg"."""
    full = _FULL if ladder.per is None else min(component.dose, ladder.steps[0])
    steps = (full, *(step for step in ladder.steps if step < full))
    numbers = ", ".join(number_text(step) for step in steps[:-1])
    if ladder.per is None:
        last = f"{number_text(steps[-1])}\u00a0%"
    else:
        last = rule_text(steps[-1], ladder.per)
    return f"{numbers}, {last}"
