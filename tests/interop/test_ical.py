"""A plan as iCalendar, read back by a program that is not ours."""

from dataclasses import replace
from datetime import date, timedelta

import icalendar
import pytest

from navigator.domain.facts import Identity
from navigator.interop.ical import plan_calendar
from tests.plans import IDENTITY, RECORD, draft_plan, sample_plan
from tests.services.shipped import plan_of, shipped


def events_of(plan, **more):
    calendar = icalendar.Calendar.from_ical(plan_calendar(plan, **more))
    return calendar.walk("VEVENT")


def days(event):
    """First day and the day after the last one."""
    return event["DTSTART"].dt, event["DTEND"].dt


def kind(event):
    return str(event["CATEGORIES"].to_ical(), "ascii")


def doses_in(plan):
    return [each for each in events_of(plan) if kind(each) == "DOSE"]


def test_every_infusion_stands_on_its_day_with_its_dose():
    doses = doses_in(sample_plan("T_PAC_Q3W"))
    # four cycles, every 21 days from 1 December 2026; 8 × 70 = 560, then 6 × 70 = 420
    found = [
        (days(each)[0], str(each["SUMMARY"]).replace("\u00a0", " "))
        for each in doses
        if "trastuzumab" in each["SUMMARY"]
    ]
    assert found == [
        (date(2026, 12, 1), "trastuzumab (Herceptin) 560 mg"),
        (date(2026, 12, 22), "trastuzumab (Herceptin) 420 mg"),
        (date(2027, 1, 12), "trastuzumab (Herceptin) 420 mg"),
        (date(2027, 2, 2), "trastuzumab (Herceptin) 420 mg"),
    ]
    assert all(last - first == timedelta(days=1) for first, last in map(days, doses))


def test_tablets_are_one_event_from_the_first_day_to_the_last():
    doses = doses_in(sample_plan("LAP_CAPE"))
    capecitabine = [each for each in doses if "capecitabine" in each["SUMMARY"]]
    # days 1 to 14 of 21; the end of a whole-day event is the day after its last
    assert days(capecitabine[0]) == (date(2026, 12, 1), date(2026, 12, 15))
    assert "1800 mg per intake, 2 intakes a day" in str(capecitabine[0]["SUMMARY"]).replace(
        "\u00a0", " "
    )


def test_checks_stand_on_the_days_they_fall_due():
    plan = sample_plan("T_PAC_Q3W")
    checks = [each for each in events_of(plan) if kind(each) == "CHECK"]
    assert sorted(days(each)[0] for each in checks) == sorted(
        day for due in plan.checks for day in due.due
    )


def test_nothing_tells_who_the_patient_is_unless_it_is_asked_for():
    plan = sample_plan("T_PAC_Q3W")
    written = plan_calendar(plan).decode()
    for told in (IDENTITY.name, IDENTITY.identifier, "1971", "Lives alone"):
        assert told not in written
    named = plan_calendar(plan, with_name=True).decode()
    assert "Anna Example" in named
    assert "MRN 000-123" in named


def test_the_same_plan_gives_the_same_bytes():
    assert plan_calendar(sample_plan()) == plan_calendar(sample_plan())


def test_an_event_keeps_its_name_when_the_course_moves():
    plan, moved = sample_plan(), sample_plan(start=date(2026, 12, 8))
    assert [each["UID"] for each in doses_in(plan)] == [each["UID"] for each in doses_in(moved)]


def test_two_patients_share_no_event():
    other = replace(RECORD, identity=replace(IDENTITY, identifier="MRN 000-124"))
    one, two = sample_plan(), sample_plan(record=other)
    assert not {each["UID"] for each in events_of(one)} & {each["UID"] for each in events_of(two)}


def test_a_draft_says_so_in_every_event():
    assert all("DRAFT" in each["DESCRIPTION"] for each in events_of(draft_plan("T_PAC_Q3W")))
    assert not any("DRAFT" in each["DESCRIPTION"] for each in events_of(sample_plan()))


def test_lines_are_folded_at_75_octets_and_end_in_crlf():
    written = plan_calendar(sample_plan("LAP_CAPE"))
    assert b"\r\n" in written
    assert b"\n" not in written.replace(b"\r\n", b"")
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    # unfolded, every line is whole text again
    written.replace(b"\r\n ", b"").decode()


@pytest.mark.parametrize(
    "name",
    [
        "Semi;colon, comma \\ back",
        "Zwei\nZeilen\r\nEND:VEVENT",
        "é" * 400,
        "مريضة",
        "😀" * 100,
        'quotes "and" <img src="x"/> {{ }}',
        "nul\x00 and bell\x07",
    ],
)
def test_any_name_is_one_text_and_breaks_nothing(name):
    plan = sample_plan(identity=Identity(name=name, identifier="1"))
    events = events_of(plan, with_name=True)
    shown = "".join(sign for sign in name if ord(sign) >= 32 or sign == "\n")
    assert all(str(each["DESCRIPTION"]).startswith(f"{shown}, 1\n") for each in events)
    assert len(events) == len(events_of(plan))


def test_every_shipped_protocol_can_be_read_back_with_each_event_once():
    for protocol in shipped().protocols():
        events = events_of(plan_of(protocol, region="US"))
        names = [str(each["UID"]) for each in events]
        assert len(names) == len(set(names)), protocol
        assert names, protocol
