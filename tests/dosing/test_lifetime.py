"""Sums over all lines of therapy: what each cycle adds, and where they end."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.library import Component, DoseUnit, LifetimeLimit, Phase
from navigator.domain.plan import Decision, ProposalKind, ProposalStatus
from navigator.domain.text import Text
from navigator.domain.truth import Truth
from navigator.dosing.body import BsaFormula
from navigator.dosing.lifetime import lifetime_sum
from navigator.dosing.measures import take_measures
from navigator.dosing.planned import accepted_ids, planned
from navigator.dosing.proposals import gaps, propose
from navigator.dosing.schedule import Course
from navigator.dosing.situation import Judged, Situation
from tests.plans import EVERY_3_WEEKS, FACTS, PACLITAXEL, TRASTUZUMAB

LIMIT = LifetimeLimit("sum", Decimal(400), "prior", Text("At most 400 mg/m²."))
YES = Decision(accepted=True, by="Dr Example")
DRUG = replace(PACLITAXEL, id="doxorubicin", name="doxorubicin", lifetime=(LIMIT,))


def part(dose, from_cycle=1, to_cycle=None, drug="doxorubicin", days=(1,)):
    return Component(
        drug,
        Phase.MAINTENANCE,
        Decimal(dose),
        DoseUnit.MG_PER_M2,
        days,
        from_cycle=from_cycle,
        to_cycle=to_cycle,
    )


def situation(*parts, before=0, count=4, decisions=None, first=1, **more):
    numbers = {} if before is None else {"prior": Decimal(before)}
    return Situation(
        protocol=replace(EVERY_3_WEEKS, components=parts),
        drugs={"doxorubicin": DRUG, "trastuzumab_iv": TRASTUZUMAB},
        measures=take_measures(FACTS, BsaFormula.MOSTELLER),
        course=Course(date(2026, 12, 1), first),
        count=count,
        made_on=date(2026, 11, 23),
        numbers=numbers,
        decisions=decisions or {},
        **more,
    )


def judge(truth=Truth.YES, missing=()):
    return lambda when: Judged(truth, "words", missing)


def test_each_cycle_adds_what_it_gives_on_all_its_days():
    # 60 in cycle 1, then 2 × 25 from cycle 2 to cycle 3, nothing in cycle 4
    at = situation(part(60, 1, 1), part(25, 2, 3, days=(1, 8)), before=100)
    total = lifetime_sum(at, DRUG, LIMIT)
    assert total.after == {1: 160, 2: 210, 3: 260, 4: 260}
    assert not total.is_passed
    assert total.last_within == 4


def test_without_what_was_given_before_there_is_no_sum():
    assert lifetime_sum(situation(part(60), before=None), DRUG, LIMIT) is None


@pytest.mark.parametrize(
    ("before", "last"), [(160, 4), (161, 3), (220, 3), (221, 2), (341, 0), (500, 0)]
)
def test_the_limit_itself_may_be_reached_and_not_passed(before, last):
    # 60 mg/m² in each of four cycles
    at = situation(part(60), before=before, decisions={"doxorubicin/sum": YES})
    found = propose(at, judge())
    plan = planned(at, found, accepted_ids(found))
    cycles = {
        cycle
        for each in plan.protocol.components
        for cycle in range(1, 5)
        if each.to_cycle is None or cycle <= each.to_cycle
    }
    assert max(cycles, default=0) == last
    assert bool(found) is (last < 4)


def test_a_drug_that_begins_after_its_last_cycle_is_not_given_at_all():
    at = situation(part(60, 1, 1), part(90, 3), before=330, decisions={"doxorubicin/sum": YES})
    found = propose(at, judge())
    plan = planned(at, found, accepted_ids(found))
    # 390 after cycles 1 and 2, 480 after cycle 3
    assert [(each.dose, each.to_cycle) for each in plan.protocol.components] == [(60, 1)]


def test_a_limit_for_others_is_not_asked_about_and_an_open_one_waits():
    at = situation(part(60), before=390)
    assert propose(at, judge(Truth.NO)) == ()
    (found,) = propose(at, judge(Truth.UNKNOWN, ("lvef_pct",)))
    assert found.proposal.status is ProposalStatus.NEEDS_FACT
    assert found.proposal.missing == ("lvef_pct",)
    (found,) = propose(situation(part(60), before=None), judge())
    assert found.proposal.kind is ProposalKind.LIFETIME
    assert found.proposal.missing == ("prior",)


def test_a_drug_that_is_not_given_in_a_cycle_has_no_gap_there():
    drug = TRASTUZUMAB
    pausing = (
        part(6, 1, 1, "trastuzumab_iv"),
        part(6, 3, None, "trastuzumab_iv"),
    )
    at = situation(*pausing, last_doses={"trastuzumab_iv": date(2026, 11, 10)})
    # 10 November to 1 December are 21 days; cycles 1 and 3 lie 42 days apart
    assert [(gap.cycle, gap.days) for gap in gaps(at, drug)] == [(1, 21), (3, 42), (4, 21)]
