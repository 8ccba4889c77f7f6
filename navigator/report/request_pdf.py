"""What is missing before a board meeting: a page to send for each patient, or one table."""

from collections.abc import Sequence

from navigator.domain.case_care import Age, CaseRequest, FreshnessAudit, Wanted
from navigator.report.case_sheets import Flow, Sheet, case_name, case_sheets
from navigator.report.dates import date_words
from navigator.report.runs import joined, said
from navigator.report.sheets import PageSize
from navigator.report.strips import Cell, Strip, blank, cell, framed, paragraph, table
from navigator.report.style import BODY_BOLD, LABEL, NOTE_BOLD, TITLE, UNIT
from navigator.words import tr, trn


def request_pdf(audit: FreshnessAudit, page_size: PageSize, *, each_alone: bool) -> bytes:
    """Return a request for what is missing as PDF.

    Args:
        audit: What is too old or missing.
        page_size: Of the paper.
        each_alone: A page for each patient, to be sent; else one table for the board.

    Raises:
        CharacterNotPrintable: a name or identifier holds a character that the page cannot show.
    """
    sheet = Sheet(
        title=tr("Results wanted"),
        kind=tr("Before the meeting on {day}", day=date_words(audit.on)),
        status=tr("A request for results. No order, no assessment"),
        foot=_limits(audit),
        made_on=audit.made_on or audit.on,
        page_size=page_size,
    )
    if each_alone and audit.requests:
        return case_sheets(sheet, [_page(audit, one, sheet.width) for one in audit.requests])
    return case_sheets(sheet, [_board(audit, sheet.width)])


def _limits(audit: FreshnessAudit) -> str:
    holds = audit.freshness
    return tr(
        "Results hold for: laboratory {laboratory} days, LVEF {lvef} days, imaging {imaging} days",
        laboratory=holds.laboratory,
        lvef=holds.lvef,
        imaging=holds.imaging,
    )


def _page(audit: FreshnessAudit, request: CaseRequest, width: float) -> Flow:
    day = date_words(audit.on)
    asked = tr("Please send these results before the meeting on {day}.", day=day)
    head = [cell(said(words, NOTE_BOLD)) for words in _columns()]
    rows = [[*_cells(one), cell(said(" "))] for one in request.wanted]
    return [
        *paragraph(case_name(request.patient, request.identity), width),
        *paragraph([said(tr("Results wanted"), TITLE)], width, above=UNIT * 3),
        *paragraph([said(asked)], width, above=UNIT),
        blank(UNIT * 2),
        *table(head, rows, (width * 0.34, width * 0.34, width * 0.32)),
    ]


def _columns() -> tuple[str, ...]:
    return tr("Result"), tr("What is kept"), tr("New result and its day")


def _board(audit: FreshnessAudit, width: float) -> Flow:
    strips: list[Strip] = [
        *paragraph([said(tr("Results wanted"), TITLE)], width),
        *paragraph([said(_sum(audit))], width, above=UNIT),
        *_stopped(audit, width),
        blank(UNIT * 2),
    ]
    if not audit.requests:
        return strips
    head = [cell(said(words, NOTE_BOLD)) for words in (tr("Case"), tr("Missing or too old"))]
    rows = [_row(one) for one in audit.requests]
    return [*strips, *table(head, rows, (width * 0.36, width * 0.64))]


def _stopped(audit: FreshnessAudit, width: float) -> list[Strip]:
    if not audit.stopped:
        return []
    words = tr("It was stopped before the last case: this list is not complete.")
    return framed(paragraph([said(words, BODY_BOLD)], width - UNIT * 3), width)


def _sum(audit: FreshnessAudit) -> str:
    wanted = len(audit.requests)
    if not wanted:
        return tr("Nothing is missing: all results hold on the day of the meeting.")
    return trn(
        "Something is missing of {number} case out of {whole}.",
        "Something is missing of {number} cases out of {whole}.",
        wanted,
        whole=audit.looked_at,
    )


def _row(request: CaseRequest) -> Sequence[Cell]:
    lines = [
        joined(said(f"{one.label}:", BODY_BOLD), said(age_words(one))) for one in request.wanted
    ]
    return [cell(tuple(case_name(request.patient, request.identity))), cell(*lines)]


def _cells(wanted: Wanted) -> Sequence[Cell]:
    limit = tr("holds for {number} days", number=wanted.limit)
    return [
        cell(said(wanted.label, BODY_BOLD), said(limit, LABEL)),
        cell(said(age_words(wanted))),
    ]


def age_words(wanted: Wanted) -> str:
    """Return what is wrong with a result, in words."""
    match wanted.age:
        case Age.MISSING:
            return tr("nothing is kept")
        case Age.NOT_DONE:
            return tr("was not done")
        case Age.UNDATED:
            return tr("no day is kept")
        case _:
            assert wanted.taken_on is not None  # too old since a day
            return tr(
                "of {day}, {days} days old", day=date_words(wanted.taken_on), days=wanted.days
            )
