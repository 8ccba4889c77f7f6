"""Handouts: what stands on each, and a set of them written with progress and a way to stop."""

from dataclasses import replace
from pathlib import Path

import pytest

from navigator.domain.problems import KnownTrouble
from navigator.domain.text import Text
from navigator.presenters.handout_orders import (
    Kind,
    made,
    orders_of_all,
    orders_of_case,
    orders_of_topic,
)
from navigator.presenters.handouts import HandoutsPresenter, HandoutTools
from navigator.presenters.library_catalogue import Catalogue
from navigator.words import say
from tests.presenters.held_jobs import HeldJobs
from tests.report.reading import text_of

SIZES = {"A4": (595.27, 841.89), "Letter": (612.0, 792.0)}


@pytest.fixture(scope="module")
def catalogue(library):
    return Catalogue(library)


@pytest.fixture
def topics(library):
    return {one.id: one for one in library.topics()}


def case_of(library, case_id):
    return next(one for one in library.cases() if one.id == case_id)


def text(order, catalogue, size="A4"):
    return " ".join(text_of(made(order, catalogue, size)).split())


def order_of(orders, kind):
    return next(one for one in orders if one.kind is kind)


def test_every_topic_has_a_case_a_question_a_reveal_and_a_handout(library, catalogue):
    for topic in library.topics():
        cases = [one for one in library.cases() if one.topic == topic.id]
        assert any(question.reveal for case in cases for question in case.questions)
        kinds = {order.kind for order in orders_of_topic(topic, cases)}
        assert {Kind.CASE, Kind.KEY, Kind.CHART, Kind.POINTS} <= kinds
    assert len(library.topics()) >= 8


def test_a_set_over_all_topics_is_more_than_forty_and_no_file_is_written_twice(library):
    names = [one.name for one in orders_of_all(library.topics(), library.cases())]
    assert len(names) == len(set(names)) >= 40


@pytest.mark.parametrize("size", SIZES)
def test_every_handout_of_every_topic_can_be_made_and_made_again_byte_for_byte(
    library, catalogue, size
):
    again = Catalogue(library)
    for order in orders_of_all(library.topics(), library.cases()):
        if order.kind is Kind.CHART and order.edition == "2026" and size == "A4":
            continue  # nine sheets, made on Letter
        content = made(order, catalogue, size)
        assert content.startswith(b"%PDF")
        assert content == made(order, again, size)


def test_a_case_sheet_tells_the_case_and_no_answer(library, catalogue, topics):
    case = case_of(library, "weak-heart")
    found = text(order_of(orders_of_case(case, topics["heart"]), Kind.CASE), catalogue)
    assert "LVEF 42 % before treatment" in found
    for question in case.questions:
        assert question.text.en in found
        assert all(answer.text.en in found for answer in question.answers)
        assert question.reveal.en[:40] not in found
        assert not any(one.reply.en and one.reply.en in found for one in question.answers)
    assert all(twist.text.en in found for twist in case.twists)
    assert "right" not in found


def test_the_answer_key_tells_what_is_right_why_and_from_where(library, catalogue, topics):
    case = case_of(library, "after-taxane")
    found = text(order_of(orders_of_case(case, topics["mechanisms"]), Kind.KEY), catalogue)
    assert "Trastuzumab deruxtecan: right" in found
    assert "Trastuzumab emtansine: not here" in found
    assert "28.8 against 6.8 months" in found
    assert "The path of the edition" in found
    assert "doi:" in found
    assert "Draw the linker" in found
    assert case.twists[0].reveal.en in found


def test_the_evidence_has_ratios_with_limits_and_medians_as_the_library_draws_them(
    library, catalogue, topics
):
    topic = topics["hormones"]
    found = text(
        order_of(orders_of_topic(topic, library.cases(), [Kind.EVIDENCE]), Kind.EVIDENCE), catalogue
    )
    # PATINA: 44.3 against 29.1 months, hazard ratio 0.75.
    assert "0.75 (0.59 to 0.96)" in found
    assert "44.3 months" in found
    assert "29.1 months" in found


def test_a_primer_tells_every_step_by_number(library, catalogue, topics):
    primer = library.edition("her2-testing")
    found = text(order_of(orders_of_topic(topics["her2-testing"], ()), Kind.PRIMER), catalogue)
    for number, step in enumerate(primer.steps.values(), start=1):
        assert f"{number}. {say(step.title)[:20]}" in found


