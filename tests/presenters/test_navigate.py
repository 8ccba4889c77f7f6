"""State sequences of the Navigate place, without Qt, on the real 2013 edition."""

from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.assessment import OptionStatus
from navigator.domain.facts import (
    NOT_DONE,
    Identity,
    Line,
    PatientRecord,
    Setting,
    StopReason,
    TumourSample,
)
from navigator.engine.assess import assess
from navigator.engine.marks import Mark
from navigator.presenters.facts_shown import Knowledge
from navigator.presenters.navigate import NavigatePresenter
from navigator.services.read_record import read_record

TODAY = date(2026, 11, 23)


class Screen:
    """Keeps every state that was drawn."""

    def __init__(self):
        self.states = []

    def draw(self, state):
        self.states.append(state)


class Steps:
    """A history on two lists."""

    def __init__(self):
        self.done = []
        self.words = []

    def do(self, words, change, take_back):
        change()
        self.done.append(take_back)
        self.words.append(words)

    def undo(self):
        self.done.pop()()


class Desk:
    def __init__(self, edition):
        self.screen = Screen()
        self.steps = Steps()
        self.presenter = NavigatePresenter(self.screen, self.steps, assess, edition, lambda: TODAY)
        self.presenter.show()

    @property
    def state(self):
        return self.screen.states[-1]

    def row(self, element):
        rows = [row for group in self.state.groups for row in group.rows]
        return next(row for row in rows if row.element.id == element)

    def answer_all(self, **values):
        for element, value in values.items():
            self.presenter.answer(element, value)


SAFE = {
    "disease_extent": "metastatic",
    "her2_final": "positive",
    "pregnancy": "not_pregnant",
    "lvef_pct": Decimal(60),
    "chf_symptomatic": False,
}


@pytest.fixture
def desk(edition_2013):
    return Desk(edition_2013)


@pytest.fixture
def sample(library, edition_2013):
    vignette = next(one for one in library.vignettes("2013") if one.id == "sample")
    return read_record(vignette.record, edition_2013.elements, TODAY)


def test_an_empty_patient_is_asked_the_first_question_of_the_edition(desk):
    assert desk.state.untouched
    assert desk.state.step.question.element.id == "disease_extent"
    assert [row.element.id for row in desk.state.needed][:1] == ["disease_extent"]


def test_every_answer_button_says_where_it_leads(desk):
    leads = {one.value: one.leads_to for one in desk.state.step.question.answers}
    assert leads["metastatic"] == "HER2-positive?"
    assert leads["resectable_or_early"] == "Outside this guideline"


def test_an_answer_moves_the_patient_and_says_so(desk):
    desk.presenter.answer("disease_extent", "metastatic")
    assert desk.state.marks.step == "P01"
    assert "HER2-positive?" in desk.state.changed
    assert not desk.state.untouched


def test_undo_brings_the_former_patient_back(desk):
    desk.presenter.answer("disease_extent", "metastatic")
    desk.steps.undo()
    assert desk.presenter.record == PatientRecord()
    assert desk.state.marks.step == "P00"


def test_the_same_answer_again_is_no_change(desk):
    desk.presenter.answer("chf_symptomatic", value=False)
    desk.presenter.answer("chf_symptomatic", value=False)
    assert len(desk.steps.words) == 1


def test_clearing_a_fact_that_was_never_entered_is_no_change(desk):
    desk.presenter.clear("lvef_pct")
    assert desk.steps.words == []


def test_known_not_done_unknown_and_derived_are_told_apart(desk):
    desk.answer_all(lvef_pct=NOT_DONE, her2_ihc="3+", ecog=1)
    assert desk.row("lvef_pct").knowledge is Knowledge.NOT_DONE
    assert desk.row("her2_final").knowledge is Knowledge.DERIVED
    assert desk.row("her2_final").how
    assert desk.row("ecog").knowledge is Knowledge.KNOWN
    assert desk.row("hr").knowledge is Knowledge.UNKNOWN


def test_an_entered_fact_that_the_others_contradict_shows_the_conflict(desk):
    desk.answer_all(her2_ihc="3+", her2_final="negative")
    assert "Positive" in desk.row("her2_final").conflict


