"""Hostile text in every place where a person types: printed as it stands, or refused in words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from navigator.domain.facts import Fact, Line, Override, OverrideReason, Setting, Toxicity
from navigator.domain.plan import Adjustment, Proposal, ProposalKind, ProposalStatus
from navigator.domain.second_check import SecondCheck
from navigator.domain.text import Text
from navigator.report.letter_pdf import patient_letter_pdf
from navigator.report.plan_pdf import plan_pdf
from navigator.report.text import CharacterNotPrintable
from navigator.services.override_words import decision_words
from tests.plans import LABEL, MADE_ON, sample_plan
from tests.report.reading import bare, pages_of, read_through

PRINTED = {
    "markup": '<img src="x"/>',
    "template": "{{ patient.name }} {name} %s",
    "comparison": "LVEF <50 % on 2026-11-20, 5mg",
    "no space": "W" * 400,
    "Greek and Cyrillic": "Ελένη Владимир",
}
REFUSED = {
    "Arabic": "مريضة",
    "emoji": "fine 😀",
    "turned round": "Anna \u202eelpmaxE",
    "isolate": "a\u2066b\u2069",
    "nothing to see": "zero\u200bwidth",
    "control": "bell\x07",
}


def with_identity(plan, **changes):
    return replace(plan, identity=replace(plan.identity, **changes))


def with_line(plan, line):
    return replace(plan, record=replace(plan.record, lines=(line,)))


def with_override(plan, note="", by="Dr Example", *, draft=False):
    one = Override(
        plan.edition.id, plan.step.id, "LAP_CAPE", OverrideReason.WISH, note, by, MADE_ON
    )
    told = (f"Chosen against the guideline: {decision_words(one)}",) if draft else ()
    return replace(plan, record=replace(plan.record, overrides=(one,)), drafts=told)


def with_proposal(plan, **answer):
    proposal = Proposal(
        "lapatinib/x",
        "lapatinib",
        "lapatinib",
        "liver",
        ProposalKind.REDUCE_PERCENT,
        Text("Half the dose."),
        ProposalStatus.DECLINED,
        **{"by": "Dr Example", **answer},
        sources=LABEL,
    )
    return replace(plan, proposals=(proposal,))


def with_change(plan, **who):
    change = Adjustment("level", "Half the dose.", None, **{"by": "Dr Example", **who})
    first, *rest = plan.doses
    return replace(plan, doses=(replace(first, adjustments=(change,)), *rest))


def with_check(plan, by="Nurse Example", first="Dr Example"):
    return replace(plan, second_check=SecondCheck(by, first, MADE_ON, ()))


def with_fact(plan, text):
    facts = {**plan.assessment.facts, "hr": Fact("hr", text)}
    elements = {**plan.edition.elements, "hr": plan.edition.elements["her2_final"]}
    edition = replace(plan.edition, elements=elements)
    return replace(plan, assessment=replace(plan.assessment, facts=facts), edition=edition)


def line(**changes):
    return Line(**{"regimen": "docetaxel", "setting": Setting.METASTATIC, **changes})


PLACES: dict[str, Callable] = {
    "name": lambda plan, text: with_identity(plan, name=text),
    "number": lambda plan, text: with_identity(plan, identifier=text),
    "allergy": lambda plan, text: with_identity(plan, allergies=("latex", text)),
    "note": lambda plan, text: with_identity(plan, note=text),
    "earlier line": lambda plan, text: with_line(plan, line(regimen=text)),
    "note on a line": lambda plan, text: with_line(plan, line(note=text)),
    "side effect": lambda plan, text: with_line(plan, line(toxicities=(Toxicity(text, 2),))),
    "note on a decision": lambda plan, text: with_override(plan, note=text),
    "note on a draft's decision": lambda plan, text: with_override(plan, text, draft=True),
    "who decided": lambda plan, text: with_override(plan, by=text),
    "reason of an answer": lambda plan, text: with_proposal(plan, reason=text),
    "who answered": lambda plan, text: with_proposal(plan, by=text),
    "reason of a change": lambda plan, text: with_change(plan, reason=text),
    "who changed": lambda plan, text: with_change(plan, by=text),
    "second person": lambda plan, text: with_check(plan, by=text),
    "first person": lambda plan, text: with_check(plan, first=text),
}


@pytest.mark.parametrize("kind", PRINTED)
@pytest.mark.parametrize("place", PLACES)
def test_it_is_printed_as_it_was_typed(place, kind):
    plan = PLACES[place](sample_plan(), PRINTED[kind])
    pages = pages_of(plan_pdf(plan, "A4"))
    assert bare(PRINTED[kind]) in bare(read_through(pages))
    assert "Second independent check" in pages[-1] + pages[-2]


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.parametrize("place", PLACES)
def test_it_is_refused_in_words_that_name_the_place(place, kind):
    plan = PLACES[place](sample_plan(), REFUSED[kind])
    with pytest.raises(CharacterNotPrintable) as refusal:
        plan_pdf(plan, "A4")
    words = str(refusal.value)
    assert "cannot be printed: character" in words
    assert "A text of the library" not in words
    assert REFUSED[kind] not in words


@pytest.mark.parametrize("kind", REFUSED)
def test_a_fact_in_words_is_refused_too(kind):
    with pytest.raises(CharacterNotPrintable):
        plan_pdf(with_fact(sample_plan(), REFUSED[kind]), "A4")


@pytest.mark.parametrize("kind", PRINTED)
def test_the_letter_prints_a_name_as_it_was_typed(kind):
    plan = with_identity(sample_plan(), name=PRINTED[kind])
    assert bare(PRINTED[kind]) in bare(" ".join(pages_of(patient_letter_pdf(plan, "A4"))))


@pytest.mark.parametrize("kind", REFUSED)
def test_the_letter_refuses_what_it_cannot_show(kind):
    with pytest.raises(CharacterNotPrintable):
        patient_letter_pdf(with_identity(sample_plan(), name=REFUSED[kind]), "A4")


def test_nothing_typed_takes_the_place_of_the_signatures():
    plan = with_identity(sample_plan(), note="Signature Dr Example " * 40)
    assert "Prepared by Name Role Signature Date Time" in read_through(
        pages_of(plan_pdf(plan, "A4"))
    )


def test_a_name_of_one_letter_and_a_day_long_gone_are_printed():
    plan = with_identity(sample_plan(), name="Ø", birth_date=date(1926, 1, 2))
    text = read_through(pages_of(plan_pdf(plan, "A4")))
    assert text.startswith("Ø Number MRN 000-123 Born 02 Jan 1926")
