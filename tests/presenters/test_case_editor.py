"""Writing an own case, without a screen."""

import json
from dataclasses import replace

import pytest

from navigator.domain.facts import Fact, Identity, Line, PatientRecord, Setting
from navigator.domain.problems import KnownTrouble
from navigator.presenters.case_editor import CaseEditor, EditorTools, new_case
from navigator.presenters.case_goals import goal_words
from navigator.presenters.record_edits import with_value
from navigator.services.case_generator import CaseGenerator, Goal
from navigator.words import say


class Screen:
    def __init__(self):
        self.states = []

    def draw(self, state):
        self.states.append(state)

    @property
    def state(self):
        return self.states[-1]


@pytest.fixture
def kept():
    return []


@pytest.fixture
def begin(library, kept):
    def made(case=None, keep=kept.append):
        titles = {one: say(words) for one, words in library.editions().items()}
        topics = {topic.id: say(topic.title) for topic in library.topics()}
        tools = EditorTools(titles, library.edition, topics, lambda: {"mine"}, keep)
        screen = Screen()
        presenter = CaseEditor(screen, tools, case or new_case("2013"))
        presenter.show()
        return presenter, screen

    return made


@pytest.fixture
def first_line(library):
    """Somebody whom 2013 offers a taxane with two antibodies."""
    generator = CaseGenerator(library.edition("2013"))
    return generator.invent(Goal("Q_1L", "THP_DOC")).record


def places(screen):
    return [fault.place for fault in screen.state.faults]


def test_an_empty_case_says_what_it_lacks(begin):
    _, screen = begin()
    assert places(screen) == ["title", "questions"]


def test_a_case_written_from_nothing_has_nothing_to_mend(begin, first_line, kept):
    presenter, screen = begin()
    presenter.write("title", "After surgery")
    presenter.start_from(first_line)
    presenter.add_question()
    presenter.keep()
    assert screen.state.faults == ()
    (case,) = kept
    assert (case.id, screen.state.kept) == ("after-surgery", True)


def test_the_answers_of_a_step_are_suggested_and_marked_as_the_edition_answers(begin, first_line):
    presenter, screen = begin()
    presenter.start_from(first_line)
    presenter.add_question()
    (row,) = screen.state.questions
    right = {one.answer.regimen for one in row.answers if one.answer.right}
    # Content of 2013, Q_1L: T_PAC_Q3W stands first, THP_DOC (added later) behind.
    assert "T_PAC_Q3W" in right
    assert "THP_DOC" not in right
    assert {one.status for one in row.answers if one.answer.right} == {"Recommended"}


def test_a_decision_of_the_path_is_asked_by_its_branches(begin, first_line, library):
    presenter, screen = begin()
    presenter.start_from(first_line)
    presenter.add_question()
    step = screen.state.steps[-1].id
    assert step == library.edition("2013").start
    presenter.choose_step(0, step)
    answers = screen.state.case.questions[0].answers
    branches = library.edition("2013").steps[step].branches
    assert [one.text for one in answers] == [branch.label for branch in branches]
    assert [one.right for one in answers].count(True) == 1


def test_calling_a_preferred_option_wrong_is_told_at_its_place_and_can_be_taken_back(
    begin, first_line
):
    presenter, screen = begin()
    presenter.write("title", "x")
    presenter.start_from(first_line)
    presenter.add_question()
    at = [one.answer.regimen for one in screen.state.questions[0].answers].index("T_PAC_Q3W")
    presenter.call_right(0, at, right=False)
    assert f"questions[0].answers[{at}]" in places(screen)
    presenter.undo()
    assert screen.state.faults == ()
    presenter.redo()
    assert f"questions[0].answers[{at}]" in places(screen)


def test_a_changed_fact_shows_at_once_where_the_path_goes(begin, first_line, library):
    presenter, screen = begin()
    presenter.start_from(first_line)
    presenter.add_twist()
    assert screen.state.twists[0].moved.idle
    presenter.change_fact(0, "pregnancy", "pregnant")
    (row,) = screen.state.twists
    assert row.moved.words.startswith("The path moves: from “")
    assert say(library.edition("2013").steps["Q_1L"].title) in row.moved.words
    assert json.loads(row.twist.facts) == {"pregnancy": "pregnant"}


def test_a_changed_fact_that_moves_nothing_is_told(begin, first_line):
    presenter, screen = begin()
    presenter.start_from(first_line)
    presenter.add_twist()
    age = first_line.facts["age"].value
    presenter.change_fact(0, "age", age + 1)
    assert screen.state.twists[0].moved.idle
    assert "twists[0].facts" in places(screen)


def test_words_of_a_changed_fact_follow_it_until_somebody_writes_them(begin, first_line):
    presenter, screen = begin()
    presenter.start_from(first_line)
    presenter.add_twist()
    presenter.change_fact(0, "pregnancy", "pregnant")
    first = screen.state.twists[0].twist.text.en
    presenter.change_fact(0, "chf_symptomatic", True)
    assert first != screen.state.twists[0].twist.text.en
    presenter.write_twist(0, "text", "She is short of breath.")
    presenter.change_fact(0, "lvef_pct", 42)
    assert screen.state.twists[0].twist.text.en == "She is short of breath."


