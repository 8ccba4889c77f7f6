"""A rule for single days sets their doses apart and leaves every other dose where it was."""

from dataclasses import replace
from decimal import Decimal

import pytest

from navigator.domain.library import Action, Component, DoseRule, DoseUnit, Phase, Protocol
from navigator.domain.plan import Proposal, ProposalKind, ProposalStatus
from navigator.domain.text import Text
from navigator.dosing.days import days_apart, days_of, is_for_days
from navigator.dosing.situation import Found

TEXT = Text("Less on day 8.")


def component(drug="gem", days=(1, 8), **more):
    return Component(drug, Phase.MAINTENANCE, Decimal(1000), DoseUnit.MG_PER_M2, days, **more)


def protocol(*components):
    return Protocol("p", "r", TEXT, 21, components)


def found(*days, drug="gem"):
    rule = DoseRule("x", "neutrophils", "", Action.HOLD, TEXT, days=days)
    proposal = Proposal(
        f"{drug}/x", drug, drug, "", ProposalKind.HOLD, TEXT, ProposalStatus.PROPOSED
    )
    return Found(proposal, rule=rule)


def shape(changed):
    return [(part.drug, part.days, part.from_cycle, part.to_cycle) for part in changed.components]


def test_the_days_of_the_cycle_at_hand_become_a_rule_of_their_own_at_the_end():
    whole = protocol(component(), component("other", (1,)))
    assert shape(days_apart(whole, 3, [found(8)])) == [
        ("gem", (1,), 3, 3),
        ("gem", (1, 8), 4, None),
        ("other", (1,), 1, None),
        ("gem", (8,), 3, 3),
    ]


def test_a_rule_with_only_those_days_and_its_end_leaves_nothing_over():
    assert shape(days_apart(protocol(component(days=(8,), to_cycle=3)), 3, [found(8)])) == [
        ("gem", (8,), 3, 3)
    ]
    # one more cycle is left
    assert shape(days_apart(protocol(component(days=(8,), to_cycle=4)), 3, [found(8)])) == [
        ("gem", (8,), 4, 4),
        ("gem", (8,), 3, 3),
    ]


@pytest.mark.parametrize(
    ("part", "rule"),
    [
        (component(days=(1,)), found(8)),  # nothing on that day
        (component("other"), found(8)),  # another drug
        (component(from_cycle=4), found(8)),  # not yet
        (component(to_cycle=2), found(8)),  # no more
        (component(), found()),  # a rule for every day
    ],
)
def test_what_is_not_meant_stays_as_it_is(part, rule):
    assert days_apart(protocol(part), 3, [rule]) == protocol(part)


def test_a_proposal_without_a_rule_has_no_days():
    assert days_of(replace(found(8), rule=None)) == frozenset()
    assert days_of(found(8, 15)) == {8, 15}


@pytest.mark.parametrize(
    ("part", "is_meant"),
    [
        (component(days=(8,), from_cycle=3, to_cycle=3), True),
        (component(days=(8,), from_cycle=3, to_cycle=4), False),
        (component(days=(1, 8), from_cycle=3, to_cycle=3), False),
        (component("other", (8,), from_cycle=3, to_cycle=3), False),
        (component(days=(8,)), False),
        (component(days=(8,), from_cycle=4, to_cycle=4), False),
    ],
)
def test_a_dose_is_for_the_days_of_a_proposal_when_it_is_for_nothing_else(part, is_meant):
    assert is_for_days(found(8), part, 3) is is_meant
