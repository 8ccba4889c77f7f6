"""What a library update means for the cases, on paper."""

from navigator.domain.case_care import LibraryUpdate, Outcome, UpdatedCase
from navigator.engine.outcome_words import outcome_words
from navigator.report.case_sheets import Sheet, case_name, case_sheets
from navigator.report.runs import joined, said
from navigator.report.sheets import PageSize
from navigator.report.strips import Strip, blank, bullet, framed, heading, paragraph
from navigator.report.style import BODY_BOLD, LABEL, TITLE, UNIT
from navigator.report.text import worded
from navigator.words import tr, trn

_DIGEST_SHOWN = 12


def update_pdf(update: LibraryUpdate, page_size: PageSize) -> bytes:
    """Return the result for every case as PDF, the gravest first.

    Raises:
        CharacterNotPrintable: a name or identifier holds a character that the page cannot show.
    """
    sheet = Sheet(
        title=tr("After the library update"),
        kind=tr("Every active case read again"),
        status=tr("Decision support – not an order"),
        foot=tr("library {digest}", digest=update.library[:_DIGEST_SHOWN]),
        made_on=update.made_on,
        page_size=page_size,
    )
    width = sheet.width
    flow: list[Strip] = [*paragraph([said(tr("After the library update"), TITLE)], width)]
    flow += _plans(update, width)
    if update.stopped:
        flow += paragraph([said(_stopped(update), BODY_BOLD)], width, above=UNIT)
    for outcome in Outcome:
        flow += _section(update, outcome, width)
    return case_sheets(sheet, [flow])


def _plans(update: LibraryUpdate, width: float) -> list[Strip]:
    plans = update.plans_affected
    if not plans:
        return paragraph([said(tr("No printed plan is affected."))], width, above=UNIT)
    title = trn("{number} printed plan is affected:", "{number} printed plans are affected:",
                len(plans))  # fmt: skip
    strips = [
        *paragraph([said(title, BODY_BOLD)], width - UNIT * 3),
        *paragraph([said(", ".join(plans))], width - UNIT * 3),
    ]
    return [blank(UNIT), *framed(strips, width)]


def _stopped(update: LibraryUpdate) -> str:
    return trn(
        "It was stopped: {number} case was not read.",
        "It was stopped: {number} cases were not read.",
        update.waiting,
    )


def _section(update: LibraryUpdate, outcome: Outcome, width: float) -> list[Strip]:
    cases = update.of(outcome)
    if not cases:
        return []
    words = tr("{title}: {number}", title=outcome_words(outcome), number=len(cases))
    strips = [heading(worded(words), width, above=UNIT * 3)]
    if outcome is Outcome.UNCHANGED:
        numbers = ", ".join(str(one.patient) for one in cases)
        return [*strips, *paragraph([said(tr("Cases {numbers}", numbers=numbers))], width)]
    for one in cases:
        strips += _case(one, width)
    return strips


def _case(case: UpdatedCase, width: float) -> list[Strip]:
    strips = [*paragraph(case_name(case.patient, case.identity), width, above=UNIT * 2)]
    for words in case.words:
        strips += bullet([said(words)], width)
    if case.record_changed:
        strips += bullet([said(tr("Facts were entered since, too."), LABEL)], width)
    if case.plans_affected:
        plans = said(", ".join(case.plans_affected))
        strips += bullet(joined(said(tr("Printed plans:"), BODY_BOLD), plans), width)
    return strips
