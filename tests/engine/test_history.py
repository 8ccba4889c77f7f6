"""Facts counted from the lines of therapy: what may be concluded, and what stays unknown."""

from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.elements import ElementType
from navigator.domain.facts import Response, Setting, StopReason
from navigator.domain.truth import Truth
from navigator.engine.derive import derive
from navigator.engine.interval import months_between
from navigator.engine.regimens import content_of
from tests.engine.editions import (
    by_id,
    choice,
    derived,
    edition,
    element,
    end,
    integer,
    line,
    number,
    progressed,
    record,
    regimen,
    yes_no,
)

TRASTUZUMAB = ("trastuzumab_iv", "trastuzumab_sc", "phesgo")
ANTI_HER2 = (*TRASTUZUMAB, "t_dm1", "t_dxd", "lapatinib")
ADJ = ("none", "trastuzumab_based", "tdm1", "tdxd")
PHASES = ("treatment_naive_mbc", "progressing", "intolerant", "not_progressing_on_therapy")


def of_choices(*values):
    return lambda name, **more: choice(name, *values, **more)


ELEMENTS = by_id(
    derived("prior_capecitabine", yes_no, "prior_drug", ("capecitabine",)),
    derived("prior_trastuzumab_mbc", yes_no, "prior_drug", TRASTUZUMAB, "metastatic"),
    derived("n_pd", integer, "progressions_on", TRASTUZUMAB, "metastatic"),
    derived("n_her2", integer, "n_lines_her2", ANTI_HER2, "metastatic"),
    derived("tfi_months", number, "tfi", setting="early"),
    derived("adj_her2", of_choices(*ADJ), "last_adjuvant_her2", setting="early"),
    derived("mbc_phase", of_choices(*PHASES), "phase", setting="metastatic"),
    element("relapse_date", ElementType.DATE),
)
REGIMENS = (
    regimen("T_DOC", drugs=("trastuzumab_iv", "docetaxel")),
    regimen("T_CAPE", drugs=("trastuzumab_iv", "capecitabine")),
    regimen("T_VNR", drugs=("trastuzumab_iv", "vinorelbine")),
    regimen("TDM1", drugs=("t_dm1",)),
    regimen("TDXD", drugs=("t_dxd",)),
    regimen("NERATINIB", drugs=("neratinib",)),
    regimen("T_OTHER", kind="choice", resolves_to=("T_VNR", "T_CAPE")),
    regimen("ANY_CHEMO", drugs=(), kind="choice"),
    regimen("HALF_TOLD", kind="choice", resolves_to=("T_VNR", "GONE")),
    regimen("ROUND", kind="choice", resolves_to=("ROUND", "T_VNR")),
    regimen("OPEN_CHOICE", kind="choice", resolves_to=("T_VNR", "TRIAL")),
    regimen("TRIAL", drugs=(), kind="trial", dosed=False),
    regimen("BSC", drugs=(), kind="supportive", dosed=False),
    regimen("OLD", drugs=("docetaxel",), kind=""),
    regimen("OLD_UNDOSED", drugs=("docetaxel",), kind="", dosed=False),
    regimen("UNDOSED", drugs=("docetaxel",), dosed=False),
    regimen("NAMED_ONLY", drugs=("docetaxel",), dosed=False, kind="undosed"),
)
EDITION = edition(end("only"), elements=ELEMENTS, regimens=REGIMENS)


def facts_of(*lines, **more):
    facts, _ = derive(record(lines=lines, **more), EDITION)
    return facts


def value(name, *lines, **more):
    found = facts_of(*lines, **more).get(name)
    return found.value if found is not None else None


def adjuvant(words, **more):
    return line(words, Setting.ADJUVANT, **more)


def test_nothing_follows_from_a_history_that_nobody_has_told():
    facts, _ = derive(record(lines=None), EDITION)
    assert facts == {}


def test_no_earlier_therapy_means_no_drug_and_no_progression():
    assert {name: fact.value for name, fact in facts_of().items()} == {
        "prior_capecitabine": False,
        "prior_trastuzumab_mbc": False,
        "n_pd": 0,
        "n_her2": 0,
        "adj_her2": "none",
        "mbc_phase": "treatment_naive_mbc",
    }


def test_a_drug_was_given_when_a_line_surely_held_it_even_while_it_goes_on():
    assert value("prior_capecitabine", line("T_CAPE")) is True
    assert value("prior_capecitabine", line("T_DOC"), line("T_CAPE")) is True
    assert value("prior_capecitabine", line("T_DOC")) is False


