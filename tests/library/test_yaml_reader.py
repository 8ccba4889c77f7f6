"""YAML as authors write it; where a test has a docstring, that is the file."""

from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.problems import Place
from navigator.library import yaml_reader
from navigator.library.yaml_reader import read_yaml, read_yaml_bytes
from tests.library.packs import user_file


def read(text):
    return read_yaml_bytes(text.encode(), "a.yaml")


def told(text):
    """Code, line and column of every fault."""
    _, problems = read(text)
    return [(one.code, one.place.line, one.place.column) for one in problems]


def test_plain_words_and_numbers_are_what_everybody_reads_in_them():
    """
    country: NO
    answer: yes
    on: off
    dose: 4.20
    days: 21
    below: -0.5
    review_by: 2027-05-31
    verified: true
    nothing: null
    code: "010"
    doi: 10.1056/NEJM200103153441101
    """
    located, problems = read(user_file())
    assert problems == ()
    assert located.value == {
        "country": "NO",
        "answer": "yes",
        "on": "off",
        "dose": Decimal("4.20"),
        "days": 21,
        "below": Decimal("-0.5"),
        "review_by": date(2027, 5, 31),
        "verified": True,
        "nothing": None,
        "code": "010",
        "doi": "10.1056/NEJM200103153441101",
    }
    assert str(located.value["dose"]) == "4.20"
    assert type(located.value["days"]) is int


def test_every_key_and_value_knows_its_line_and_column():
    """
    drugs:
      - id: a
        days: [1, 8]
      - {id: "b"}
    """
    located, _ = read(user_file())
    assert located.place(("drugs", 0, "days"), of_key=True) == Place("a.yaml", 3, 5)
    assert located.place(("drugs", 0, "days", 1)) == Place("a.yaml", 3, 15)
    assert located.place(("drugs", 1, "id")) == Place("a.yaml", 4, 10)
    assert located.inset(("drugs", 1, "id")) == 1
    assert located.inset(("drugs", 0, "id")) == 0


def test_what_is_not_there_has_the_place_of_what_is_around_it():
    located, _ = read("drugs:\n  - id: a\n")
    assert located.place(("drugs", 0, "dose")) == Place("a.yaml", 2, 5)


def test_a_key_that_is_given_twice_is_refused_and_the_first_one_kept():
    """
    dose: 6
    per: mg/kg
    dose: 60
    """
    located, problems = read(user_file())
    assert [(one.code, one.place.line, one.place.column) for one in problems] == [
        ("duplicate-key", 3, 1)
    ]
    assert "line 1" in problems[0].hint
    assert located.value == {"dose": 6, "per": "mg/kg"}


def test_anchors_aliases_and_tags_are_refused_where_they_stand():
    """
    first: &dose 6
    second: *dose
    third: !!str 6
    fourth: &list [1]
    """
    assert told(user_file()) == [
        ("anchor", 1, 8),
        ("alias", 2, 9),
        ("tag", 3, 8),
        ("anchor", 4, 9),
    ]


def test_a_billion_laughs_are_not_laughed():
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{b}: &{b} [*{a}, *{a}, *{a}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    located, problems = read("\n".join(lines))
    assert {one.code for one in problems} == {"anchor", "alias"}
    assert located.value["i"] == [None, None, None]


@pytest.mark.parametrize(
    "scalar", ["010", "0x1F", "0o17", "1e3", ".5", "5.", "+5", "1_000", "12:30:45", ".inf", ".NaN"]
)
def test_a_number_that_can_be_read_in_two_ways_is_refused(scalar):
    assert told(f"dose: {scalar}\n") == [("number", 1, 7)]


def test_a_number_longer_than_any_measurement_is_refused():
    assert told("dose: 1234567890.123456\n") == [("number", 1, 7)]


def test_a_day_that_does_not_exist_is_refused():
    assert told("on: 2027-02-30\n") == [("date", 1, 5)]


def test_a_key_without_a_value_is_refused_at_the_key():
    assert told("a: 1\nnote:\nb: {c: }\n") == [("no-value", 2, 1), ("no-value", 3, 5)]


@pytest.mark.parametrize("key", ["1", "true", "2027-05-31", "null", "[a, b]", "{a: b}"])
def test_a_key_that_is_not_text_is_refused(key):
    assert told(f"? {key}\n: x\n")[0][0] == "key-not-text"


def test_a_tab_is_refused_where_it_stands():
    assert told("a: 1\nb:\t2\n") == [("tab", 2, 3)]


@pytest.mark.parametrize("sign", ["\ufeff", "\u202e", "\x00", "\x1b", "\u2066", "\x85"])
def test_a_sign_that_nobody_sees_is_refused(sign):
    assert told(f"a: 1\nname: x{sign}y\n") == [("hidden-sign", 2, 8)]


def test_bytes_that_are_not_utf_8_are_refused():
    _, problems = read_yaml_bytes(b"a: 1\nb: caf\xe9\n", "a.yaml")
    assert [(one.code, one.place) for one in problems] == [("encoding", Place("a.yaml", 2, 7))]


def test_depth_is_bounded():
    most = yaml_reader.MOST_LEVELS
    assert told("[" * most + "]" * most) == []
    assert told("[" * 5_000) == [("too-deep", 1, most + 1)]
    assert told("- " * 5_000)[0][0] == "too-deep"


def test_size_is_bounded(monkeypatch):
    monkeypatch.setattr(yaml_reader, "MOST_BYTES", 10)
    assert [code for code, *_ in told("a: 12345678")] == ["too-large"]


@pytest.mark.parametrize("text", ["", "# only a comment\n", "\n\n"])
def test_an_empty_file_is_said_to_be_empty(text):
    assert told(text) == [("empty-file", 1, 1)]


def test_a_second_document_and_a_directive_are_refused():
    assert told("a: 1\n---\nb: 2\n") == [("second-document", 2, 1)]
    assert told("%YAML 1.1\n---\na: no\n") == [("directive", 1, 1)]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("a: [1, 2\nb: 3\n", 2, 2), ("a: b: c\n", 1, 5), ("a: 'x\n", 2, 1), ("a: @x\n", 1, 4)],
)
def test_what_is_not_yaml_is_refused_at_its_place(text, line, column):
    assert told(text) == [("syntax", line, column)]


def test_faults_before_an_error_of_syntax_are_told_with_it():
    assert [code for code, *_ in told("a: 1\na: 2\nb: 010\nc: [\n")] == [
        "duplicate-key",
        "number",
        "syntax",
    ]


def test_windows_line_ends_change_nothing():
    located, problems = read("a: 1\r\nb: two\r\n")
    assert (located.value, problems) == ({"a": 1, "b": "two"}, ())


def test_a_file_that_cannot_be_read_is_a_fault_and_not_a_crash(tmp_path):
    located, problems = read_yaml(tmp_path / "missing.yaml")
    assert located.value is None
    assert [one.code for one in problems] == ["unreadable"]


def test_folded_and_literal_blocks_are_text():
    """
    why: >-
      one
      two
    text: |
      010
    """
    located, problems = read(user_file())
    assert problems == ()
    assert located.value == {"why": "one two", "text": "010\n"}
