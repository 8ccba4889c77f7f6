"""A dose from its rule, the drug and the patient, with its arithmetic."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.library import (
    Ceiling,
    Component,
    DoseUnit,
    Phase,
    Product,
    Rounding,
    RoundingKind,
)
from navigator.dosing.body import BsaFormula
from navigator.dosing.dose import NoDose, tablet_strengths, work_out_dose
from navigator.dosing.measures import take_measures
from tests.plans import (
    CAPECITABINE,
    DOWN_MG,
    FACTS,
    LAPATINIB,
    NEAREST_MG,
    PACLITAXEL,
    TRASTUZUMAB,
    facts_of,
)

DOCETAXEL = replace(PACLITAXEL, id="docetaxel", name="docetaxel", ceilings=())
CARBOPLATIN = replace(DOCETAXEL, id="carboplatin", name="carboplatin")
EMTANSINE = replace(
    TRASTUZUMAB,
    id="t_dm1",
    name="trastuzumab emtansine",
    kind="adc",
    rounding=DOWN_MG,
    ceilings=(Ceiling(Decimal("3.6"), DoseUnit.MG_PER_KG),),
)
PERTUZUMAB = replace(
    TRASTUZUMAB,
    id="pertuzumab",
    name="pertuzumab",
    rounding=Rounding(RoundingKind.NONE),
    ceilings=(),
)
HEIGHTS = st.decimals(140, 200, places=0)
WEIGHTS = st.decimals(45, 110, places=1)


def rule(amount, per, drug=DOCETAXEL, **more):
    return Component(drug.id, Phase.MAINTENANCE, Decimal(amount), per, (1,), **more)


def measures_of(formula=BsaFormula.MOSTELLER, without=(), **changes):
    facts = {key: fact for key, fact in FACTS.items() if key not in without}
    return take_measures({**facts, **facts_of(**changes)}, formula)


def dose_of(drug, amount, per, times_a_day=1, **changes):
    part = rule(amount, per, drug, times_a_day=times_a_day)
    return work_out_dose(part, drug, measures_of(**changes))


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("amount", "weight", "mg"),
    [
        ("8", "70", "560"),  # 8 × 70
        ("6", "70", "420"),  # 6 × 70
        ("4", "62.5", "250"),  # 4 × 62.5
        ("2", "70.5", "141"),  # 2 × 70.5
        ("6", "70.1", "421"),  # 420.6
        ("6", "70.25", "422"),  # 421.5, half up
    ],
)
def test_trastuzumab_by_weight(amount, weight, mg):
    dose = dose_of(TRASTUZUMAB, amount, DoseUnit.MG_PER_KG, weight=Decimal(weight))
    assert dose.final_mg == Decimal(mg)


def test_a_dose_by_surface_with_its_whole_arithmetic():
    dose = dose_of(DOCETAXEL, 75, DoseUnit.MG_PER_M2)
    # sqrt(165 × 70 / 3600) = 1.791182; × 75 = 134.3387; 134 is 0.3387 / 134.3387 = 0.25 % below
    assert dose.final_mg == 134
    assert round(dose.calculated_mg, 4) == Decimal("134.3387")
    assert plain(dose.arithmetic) == (
        "docetaxel 75 mg/m² × 1.79 m² (Mosteller, 165 cm, 70 kg, 2026-11-20)"
        " = 134.3 mg → 134 mg (nearest 1 mg, -0.3 %)"
    )
    assert [step.label for step in dose.steps] == [
        "body surface area",
        "calculated dose",
        "rounded",
    ]
    surface, calculated, rounded = dose.steps
    assert plain(surface.expression) == "square root of (165 cm × 70 kg / 3600)"
    assert calculated.result == dose.calculated_mg
    assert (rounded.result, rounded.unit) == (134, "mg")


def test_no_surface_is_capped():
    # 200 cm and 180 kg: sqrt(200 × 180 / 3600) = sqrt(10) = 3.162278; × 75 = 237.17
    dose = dose_of(DOCETAXEL, 75, DoseUnit.MG_PER_M2, height=Decimal(200), weight=Decimal(180))
    assert dose.final_mg == 237


def test_an_exact_half_goes_up_though_its_surface_is_an_endless_fraction():
    # sqrt(176 × 68.75) = 110; 75 × 110 / 60 = 137.5 exactly
    dose = dose_of(DOCETAXEL, 75, DoseUnit.MG_PER_M2, height=Decimal(176), weight=Decimal("68.75"))
    assert dose.calculated_mg == Decimal("137.5")
    assert dose.final_mg == 138


def test_a_fixed_dose_needs_no_measure():
    part = rule(840, DoseUnit.MG, PERTUZUMAB)
    dose = work_out_dose(part, PERTUZUMAB, take_measures({}, BsaFormula.MOSTELLER))
    assert dose.final_mg == 840
    assert plain(dose.arithmetic) == "pertuzumab 840 mg → 840 mg (fixed dose)"


def test_a_fixed_dose_in_tablets():
    dose = dose_of(LAPATINIB, 1250, DoseUnit.MG)
    assert plain(dose.arithmetic) == "lapatinib 1250 mg → 1250 mg (5 × 250 mg)"
    assert dose.daily_mg == 1250


def test_a_fixed_dose_that_tablets_only_come_near_shows_how_near():
    # 1200 mg: 5 × 250 = 1250 is 4.2 % above, 4 × 250 = 1000 is 16.7 % below
    dose = dose_of(LAPATINIB, 1200, DoseUnit.MG)
    assert plain(dose.arithmetic) == "lapatinib 1200 mg → 1250 mg (5 × 250 mg, +4.2 %)"


def test_capecitabine_in_whole_tablets_twice_a_day():
    dose = dose_of(CAPECITABINE, 1000, DoseUnit.MG_PER_M2, times_a_day=2)
    # 1.791182 × 1000 = 1791.18; 3 × 500 + 2 × 150 = 1800, 8.82 / 1791.18 = 0.49 % above
    assert dose.final_mg == 1800
    assert dose.daily_mg == 3600
    assert plain(dose.arithmetic).endswith(
        "= 1791.2 mg → 1800 mg (3 × 500 mg + 2 × 150 mg, +0.5 %)"
    )


def test_carboplatin_by_calvert():
    # clearance 87.8038 (see the measures); 6 × (87.8038 + 25) = 676.82
    dose = dose_of(CARBOPLATIN, 6, DoseUnit.AUC)
    assert dose.final_mg == 677
    assert plain(dose.arithmetic) == (
        "carboplatin AUC 6 × (87.8 mL/min + 25)"
        " (Cockcroft-Gault, 55 years, female, 70 kg, 0.8 mg/dL, 2026-11-20)"
        " = 676.8 mg → 677 mg (nearest 1 mg, 0 %)"
    )
    assert [step.label for step in dose.steps] == [
        "creatinine clearance",
        "calculated dose",
        "rounded",
    ]


def test_a_capped_clearance_is_a_step_of_its_own_and_stands_in_the_line():
    # 5950 / (72 × 0.5) × 0.85 = 140.486; 6 × (125 + 25) = 900
    dose = dose_of(CARBOPLATIN, 6, DoseUnit.AUC, creat=Decimal("0.5"))
    assert dose.final_mg == 900
    assert "140.5 mL/min capped at 125 mL/min)" in plain(dose.arithmetic)
    _, cap, _, _ = dose.steps
    assert (cap.label, cap.result) == ("clearance capped", 125)


def test_a_clearance_of_exactly_125_is_not_called_capped():
    dose = dose_of(CARBOPLATIN, 6, DoseUnit.AUC, crcl=Decimal(125))
    assert "capped" not in dose.arithmetic
    assert len(dose.steps) == 3


def test_an_entered_surface_has_no_formula_step():
    dose = dose_of(DOCETAXEL, 100, DoseUnit.MG_PER_M2, bsa=Decimal("1.8"))
    assert dose.final_mg == 180
    assert [step.label for step in dose.steps] == ["calculated dose", "rounded"]
    assert "(entered; Mosteller" in dose.arithmetic


def test_a_measure_without_a_day_prints_none():
    facts = {**FACTS, **facts_of(None, weight=Decimal(70))}
    measures = take_measures(facts, BsaFormula.MOSTELLER)
    dose = work_out_dose(rule(8, DoseUnit.MG_PER_KG, TRASTUZUMAB), TRASTUZUMAB, measures)
    assert plain(dose.arithmetic) == (
        "trastuzumab 8 mg/kg × 70 kg = 560 mg → 560 mg (nearest 1 mg, 0 %)"
    )


def test_the_calculated_dose_is_shown_with_the_decimals_that_round_alike():
    # 175 × 1.791182 = 313.4569: as 313.5 mg it would seem to go to 314 mg
    dose = dose_of(PACLITAXEL, 175, DoseUnit.MG_PER_M2)
    assert "= 313.46 mg → 313 mg" in plain(dose.arithmetic)


def test_a_conjugate_just_below_a_milligram_shows_why_it_goes_down():
    # 3.6 × 70.27 = 252.972
    dose = dose_of(EMTANSINE, "3.6", DoseUnit.MG_PER_KG, weight=Decimal("70.27"))
    assert dose.final_mg == 252
    assert "= 252.97 mg → 252 mg (down to 1 mg, -0.4 %)" in plain(dose.arithmetic)


@pytest.mark.parametrize(
    ("drug", "amount", "per"),
    [
        (EMTANSINE, "6", DoseUnit.MG_PER_KG),  # the dose of trastuzumab under the wrong name
        (EMTANSINE, "3.61", DoseUnit.MG_PER_KG),
        (TRASTUZUMAB, "8.1", DoseUnit.MG_PER_KG),
        (CAPECITABINE, "2500", DoseUnit.MG_PER_M2),  # the daily dose given at once
        (LAPATINIB, "1750", DoseUnit.MG),
    ],
)
def test_a_dose_above_the_label_is_stopped_hard(drug, amount, per):
    refused = dose_of(drug, amount, per)
    assert isinstance(refused, NoDose)
    (problem,) = refused.problems
    assert problem.code == "above-ceiling"
    assert drug.name in problem.message
    assert problem.place.file == f"drugs.{drug.id}"


def test_a_stop_shows_the_two_amounts_apart():
    # 3.601 × 70 = 252.07 against 252 mg
    (problem,) = dose_of(EMTANSINE, "3.601", DoseUnit.MG_PER_KG).problems
    assert "= 252.1 mg is above the highest dose of 3.6 mg/kg (252 mg)" in plain(problem.message)
    # 3.6001 × 70 = 252.007
    (problem,) = dose_of(EMTANSINE, "3.6001", DoseUnit.MG_PER_KG).problems
    assert "= 252.01 mg is above" in plain(problem.message)


def test_the_lowest_of_several_ceilings_stops():
    twice = (Ceiling(Decimal(8), DoseUnit.MG_PER_KG), Ceiling(Decimal(500), DoseUnit.MG))
    refused = dose_of(replace(TRASTUZUMAB, ceilings=twice), 8, DoseUnit.MG_PER_KG)
    assert "500\u00a0mg" in refused.problems[0].message


@pytest.mark.parametrize(("amount", "stopped"), [("6", False), ("6.01", True), ("8", True)])
def test_a_maintenance_dose_does_not_pass_for_a_loading_dose(amount, stopped):
    """Herceptin, EU label 4.2: 8 mg/kg loads, 6 mg/kg maintains."""
    drug = replace(
        TRASTUZUMAB,
        ceilings=(
            Ceiling(Decimal(8), DoseUnit.MG_PER_KG),
            Ceiling(Decimal(6), DoseUnit.MG_PER_KG, phase=Phase.MAINTENANCE),
        ),
    )
    part = rule(amount, DoseUnit.MG_PER_KG, drug)
    assert isinstance(work_out_dose(part, drug, measures_of()), NoDose) is stopped
    loading = replace(part, phase=Phase.LOADING)
    assert not isinstance(work_out_dose(loading, drug, measures_of()), NoDose)


def test_rounding_may_pass_the_highest_maintenance_dose_but_never_the_highest_of_all():
    # 6 × 69.1 = 414.6 mg goes to 415 mg; 8 × 70.1 = 560.8 mg goes to 560 mg, not 561
    drug = replace(
        TRASTUZUMAB,
        ceilings=(
            Ceiling(Decimal(8), DoseUnit.MG_PER_KG),
            Ceiling(Decimal(6), DoseUnit.MG_PER_KG, phase=Phase.MAINTENANCE),
        ),
    )
    part = rule(6, DoseUnit.MG_PER_KG, drug)
    assert work_out_dose(part, drug, measures_of(weight=Decimal("69.1"))).final_mg == 415
    loading = replace(rule(8, DoseUnit.MG_PER_KG, drug), phase=Phase.LOADING)
    assert work_out_dose(loading, drug, measures_of(weight=Decimal("70.1"))).final_mg == 560


def test_a_ceiling_by_area_under_the_curve_uses_the_capped_clearance():
    capped = replace(CARBOPLATIN, ceilings=(Ceiling(Decimal(6), DoseUnit.AUC),))
    assert dose_of(capped, 6, DoseUnit.AUC, crcl=Decimal(200)).final_mg == 900
    assert isinstance(dose_of(capped, "6.1", DoseUnit.AUC, crcl=Decimal(200)), NoDose)


@pytest.mark.parametrize(
    ("drug", "per", "without", "missing"),
    [
        (TRASTUZUMAB, DoseUnit.MG_PER_KG, ("weight",), ("weight",)),
        (DOCETAXEL, DoseUnit.MG_PER_M2, ("height",), ("height",)),
        (CARBOPLATIN, DoseUnit.AUC, ("creat",), ("creat",)),
        # a ceiling per kg cannot be watched without a weight, even for a fixed dose
        (TRASTUZUMAB, DoseUnit.MG, ("weight",), ("weight",)),
        (TRASTUZUMAB, DoseUnit.MG_PER_M2, ("weight", "height"), ("weight", "height")),
    ],
)
def test_a_missing_measure_is_named_and_never_guessed(drug, per, without, missing):
    refused = work_out_dose(rule(5, per, drug), drug, measures_of(without=without))
    assert refused == NoDose(missing=missing)


def test_what_cannot_be_rounded_near_enough_is_refused_in_words():
    only_500 = replace(CAPECITABINE, products=(Product("tablet", Decimal(500)),))
    refused = dose_of(only_500, 1000, DoseUnit.MG_PER_M2)
    (problem,) = refused.problems
    assert problem.code == "cannot-be-rounded"
    assert "within 10 % of it" in plain(problem.message)


def test_a_drug_without_a_rounding_rule_has_no_dose_by_size():
    (problem,) = dose_of(PERTUZUMAB, 8, DoseUnit.MG_PER_KG).problems
    assert problem.code == "no-rounding-rule"


@pytest.mark.parametrize(
    ("region", "expected"),
    [("EU", [150, 300, 500]), ("US", [150, 500]), ("", [150, 500])],
)
def test_only_tablets_that_are_sold_there_count(region, expected):
    products = (
        Product("tablet", Decimal(150)),
        Product("tablet", Decimal(300), region="EU"),
        Product("vial", Decimal(999)),
        Product("capsule", Decimal(500)),
    )
    assert list(tablet_strengths(replace(CAPECITABINE, products=products), region)) == expected


def test_a_drug_sold_in_one_region_only_is_taken_where_the_region_is_not_known():
    products = (Product("tablet", Decimal(160), region="CN"),)
    assert tablet_strengths(replace(CAPECITABINE, products=products), "") == (160,)


@given(HEIGHTS, WEIGHTS, st.decimals("0.1", 20, places=1))
def test_a_heavier_person_never_gets_less(height, weight, more):
    for drug, amount, per in (
        (TRASTUZUMAB, 6, DoseUnit.MG_PER_KG),
        (DOCETAXEL, 75, DoseUnit.MG_PER_M2),
        (EMTANSINE, "3.6", DoseUnit.MG_PER_KG),
        (CARBOPLATIN, 5, DoseUnit.AUC),
    ):
        less = dose_of(drug, amount, per, height=height, weight=weight)
        greater = dose_of(drug, amount, per, height=height, weight=weight + more)
        assert less.final_mg <= greater.final_mg


@given(HEIGHTS, WEIGHTS, st.integers(1, 8))
def test_doses_are_linear_within_their_rounding(height, weight, times):
    once = dose_of(DOCETAXEL, 25, DoseUnit.MG_PER_M2, height=height, weight=weight)
    many = dose_of(DOCETAXEL, 25 * times, DoseUnit.MG_PER_M2, height=height, weight=weight)
    assert abs(many.calculated_mg - once.calculated_mg * times) < Decimal("1e-20")
    assert abs(many.final_mg - once.calculated_mg * times) <= Decimal("0.5")


@given(HEIGHTS, WEIGHTS)
def test_no_dose_is_above_its_ceiling_or_strays_a_tenth(height, weight):
    for drug, amount, per in (
        (TRASTUZUMAB, 8, DoseUnit.MG_PER_KG),
        (EMTANSINE, "3.6", DoseUnit.MG_PER_KG),
        (PACLITAXEL, 250, DoseUnit.MG_PER_M2),
        (CAPECITABINE, 1250, DoseUnit.MG_PER_M2),
    ):
        dose = dose_of(drug, amount, per, height=height, weight=weight)
        assert dose.final_mg <= dose.calculated_mg
        assert abs(dose.final_mg - dose.calculated_mg) * 10 <= dose.calculated_mg


@given(HEIGHTS, WEIGHTS)
def test_a_printed_dose_has_no_trailing_zero_and_keeps_number_and_unit_together(height, weight):
    for drug, per in ((TRASTUZUMAB, DoseUnit.MG_PER_KG), (CAPECITABINE, DoseUnit.MG_PER_M2)):
        amount = 6 if per is DoseUnit.MG_PER_KG else 1000
        line = dose_of(drug, amount, per, height=height, weight=weight).arithmetic
        assert not re.search(r"\d\.\d*0\b", line)
        assert not re.search(r"(?<!\d)\.\d", line)
        assert not re.search(r"\d (mg|kg|cm|m²|%)", line)


def test_a_small_dose_is_shown_with_a_decimal_more_than_its_step():
    # 1.4 × 1.791182 = 2.507655
    tenths = replace(DOCETAXEL, rounding=replace(NEAREST_MG, increment_mg=Decimal("0.1")))
    dose = dose_of(tenths, "1.4", DoseUnit.MG_PER_M2)
    assert "= 2.51 mg → 2.5 mg (nearest 0.1 mg, -0.3 %)" in plain(dose.arithmetic)


def test_the_rounding_of_a_drug_is_used_as_the_library_gives_it():
    coarse = replace(DOCETAXEL, rounding=replace(NEAREST_MG, increment_mg=Decimal(10)))
    # 134.34 to the nearest 10 is 130, 3.2 % below
    assert dose_of(coarse, 75, DoseUnit.MG_PER_M2).final_mg == 130