def test_typing_on_in_one_field_is_one_change(begin):
    presenter, screen = begin()
    for words in ("L", "Lu", "Lung"):
        presenter.write("title", words)
    presenter.write("story", "A woman.")
    presenter.undo()
    assert (screen.state.case.title.en, screen.state.case.story.en) == ("Lung", "")
    presenter.undo()
    assert screen.state.case.title.en == ""
    assert not screen.state.can_undo


def test_a_new_change_after_going_back_leaves_nothing_to_redo(begin):
    presenter, screen = begin()
    presenter.write("title", "One")
    presenter.undo()
    presenter.write("story", "Two")
    assert not screen.state.can_redo


def test_an_id_is_given_once_and_is_never_one_that_is_taken(begin, kept):
    presenter, _ = begin()
    presenter.write("title", "Mine")
    presenter.keep()
    presenter.write("title", "Yours")
    presenter.keep()
    assert [case.id for case in kept] == ["mine-2", "mine-2"]


def test_a_case_without_a_title_is_not_written(begin, kept):
    presenter, _ = begin()
    presenter.write("story", "A woman.")
    presenter.keep()
    assert kept == []


def test_a_case_that_cannot_be_kept_says_so_and_goes_on(begin):
    def refuse(case):
        del case
        raise KnownTrouble("disk full")

    presenter, screen = begin(keep=refuse)
    presenter.write("title", "Mine")
    presenter.keep()
    assert (screen.state.trouble, screen.state.kept) == ("disk full", False)


def test_a_name_like_a_real_patients_is_reminded_of_once(begin):
    presenter, screen = begin()
    presenter.write("title", "Mine")
    presenter.write("story", "Yesterday Anna Miller came back.")
    presenter.keep()
    assert "Anna Miller" in screen.state.reminder
    presenter.write("story", "Yesterday Anna Miller came back again.")
    presenter.keep()
    assert screen.state.reminder == ""


def test_whatever_could_name_the_patient_on_screen_stays_behind(begin, first_line):
    facts = {**first_line.facts, "ecog": Fact("ecog", 1, source="told by Anna Miller")}
    line = Line("THP_DOC", Setting.METASTATIC, note="seen with Anna Miller")
    who = Identity(name="Anna Miller", identifier="7", note="Anna Miller")
    presenter, screen = begin()
    presenter.start_from(replace(first_line, facts=facts, lines=(line,), identity=who))
    assert "Miller" not in screen.state.case.record
    assert screen.state.record.identity == Identity()
    assert screen.state.record.facts["ecog"].value == 1
    assert screen.state.record.facts["sex"].source == "synthetic"


def test_the_patient_is_taken_as_it_is_changed(begin, library, first_line):
    presenter, screen = begin()
    presenter.start_from(first_line)
    before = len(screen.states)
    presenter.take_record(screen.state.record)
    assert len(screen.states) == before
    changed = with_value(first_line, library.edition("2013").elements["lvef_pct"], 38)
    presenter.take_record(changed)
    assert screen.state.record.facts["lvef_pct"].value == 38


def test_a_case_of_an_edition_that_is_not_installed_can_still_be_written(begin, library):
    case = replace(library.cases()[0], edition="2031")
    presenter, screen = begin(case)
    assert places(screen) == ["edition"]
    presenter.write("title", "Later")
    assert screen.state.case.title.en == "Later"
    assert screen.state.edition is None


def test_answers_are_added_written_and_removed(begin, first_line):
    presenter, screen = begin()
    presenter.start_from(first_line)
    presenter.add_question()
    number = len(screen.state.questions[0].answers)
    presenter.add_answer(0)
    presenter.write_answer(0, number, "text", "Something else")
    presenter.write_answer(0, number, "reply", "No trial.")
    assert screen.state.questions[0].answers[number].answer.text.en == "Something else"
    presenter.remove_answer(0, number)
    assert len(screen.state.questions[0].answers) == number
    presenter.remove_question(0)
    assert screen.state.questions == ()


def test_every_shipped_case_opened_in_the_editor_has_nothing_to_mend(begin, library):
    for case in library.cases():
        if case.edition in library.editions():
            _, screen = begin(case)
            assert screen.state.faults == ()


def test_every_goal_of_every_step_has_words_of_its_own(library):
    edition = library.edition("2013")
    generator = CaseGenerator(edition)
    for step in edition.steps:
        words = [goal_words(edition, goal) for goal in generator.goals(step)]
        assert all(words)
        assert len(words) == len(set(words))


def test_a_record_that_nobody_told_stays_unknown(begin):
    presenter, screen = begin()
    presenter.take_record(PatientRecord(facts={"age": Fact("age", 60)}))
    assert json.loads(screen.state.case.record) == {"facts": {"age": 60}}
