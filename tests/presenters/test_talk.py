"""A talk without any window: slides, hands, votes, covers and the paths."""

import ast
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navigator.engine.assess import assess
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.talk import Cover, Deed, Talk
from navigator.presenters.talk_hands import Hands, count, digit, entered, rubbed, toggled_vote
from navigator.presenters.talk_script import TalkScript
from navigator.presenters.talk_slides import slide_words
from navigator.presenters.talk_words import hands_words, state_words

ROOT = Path(__file__).parents[2]


class Screen:
    """Keeps what was drawn."""

    def __init__(self):
        self.shown = []

    def draw(self, shown):
        self.shown.append(shown)


class Counted:
    """The engine, counted."""

    def __init__(self):
        self.calls = 0

    def __call__(self, edition, record):
        self.calls += 1
        return assess(edition, record)


@pytest.fixture(scope="module")
def catalogue(library):
    return Catalogue(library)


@pytest.fixture
def begin(library, catalogue):
    """Begin the talk of a case."""

    def begun(case_id, engine=assess):
        case = next(one for one in library.cases() if one.id == case_id)
        topic = next(one for one in library.topics() if one.id == case.topic)
        return Talk(Screen(), TalkScript(case, topic, catalogue, engine))

    return begun


def go_to(talk, kind):
    while not talk.shown().here.id.startswith(kind):
        before = talk.state.at
        talk.do(Deed.NEXT)
        assert talk.state.at == before + 1, kind
    return talk.shown()


def kinds(talk):
    found = []
    for _ in range(talk.shown().total):
        found.append(talk.shown().here.id.partition(":")[0])
        talk.do(Deed.NEXT)
    return list(dict.fromkeys(found))


def test_a_case_is_told_in_the_order_of_a_seminar(begin):
    assert kinds(begin("third-line")) == [
        "case", "facts", "question", "count", "path", "steps", "answers", "reveal",
        "forest", "trial", "twist", "moved", "why", "discussion", "points",
    ]  # fmt: skip


def test_no_key_of_a_talk_assesses_anybody_again(begin):
    engine = Counted()
    talk = begin("third-line", engine)
    assert engine.calls == 3  # the case as it is written, and its two changed facts
    for _ in range(40):
        talk.do(Deed.NEXT)
        talk.digit(1)
    for _ in range(40):
        talk.do(Deed.BACK)
    assert engine.calls == 3


def test_a_slide_that_has_not_changed_is_the_same_object_so_that_nothing_is_painted(begin):
    talk = begin("third-line")
    here = go_to(talk, "path").here
    talk.do(Deed.FREEZE)
    assert talk.shown().here is here
    talk.do(Deed.FREEZE)
    talk.do(Deed.NEXT)
    talk.do(Deed.BACK)
    assert talk.shown().here is here


def test_hands_are_not_seen_before_the_room_has_committed(begin):
    talk = begin("third-line")
    go_to(talk, "question")
    for key in (2, 1, 4):
        talk.digit(key)
    talk.do(Deed.ENTER)
    assert [one.hands for one in talk.shown().audience.choices] == [None, None, None]
    talk.do(Deed.NEXT)
    assert [one.hands for one in talk.shown().audience.choices] == [0, 14, 0]
    assert [one.leads for one in talk.shown().audience.choices] == [False, True, False]


def test_the_path_of_the_room_parts_where_its_answer_would_have_needed_another_way(begin):
    """In 2013 a third chemotherapy follows once capecitabine was used; here it never was."""
    talk = begin("third-line")
    go_to(talk, "question")
    talk.digit(3)
    talk.do(Deed.MORE)
    path = go_to(talk, "path").audience
    assert path.chart.marks.step == "Q_3L_CAPE"
    assert path.chart.marks.tried.words == "The room"
    assert path.chart.marks.tried.step != "Q_3L_CAPE"
    words = slide_words(go_to(talk, "steps").audience)
    assert "The paths part at\nCapecitabine used before?".replace("\n", " ") in words
    assert "It would need Yes" in words


def test_without_hands_there_is_only_the_path_of_the_guideline(begin):
    path = go_to(begin("third-line"), "path").audience
    assert path.chart.marks.tried is None
    assert path.title == "The guideline’s path"


def test_a_room_that_agrees_sees_one_path(begin):
    talk = begin("third-line")
    go_to(talk, "question")
    talk.digit(1)
    talk.do(Deed.MORE)
    assert go_to(talk, "path").audience.chart.marks.tried is None


def test_why_and_why_not_come_from_the_engine(begin):
    words = slide_words(go_to(begin("third-line"), "answers").audience)
    assert "Lapatinib with capecitabine: right Recommended, in first place." in words
    assert "Lapatinib with trastuzumab: not here Recommended, not in first place." in words