def test_a_value_older_than_the_content_allows_is_stale(desk):
    desk.presenter.answer("lvef_pct", Decimal(60), date(2026, 1, 1))
    assert desk.row("lvef_pct").stale
    desk.presenter.answer("lvef_pct", Decimal(60), date(2026, 11, 1))
    assert not desk.row("lvef_pct").stale


@pytest.mark.parametrize(
    ("day", "age"),
    [
        (date(2026, 11, 23), "today"),
        (date(2026, 11, 22), "1 day old"),
        (date(2026, 11, 2), "3 weeks old"),  # 21 days
        (date(2026, 8, 23), "3 months old"),  # 92 days of 30.44
        (date(2023, 11, 23), "3 years old"),  # 1096 days
        (None, "no day told"),
    ],
)
def test_every_dated_fact_says_how_old_it_is(desk, day, age):
    desk.presenter.answer("lvef_pct", Decimal(60), day)
    assert desk.row("lvef_pct").age == age


def test_no_earlier_therapy_is_not_the_same_as_an_untold_history(desk):
    desk.answer_all(**SAFE)
    assert desk.state.lines is None
    assert desk.state.step.question.from_lines
    desk.presenter.say_no_earlier_therapy()
    assert desk.state.lines == ()
    assert desk.state.marks.step == "P04"


def test_removing_the_last_line_makes_the_history_untold_again(desk):
    desk.presenter.put_line(Line("T_DOC", Setting.METASTATIC), None)
    desk.presenter.remove_line(0)
    assert desk.state.lines is None


def test_a_changed_line_stands_in_its_place(desk):
    desk.presenter.put_line(Line("T_DOC", Setting.METASTATIC), None)
    desk.presenter.put_line(Line("T_VNR", Setting.METASTATIC), None)
    ended = Line("T_DOC", Setting.METASTATIC, stop_reason=StopReason.PROGRESSION)
    desk.presenter.put_line(ended, 0)
    assert [row.line.regimen for row in desk.state.lines] == ["T_DOC", "T_VNR"]
    assert desk.presenter.record.lines[0] == ended


def test_the_path_is_taken_and_what_it_leaves_is_excluded(desk):
    desk.answer_all(**SAFE)
    boxes = desk.state.marks.boxes
    assert boxes["P00"] is Mark.TAKEN
    assert boxes["P03"] is Mark.CURRENT
    assert boxes["Q_NEG"] is Mark.EXCLUDED
    assert boxes["Q_1L"] is Mark.OPEN


def test_at_a_recommendation_nothing_else_is_open(desk, sample):
    desk.presenter.open_record(sample, "Sample")
    marks = set(desk.state.marks.boxes.values())
    assert Mark.OPEN not in marks


def test_looking_at_another_step_does_not_move_the_patient(desk):
    desk.presenter.look_at("Q_1L")
    assert desk.state.marks.shown == "Q_1L"
    assert desk.state.marks.step == "P00"
    assert not desk.state.step.own
    assert desk.state.step.offered
    assert desk.state.step.options == ()
    desk.presenter.back_to_patient()
    assert desk.state.step.own


def test_every_step_of_the_edition_can_be_looked_at(desk, edition_2013):
    for step in edition_2013.steps:
        desk.presenter.look_at(step)
        assert desk.state.step.title


def test_an_earlier_answer_is_asked_again_with_what_was_said(desk):
    desk.answer_all(**SAFE)
    desk.presenter.ask("pregnancy")
    question = desk.state.step.question
    assert question.again
    assert [one.value for one in question.answers if one.chosen] == ["not_pregnant"]


def test_a_count_of_one_is_not_taken_for_yes(desk):
    desk.presenter.answer("ecog", 1)
    desk.presenter.ask("ecog")
    assert [one.value for one in desk.state.step.question.answers if one.chosen] == [1]


def test_each_step_of_the_path_names_the_fact_that_can_change_it(desk, sample):
    desk.presenter.open_record(sample, "Sample")
    changes = {row.step: [root for root, _ in row.changes] for row in desk.state.step.path}
    assert "disease_extent" in changes["P00"]
    assert "lvef_pct" in changes["P02"]
    assert changes["P03"] == ["lines"]


