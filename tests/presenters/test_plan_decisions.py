"""Answers to what the rules ask for, on real content: taken, refused, undone, asked anew."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.facts import Fact
from navigator.domain.plan import ProposalStatus
from navigator.engine.assess import assess
from navigator.presenters.plan import PlanPresenter, PlanTools
from navigator.presenters.plan_state import Paper
from navigator.services.plan_course import plan_course
from navigator.services.sample_patient import sample_patient
from tests.presenters.held_jobs import HeldJobs

TODAY = date(2026, 11, 23)
KIDNEY = "capecitabine/kidney-30-50"


class Screen:
    def __init__(self):
        self.states = []

    def draw(self, state):
        self.states.append(state)


class Steps:
    """A history on two lists."""

    def __init__(self):
        self.done = []

    def do(self, words, change, take_back):
        change()
        self.done.append((words, change, take_back))

    def undo(self):
        words, _, take_back = self.done.pop()
        take_back()
        return words

    def forget(self):
        self.done.clear()


class Desk:
    """A plan of lapatinib and capecitabine for a patient of 72 years with a creatinine of 1.4.

    Cockcroft-Gault: (140 - 72) x 70 kg / (72 x 1.4 mg/dL) x 0.85 = 40.1 mL/min, so that the rule
    of 75 % between 30 and 50 mL/min holds: 1000 mg/m2 x 1.79 m2 = 1791 mg, 75 % of it 1343 mg; in
    tablets of 500 and 150 mg that is 1800 mg and 1300 mg.
    """

    def __init__(self, library, edition):
        self.library = library
        self.edition = edition
        self.screen = Screen()
        self.jobs = HeldJobs()
        self.steps = Steps()
        self.files = {}
        self.patient = 1
        self.record = sample_patient(library.vignettes("2013"), edition, TODAY)
        self.give("age", 72)
        self.give("creat", Decimal("1.4"))
        self.presenter = PlanPresenter(
            self.screen,
            PlanTools(
                plan=self.plan,
                pdf=lambda plan, size: size.encode(),
                write=self.files.__setitem__,
                protocols=lambda regimen: (("LAP-CAPE", "Lapatinib + capecitabine"),),
                today=lambda: TODAY,
                program_version="0",
                patient=lambda: self.patient,
                reloaded=lambda protocol: (("trastuzumab_iv", "trastuzumab"),),
                papers={Paper.CALENDAR: lambda plan, size: b"BEGIN:VCALENDAR"},
            ),
            self.jobs,
            self.steps,
        )
        self.presenter.open("LAP_CAPE")

    def give(self, element, value):
        facts = {**self.record.facts, element: Fact(element, value, date(2026, 11, 20))}
        self.record = replace(self.record, facts=facts)

    def plan(self, request):
        found = assess(self.edition, self.record)
        protocol = request.protocol if request.protocol != "LAP-CAPE" else None
        request = replace(request, protocol=protocol)
        return plan_course(self.library, self.edition, found, self.record, request)

    @property
    def shown(self):
        return self.screen.states[-1]

    @property
    def kidney(self):
        return next(one for one in self.shown.proposals if one.id == KIDNEY)

    def final(self):
        dose = next(one for one in self.shown.doses if one.name == "capecitabine")
        return dose.final.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def desk(library, edition_2013):
    return Desk(library, edition_2013)


def test_a_proposal_shows_rule_facts_effect_and_source_and_changes_nothing(desk):
    card = desk.kidney
    assert card.status is ProposalStatus.PROPOSED
    assert card.asks
    assert "75" in card.text
    assert "40.1" in card.because
    change = card.effect[0].change.replace("\N{NO-BREAK SPACE}", " ")
    assert change == "1800 mg → 1300 mg"
    assert card.sources
    assert desk.final() == "1800 mg twice a day"
    assert any("To be decided" in reason for reason in desk.shown.drafts)


def test_rules_that_wait_for_a_fact_name_it(desk):
    missing = {one for rule in desk.shown.waiting for one, _ in rule.missing}
    assert "child_pugh" in missing


def test_an_accepted_proposal_is_in_the_dose_with_who_accepted_it(desk):
    desk.presenter.name_decider("AB")
    desk.presenter.accept(KIDNEY)
    assert desk.final() == "1300 mg twice a day"
    assert desk.kidney.answer == "Accepted by AB"
    assert not any("To be decided" in reason for reason in desk.shown.drafts)


def test_a_declined_proposal_keeps_the_dose_and_the_reason(desk):
    desk.presenter.name_decider("AB")
    desk.presenter.decline(KIDNEY, "Board decision")
    assert desk.final() == "1800 mg twice a day"
    assert desk.kidney.answer == "Declined by AB: Board decision"


def test_nobody_decides_without_a_name(desk):
    desk.presenter.accept(KIDNEY)
    assert "who decides" in desk.shown.answer_trouble
    assert desk.kidney.status is ProposalStatus.PROPOSED
    assert desk.steps.done == []


def test_nothing_is_declined_without_a_reason(desk):
    desk.presenter.name_decider("AB")
    desk.presenter.decline(KIDNEY, "  ")
    assert "reason" in desk.shown.answer_trouble
    assert "decisions." not in desk.shown.answer_trouble
    assert desk.kidney.status is ProposalStatus.PROPOSED
    assert desk.shown.doses


def test_an_answer_can_be_undone_and_taken_back(desk):
    desk.presenter.name_decider("AB")
    desk.presenter.accept(KIDNEY)
    assert desk.steps.undo() == f"Accept: {KIDNEY}"
    assert desk.final() == "1800 mg twice a day"
    desk.presenter.accept(KIDNEY)
    desk.presenter.take_back(KIDNEY)
    assert desk.kidney.status is ProposalStatus.PROPOSED
    desk.steps.undo()
    assert desk.kidney.status is ProposalStatus.ACCEPTED


def test_every_choice_can_be_undone(desk):
    first = desk.shown
    desk.presenter.choose_start("2026-12-01")
    desk.presenter.choose_formula("Du Bois")
    desk.presenter.choose_page_size("Letter")
    desk.presenter.choose_cycle(2)
    desk.presenter.choose_last_dose("trastuzumab_iv", date(2026, 11, 1))
    desk.presenter.choose_delay(3, 7)
    assert desk.shown.cycle == 2
    assert len(desk.steps.done) == 6
    while desk.steps.done:
        desk.steps.undo()
    last = desk.shown
    for name in ("start_text", "formula", "page_size", "cycle", "last_doses", "delays", "doses"):
        assert getattr(last, name) == getattr(first, name), name


def test_a_delay_moves_the_cycles_that_follow(desk):
    before = {row.cycle: row.start for row in desk.shown.delays}
    desk.presenter.choose_delay(2, 7)
    after = {row.cycle: row.start for row in desk.shown.delays}
    assert {(after[one] - before[one]).days for one in before} == {7}
    assert next(row.days for row in desk.shown.delays if row.cycle == 2) == 7


def test_an_answer_to_other_facts_is_asked_anew(desk):
    desk.presenter.name_decider("AB")
    desk.presenter.accept(KIDNEY)
    desk.give("creat", Decimal("1.5"))  # 37.5 mL/min: the same rule, but another clearance
    desk.presenter.refresh()
    assert desk.kidney.status is ProposalStatus.PROPOSED
    assert KIDNEY in desk.shown.dropped
    assert desk.final() == "1800 mg twice a day"


def test_an_answer_to_a_rule_that_no_longer_holds_is_dropped_and_that_is_said(desk):
    desk.presenter.name_decider("AB")
    desk.presenter.accept(KIDNEY)
    desk.give("creat", Decimal("0.8"))  # 70.2 mL/min
    desk.presenter.refresh()
    assert desk.shown.doses
    assert KIDNEY in desk.shown.dropped
    assert all(one.id != KIDNEY for one in desk.shown.proposals)


def test_answers_are_kept_while_somebody_looks_at_the_guideline(desk):
    desk.presenter.name_decider("AB")
    desk.presenter.accept(KIDNEY)
    desk.presenter.close()
    desk.presenter.open("LAP_CAPE")
    assert desk.kidney.answer == "Accepted by AB"


def test_answers_of_one_patient_never_meet_another(desk):
    desk.presenter.name_decider("AB")
    desk.presenter.accept(KIDNEY)
    desk.presenter.close()
    desk.patient = 2
    desk.presenter.open("LAP_CAPE")
    assert desk.kidney.status is ProposalStatus.PROPOSED


def test_a_calendar_is_written_beside_the_plan(desk, tmp_path):
    desk.presenter.export_paper(Paper.CALENDAR, tmp_path / "plan.ics")
    desk.jobs.release(-1)
    assert desk.files == {tmp_path / "plan.ics": b"BEGIN:VCALENDAR"}
    assert desk.shown.written == str(tmp_path / "plan.ics")


def test_a_paper_that_cannot_be_made_takes_nothing_off_the_screen(desk, tmp_path):
    desk.presenter.export_paper(Paper.POSTER, tmp_path / "plan.pdf")
    with pytest.raises(KeyError):
        desk.jobs.release(-1)
    assert desk.files == {}
    assert desk.shown.trouble
    assert desk.shown.doses