def test_a_changed_fact_moves_the_path_and_both_are_drawn(begin):
    talk = begin("weak-heart")
    twist = go_to(talk, "twist:lower").audience
    assert "42\N{NO-BREAK SPACE}% → 38\N{NO-BREAK SPACE}%" in twist.lead
    moved = go_to(talk, "moved:lower").audience
    assert moved.title == "The path moves"
    assert moved.chart.marks.tried.step == "R_CARD_OPT"
    assert moved.chart.marks.step != "R_CARD_OPT"


def test_a_fact_that_closes_an_option_is_told_with_its_reason(begin):
    talk = begin("after-deruxtecan")
    moved = go_to(talk, "moved:kidney").audience
    assert moved.title == "The same path, other options"
    assert moved.chart.marks.tried is None
    said = slide_words(go_to(talk, "why:kidney").audience)
    assert "Excluded: " in said
    assert "30" in said  # mL/min, section 4.3 of the European label of Xeloda


def test_the_points_to_remember_name_their_sources(begin):
    points = go_to(begin("weak-heart"), "points").audience
    assert any(one.startswith("Herceptin, US label") for one in points.sources)


def test_notes_are_for_the_presenter_alone(begin):
    shown = go_to(begin("equivocal"), "question")
    assert any("who would start" in one for one in shown.here.notes)
    assert "who would start" not in slide_words(shown.audience)


def test_frozen_the_audience_stays_while_the_presenter_goes_on(begin):
    talk = begin("lungs")
    first = talk.shown().audience
    talk.do(Deed.FREEZE)
    talk.do(Deed.NEXT)
    assert talk.shown().audience is first
    assert talk.shown().here is not first
    assert (
        state_words(talk.shown())[0] == "Frozen: the audience sees “Ground glass without symptoms”."
    )
    talk.do(Deed.FREEZE)
    assert talk.shown().audience is talk.shown().here


def test_black_and_white_cover_until_pressed_again_or_until_the_next_slide(begin):
    talk = begin("lungs")
    talk.do(Deed.BLACK)
    assert talk.shown().cover is Cover.BLACK
    talk.do(Deed.WHITE)
    assert talk.shown().cover is Cover.WHITE
    talk.do(Deed.WHITE)
    assert talk.shown().cover is Cover.NOTHING
    talk.do(Deed.BLACK)
    talk.do(Deed.NEXT)
    assert talk.shown().cover is Cover.NOTHING


def test_more_hands_than_people_are_refused_in_words(begin):
    talk = begin("third-line")
    go_to(talk, "question")
    talk.do(Deed.ROOM)
    for key in (2, 0):
        talk.digit(key)
    talk.do(Deed.ENTER)
    for key in (1, 1, 2):
        talk.digit(key)
    talk.do(Deed.ENTER)
    for key in (2, 9):
        talk.digit(key)
    talk.do(Deed.ENTER)
    shown = talk.shown()
    assert shown.told == "21 hands are more than 20 people in the room."
    assert shown.hands.counts == (12, 0, 0)


def test_a_number_that_is_refused_is_not_left_behind_by_going_on(begin):
    talk = begin("third-line")
    go_to(talk, "question")
    talk.do(Deed.ROOM)
    talk.digit(5)
    talk.do(Deed.ENTER)
    talk.digit(1)
    talk.digit(9)
    at = talk.state.at
    talk.do(Deed.NEXT)
    assert talk.state.at == at
    assert "9 hands" in talk.shown().told


def test_the_room_cannot_become_smaller_than_the_hands_that_were_counted(begin):
    talk = begin("third-line")
    go_to(talk, "question")
    for key in (1, 9):
        talk.digit(key)
    talk.do(Deed.ENTER)
    talk.do(Deed.ROOM)
    talk.digit(5)
    talk.do(Deed.ENTER)
    assert talk.shown().room == 0
    assert talk.shown().told == "9 hands were counted already."


def test_a_blind_vote_shows_nothing_before_it_is_closed(begin):
    talk = begin("third-line")
    go_to(talk, "count")
    talk.do(Deed.VOTE)
    for vote in (1, 1, 2):
        talk.digit(vote)
    shown = talk.shown()
    assert [one.hands for one in shown.audience.choices] == [None, None, None]
    assert [one.hands for one in shown.here.choices] == [None, None, None]
    assert hands_words(shown) == ("Blind vote: 3 votes. Each person presses a number; V closes it.")
    talk.do(Deed.VOTE)
    assert [one.hands for one in talk.shown().audience.choices] == [2, 1, 0]


def test_an_open_vote_is_not_left_by_accident(begin):
    talk = begin("third-line")
    go_to(talk, "question")
    talk.do(Deed.VOTE)
    at = talk.state.at
    talk.do(Deed.NEXT)
    assert talk.state.at == at
    assert talk.shown().told == "A blind vote is open: V closes it."


