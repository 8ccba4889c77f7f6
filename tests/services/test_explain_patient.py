"""Why here, why this option and why not: with facts, criteria and sources."""

import json
from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.facts import Fact, PatientRecord
from navigator.domain.source import Reference, Source
from navigator.engine.assess import assess
from navigator.services.explain_patient import Explanation, source_words
from navigator.services.read_record import read_record
from navigator.services.self_test import newest_day
from tests.engine.editions import HEALTHY, heart_edition, record
from tests.services.shelf import Shelf

EDITION = heart_edition()
LIBRARY = Shelf(EDITION)
NOT_FIT = {**HEALTHY, "fit": False, "her2": "negative"}
WITHOUT_FIT = {name: value for name, value in HEALTHY.items() if name != "fit"}


def explained(patient):
    return Explanation(LIBRARY, EDITION, assess(EDITION, patient))


def json_of(**values):
    return json.loads(json.dumps(explained(record(**values)).as_json()))


def text_of(**values):
    return "\n".join(explained(record(**values)).lines())


def option(found, regimen):
    return next(one for one in found["options"] if one["regimen"] == regimen)


def test_each_step_of_the_way_has_its_criterion_its_facts_and_its_sources():
    first, second = json_of(**HEALTHY)["path"]
    assert (first["step"], first["branch"], first["to"]) == ("heart", "safe", "status")
    assert first["criterion"] == "measured(lvef_pct) and lvef_pct >= 50 and not chf"
    assert [fact["element"] for fact in first["facts"]] == ["lvef_pct", "chf"]
    assert first["facts"][0]["value"] == "60\u00a0%"
    assert first["sources"] == [
        {
            "reference": "somewhere",
            "citation": "Somebody. A journal 2001;1:2.",
            "at": "1",
            "verified": False,
            "doi": "10.1/x",
            "pmid": "",
            "url": "",
        }
    ]
    assert second["step"] == "status"


def test_the_day_of_a_fact_is_told():
    facts = {name: Fact(name, value) for name, value in HEALTHY.items()}
    facts["lvef_pct"] = Fact("lvef_pct", Decimal(60), date(2026, 11, 2))
    first, _ = explained(PatientRecord(facts)).as_json()["path"]
    assert first["facts"][0]["date"] == "2026-11-02"


def test_an_option_that_is_excluded_says_by_which_fact_and_whose_statement():
    found = option(json_of(**NOT_FIT), "T_DOC")
    assert (found["status"], found["blocked_by"]) == ("excluded", ["fit"])
    guard = next(one for one in found["reasons"] if one["kind"] == "safeguard")
    assert (guard["answer"], guard["text"]) == ("yes", "Not with unfit")
    assert [fact["element"] for fact in guard["facts"]] == ["fit"]
    assert guard["sources"][0]["reference"] == "somewhere"


def test_an_option_that_waits_says_for_what():
    found = option(json_of(**WITHOUT_FIT), "T_DOC")
    assert (found["status"], found["blocked_by"]) == ("needs_fact", ["fit"])
    assert any(one["missing"] == ["fit"] for one in found["reasons"])
    assert "The smallest set that is missing: Fit" in text_of(**WITHOUT_FIT)


def test_what_is_missing_stands_with_its_question_and_what_each_answer_does():
    here = json_of()["here"]
    first = here["needs"][0]
    assert (here["step"], first["element"], first["question"]) == (
        "heart",
        "lvef_pct",
        "Lvef pct?",
    )
    assert first["answers"]
    assert all(one["answer"] and one["consequence"] for one in first["answers"])


def test_a_branch_that_is_ruled_out_at_an_open_step_is_told():
    here = json_of(chf=True)["here"]
    assert here["step"] == "stop"
    waiting = json_of(chf=False)["here"]
    assert waiting["step"] == "heart"
    assert "Missing: Lvef pct" in text_of(chf=False)


def test_the_terminal_tells_way_options_and_sources():
    text = text_of(**NOT_FIT)
    for words in (
        "1. Step heart (heart) → safe",
        "Because: Lvef pct has been measured",
        "Source: Somebody. A journal 2001;1:2, at 1, doi:10.1/x (unverified)",
        "[preferred] T DOC (T_DOC): excluded",
        "Why not: Not with unfit [",
        "The smallest set that blocks it: Fit",
        "[other] T ET (T_ET): not applicable",
        "Why not: Not met: Her2 is “Positive” (Negative)",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Source("r", "4.2", verified=True), "Source: A label, at 4.2, url:https://x.org"),
        (Source("r", verified=True), "Source: A label, url:https://x.org"),
        (Source("r"), "Source: A label, url:https://x.org (unverified)"),
    ],
)
def test_a_source_says_where_to_open_it_and_whether_anybody_has(source, words):
    reference = Reference("r", "label", "A label.", url="https://x.org")
    assert source_words(reference, source) == words


def test_every_shipped_case_can_be_explained_with_a_reason_for_each_option(library):
    for edition_id in library.editions():
        edition = library.edition(edition_id)
        for case in library.vignettes(edition_id):
            patient = read_record(case.record, edition.elements, newest_day(case.record))
            told = Explanation(library, edition, assess(edition, patient))
            found = told.as_json()
            assert told.lines()
            for one in found["options"]:
                assert one["reasons"]
                assert bool(one["blocked_by"]) is (one["status"] != "recommended"), case.id
