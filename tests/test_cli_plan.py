"""A plan from the terminal: what can be asked for, and bad input named with its place."""

import json

import pytest

from navigator import cli
from tests.report.reading import text_of

FACTS = {
    "disease_extent": "metastatic",
    "her2_final": "positive",
    "hr": "negative",
    "lvef_pct": {"value": 62, "date": "2026-11-02"},
    "lvef_baseline": 62,
    "sex": "female",
    "age": 61,
    "weight": 75,
    "height": 165,
    "creat": {"value": 0.8, "date": "2026-11-20"},
    "anc": {"value": 4, "date": "2026-11-20"},
    "plt": {"value": 250, "date": "2026-11-20"},
    "bili": {"value": 0.6, "date": "2026-11-20"},
    "bili_uln": 1.2,
    "ast": {"value": 20, "date": "2026-11-20"},
    "ast_uln": 40,
    "alt": {"value": 20, "date": "2026-11-20"},
    "alt_uln": 40,
    "pregnancy": "not_applicable",
    "chf_symptomatic": False,
    "chemo_candidate": "fit",
    "ecog": 1,
    "cns_state": "none",
    "ild": "none",
}
LINE = {
    "regimen": "THP_DOC",
    "setting": "metastatic",
    "start": "2024-01-10",
    "stop": "2025-03-01",
    "stop_reason": "progression",
}
SITE = {"region": "EU", "acc_tdxd": True, "acc_tdm1": True, "acc_tucatinib": True}


@pytest.fixture
def ask(terminal, tmp_path):
    """Asks for the plan of trastuzumab deruxtecan, with facts changed and options added."""

    def asked(*more, edition="2026", regimen="TDXD", start="2026-12-01", text=None, **changes):
        file = tmp_path / "patient.json"
        document = {"facts": {**FACTS, **changes}, "lines": [LINE], "site": SITE}
        file.write_text(text or json.dumps(document), encoding="utf-8")
        wanted = ("--regimen", regimen, "--start", start, "--out", tmp_path / "plan.pdf")
        return terminal("plan", "--edition", edition, "--facts", file, *wanted, *more)

    return asked


@pytest.fixture
def told(ask):
    """The plan as JSON."""

    def as_json(*more, **changes):
        status, out, err = ask("--json", *more, **changes)
        assert (status, err) == (cli.FINE, "")
        return json.loads(out)

    return as_json


def final(plan, drug="t_dxd"):
    return next(dose["final_mg"] for dose in plan["doses"] if dose["drug"] == drug)


# --------------------------------------------------------------------------- what is asked for


def test_a_level_lowers_the_dose_with_its_reason_and_who_decided(told):
    plan = told("--level", "t_dxd=1:thrombocytopenia", "--by", "Dr Green")
    # 4.4 mg/kg × 75 kg
    assert final(plan) == 330
    (dose,) = plan["doses"]
    assert dose["adjustments"][0]["reason"] == "thrombocytopenia"
    assert dose["adjustments"][0]["by"] == "Dr Green"


def test_doses_are_counted_by_another_weight(told):
    # Devine: 45.5 + 2.3 × (165 / 2.54 - 60) = 56.91 kg; × 5.4 = 307.3 mg, down to 307
    assert final(told("--weight", "ideal")) == 307
    # 56.91 + 0.4 × (75 - 56.91) = 64.14 kg; × 5.4 = 346.4 mg
    assert final(told("--weight", "adjusted")) == 346
    assert final(told("--weight", "actual")) == 405


def test_doses_are_rounded_by_the_policy_of_the_site(told):
    # 5.4 mg/kg × 75 kg = 405 mg: 400 mg in four vials
    plan = told("--rounding", "vial")
    assert final(plan) == 400
    assert "whole vials: 4\u00a0×\u00a0100" in plan["doses"][0]["arithmetic"]


def test_a_dose_that_is_given_in_two_ways_is_printed_once(ask):
    _, out, _ = ask()
    assert len([line for line in out.splitlines() if line.startswith("trastuzumab")]) == 1