def test_opening_another_patient_says_nothing_of_changes(desk, sample):
    desk.presenter.open_record(sample, "Sample")
    assert desk.state.changed == ""


def test_the_sample_patient_can_be_planned_at_once(desk, sample):
    desk.presenter.open_record(sample, "Sample")
    shown = {one.regimen: one for one in desk.state.step.options}
    assert shown["LAP_CAPE"].option.status is OptionStatus.RECOMMENDED
    assert shown["LAP_CAPE"].dosed


def test_options_come_in_the_order_of_their_tiers(desk, sample):
    desk.presenter.open_record(sample, "Sample")
    order = ["preferred", "other", "selected"]
    tiers = [order.index(one.tier.value) for one in desk.state.step.options]
    assert tiers == sorted(tiers)


def test_a_name_changes_no_path_and_no_option(desk, sample):
    desk.presenter.open_record(sample, "Sample")
    before = desk.state.step.options
    desk.presenter.change_identity(Identity(name="<b>O'Brien & Søn</b>"))
    assert desk.state.identity.name == "<b>O'Brien & Søn</b>"
    assert desk.state.step.options == before


def test_no_state_is_ever_empty(library, edition_2013):
    for vignette in library.vignettes("2013"):
        desk = Desk(edition_2013)
        record = read_record(vignette.record, edition_2013.elements, TODAY)
        desk.presenter.open_record(record, vignette.id)
        step = desk.state.step
        assert step.question or step.options or step.action, vignette.id
        assert step.message, vignette.id
        assert desk.state.marks.step == vignette.expect.step, vignette.id


EQUIVOCAL = TumourSample(date(2025, 3, 1), "primary", "2+")
AMPLIFIED = TumourSample(
    date(2026, 5, 1), "metastasis", "2+", ratio=Decimal("2.4"), copies=Decimal("6.1")
)


def test_samples_give_the_her2_status_and_say_how(desk):
    desk.presenter.put_sample(EQUIVOCAL, None)
    assert "Equivocal" in desk.state.status.value
    desk.presenter.put_sample(AMPLIFIED, None)
    assert desk.state.status.value == "Positive"
    assert "2.4" in desk.state.status.how


def test_a_sample_is_told_with_its_day_its_place_and_every_test(desk):
    desk.presenter.put_sample(AMPLIFIED, None)
    (row,) = desk.state.samples
    assert row.name == "2026-05-01, Metastasis"
    assert row.details == "IHC 2+, equivocal · ratio 2.4 · 6.1 copies per cell"


def test_a_changed_sample_stands_in_its_place_and_a_removed_one_comes_back(desk):
    desk.presenter.put_sample(EQUIVOCAL, None)
    desk.presenter.put_sample(AMPLIFIED, None)
    desk.presenter.put_sample(TumourSample(date(2025, 3, 1), "primary", "3+"), 0)
    assert [row.sample.ihc for row in desk.state.samples] == ["3+", "2+"]
    desk.presenter.remove_sample(0)
    assert [row.sample for row in desk.state.samples] == [AMPLIFIED]
    desk.steps.undo()
    assert len(desk.state.samples) == 2


def test_the_question_about_her2_offers_the_samples(desk):
    desk.presenter.answer("disease_extent", "metastatic")
    assert desk.state.step.question.from_samples
    desk.presenter.ask("ecog")
    assert not desk.state.step.question.from_samples


def test_a_step_decided_by_samples_is_changed_at_the_samples(desk):
    desk.presenter.answer("disease_extent", "metastatic")
    desk.presenter.put_sample(AMPLIFIED, None)
    changes = {row.step: row.changes for row in desk.state.step.path}
    assert changes["P01"] == (("samples", "Tumour samples"),)


def test_undo_brings_the_number_of_a_patient_back_with_the_patient(desk, sample):
    first = desk.presenter.number
    desk.presenter.open_record(sample, "Sample")
    second = desk.presenter.number
    desk.presenter.open_record(PatientRecord(), "New")
    assert len({first, second, desk.presenter.number}) == 3
    desk.steps.undo()
    assert desk.presenter.number == second
