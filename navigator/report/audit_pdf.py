"""The audit trail on paper: who did what and when; of a patient nothing but the number."""

from collections.abc import Mapping, Sequence
from datetime import date

from navigator.domain.case import AuditHead, AuditKind, AuditLine, AuditReport
from navigator.report.case_sheets import Sheet, case_sheets
from navigator.report.runs import entered, said
from navigator.report.sheets import PageSize
from navigator.report.strips import Cell, Strip, blank, bullet, cell, framed, paragraph, table
from navigator.report.style import BODY_BOLD, NOTE, NOTE_BOLD, TITLE, UNIT
from navigator.words import tr, trn

_SHOWN_SIGNS = 12


def audit_pdf(
    lines: Sequence[AuditLine],
    checked: AuditReport,
    made_on: date,
    kinds: Mapping[AuditKind, str],
    page_size: PageSize,
) -> bytes:
    """Return the audit trail as PDF.

    Args:
        lines: The first line first.
        checked: What comparing every line gave.
        made_on: The day of printing.
        kinds: What each kind of line is called.
        page_size: Of the paper.

    Raises:
        CharacterNotPrintable: initials hold a character that the page cannot show.
    """
    last = lines[-1] if lines else None
    head = AuditHead(last.counter, last.head) if last else AuditHead(0, "")
    sheet = Sheet(
        title=tr("Audit trail"),
        kind=tr("No patient data but local numbers"),
        status=tr("Stands at {head}", head=head),
        foot=tr("Each line is sealed with the one above it (SHA-256)"),
        made_on=made_on,
        page_size=page_size,
    )
    width = sheet.width
    columns = (tr("No."), tr("When (world time)"), tr("Who"), tr("What"), tr("Case"), tr("Seal"))
    widths = tuple(width * part for part in (0.08, 0.26, 0.14, 0.28, 0.08, 0.16))
    rows = [_row(line, kinds) for line in lines]
    title = paragraph([said(tr("Audit trail"), TITLE)], width)
    table_head = [cell(said(words, NOTE_BOLD)) for words in columns]
    flow = [*title, *_result(checked, width), blank(UNIT * 2), *table(table_head, rows, widths)]
    return case_sheets(sheet, [flow])


def _result(checked: AuditReport, width: float) -> list[Strip]:
    if not checked.faults:
        words = trn(
            "{number} line, checked: nothing was changed, removed or moved.",
            "{number} lines, checked: nothing was changed, removed or moved.",
            checked.lines,
        )
        return paragraph([said(words)], width, above=UNIT)
    strips = paragraph(
        [said(tr("The trail does not bear out what the file holds:"), BODY_BOLD)],
        width - UNIT * 3,
    )
    for fault in checked.faults:
        strips += bullet([said(fault.words)], width - UNIT * 3)
    return framed(strips, width)


def _row(line: AuditLine, kinds: Mapping[AuditKind, str]) -> Sequence[Cell]:
    day, _, clock = line.at.partition("T")
    when = f"{day} {clock[:8]}"
    if line.clock_back:
        when = tr("{when} (clock set back)", when=when)
    return [
        cell(said(str(line.counter), NOTE)),
        cell(entered(when, tr("The time of a line"), NOTE)),
        cell(entered(line.by or "–", tr("Who did it"), NOTE)),
        cell(said(kinds.get(line.kind, line.kind.value), NOTE)),
        cell(said("" if line.patient is None else str(line.patient), NOTE)),
        cell(said(line.head[:_SHOWN_SIGNS], NOTE)),
    ]
