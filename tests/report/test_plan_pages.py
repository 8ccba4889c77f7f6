"""The elements of a printed plan, read back from the PDF."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from navigator.domain.assessment import Conflict, OptionStatus, Reason
from navigator.domain.facts import Fact, Identity
from navigator.domain.guideline import Effect, Safeguard
from navigator.domain.library import Advice, Check, DoseUnit, Phase, Reload
from navigator.domain.plan import (
    Adjustment,
    DoseChange,
    DueCheck,
    HolidayClash,
    Proposal,
    ProposalKind,
    ProposalStatus,
)
from navigator.domain.text import Text
from navigator.domain.truth import Truth
from navigator.report.document_id import document_id
from navigator.report.plan_pdf import plan_pdf
from tests.plans import DIGEST, LABEL, RECORD, assessment_of, draft_plan, sample_plan
from tests.report.reading import (
    bare,
    body_of,
    drawing_of,
    flat,
    metadata_of,
    outline_of,
    pages_of,
    read_through,
    signs_of_pages,
)

SIZES = ("A4", "Letter")
REGIMENS = ("LAP_CAPE", "T_PAC_Q3W")


def printed(plan, page_size="A4"):
    return read_through(pages_of(plan_pdf(plan, page_size)))


@pytest.fixture(scope="module")
def tablets():
    return printed(sample_plan("LAP_CAPE"))


@pytest.fixture(scope="module")
def infusions():
    return printed(sample_plan("T_PAC_Q3W"))


@pytest.fixture(scope="module")
def draft():
    return pages_of(plan_pdf(draft_plan(), "A4"))


def long_plan():
    """A plan with so many rules that it cannot stand on one sheet."""
    plan = sample_plan()
    rules = tuple(
        Advice("kidney", Text(f"Rule {number}: half the dose below 50 mL/min. " * 3), sources=LABEL)
        for number in range(150)
    )
    return replace(plan, advice=(*plan.advice, *rules))


def with_identity(**changes):
    plan = sample_plan()
    return replace(plan, identity=replace(plan.identity, **changes))


# ------------------------------------------------------------------- every page


@pytest.mark.parametrize("page_size", SIZES)
@pytest.mark.parametrize("regimen", REGIMENS)
def test_a_usual_plan_takes_one_sheet_with_all_that_it_rests_on(regimen, page_size):
    first, second = pages_of(plan_pdf(sample_plan(regimen), page_size))
    assert "Doses, in order of administration" in first
    assert "Path through the guideline" in second
    assert "Second independent check" in second


@pytest.mark.parametrize("page_size", SIZES)
def test_the_order_of_a_long_plan_keeps_the_sheet_and_the_rest_follows(page_size):
    pages = pages_of(plan_pdf(long_plan(), page_size))
    (last,) = (at for at, page in enumerate(pages) if "Second independent check" in page)
    assert last < 2
    assert "Basis of this plan" in pages[last + 1]
    assert "Path through the guideline" in pages[last + 1]


@pytest.mark.parametrize("page_size", SIZES)
@pytest.mark.parametrize("regimen", REGIMENS)
@pytest.mark.parametrize(
    "words",
    [
        "Anna Example",
        "Number MRN 000-123",
        "Born 03 Feb 1971",
        "Decision support – not an order until signed",
        "HER2-positive metastatic breast cancer, 2013 · review by 31 May 2027",
        "library " + DIGEST[:12],
        "program 0.1.0",
        "decimal point, no thousands mark",
    ],
)
def test_every_page_says_who_the_patient_is_and_what_the_document_is(regimen, page_size, words):
    for page in pages_of(plan_pdf(sample_plan(regimen), page_size)):
        assert words in page


@pytest.mark.parametrize("page_size", SIZES)
def test_every_page_has_its_number_and_the_id_of_the_document(page_size):
    plan = sample_plan()
    pages = pages_of(plan_pdf(plan, page_size))
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page
        assert f"plan {document_id(plan)}" in page


def test_the_paper_has_the_size_that_was_asked_for():
    # A4 is 210 x 297 mm, Letter 8.5 x 11 inches; a point is 1/72 inch
    for page_size, size in (("A4", (595.28, 841.89)), ("Letter", (612, 792))):
        for found, _ in signs_of_pages(plan_pdf(sample_plan(), page_size)):
            assert found == pytest.approx(size, abs=0.1)


@pytest.mark.parametrize("page_size", SIZES)
@pytest.mark.parametrize("plan", [sample_plan("LAP_CAPE"), sample_plan("T_PAC_Q3W"), draft_plan()])
def test_no_text_is_small_and_none_leaves_the_page(plan, page_size):
    for (width, height), signs in signs_of_pages(plan_pdf(plan, page_size)):
        for sign in signs:
            if sign.text.isspace() or sign.size > 100:  # the watermark is slanted and large
                continue
            assert sign.size >= 7.5 - 0.01
            assert 20 <= sign.left <= sign.right <= width - 20
            assert 15 <= sign.bottom <= sign.top <= height - 15


@pytest.mark.parametrize("plan", [sample_plan("LAP_CAPE"), draft_plan()])
def test_everything_is_drawn_in_black_and_grey(plan):
    assert not re.search(rb"\d (rg|RG|k|K|sc|SC|scn|SCN)\b", drawing_of(plan_pdf(plan, "A4")))


def test_only_our_own_fonts_stand_in_the_file():
    pdf = plan_pdf(sample_plan(), "A4")
    assert set(re.findall(rb"/BaseFont /(?:[A-Z]{6}\+)?([\w-]+)", pdf)) == {
        b"IBMPlexSans-Regular",
        b"IBMPlexSans-Italic",
        b"IBMPlexSans-SemiBold",
        b"IBMPlexSans-SemiBoldItalic",
    }
    assert b"Helvetica" not in pdf


def test_the_description_of_the_file_tells_nothing_about_the_patient():
    pdf = plan_pdf(sample_plan(), "A4")
    described = metadata_of(pdf)
    assert described["Author"] == described["Producer"] == described["Creator"]
    assert described["Author"] == "Guideline Navigator"
    assert described["Title"] == f"Treatment plan {document_id(sample_plan())}"
    assert "ReportLab" not in str(described)
    assert "Anna" not in str(described)
    assert b"/Lang (en)" in pdf


def test_the_sections_are_listed_in_the_outline():
    titles = outline_of(plan_pdf(sample_plan(), "A4"))
    assert titles[0] == "Patient, disease and measures"
    assert "Doses, in order of administration" in titles
    assert "References" in titles


# ----------------------------------------------------- patient, disease, regimen


@pytest.mark.parametrize(
    "words",
    [
        "Lapatinib + capecitabine",
        "(LAP-CAPE",
        "Cycle 1, until progression",
        "Cycle length every 21 days",
        "Day 1 Tue 01 Dec 2026",
        "Line of therapy 3",
        "Intent Not recorded",
        "Sex Female",
        "Age 55 years",
        "Allergies penicillin (rash)",
        "HER2 Positive (20 Nov 2026)",
        "LVEF 62 % (20 Nov 2026)",
        "Anthracycline so far Not recorded",
        "Trastuzumab + paclitaxel (metastatic, 15 Jan 2024 to 02 Dec 2024, stopped for",
        "stopped for progression, partial response)",
        "trastuzumab + vinorelbine (metastatic, 08 Jan 2025 to 10 Nov 2026, stopped for",
        "stopped for progression, stable disease)",
        "Note Lives alone.",
        # 165 / 2.54 = 64.96 in; 70 / 0.45359237 = 154.32 lb; 0.8 x 88.4 = 70.72 µmol/L
        "Height 165 cm = 65 in (20 Nov 2026)",
        "Weight 70 kg = 154.3 lb (20 Nov 2026)",
        "0.8 mg/dL = 70.7 µmol/L (20 Nov 2026)",
        # sqrt(165 x 70 / 3600) = 1.7912 m²
        "Body surface area 1.79 m² (Mosteller, 165 cm, 70 kg",
        # (140 - 55) x 70 / (72 x 0.8) x 0.85 = 87.80 mL/min
        "Creatinine clearance 87.8 mL/min (Cockcroft-Gault, 55 years, female",
    ],
)
def test_the_first_page_tells_patient_disease_regimen_and_measures(words):
    assert words in pages_of(plan_pdf(sample_plan(), "A4"))[0]


def test_a_planned_number_of_cycles_is_named():
    plan = sample_plan()
    plan = replace(plan, protocol=replace(plan.protocol, planned_cycles=6))
    text = printed(plan)
    assert "1 of planned 6" in text
    assert "6 cycles are planned." in text


@pytest.mark.parametrize(
    ("allergies", "words"),
    [
        (None, "Allergies Not recorded"),
        ((), "Allergies No known allergies (confirmed)"),
        (("penicillin (rash)", "latex"), "Allergies penicillin (rash), latex"),
    ],
)
def test_no_allergy_is_said_only_when_it_was_asked(allergies, words):
    assert words in printed(with_identity(allergies=allergies))


def test_what_is_not_recorded_of_the_patient_is_said_on_every_page():
    plan = replace(sample_plan(), identity=Identity())
    for page in pages_of(plan_pdf(plan, "A4")):
        assert "Name: Not recorded" in page
        assert "Number Not recorded" in page
        assert "Born Not recorded" in page


@pytest.mark.parametrize(("lines", "words"), [(None, "Not recorded"), ((), "None")])
def test_no_earlier_therapy_and_not_told_are_two_things(lines, words):
    plan = sample_plan()
    plan = replace(plan, record=replace(plan.record, lines=lines))
    assert f"Earlier therapy {words}" in printed(plan)


# ---------------------------------------------------------------------- the doses


@pytest.mark.parametrize(
    "words",
    [
        "trastuzumab (Herceptin)",
        "8 mg/kg",
        "loading",
        "560 mg",  # 8 mg/kg x 70 kg
        "maintenance",
        "420 mg",  # 6 mg/kg x 70 kg
        "intravenous infusion",
        "in 250 mL, over 90 minutes",
        "over 30 to 90 minutes",
        "observe for 4 hours 30 minutes",
        "cycle 1 only",
        "from cycle 2",
        "Order of administration: Trastuzumab first, then paclitaxel.",
        "Never interchange trastuzumab, trastuzumab emtansine and trastuzumab deruxtecan: compare",
        "PACLitaxel (Taxol)",
        "313 mg",  # 175 mg/m² x 1.7912 m² = 313.5 mg
    ],
)
def test_an_infusion_is_described_completely(infusions, words):
    assert words in infusions


def test_the_arithmetic_stands_under_each_dose(infusions):
    assert "trastuzumab 8 mg/kg × 70 kg (20 Nov 2026) = 560 mg → 560 mg" in infusions
    assert "trastuzumab 6 mg/kg × 70 kg (20 Nov 2026) = 420 mg → 420 mg" in infusions
    assert "paclitaxel 175 mg/m² × 1.79 m² (Mosteller, 165 cm, 70 kg, 20 Nov 2026)" in infusions


def test_a_course_that_goes_on_says_maintenance_though_nothing_is_loaded():
    plan = sample_plan("T_PAC_Q3W")
    rule = Reload(29, Decimal(8), DoseUnit.MG_PER_KG, Text("Load again."))
    later = tuple(
        replace(dose, drug=replace(dose.drug, reloads=(rule,)))
        for dose in plan.doses
        if dose.phase is Phase.MAINTENANCE
    )
    text = printed(replace(plan, doses=later))
    assert "6 mg/kg maintenance 420 mg" in text
    assert "no loading dose" not in text


def test_the_doses_stand_in_the_order_of_administration(infusions):
    order = [infusions.index(words) for words in ("560 mg", "420 mg", "313 mg")]
    assert order == sorted(order)


def test_the_mark_that_tells_look_alikes_apart_stands_in_a_box():
    plan = sample_plan("T_PAC_Q3W")
    doses = [
        replace(dose, drug=replace(dose.drug, mark="Q" if dose.drug.id == "trastuzumab_iv" else ""))
        for dose in plan.doses
    ]
    assert printed(replace(plan, doses=tuple(doses))).count(" Q ") == 1


@pytest.mark.parametrize(
    "words",
    [
        "by mouth",
        "1250 mg once daily",
        "Per intake: 5 tablets of 250 mg; once daily; daily total 1250 mg",
        "Every day of the cycle (days 1 to 21), no day off",
        # 1000 mg/m² x 1.7912 m² = 1791 mg, given as 3 x 500 mg + 2 x 150 mg = 1800 mg
        "1800 mg",
        "1800 mg per intake",
        "Per intake: 3 tablets of 500 mg, 2 tablets of 150 mg; twice daily; daily total 3600 mg",
        "On days 1 to 14; 7 days off in each cycle",
    ],
)
def test_tablets_are_counted_per_intake_and_per_day(tablets, words):
    assert words in tablets


def test_the_warning_of_the_trastuzumab_products_stands_only_where_one_is_given(tablets):
    assert "Never interchange" not in tablets


def test_in_the_united_states_the_name_there_is_printed():
    plan = sample_plan("T_PAC_Q3W")
    doses = tuple(
        replace(dose, drug=replace(dose.drug, us_name="trastuzumab-abcd", tall_man=""))
        for dose in plan.doses
    )
    region = {**plan.assessment.facts, "region": Fact("region", "US")}
    assessment = replace(plan.assessment, facts=region)
    assert "trastuzumab-abcd (Herceptin)" in printed(
        replace(plan, doses=doses, assessment=assessment)
    )


def test_the_calendar_gives_each_cycle_its_days(tablets, infusions):
    # every 21 days from Tuesday 1 December 2026
    for words in ("Tue 01 Dec 2026", "Tue 22 Dec 2026", "Tue 12 Jan 2027", "Tue 02 Feb 2027"):
        assert words in tablets
        assert words in infusions
    assert "1250 mg 22 Dec – 11 Jan" in tablets
    assert "1800 mg twice daily 01 Dec – 14 Dec" in tablets
    assert "420 mg 22 Dec" in infusions


# ------------------------------------------------------------ care and its checks


def test_checks_show_the_last_value_with_its_day_and_when_they_are_due(tablets):
    # 1 December 2026 and 84 days is 23 February 2027
    assert "62 % (20 Nov 2026) before the first dose; 23 Feb 2027; then every 84 days" in tablets
    assert "Full blood count [4 (4.2)] Not recorded before every cycle" in tablets


@pytest.mark.parametrize(
    "words",
    [
        "Before and with each dose",
        "Supportive care. LAPAtinib: Loperamide at hand from day 1.",
        "Hold, resume, stop",
        "Diarrhoea. LAPAtinib: Hold at diarrhoea of grade 3 until grade 1 at most.",
        "Toxicities and when to call",
        "Call when. capecitabine: Call for four more stools a day than usual, or fever.",
        "Contraception and interactions",
        "Interactions. LAPAtinib: No strong CYP3A4 inhibitors or inducers, no grapefruit.",
    ],
)
def test_care_is_told_by_topic_over_the_drugs(tablets, words):
    assert words in tablets


def test_what_two_drugs_say_alike_is_printed_once_and_names_both():
    plan = sample_plan("T_PAC_Q3W")
    same = Advice("contraception", Text("Seven months after the last dose."), sources=LABEL)
    doses = tuple(
        replace(dose, drug=replace(dose.drug, advice=(*dose.drug.advice, same)))
        for dose in plan.doses
    )
    text = printed(replace(plan, doses=doses, advice=(*plan.advice, same)))
    assert text.count("Seven months after the last dose.") == 1
    assert "trastuzumab, PACLitaxel: Seven months after the last dose." in text


def test_what_the_order_leaves_to_the_annex_is_said_and_stands_there():
    order, title, text = body_of(pages_of(plan_pdf(long_plan(), "A4"))).partition(
        "Basis of this plan"
    )
    assert title
    assert "In the annex: kidney, boxed warnings, path, alternatives, evidence, reference" in order
    assert "half the dose below 50 mL/min" not in order
    assert "Kidney. The regimen: Rule 0: half the dose below 50 mL/min." in text
    assert "Rule 149: half the dose below 50 mL/min." in text
    assert "Boxed warnings. LAPAtinib: Severe liver damage has occurred." in text


def test_on_one_sheet_the_looked_up_rules_follow_at_once(tablets):
    assert "In the annex" not in tablets
    assert "Further rules of the drugs" in tablets
    assert "Boxed warnings. LAPAtinib: Severe liver damage has occurred." in tablets


def check_of(drug, text, days):
    check = Check("heart", Text(text), element="lvef_pct", every_days=days, sources=LABEL)
    return DueCheck(check, drug, (date(2026, 12, 1), date(2026, 12, 1) + timedelta(days)))


def test_the_same_thing_to_look_at_takes_one_row_with_the_shorter_interval():
    checks = (check_of("lapatinib", "Heart, one.", 90), check_of("capecitabine", "Heart, two.", 84))
    text = printed(replace(sample_plan(), checks=checks))
    # 1 December 2026 and 84 days is 23 February 2027
    expected = "before the first dose; 23 Feb 2027; then every 84 days"
    assert text.count("then every") == 1
    assert "Heart, one. [" in text
    assert "Heart, two. [" in text
    assert expected in text


def test_a_check_that_is_late_or_needed_before_the_first_dose_says_so():
    late = replace(check_of("lapatinib", "Heart.", 84), overdue_since=date(2026, 11, 1))
    assert "Overdue since 01 Nov 2026." in printed(replace(sample_plan(), checks=(late,)))


# ------------------------------------------------------- what the rules ask for


def proposal_of(status, kind=ProposalKind.REDUCE_PERCENT, **changes):
    change = DoseChange(Phase.MAINTENANCE, Decimal(1800), Decimal(1350))
    return replace(
        Proposal(
            "capecitabine/kidney",
            "capecitabine",
            "capecitabine",
            "kidney",
            kind,
            Text("Three quarters of the dose from 30 to 50 mL/min."),
            status,
            words="clearance is 44 mL/min",
            effect=(change,),
            sources=LABEL,
        ),
        **changes,
    )


@pytest.mark.parametrize(
    ("proposal", "words"),
    [
        (
            proposal_of(ProposalStatus.ACCEPTED, reason="frail", by="Dr Green"),
            "Accepted by Dr Green (frail) – capecitabine: Three quarters of the dose from",
        ),
        (
            proposal_of(ProposalStatus.ACCEPTED, by="Dr Green"),
            "30 to 50 mL/min. (clearance is 44 mL/min) 1800 mg → 1350 mg.",
        ),
        (
            proposal_of(ProposalStatus.DECLINED, reason="measured anew", by="Dr Green"),
            "Declined by Dr Green (measured anew) – capecitabine: Three quarters",
        ),
        (proposal_of(ProposalStatus.PROPOSED), "NOT ANSWERED: capecitabine: Three quarters"),
        (
            proposal_of(ProposalStatus.NEEDS_FACT, missing=("crcl",)),
            "facts are missing: capecitabine: kidney (Creatinine clearance).",
        ),
    ],
)
def test_what_a_rule_asks_for_is_printed_with_the_answer(proposal, words):
    assert words in printed(replace(sample_plan(), proposals=(proposal,)))


@pytest.mark.parametrize("kind", [ProposalKind.HOLD, ProposalKind.STOP])
def test_a_hold_or_stop_that_nobody_has_answered_makes_a_draft(kind):
    asked = proposal_of(ProposalStatus.PROPOSED, kind)
    for page in pages_of(plan_pdf(replace(sample_plan(), proposals=(asked,)), "A4")):
        assert page.count("DRAFT") >= 2
    answered = proposal_of(ProposalStatus.DECLINED, kind, reason="seen", by="Dr Green")
    assert "DRAFT" not in printed(replace(sample_plan(), proposals=(answered,)))


def test_a_lowered_dose_says_its_level_and_who_lowered_it():
    plan = sample_plan()
    change = Adjustment("x", "75 % for the kidney", Decimal(75), "frail", "Dr Green", LABEL)
    doses = tuple(
        replace(dose, level=1, full_mg=Decimal(1800), adjustments=(change,)) for dose in plan.doses
    )
    text = printed(replace(plan, doses=doses))
    assert "Dose level 1; full dose 1800 mg." in text
    assert "75 % for the kidney (Dr Green, frail) [" in text


def test_a_plan_in_which_every_drug_is_stopped_says_that_none_is_given():
    plan = sample_plan()
    empty = replace(plan.protocol, components=())
    assert "No drug is given in this plan." in printed(replace(plan, doses=(), protocol=empty))


def test_a_day_on_which_the_clinic_is_closed_is_named_with_the_next_open_one():
    clash = HolidayClash(2, 1, date(2026, 12, 25), ("lapatinib",), date(2026, 12, 28))
    text = printed(replace(sample_plan(), clashes=(clash,)))
    assert "Clinic closed on Fri 25 Dec 2026: cycle 2, day 1 (LAPAtinib). Next open" in text
    assert "28 Dec 2026; nothing is moved by itself." in text


def test_a_section_without_a_statement_says_so():
    text = printed(replace(sample_plan(), advice=()))
    assert "Hold, resume, stop Not recorded" in text


def test_a_caution_that_cannot_be_ruled_out_names_what_is_missing():
    plan = sample_plan()
    rule = Safeguard("lung", "lapatinib", "ild == 'x'", Effect.WARN, Text("Lung disease."), LABEL)
    caution = Reason(
        "safeguard",
        Truth.UNKNOWN,
        rule.when,
        "the lung is not known",
        missing=("lvef_pct",),
        text=rule.text,
        sources=LABEL,
        safeguard=rule,
    )
    plan = replace(plan, option=replace(plan.option, warnings=(caution,)))
    expected = "Cannot be ruled out: Lung disease. The lung is not known. Missing: LVEF."
    assert expected in printed(plan)


def test_a_conflict_between_what_was_entered_and_worked_out_is_shown():
    plan = sample_plan()
    entered, derived = Fact("lvef_pct", Decimal(62)), Fact("lvef_pct", Decimal(48))
    assessment = replace(plan.assessment, conflicts=(Conflict("lvef_pct", entered, derived),))
    text = printed(replace(plan, assessment=assessment))
    assert "Not in agreement: LVEF: entered 62 %, worked out 48 %. The entered value" in text


def test_a_note_of_the_plan_is_printed():
    assert "Nobody has weighed her." in printed(
        replace(sample_plan(), notes=("Nobody has weighed her.",))
    )


# ---------------------------------------------------------- reasons and the basis


@pytest.mark.parametrize(
    "words",
    [
        "Path through the guideline",
        "HER2 status HER2-positive",
        "Preferred; stated by the guideline. Meant for everybody here.",
        "Lapatinib with capecitabine is proposed. [5]",
        "Grade 1A (test scheme)",
        "TEST-1 (3, 2006, 399 patients)",
        "hazard ratio 0.49, 95 % interval 0.34 to 0.71, p less than 0.001",
        "OS not reached and 15.3 months",
        "Self-test 12 of 12 vignettes as expected",
        "Made on 23 Nov 2026, program 0.1.0, language en",
    ],
)
def test_the_reader_can_check_the_basis_without_us(tablets, words):
    assert words in tablets


def test_where_there_is_room_the_path_is_told_in_words_too():
    slim = replace(sample_plan(), advice=(), checks=(), trials=())
    assert "HER2 status: HER2-positive – HER2 status is positive." in printed(slim)
    assert "HER2 status: HER2-positive – HER2 status is positive." in printed(long_plan())


def test_every_alternative_stands_with_its_status_and_reason():
    assessment = assessment_of(T_PAC_Q3W=OptionStatus.EXCLUDED, TRIAL=OptionStatus.NEEDS_FACT)
    text = printed(sample_plan(assessment=assessment))
    assert "Excluded: Trastuzumab + paclitaxel (other). LVEF is 42 %, below 50 %." in text
    assert "Waits for a fact: Clinical trial (for selected patients)." in text
    assert "Also recommended: Trastuzumab + another drug (other). Meant for everybody here." in text


def test_a_step_without_alternatives_says_so():
    assert "offers no other option" in printed(replace(sample_plan(), alternatives=()))


def test_what_nobody_has_compared_with_its_source_is_marked(tablets):
    assert "[1 (Table 2*)]" in tablets
    assert "nobody has compared the statement with the reference yet" in tablets


def test_every_number_in_brackets_has_its_reference(tablets):
    body, _, references = tablets.partition("References [1]")
    assert references
    cited = {
        int(one)
        for mark in re.findall(r"\[(.*?)\]", body)
        for one in re.findall(r"\d+", re.sub(r"\(.*?\)", "", mark))
    }
    listed = {int(one) for one in re.findall(r"\[(\d+)\]", f"[1]{references}")}
    assert cited == listed == set(range(1, len(listed) + 1))


@pytest.mark.parametrize(
    "words",
    [
        "Prepared by",
        "First independent check",
        "Second independent check",
        "Consent",
        "Clinical trial",
        "Response to be assessed",
    ],
)
def test_there_is_room_for_ticks_and_signatures(tablets, words):
    assert words in tablets


def test_a_signature_is_never_filled_in_beforehand(tablets):
    empty = "Name Role Signature Date Time"
    for title in ("Prepared by", "First independent check", "Second independent check"):
        assert f"{title} {empty}" in tablets


def test_the_whole_digest_of_the_library_is_printed(tablets):
    assert f"Library(SHA-256){DIGEST}" in bare(tablets)


# ---------------------------------------------------------------------- the draft


def test_a_draft_says_so_across_every_page(draft):
    assert len(draft) >= 2
    for page in draft:
        assert page.count("DRAFT") >= 2  # the watermark and the line at the foot


def test_a_draft_lists_its_reasons_and_what_is_missing_on_the_first_page(draft):
    assert "DRAFT – not to be used for treatment" in draft[0]
    for reason in draft_plan().drafts:
        assert flat(reason) in draft[0]
    assert "Not recorded: LVEF, Weight" in draft[0]


def test_a_drug_that_could_not_be_dosed_is_named_and_not_left_out(draft):
    assert "No dose: capecitabine 1000 mg/m² twice daily" in " ".join(draft)


def test_advice_on_a_drug_without_a_dose_is_not_said_of_the_regimen_alone(draft):
    text = " ".join(draft)
    assert "capecitabine (no dose) or the regimen: Call for four more stools" in text
    assert "The regimen: Call" not in text


def test_a_complete_plan_is_no_draft(tablets, infusions):
    assert "DRAFT" not in tablets
    assert "DRAFT" not in infusions


def test_a_birthday_on_the_day_of_the_plan_counts():
    plan = with_identity(birth_date=date(1971, 11, 23))
    assert "Age 55 years" in printed(plan)
    plan = with_identity(birth_date=date(1971, 11, 24))
    assert "Age 54 years" in printed(plan)


def test_a_very_long_history_runs_over_the_page_and_loses_nothing():
    plan = sample_plan()
    lines = plan.record.lines * 60
    text = printed(replace(plan, record=replace(plan.record, lines=lines)))
    assert text.count("08 Jan 2025 to 10 Nov 2026") == 60
    assert RECORD.lines is not None


# ------------------------------------------------------------ the trail of the kept cases

HEAD = "42-9f86d081884c"


@pytest.mark.parametrize("page_size", SIZES)
def test_the_head_of_the_audit_trail_stands_on_every_page_and_moves_nothing(page_size):
    without = pages_of(plan_pdf(sample_plan(), page_size))
    told = pages_of(plan_pdf(sample_plan(audit_head=HEAD), page_size))
    assert all(f"audit trail {HEAD}" in page for page in told)
    assert not any("audit trail" in page for page in without)
    assert [page.replace(f" · audit trail {HEAD}", "") for page in told] == without


def test_the_head_of_the_audit_trail_is_no_part_of_the_number_of_a_plan():
    assert document_id(sample_plan(audit_head=HEAD)) == document_id(sample_plan())


@pytest.mark.parametrize(
    "written", ["42", "42-9F86D081884C", "42-9f86d081884c ", "Pay here", "٤-9f86d081884c"]
)
def test_what_is_no_head_of_a_trail_is_not_printed(written):
    assert sample_plan(audit_head=written).audit_head == ""
