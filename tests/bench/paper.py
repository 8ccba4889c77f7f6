"""The plan as PDF against the same pages drawn by hand, and against a HTML renderer."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from html import escape
from io import BytesIO
from time import process_time
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
from navigator.ui.pages import first_page, rendered
from tests.bench.paired import Ratio, call, paired
from tests.bench.reading import TODAY

_TIMES = 20
_PREVIEWS = 9
_SCREEN = 110.0  # dots per inch of a page as wide as half a screen of 1920 pixels
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
    return paired(
        call(lambda: plan_pdf(plan, "A4"), _TIMES, process_time),
        call(by_hand, _TIMES, process_time),
    )


def preview(plan: Plan) -> list[tuple[float, float]]:
    """Measure from a plan that has just changed to its first page, and to all, in seconds.

    Every plan differs from the one before in its doses and its start, as when somebody corrects
    a number; a page counts when its last pixel is there.
    """
    return [_shown(changed) for changed in _changed(plan)]


def _shown(plan: Plan) -> tuple[float, float]:
    began = process_time()
    pdf = plan_pdf(plan, "A4")
    first_page(pdf, _SCREEN)
    first = process_time()
    rendered(pdf, _SCREEN, after=1)
    return first - began, process_time() - began


def _changed(plan: Plan) -> Iterator[Plan]:
    for day in range(1, _PREVIEWS + 1):
        doses = tuple(replace(one, final_mg=one.final_mg + day) for one in plan.doses)
        start = plan.start + timedelta(day)
        yield replace(plan, doses=doses, start=start, notes=(*plan.notes, f"Change {day}."))


def against_html(plan: Plan) -> Ratio | None:
    """Measure a plan against WeasyPrint drawing the same pages; None where it is not installed."""
    try:
        from weasyprint import HTML  # noqa: PLC0415  (not a dependency)
    except ImportError:
        return None
    html = _as_html(_recorded(plan))
    return paired(
        call(lambda: plan_pdf(plan, "A4"), _TIMES, process_time),
        call(lambda: HTML(string=html).write_pdf(), 1, process_time),
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
    """Return the same pages: each text and line at its place, in its size; no layout is asked."""
    faces = "".join(
        f"@font-face {{font-family: {face.value}; src: url('"
        f"{resource('fonts', f'{face.value}.ttf').as_uri()}')}}"
        for face in Face
    )
    height = sheets.PAGES["A4"][1]
    pages = [""]
    for kind, values in marks:
        pages[-1] += _DRAWN[kind](height, *values) if kind in _DRAWN else ""
        pages += [""] if kind == "new_page" else []
    return (
        f"<style>{faces}@page {{size: A4; margin: 0}} body {{margin: 0}}"
        "section {position: relative; height: 297mm; break-after: page}"
        "b, i {position: absolute; white-space: pre; font-weight: normal}</style>"
        + "".join(f"<section>{page}</section>" for page in pages if page)
    )


def _html_text(height: float, x: float, y: float, text: str, style: Style) -> str:
    place = f"left:{x:.2f}pt;top:{height - y - style.size:.2f}pt"
    return f"<b style='{place};font:{style.size}pt {style.font}'>{escape(text)}</b>"


def _html_rule(height: float, *mark: float) -> str:
    x, y, to_x, _, weight, _ = mark
    place = f"left:{x:.2f}pt;top:{height - y:.2f}pt;width:{to_x - x:.2f}pt"
    return f"<i style='{place};border-top:{weight}pt solid'></i>"


_DRAWN: dict[str, Callable[..., str]] = {"text": _html_text, "rule": _html_rule}
