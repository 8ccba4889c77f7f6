"""What is worked out from what was entered, and what happens when both are told."""

from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.facts import NOT_DONE, TumourSample
from navigator.engine.derive import derive
from tests.engine.editions import (
    by_id,
    choice,
    derived,
    edition,
    end,
    fact,
    integer,
    line,
    number,
    progressed,
    record,
    yes_no,
)

PREGNANCY = ("not_pregnant", "pregnant", "not_applicable")


def of_choices(*values):
    return lambda name, **more: choice(name, *values, **more)


def in_unit(unit, low=0, high=1000):
    return lambda name, **more: number(name, low, high, unit=unit, **more)


ELEMENTS = by_id(
    integer("age", 18, 110, unit="years"),
    choice("sex", "female", "male"),
    number("weight", 25, 250, unit="kg", not_done=True),
    number("height", 120, 220, unit="cm"),
    number("creat", 0, 20, unit="mg/dL"),
    derived("bsa", in_unit("m²", Decimal("0.8"), 4), "bsa"),
    derived("crcl", in_unit("mL/min", 0, 200), "crcl"),
    derived("pregnancy", of_choices(*PREGNANCY), "not_applicable_for_men"),
    derived("menopause", of_choices("pre", "post", "na_male"), "not_applicable_for_men"),
    derived("nursing", of_choices("yes", "no"), "not_applicable_for_men"),
    derived("prior_x", yes_no, "prior_drug", ("x",)),
    derived("mystery", yes_no, "no-such-rule"),
)
EDITION = edition(end("only"), elements=ELEMENTS)
WOMAN = {
    "age": 60,
    "sex": "female",
    "weight": Decimal(70),
    "height": Decimal(165),
    "creat": Decimal(1),
}


def facts_of(**values):
    facts, _ = derive(record(**values), EDITION)
    return facts


def told_sum(entered, *doses):
    """The conflicts of an entered sum of anthracyclines with those of the lines."""
    given = doses or (Decimal("25.25"), Decimal("25.25"))
    lines = tuple(line("doxorubicin", anthracycline_mg_m2=dose) for dose in given)
    summed = derived("given", in_unit("mg/m²"), "anthracycline_sum", ("doxorubicin",))
    here = edition(end("only"), elements=by_id(summed))
    return derive(record(lines, given=Decimal(entered)), here)[1]


def conflicts_of(**values):
    _, conflicts = derive(record(**values), EDITION)
    return conflicts


def test_body_surface_area_is_worked_out_from_height_and_weight():
    # Mosteller: 160 cm, 90 kg: square root of 160 x 90 / 3600 = square root of 4 = 2.
    bsa = facts_of(height=Decimal(160), weight=Decimal(90))["bsa"]
    assert bsa.value == 2
    assert bsa.derived_from == ("height", "weight")
    assert "160 cm" in bsa.how
    assert "90 kg" in bsa.how


def test_creatinine_clearance_is_worked_out_for_women_and_men():
    # Cockcroft-Gault: (140 - 60) x 72 / (72 x 1) = 80 for a man, x 0.85 = 68 for a woman.
    told = {**WOMAN, "weight": Decimal(72)}
    assert facts_of(**told)["crcl"].value == 68
    assert facts_of(**{**told, "sex": "male"})["crcl"].value == 80


@pytest.mark.parametrize("missing", ["age", "sex", "weight", "creat"])
def test_nothing_is_worked_out_where_a_part_is_missing(missing):
    told = {name: value for name, value in WOMAN.items() if name != missing}
    assert "crcl" not in facts_of(**told)


def test_what_was_not_done_is_no_number():
    assert "bsa" not in facts_of(height=Decimal(160), weight=NOT_DONE)


def test_an_age_outside_the_formula_gives_no_clearance():
    assert "crcl" not in facts_of(**{**WOMAN, "age": 93})


def test_another_unit_than_the_formula_reads_gives_nothing():
    elements = {**ELEMENTS, "creat": number("creat", 0, 2000, unit="µmol/L")}
    facts, _ = derive(record(**WOMAN), edition(end("only"), elements=elements))
    assert "crcl" not in facts


def test_a_result_that_nobody_could_enter_is_not_derived():
    # 220 cm and 250 kg: square root of 15.3 = 3.9; a limit of 3 refuses it.
    elements = {**ELEMENTS, "bsa": derived("bsa", in_unit("m²", 1, 3), "bsa")}
    told = record(height=Decimal(220), weight=Decimal(250))
    facts, _ = derive(told, edition(end("only"), elements=elements))
    assert "bsa" not in facts
    free = {**ELEMENTS, "bsa": derived("bsa", in_unit("m²"), "bsa")}
    facts, _ = derive(told, edition(end("only"), elements=free))
    assert "bsa" in facts


def test_a_derived_value_is_as_old_as_its_oldest_part():
    told = record(height=Decimal(160), weight=Decimal(90))
    assert derive(told, EDITION)[0]["bsa"].taken_on is None
    told.facts["height"] = fact("height", Decimal(160), date(2020, 1, 1))
    told.facts["weight"] = fact("weight", Decimal(90), date(2026, 1, 1))
    assert derive(told, EDITION)[0]["bsa"].taken_on == date(2020, 1, 1)


