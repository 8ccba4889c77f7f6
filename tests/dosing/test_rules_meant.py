"""Which rules of a drug are meant for a protocol, and in which words they are proposed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from navigator.domain.library import Action, DoseRule, DoseUnit
from navigator.domain.plan import ProposalKind
from navigator.domain.text import Text
from navigator.domain.truth import Truth
from navigator.dosing.proposals import propose
from navigator.dosing.situation import Judged
from tests.dosing.test_changes import STEPS
from tests.dosing.test_lifetime import DRUG, part, situation


def found(action, *, ladders=(), words="Bilirubin is above 3.", **more):
    """What is proposed for 60 mg/m² by one rule that holds."""
    rule = DoseRule("rule", "topic", "", action, Text("Do so."), **more)
    drug = replace(DRUG, lifetime=(), rules=(rule,), ladders=ladders)
    at = replace(situation(part(60)), drugs={DRUG.id: drug})
    return [each.proposal for each in propose(at, lambda when: Judged(Truth.YES, words))]


@pytest.mark.parametrize(
    ("more", "is_meant"),
    [
        ({}, True),
        ({"beside": ("doxorubicin",)}, True),
        ({"beside": ("docetaxel",)}, False),
        ({"not_beside": ("docetaxel",)}, True),
        ({"not_beside": ("doxorubicin",)}, False),
        ({"only_dose": Decimal(60)}, True),
        ({"only_dose": Decimal(75)}, False),
    ],
)
def test_a_rule_is_meant_for_the_drugs_and_the_dose_it_names(more, is_meant):
    assert bool(found(Action.HOLD, **more)) is is_meant


@pytest.mark.parametrize(
    ("dose", "per", "is_meant"),
    [
        (59, DoseUnit.MG_PER_M2, True),
        (60, DoseUnit.MG_PER_M2, False),  # the dose itself
        (61, DoseUnit.MG_PER_M2, False),
        (5, DoseUnit.MG_PER_KG, False),  # another unit
        (None, DoseUnit.MG_PER_M2, False),
    ],
)
def test_an_amount_is_proposed_only_where_it_is_lower_than_the_dose(dose, per, is_meant):
    amount = None if dose is None else Decimal(dose)
    assert bool(found(Action.SET_DOSE, dose=amount, per=per)) is is_meant


def test_only_a_lower_level_that_is_not_there_says_so():
    (lower,) = found(Action.REDUCE_LEVEL, levels=1, ladders=(STEPS,))
    assert (lower.kind, lower.words) == (ProposalKind.REDUCE_LEVEL, "Bilirubin is above 3.")
    (none_left,) = found(Action.REDUCE_LEVEL, levels=1)
    assert none_left.kind is ProposalKind.STOP
    assert none_left.words == "Bilirubin is above 3. There is no lower dose level."
    (stop,) = found(Action.STOP)
    assert (stop.kind, stop.words) == (ProposalKind.STOP, "Bilirubin is above 3.")


@pytest.mark.parametrize(
    ("words", "told"),
    [("", "There is no"), ("Weak.", "Weak. There is"), ("Weak", "Weak. There is")],
)
def test_a_reason_stands_before_the_missing_level_as_one_sentence(words, told):
    (stop,) = found(Action.REDUCE_LEVEL, levels=1, words=words)
    assert stop.words.strip().startswith(told)
    assert ".." not in stop.words