def test_a_digit_where_nothing_is_asked_says_so(begin):
    talk = begin("lungs")
    talk.digit(1)
    assert talk.shown().told == "Nothing is asked at this slide."


def test_the_last_slide_says_that_it_is_the_last(begin):
    talk = begin("lungs")
    talk.do(Deed.LAST)
    assert talk.shown().after is None
    talk.do(Deed.NEXT)
    assert talk.shown().told == "This is the last slide; Esc leaves."


def test_a_tie_leads_nowhere():
    assert Hands((3, 3, 1)).leading is None
    assert Hands((0, 0)).leading is None
    assert Hands((1, 4, 1)).leading == 1


def test_plus_and_minus_count_and_the_next_digit_chooses_again():
    hands = Hands((0, 0, 0))
    hands = digit(hands, 2, 0)
    for by in (1, 1, 1, -1):
        hands = count(hands, by, 0)
    hands = digit(hands, 3, 0)
    hands = count(hands, 1, 0)
    assert hands.counts == (0, 2, 1)
    assert count(count(Hands((0,), picked=0), -1, 0), -1, 0).counts == (0,)


def test_counting_without_an_answer_says_what_to_do():
    assert count(Hands((0, 0)), 1, 0).told == "Choose an answer by its number first."
    assert digit(Hands((0, 0)), 3, 0).told == "There is no answer 3."


def test_backspace_takes_back_a_digit_then_the_choice_and_in_a_vote_the_last_vote():
    hands = digit(digit(Hands((0, 0)), 1, 0), 4, 0)
    assert rubbed(hands).typed == ""
    assert rubbed(rubbed(hands)).picked is None
    voting = digit(digit(toggled_vote(Hands((0, 0)), 0), 1, 0), 2, 0)
    assert rubbed(voting).votes == (0,)


KEYS = st.sampled_from([*Deed, *range(10)])


@given(keys=st.lists(KEYS, max_size=60), room=st.integers(0, 30))
def test_no_keys_ever_count_more_hands_than_people(keys, room):
    hands = Hands((0, 0, 0))
    for key in keys:
        if isinstance(key, int):
            hands = digit(hands, key, room)
        elif key in (Deed.MORE, Deed.FEWER):
            hands = count(hands, 1 if key is Deed.MORE else -1, room)
        elif key is Deed.ENTER:
            hands = entered(hands, room)
        elif key is Deed.RUB:
            hands = rubbed(hands)
        elif key is Deed.VOTE:
            hands = toggled_vote(hands, room)
        assert not room or hands.total <= room
        assert min(hands.counts) >= 0
        assert not room or len(hands.votes or ()) <= room


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(keys=st.lists(KEYS, max_size=50))
def test_whatever_is_pressed_the_talk_stands_at_a_slide_and_never_shows_what_is_counted_blindly(
    begin, keys
):
    talk = begin("after-deruxtecan")
    for key in keys:
        if isinstance(key, int):
            talk.digit(key)
        else:
            talk.do(key)
        shown = talk.shown()
        assert 1 <= shown.number <= shown.total
        assert (shown.after is None) == (shown.number == shown.total)
        if shown.hands is not None and shown.hands.votes is not None:
            assert all(one.hands is None for one in shown.here.choices)
        if not shown.frozen:
            assert shown.audience is shown.here


FORBIDDEN = ("navigator.cases", "navigator.presenters.case_", "navigator.presenters.navigate")


@pytest.mark.parametrize(
    "file",
    sorted(
        [
            *(ROOT / "navigator" / "presenters").glob("talk*.py"),
            *(ROOT / "navigator" / "presenters").glob("teach*.py"),
            *(ROOT / "navigator" / "ui").glob("talk*.py"),
        ]
    ),
    ids=lambda file: file.name,
)
def test_nothing_of_a_talk_knows_the_case_store_or_the_patient_on_screen(file):
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert not (node.module or "").startswith(FORBIDDEN)
            assert node.module != "navigator.domain.case"


def test_a_name_in_a_case_is_on_no_slide(library, catalogue):
    from dataclasses import replace  # noqa: PLC0415  (only here)

    case = next(one for one in library.cases() if one.id == "lungs")
    named = case.record.replace("{", '{"patient": {"name": "Zuzanna Testowa"}, ', 1)
    talk = Talk(Screen(), TalkScript(replace(case, record=named), None, catalogue, assess))
    for _ in range(talk.shown().total):
        assert "Zuzanna" not in slide_words(talk.shown().here)
        talk.do(Deed.NEXT)


def test_what_is_no_teaching_case_is_refused(catalogue, library):
    vignette = library.vignettes("2013")[0]
    with pytest.raises(TypeError):
        TalkScript(vignette, None, catalogue, assess)
