"""What may reach the paper: every character as it stands, or refused by name."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.domain.facts import Fact, Line, Setting
from navigator.domain.problems import KnownTrouble
from navigator.report.plan_pdf import plan_pdf
from navigator.report.text import NBSP, CharacterNotPrintable, printable, worded
from tests.plans import sample_plan
from tests.report.reading import bare, text_of

PRINTED = [
    "<b>O'Brien & Søn</b>",
    '<img src="/etc/passwd"/>',
    '<img src="/dev/zero" width="1" height="1"/>',
    "<font color=white>HER2 NEGATIVE</font>",
    "<font size=1>small</font>",
    "5<super>4</super> mg",
    "x <!-- y --> z",
    "-->",
    "]]>",
    "A&B",
    "A&amp;B &lt;i&gt; &#65; &nbsp;",
    "<b>unclosed",
    "unopened</b>",
    "<",
    ">",
    "&",
    "<para>one</para>",
    '<a href="javascript:alert(1)">click</a>',
    "<br/><br/>",
    "{{ 7 * 7 }}",
    "${7*7} #{7*7} {name}",
    "%(name)s %s %d %%",
    "\\n \\x41 \\u0041 C:\\windows",
    "(parentheses) ) ( \\) \\(",
    "/Filter /FlateDecode stream endstream endobj",
    "BT /F1 8 Tf (x) Tj ET",
    "<<>> << /JS (app.alert) >>",
    "'; DROP TABLE patients; --",
    "=cmd|' /C calc'!A0",
    "Wałęsa Łukasz",
    "Đặng Thị Nguyễn",
    "Şükrü İğdır",  # noqa: RUF001  (a name)
    "Ólafur Þórðarson",
    "Ελένη Παπαδοπούλου",
    "Владимир Щербаков",
    "Zoë Ångström Müller ßẞ",
    "“quoted” ‘single’ – — … € £",  # noqa: RUF001  (typographic quotes)
    "mg/m² ≥ ≤ × → − · µ ½ °C",
    "Anna   Maria    with   spaces",
    "A" * 400,
    "w" * 200 + " " + "m" * 200,
    "https://example.org/" + "a/b-c" * 60,
    "-" * 100,
    "___",
    "1 2 3 I l 1 0 O",
]
REFUSED = {
    "Anna\u202eelpmaxE": "202E",
    "zero\u200bwidth": "200B",
    "soft\u00adhyphen": "00AD",
    "join\u200der": "200D",
    "isolate\u2066x\u2069": "2066",
    "nul\x00": "0000",
    "escape\x1b[31m": "001B",
    "bell\x07": "0007",
    "delete\x7f": "007F",
    "private\ue000": "E000",
    "not a character\uffff": "FFFF",
    "replacement\ufffd": "FFFD",
    "byte order\ufeffmark": "FEFF",
    "محمد": "0645",
    "שרה": "05E9",
    "李小龍": "674E",
    "สมชาย": "0E2A",
    "नमस्ते": "0928",
    "smile 😀": "1F600",
    "flag 🇫🇷": "1F1EB",
    "tag\U000e0041": "E0041",
    "a\u0301\u0301\u0301\u0301": "0301",
    "surrogate\ud800": "D800",
}


def plan_with(text):
    """The sample plan with a text in every place where a person types."""
    plan = sample_plan()
    identity = replace(plan.identity, name=text, identifier=text, allergies=(text, text), note=text)
    record = replace(plan.record, lines=(Line(text, Setting.METASTATIC),))
    return replace(plan, identity=identity, record=record)


@pytest.mark.parametrize("text", PRINTED)
@pytest.mark.parametrize("page_size", ["A4", "Letter"])
def test_what_a_person_typed_is_printed_as_it_stands(text, page_size):
    found = bare(text_of(plan_pdf(plan_with(text), page_size)))
    # name and number on two pages, two allergies, the note and the earlier line
    assert found.count(bare(text)) >= 4


@pytest.mark.parametrize("text", REFUSED)
def test_a_character_that_paper_cannot_show_is_refused_by_name(text):
    with pytest.raises(CharacterNotPrintable) as refusal:
        plan_pdf(plan_with(text), "A4")
    assert f"U+{REFUSED[text]}" in str(refusal.value)
    assert isinstance(refusal.value, KnownTrouble)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("name", "The patient's name"),
        ("identifier", "The patient's number"),
        ("note", "The note"),
    ],
)
def test_a_refusal_says_where_the_character_stands_and_nothing_of_the_text(place, words):
    plan = sample_plan()
    plan = replace(plan, identity=replace(plan.identity, **{place: "Secret\u200bname"}))
    with pytest.raises(CharacterNotPrintable) as refusal:
        plan_pdf(plan, "A4")
    assert str(refusal.value).startswith(f"{words} cannot be printed: character 7 is")
    assert "ZERO WIDTH SPACE" in str(refusal.value)
    assert "Secret" not in str(refusal.value)


def test_a_text_fact_is_checked_like_any_other():
    plan = sample_plan()
    facts = {**plan.assessment.facts, "hr": Fact("hr", "turned \u202e round")}
    elements = {**plan.edition.elements, "hr": plan.edition.elements["her2_final"]}
    plan = replace(
        plan,
        assessment=replace(plan.assessment, facts=facts),
        edition=replace(plan.edition, elements=elements),
    )
    with pytest.raises(CharacterNotPrintable):
        plan_pdf(plan, "A4")


def test_letters_written_as_parts_are_put_together():
    assert printable("Søren Å e\u0301", "x") == "Søren Å é"


def test_line_ends_become_spaces():
    assert printable("one\r\ntwo\tthree\u2028four", "x") == "one  two three four"


@given(st.text(max_size=60))
def test_every_text_is_either_the_same_after_composing_or_refused(text):
    try:
        found = printable(text, "x")
    except CharacterNotPrintable:
        return
    assert bare(found) == bare(text)
    assert unicodedata.is_normalized("NFC", found)
    assert not any(unicodedata.category(sign).startswith("C") for sign in found)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("LVEF <50 %", "LVEF less than~50~%"),
        ("LVEF >=50 %", "LVEF at least~50~%"),
        ("LVEF ≤ 49 %", "LVEF at most~49~%"),
        ("p <0.001", "p less than~0.001"),
        ("give 5mg now", "give 5~mg now"),
        ("25 µg", "25~mcg"),
        ("25 μg/kg", "25~mcg/kg"),
        ("75 mg/m² on day 1", "75~mg/m² on day 1"),
        ("after 6 weeks", "after 6~weeks"),
        ("on 2026-11-20", "on 20~Nov~2026"),
        ("on 2026-13-45", "on 2026-13-45"),
        ("grade 3 or more", "grade 3 or more"),
        ("x < y", "x < y"),
        ("above 100 × 10⁹/L", "above 100~×~10⁹/L"),
    ],
)
def test_content_is_set_by_the_rules_of_safe_writing(written, printed):
    assert worded(written) == printed.replace("~", NBSP)
