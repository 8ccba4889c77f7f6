"""A teacher's own cases: read with every fault named, kept as files, given to others."""

import json
import re
from pathlib import Path

import pytest

from navigator.domain.problems import InputRefused, Severity
from navigator.services.check_teaching import case_problems
from navigator.services.own_case_text import case_text
from navigator.services.own_cases import OwnCases, export, free_id, names_in
from navigator.services.read_own_case import read_case
from navigator.services.teaching_case import patient_of

WHOLE = {
    "id": "mine",
    "title": "After two antibodies",
    "edition": "2013",
    "difficulty": 2,
    "story": "A woman of 55 with new lesions.",
    "record": {"facts": {"age": 55, "lvef_pct": 60}, "lines": []},
    "questions": [
        {
            "id": "which",
            "step": "Q_1L",
            "text": "What next?",
            "answers": [
                {"id": "one", "text": "Trastuzumab and paclitaxel", "regimen": "T_PAC_Q3W"},
                {"id": "two", "text": "A taxane with both", "regimen": "THP_DOC", "right": True},
            ],
        }
    ],
    "twists": [{"id": "heart", "text": "The LVEF is 42 %.", "facts": {"lvef_pct": 42}}],
    "discussion": "Why both?",
    "notes": "Ask the last row.",
}


@pytest.fixture
def edition_of(library):
    held = {*library.editions(), *library.primers()}
    return lambda one: library.edition(one) if one in held else None


@pytest.fixture
def read(edition_of):
    return lambda document: read_case(
        document if isinstance(document, str) else json.dumps(document), edition_of
    )


@pytest.fixture
def own(tmp_path, edition_of):
    return OwnCases(tmp_path / "cases", edition_of)


def places(found):
    return [(problem.code, problem.place.file) for problem in found.problems]


def changed(**parts):
    return {**WHOLE, **parts}


def test_a_whole_case_is_read_without_a_problem(read):
    found = read(WHOLE)
    assert found.problems == ()
    case = found.case
    assert (case.id, case.edition, case.difficulty) == ("mine", "2013", 2)
    assert [answer.right for answer in case.questions[0].answers] == [False, True]
    assert json.loads(case.twists[0].facts) == {"lvef_pct": 42}


def test_what_is_written_reads_back_as_the_same_case_and_the_same_bytes(read):
    case = read(WHOLE).case
    text = case_text(case)
    assert read(text).case == case
    assert case_text(read(text).case) == text


def test_every_shipped_case_goes_out_and_comes_back_with_the_same_patient(
    library, edition_of, read
):
    for case in library.cases():
        text = case_text(case)
        found = read(text)
        assert found.problems == ()
        assert case_text(found.case) == text
        edition = edition_of(case.edition)
        assert patient_of(found.case, edition) == patient_of(case, edition)
        assert list(case_problems(found.case, edition)) == []


def test_a_fault_is_named_by_its_place_and_the_rest_is_still_offered(read):
    answers = [
        {"id": "one", "text": "A", "regimen": "THP_DOK"},
        {"id": "two", "text": "B", "right": "yes"},
    ]
    asked = {"id": "q", "text": "?", "step": "Q_9L", "answers": answers}
    record = {"facts": {"age": 55, "lvef_pct": 700, "lvef": 60}, "lines": [{"regimen": "X"}]}
    found = read(changed(questions=[WHOLE["questions"][0], asked], record=record, difficulty=7))
    assert set(places(found)) == {
        ("difficulty", "difficulty"),
        ("refused-value", "record.facts.lvef_pct"),
        ("unknown-element", "record.facts.lvef"),
        ("missing", "record.lines[0].setting"),
        ("unknown-step", "questions[1].step"),
        ("unknown-regimen", "questions[1].answers[0].regimen"),
        ("wrong-type", "questions[1].answers[1].right"),
        ("answers", "questions[1].answers"),
    }
    hints = {problem.place.file: problem.hint for problem in found.problems}
    assert "THP_DOC" in hints["questions[1].answers[0].regimen"]
    assert json.loads(found.case.record) == {"facts": {"age": 55}, "lines": []}
    assert len(found.case.questions) == 2
    assert found.case.twists


