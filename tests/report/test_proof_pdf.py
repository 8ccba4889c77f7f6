"""The proof on paper: what holds, over how much, what does not, and what is still open."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from navigator.domain.problems import Place, Problem, Severity
from navigator.domain.proof import ContentProof, EditionProof
from navigator.domain.text import Text
from navigator.report.proof_pdf import proof_pdf
from navigator.report.proof_words import statements
from tests.report.reading import metadata_of, outline_of, pages_of, signs_of_pages, text_of

ROOT = Path(__file__).parents[2]
DIGEST = "0123456789abcdef" * 4
GAP = Problem(
    "gap",
    "At “P02” no branch fits this patient.",
    Place("her2-mbc/editions/2013/guideline.yaml", 84, 5),
    "Widen a branch, or add one.",
    counter_example={"facts": {"lvef_pct": 50}},
)
UNREAD = Problem(
    "unverified-source",
    "31 sources are not verified.",
    Place("her2-mbc/drugs_adc.yaml"),
    severity=Severity.WARN,
)
OLD = EditionProof(
    "2013", Text("2013 edition"), 2013, date(2027, 5, 31), 18, 17, 38, 19, 52, 71, 29, 29
)
NEW = replace(OLD, id="2026", title=Text("2026 edition"), states=220115, cases=80, passed=80)
SOUND = ContentProof(
    digest=DIGEST,
    editions=(OLD, NEW),
    problems=(UNREAD,),
    counts={"files": 23, "numbers": 2730, "numbers_unverified": 511, "sources": 2330},
    checked_on=date(2026, 11, 23),
    program_version="0.1.0",
)
FAULTY = replace(
    SOUND,
    editions=(replace(OLD, problems=(GAP,), cases=0, passed=0), NEW),
    problems=(UNREAD, GAP),
)


def test_a_sound_proof_says_of_what_content_by_which_program_and_when():
    text = text_of(proof_pdf(SOUND))
    assert DIGEST in text
    assert "Checked on 23 Nov 2026 by Guideline Navigator 0.1.0" in text
    assert "No fault. Proved: 2013, 2026." in text
    assert "220115 combinations of answers" in text
    assert "29 of 29 cases" in text
    assert "80 of 80 cases" in text


@pytest.mark.parametrize(
    "word",
    [
        "Exclusive",
        "Exhaustive",
        "Unknown is never a no",
        "Reachable",
        "Finite",
        "Offered",
        "Guarded",
        "Dosed",
        "Sourced",
        "Read",
        "Tried",
    ],
)
def test_every_statement_of_the_proof_stands_once_for_each_edition(word):
    assert text_of(proof_pdf(SOUND)).count(f"{word}: ") == 2


def test_numbers_are_told_with_and_without_a_compared_source():
    """2730 - 511 = 2219."""
    assert "somebody has compared 2219 with the source, 511 are still to be compared" in text_of(
        proof_pdf(SOUND)
    )


def test_open_matters_stand_under_their_file():
    text = text_of(proof_pdf(SOUND))
    assert "her2-mbc/drugs_adc.yaml 31 sources are not verified." in text


def test_nothing_open_is_said_and_not_left_blank():
    assert "Open matters, by file None." in text_of(proof_pdf(replace(SOUND, problems=())))


def test_a_fault_stands_on_the_first_page_with_its_place_and_its_patient():
    first = pages_of(proof_pdf(FAULTY))[0]
    assert "1 fault: nothing may be built from this content." in first
    assert "her2-mbc/editions/2013/guideline.yaml:84:5" in first
    assert 'Shown by: {"facts": {"lvef_pct": 50}}' in first
    assert "No fault" not in text_of(proof_pdf(FAULTY))


def test_every_page_of_faulty_content_says_so():
    for page in pages_of(proof_pdf(FAULTY)):
        assert "This content has faults. Nothing may be built from it" in page


def refuted(edition):
    return {one.words.partition(":")[0]: one.refuted for one in statements(edition) if one.refuted}


@pytest.mark.parametrize(
    ("code", "statement"),
    [
        ("overlap", "Exclusive"),
        ("gap", "Exhaustive"),
        ("fires-on-unknown", "Unknown is never a no"),
        ("otherwise-not-last", "Unknown is never a no"),
        ("unreachable", "Reachable"),
        ("dead-branch", "Reachable"),
        ("cycle", "Finite"),
        ("never-offered", "Offered"),
        ("offered-contraindicated", "Guarded"),
        ("no-doses", "Dosed"),
        ("no-source", "Sourced"),
        ("unexpected-answer", "Tried"),
        ("wrong-type", "Read"),
        ("a code of tomorrow", "Read"),
    ],
)
def test_each_fault_refutes_one_statement(code, statement):
    assert refuted(replace(OLD, problems=(replace(GAP, code=code),))) == {statement: 1}


def test_what_was_not_looked_at_is_not_said_to_hold():
    unread = replace(OLD, problems=(replace(GAP, code="wrong-type"),), states=0, cases=0, passed=0)
    told = {one.words.partition(":")[0]: one for one in statements(unread)}
    assert [name for name, one in told.items() if one.looked] == ["Dosed", "Sourced", "Read"]
    text = text_of(proof_pdf(replace(SOUND, editions=(unread,), problems=unread.problems)))
    assert text.count("not looked at") == len(told) - 3


def test_an_edition_past_its_review_says_so_and_still_holds():
    past = replace(GAP, code="past-review", severity=Severity.WARN, counter_example={})
    late = replace(SOUND, editions=(replace(OLD, problems=(past,)),))
    assert late.holds
    assert "Review by 31 May 2027 – this day has passed" in text_of(proof_pdf(late))


def test_the_pages_are_a4_numbered_and_no_text_is_smaller_than_eight_points():
    pages = signs_of_pages(proof_pdf(SOUND))
    for number, ((width, height), signs) in enumerate(pages, 1):
        assert (round(width), round(height)) == (595, 842)
        assert min(sign.size for sign in signs if sign.text.strip()) >= 8
        assert f"Page {number} of {len(pages)}" in pages_of(proof_pdf(SOUND))[number - 1]


def test_no_text_runs_over_the_edge_of_the_page():
    for (width, height), signs in signs_of_pages(proof_pdf(FAULTY)):
        seen = [sign for sign in signs if sign.text.strip()]
        assert all(sign.left > 0 and sign.right < width for sign in seen)
        assert all(sign.bottom > 0 and sign.top < height for sign in seen)


def test_the_sections_are_in_the_outline_and_the_file_names_no_person():
    assert outline_of(proof_pdf(SOUND)) == [
        "2013 edition",
        "2026 edition",
        "What the content amounts to",
        "Open matters, by file",
        "Seen by the committee",
    ]
    told = metadata_of(proof_pdf(SOUND))
    assert told["Author"] == "Guideline Navigator"
    assert told["Title"] == "Proof of the guideline content"


CODE = """
import hashlib
from navigator.report.proof_pdf import proof_pdf
from tests.report.test_proof_pdf import FAULTY, SOUND
print(*(hashlib.sha256(proof_pdf(one)).hexdigest() for one in (SOUND, FAULTY)))
"""


def test_the_same_proof_gives_the_same_bytes_wherever_and_whenever():
    places = [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C"},
        {"PYTHONHASHSEED": "4242", "TZ": "Asia/Tokyo", "LANG": "fr_FR.UTF-8"},
    ]
    made = [
        subprocess.run(
            [sys.executable, "-c", CODE],
            cwd=ROOT,
            env={**os.environ, **place, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for place in places
    ]
    assert made[0] == made[1]
    assert len(set(made[0])) == 2
