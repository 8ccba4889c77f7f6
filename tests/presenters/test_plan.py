"""What the plan screen shows, and what it must never show."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.ids import ProtocolId, RegimenId
from navigator.domain.library import Phase
from navigator.domain.plan import DoseChange, Proposal, ProposalKind, ProposalStatus
from navigator.domain.problems import InputRefused, KnownTrouble, Place, Problem
from navigator.domain.site import PreferredBrand
from navigator.domain.text import Text
from navigator.files import NotWritten
from navigator.presenters.plan import PlanPresenter, PlanTools
from navigator.presenters.plan_choices import Usual
from navigator.presenters.plan_words import days_words
from navigator.services.plan_course import NothingToGive, PlanRequest
from navigator.services.self_test import SelfTest
from tests.plans import sample_plan
from tests.presenters.held_jobs import HeldJobs

TODAY = date(2026, 11, 23)


class Screen:
    def __init__(self):
        self.states = []

    def draw(self, state):
        self.states.append(state)

    @property
    def shown(self):
        return self.states[-1]


class Desk:
    """A plan screen with its surroundings, each of which can be made to fail."""

    def __init__(self):
        self.screen = Screen()
        self.jobs = HeldJobs()
        self.requests = []
        self.files = {}
        self.trouble = None
        self.tested = None
        self.presenter = PlanPresenter(
            self.screen,
            PlanTools(
                plan=self.plan,
                pdf=lambda plan, size: f"{plan.regimen.id} {plan.start} {size}".encode(),
                write=self.write,
                protocols=lambda regimen: (
                    (ProtocolId("FIRST"), "First"),
                    (ProtocolId("SECOND"), "Second"),
                ),
                today=lambda: TODAY,
                program_version="0",
                self_test=lambda: self.tested,
            ),
            self.jobs,
        )

    def plan(self, request):
        if self.trouble:
            raise self.trouble
        self.requests.append(request)
        return sample_plan("LAP_CAPE", start=request.start)

    def write(self, path, content):
        if self.trouble:
            raise self.trouble
        self.files[path] = content


@pytest.fixture
def desk():
    made = Desk()
    made.presenter.open(RegimenId("LAP_CAPE"))
    return made


def test_doses_stand_at_once_and_the_pages_follow(desk):
    assert desk.screen.shown.busy
    assert [dose.name for dose in desk.screen.shown.doses] == ["LAPAtinib", "capecitabine"]
    desk.jobs.release()
    assert not desk.screen.shown.busy
    assert desk.screen.shown.pdf == b"LAP_CAPE 2026-11-23 A4"


def test_pages_of_an_earlier_start_that_come_late_are_never_shown(desk):
    desk.presenter.choose_start("2026-12-01")
    desk.jobs.release()  # of the first day
    assert desk.screen.shown.pdf == b""
    assert desk.screen.shown.busy
    desk.jobs.release()
    assert desk.screen.shown.pdf == b"LAP_CAPE 2026-12-01 A4"
    assert not desk.screen.shown.busy


def test_while_pages_are_made_only_the_newest_change_waits_for_its_own(desk):
    for day in range(1, 8):
        desk.presenter.choose_start(f"2026-12-0{day}")
        assert len(desk.jobs.held) == 1  # the pages of today, which had begun
    assert (desk.presenter.pages.made, desk.presenter.pages.dropped) == (1, 6)
    desk.jobs.release()
    assert len(desk.jobs.held) == 1
    desk.jobs.release()
    assert desk.screen.shown.pdf == b"LAP_CAPE 2026-12-07 A4"
    assert desk.jobs.held == []
    assert desk.presenter.pages.made == 2


def test_changes_one_after_the_other_make_one_job_each(desk):
    desk.jobs.release()
    for day in range(1, 8):
        desk.presenter.choose_start(f"2026-12-0{day}")
        desk.jobs.release()
    assert (desk.presenter.pages.made, desk.presenter.pages.dropped) == (8, 0)


def test_no_page_of_an_earlier_plan_is_left_while_a_newer_one_is_made_or_refused(desk):
    desk.jobs.release()
    desk.presenter.choose_page_size("Letter")
    assert desk.screen.shown.pdf == b""
    desk.trouble = KnownTrouble("no")
    desk.presenter.refresh()
    desk.jobs.release()
    assert desk.screen.shown.pdf == b""
    assert desk.screen.shown.trouble == "no"


def test_pages_that_failed_for_an_earlier_plan_take_nothing_away(desk):
    def broken():
        raise ZeroDivisionError

    _, done, failed = desk.jobs.held.pop()
    desk.jobs.held.append((broken, done, failed))
    desk.presenter.choose_start("2026-12-01")
    desk.jobs.release()
    assert desk.screen.shown.doses
    desk.jobs.release()
    assert desk.screen.shown.pdf == b"LAP_CAPE 2026-12-01 A4"


def test_a_refused_plan_shows_the_reason_and_no_dose(desk):
    desk.jobs.release()
    desk.trouble = InputRefused([Problem("x", "7000 kg cannot be right.", Place("facts.weight"))])
    desk.presenter.refresh()
    shown = desk.screen.shown
    assert "7000 kg" in shown.trouble
    assert (shown.doses, shown.cycles, shown.pdf) == ((), (), b"")


def test_a_defect_while_making_pages_takes_every_dose_away_and_is_raised(desk):
    def broken():
        raise ZeroDivisionError

    _, done, failed = desk.jobs.held.pop()
    desk.jobs.held.append((broken, done, failed))
    with pytest.raises(ZeroDivisionError):
        desk.jobs.release()
    assert desk.screen.shown.doses == ()
    assert desk.screen.shown.trouble


def test_known_trouble_while_making_pages_is_told_in_its_words(desk):
    def refused():
        raise KnownTrouble("The letter ♞ cannot be printed.")

    _, done, failed = desk.jobs.held.pop()
    desk.jobs.held.append((refused, done, failed))
    desk.jobs.release()
    assert desk.screen.shown.trouble == "The letter ♞ cannot be printed."


def test_what_is_no_day_leaves_the_plan_as_it_was_and_says_how_a_day_is_written(desk):
    desk.jobs.release()
    desk.presenter.choose_start("01/12/2026")
    shown = desk.screen.shown
    assert "2026-12-01" in shown.start_trouble
    assert shown.start_text == "01/12/2026"
    assert shown.pdf == b"LAP_CAPE 2026-11-23 A4"


def test_another_protocol_paper_and_formula_each_make_the_plan_again(desk):
    desk.presenter.choose_protocol("SECOND")
    desk.presenter.choose_page_size("Letter")
    desk.presenter.choose_formula("Du Bois")
    assert desk.requests[-1].formula.value == "Du Bois"
    assert desk.screen.shown.page_size == "Letter"
    assert len(desk.requests) == 4


def test_choosing_what_is_chosen_already_does_nothing(desk):
    desk.presenter.choose_page_size("A4")
    desk.presenter.choose_formula("Mosteller")
    assert len(desk.requests) == 1


def test_the_exported_file_is_what_the_preview_shows(desk, tmp_path):
    desk.jobs.release()
    desk.presenter.export(tmp_path / "plan.pdf")
    assert desk.files == {tmp_path / "plan.pdf": desk.screen.shown.pdf}
    assert desk.screen.shown.written == str(tmp_path / "plan.pdf")


def test_a_full_disk_is_told_and_the_plan_stays_on_screen(desk, tmp_path):
    desk.jobs.release()
    desk.trouble = NotWritten("plan.pdf could not be written: No space left on device.")
    desk.presenter.export(tmp_path / "plan.pdf")
    assert "No space left" in desk.screen.shown.trouble
    assert desk.screen.shown.pdf
    assert desk.screen.shown.doses


def test_nothing_is_exported_before_the_pages_are_ready(desk, tmp_path):
    desk.presenter.export(tmp_path / "plan.pdf")
    assert desk.files == {}


def test_pages_that_come_after_closing_are_dropped(desk):
    drawn = len(desk.screen.states)
    desk.presenter.close()
    desk.jobs.release()
    assert len(desk.screen.states) == drawn


def test_a_refused_plan_is_made_again_when_the_facts_are_right(desk):
    desk.trouble = KnownTrouble("no")
    desk.presenter.refresh()
    desk.trouble = None
    desk.presenter.refresh()
    assert desk.screen.shown.trouble == ""
    assert desk.screen.shown.doses


def test_where_every_drug_is_held_the_answer_stands_without_a_dose_and_can_be_taken_back(desk):
    hold = Proposal(
        "lapatinib/lvef",
        "lapatinib",
        "lapatinib",
        "lvef",
        ProposalKind.HOLD,
        Text("Hold."),
        ProposalStatus.ACCEPTED,
        effect=(DoseChange(Phase.MAINTENANCE, Decimal(1250), None),),
        by="AB",
    )
    problem = Problem("nothing-to-give", "Every drug is held.", Place("regimen"))
    desk.trouble = NothingToGive(problem, [hold])
    desk.presenter.refresh()
    shown = desk.screen.shown
    assert shown.trouble == "Every drug is held."
    assert (shown.doses, shown.pdf) == ((), b"")
    (card,) = shown.proposals
    assert card.answer == "Accepted by AB"
    assert card.effect == ()


def test_a_failed_self_test_makes_every_plan_a_draft_and_says_why(desk):
    desk.tested = SelfTest(28, (("second-line", "another step"),), 29)
    desk.presenter.refresh()
    assert "second-line" in desk.screen.shown.drafts[0]
    assert "second-line" in desk.requests[-1].self_test
    desk.tested = SelfTest(29, (), 29)
    desk.presenter.refresh()
    assert not any("self-test" in reason for reason in desk.screen.shown.drafts)
    assert desk.requests[-1].self_test == "29 of 29 cases as expected"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([1], "day 1"),
        ([8], "day 8"),
        ([1, 8, 15], "days 1, 8, 15"),
        (range(1, 15), "days 1–14"),
        ([1, 2, 3, 8], "days 1–3, 8"),
    ],
)
def test_days_are_folded_into_runs(days, words):
    assert days_words(days) == words


def test_a_new_plan_takes_the_brands_of_the_site_and_one_opened_again_keeps_its_own(desk):
    then = {"lapatinib": PreferredBrand("Tykerb", "then")}
    now = {"lapatinib": PreferredBrand("Tyverb", "now")}
    asked = PlanRequest("LAP_CAPE", start=TODAY, made_on=TODAY, brands=then)
    desk.presenter._tools = replace(desk.presenter._tools, usual=lambda: Usual(brands=now))
    desk.presenter.open("LAP_CAPE")
    assert desk.requests[-1].brands == now
    desk.presenter.open_again(asked)
    assert desk.requests[-1].brands == then


@pytest.mark.parametrize(("day", "kept"), [(TODAY, "42-9f86d081884c"), (date(2026, 11, 1), "")])
def test_the_head_of_the_audit_trail_goes_with_a_plan_of_the_same_day_only(desk, day, kept):
    asked = PlanRequest("LAP_CAPE", start=TODAY, made_on=day, audit_head="42-9f86d081884c")
    desk.presenter.open_again(asked)
    assert desk.requests[-1].audit_head == kept
