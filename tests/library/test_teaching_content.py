"""Topics, teaching cases, primers and approvals: every mistake named, everything read back."""

import json
from datetime import date

import pytest

from navigator.library.build import build_library
from navigator.library.content import read_content
from navigator.library.open import open_library
from tests.library.packs import faults, write_pack

TOPICS = """\
topics:
  - id: heart
    title: {en: The heart, fr: Le cœur}
    minutes: 30
    points:
      - {text: {en: Every 90 days., fr: Tous les 90 jours.}, sources: [{ref: label}]}
    primers: [echo]
    trials: [H0648g]
"""
CASES = """\
cases:
  - id: weak-heart
    topic: heart
    title: {en: A weak heart, fr: Un cœur faible}
    edition: "2013"
    difficulty: 2
    record: {facts: {extent: metastatic, lvef_pct: 42}, lines: []}
    questions:
      - id: what
        step: Q_1L
        text: {en: What now?, fr: Et maintenant ?}
        answers:
          - {id: antibody, text: Trastuzumab, regimen: T_MONO}
          - {id: trial, text: A trial, regimen: TRIAL, right: true}
    twists:
      - {id: better, text: {en: It recovers., fr: Il se remet.}, facts: {lvef_pct: 55}}
"""
PRIMER = """\
id: echo
primer: true
guideline: Small
title: {en: Echo, fr: Écho}
year: 2013
start: E0
steps:
  - {id: E0, kind: end, title: Measure, action: Measure the heart.}
"""
APPROVALS = """\
approvals:
  - id: first
    agency: EMA
    on: 2000-08-28
    text: {en: Trastuzumab, fr: Trastuzumab}
    drugs: [trastuzumab_iv]
    regimens: [T_MONO]
    sources: [{ref: label, verified: true}]
"""
PACK = {
    "topics": TOPICS,
    "cases": CASES,
    "editions__echo__guideline": PRIMER,
    "approvals": APPROVALS,
}


@pytest.fixture
def library(tmp_path):
    folder = tmp_path / "content"
    build_library(write_pack(folder, **PACK), tmp_path / "library.sqlite")
    opened = open_library(tmp_path / "library.sqlite")
    yield opened
    opened.close()


def test_the_pack_has_no_fault_and_is_counted(tmp_path):
    content, _ = read_content(write_pack(tmp_path, **PACK))
    assert faults(tmp_path) == []
    counted = {name: content.counts[name] for name in ("editions", "primers", "topics", "cases")}
    assert counted == {"editions": 1, "primers": 1, "topics": 1, "cases": 1}


def test_a_primer_is_walked_like_an_edition_and_is_none(library):
    assert list(library.editions()) == ["2013"]
    assert {one: title.en for one, title in library.primers().items()} == {"echo": "Echo"}
    assert library.edition("echo").primer
    assert not library.edition("2013").primer
    assert not [hit for hit in library.search("measure the heart") if hit.kind == "step"]


def test_a_case_comes_back_as_it_was_written(library):
    (case,) = library.cases()
    (question,) = case.questions
    assert (case.id, case.topic, case.edition, case.difficulty) == (
        "weak-heart",
        "heart",
        "2013",
        2,
    )
    assert json.loads(case.record)["facts"] == {"extent": "metastatic", "lvef_pct": 42}
    assert [(one.regimen, one.right) for one in question.answers] == [
        ("T_MONO", False),
        ("TRIAL", True),
    ]
    assert json.loads(case.twists[0].facts) == {"lvef_pct": 55}


def test_topics_and_approvals_come_back(library):
    (topic,), (approval,) = library.topics(), library.approvals()
    assert (topic.minutes, topic.primers, topic.trials) == (30, ("echo",), ("H0648g",))
    assert (approval.agency, approval.on, approval.regimens) == (
        "EMA",
        date(2000, 8, 28),
        ("T_MONO",),
    )


MISTAKES = [
    ("topics", "primers: [echo]", "primers: [ecco]", "unknown-id"),
    ("topics", "primers: [echo]", 'primers: ["2013"]', "unknown-id"),
    ("topics", "minutes: 30", "minutes: 241", "out-of-range"),
    ("topics", ", sources: [{ref: label}]}", "}", "no-source"),
    ("cases", "topic: heart", "topic: haert", "unknown-topic"),
    ("cases", 'edition: "2013"', 'edition: "2014"', "unknown-id"),
    ("cases", "step: Q_1L", "step: Q_2L", "unknown-id"),
    ("cases", "lvef_pct: 42", "lvef: 42", "unknown-data-element"),
    ("cases", "facts: {lvef_pct: 55}", "facts: {lvef: 55}", "unknown-data-element"),
    ("cases", "facts: {lvef_pct: 55}", "facts: {}", "missing"),
    ("cases", ", right: true", "", "no-right-answer"),
    ("cases", "{id: trial,", "{id: antibody,", "duplicate-id"),
    ("cases", "difficulty: 2", "difficulty: 4", "out-of-range"),
    ("cases", "regimen: TRIAL", "regimen: TRAIL", "unknown-regimen"),
    ("approvals", "agency: EMA", "agency: EMEA", "choice"),
    ("approvals", "[{ref: label, verified: true}]", "[]", "no-source"),
    ("approvals", "regimens: [T_MONO]", "regimens: [T_MONA]", "unknown-regimen"),
]


@pytest.mark.parametrize(("file", "old", "new", "code"), MISTAKES)
def test_every_mistake_of_a_teacher_is_named_in_its_file(tmp_path, file, old, new, code):
    assert PACK[file].count(old) == 1
    write_pack(tmp_path, **{**PACK, file: PACK[file].replace(old, new)})
    assert [(found, where) for found, where, *_ in faults(tmp_path)] == [(code, f"{file}.yaml")]