def test_an_own_case_has_handouts_without_a_topic(library, catalogue):
    case = replace(case_of(library, "third-line"), topic="", id="mine")
    orders = orders_of_all((), [case])
    assert [one.name for one in orders] == [
        "mine-case",
        "mine-key",
        *(["mine-evidence"] if case.trials else []),
        "2013-flowchart",
    ]
    assert "Own case" in text(orders[0], catalogue)


def test_a_case_of_an_edition_that_is_not_installed_is_refused_in_words(library, catalogue):
    case = replace(case_of(library, "third-line"), edition="2031", id="mine")
    with pytest.raises(KnownTrouble, match="2031"):
        made(orders_of_case(case, None)[0], catalogue, "A4")


def test_a_sign_that_cannot_be_printed_is_refused_in_words(library, catalogue):
    case = replace(case_of(library, "third-line"), story=Text("\U0001f9ec"), id="mine")
    with pytest.raises(KnownTrouble):
        made(orders_of_case(case, None)[0], catalogue, "A4")


class Screen:
    def __init__(self):
        self.states = []

    def draw(self, state):
        self.states.append(state)

    @property
    def state(self):
        return self.states[-1]


@pytest.fixture
def desk(library):
    jobs, screen, written = HeldJobs(), Screen(), {}

    def make(order, size):
        if order.name in desk_refuses:
            raise KnownTrouble("no paper")
        return f"{order.name} {size}".encode()

    desk_refuses = set()
    tools = HandoutTools(make, written.__setitem__, jobs)
    orders = orders_of_all(library.topics(), library.cases())
    presenter = HandoutsPresenter(screen, tools, orders, "A4")
    presenter.show()
    return presenter, screen, jobs, written, desk_refuses


def release_all(jobs):
    while jobs.held:
        jobs.release()


def test_a_set_is_written_one_job_at_a_time_and_counted(desk):
    presenter, screen, jobs, written, _ = desk
    number = screen.state.number
    presenter.write_to(Path("out"))
    assert len(jobs.held) == 1
    jobs.release()
    assert (screen.state.done, len(jobs.held)) == (1, 1)
    release_all(jobs)
    assert (screen.state.done, screen.state.running) == (number, False)
    assert len(written) == number >= 40
    assert all(path.parent == Path("out") and path.suffix == ".pdf" for path in written)


def test_a_set_that_is_stopped_keeps_what_is_written_and_says_what_is_left_out(desk):
    presenter, screen, jobs, written, _ = desk
    number = screen.state.number
    presenter.write_to(Path("out"))
    jobs.release()
    presenter.stop()
    jobs.release()
    assert (len(written), screen.state.running) == (2, False)
    assert screen.state.words == f"2 handouts written. {number - 2} left out."


def test_one_handout_that_cannot_be_made_is_told_and_the_others_are_written(desk):
    presenter, screen, jobs, written, refuses = desk
    refuses.add("2013-flowchart")
    presenter.write_to(Path("out"))
    release_all(jobs)
    assert screen.state.troubles == ("2013-flowchart: no paper",)
    assert len(written) == screen.state.number - 1


def test_a_defect_ends_the_set_and_is_not_swallowed(library):
    screen, jobs = Screen(), HeldJobs()

    def broken(order, size):
        del order, size
        raise ZeroDivisionError

    tools = HandoutTools(broken, {}.__setitem__, jobs)
    presenter = HandoutsPresenter(
        screen, tools, orders_of_all(library.topics(), library.cases()), "A4"
    )
    presenter.write_to(Path("out"))
    with pytest.raises(ZeroDivisionError):
        jobs.release()
    assert not screen.state.running


def test_kinds_that_are_not_wanted_are_left_out_and_the_paper_is_taken(desk):
    presenter, screen, jobs, written, _ = desk
    for kind in Kind:
        presenter.want(kind, wanted=kind is Kind.KEY)
    presenter.use_size("Letter")
    assert screen.state.number == 11
    presenter.write_to(Path("out"))
    release_all(jobs)
    assert {content.split()[-1] for content in written.values()} == {b"Letter"}
    assert all(path.name.endswith("-key.pdf") for path in written)