def test_a_drug_of_another_setting_is_not_counted():
    assert value("prior_trastuzumab_mbc", adjuvant("T_DOC")) is False
    assert value("prior_capecitabine", adjuvant("T_CAPE")) is True


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("T_OTHER", None),  # vinorelbine or capecitabine
        ("ANY_CHEMO", None),
        ("HALF_TOLD", None),
        ("OPEN_CHOICE", None),
        ("ROUND", None),
        ("TRIAL", None),
        ("BSC", False),
        ("OLD", False),
        ("OLD_UNDOSED", None),
        ("UNDOSED", False),
        ("NAMED_ONLY", False),
        ("capecitabine", True),
        ("Trastuzumab + Capecitabine", True),
        ("lapatinib and capecitabine weekly", True),
        ("trastuzumab, docetaxel 75 mg/m2 q3w", False),
        ("trastuzumab/vinorelbine", False),
        ("Herceptin avec docetaxel", False),
        ("trastuzumab + something new", None),
        ("something new + capecitabine", True),
        ("", None),
    ],
)
def test_a_line_counts_for_no_only_when_all_its_drugs_are_known(words, given):
    assert value("prior_capecitabine", line(words)) is given


def test_a_choice_surely_held_what_all_its_regimens_hold():
    assert value("prior_trastuzumab_mbc", line("T_OTHER")) is True
    only_partners = (
        *REGIMENS,
        regimen("PARTNERS", drugs=(), kind="choice", resolves_to=("T_VNR", "T_CAPE")),
    )
    known = edition(end("only"), elements=ELEMENTS, regimens=only_partners)
    facts, _ = derive(record(lines=(line("PARTNERS"),)), known)
    assert facts["prior_trastuzumab_mbc"].value is True


def test_the_name_of_a_conjugate_is_never_read_as_the_plain_antibody():
    assert value("prior_trastuzumab_mbc", line("trastuzumab emtansine")) is False
    assert value("prior_trastuzumab_mbc", line("Kadcyla")) is False
    # An unknown conjugate names no drug that the library knows.
    assert value("prior_trastuzumab_mbc", line("trastuzumab novotansine")) is None


def test_progressions_count_the_lines_with_the_drug_that_ended_in_progression():
    lines = (progressed("T_DOC"), progressed("TDM1"), progressed("T_VNR"))
    assert value("n_pd", *lines) == 2
    assert value("n_her2", *lines) == 3


@pytest.mark.parametrize("reason", [StopReason.TOXICITY, StopReason.COMPLETED, StopReason.WISH])
def test_a_line_that_ended_otherwise_is_no_progression(reason):
    assert value("n_pd", line("T_DOC", stop_reason=reason)) == 0


def test_intolerance_counts_as_a_failed_line_and_not_as_a_progression():
    intolerant = line("T_DOC", stop_reason=StopReason.TOXICITY)
    assert (value("n_her2", intolerant), value("n_pd", intolerant)) == (1, 0)
    completed = line("T_DOC", stop_reason=StopReason.COMPLETED)
    assert value("n_her2", completed) == 0


def test_an_end_without_a_reason_leaves_the_number_unknown():
    ended = line("T_DOC", stop=date(2026, 1, 1))
    assert value("n_pd", ended) is None
    assert value("n_her2", ended) is None


def test_a_line_in_progress_is_no_progression():
    assert value("n_pd", line("T_DOC", start=date(2026, 1, 1))) == 0


def test_a_line_that_others_follow_has_ended_for_a_reason_nobody_told():
    assert value("n_pd", line("T_DOC"), progressed("T_VNR")) is None
    # By the dates the open line is the later one.
    later, earlier = date(2026, 1, 1), date(2025, 1, 1)
    assert value("n_pd", line("T_DOC", start=later), progressed("T_VNR", start=earlier)) == 1


def test_progression_as_best_response_is_progression():
    assert value("n_pd", line("T_DOC", best_response=Response.PROGRESSION)) == 1


def test_a_line_that_may_have_held_the_drug_leaves_the_number_unknown_only_if_it_progressed():
    assert value("n_pd", progressed("TRIAL")) is None
    assert value("n_pd", line("TRIAL", stop_reason=StopReason.COMPLETED)) == 0
    assert value("n_pd", progressed("T_DOC"), progressed("TRIAL")) is None


def test_lines_for_early_disease_are_not_counted_as_metastatic():
    assert value("n_pd", adjuvant("T_DOC", stop_reason=StopReason.PROGRESSION)) == 0


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ((adjuvant("T_DOC"),), "trastuzumab_based"),
        ((line("T_DOC", Setting.NEOADJUVANT), adjuvant("TDM1")), "tdm1"),
        ((adjuvant("TDXD"),), "tdxd"),
        ((adjuvant("T_DOC"), adjuvant("NERATINIB")), "trastuzumab_based"),
        ((adjuvant("NERATINIB"),), "none"),
        ((adjuvant("T_DOC"), adjuvant("TRIAL")), None),
        ((line("T_DOC"),), "none"),
    ],
)
def test_the_last_treatment_of_early_disease_is_named_by_its_kind(lines, kind):
    assert value("adj_her2", *lines) == kind


@pytest.mark.parametrize(
    ("last", "phase"),
    [
        (progressed("T_DOC"), "progressing"),
        (line("T_DOC", best_response=Response.PROGRESSION), "progressing"),
        (line("T_DOC", stop_reason=StopReason.TOXICITY), "intolerant"),
        (line("T_DOC", best_response=Response.STABLE), "not_progressing_on_therapy"),
        (line("T_DOC"), None),
        (line("T_DOC", stop_reason=StopReason.COMPLETED), None),
        (line("T_DOC", stop=date(2026, 1, 1), best_response=Response.PARTIAL), None),
    ],
)
def test_the_last_metastatic_line_tells_where_the_patient_is(last, phase):
    assert value("mbc_phase", progressed("T_VNR"), last) == phase


