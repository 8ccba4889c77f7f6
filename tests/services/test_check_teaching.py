"""What a teaching case calls right is held against what its edition answers."""

from dataclasses import replace

import pytest

from navigator.domain.teaching import Answer, Question, Twist
from navigator.domain.text import Text
from navigator.services.check_teaching import case_problems, teaching_problems
from navigator.services.teaching_case import patient_of


@pytest.fixture
def case(library):
    return next(one for one in library.cases() if one.id == "third-line")


def codes(case, library):
    return [
        (problem.code, problem.place.file)
        for problem in case_problems(case, library.edition("2013"))
    ]


def asked(case, *answers, step="Q_3L_CAPE"):
    question = Question("q", Text("?"), answers, step=step)
    return replace(case, questions=(question,))


def test_every_shipped_case_agrees_with_its_edition(library):
    editions = {one: library.edition(one) for one in (*library.editions(), *library.primers())}
    assert list(teaching_problems(library.cases(), editions)) == []


def test_at_least_eight_topics_have_a_case_with_a_question_and_a_change(library):
    ready = {case.topic for case in library.cases() if case.questions and case.twists}
    assert ready == {topic.id for topic in library.topics()}
    assert len(ready) >= 8


def test_a_right_answer_that_the_edition_does_not_recommend_is_told(case, library):
    # Preferred in 2013 after two progressions: lapatinib with capecitabine; letrozole is not there.
    wrong = asked(
        case, Answer("a", Text("A"), right=True, regimen="LAP_LET"), Answer("b", Text("B"))
    )
    assert codes(wrong, library) == [("wrong-answer", "cases.third-line.questions.q.answers.a")]


def test_a_preferred_option_cannot_be_called_wrong(case, library):
    wrong = asked(
        case, Answer("a", Text("A"), right=True), Answer("b", Text("B"), regimen="LAP_CAPE")
    )
    assert codes(wrong, library) == [("wrong-answer", "cases.third-line.questions.q.answers.b")]


def test_a_question_at_a_step_that_the_patient_never_sees_is_told(case, library):
    lost = asked(case, Answer("a", Text("A"), right=True), Answer("b", Text("B")), step="Q_1L")
    assert codes(lost, library) == [("step-not-reached", "cases.third-line.questions.q.step")]


def test_a_change_that_moves_nothing_is_told(case, library):
    idle = replace(case, twists=(Twist("older", Text("Older"), '{"age": 59}'),))
    assert codes(idle, library) == [("idle-twist", "cases.third-line.twists.older.facts")]


def test_a_patient_or_a_change_that_cannot_be_read_is_told_by_its_place(case, library):
    heavy = replace(case, twists=(Twist("heavy", Text("Heavy"), '{"weight": 7000}'),))
    assert codes(heavy, library) == [("refused-patient", "cases.third-line.twists.heavy.facts")]
    broken = replace(case, record="{")
    assert codes(broken, library) == [("refused-patient", "cases.third-line.record")]


def test_a_change_of_access_becomes_a_setting_of_the_site(library):
    case = next(one for one in library.cases() if one.id == "first-line-today")
    edition = library.edition("2026")
    (access,) = [twist for twist in case.twists if twist.id == "no-access"]
    changed = patient_of(case, edition, access)
    assert changed.site["acc_tdxd_1l"].value is False
    assert "acc_tdxd_1l" not in changed.facts
