"""The letter to the patient: large, plain, complete where it matters, signed by nobody."""

import re
from dataclasses import replace

import pytest

from navigator.domain.facts import Fact
from navigator.domain.library import Advice
from navigator.domain.text import Text
from navigator.report.letter_pdf import patient_letter_pdf
from navigator.report.plain_words import plain
from tests.plans import LABEL, draft_plan, sample_plan
from tests.report.reading import metadata_of, pages_of, signs_of_pages, text_of
from tests.report.shipped_plans import shipped_plans

SIZES = ("A4", "Letter")
# Terms that a patient need not know; brands and generic names are no jargon here.
JARGON = re.compile(
    r"\b(LVEF|neutropenia|neutrophils?|neuropathy|hypersensitivity|hand-foot|transaminases|ALT|AST"
    r"|bilirubin|creatinine|grade|mg/m²|mg/kg|AUC|cycle|QT|CYP\w*|dose level|emetic|intravenous"
    r"|subcutaneous|pneumonitis|prophylaxis|palpitations|infusions?|EU label|US label"
    r"|unverified)\b",
    re.IGNORECASE,
)


def told(plan, page_size="A4"):
    return text_of(patient_letter_pdf(plan, page_size))


@pytest.fixture(scope="module")
def tablets():
    return told(sample_plan("LAP_CAPE"))


@pytest.fixture(scope="module")
def drips():
    return told(sample_plan("T_PAC_Q3W"))


@pytest.mark.parametrize("page_size", SIZES)
@pytest.mark.parametrize("plan", [sample_plan("LAP_CAPE"), sample_plan("T_PAC_Q3W"), draft_plan()])
def test_everything_is_in_large_print_and_on_the_page(plan, page_size):
    for (width, height), signs in signs_of_pages(patient_letter_pdf(plan, page_size)):
        for sign in signs:
            if sign.text.isspace() or sign.size > 100:  # the watermark is slanted and large
                continue
            assert sign.size >= 14 - 0.01
            assert 20 <= sign.left <= sign.right <= width - 20
            assert 15 <= sign.bottom <= sign.top <= height - 15


@pytest.mark.parametrize(
    "words",
    [
        "Planned for you: Lapatinib + capecitabine",
        "Lapatinib (Tykerb): Tablets to swallow at home. Take 5 of 250 mg, once a day.",
        "Take them every day. Once a day, at least one hour before or after food.",
        # 1000 mg/m² x 1.7912 m² = 1791 mg, given as 3 x 500 mg + 2 x 150 mg
        "Capecitabine (Xeloda): Tablets to swallow at home. Take 3 of 500 mg and 2 of 150 mg,",
        "twice a day. Take them on days 1 to 14 of a round, then 7 days without.",
        "Round Lapatinib Capecitabine 1 01 Dec – 21 Dec 01 Dec – 14 Dec",
        "It goes on every 21 days for as long as it helps you and you bear it.",
        "Blood tests: before the first treatment and before every round.",
        "A scan of your heart: before the first treatment and then about 23 Feb 2027.",
        "Call us at once, day or night, for any of these",
        "By day:",
        "Tell us about every medicine",
        "No grapefruit and no grapefruit juice.",
        "This letter describes your doctor's plan. It is no order.",
    ],
)
def test_the_letter_says_what_when_and_when_to_call(tablets, words):
    assert words in tablets


@pytest.mark.parametrize(
    "words",
    [
        "Trastuzumab (Herceptin): A drip into a vein. The first one takes 90 minutes.",
        "Afterwards you stay with us for 4 hours 30 minutes.",
        "Come to us on 1 Tuesday 1 December 2026 2 Tuesday 22 December 2026",
    ],
)
def test_a_drip_is_told_with_its_time_and_the_days_at_the_clinic(drips, words):
    assert words in drips


def test_a_planned_number_of_rounds_is_told():
    plan = sample_plan()
    plan = replace(plan, protocol=replace(plan.protocol, planned_cycles=6))
    assert "6 rounds are planned." in told(plan)


def test_the_letter_is_signed_by_nobody(tablets):
    assert "Signature" not in tablets
    assert "Prepared by" not in tablets


def test_a_draft_says_so_on_every_page():
    pages = pages_of(patient_letter_pdf(draft_plan(), "A4"))
    assert "this plan is not finished" in pages[0]
    for page in pages:
        assert page.count("DRAFT") >= 2
    assert "DRAFT" not in told(sample_plan())


def test_a_drug_without_a_dose_is_not_passed_over_in_silence():
    text = told(draft_plan())
    assert "More medicines belong to this plan; their doses are not settled yet." in text
    assert "Call for 4 more stools" in text or "Call for four more stools a day" in text


def test_contraception_is_told_unless_no_pregnancy_can_be():
    plan = sample_plan("T_PAC_Q3W")
    assert "Use reliable contraception" in told(plan)
    facts = {**plan.assessment.facts, "pregnancy": Fact("pregnancy", "not_applicable")}
    beyond = replace(plan, assessment=replace(plan.assessment, facts=facts))
    assert "contraception" not in told(beyond)
    man = {**facts, "sex": Fact("sex", "male")}
    father = replace(plan, assessment=replace(plan.assessment, facts=man))
    assert "Use reliable contraception" in told(father)


def test_what_two_drugs_ask_to_call_for_is_told_once():
    plan = sample_plan()
    same = Advice("call_when", Text("Fever of 38 °C or more."), sources=LABEL)
    doses = tuple(
        replace(dose, drug=replace(dose.drug, advice=(*dose.drug.advice, same)))
        for dose in plan.doses
    )
    assert told(replace(plan, doses=doses)).count("Fever of 38 °C or more.") == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Low platelets and neutrophils.", "Few platelets (bruises, bleeding) and few white"),
        ("EU label: fall of LVEF, fatigue.", "A weaker heart, tiredness."),
        ("4 or more extra stools a day.", "4 more trips to the toilet a day than usual, or even"),
        ("Hand-foot syndrome.", "Sore, red hands and feet."),
        ("Chills after an infusion.", "Chills after a drip."),
    ],
)
def test_the_words_of_professionals_become_everyday_words(text, words):
    assert words in plain(Text(text))


def test_no_shipped_plan_tells_a_patient_jargon(library):
    for protocol, plan in shipped_plans(library):
        found = JARGON.findall(told(plan).partition("Your treatment")[2])
        assert found == [], protocol


def test_every_shipped_plan_says_when_to_call(library):
    for protocol, plan in shipped_plans(library):
        calls = [one for one in plan.advice if one.kind == "call_when"]
        text = told(plan)
        assert calls, protocol
        for one in calls:
            assert plain(one.text).split(",")[0].rstrip(".") in text.replace("\u00a0", " ")


@pytest.mark.parametrize("page_size", SIZES)
def test_the_same_plan_gives_the_same_letter(page_size):
    first = patient_letter_pdf(sample_plan(), page_size)
    patient_letter_pdf(draft_plan(), "A4")
    assert patient_letter_pdf(sample_plan(), page_size) == first


def test_the_description_of_the_file_tells_nothing_about_the_patient():
    described = metadata_of(patient_letter_pdf(sample_plan(), "A4"))
    assert "Anna" not in str(described)
    assert described["Title"].startswith("Letter to the patient, plan ")
