"""What looking after the cases gave, in words."""

from datetime import date
from pathlib import Path

import pytest

from navigator.domain.case import AuditFault, AuditReport, LostRows, SalvageReport, Standing
from navigator.domain.case_care import (
    ImportReport,
    Incoming,
    LibraryUpdate,
    NotMerged,
    Outcome,
    UpdatedCase,
)
from navigator.domain.facts import Identity
from navigator.presenters.care_words import (
    MOST_SHOWN,
    backup_words,
    checked_words,
    imported_words,
    incoming_words,
    salvage_words,
    standing_words,
    update_sections,
    update_sum,
    waiting_words,
)

TODAY = date(2026, 11, 23)


def test_no_case_waiting_needs_no_words():
    assert waiting_words(0) == ""
    assert "1 case " in waiting_words(1)
    assert "3 cases" in waiting_words(3)


def test_many_changed_cases_are_counted_and_some_are_shown():
    cases = tuple(
        UpdatedCase(number, "2026", Outcome.EVIDENCE, words=("new",))
        for number in range(1, MOST_SHOWN + 6)
    )
    (section,) = update_sections(LibraryUpdate("b", TODAY, cases))
    assert section.count == MOST_SHOWN + 5
    assert len(section.cases) == MOST_SHOWN


def test_unchanged_cases_are_a_number_only():
    same = UpdatedCase(1, "2026", Outcome.UNCHANGED)
    update = LibraryUpdate("b", TODAY, (same,), stopped=True, waiting=2)
    assert update_sections(update) == ()
    assert "Unchanged: 1" in update_sum(update)
    assert "2 cases were not read" in update_sum(update)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (None, "no daily backup yet"),
        ("cases-2026-11-23.casebackup", "of today"),
        ("cases-2026-11-22.casebackup", "1 day ago"),
        ("cases-2026-10-24.casebackup", "30 days ago"),
    ],
)
def test_the_age_of_the_last_backup_is_said(name, said):
    assert said in backup_words([Path(name)] if name else [], TODAY)


def test_what_was_lost_is_said_table_by_table():
    lost = salvage_words(SalvageReport((LostRows("facts", 10, 2),), (AuditFault(3, "Line 3."),)))
    assert lost == ("facts: 10 rows read, 2 lost", "Line 3.")
    assert (
        salvage_words(SalvageReport((LostRows("facts", 10, 0),)))[0] == "Everything could be read."
    )


def test_a_patient_of_an_archive_is_told_apart():
    who = Identity("Q")
    assert "new here" in incoming_words(Incoming(0, 1, who))
    assert "case 4 here" in incoming_words(Incoming(0, 1, who, here=4))
    assert "looks like case 4, 5" in incoming_words(Incoming(0, 1, who, alike=(4, 5)))
    assert "erased" in incoming_words(Incoming(0, 1, who, erased=True))


def test_conflicts_stand_last_with_the_name_of_the_element():
    report = ImportReport((4,), (), (), 1, 3, (NotMerged(2, "lvef_pct", "stays"),))
    lines = imported_words(report, {"lvef_pct": "LVEF"})
    assert lines[0] == "1 case added"
    assert lines[-2:] == ("1 case left out", "Case 2, LVEF: stays")


def test_every_standing_has_words_and_a_fault_is_never_quiet():
    assert len({standing_words(one) for one in Standing}) == len(Standing)
    assert "nothing was changed" in checked_words(AuditReport(4))
    assert "1 fault" in checked_words(AuditReport(4, (AuditFault(1, "x"),)))
