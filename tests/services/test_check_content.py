"""Checking a folder of content from the outside: what is written, then every whole edition."""

from pathlib import Path

from navigator.domain.problems import Place, Problem, Severity
from navigator.library.content import read_content
from navigator.services.check_content import check_content
from tests.library.packs import with_line, write_pack


def no_fault(_edition):
    return ()


def test_a_fault_of_an_edition_is_told_at_its_line_with_its_counter_example(tmp_path):
    def gap(edition):
        place = Place("steps.P00.branches.early.when")
        yield Problem("gap", f"{edition.id} has a gap.", place, counter_example={"lvef_pct": 50})

    report = check_content(read_content, gap, write_pack(tmp_path))
    (found,) = [one for one in report.problems if one.severity is Severity.STOP]
    assert (Path(found.place.file).name, found.place.line) == ("guideline.yaml", 12)
    assert report.stops
    assert report.as_json()["status"] == "faults"
    (shown,) = [one for one in report.as_json()["problems"] if one["code"] == "gap"]
    assert shown["counter_example"] == {"lvef_pct": 50}
    assert (shown["severity"], shown["line"]) == ("stop", 12)


def test_an_edition_with_faults_of_its_own_is_not_checked(tmp_path):
    asked = []
    text = with_line("editions/2013/guideline.yaml", "to: Q_OUT}", "to: Q_AUT}")
    pack = write_pack(tmp_path, editions__2013__guideline=text)
    report = check_content(read_content, lambda edition: asked.append(edition) or (), pack)
    assert asked == []
    assert report.checked == ()
    assert report.stops


def test_whole_content_is_said_to_be_whole_with_what_is_still_open(tmp_path):
    report = check_content(read_content, no_fault, write_pack(tmp_path))
    assert not report.stops
    assert report.as_json()["status"] == "ok"
    assert report.as_json()["editions"] == ["2013"]
    assert report.as_json()["counts"]["options"] == 2
    assert report.lines()[-2:] == ["Checked: 2013.", "No fault."]
    assert any("not verified" in line for line in report.lines())


def test_problems_stand_in_the_order_of_files_and_lines(tmp_path):
    text = with_line("drugs.yaml", "route: intravenous", "route: iv").replace(
        "amount: 8", "amount: 0"
    )
    report = check_content(read_content, no_fault, write_pack(tmp_path, drugs=text))
    assert [one.place for one in report.problems] == sorted(one.place for one in report.problems)
    assert report.lines()[-1] == "2 faults."
