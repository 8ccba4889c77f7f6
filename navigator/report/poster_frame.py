"""What stands around the chart of a poster: its title, and what shapes and lines mean."""

from navigator.domain.guideline import Box, Edition, StepKind
from navigator.engine.marks import Mark, Marks
from navigator.report.dates import date_words
from navigator.report.lines import lines_of, one_line
from navigator.report.poster_chart import ChartPen, Place, draw_box
from navigator.report.runs import content, joined, said
from navigator.report.sheets import Size
from navigator.report.style import BODY_BOLD, LABEL, NAME, UNIT, Style
from navigator.words import tr

EDGE = UNIT * 7
HEAD = UNIT * 8
FOOT = UNIT * 12
_SIGN = (34.0, 20.0)  # of a shape in the legend, in points


def draw_head(pen: ChartPen, edition: Edition, size: Size) -> None:
    """Draw what the chart is of, on paper of a size."""
    review = date_words(edition.review_by) if edition.review_by else tr("Not recorded")
    about = joined(
        content(edition.title, tr("An edition"), BODY_BOLD),
        said(tr("review by {day}", day=review), LABEL),
        said(tr("library {digest}", digest=edition.digest[:12] or tr("Not recorded")), LABEL),
    )
    title = content(edition.guideline, tr("A guideline"), NAME)
    top = size[1] - EDGE
    room = size[0] - 2 * EDGE
    for line in (lines_of([title], room)[0], one_line(about)):
        top -= line.leading
        pen.line_of_text(EDGE, top + line.leading * 0.24, line)


def draw_legend(pen: ChartPen, marks: Marks) -> None:
    """Draw what shapes and lines mean."""
    kinds = (
        (StepKind.DECISION, None, tr("question")),
        (StepKind.RECOMMENDATION, None, tr("recommendation")),
        (StepKind.ACTION, None, tr("do this first")),
        (StepKind.END, None, tr("outside the edition")),
    )
    states = (
        (StepKind.RECOMMENDATION, Mark.TAKEN, tr("the patient's path")),
        (StepKind.RECOMMENDATION, Mark.CURRENT, tr("the patient stands here")),
        (StepKind.RECOMMENDATION, Mark.OPEN, tr("still open")),
        (StepKind.RECOMMENDATION, Mark.EXCLUDED, tr("ruled out")),
    )
    rows = (kinds, states) if marks.rest is not None else (kinds,)
    x = EDGE + UNIT
    for kind, mark, words in (one for row in rows for one in row):
        x = _draw_sign(pen, x, kind, mark, words)


def _draw_sign(pen: ChartPen, x: float, kind: StepKind, mark: Mark | None, words: str) -> float:
    """Draw a shape with its meaning under it; return where the next one begins."""
    style: Style = LABEL
    line = one_line([said(words, style)])
    room = max(line.width, _SIGN[0])
    box = Box(0, 0, *_SIGN)
    left, top = x + (room - _SIGN[0]) / 2, EDGE + FOOT - UNIT * 2
    draw_box(pen, kind, box, mark, Place(left, top, 0.8, (0, 0, 0, 0)))
    pen.line_of_text(x + (room - line.width) / 2, top - _SIGN[1] - UNIT * 2, line)
    return x + room + UNIT * 2