def test_questions_about_women_do_not_apply_to_a_man():
    facts = facts_of(sex="male")
    assert facts["pregnancy"].value == "not_applicable"
    assert facts["menopause"].value == "na_male"
    assert "nursing" not in facts
    assert "pregnancy" not in facts_of(sex="female")
    assert "pregnancy" not in facts_of()


def test_a_rule_that_does_not_exist_derives_nothing():
    assert "mystery" not in facts_of(**WOMAN)


def test_settings_of_the_site_are_facts_and_the_patient_goes_before_them():
    facts, _ = derive(record(site={"prior_x": True, "sex": "male"}, sex="female"), EDITION)
    assert (facts["prior_x"].value, facts["sex"].value) == (True, "female")


@pytest.mark.parametrize("entered", [Decimal("1.79"), Decimal("1.8"), Decimal("1.791")])
def test_an_entered_number_that_is_the_derived_one_rounded_is_no_conflict(entered):
    # 165 cm, 70 kg: square root of 165 x 70 / 3600 = 1.7912.
    assert conflicts_of(**WOMAN, bsa=entered) == ()
    assert facts_of(**WOMAN, bsa=entered)["bsa"].value == entered


@pytest.mark.parametrize("entered", [Decimal("1.78"), Decimal("1.9"), Decimal(2), Decimal("1.792")])
def test_an_entered_number_that_differs_is_used_and_the_conflict_told(entered):
    (conflict,) = conflicts_of(**WOMAN, bsa=entered)
    assert (conflict.element, conflict.entered.value) == ("bsa", entered)
    assert conflict.derived.how
    assert facts_of(**WOMAN, bsa=entered)["bsa"].value == entered


def test_a_whole_number_may_stand_for_a_derived_one_that_is_close():
    # Clearance of the woman with 70 kg: 80 x 70 / 72 x 0.85 = 66.1.
    assert conflicts_of(**WOMAN, crcl=66) == ()
    assert len(conflicts_of(**WOMAN, crcl=65)) == 1
    # With 70.46 kg it is 66.546: 67 is that number rounded, 66 is not.
    heavier = {**WOMAN, "weight": Decimal("70.46")}
    assert conflicts_of(**heavier, crcl=67) == ()
    assert len(conflicts_of(**heavier, crcl=66)) == 1


def test_answers_that_differ_are_conflicts_whatever_their_kind():
    told = record(lines=(), prior_x=True, sex="male", pregnancy="pregnant")
    _, conflicts = derive(told, EDITION)
    assert [conflict.element for conflict in conflicts] == ["pregnancy", "prior_x"]
    agreeing = record(lines=(), prior_x=False, sex="male", pregnancy="not_applicable")
    assert derive(agreeing, EDITION)[1] == ()


def test_not_done_differs_from_a_value_that_can_be_worked_out():
    (conflict,) = conflicts_of(**WOMAN, bsa=NOT_DONE)
    assert conflict.entered.value is NOT_DONE


@pytest.mark.parametrize("told", ["NaN", "sNaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("element", ["weight", "height", "creat", "bsa", "crcl"])
def test_what_is_no_number_counts_as_unknown(element, told):
    values = {**WOMAN, element: Decimal(told)}
    facts, conflicts = derive(record(**values), EDITION)
    without, _ = derive(record(**{**WOMAN, element: NOT_DONE}), EDITION)
    assert conflicts == ()
    assert {name for name, fact in facts.items() if fact.value == NOT_DONE} == set()
    # what rests on it is not there either; what can be worked out without it is
    assert set(facts) - {element} == set(without) - {element}
    assert all(not isinstance(f.value, Decimal) or f.value.is_finite() for f in facts.values())


def test_a_sample_s_ratio_that_is_no_number_was_not_told():
    her2 = derived("her2_final", of_choices("positive", "negative", "pending_ish"), "her2_status")
    here = edition(end("only"), elements=by_id(her2))
    sample = TumourSample(ihc="3+", ratio=Decimal("NaN"), copies=Decimal("sNaN"))
    facts, _ = derive(record(samples=(sample,)), here)
    assert facts["her2_final"].value == "positive"


def test_a_number_that_is_half_a_digit_off_is_still_the_derived_one_rounded():
    # Lines say two lines of 25.25 and 25.25 mg/m²: 50.5, which is 51 or 50 to whole numbers.
    assert told_sum(51) == told_sum(50) == ()
    assert len(told_sum(52)) == 1


def test_a_rounded_number_may_be_one_in_fifty_off_and_no_more():
    # Half of 23.5 + 1 is off by 0.5, 2.13 %: one in fifty would be 0.47.
    assert len(told_sum(24, Decimal("23.5"))) == 1
    assert told_sum(26, Decimal("25.5")) == ()


def test_nothing_entered_and_nothing_derived_agree():
    assert told_sum(0, Decimal(0)) == ()


def test_a_yes_is_never_the_number_one():
    lines = (progressed("trastuzumab"),)
    elements = by_id(derived("n_pd", integer, "progressions_on", ("trastuzumab_iv",)))
    _, (conflict,) = derive(record(lines, n_pd=True), edition(end("only"), elements=elements))
    assert (conflict.entered.value, conflict.derived.value) == (True, 1)
