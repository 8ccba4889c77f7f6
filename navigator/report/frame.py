"""What stands on every page: who the patient is, what the document is, how far it goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from navigator.domain.ids import ElementId
from navigator.domain.plan import Plan
from navigator.report.dates import age_on, date_words
from navigator.report.fonts import Face
from navigator.report.lines import Line, Run, lines_of, one_line
from navigator.report.pages import Placed
from navigator.report.paper import Paper, fact_runs, is_draft
from navigator.report.pen import Pen
from navigator.report.runs import entered, said
from navigator.report.style import (
    BLACK,
    BODY,
    BODY_BOLD,
    HAIRLINE,
    HEADING,
    LABEL,
    NAME,
    NOTE_BOLD,
    RULE,
    STRONG_LINE,
    UNIT,
    WATERMARK,
    Style,
)
from navigator.report.text import Printable, worded
from navigator.words import say, tr

MARGIN = UNIT * 7.5
_EDGE = UNIT * 4.5  # from the edge of the page to header and footer
_DIGEST_SHOWN = 12
_DRAFT = Style(Face.BOLD, 150, 150, WATERMARK)


@dataclass(frozen=True, slots=True)
class Frame:
    """Header and footer of a document, ready to draw.

    Attributes:
        left, right: Lines of the header at its two edges.
        status, foot: Lines of the footer; the page number is added at the end of the first.
        draft: Whether the watermark lies on the page.
        number: How the page number is set.
    """

    left: tuple[Line, ...]
    right: tuple[Line, ...]
    status: Line
    foot: tuple[Line, ...]
    draft: bool
    page_width: float
    page_height: float
    number: Style = NOTE_BOLD

    @property
    def text_width(self) -> float:
        """Return the width of the text, in points."""
        return self.page_width - 2 * MARGIN

    @property
    def header_height(self) -> float:
        """Return the height of the header with the space under it, in points."""
        return sum(line.leading for line in self.left) + UNIT * 2.5

    @property
    def footer_height(self) -> float:
        """Return the height of the footer with the space above it, in points."""
        return sum(line.leading for line in (self.status, *self.foot)) + UNIT * 2.5

    @property
    def text_height(self) -> float:
        """Return the height of the text, in points."""
        return self.page_height - _EDGE * 2 - self.header_height - self.footer_height - UNIT

    @property
    def text_top(self) -> float:
        """Return where the text begins, from the lower edge of the page."""
        return self.page_height - _EDGE - self.header_height


def frame_of(paper: Paper, document: str, page: tuple[float, float]) -> Frame:
    """Return the frame of a plan's pages.

    Args:
        paper: With the plan.
        document: Its id.
        page: Width and height, in points.
    """
    plan = paper.plan
    width = page[0] - 2 * MARGIN
    return Frame(
        left=_patient(paper, width * 0.72),
        right=(
            one_line([said(tr("Treatment plan"), HEADING)]),
            one_line([said(tr("made on {day}", day=date_words(plan.made_on)), LABEL)]),
        ),
        status=one_line(_status(plan)),
        foot=lines_of([said(_foot(plan, document), LABEL)], width),
        draft=is_draft(plan),
        page_width=page[0],
        page_height=page[1],
    )


def draw_pages(pen: Pen, *, pages: Sequence[Sequence[Placed]], frame: Frame) -> None:
    """Draw every page of a document: its frame, and what was placed on it."""
    for number, page in enumerate(pages, 1):
        draw_frame(frame, pen, number, len(pages))
        for placed in page:
            placed.strip.paint(pen, MARGIN + placed.x, frame.text_top - placed.down)
        pen.new_page()


def draw_frame(frame: Frame, pen: Pen, page: int, pages: int) -> None:
    """Draw header and footer, and the watermark under everything that follows."""
    if frame.draft:
        pen.watermark(frame.page_width / 2, frame.page_height / 2, worded(tr("DRAFT")), _DRAFT)
    right_edge = frame.page_width - MARGIN
    top = frame.page_height - _EDGE
    _draw_down(pen, MARGIN, top, frame.left)
    for line in frame.right:
        top -= line.leading
        pen.line_of_text(right_edge - line.width, top + line.leading * 0.24, line)
    y = frame.text_top + UNIT * 1.5
    pen.rule(MARGIN, y, right_edge, y, weight=STRONG_LINE, grey=BLACK)
    _draw_footer(frame, pen, page, pages)


def _draw_footer(frame: Frame, pen: Pen, page: int, pages: int) -> None:
    top = _EDGE + frame.footer_height - UNIT * 1.5
    right_edge = frame.page_width - MARGIN
    pen.rule(MARGIN, top, right_edge, top, weight=HAIRLINE, grey=RULE)
    number = one_line([said(tr("Page {page} of {pages}", page=page, pages=pages), frame.number)])
    floor = top - UNIT - number.leading
    pen.line_of_text(right_edge - number.width, floor + number.leading * 0.24, number)
    _draw_down(pen, MARGIN, top - UNIT, (frame.status, *frame.foot))


def _draw_down(pen: Pen, x: float, top: float, lines: tuple[Line, ...]) -> None:
    for line in lines:
        top -= line.leading
        pen.line_of_text(x, top + line.leading * 0.24, line)


def _patient(paper: Paper, width: float) -> tuple[Line, ...]:
    """Return name and second identifiers; what is not recorded is said, never left out."""
    identity = paper.plan.identity
    name = (
        entered(identity.name, tr("The patient's name"), NAME)
        if identity.name.strip()
        else said(tr("Name: Not recorded"), NAME)
    )
    return (*lines_of([name], width), *lines_of(_identifiers(paper), width))


def _identifiers(paper: Paper) -> list[Run]:
    identity = paper.plan.identity
    space = Run(Printable("    "), BODY)
    number = (
        entered(identity.identifier, tr("The patient's number"), BODY_BOLD)
        if identity.identifier.strip()
        else said(tr("Not recorded"), BODY.italic())
    )
    born = (
        said(date_words(identity.birth_date), BODY_BOLD)
        if identity.birth_date
        else said(tr("Not recorded"), BODY.italic())
    )
    runs = [_label(tr("Number")), number, space, _label(tr("Born")), born, space]
    runs += [_label(tr("Sex")), *fact_runs(paper, ElementId("sex"), dated=False)]
    return [*runs, *_age(paper)]


def _label(words: str) -> Run:
    return Run(Printable(f"{worded(words)} "), LABEL)


def _age(paper: Paper) -> list[Run]:
    identity, plan = paper.plan.identity, paper.plan
    gap = Run(Printable("    "), BODY)
    if identity.birth_date:
        years = tr("{number} years", number=age_on(identity.birth_date, plan.made_on))
        return [gap, _label(tr("Age")), said(years)]
    return [gap, _label(tr("Age")), *fact_runs(paper, ElementId("age"), dated=False)]


def _status(plan: Plan) -> list[Run]:
    words = (
        tr("DRAFT. Decision support – not an order until signed")
        if is_draft(plan)
        else tr("Decision support – not an order until signed")
    )
    sign = tr("* source not yet compared")
    return [said(words, NOTE_BOLD), Run(Printable(f"{' ' * 6}{worded(sign)}"), LABEL)]


def _foot(plan: Plan, document: str) -> str:
    edition = plan.edition
    review = date_words(edition.review_by) if edition.review_by else tr("Not recorded")
    parts = (
        say(edition.title),
        tr("review by {day}", day=review),
        tr("library {digest}", digest=edition.digest[:_DIGEST_SHOWN] or tr("Not recorded")),
        tr("plan {document}", document=document),
        tr("program {version}", version=plan.program_version or tr("Not recorded")),
        *([tr("audit trail {head}", head=plan.audit_head)] if plan.audit_head else []),
        tr("decimal point, no thousands mark"),
    )
    return " · ".join(parts)
