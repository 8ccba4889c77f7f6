"""Every step of a case is written, in order, and what cannot be written is not lost."""

from dataclasses import replace
from datetime import date

import pytest

from navigator.domain.facts import Fact, Identity, PatientRecord
from navigator.domain.ids import ElementId
from navigator.domain.problems import KnownTrouble
from navigator.engine.assess import assess
from navigator.presenters.case_session import CaseSession, OnScreen
from tests.cases.shelves import PASSPHRASE, case_file, new_store
from tests.presenters.held_jobs import HeldJobs

TODAY = date(2026, 11, 23)
NAME = PatientRecord(identity=Identity("Ann Example"))


def with_age(age):
    element = ElementId("age")
    return replace(NAME, facts={element: Fact(element, age)})


@pytest.fixture
def told():
    return []


@pytest.fixture
def session(tmp_path, told):
    jobs = HeldJobs()
    made = CaseSession(new_store(tmp_path), jobs, "AB", lambda: TODAY, told.append)
    made.held = jobs
    yield made
    made.store.lock()


@pytest.fixture
def screen(edition_2013):
    def shown(number, record):
        return OnScreen(number, edition_2013, record, assess(edition_2013, record))

    return shown


def kept(session, case=1):
    return session.store.open(case).record


def test_only_a_patient_that_is_a_case_is_written(session, screen):
    assert session.follow(screen(1, with_age(50))) is None
    assert session.held.held == []


def test_the_newest_of_several_changes_is_written_once(session, screen, told):
    session.add(screen(1, NAME))
    for age in (50, 51, 52):
        session.follow(screen(1, with_age(age)))
    lines = len(session.store.audit(1))
    session.held.release(2)
    session.held.release(0)
    session.held.release(0)
    assert kept(session) == with_age(52)
    assert len(session.store.audit(1)) == lines + 1
    assert told == ["", "", ""]


def test_an_undo_is_written_as_well(session, screen):
    session.add(screen(1, NAME))
    for record in (with_age(50), NAME):
        session.follow(screen(1, record))
        session.held.release()
    assert kept(session) == NAME


def test_leaving_writes_what_still_waits_and_drops_the_key(session, screen, tmp_path):
    session.add(screen(1, NAME))
    session.follow(screen(1, with_age(50)))
    assert session.leave(screen(1, with_age(50)), unsaved=False) == ""
    with pytest.raises(KnownTrouble):
        session.store.open(1)
    session.continued_by(case_file(tmp_path).unlock(PASSPHRASE))
    assert kept(session) == with_age(50)


class Full:
    """A store whose disk is full for a while."""

    def __init__(self, store):
        self.store = store
        self.full = True

    def __getattr__(self, name):
        return getattr(self.store, name)

    def save_record(self, *what):
        if self.full:
            raise KnownTrouble("The disk is full.")
        return self.store.save_record(*what)


def test_what_a_full_disk_refuses_waits_and_is_written_later(session, screen, told):
    session.add(screen(1, NAME))
    session.store = Full(session.store)
    session.follow(screen(1, with_age(50)))
    session.held.release()
    assert told == ["The disk is full."]
    assert session.flush() == "The disk is full."
    assert session.waiting
    session.store.full = False
    assert session.flush() == ""
    assert kept(session) == with_age(50)


def test_another_patient_on_screen_is_never_written_into_the_case(session, screen):
    session.add(screen(1, NAME))
    other = PatientRecord(identity=Identity("Bea Another"))
    assert session.follow(screen(2, other)) is None
    session.follow(screen(1, NAME))
    assert kept(session) == NAME


def test_a_visit_is_kept_when_the_patient_leaves_and_only_if_it_is_another(session, screen):
    session.add(screen(1, NAME))
    session.follow(screen(1, with_age(50)))
    session.follow(screen(2, PatientRecord()))
    session.follow(screen(1, with_age(50)))
    session.follow(screen(2, PatientRecord()))
    visits = session.store.assessments(1)
    assert [one.what.made_on for one in visits] == [TODAY, TODAY]
    assert '"age"' not in visits[0].what.record
    assert '"age": 50' in visits[1].what.record


def test_a_patient_that_is_no_case_is_kept_as_a_draft_when_it_is_locked(session, screen, tmp_path):
    session.leave(screen(1, with_age(50)), unsaved=True)
    session.continued_by(case_file(tmp_path).unlock(PASSPHRASE))
    assert '"age": 50' in session.store.draft(None)


def test_nothing_is_written_of_a_case_that_was_erased(session, screen):
    session.add(screen(1, NAME))
    session.follow(screen(1, with_age(50)))
    session.unbind(1)
    session.store.erase(1, "AB")
    session.held.release()
    assert session.store.find() == ()
    assert session.flush() == ""
