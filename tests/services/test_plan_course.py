"""A plan from a chosen option: right, or refused in words, or a draft that says why."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from navigator.domain.assessment import OptionStatus, Status
from navigator.domain.facts import NOT_DONE, Fact, Identity, Line, PatientRecord, Setting
from navigator.domain.guideline import Basis, Option, Tier
from navigator.domain.library import Advice, Check, Component, DoseUnit, Phase, Product, Protocol
from navigator.domain.problems import InputRefused
from navigator.domain.source import Source
from navigator.domain.text import Text
from navigator.dosing.body import BsaFormula
from navigator.engine.assess import assess
from navigator.services.plan_course import PlanRefused, plan_course
from tests.plans import (
    CAPECITABINE,
    DRUGS,
    EDITION,
    EVERY_3_WEEKS,
    FACTS,
    LAPATINIB_CAPECITABINE,
    MADE_ON,
    OPTIONS_STEP,
    PROTOCOLS,
    RECORD,
    REFERENCES,
    REGIMENS,
    START,
    FakeLibrary,
    assessment_of,
    draft_plan,
    facts_of,
    request_of,
    sample_plan,
)


def with_facts(**changes):
    return replace(RECORD, facts={**FACTS, **facts_of(**changes)})


def without_facts(*elements):
    known = {key: fact for key, fact in FACTS.items() if key not in elements}
    return replace(RECORD, facts=known)


def refusal(regimen="LAP_CAPE", record=RECORD, *, library=None, assessment=None, **changes):
    with pytest.raises(PlanRefused) as refused:
        plan_course(
            library or FakeLibrary(),
            EDITION,
            assessment or assessment_of(record),
            record,
            request_of(regimen, **changes),
        )
    return refused.value.problems


def codes(problems):
    return [problem.code for problem in problems]


def test_seventy_kilograms_get_560_then_420_mg_of_trastuzumab():
    # 8 × 70 = 560, 6 × 70 = 420
    loading, maintenance, _ = sample_plan("T_PAC_Q3W").doses
    assert (loading.phase, loading.final_mg) == (Phase.LOADING, 560)
    assert (maintenance.phase, maintenance.final_mg) == (Phase.MAINTENANCE, 420)


def test_lapatinib_and_capecitabine_are_whole_tablets_with_their_deviation():
    lapatinib, capecitabine = sample_plan("LAP_CAPE").doses
    assert (lapatinib.final_mg, lapatinib.daily_mg) == (1250, 1250)
    assert (capecitabine.final_mg, capecitabine.daily_mg) == (1800, 3600)
    # (1800 - 1791.182) / 1791.182 = 0.4923 %
    assert round(capecitabine.deviation_percent, 4) == Decimal("0.4923")
    counts = [(int(each.strength_mg), each.count) for each in capecitabine.tablets]
    assert counts == [(500, 3), (150, 2)]


def test_the_plan_carries_what_its_pages_show():
    plan = sample_plan("LAP_CAPE")
    assert plan.step is OPTIONS_STEP
    assert plan.option.regimen == plan.regimen.id == "LAP_CAPE"
    assert plan.protocol.id == "LAP-CAPE"
    assert plan.start == plan.cycles[0].start == START
    assert plan.made_on == MADE_ON
    assert [trial.id for trial in plan.trials] == ["TEST-1"]
    assert [option.regimen for option in plan.alternatives] == ["T_PAC_Q3W", "T_OTHER", "TRIAL"]
    assert plan.identity is RECORD.identity
    assert (plan.self_test, plan.program_version) == ("12 of 12 vignettes as expected", "0.1.0")
    assert plan.drafts == plan.missing == ()


def test_the_measures_show_what_the_doses_rest_on():
    surface = sample_plan(formula=BsaFormula.DU_BOIS).measures[2]
    assert surface.how == "Du Bois, 165\u00a0cm, 70\u00a0kg"
    labels = [measure.label for measure in sample_plan().measures]
    assert labels == ["height", "weight", "body surface area", "creatinine clearance"]


def test_every_reference_is_listed_once_in_the_order_of_the_pages():
    plan = sample_plan("LAP_CAPE")
    ids = [reference.id for reference in plan.references]
    assert ids == [
        "test-guideline",
        "test-trial",
        "eu-test-label",
        "mosteller-1987",
        "cockcroft-1976",
    ]


def test_the_first_protocol_is_taken_unless_another_is_named():
    weekly = replace(EVERY_3_WEEKS, id="H-PAC-W")
    regimens = tuple(
        replace(each, protocols=("H-PAC-3W-Q3", "H-PAC-W")) if each.id == "T_PAC_Q3W" else each
        for each in REGIMENS
    )
    library = FakeLibrary(regimens=regimens, protocols=(*PROTOCOLS, weekly))
    for named, taken in ((None, "H-PAC-3W-Q3"), ("H-PAC-W", "H-PAC-W")):
        request = request_of("T_PAC_Q3W", protocol=named)
        plan = plan_course(library, EDITION, assessment_of(), RECORD, request)
        assert plan.protocol.id == taken


def test_another_identity_can_be_printed():
    someone = Identity(name="B", identifier="2", allergies=())
    plan = sample_plan(identity=someone)
    assert plan.identity is someone
    assert not any("identifiers" in note for note in plan.notes)


@pytest.mark.parametrize(
    ("status", "code"),
    [(OptionStatus.EXCLUDED, "excluded"), (OptionStatus.NOT_APPLICABLE, "not-applicable")],
)
def test_an_option_that_is_closed_to_the_patient_is_never_planned(status, code):
    problems = refusal(assessment=assessment_of(LAP_CAPE=status))
    assert codes(problems) == [code]
    assert "LAP_CAPE" in problems[0].message
    assert problems[0].hint


def test_an_exclusion_is_told_with_the_facts_that_decided_it():
    record = with_facts(lvef_pct=Decimal(42))
    (problem,) = refusal("T_PAC_Q3W", record, assessment=assess(EDITION, record))
    assert "Not started below an ejection fraction of 50" in problem.hint
    assert "42" in problem.hint


@pytest.mark.parametrize("status", [Status.NEEDS_FACTS, Status.ACTION, Status.OUT_OF_SCOPE])
def test_a_step_without_options_gives_no_plan_but_says_what_comes_next(status):
    elsewhere = replace(assessment_of(), status=status, message="Answer this first.")
    (problem,) = refusal(assessment=elsewhere)
    assert (problem.code, problem.hint) == ("no-options", "Answer this first.")


def test_an_assessment_of_another_edition_is_not_used():
    other = replace(assessment_of(), edition="2026")
    assert codes(refusal(assessment=other)) == ["other-edition"]


def test_a_regimen_that_is_no_option_is_refused_with_those_that_are():
    (problem,) = refusal("TDXD", assessment=assessment_of(TRIAL=OptionStatus.EXCLUDED))
    assert problem.code == "not-an-option"
    assert "LAP_CAPE" in problem.hint
    assert "TRIAL" not in problem.hint


def test_a_step_whose_options_are_all_closed_offers_none():
    closed = {each.regimen: OptionStatus.EXCLUDED for each in OPTIONS_STEP.options}
    (problem,) = refusal("TDXD", assessment=assessment_of(**closed))
    assert problem.hint == "Options here: none."


def test_a_regimen_without_a_dosed_protocol_is_refused():
    assert codes(refusal("TRIAL")) == ["no-dosed-protocol"]


def test_a_protocol_of_another_regimen_is_refused_with_its_own():
    (problem,) = refusal("LAP_CAPE", protocol="H-PAC-3W-Q3")
    assert problem.code == "foreign-protocol"
    assert "LAP-CAPE" in problem.hint


@pytest.mark.parametrize(
    ("days", "refused"), [(365, False), (366, True), (-365, False), (-366, True)]
)
def test_a_start_more_than_a_year_away_is_refused(days, refused):
    start = MADE_ON + timedelta(days=days)
    # a weight that is measured on the day of the start never makes it stale
    record = replace(RECORD, facts={**FACTS, "weight": Fact("weight", Decimal(70), start)})
    if refused:
        assert codes(refusal(record=record, start=start)) == ["start-too-far"]
    else:
        assert sample_plan("LAP_CAPE", record, start=start).start == start


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"weight": Decimal(7000)}, "implausible-weight"),
        ({"height": Decimal("1.65")}, "implausible-height"),
        ({"creat": Decimal(80)}, "implausible-creat"),
        ({"age": 150}, "implausible-age"),
        ({"bsa": Decimal("3.6")}, "implausible-bsa"),
        ({"bsa": Decimal("2.4")}, "surface-conflict"),
        ({"height": Decimal(165), "weight": Decimal(170)}, "implausible-mass-index"),
    ],
)
def test_a_measure_that_cannot_be_right_gives_no_plan(facts, code):
    assert code in codes(refusal(record=with_facts(**facts)))


def test_every_trouble_is_told_together():
    record = with_facts(weight=Decimal(7000))
    problems = refusal("TDXD", record, start=date(2036, 1, 1))
    assert codes(problems) == ["not-an-option", "start-too-far", "implausible-weight"]


def test_a_refusal_is_input_refused_and_reads_as_sentences():
    with pytest.raises(InputRefused, match=r"looks like µmol/L: 0\.9"):
        sample_plan("LAP_CAPE", with_facts(creat=Decimal(80)))


def test_a_dose_above_the_label_gives_no_plan_and_is_told_once():
    double = replace(
        LAPATINIB_CAPECITABINE,
        components=tuple(
            replace(part, dose=Decimal(2500)) if part.drug == "capecitabine" else part
            for part in (
                *LAPATINIB_CAPECITABINE.components,
                LAPATINIB_CAPECITABINE.components[1],
            )
        ),
    )
    library = FakeLibrary(protocols=(double, EVERY_3_WEEKS))
    assert codes(refusal(library=library)) == ["above-ceiling"]


def test_an_option_that_waits_for_a_fact_gives_a_draft_that_names_it():
    waiting = assessment_of(LAP_CAPE=OptionStatus.NEEDS_FACT)
    plan = sample_plan(assessment=waiting)
    assert plan.missing == ("lvef_pct",)
    assert plan.drafts == ("Not known: LVEF.",)


def test_a_missing_weight_leaves_its_doses_out_and_makes_a_draft():
    plan = draft_plan("LAP_CAPE")
    assert plan.missing == ("lvef_pct", "weight")
    assert [dose.drug_id for dose in plan.doses] == ["lapatinib"]
    assert "Not known: Weight." in plan.drafts
    given = {each.dose.drug_id for cycle in plan.cycles for each in cycle.administrations}
    assert given == {"lapatinib"}


def test_a_missing_fact_without_a_label_is_named_by_its_id():
    elements = {key: each for key, each in EDITION.elements.items() if key != "height"}
    record = without_facts("height")
    plan = plan_course(
        FakeLibrary(),
        replace(EDITION, elements=elements),
        assessment_of(record),
        record,
        request_of(),
    )
    assert plan.drafts == ("Not known: height.",)


@pytest.mark.parametrize(
    ("days", "stale"),
    [(30, False), (31, True)],  # a weight may be 30 days old
)
def test_a_fact_that_is_too_old_at_the_start_makes_a_draft(days, stale):
    taken_on = START - timedelta(days=days)
    record = replace(RECORD, facts={**FACTS, "weight": Fact("weight", Decimal(70), taken_on)})
    plan = sample_plan("T_PAC_Q3W", record)
    expected = f"Weight is of {taken_on}: older than 30 days at the start."
    assert (expected in plan.drafts) is stale


def test_an_old_ejection_fraction_makes_a_draft_though_no_dose_counts_by_it():
    old = Fact("lvef_pct", Decimal(62), START - timedelta(days=91))
    plan = sample_plan("LAP_CAPE", replace(RECORD, facts={**FACTS, "lvef_pct": old}))
    assert len(plan.drafts) == 1
    assert plan.drafts[0].startswith("LVEF is of ")


def test_the_day_of_a_fact_may_stand_beside_it():
    undated = {**FACTS, **facts_of(None, lvef_pct=Decimal(62), lvef_date=date(2026, 1, 2))}
    plan = sample_plan("LAP_CAPE", replace(RECORD, facts=undated))
    assert plan.drafts == ("LVEF is of 2026-01-02: older than 90 days at the start.",)


def test_a_fact_without_a_day_is_noted_and_no_draft():
    undated = {**FACTS, **facts_of(None, lvef_pct=Decimal(62))}
    plan = sample_plan("LAP_CAPE", replace(RECORD, facts=undated))
    assert plan.drafts == ()
    assert plan.notes[0] == (
        "LVEF: no day recorded. It must not be older than 90 days at the start."
    )


def test_a_test_that_was_not_done_is_not_called_old():
    plan = sample_plan("LAP_CAPE", with_facts(lvef_pct=NOT_DONE))
    assert plan.drafts == ()


def test_an_old_creatinine_matters_only_where_a_dose_counts_by_it():
    old = Fact("creat", Decimal("0.8"), START - timedelta(days=15))
    record = replace(RECORD, facts={**FACTS, "creat": old})
    assert sample_plan("T_PAC_Q3W", record).drafts == ()
    carboplatin = Protocol(
        "CARB",
        "T_PAC_Q3W",
        Text("Carboplatin"),
        21,
        (Component("paclitaxel", Phase.MAINTENANCE, Decimal(5), DoseUnit.AUC, (1,)),),
    )
    regimens = tuple(
        replace(each, protocols=("CARB",)) if each.id == "T_PAC_Q3W" else each for each in REGIMENS
    )
    drugs = tuple(replace(drug, ceilings=()) for drug in DRUGS)
    library = FakeLibrary(drugs=drugs, regimens=regimens, protocols=(carboplatin,))
    plan = plan_course(library, EDITION, assessment_of(record), record, request_of("T_PAC_Q3W"))
    assert [draft.split(" ")[0] for draft in plan.drafts] == ["Creatinine"]


def test_what_a_derived_fact_was_worked_out_from_may_be_too_old():
    kidney = Check("kidney", Text("Creatinine clearance"), element="crcl")
    drugs = tuple(replace(drug, checks=(kidney,)) for drug in DRUGS)
    old = Fact("creat", Decimal("0.8"), START - timedelta(days=15))
    derived = Fact("crcl", Decimal(88), START, derived_from=("age", "creat"))
    record = replace(RECORD, facts={**FACTS, "creat": old})
    assessment = assessment_of(record)
    assessment = replace(assessment, facts={**assessment.facts, "crcl": derived})
    plan = plan_course(FakeLibrary(drugs=drugs), EDITION, assessment, record, request_of())
    assert [draft.split(" ")[0] for draft in plan.drafts] == ["Creatinine"]


@pytest.mark.parametrize(("made_on", "due"), [(date(2027, 5, 31), False), (date(2027, 6, 1), True)])
def test_an_edition_past_its_review_makes_a_draft(made_on, due):
    facts = {key: replace(fact, taken_on=made_on) for key, fact in FACTS.items()}
    record = replace(RECORD, facts=facts)
    plan = sample_plan("LAP_CAPE", record, made_on=made_on, start=made_on)
    assert any("reviewed by 2027-05-31" in draft for draft in plan.drafts) is due


def test_an_edition_without_a_day_of_review_is_never_past_it():
    plan = plan_course(
        FakeLibrary(),
        replace(EDITION, review_by=None),
        assessment_of(),
        RECORD,
        request_of(),
    )
    assert plan.drafts == ()


def test_a_number_that_nobody_has_compared_with_its_source_is_noted_not_drafted():
    plan = sample_plan("T_PAC_Q3W")
    assert plan.drafts == ()
    assert "The dose of paclitaxel has not been compared with its source yet." in plan.notes
    assert not any("of trastuzumab has not" in note for note in plan.notes)


@pytest.mark.parametrize(
    ("lines", "noted"),
    [
        ((Line("T_PAC_Q3W", Setting.METASTATIC),), True),
        ((Line("Trastuzumab + vinorelbine", Setting.METASTATIC),), True),
        ((Line("LAP_CAPE", Setting.METASTATIC),), False),
        ((Line("vinorelbine", Setting.METASTATIC),), False),
        ((), False),
        (None, False),
    ],
)
def test_a_loading_dose_of_a_drug_given_before_is_to_be_checked(lines, noted):
    plan = sample_plan("T_PAC_Q3W", replace(RECORD, lines=lines))
    assert any("loading dose is needed again" in note for note in plan.notes) is noted


def test_what_is_not_recorded_of_the_person_is_noted():
    plan = sample_plan("LAP_CAPE", replace(RECORD, identity=Identity(name="A")))
    assert "Two identifiers are not recorded: write them on every page." in plan.notes
    assert "Allergies are not recorded: ask before the first dose." in plan.notes


def test_advice_that_reads_alike_is_kept_once():
    same = Advice("call_when", Text("Call for fever."), sources=(Source("test-trial"),))
    drugs = tuple(replace(drug, advice=(same, same)) for drug in DRUGS)
    plan = plan_course(
        FakeLibrary(drugs=drugs), EDITION, assessment_of(), RECORD, request_of("T_PAC_Q3W")
    )
    assert plan.advice == (same,)


def test_tablets_of_another_region_are_not_counted():
    drugs = tuple(
        replace(drug, products=(*drug.products, Product("tablet", Decimal(300), region="EU")))
        if drug.id == CAPECITABINE.id
        else drug
        for drug in DRUGS
    )
    for region, tablets in (("EU", 4), ("US", 5)):  # 3 × 500 + 300, 3 × 500 + 2 × 150
        record = replace(RECORD, site=facts_of(region=region))
        plan = plan_course(
            FakeLibrary(drugs=drugs), EDITION, assessment_of(record), record, request_of()
        )
        assert sum(each.count for each in plan.doses[1].tablets) == tablets


def test_an_unknown_region_takes_the_tablets_sold_everywhere():
    assert sample_plan("LAP_CAPE", replace(RECORD, site={})).doses[1].final_mg == 1800
    odd = replace(RECORD, site=facts_of(region=NOT_DONE))
    assert sample_plan("LAP_CAPE", odd).doses[1].final_mg == 1800


STEP_OF_CHOICE = replace(
    OPTIONS_STEP, options=(Option("T_OTHER", Tier.OTHER, Basis.STATED_CLASS, evidence=()),)
)
EDITION_OF_CHOICE = replace(EDITION, steps={**EDITION.steps, "Q_3L": STEP_OF_CHOICE})


def plan_of_choice(regimen, record=RECORD, **changes):
    return plan_course(
        FakeLibrary(),
        EDITION_OF_CHOICE,
        assess(EDITION_OF_CHOICE, record),
        record,
        request_of(regimen, **changes),
    )


def test_an_option_that_stands_for_several_asks_to_name_one_that_is_open():
    with pytest.raises(PlanRefused) as refused:
        plan_of_choice("T_OTHER", with_facts(lvef_pct=Decimal(42)))
    (problem,) = refused.value.problems
    assert problem.code == "regimen-to-name"
    assert "LAP_CAPE" in problem.hint
    assert "T_PAC_Q3W" not in problem.hint


@pytest.mark.parametrize("asked", [("T_PAC_Q3W", None), ("T_OTHER", "H-PAC-3W-Q3")])
def test_a_named_regimen_is_planned_for_the_option_that_stands_for_it(asked):
    regimen, protocol = asked
    plan = plan_of_choice(regimen, protocol=protocol)
    assert plan.regimen.id == "T_PAC_Q3W"
    assert plan.option.regimen == "T_OTHER"
    assert plan.option.status is OptionStatus.RECOMMENDED
    assert plan.alternatives == ()


def test_the_safeguards_of_the_named_regimen_close_it():
    with pytest.raises(PlanRefused) as refused:
        plan_of_choice("T_PAC_Q3W", with_facts(lvef_pct=Decimal(42)))
    assert codes(refused.value.problems) == ["excluded"]


def test_the_safeguards_of_the_named_regimen_can_wait_for_a_fact():
    plan = plan_of_choice("T_PAC_Q3W", without_facts("lvef_pct"))
    assert plan.option.status is OptionStatus.NEEDS_FACT
    assert plan.missing == ("lvef_pct",)
    assert len(plan.option.reasons) == 2


def test_the_same_request_gives_the_same_plan():
    assert sample_plan("LAP_CAPE") == sample_plan("LAP_CAPE")


def test_a_record_without_anything_still_gives_a_draft():
    plan = sample_plan("T_PAC_Q3W", PatientRecord())
    assert plan.doses == ()
    assert plan.missing == ("weight", "height")
    assert [measure.label for measure in plan.measures] == []


def test_a_reference_that_the_library_lacks_is_a_defect_not_a_plan():
    library = FakeLibrary(references=REFERENCES[:1])
    with pytest.raises(KeyError):
        plan_course(library, EDITION, assessment_of(), RECORD, request_of())
