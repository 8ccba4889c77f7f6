"""The rules find what they are made for: each fault put in on purpose is seen."""

from dataclasses import replace
from decimal import Decimal
from itertools import count
from random import Random

import pytest

from navigator.domain.facts import Fact
from navigator.domain.guideline import Effect
from navigator.domain.library import Phase
from navigator.dosing import dose
from navigator.engine.assess import assess
from navigator.services import plan_choice
from tests.campaigns.invariants import campaign
from tests.invariants.patients import TODAY, Remembering, meet, with_doors
from tests.invariants.rules import RULES

PATIENTS = 4000


def is_found(kit, name):
    """Whether one of the patients of one seed shows a breach of the rule."""
    chance, rule = Random(1), RULES[name]
    cases = (
        meet(kit, chance.choice, doors=rule.doors, family=rule.family) for _ in range(PATIENTS)
    )
    return any(True for case in cases for _ in rule.breaches(case, chance.choice))


def reading(kit, edition):
    """The kit with a changed edition; its patients stay those of the true one."""
    return replace(kit, edition=edition, doors=with_doors(edition))


def with_safeguards(edition, change):
    """The edition with every safeguard changed; None takes one away."""
    regimens = {
        one: replace(
            regimen,
            safeguards=tuple(
                kept for guard in regimen.safeguards if (kept := change(guard)) is not None
            ),
        )
        for one, regimen in edition.regimens.items()
    }
    return replace(edition, regimens=regimens)


def with_branches(edition, old, new):
    """The edition with words of its branches changed."""
    steps = {
        one: replace(
            step,
            branches=tuple(
                replace(branch, when=branch.when.replace(old, new)) for branch in step.branches
            ),
        )
        for one, step in edition.steps.items()
    }
    assert steps != dict(edition.steps), f"no branch reads {old}"
    return replace(edition, steps=steps)


@pytest.mark.parametrize(
    ("rule", "reads"),
    [
        ("heart", "lvef_pct < 40"),
        ("heart", "chf_symptomatic"),
        ("lung", "ild"),
        ("pregnancy", "pregnancy"),
        ("kidney", "crcl"),
        ("dpd", "dpyd"),
    ],
)
@pytest.mark.parametrize("fault", ["taken away", "made a warning"])
def test_a_safeguard_that_no_longer_excludes_is_seen(kit, rule, reads, fault):
    def change(guard):
        if reads not in guard.when or guard.effect is Effect.WARN:
            return guard
        return None if fault == "taken away" else replace(guard, effect=Effect.WARN)

    assert is_found(reading(kit, with_safeguards(kit.edition, change)), rule)


@pytest.mark.parametrize(
    ("rule", "true", "faulty"),
    [
        ("heart", "lvef_pct < 40", "lvef_pct < 39"),
        ("heart", "lvef_pct < 40", "measured(lvef_pct) and lvef_pct < 40"),
        ("pregnancy", "'possible_untested'", "'pregnant'"),
        ("kidney", "crcl < 30", "crcl < 29"),
        ("kidney", "crcl < 30", "crcl < 30 and creat > 1"),
        ("dpd", "'complete_deficiency'", "'partial_deficiency'"),
    ],
)
def test_a_safeguard_with_a_changed_limit_is_seen(kit, rule, true, faulty):
    def change(guard):
        return replace(guard, when=guard.when.replace(true, faulty))

    assert is_found(reading(kit, with_safeguards(kit.edition, change)), rule)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("her2_final == 'positive'", "her2_final in ('positive', 'pending_ish')"),
        ("her2_final == 'positive'", "her2_final != 'negative'"),
    ],
)
def test_a_gate_that_lets_unproven_her2_through_is_seen(kit, old, new):
    others = with_branches(
        kit.edition, "her2_final in ('pending_ish', 'unknown')", "her2_final == 'unknown'"
    )
    faulty = with_branches(others, old, new)
    assert not is_found(reading(kit, faulty), "her2"), "the drugs' own barrier holds"
    assert is_found(reading(kit, with_safeguards(faulty, without_her2)), "her2")


def without_her2(guard):
    """The safeguard, None for the drugs' own barrier against HER2 that is not proven."""
    return None if "her2_final" in guard.when else guard


