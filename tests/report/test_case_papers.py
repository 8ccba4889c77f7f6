"""Papers about many cases: a request for results, an update, the audit trail."""

from datetime import date

import pytest

from navigator.domain.case import AuditFault, AuditKind, AuditLine, AuditReport
from navigator.domain.case_care import (
    Age,
    CaseRequest,
    FreshnessAudit,
    LibraryUpdate,
    Outcome,
    UpdatedCase,
    Wanted,
)
from navigator.domain.facts import Identity
from navigator.report.audit_pdf import audit_pdf
from navigator.report.request_pdf import request_pdf
from navigator.report.text import CharacterNotPrintable
from navigator.report.update_pdf import update_pdf
from tests.report.reading import pages_of, text_of

DAY = date(2026, 11, 23)
ZOE = Identity("Zoë Quastel", "MRN 77", date(1969, 3, 4))
WANTED = (
    Wanted("lvef_pct", "LVEF", Age.TOO_OLD, 90, date(2026, 8, 1), 114),
    Wanted("anc", "Neutrophils", Age.MISSING, 14),
    Wanted("plt", "Platelets", Age.NOT_DONE, 14),
    Wanted("imaging", "Imaging", Age.UNDATED, 56),
)
AUDIT = FreshnessAudit(
    DAY, (CaseRequest(3, ZOE, WANTED), CaseRequest(8, Identity(), WANTED[:1])), 12
)


def test_each_patient_has_a_page_of_their_own_to_be_sent():
    first, second = pages_of(request_pdf(AUDIT, "A4", each_alone=True))
    assert "Zoë Quastel" in first
    assert "MRN 77" in first
    assert "of 01 Aug 2026, 114 days old" in first
    for words in ("nothing is kept", "was not done", "no day is kept", "23 Nov 2026"):
        assert words in first
    assert "Quastel" not in second
    assert "Case 8" in second


def test_the_board_has_one_table_with_the_limits_it_was_made_by():
    text = text_of(request_pdf(AUDIT, "Letter", each_alone=False))
    assert "missing of 2 cases out of 12" in text
    assert "laboratory 14 days, LVEF 90 days, imaging 56 days" in text
    assert "Case 3" in text
    assert "Case 8" in text


def test_where_nothing_is_missing_the_page_says_so():
    text = text_of(request_pdf(FreshnessAudit(DAY, (), 12), "A4", each_alone=True))
    assert "Nothing is missing" in text


def test_a_name_that_cannot_be_drawn_is_refused_with_its_character():
    hidden = CaseRequest(1, Identity("A\u202eB"), WANTED)
    with pytest.raises(CharacterNotPrintable, match="U\\+202E"):
        request_pdf(FreshnessAudit(DAY, (hidden,), 1), "A4", each_alone=True)


UPDATE = LibraryUpdate(
    "b" * 64,
    DAY,
    (
        UpdatedCase(3, "2026", Outcome.RECOMMENDATION, ZOE, ("T-DM1: a; now: b.",),
                    ("AAAA-BBBB-CCCC",), record_changed=True),
        UpdatedCase(4, "2026", Outcome.EVIDENCE, words=("T-DM1: new evidence (X).",)),
        UpdatedCase(5, "2026", Outcome.UNCHANGED, plans=("DDDD-EEEE-FFFF",)),
    ),
    stopped=True,
    waiting=2,
)  # fmt: skip


def test_an_update_names_the_printed_plans_that_are_affected_and_only_those():
    text = text_of(update_pdf(UPDATE, "A4"))
    assert "1 printed plan is affected:" in text
    assert "AAAA-BBBB-CCCC" in text
    assert "DDDD-EEEE-FFFF" not in text
    order = [text.index(words) for words in ("Changed recommendation", "Changed evidence",
                                             "Unchanged: 1")]  # fmt: skip
    assert order == sorted(order)
    assert "Facts were entered since" in text
    assert "2 cases were not read" in text


def line(counter, **more):
    told = {"at": "2026-11-23T09:00:01+00:00", "by": "AB", "kind": AuditKind.RECORD_SAVED,
            "patient": 3, "clock_back": False, "digest": "d", "previous": "p",
            "head": "f" * 64}  # fmt: skip
    return AuditLine(counter, **{**told, **more})


KINDS = {kind: kind.value for kind in AuditKind}


def test_the_trail_is_printed_with_its_check_and_every_page_has_its_head_row():
    lines = [line(number) for number in range(1, 120)]
    pages = pages_of(audit_pdf(lines, AuditReport(119), DAY, KINDS, "A4"))
    assert len(pages) > 1
    assert "119 lines, checked: nothing was changed" in pages[0]
    assert all("Seal" in page for page in pages)
    assert "119-ffffffffffff" in pages[0]


def test_what_the_check_found_stands_above_all_lines():
    faults = (AuditFault(2, "Line 2 was changed."),)
    back = [line(1), line(2, clock_back=True)]
    text = text_of(audit_pdf(back, AuditReport(2, faults), DAY, KINDS, "A4"))
    assert "Line 2 was changed." in text
    assert "clock set back" in text


def test_a_file_without_a_line_prints_a_page():
    assert "0-" in text_of(audit_pdf([], AuditReport(0), DAY, KINDS, "A4"))
