"""The terminal from end to end: what is typed, what is printed, and the exit status."""

import json
from datetime import date
from pathlib import Path

import pytest

from navigator import cli
from tests.report.reading import text_of

TODAY = date(2026, 11, 23)
# Only lines of therapy and raw results; nothing derived is typed.
SECOND_LINE = {
    "facts": {
        "disease_extent": "metastatic",
        "her2_ihc": "2+",
        "her2_ratio": 2.4,
        "her2_copies": 6.1,
        "lvef_pct": {"value": 58, "date": "2026-11-02"},
        "hr": "negative",
        "sex": "female",
        "age": 61,
        "weight": 70,
        "height": 165,
        "pregnancy": "not_applicable",
        "chf_symptomatic": False,
        "chemo_candidate": "fit",
        "ecog": 1,
        "cns_state": "none",
        "ild": "none",
    },
    "lines": [
        {
            "regimen": "THP_DOC",
            "setting": "metastatic",
            "start": "2024-01-10",
            "stop": "2025-03-01",
            "stop_reason": "progression",
        }
    ],
    "site": {"region": "EU", "acc_tdxd": True, "acc_tdm1": True, "acc_tucatinib": True},
}


@pytest.fixture
def facts(tmp_path):
    """A file with a patient who had one line, told by dates and raw results."""
    file = tmp_path / "patient.json"
    file.write_text(json.dumps(SECOND_LINE), encoding="utf-8")
    return file


def assess_json(terminal, facts, *more):
    status, out, _ = terminal("assess", "--edition", "2026", "--facts", facts, "--json", *more)
    assert status == cli.FINE
    return json.loads(out)


def test_a_case_of_lines_and_raw_results_is_answered_without_any_derived_fact(terminal, facts):
    """IHC 2+ with ratio 2.4 and 6.1 copies is ISH group 1, positive (ASCO/CAP 2018); one
    progression on pertuzumab and trastuzumab: second line, trastuzumab deruxtecan at hand."""
    found = assess_json(terminal, facts)
    assert (found["status"], found["step"]) == ("options", "R_2L_TDXD")
    recommended = [one["regimen"] for one in found["options"] if one["status"] == "recommended"]
    assert recommended[0] == "TDXD"


def test_without_a_name_the_newest_edition_is_read(terminal, facts):
    _, out, _ = terminal("assess", "--facts", facts, "--json")
    assert json.loads(out)["edition"] == "2026"


def test_an_edition_that_is_missing_is_refused_with_those_that_exist(terminal, facts):
    status, _, err = terminal("assess", "--edition", "1999", "--facts", facts)
    assert status == cli.REFUSED
    assert err == "The library holds no edition “1999”. It holds 2013, 2026.\n"


def test_more_is_told_only_when_asked_and_beside_what_is_always_told(terminal, facts):
    always = assess_json(terminal, facts)
    assert list(always) == ["edition", "status", "path", "step", "needs", "options", "message"]
    more = assess_json(terminal, facts, "--why", "--what-if", "lvef_pct=42", "--pivots")
    assert list(more) == [*always, "why", "what_if", "pivots"]
    assert {key: more[key] for key in always} == always


def test_why_gives_facts_criteria_and_sources_for_the_way_and_every_option(terminal, facts):
    why = assess_json(terminal, facts, "--why")["why"]
    her2 = next(one for one in why["path"] if one["step"] == "C01")
    assert her2["criterion"] == "her2_final == 'positive'"
    assert "ratio 2.4, 6.1 copies" in her2["facts"][0]["how"]
    assert all(one["sources"] for one in why["path"])
    for option in why["options"]:
        assert option["reasons"]
        assert bool(option["blocked_by"]) is (option["status"] != "recommended")


def test_why_in_words_names_the_step_the_fact_and_the_source(terminal, facts):
    _, out, _ = terminal("assess", "--edition", "2026", "--facts", facts, "--why")
    assert "HER2-positive? (C01) → Positive" in out
    assert "latest sample: immunohistochemistry 2+, ratio 2.4, 6.1 copies per cell" in out
    assert "doi:10.1200/JCO.2018.77.8738" in out
    assert "[preferred] Trastuzumab deruxtecan (TDXD): recommended" in out


def test_what_if_prints_the_difference(terminal, facts):
    """2026: an LVEF of 40 to 49 % asks for the clearance of cardiology before anything else."""
    _, out, _ = terminal("assess", "--facts", facts, "--what-if", "lvef_pct=42")
    after = out.partition("What if ")[2]
    assert after.startswith("LVEF (left ventricular ejection fraction) is 42\u00a0% (now 58\u00a0%")
    assert "The way parts at “Heart fit for anti-HER2 treatment?”" in after
    told = assess_json(terminal, facts, "--what-if", "lvef_pct=42")["what_if"]
    assert (told["parts_at"], told["after"]["step"]) == ("C03", "C03")
    assert told["after"]["needs"] == ["cardio_onc_clearance"]


def test_several_what_ifs_are_tried_together(terminal, facts):
    more = ("--what-if", "lvef_pct=42", "--what-if", "cardio_onc_clearance=true")
    told = assess_json(terminal, facts, *more)["what_if"]
    assert list(told["change"]) == ["lvef_pct", "cardio_onc_clearance"]
    assert told["after"]["step"] == "R_2L_TDXD"


@pytest.mark.parametrize("value", ["unknown", "not_done"])
def test_a_fact_may_be_forgotten_or_not_done(terminal, facts, value):
    told = assess_json(terminal, facts, "--what-if", f"lvef_pct={value}")["what_if"]
    assert told["changes_anything"]
    assert told["after"]["step"] == {"unknown": "C03", "not_done": "R_ECHO"}[value]