def test_two_faulty_lines_are_both_named_where_they_stand_in_the_file(read):
    lines = [{"regimen": "X", "setting": "nowhere"}, {"regimen": "Y", "setting": "never"}]
    found = read(changed(record={"facts": {}, "lines": lines}))
    assert places(found) == [
        ("refused-value", "record.lines[0].setting"),
        ("refused-value", "record.lines[1].setting"),
    ]


def test_a_changed_fact_that_cannot_be_is_named_and_a_setting_of_the_site_is_one(read):
    twist = {"id": "t", "text": "?", "facts": {"lvef_pct": 700, "region": "US"}}
    found = read(changed(twists=[twist]))
    assert places(found) == [("refused-value", "twists[0].facts.lvef_pct")]
    assert json.loads(found.case.twists[0].facts) == {"region": "US"}


def test_a_case_for_an_edition_that_is_not_installed_is_named_and_kept_whole(read):
    found = read(changed(edition="2031"))
    assert places(found) == [("edition-not-installed", "edition")]
    assert found.problems[0].severity is Severity.WARN
    assert "2031" in found.problems[0].message
    assert found.case.questions[0].step == "Q_1L"
    assert json.loads(found.case.record) == WHOLE["record"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not JSON"),
        ("[]", "one JSON object"),
        ('{"id": "a", "id": "b"}', "stands twice"),
        ('{"record": {"facts": {"age": NaN}}}', "NaN"),
        ("[" * 100_000, "nested"),
        ('{"a": ' + "[" * 40 + "]" * 40 + "}", "nested"),
        ('{"a": 1e400}', "number"),
        ('{"a": ' + "9" * 400 + "}", "number"),
        ('{"a": "' + "x" * 1_100_000 + '"}', "too large"),
        ('{"a": [' + "1," * 30_000 + "1]}", "far more"),
    ],
)
def test_a_hostile_file_is_refused_in_words(read, text, words):
    found = read(text)
    assert found.case is None
    assert words in found.problems[0].message


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<script>alert(1)</script>", "markup"),
        ("<img src=x onerror=y>", "markup"),
        ("a\u202eb", "U+202E"),
        ("a\u0000b", "U+0000"),
        ("x" * 5_000, "4000"),
    ],
)
def test_a_hostile_text_is_refused_where_it_stands(read, text, words):
    found = read(changed(story=text))
    assert places(found) == [("refused-text", "story")]
    assert words in found.problems[0].message
    assert not found.case.story


def test_comparisons_are_no_markup(read):
    assert read(changed(story="LVEF < 50 % and QTc > 470 ms")).problems == ()


def test_a_missing_title_question_or_id_is_named(read):
    found = read({"edition": "2013", "questions": [{"answers": []}], "colour": "red"})
    assert set(places(found)) == {
        ("unknown-key", "colour"),
        ("id", "id"),
        ("missing", "title"),
        ("answers", "questions[0].answers"),
        ("missing", "questions[0].text"),
    }


def test_one_broken_file_does_not_hide_the_others(own, read):
    own.keep(read(WHOLE).case)
    (own.folder / "broken.case.json").write_text("{")
    (own.folder / "bytes.case.json").write_bytes(b"\xff\xfe")
    (own.folder / "other.txt").write_text("nothing")
    found = own.read()
    assert [one.file.name for one in found] == [
        "broken.case.json",
        "bytes.case.json",
        "mine.case.json",
    ]
    assert [one.broken for one in found] == [True, True, False]
    assert [case.id for case in own.cases()] == ["mine"]


def test_a_folder_that_is_not_there_holds_no_case(own):
    assert own.read() == ()


def test_a_case_given_to_a_colleague_arrives_byte_for_byte(own, read, tmp_path, edition_of):
    export(read(WHOLE).case, tmp_path / "given.case.json")
    other = OwnCases(tmp_path / "elsewhere", edition_of)
    kept = other.bring_in(tmp_path / "given.case.json")
    assert kept.file.read_bytes() == (tmp_path / "given.case.json").read_bytes()
    assert other.cases() == (read(WHOLE).case,)


