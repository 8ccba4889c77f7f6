"""What is too old on the day of a meeting: limits from the site, days counted by hand."""

from datetime import date
from decimal import Decimal

from navigator.domain.case_care import Age
from navigator.domain.facts import NOT_DONE, PatientRecord
from navigator.domain.site import Freshness
from navigator.services.freshness_audit import Meeting, freshness_audit, wanted_of
from tests.cases.shelves import fact, facts, new_store
from tests.engine.editions import by_id, number

MEETING = date(2026, 11, 23)
USUAL = Freshness()


def lab(name, group="laboratory"):
    made = number(name, stale_after_days=14)
    return type(made)(made.id, group, made.label, made.question, made.type, hard=made.hard,
                      stale_after_days=14)  # fmt: skip


ELEMENTS = by_id(
    lab("anc"), lab("lvef_pct", "heart"), lab("scan", "imaging"), lab("ecog", "fitness")
)

BOARD = Meeting(MEETING, ELEMENTS, USUAL)


def told(*entered, freshness=USUAL):
    record = PatientRecord(facts=facts(*entered))
    return {
        one.element: (one.age, one.days)
        for one in wanted_of(record, Meeting(MEETING, ELEMENTS, freshness))
    }


def fresh(name):
    return fact(name, Decimal(3), MEETING)


def test_the_last_day_still_holds_and_the_next_does_not():
    # 14 days before 23 November is the 9th; 90 days before it is 25 August; 56 days, 28 September.
    held = told(
        fact("anc", Decimal(3), date(2026, 11, 9)),
        fact("lvef_pct", Decimal(60), date(2026, 8, 25)),
        fact("scan", Decimal(1), date(2026, 9, 28)),
    )
    assert held == {}
    gone = told(
        fact("anc", Decimal(3), date(2026, 11, 8)),
        fact("lvef_pct", Decimal(60), date(2026, 8, 24)),
        fact("scan", Decimal(1), date(2026, 9, 27)),
    )
    assert gone == {
        "anc": (Age.TOO_OLD, 15),
        "lvef_pct": (Age.TOO_OLD, 91),
        "scan": (Age.TOO_OLD, 57),
    }


def test_the_site_has_its_own_limits():
    entered = fact("anc", Decimal(3), date(2026, 11, 20)), fresh("lvef_pct"), fresh("scan")
    assert told(*entered) == {}
    assert told(*entered, freshness=Freshness(laboratory=2)) == {"anc": (Age.TOO_OLD, 3)}


def test_missing_not_done_and_undated_are_three_things():
    entered = fact("anc", NOT_DONE), fact("lvef_pct", Decimal(60))
    assert told(*entered) == {
        "anc": (Age.NOT_DONE, None),
        "lvef_pct": (Age.UNDATED, None),
        "scan": (Age.MISSING, None),
    }


def test_where_the_library_keeps_no_scan_one_is_asked_for():
    record = PatientRecord(facts=facts(fresh("anc"), fresh("lvef_pct")))
    without = {name: one for name, one in ELEMENTS.items() if name != "scan"}
    (asked,) = wanted_of(record, Meeting(MEETING, without, USUAL))
    assert (asked.element, asked.limit) == ("imaging", 56)


def test_all_cases_or_one_are_gone_through(tmp_path):
    store = new_store(tmp_path)
    whole = PatientRecord(facts=facts(fresh("anc"), fresh("lvef_pct"), fresh("scan")))
    store.add_patient(whole, "AB")
    second = store.add_patient(PatientRecord(facts=facts(fresh("anc"))), "AB")
    seen = []

    def go_on(done, total):
        seen.append((done, total))
        return True

    audit = freshness_audit(store, BOARD, go_on)
    assert [one.patient for one in audit.requests] == [second]
    assert (audit.looked_at, seen[-1]) == (2, (2, 2))
    one = freshness_audit(store, BOARD, go_on, only=second)
    assert one.requests == audit.requests
    store.lock()