def test_what_cannot_be_tried_is_refused_by_name_all_at_once(terminal, facts):
    wrong = ("lvef=42", "lvef_pct=420", "chf_symptomatic=maybe")
    more = [part for text in wrong for part in ("--what-if", text)]
    status, out, err = terminal("assess", "--facts", facts, *more)
    assert (status, out) == (cli.REFUSED, "")
    first, second, third = err.splitlines()
    assert first.startswith("what-if: lvef: There is no data element “lvef”. Did you mean lvef_pct")
    assert second.startswith("what-if: lvef_pct: ")
    assert "from 5 to 85\u00a0%" in second.replace(" %", "\u00a0%")
    assert third == 'what-if: chf_symptomatic: It must be true or false, not "maybe".'
    status, out, _ = terminal("assess", "--facts", facts, "--json", "--what-if", "lvef=42")
    assert status == cli.REFUSED
    assert json.loads(out)["status"] == "refused"


def test_pivots_are_single_facts_that_would_change_the_recommendation(terminal, facts):
    pivots = assess_json(terminal, facts, "--pivots")["pivots"]
    lung = next(one for one in pivots if one["element"] == "ild")
    assert lung["now"] == "Never"
    assert "TDXD" in lung["lost"]
    _, out, _ = terminal("assess", "--facts", facts, "--pivots")
    assert "Single facts that would change the recommendation:" in out
    assert "recommended no more: Trastuzumab deruxtecan" in out


def test_two_editions_are_compared_with_the_trials_that_made_the_difference(terminal, facts):
    status, out, _ = terminal("compare", "--editions", "2013", "2026", "--facts", facts)
    assert status == cli.FINE
    assert "2013 edition (2013)" in out
    assert "2026 edition (2026)" in out
    assert "Trastuzumab deruxtecan (TDXD): 2013: not offered; 2026: recommended" in out
    assert "DESTINY-Breast03" in out
    told = json.loads(terminal("compare", "--facts", facts, "--json")[1])
    assert [one["edition"] for one in told["editions"]] == ["2013", "2026"]
    # Cortés J, et al. N Engl J Med 2022;386:1143-1154: after the edition of 2013.
    trial = next(one for one in told["trials"] if one["name"] == "DESTINY-Breast03")
    assert trial["new"]
    assert "TDXD" in trial["regimens"]
    # Enhertu, prescribing information: second line in the United States since 4 May 2022.
    assert "2022-05-04 FDA, after the older edition: Trastuzumab deruxtecan" in out
    approval = next(one for one in told["approvals"] if one["on"] == "2022-05-04")
    assert (approval["agency"], approval["regimens"]) == ("FDA", ["TDXD"])


@pytest.mark.parametrize(
    ("editions", "told"),
    [(("2013", "1999"), "It holds 2013, 2026."), (("2013", "2013"), "compared with itself")],
)
def test_editions_that_cannot_be_compared_are_refused(terminal, facts, editions, told):
    status, _, err = terminal("compare", "--editions", *editions, "--facts", facts)
    assert status == cli.REFUSED
    assert told in err


def test_a_plan_carries_the_self_test_of_its_edition(terminal, facts, tmp_path, library):
    out = tmp_path / "plan.pdf"
    wanted = ("--regimen", "TDXD", "--start", "2026-12-01", "--out", out)
    status, _, err = terminal("plan", "--edition", "2026", "--facts", facts, *wanted)
    assert (status, err) == (cli.FINE, "")
    cases = len(library.vignettes("2026"))
    assert f"Self-test {cases} of {cases} cases as expected" in text_of(out.read_bytes())


def test_the_sample_plan_carries_it_too_and_is_of_an_edition_with_a_sample(terminal, tmp_path):
    out = tmp_path / "sample.pdf"
    status, printed, _ = terminal("sample", "--out", out)
    assert status == cli.FINE
    assert "Draft" not in printed
    assert "cases as expected" in text_of(out.read_bytes())


def test_the_program_s_own_content_is_proved_with_counts_and_cases(terminal, tmp_path):
    pdf = tmp_path / "proof.pdf"
    status, out, _ = terminal("check", "--on", "2026-11-23", "--report", pdf)
    assert status == cli.FINE
    lines = out.splitlines()
    assert lines[-2:] == ["No fault.", f"Written: {pdf}"]
    for edition in ("2013", "2026"):
        told = next(line for line in lines if line.startswith(f"edition {edition}: "))
        assert all(word in told for word in ("steps", "options", "states"))
        passed, total = told.rpartition("; ")[2].removesuffix(" cases as expected").split(" of ")
        assert passed == total != "0"
    assert any(line.startswith("numbers: ") for line in lines)
    assert any(line.startswith("numbers unverified: ") for line in lines)
    text = text_of(pdf.read_bytes())
    assert "No fault. Proved: 2013, her2-testing, 2026, heart-monitoring." in text
    again = tmp_path / "again.pdf"
    terminal("check", "--on", "2026-11-23", "--report", again)
    assert again.read_bytes() == pdf.read_bytes()


def test_a_review_that_is_over_is_told_and_stops_nothing(terminal):
    status, out, _ = terminal("check", "--on", "2030-01-01", "--json")
    told = json.loads(out)
    assert (status, told["status"]) == (cli.FINE, "ok")
    past = [one for one in told["problems"] if one["code"] == "past-review"]
    assert {Path(one["file"]).name for one in past} == {"guideline.yaml"}
    assert all(one["severity"] == "warn" and one["line"] for one in past)
