"""Handouts and own cases in the terminal."""

import json

import pytest

from navigator.services.own_case_text import case_text
from tests.report.reading import text_of


@pytest.mark.parametrize("part", ["case", "key", "evidence", "flowchart", "primer", "points"])
def test_a_handout_of_a_topic_is_written(terminal, tmp_path, part):
    out = tmp_path / "out.pdf"
    status, printed, _ = terminal("handout", "--topic", "heart", "--part", part, "--out", str(out))
    assert (status, printed) == (0, f"Written: {out}\n")
    assert out.read_bytes().startswith(b"%PDF")


def test_the_case_sheets_of_a_topic_stand_in_one_file_without_answers(terminal, library, tmp_path):
    out = tmp_path / "out.pdf"
    terminal("handout", "--topic", "heart", "--out", str(out), "--page-size", "Letter")
    text = text_of(out.read_bytes())
    for case in library.cases():
        assert (case.title.en in text) is (case.topic == "heart")
    assert "not here" not in text


def test_a_topic_that_is_not_there_is_refused_with_those_that_are(terminal, tmp_path):
    out = tmp_path / "out.pdf"
    status, _, error = terminal("handout", "--topic", "hart", "--out", str(out))
    assert status == 2
    assert "There is no seminar “hart”." in error
    assert "heart" in error
    assert not out.exists()


def test_a_handout_that_a_topic_has_not_is_refused(terminal, tmp_path):
    arguments = ("--topic", "sequence", "--part", "primer", "--out", str(tmp_path / "out.pdf"))
    status, _, error = terminal("handout", *arguments)
    assert status == 2
    assert "primer" in error


def test_a_case_without_a_fault_is_called_so(terminal, library, tmp_path):
    file = tmp_path / "x.case.json"
    file.write_text(case_text(library.cases()[2]), "utf-8")
    assert terminal("case", "check", str(file)) == (0, f"No fault: {file}\n", "")


def test_every_fault_of_a_case_is_named_by_its_place(terminal, library, tmp_path):
    document = json.loads(case_text(library.cases()[2]))
    document["questions"][0]["answers"][0]["regimen"] = "TDM1"
    document["record"]["facts"]["lvef_pct"] = 700
    file = tmp_path / "x.case.json"
    file.write_text(json.dumps(document), "utf-8")
    status, printed, _ = terminal("case", "check", str(file))
    assert status == 1
    assert "record.facts.lvef_pct: " in printed


def test_a_file_that_is_not_there_is_told(terminal, tmp_path):
    status, printed, _ = terminal("case", "check", str(tmp_path / "none.case.json"))
    assert status == 1
    assert "cannot be read" in printed