def test_holidays_delays_and_the_cycle_move_the_calendar(told):
    plan = told(
        *("--cycle", "3", "--last-dose", "t_dxd=2026-11-10"),
        *("--delay", "4=7", "--holiday", "2026-12-01", "--holiday", "2026-12-29"),
    )
    assert [cycle["number"] for cycle in plan["cycles"]][:2] == [3, 4]
    # 2026-12-01 + 21 + 7 days
    assert [cycle["start"] for cycle in plan["cycles"]][:2] == ["2026-12-01", "2026-12-29"]
    assert [clash["on"] for clash in plan["closed_days"]] == ["2026-12-01", "2026-12-29"]


def test_proposals_are_listed_with_the_ids_by_which_they_are_answered(ask, told):
    low = {"anc": {"value": 0.7, "date": "2026-11-20"}}
    ids = [one["id"] for one in told(**low)["proposals"] if one["status"] == "proposed"]
    assert ids == ["t_dxd/neutrophils-3"]
    assert "[proposed] t_dxd/neutrophils-3: Neutrophils" in ask(**low)[1]
    declined = told("--decline", f"{ids[0]}=G-CSF given = repeated", "--by", "Dr Green", **low)
    (answer,) = [one for one in declined["proposals"] if one["id"] == ids[0]]
    assert (answer["status"], answer["by"]) == ("declined", "Dr Green")
    assert answer["reason"] == "G-CSF given = repeated"
    held = told("--accept", ids[0], "--by", "Dr Green", **low)
    assert held["doses"] == []
    assert "No drug is given: all are held or stopped." in held["drafts"]


def test_a_stop_of_the_only_drug_leaves_no_page(ask, tmp_path):
    status, _, err = ask("--accept", "t_dxd/ild-2", "--by", "Dr Green", grade_ild="2")
    assert status == cli.REFUSED
    assert "No drug is left to give: there is no plan. Accepted by Dr Green" in err
    assert not (tmp_path / "plan.pdf").exists()


def test_a_name_stands_in_the_calendar_only_when_asked_for(ask, tmp_path):
    document = {
        "facts": FACTS,
        "lines": [LINE],
        "site": SITE,
        "patient": {"name": "Ada Sample", "identifier": "4711"},
    }
    for more, named in (((), False), (("--calendar-name",), True)):
        file = tmp_path / "dates.ics"
        status, _, err = ask("--calendar", file, *more, text=json.dumps(document))
        assert (status, err) == (cli.FINE, "")
        assert ("Ada Sample" in file.read_text(encoding="utf-8")) is named


def test_the_intent_of_treatment_stands_on_the_plan_as_told(ask, tmp_path):
    for told, printed in (
        ({"intent": "palliative"}, "Palliative"),
        ({}, "Not recorded"),
    ):
        ask(**told)
        text = " ".join(text_of((tmp_path / "plan.pdf").read_bytes()).split())
        assert f"Intent of treatment {printed}" in text


# ------------------------------------------------------------------- options that cannot be read


@pytest.mark.parametrize(
    ("option", "text", "words"),
    [
        ("--level", "t_dxd", "Write it as name, equals sign, value."),
        ("--level", "t_dxd=low", "A whole number is needed"),
        ("--level", "t_dxd=1,5", "A whole number is needed"),
        ("--level", "=1", "Write it as name, equals sign, value."),
        ("--last-dose", "t_dxd=yesterday", "A day is written like 2026-12-01"),
        ("--last-dose", "t_dxd=2026-02-30", "A day is written like 2026-12-01"),
        ("--last-dose", "t_dxd=20261101", "A day is written like 2026-12-01"),
        ("--holiday", "25.12.2026", "A day is written like 2026-12-01"),
        ("--delay", "2=NaN", "A whole number is needed"),
        ("--delay", "2=", "A whole number is needed"),
        ("--cycle", "2.5", "A whole number is needed"),
        ("--cycle", "", "A whole number is needed"),
        ("--accept", " ", "Give an id"),
        ("--decline", "=because", "Write it as name, equals sign, value."),
        ("--decline", "t_dxd/ild-2", "Write it as name, equals sign, value."),
    ],
)
def test_an_option_that_cannot_be_read_is_named(ask, option, text, words):
    status, out, err = ask(f"{option}={text}")
    assert (status, out) == (cli.REFUSED, "")
    assert err.startswith(f"{option}: “{text}” cannot be read. {words}")