def test_a_case_from_elsewhere_with_an_id_that_is_taken_is_kept_beside(own, read, tmp_path):
    own.keep(read(WHOLE).case)
    export(read(changed(title="Another")).case, tmp_path / "given.case.json")
    own.bring_in(tmp_path / "given.case.json")
    own.bring_in(own.folder / "mine.case.json")
    assert [(case.id, case.title.en) for case in own.cases()] == [
        ("mine-2", "Another"),
        ("mine", "After two antibodies"),
    ]


def test_two_files_with_one_id_are_told_apart(own, read):
    own.keep(read(WHOLE).case)
    (own.folder / "copy.case.json").write_bytes((own.folder / "mine.case.json").read_bytes())
    assert [case.id for case in own.cases()] == ["mine-2", "mine"]


def test_a_file_that_is_no_case_is_not_kept(own, tmp_path):
    (tmp_path / "x.case.json").write_text("[]")
    with pytest.raises(InputRefused, match="one JSON object"):
        own.bring_in(tmp_path / "x.case.json")
    assert own.read() == ()


def test_a_case_that_is_taken_away_is_gone_and_taking_it_again_is_no_trouble(own, read):
    own.keep(read(WHOLE).case)
    own.remove("mine")
    own.remove("mine")
    assert own.read() == ()


def test_an_own_case_never_has_the_id_of_a_case_of_the_content(read, tmp_path, edition_of):
    own = OwnCases(tmp_path / "cases", edition_of, ["mine"])
    export(read(WHOLE).case, tmp_path / "given.case.json")
    assert own.bring_in(tmp_path / "given.case.json").case.id == "mine-2"
    (own.folder / "by-hand.case.json").write_bytes((tmp_path / "given.case.json").read_bytes())
    assert sorted(case.id for case in own.cases()) == ["mine-2", "mine-3"]


def test_a_case_kept_under_another_id_leaves_no_second_file(own, read):
    first = own.keep(read(WHOLE).case)
    own.keep(read(changed(id="other")).case, first)
    assert [one.file.name for one in own.read()] == ["other.case.json"]


@pytest.mark.parametrize(
    ("wanted", "taken", "given"),
    [
        ("After two antibodies!", (), "after-two-antibodies"),
        ("Mine", ("mine",), "mine-2"),
        ("Mine", ("mine", "mine-2"), "mine-3"),
        ("…", (), "case"),
    ],
)
def test_an_id_is_made_of_the_title_and_never_taken_twice(wanted, taken, given):
    assert free_id(wanted, taken) == given


@pytest.mark.parametrize(
    ("parts", "names"),
    [
        ({"story": "Yesterday Anna Miller came back."}, ("Anna Miller",)),
        ({"notes": "Seen by Dr. Weber."}, ("Dr. Weber",)),
        ({"record": {"patient": {"name": "A. M."}}}, ("A. M.",)),
        ({"story": "A woman of 55. Liver lesions. HER2 positive since May."}, ()),
        ({"story": "Trastuzumab Deruxtecan was given."}, ()),
    ],
)
def test_what_reads_like_a_real_name_is_found(read, parts, names):
    assert names_in(read(changed(**parts)).case) == names


def test_no_shipped_case_reads_like_a_real_person(library):
    assert [case.id for case in library.cases() if names_in(case)] == []


def test_the_example_of_the_manual_is_a_case_without_a_fault_as_the_program_writes_it(
    read, edition_of
):
    manual = (Path(__file__).parents[2] / "docs" / "TEACHING.md").read_text("utf-8")
    example = re.search(r"```json\n(.*?)```", manual, re.DOTALL)[1]
    found = read(example)
    assert found.problems == ()
    assert list(case_problems(found.case, edition_of("2026"))) == []
    assert case_text(found.case) == example


def test_a_file_that_has_not_changed_is_read_once(tmp_path, read, edition_of):
    asked = []

    def counted(one):
        asked.append(one)
        return edition_of(one)

    own = OwnCases(tmp_path / "cases", counted)
    file = own.keep(read(WHOLE).case)
    own.read()
    own.cases()
    assert asked == ["2013"]
    file.write_text(case_text(read(changed(title="Another title")).case), "utf-8")
    assert own.cases()[0].title.en == "Another title"
    assert asked == ["2013", "2013"]
