"""Drawing on the canvas: text fragments, rules and boxes, in points from the bottom left."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from navigator.report.lines import Line
from navigator.report.style import BLACK, HAIRLINE, STRONG_LINE, Style

Point = tuple[float, float]
_DASH = [4.0, 3.0]


class Pen:
    """Draws on one canvas and repeats no setting that already holds.

    Texts are gathered into one text object until something else is drawn: opening one for each
    would take as long as the drawing itself.

    Attributes:
        zoom: Size of what is drawn by that of what is asked for; the sizes in the file are real.
    """

    def __init__(self, canvas: Canvas) -> None:
        self.zoom = 1.0
        self._canvas = canvas
        self._texts: Any = None
        self._font = ("", 0.0)
        self._fill: float | None = None
        self._stroke: tuple[float, float] | None = None

    def new_page(self) -> None:
        """End the page; a new page starts without any setting."""
        self._end_texts()
        self._canvas.showPage()
        self._fill = self._stroke = None

    @contextmanager
    def zoomed(self, zoom: float) -> Iterator[None]:
        """Draw what is drawn meanwhile smaller or larger, seen from the corner of the page."""
        before, self.zoom = self.zoom, zoom
        yield
        self.zoom = before

    def text(self, x: float, baseline: float, text: str, style: Style) -> None:
        """Draw `text` starting at `x`."""
        if self._texts is None:
            self._texts = self._canvas.beginText()
        zoom = self.zoom
        font = (style.font, style.size * zoom)
        if font != self._font:
            self._texts.setFont(*font)
            self._font = font
        if style.grey != self._fill:
            self._texts.setFillGray(style.grey)
            self._fill = style.grey
        self._texts.setTextOrigin(x * zoom, baseline * zoom)
        self._texts.textOut(text)

    def line_of_text(self, x: float, baseline: float, line: Line) -> None:
        """Draw a set line starting at `x`."""
        for part in line.fragments:
            self.text(x + part.x, baseline, part.text, part.style)

    def rule(  # noqa: PLR0913  (two ends, weight and grey are four things)
        self, x: float, y: float, to_x: float, to_y: float, *, weight: float, grey: float
    ) -> None:
        """Draw a straight line."""
        self._end_texts()
        self._stroke_with(weight, grey)
        self._canvas.line(*self._placed(x, y, to_x, to_y))

    def frame(  # noqa: PLR0913  (as above)
        self, x: float, y: float, width: float, height: float, *, weight: float, grey: float
    ) -> None:
        """Draw an empty rectangle; `y` is its lower edge."""
        self._end_texts()
        self._stroke_with(weight, grey)
        self._canvas.rect(*self._placed(x, y, width, height))

    def tint(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """Fill a rectangle; `y` is its lower edge."""
        self._end_texts()
        self._fill_with(grey)
        self._canvas.rect(*self._placed(x, y, width, height), stroke=0, fill=1)

    def tick_box(self, x: float, baseline: float, size: float = 7.0) -> None:
        """Draw an empty box to tick, standing on the baseline; no font needs to have one."""
        self.frame(x, baseline - 0.8, size, size, weight=HAIRLINE * 1.5, grey=BLACK)

    def arrow(self, x: float, y: float, to_x: float) -> None:
        """Draw a horizontal arrow that ends at `to_x`."""
        head = 3.0 if to_x > x else -3.0
        self.rule(x, y, to_x - head, y, weight=STRONG_LINE, grey=BLACK)
        self._fill_with(BLACK)
        path = self._canvas.beginPath()
        path.moveTo(*self._placed(to_x, y))
        path.lineTo(*self._placed(to_x - head, y + 2.0))
        path.lineTo(*self._placed(to_x - head, y - 2.0))
        path.close()
        self._canvas.drawPath(path, stroke=0, fill=1)

    def outline(  # noqa: PLR0913  (as above)
        self,
        points: Sequence[Point],
        *,
        weight: float,
        grey: float,
        fill: float | None = None,
        dashed: bool = False,
        closed: bool = True,
    ) -> None:
        """Draw a shape through `points`, filled or not, or a line where it is not closed."""
        self._end_texts()
        self._stroke_with(weight, grey)
        if fill is not None:
            self._fill_with(fill)
        path = self._canvas.beginPath()
        path.moveTo(*self._placed(*points[0]))
        for point in points[1:]:
            path.lineTo(*self._placed(*point))
        if closed:
            path.close()
        if dashed:
            self._canvas.setDash(_DASH)
        self._canvas.drawPath(path, stroke=1, fill=0 if fill is None else 1)
        if dashed:
            self._canvas.setDash()

    def wedge(self, points: Sequence[Point], grey: float) -> None:
        """Fill a shape through `points` without a line around it."""
        self._end_texts()
        self._fill_with(grey)
        path = self._canvas.beginPath()
        path.moveTo(*self._placed(*points[0]))
        for point in points[1:]:
            path.lineTo(*self._placed(*point))
        path.close()
        self._canvas.drawPath(path, stroke=0, fill=1)

    @contextmanager
    def window(self, x: float, y: float, width: float, height: float) -> Iterator[None]:
        """Let what is drawn meanwhile show in this rectangle only; `y` is its lower edge."""
        self._end_texts()
        self._canvas.saveState()
        path = self._canvas.beginPath()
        path.rect(*self._placed(x, y, width, height))
        self._canvas.clipPath(path, stroke=0, fill=0)
        yield
        self._end_texts()
        self._canvas.restoreState()
        self._font, self._fill, self._stroke = ("", 0.0), None, None

    def watermark(self, x: float, y: float, text: str, style: Style) -> None:
        """Draw `text` large and slanted around a point, to lie under everything else."""
        self._end_texts()
        self._canvas.saveState()
        self._canvas.setFont(style.font, style.size)
        self._canvas.setFillGray(style.grey)
        self._canvas.translate(x, y)
        self._canvas.rotate(55)
        self._canvas.drawCentredString(0, -style.size / 3, text)
        self._canvas.restoreState()
        self._fill = None

    def bookmark(self, title: str, top: float) -> None:
        """Put a place into the outline of the document."""
        self._end_texts()
        self._canvas.bookmarkPage(title, fit="XYZ", top=top * self.zoom)
        self._canvas.addOutlineEntry(title, title, level=0)

    def _end_texts(self) -> None:
        if self._texts is not None:
            self._canvas.drawText(self._texts)
            self._texts = None
            self._font = ("", 0.0)

    def _placed(self, *lengths: float) -> tuple[float, ...]:
        zoom = self.zoom
        return lengths if zoom == 1 else tuple(one * zoom for one in lengths)

    def _fill_with(self, grey: float) -> None:
        if grey != self._fill:
            self._canvas.setFillGray(grey)
            self._fill = grey

    def _stroke_with(self, weight: float, grey: float) -> None:
        if (weight, grey) != self._stroke:
            self._canvas.setLineWidth(weight)
            self._canvas.setStrokeGray(grey)
            self._stroke = (weight, grey)
