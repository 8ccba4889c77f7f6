"""Levels, shares and set amounts: what accepted rules make of a dose, and that none raises it."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.library import Action, DoseRule, DoseUnit, Ladder
from navigator.domain.plan import Decision
from navigator.domain.text import Text
from navigator.dosing.body import BsaFormula
from navigator.dosing.changes import Accepted, LevelSet, changed, ladder_words
from navigator.dosing.dose import work_out_dose
from navigator.dosing.levels import Within, ladder_of, lowest_level, step_of
from navigator.dosing.measures import take_measures
from tests.dosing.test_dose import DOCETAXEL, rule
from tests.plans import FACTS, LABEL

YES = Decision(accepted=True, reason="low platelets", by="Dr Example")
FULL = LevelSet(0)
STEPS = Ladder((Decimal(100), Decimal(75), Decimal(55)), DoseUnit.MG_PER_M2, sources=LABEL)
EUROPE = replace(STEPS, steps=(Decimal(100), Decimal(75), Decimal(60)), region="EU")
PERCENT = Ladder((Decimal(100), Decimal(75), Decimal(50)), sources=LABEL)
BESIDE = replace(STEPS, steps=(Decimal(100), Decimal(40)), beside=("x",))
MEASURES = take_measures(FACTS, BsaFormula.MOSTELLER)


def within(*ladders, region="", drugs=("docetaxel",)):
    return Within(replace(DOCETAXEL, ladders=ladders), frozenset(drugs), region)


def accepted(name, action, **more):
    text = Text(f"Rule {name}.")
    return Accepted(f"docetaxel/{name}", DoseRule(name, "x", "", action, text, **more), YES)


def share(name, percent, group=""):
    return accepted(name, Action.REDUCE_PERCENT, percent=Decimal(percent), group=group)


def amount(value):
    return accepted(f"set-{value}", Action.SET_DOSE, dose=Decimal(value), per=DoseUnit.MG_PER_M2)


def lower(levels):
    return accepted(f"lower-{levels}", Action.REDUCE_LEVEL, levels=levels)


def change(*rules, dose=100, ladders=(STEPS,), level=FULL, **where):
    part = rule(dose, DoseUnit.MG_PER_M2)
    return changed(part, within(*ladders, **where), rules, level)


def percents(done):
    return [int(each.factor_percent) for each in done.factors]


@pytest.mark.parametrize(
    ("ladders", "region", "drugs", "found"),
    [
        ((STEPS, EUROPE), "EU", (), EUROPE),
        ((STEPS, EUROPE), "US", (), STEPS),
        ((EUROPE,), "US", (), None),
        ((STEPS, BESIDE), "", ("x",), BESIDE),
        ((STEPS, BESIDE), "", ("y",), STEPS),
        ((BESIDE,), "", (), None),
        ((PERCENT,), "", (), PERCENT),
        ((replace(STEPS, per=DoseUnit.MG),), "", (), None),
        ((), "", (), None),
    ],
)
def test_which_ladder_holds(ladders, region, drugs, found):
    part = rule(100, DoseUnit.MG_PER_M2)
    assert ladder_of(within(*ladders, region=region, drugs=drugs), part) is found


def test_a_dose_below_every_step_has_no_ladder():
    assert ladder_of(within(STEPS), rule(55, DoseUnit.MG_PER_M2)) is None


def test_a_dose_between_two_steps_goes_down_from_there():
    part = rule(80, DoseUnit.MG_PER_M2)
    assert [step_of(STEPS, part, level) for level in range(4)] == [80, 75, 55, None]
    assert lowest_level(STEPS, part) == 2
    assert [step_of(PERCENT, part, level) for level in range(4)] == [100, 75, 50, None]
    assert ladder_words(STEPS, part).replace("\u00a0", " ") == "80, 75, 55 mg/m²"
    assert ladder_words(PERCENT, part).replace("\u00a0", " ") == "100, 75, 50 %"


def test_nothing_accepted_changes_nothing():
    done = change()
    assert (done.component.dose, done.level, done.adjustments) == (100, 0, ())


def test_shares_of_different_rules_multiply_and_those_of_a_group_do_not():
    assert percents(change(share("a", 75), share("b", 50))) == [75, 50]
    done = change(share("a", 50, "g"), share("b", 25, "g"), share("c", 80))
    assert percents(done) == [25, 80]
    assert "The lowest of 50" in done.factors[0].text


def test_the_lowest_set_amount_counts_and_none_raises_a_dose():
    assert change(amount(75), amount(60)).component.dose == 60
    assert change(amount(120)).component.dose == 100
    assert change(amount(100)).adjustments == ()
    in_mg = accepted("mg", Action.SET_DOSE, dose=Decimal(5), per=DoseUnit.MG)
    assert change(in_mg).component.dose == 100


def test_of_several_lower_levels_the_lowest_counts_once():
    assert change(lower(1), lower(1)).component.dose == 75
    done = change(lower(1), lower(2))
    assert (done.component.dose, done.level) == (55, 2)
    assert change(lower(1), level=LevelSet(1, "before", "Dr Example")).component.dose == 55


def test_below_the_last_level_there_is_no_dose():
    assert change(lower(3)) is None
    assert change(lower(1), ladders=()) is None
    assert change(level=LevelSet(3)) is None


def test_levels_in_percent_are_shares():
    done = change(lower(1), share("kidney", 50), ladders=(PERCENT,))
    assert (done.component.dose, done.level) == (100, 1)
    assert percents(done) == [75, 50]


def test_every_change_keeps_its_reason_its_name_and_its_source():
    done = change(lower(1), share("a", 75), level=FULL)
    assert [each.proposal for each in done.adjustments] == ["docetaxel/lower-1", "docetaxel/a"]
    assert {each.by for each in done.adjustments} == {"Dr Example"}
    assert done.adjustments[0].sources == LABEL
    asked = change(level=LevelSet(1, "neuropathy", "Dr Other"))
    (note,) = asked.adjustments
    assert (note.proposal, note.reason, note.by) == ("level", "neuropathy", "Dr Other")
    assert "Dose level 1 of docetaxel: 100, 75, 55" in note.text


def test_the_arithmetic_shows_each_share_and_its_step():
    part = rule(100, DoseUnit.MG_PER_M2)
    done = changed(part, within(STEPS), [share("a", 75), share("b", 50)], FULL)
    dose = work_out_dose(part, DOCETAXEL, MEASURES, change=done)
    # 100 × 1.791182 = 179.12; × 0.75 = 134.34; × 0.5 = 67.17 mg
    assert "× 75 % × 50 % = 67.2 mg → 67 mg" in dose.arithmetic.replace("\u00a0", " ")
    assert [(step.label, round(step.result, 2)) for step in dose.steps] == [
        ("body surface area", Decimal("1.79")),
        ("calculated dose", Decimal("179.12")),
        ("reduced dose", Decimal("134.34")),
        ("reduced dose", Decimal("67.17")),
        ("rounded", 67),
    ]
    assert round(dose.full_mg, 2) == Decimal("179.12")
    assert [step.expression.replace("\u00a0", " ") for step in dose.steps[2:4]] == [
        "179.1 mg × 75 %",
        "134.3 mg × 50 %",
    ]


RULES = st.lists(
    st.one_of(
        st.integers(1, 100).map(lambda percent: share(f"p{percent}", percent)),
        st.integers(1, 100).map(lambda percent: share(f"g{percent}", percent, "group")),
        st.integers(1, 150).map(amount),
        st.integers(1, 2).map(lower),
    ),
    max_size=4,
)


def milligrams(done):
    total = done.component.dose
    for each in done.factors:
        total = total * each.factor_percent / 100
    return total


@given(RULES, st.integers(0, 2), st.sampled_from([(STEPS,), (PERCENT,)]))
def test_no_accepted_rule_ever_raises_a_dose(rules, level, ladders):
    begun = LevelSet(level)
    before = change(ladders=ladders, level=begun)
    after = change(*rules, ladders=ladders, level=begun)
    if after is not None:
        assert milligrams(after) <= milligrams(before)
        assert after.level >= before.level
