"""Decisions against the guideline in a facts file, and everything that can be wrong with one."""

import json
from datetime import date

import pytest

from navigator.domain.facts import OverrideReason, Toxicity
from navigator.domain.problems import InputRefused
from navigator.services.read_record import read_record

TODAY = date(2026, 11, 23)
DECISION = {
    "edition": "2013",
    "step": "Q_1L",
    "regimen": "T_DOC",
    "reason": "board_decision",
    "by": "Dr A",
    "date": "2026-11-20",
}
LINE = {"regimen": "T_DOC", "setting": "metastatic"}


def read(**document):
    return read_record(json.dumps(document), {}, TODAY, "F.json")


def faults(**document):
    with pytest.raises(InputRefused) as refused:
        read(**document)
    return [(one.code, one.place.file) for one in refused.value.problems]


def test_a_decision_is_read_with_its_reason_person_and_day():
    (override,) = read(overrides=[DECISION]).overrides
    assert override.reason is OverrideReason.BOARD_DECISION
    assert (override.by, override.on, override.note) == ("Dr A", date(2026, 11, 20), "")


@pytest.mark.parametrize("key", sorted(DECISION))
def test_a_decision_that_lacks_a_part_is_refused_by_its_name(key):
    short = {name: value for name, value in DECISION.items() if name != key}
    assert faults(overrides=[short]) == [("missing", f"F.json: overrides[0].{key}")]


def test_a_reason_that_is_none_of_the_six_is_refused():
    wrong = {**DECISION, "reason": "because"}
    assert faults(overrides=[wrong]) == [("refused-value", "F.json: overrides[0].reason")]


def test_two_decisions_for_one_option_are_refused():
    assert faults(overrides=[DECISION, DECISION]) == [("twice", "F.json: overrides[1]")]


def test_a_decision_of_tomorrow_is_refused():
    wrong = {**DECISION, "date": "2026-11-24"}
    assert faults(overrides=[wrong]) == [("refused-value", "F.json: overrides[0].date")]


def test_side_effects_are_read_with_their_grade():
    line = {**LINE, "toxicities": [{"term": "neuropathy", "grade": 3}], "note": "stopped"}
    (read_line,) = read(lines=[line]).lines
    assert read_line.toxicities == (Toxicity("neuropathy", 3),)
    assert read_line.note == "stopped"


@pytest.mark.parametrize("grade", [0, 6, True, "3", None, 2.5])
def test_a_grade_outside_one_to_five_is_refused(grade):
    line = {**LINE, "toxicities": [{"term": "neuropathy", "grade": grade}]}
    assert faults(lines=[line]) == [("grade", "F.json: lines[0].toxicities[0].grade")]


def test_a_side_effect_without_a_name_is_refused():
    line = {**LINE, "toxicities": [{"grade": 3}]}
    assert faults(lines=[line]) == [("missing", "F.json: lines[0].toxicities[0].term")]