def test_a_branch_that_was_taken_away_is_seen(kit):
    first = kit.edition.steps[kit.edition.start]
    steps = {**kit.edition.steps, first.id: replace(first, branches=first.branches[:-1])}
    assert is_found(reading(kit, replace(kit.edition, steps=steps)), "told")


def test_two_branches_that_both_fit_are_seen(kit):
    first = kit.edition.steps[kit.edition.start]
    again = replace(first.branches[0], id="again", to=first.branches[-1].to)
    steps = {**kit.edition.steps, first.id: replace(first, branches=(*first.branches, again))}
    assert is_found(reading(kit, replace(kit.edition, steps=steps)), "told")


def changed(change):
    """An engine whose answer is changed on the way out."""

    def answer(edition, record):
        return change(assess(edition, record))

    return answer


@pytest.mark.parametrize(
    "change",
    [
        lambda found: replace(found, message=" "),
        lambda found: replace(found, needs=()),
        lambda found: replace(
            found, options=tuple(replace(option, reasons=()) for option in found.options)
        ),
        lambda found: replace(
            found, options=tuple(replace(option, blocked_by=()) for option in found.options)
        ),
    ],
    ids=["no message", "no needs", "no reasons", "blocked by nothing"],
)
def test_an_answer_that_leaves_something_out_is_seen(kit, change):
    assert is_found(replace(kit, assess=changed(change)), "told")


@pytest.mark.parametrize(
    ("element", "value"), [("chf_symptomatic", False), ("pregnancy", "not_pregnant")]
)
def test_an_engine_that_fills_a_gap_with_a_guess_is_seen(kit, element, value):
    def guessing(edition, record):
        found = assess(edition, record)
        if element in found.facts:
            return found
        filled = replace(record, facts={**record.facts, element: Fact(element, value, TODAY)})
        return replace(assess(edition, filled), facts=found.facts)

    assert is_found(replace(kit, assess=guessing), "definite")


def test_an_engine_that_answers_otherwise_the_second_time_is_seen(kit):
    times = count()

    def wavering(edition, record):
        return replace(assess(edition, record), message=f"answer {next(times)}")

    assert is_found(replace(kit, assess=wavering), "same")


def test_a_plan_of_a_closed_option_is_seen(kit, monkeypatch):
    monkeypatch.setattr(plan_choice, "_REFUSED", frozenset())
    assert is_found(kit, "plan")


def test_a_dose_above_the_ceiling_is_seen(kit, monkeypatch):
    monkeypatch.setattr(dose, "_forbidden", lambda *_: None)
    monkeypatch.setattr(dose, "_highest", lambda *_: None)
    assert is_found(replace(kit, library=Doubling(kit.library)), "plan")


def test_a_dose_that_is_counted_wrongly_is_seen(kit, monkeypatch):
    right = dose._amount
    monkeypatch.setattr(dose, "_amount", lambda *parts: right(*parts) * Decimal("0.98"))
    assert is_found(kit, "plan")


def test_a_loading_dose_given_again_is_seen(kit):
    assert is_found(replace(kit, library=Doubling(kit.library, loading=True)), "plan")


class Doubling(Remembering):
    """A library with all doses doubled, or with loading doses in the second cycle, too."""

    def __init__(self, library, *, loading=False):
        super().__init__(library)
        true = self.protocol

        def protocol(wanted):
            found = true(wanted)
            change = self._loaded if loading else self._doubled
            return replace(found, components=tuple(map(change, found.components)))

        self.protocol = protocol

    def _doubled(self, part):
        return replace(part, dose=part.dose * 2)

    def _loaded(self, part):
        return replace(part, to_cycle=2) if part.phase is Phase.LOADING else part


def test_the_true_editions_break_none_of_the_rules(kit):
    assert campaign(kit, 300, seed=1).broken == 0


def test_the_gate_of_2013_keeps_a_pregnancy_out_without_any_safeguard(kit_2013):
    """The safeguards do so without the gate: their cases come in at doors behind it."""

    def without(guard):
        return None if "pregnancy" in guard.when else guard

    only_gate = reading(kit_2013, with_safeguards(kit_2013.edition, without))
    chance = Random(1)
    cases = [meet(only_gate, chance.choice, doors=False) for _ in range(600)]
    breaches = RULES["pregnancy"].breaches
    assert [told for case in cases for told in breaches(case, chance.choice)] == []
