"""Checking a folder of content from the outside: what is written, then every whole edition."""

from datetime import date
from pathlib import Path

import pytest

from navigator.domain.problems import Place, Problem, Severity
from navigator.engine.checker import Proof
from navigator.library.content import read_content
from navigator.services.check_content import check_content
from tests.library.packs import FILES, with_line, write_pack

TODAY = date(2026, 11, 23)
CASES = "editions/2013/vignettes.yaml"


def proved(*problems):
    """A proof that found these problems in every edition."""
    return lambda _edition: Proof(3, 2, 2, 2, 3, 5, problems)


def checked(folder, *problems, today=TODAY):
    return check_content(read_content, proved(*problems), folder, today)


def stopping(report):
    return [one for one in report.problems if one.severity is Severity.STOP]


def test_a_fault_of_an_edition_is_told_at_its_line_with_its_counter_example(tmp_path):
    place = Place("steps.P00.branches.early.when")
    gap = Problem("gap", "There is a gap.", place, counter_example={"lvef_pct": 50})
    report = checked(write_pack(tmp_path), gap)
    (found,) = stopping(report)
    assert (Path(found.place.file).name, found.place.line) == ("guideline.yaml", 12)
    assert report.stops
    assert report.as_json()["status"] == "faults"
    (shown,) = [one for one in report.as_json()["problems"] if one["code"] == "gap"]
    assert shown["counter_example"] == {"lvef_pct": 50}
    assert (shown["severity"], shown["line"]) == ("stop", 12)


def test_an_edition_with_faults_of_its_own_is_not_proved(tmp_path):
    asked = []
    text = with_line("editions/2013/guideline.yaml", "to: Q_OUT}", "to: Q_AUT}")
    pack = write_pack(tmp_path, editions__2013__guideline=text)
    report = check_content(read_content, asked.append, pack, TODAY)
    assert asked == []
    assert report.checked == ()
    assert report.stops


def test_whole_content_is_said_to_be_whole_with_what_is_still_open(tmp_path):
    report = checked(write_pack(tmp_path))
    assert not report.stops
    assert report.as_json()["status"] == "ok"
    assert report.as_json()["editions"] == ["2013"]
    assert report.as_json()["counts"]["options"] == 2
    assert report.lines()[-2:] == ["Checked: 2013.", "No fault."]
    assert any("not verified" in line for line in report.lines())


def test_the_counts_of_a_proof_and_of_its_cases_are_told_for_each_edition(tmp_path):
    report = checked(write_pack(tmp_path))
    assert (
        "edition 2013: 3 steps, 2 branches, 2 options, 2 data elements, 3 criteria, 5 states; "
        "1 of 1 cases as expected"
    ) in report.lines()
    (told,) = report.as_json()["proofs"]
    assert (told["edition"], told["states"], told["options"]) == ("2013", 5, 2)
    assert (told["cases"], told["cases_as_expected"]) == (1, 1)


def test_problems_stand_in_the_order_of_files_and_lines(tmp_path):
    text = with_line("drugs.yaml", "route: intravenous", "route: iv").replace(
        "amount: 8", "amount: 0"
    )
    report = checked(write_pack(tmp_path, drugs=text))
    assert [one.place for one in report.problems] == sorted(one.place for one in report.problems)
    assert report.lines()[-1] == "2 faults."


def test_a_case_that_is_answered_otherwise_is_a_fault_at_its_line(tmp_path):
    """The heart is too weak at 30 %: trastuzumab is excluded, and the case expects otherwise."""
    text = with_line(CASES, "lvef_pct: 62.5", "lvef_pct: 30")
    report = checked(write_pack(tmp_path, editions__2013__vignettes=text))
    (found,) = stopping(report)
    assert found.code == "unexpected-answer"
    # The key `expect` of the first case.
    assert (Path(found.place.file).name, found.place.line) == ("vignettes.yaml", 5)
    assert "“first”" in found.message
    assert "recommended: TRIAL instead of TRIAL, T_MONO" in found.message
    assert found.hint
    assert any("0 of 1 cases as expected" in line for line in report.lines())


def test_cases_wait_until_the_flowchart_has_no_fault(tmp_path):
    text = with_line(CASES, "lvef_pct: 62.5", "lvef_pct: 30")
    gap = Problem("gap", "There is a gap.", Place("steps.P00"))
    report = checked(write_pack(tmp_path, editions__2013__vignettes=text), gap)
    assert [one.code for one in stopping(report)] == ["gap"]
    assert any("no case was run" in line for line in report.lines())


def test_an_edition_without_cases_is_told_and_stops_nothing(tmp_path):
    report = checked(write_pack(tmp_path, editions__2013__vignettes="vignettes: []\n"))
    assert stopping(report) == []
    (found,) = [one for one in report.problems if one.code == "no-cases"]
    assert (Path(found.place.file).name, found.place.line) == ("guideline.yaml", 1)


@pytest.mark.parametrize(
    ("today", "past"),
    [(date(2027, 5, 30), False), (date(2027, 5, 31), False), (date(2027, 6, 1), True)],
)
def test_an_edition_is_past_its_review_from_the_day_after(tmp_path, today, past):
    report = checked(write_pack(tmp_path), today=today)
    found = [one for one in report.problems if one.code == "past-review"]
    assert bool(found) is past
    assert not report.stops
    for one in found:
        # The pack's own day counts for an edition that has none: line 4 of pack.yaml.
        assert (Path(one.place.file).name, one.place.line) == ("pack.yaml", 4)
        assert "2027-05-31" in one.message


def test_a_report_for_a_committee_does_not_depend_on_where_the_folder_lies(tmp_path):
    text = FILES["drugs.yaml"] + FILES["drugs.yaml"].removeprefix("drugs:\n")
    shown = [
        checked(write_pack(tmp_path / name, drugs=text)).for_committee("0.1.0")
        for name in ("one", "another")
    ]
    assert shown[0] == shown[1]
    doubled = next(one for one in shown[0].problems if one.code == "duplicate-id")
    assert doubled.place.file == "drugs.yaml"
    assert doubled.hint == "It stands at drugs.yaml:2:9 already."
    assert not shown[0].holds
