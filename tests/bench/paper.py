"""The plan as PDF against the same pages drawn by hand, and against a HTML renderer."""

from collections.abc import Callable
from dataclasses import replace
from html import escape
from io import BytesIO
from typing import Any, ClassVar

from reportlab.pdfgen.canvas import Canvas

from navigator.assets import resource
from navigator.domain.assessment import OptionStatus
from navigator.domain.plan import Plan
from navigator.engine.assess import assess
from navigator.report import sheets
from navigator.report.fonts import Face, register_fonts
from navigator.report.pen import Pen
from navigator.report.plan_pdf import plan_pdf
from navigator.report.style import Style
from navigator.services.plan_course import PlanRequest, plan_course
from navigator.services.sample_patient import sample_patient
from navigator.shipped import open_shipped_library
from tests.bench.paired import Cost, Ratio, call, paired
from tests.bench.reading import TODAY

_TIMES = 20
Mark = tuple[str, tuple[Any, ...]]


def sample_plan(edition: str) -> Plan:
    """Return the plan of the sample patient's first open option."""
    library = open_shipped_library()
    opened = library.edition(edition)
    record = sample_patient(library.vignettes(edition), opened, TODAY)
    assessment = assess(opened, record)
    chosen = next(
        option.regimen
        for option in assessment.options
        if option.status is OptionStatus.RECOMMENDED and opened.regimens[option.regimen].dosed
    )
    request = PlanRequest(regimen=chosen, start=TODAY, made_on=TODAY, program_version="bench")
    return plan_course(library, opened, assessment, record, request)


def against_hand(plan: Plan) -> Ratio:
    """Measure a plan, warm, against its own pages drawn with the canvas and nothing else."""
    by_hand = _by_hand(_recorded(plan))
    return paired(call(lambda: plan_pdf(plan, "A4"), _TIMES), call(by_hand, _TIMES))


def first_page(plan: Plan) -> Cost:
    """Measure one plan whose facts have just changed: what a preview waits for."""
    measured = call(lambda: plan_pdf(plan, "A4"), 1)
    measured()
    return measured()


def against_html(plan: Plan) -> Ratio | None:
    """Measure a plan against WeasyPrint setting the same words; None where it is not installed."""
    try:
        from weasyprint import HTML  # noqa: PLC0415  (not a dependency)
    except ImportError:
        return None
    html = _as_html(_recorded(plan))
    return paired(
        call(lambda: plan_pdf(plan, "A4"), _TIMES),
        call(lambda: HTML(string=html).write_pdf(), 1),
        rounds=3,
    )


class _Recorder(Pen):
    """Draws as ever and remembers what was drawn."""

    marks: ClassVar[list[Mark]] = []


def _remembering(name: str) -> Callable[..., None]:
    drawn = getattr(Pen, name)

    def draw(self: Pen, *where: Any, **how: Any) -> None:
        _Recorder.marks.append((name, _on_paper((*where, *how.values()), self.zoom)))
        drawn(self, *where, **how)

    return draw


def _on_paper(values: tuple[Any, ...], zoom: float) -> tuple[Any, ...]:
    """Return a mark with its places and sizes as they come to stand on the paper."""
    places = [one * zoom if isinstance(one, float | int) else one for one in values[:4]]
    return tuple(
        replace(one, size=one.size * zoom) if isinstance(one, Style) else one
        for one in (*places, *values[4:])
    )


for _name in ("text", "rule", "frame", "tint", "new_page"):
    setattr(_Recorder, _name, _remembering(_name))


def _recorded(plan: Plan) -> list[Mark]:
    """Return everything that stands on the pages of a plan, in the order of drawing."""
    _Recorder.marks.clear()
    ordinary, sheets.Pen = sheets.Pen, _Recorder
    try:
        plan_pdf(plan, "A4")
    finally:
        sheets.Pen = ordinary
    return list(_Recorder.marks)


def _by_hand(marks: list[Mark]) -> Callable[[], bytes]:
    """Return what draws the marks as somebody would who wrote the page out by hand."""
    register_fonts()

    def draw() -> bytes:
        file = BytesIO()
        canvas = Canvas(
            file,
            pagesize=sheets.PAGES["A4"],
            invariant=1,
            pageCompression=1,
            initialFontName=Face.REGULAR.value,
        )
        for kind, values in marks:
            _MARKS[kind](canvas, *values)
        canvas.save()
        return file.getvalue()

    return draw


def _text(canvas, *mark):
    x, y, text, style = mark
    if (canvas._fontname, canvas._fontsize) != (style.font, style.size):
        canvas.setFont(style.font, style.size)
    canvas.setFillGray(style.grey)
    canvas.drawString(x, y, text)


def _rule(canvas, *mark):
    *ends, weight, grey = mark
    canvas.setLineWidth(weight)
    canvas.setStrokeGray(grey)
    canvas.line(*ends)


def _frame(canvas, *mark):
    *sides, weight, grey = mark
    canvas.setLineWidth(weight)
    canvas.setStrokeGray(grey)
    canvas.rect(*sides)


def _tint(canvas, *mark):
    *sides, grey = mark
    canvas.setFillGray(grey)
    canvas.rect(*sides, stroke=0, fill=1)


def _new_page(canvas):
    canvas.showPage()


_MARKS = {"text": _text, "rule": _rule, "frame": _frame, "tint": _tint, "new_page": _new_page}


def _as_html(marks: list[Mark]) -> str:
    """Return the texts as paragraphs in the same face and size; no table, no column."""
    face = resource("fonts", f"{Face.REGULAR.value}.ttf").as_uri()
    words = "".join(f"<p>{escape(values[2])}</p>" for kind, values in marks if kind == "text")
    return (
        "<style>@font-face {font-family: Plex; src: url('" + face + "')}"
        "@page {size: A4; margin: 12mm} p {font: 8pt Plex; margin: 0}</style>" + words
    )