def test_every_option_that_cannot_be_read_is_told_at_once(ask):
    _, _, err = ask("--level", "x", "--holiday", "y", "--delay", "2=7", "--delay", "02=8")
    assert [line.partition(":")[0] for line in err.splitlines()] == [
        "--level",
        "--delay",
        "--holiday",
    ]


def test_what_is_accepted_cannot_be_declined_too(ask):
    _, _, err = ask("--accept", "t_dxd/ild-2", "--decline", "t_dxd/ild-2=no", "--by", "Dr Green")
    assert "It is accepted too; do one of the two." in err


@pytest.mark.parametrize(
    ("more", "place", "words"),
    [
        (("--level", "t_dxd=1:x"), "levels.t_dxd", "who decided it"),
        (("--level", "t_dxd=1", "--by", "A"), "levels.t_dxd", "say why the dose is lowered"),
        (("--level", "t_dxd=9:x", "--by", "A"), "levels.t_dxd", "Below level 2 it is stopped."),
        (("--level", "aspirin=1:x", "--by", "A"), "levels.aspirin", "is not a drug of this"),
        (("--cycle", "0"), "cycle", "has no cycle 0"),
        (("--cycle", "1000"), "cycle", "has no cycle 1000"),
        (("--delay", "2=366"), "delays.2", "more than a year"),
        (("--delay", "2=999999", "--delay", "3=-999999"), "delays.2", "more than a year"),
        (("--last-dose", "aspirin=2026-11-01"), "last_doses.aspirin", "There is no drug"),
        (("--last-dose", "t_dxd=2026-11-30"), "last_doses.t_dxd", "lies in the future"),
        (("--delay", "40=7"), "delays.40", "is not among those of the plan"),
        (("--delay", "2=-7"), "delays.2", "cannot be delayed by -7 days"),
        (("--accept", "t_dxd/nonsense", "--by", "A"), "decisions.t_dxd/nonsense", "nothing to"),
    ],
)
def test_what_does_not_fit_the_plan_is_refused_with_its_place(ask, more, place, words):
    status, _, err = ask(*more)
    assert status == cli.REFUSED
    assert err.startswith(f"{place}: ")
    assert words in err


# ------------------------------------------------------------------------------- the bad inputs


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("weight", 700),
        ("weight", 7),
        ("weight", -70),
        ("weight", ""),
        ("weight", "NaN"),
        ("weight", "seventy"),
        ("height", 1.65),
        ("height", -165),
        ("creat", 80),
        ("creat", -0.8),
        ("age", 150),
        ("age", -1),
        ("age", 61.5),
        ("bsa", 3.6),
        ("lvef_pct", 620),
        ("anc", -4),
        ("comedication", ["aspirin_of_the_moon"]),
    ],
)
def test_a_fact_that_cannot_be_right_is_refused_by_name(ask, fact, value):
    status, out, err = ask(**{fact: value})
    assert (status, out) == (cli.REFUSED, "")
    assert f"facts.{fact}: " in err


@pytest.mark.parametrize(
    ("fact", "value", "asked"),
    [
        ("weight", 700, "Is the decimal mark in its place? 70"),
        ("weight", 7, "Is the decimal mark in its place? 70"),
        ("height", 1.65, "It looks like metres: 165"),
        # 80 / 88.4 = 0.905
        ("creat", 80, "It looks like µmol/L: 0.9"),
        ("age", 150, "from 18 to 110 years"),
        ("bsa", 3.6, "From 0.8 to 3.5"),
    ],
)
def test_a_slip_is_answered_with_what_was_probably_meant(ask, fact, value, asked):
    assert asked in ask(**{fact: value})[2]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1,5", "1e999", "0x46"])
