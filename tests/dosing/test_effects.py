"""What proposals would do to the doses, shown before anybody answers, and usual slips by name."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from navigator.domain.elements import Limits
from navigator.domain.library import Component, DoseUnit, Phase
from navigator.domain.plan import ProposalKind
from navigator.domain.truth import Truth
from navigator.dosing.plausible import AGE_YEARS, HEIGHT_CM, WEIGHT_KG, likely_meant
from navigator.dosing.proposals import propose
from tests.dosing.test_dose import measures_of
from tests.dosing.test_gap import DRUG, THREE_WEEKLY, WEEKLY_RULE
from tests.dosing.test_lifetime import judge, part, situation
from tests.plans import TRASTUZUMAB

START = date(2026, 12, 1)
LOADED_AGAIN = replace(TRASTUZUMAB, reloads=(THREE_WEEKLY, WEEKLY_RULE))


def by_weight(dose, *days, phase=Phase.MAINTENANCE, **more):
    return Component(DRUG, phase, Decimal(dose), DoseUnit.MG_PER_KG, days, **more)


def proposals(*parts, gap_days, first=3):
    """What is asked of a course that goes on so many days after the last trastuzumab."""
    at = situation(*parts, first=first, count=1, last_doses={DRUG: START - timedelta(gap_days)})
    return propose(replace(at, drugs={DRUG: LOADED_AGAIN}), judge())


def mg(found):
    return [(each.before_mg, each.after_mg) for each in found.proposal.effect]


def test_loading_again_shows_the_first_dose_of_the_cycle_and_no_later_one():
    # 70 kg: 6 mg/kg is 420 mg, 8 mg/kg is 560 mg; days 8 and 15 stay as they are.
    (found,) = proposals(by_weight(6, 1, 8, 15), gap_days=40)
    assert found.proposal.kind is ProposalKind.RELOAD
    assert mg(found) == [(420, 560)]
    (effect,) = found.proposal.effect
    assert effect.before.endswith("420\u00a0mg (nearest 1\u00a0mg, 0\u00a0%)")
    assert effect.after.endswith("560\u00a0mg (nearest 1\u00a0mg, 0\u00a0%)")


def test_a_proposal_that_waits_for_a_fact_shows_no_effect():
    (found,) = propose(situation(part(60), before=390), judge(Truth.UNKNOWN, ("lvef_pct",)))
    assert found.proposal.effect == ()
    (found,) = propose(situation(part(60), before=390), judge())
    assert found.proposal.effect != ()


@pytest.mark.parametrize(
    ("element", "value", "limits", "words"),
    [
        ("height", "1.65", HEIGHT_CM, "It looks like metres: 165 cm."),
        ("weight", "70500", WEIGHT_KG, "It looks like grams: 70.5 kg."),
        ("creat", "88.4", Limits(Decimal("0.1"), Decimal(20)), "It looks like µmol/L: 1 mg/dL."),
        # 1 mg/dL of bilirubin (584.7 g/mol) is 17.1 µmol/L.
        ("bili", "171", Limits(Decimal("0.05"), Decimal(60)), "It looks like µmol/L: 10 mg/dL."),
        ("anc", "2000", Limits(Decimal(0), Decimal(100)), ""),
        # 220 cm is the greatest height: up to there it may be one, and no weight in pounds.
        ("weight", "220", WEIGHT_KG, ""),
    ],
)
def test_what_was_probably_meant_is_told_for_each_element_in_its_own_way(
    element, value, limits, words
):
    assert likely_meant(element, Decimal(value), limits).replace("\u00a0", " ") == words


@pytest.mark.parametrize(("age", "allowed"), [(17, False), (18, True), (110, True), (111, False)])
def test_grown_people_up_to_110_years_are_taken(age, allowed):
    assert AGE_YEARS.hold(Decimal(age)) is allowed


@pytest.mark.parametrize(
    ("now", "asked"), [("55", True), ("54.9", False), ("45", True), ("45.1", False)]
)
def test_a_weight_that_has_changed_by_exactly_a_tenth_asks_for_new_doses(now, asked):
    before, today = (measures_of(weight=Decimal(kg)) for kg in ("50", now))
    at = replace(situation(part(60)), measures=today, set_measures=before)
    found = [each.proposal.kind for each in propose(at, judge())]
    assert found == ([ProposalKind.NEW_WEIGHT] if asked else [])
