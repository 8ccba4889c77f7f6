"""What can be taught: the cards, the primers that are walked, and the drawing."""

from dataclasses import replace

import pytest

from navigator.assets import resource
from navigator.domain.drawing import drawing_from
from navigator.domain.problems import KnownTrouble
from navigator.engine.assess import assess
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.talk import Deed
from navigator.presenters.talk_drawing import DrawingScript
from navigator.presenters.talk_primer import PrimerWalk
from navigator.presenters.talk_slides import slide_words
from navigator.presenters.teach_list import Filter, Kind, TeachTools, teach_state
from navigator.presenters.teach_talks import talk_of


class Screen:
    """Keeps what was drawn last."""

    def draw(self, shown):
        self.shown = shown


@pytest.fixture(scope="module")
def drawing():
    return drawing_from(resource("drawings", "her2-mechanisms.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def tools(library, drawing):
    return TeachTools(
        Catalogue(library),
        library.topics(),
        library.cases,
        {**library.editions(), **library.primers()},
        tuple(library.primers()),
        (drawing,),
        assess,
    )


def cards(state):
    return [card for group in state.groups for card in group.cards]


def test_every_case_primer_and_drawing_has_a_card_under_its_topic(library, tools):
    state = teach_state(tools, Filter())
    shown = {(card.kind, card.id) for card in cards(state)}
    assert {one.id for one in library.cases()} == {i for kind, i in shown if kind is Kind.CASE}
    assert {(Kind.PRIMER, one) for one in library.primers()} <= shown
    assert (Kind.DRAWING, "her2-mechanisms") in shown
    assert len(state.groups) >= 8


def test_every_topic_has_a_case_with_a_question_and_a_reveal(library):
    for topic in library.topics():
        mine = [one for one in library.cases() if one.topic == topic.id]
        assert any(question.reveal for one in mine for question in one.questions), topic.id


def test_difficulty_is_told_in_dots_and_in_a_word(tools):
    card = next(one for one in cards(teach_state(tools, Filter())) if one.id == "after-deruxtecan")
    assert card.foot == "●●● hard · 45 min · 2026 edition"


def test_cards_are_found_by_topic_edition_and_difficulty(tools):
    old = cards(teach_state(tools, Filter(edition="2013")))
    assert [one.id for one in old] == ["third-line"]
    hard = cards(teach_state(tools, Filter(difficulty=3)))
    assert all(one.difficulty == 3 for one in hard)
    heart = teach_state(tools, Filter(topic="heart"))
    assert [one.id for one in heart.groups] == ["heart"]
    assert teach_state(tools, Filter(topic="heart", edition="2013")).groups == ()


def test_a_case_of_a_teachers_own_stands_under_a_heading_of_its_own(library, tools):
    own = replace(library.cases()[0], id="mine", topic="")
    state = teach_state(replace(tools, cases=lambda: (own,)), Filter(topic=""))
    assert [(one.title, [card.id for card in one.cards]) for one in state.groups] == [
        ("Own cases", ["mine"])
    ]


def test_a_case_of_an_edition_that_is_not_installed_says_so_and_stops_nobody(library, tools):
    lost = replace(library.cases()[0], id="lost", topic="", edition="1998")
    both = replace(tools, cases=lambda: (*library.cases(), lost))
    state = teach_state(both, Filter())
    card = next(one for one in cards(state) if one.id == "lost")
    assert card.trouble == "The edition “1998” is not installed."
    assert sum(bool(one.trouble) for one in cards(state)) == 1
    with pytest.raises(KnownTrouble):
        talk_of(both, card, Screen())


# primers


@pytest.fixture
def walk(tools, library):
    """Begin a primer."""

    def begun(primer, engine=assess):
        screen = Screen()
        made = PrimerWalk(screen, library.edition(primer), tools.catalogue, engine)
        made.show()
        return screen, made

    return begun


def type_number(made, text):
    for key in text:
        if key == ".":
            made.do(Deed.POINT)
        else:
            made.digit(int(key))
    made.do(Deed.ENTER)


def choose(screen, made, words):
    choices = [one.words for one in screen.shown.here.choices]
    made.digit(next(at for at, one in enumerate(choices, start=1) if one.startswith(words)))


def test_a_tumour_with_a_high_ratio_and_few_copies_is_group_2(walk):
    """Wolff 2018, Figure 3: ratio at least 2.0 and fewer than 4.0 copies are group 2."""
    screen, made = walk("her2-testing")
    choose(screen, made, "2+")
    type_number(made, "2.1")
    type_number(made, "3.4")
    assert screen.shown.here.title == "Group 2: count again"
    assert screen.shown.here.chart.marks.step == "T_GROUP_2"


def test_back_takes_an_answer_back_and_another_one_leads_elsewhere(walk):
    screen, made = walk("her2-testing")
    choose(screen, made, "2+")
    made.do(Deed.BACK)
    choose(screen, made, "3+")
    assert screen.shown.here.title == "HER2-positive"
    made.digit(1)
    assert screen.shown.told == "The walk has ended; ← takes an answer back."


def test_a_number_that_cannot_be_is_refused_in_words(walk):
    screen, made = walk("her2-testing")
    choose(screen, made, "2+")
    type_number(made, "9999")
    assert screen.shown.told
    assert screen.shown.here.title == "What is the HER2/CEP17 ratio?"


def test_each_answer_of_a_primer_is_read_once(walk):
    calls = []

    def counted(edition, record):
        calls.append(record)
        return assess(edition, record)

    screen, made = walk("her2-testing", counted)
    choose(screen, made, "2+")
    for deed in (Deed.FREEZE, Deed.FREEZE, Deed.BLACK, Deed.BLACK, Deed.NEXT):
        made.do(deed)
    assert len(calls) == 2  # the empty one, and the one with an answer


def test_a_fall_of_more_than_twenty_points_stops_deruxtecan(walk):
    """Enhertu, US label, section 2.3: above 45 % and a fall of more than 20 points: interrupt."""
    screen, made = walk("heart-monitoring")
    answers = {"symptom": "No", "receiv": "Trastuzumab deruxtecan"}
    for _ in range(8):
        here = screen.shown.here
        if not here.choices and not screen.shown.waits:
            break
        if here.choices:
            fitting = next((v for k, v in answers.items() if k in here.title.lower()), "No")
            words = [one.words for one in here.choices]
            known = next((one for one in words if one.startswith(fitting)), None)
            choose(screen, made, known or "Trastuzumab deruxtecan")
        else:
            type_number(made, "67" if "before" in here.title.lower() else "46")
    assert screen.shown.here.chart.marks.step == "C_D_STOP"


# the drawing


def test_the_drawing_names_its_sources_and_every_reference_is_there(drawing, tools):
    for stage in drawing.stages:
        assert stage.sources
        for source in stage.sources:
            assert source.reference in tools.catalogue.references


def test_every_stage_of_the_drawing_adds_a_shape_and_has_both_languages(drawing):
    stages = range(len(drawing.stages))
    assert {shape.stage for shape in drawing.shapes} == set(stages)
    for one in (*(s.title for s in drawing.stages), *(s.text for s in drawing.stages)):
        assert one.en
        assert one.fr
    assert all(shape.label.fr for shape in drawing.shapes if shape.label)


def test_every_shape_lies_inside_of_the_drawing(drawing):
    for shape in drawing.shapes:
        for x, y in shape.points:
            assert 0 <= x <= drawing.width
            assert 0 <= y <= drawing.height


def test_the_binding_sites_are_drawn_where_they_are(drawing):
    """Perjeta, US label, section 12.1: pertuzumab binds subdomain II, trastuzumab IV."""
    site = {shape.label.en: shape.stage for shape in drawing.shapes if shape.tone == "site"}
    assert drawing.stages[site["IV"]].text.en.startswith("Trastuzumab and margetuximab")
    assert drawing.stages[site["II"]].text.en.startswith("Pertuzumab")


def test_the_conjugates_carry_as_many_molecules_as_their_labels_say(drawing):
    """Section 11 of each US label: about 3.5 of DM1, about 8 of the topoisomerase inhibitor."""
    loads = [shape for shape in drawing.shapes if shape.tone == "payload"]
    emtansine = [one for one in loads if one.stage == 3]
    deruxtecan = [one for one in loads if one.stage == 4]
    sides = [one.points[1][0] - one.points[0][0] for one in emtansine]
    assert len(emtansine) == 4
    assert sum(side < max(sides) for side in sides) == 1  # three and a half
    assert len(deruxtecan) == 8


def test_the_drawing_is_built_up_one_slide_for_each_stage(drawing, tools):
    script = DrawingScript(drawing, tools.catalogue)
    assert len(script) == 6
    assert [script.slide(at, {}).stage for at in range(6)] == list(range(6))
    assert "Perjeta, US label, section 12.1" in slide_words(script.slide(0, {}))