def test_a_number_that_json_does_not_have_is_refused_with_its_place(ask, number):
    text = json.dumps({"facts": FACTS, "lines": [LINE], "site": SITE}, indent=1)
    status, out, err = ask(text=text.replace('"weight": 75', f'"weight": {number}'))
    assert (status, out) == (cli.REFUSED, "")
    assert "patient.json:" in err


@pytest.mark.parametrize("number", ["75,5", "1,234", "75.5 kg", "7 5"])
def test_a_number_written_as_text_is_refused_and_never_read_as_another(ask, number):
    status, out, err = ask(weight=number)
    assert (status, out) == (cli.REFUSED, "")
    assert f'facts.weight: It must be a number, not "{number}".' in err


def test_a_body_surface_above_what_a_person_has_is_refused(ask):
    # Mosteller: sqrt(220 × 250 / 3600) = 3.91 m²
    status, _, err = ask(regimen="T_CAPE", height=220, weight=250)
    assert status == cli.REFUSED
    assert "m²" in err


def test_a_start_before_the_last_dose_is_refused(ask):
    status, _, err = ask("--last-dose", "t_dxd=2026-11-20", start="2026-11-19")
    assert status == cli.REFUSED
    assert err.startswith("start: The start on 2026-11-19 does not come after the last dose of")


def test_a_cycle_delayed_into_the_past_is_refused_with_the_days_that_it_takes(ask):
    status, _, err = ask("--delay", "2=1", start="2026-10-01")
    assert status == cli.REFUSED
    # 2026-10-01 + 21 + 1 = 2026-10-23, which is 31 days before 2026-11-23: 1 + 31 days
    assert "delays.2: Cycle 2 would be delayed to 2026-10-23, which is past." in err
    assert "Delay it by at least 32 days." in err


def test_a_reload_asked_for_inside_the_gap_is_refused_with_the_days(ask):
    """Perjeta, US label, section 2: load again from six weeks on; this is five."""
    facts = {**FACTS, "chemo_candidate": "fit"}
    site = {"region": "EU"}
    first = {"lines": [], "site": site, "facts": facts}
    status, _, err = ask(
        *("--cycle", "3", "--last-dose", "trastuzumab_iv=2026-10-27"),
        *("--last-dose", "pertuzumab=2026-10-27"),
        *("--accept", "pertuzumab/reload", "--by", "Dr Green"),
        edition="2013",
        regimen="THP_DOC",
        text=json.dumps(first),
    )
    assert status == cli.REFUSED
    assert "decisions.pertuzumab/reload: No loading dose:" in err
    assert "35 days later" in err
    assert "42 days or more" in err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is not a PDF"),
        (b"%PDF-1.7\nnothing of ours", "holds no case of this program"),
        (b"{}", "is not a PDF"),
    ],
)
def test_a_pdf_that_is_not_ours_is_refused_by_name(terminal, tmp_path, content, words):
    file = tmp_path / "other.pdf"
    file.write_bytes(content)
    status, out, err = terminal("open", file)
    assert (status, out) == (cli.REFUSED, "")
    assert "other.pdf" in err
    assert words in err


def test_a_plan_that_was_changed_is_opened_and_says_so(ask, terminal, tmp_path):
    ask()
    file = tmp_path / "plan.pdf"
    file.write_bytes(file.read_bytes() + b"\n% something more\n")
    status, out, err = terminal("open", file)
    assert status == cli.FINE
    assert "was changed after it was written" in err
    assert "Trastuzumab deruxtecan" in out


def test_the_place_of_a_problem_is_in_the_json_too(ask):
    status, out, _ = ask("--json", "--level", "t_dxd=low")
    assert status == cli.REFUSED
    (problem,) = json.loads(out)["problems"]
    assert (problem["code"], problem["file"]) == ("option-not-read", "--level")