def test_the_last_line_is_the_latest_by_date_where_all_dates_are_known():
    first = line("T_DOC", start=date(2026, 1, 1), stop_reason=StopReason.TOXICITY)
    second = progressed("T_VNR", start=date(2025, 1, 1))
    assert value("mbc_phase", first, second) == "intolerant"


def test_the_treatment_free_interval_runs_from_the_end_to_the_first_metastatic_line():
    early = adjuvant("T_DOC", stop=date(2025, 1, 15))
    # 15 January to 15 July is six calendar months.
    assert value("tfi_months", early, line("TDM1", start=date(2025, 7, 15))) == 6
    fact = facts_of(early, line("TDM1", start=date(2025, 7, 15)))["tfi_months"]
    assert "2025-01-15" in fact.how


def test_a_stated_day_of_relapse_goes_before_the_start_of_treatment():
    early = adjuvant("T_DOC", stop=date(2025, 1, 15))
    lines = (early, line("TDM1", start=date(2025, 7, 15)))
    assert value("tfi_months", *lines, relapse_date=date(2025, 6, 15)) == 5
    # Nobody is treated for a relapse that is still to come: the line began before.
    assert value("tfi_months", *lines, relapse_date=date(2029, 1, 15)) == value(
        "tfi_months", *lines
    )


def test_a_relapse_during_the_treatment_is_an_interval_of_zero():
    during = adjuvant("T_DOC", stop_reason=StopReason.PROGRESSION)
    assert value("tfi_months", during) == 0
    early = adjuvant("T_DOC", stop=date(2025, 8, 1))
    for start in (date(2025, 7, 15), date(2025, 8, 1)):
        found = facts_of(early, line("TDM1", start=start))["tfi_months"]
        assert (found.value, found.how) == (0, "relapse during the treatment")


@pytest.mark.parametrize(
    "lines",
    [
        (adjuvant("T_DOC"), line("TDM1", start=date(2025, 7, 15))),  # end not told
        (adjuvant("T_DOC", stop=date(2025, 1, 1)), line("TDM1")),  # start not told
        (adjuvant("T_DOC", stop=date(2025, 1, 1)),),  # no relapse told
        (adjuvant("BSC", stop=date(2025, 1, 1)), line("TDM1", start=date(2025, 7, 15))),
        (
            adjuvant("T_DOC", stop=date(2025, 1, 1)),
            adjuvant("TRIAL", stop=date(2025, 2, 1)),
            line("TDM1", start=date(2025, 7, 15)),
        ),
    ],
)
def test_the_interval_stays_unknown_where_one_of_its_ends_is(lines):
    assert value("tfi_months", *lines) is None


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2025, 1, 15), date(2025, 1, 15), Decimal(0)),
        (date(2024, 11, 30), date(2025, 2, 28), Decimal(3)),  # February has no 30th
        (date(2025, 1, 1), date(2025, 2, 15), 1 + Decimal(14) / 28),
        (date(2024, 12, 20), date(2025, 1, 10), Decimal(21) / 31),
        (date(2023, 12, 31), date(2025, 12, 31), Decimal(24)),
        (date(2025, 10, 15), date(2025, 11, 15), Decimal(1)),
        (date(2025, 8, 31), date(2025, 11, 30), Decimal(3)),  # November has no 31st
    ],
)
def test_months_are_calendar_months(start, end, months):
    assert months_between(start, end) == months


def test_the_interval_counts_from_the_drugs_of_its_rule_where_it_names_some():
    elements = by_id(derived("tfi_months", number, "tfi", ("docetaxel",), "early"))
    here = edition(end("only"), elements=elements, regimens=REGIMENS)
    lines = (
        adjuvant("docetaxel", stop=date(2025, 1, 15)),
        adjuvant("TDM1", stop=date(2025, 4, 15)),
        line("TDM1", start=date(2025, 7, 15)),
    )
    facts, _ = derive(record(lines), here)
    assert facts["tfi_months"].value == 6


@pytest.mark.parametrize(
    ("words", "drug", "held"),
    [
        ("T_OTHER", "trastuzumab_iv", Truth.YES),  # both of its regimens
        ("T_OTHER", "capecitabine", Truth.UNKNOWN),  # one of them
        ("T_OTHER", "docetaxel", Truth.NO),  # none of them
        ("OPEN_CHOICE", "docetaxel", Truth.UNKNOWN),  # a trial may hold anything
        ("ANY_CHEMO", "docetaxel", Truth.UNKNOWN),
        ("BSC", "docetaxel", Truth.NO),
    ],
)
def test_a_regimen_that_stands_for_others_may_have_held_what_they_hold(words, drug, held):
    assert content_of(line(words), EDITION).holds((drug,)) is held
