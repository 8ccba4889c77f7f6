"""The flowchart of an edition as one drawing in SVG: text stays text, to search and to copy."""

from collections.abc import Sequence

from navigator.domain.assessment import Assessment
from navigator.domain.guideline import Edition
from navigator.engine.marks import marks_of
from navigator.report.fonts import Face, register_fonts
from navigator.report.fonts import width as text_width
from navigator.report.lines import Line
from navigator.report.pen import Point
from navigator.report.poster_chart import Place, draw_chart
from navigator.report.poster_frame import EDGE, FOOT, HEAD, draw_head, draw_legend
from navigator.report.sheets import Size
from navigator.words import language, say, tr

_LEAST = 640.0  # points: what the legend needs
_OURS = "IBM Plex Sans"
_ELSEWHERE = "'IBM Plex Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif"
_DASH = "4 3"
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def poster_svg(
    edition: Edition, assessment: Assessment | None, *, to_picture: bool = False
) -> bytes:
    """Return the whole flowchart as one SVG drawing; the same chart gives the same bytes.

    The geometry is that of the poster in PDF, at one point for a chart unit. Nothing in it names
    the patient.

    Args:
        edition: With its chart.
        assessment: Of the patient whose path is drawn strong; None for the chart alone.
        to_picture: Whether it is painted at once by a reader that has our font and does not
            understand a choice of several.
    """
    register_fonts()
    marks = marks_of(edition, assessment)
    chart = edition.chart
    size = max(chart.width, _LEAST) + 2 * EDGE, chart.height + 2 * EDGE + HEAD + FOOT
    pen = SvgPen(size)
    edges = (0.0, 0.0, *size)
    left = EDGE + max(_LEAST - chart.width, 0.0) / 2
    draw_chart(pen, edition, marks, Place(left, size[1] - EDGE - HEAD, 1.0, edges))
    draw_head(pen, edition, size)
    draw_legend(pen, marks)
    title = tr("Flowchart: {edition}", edition=say(edition.title))
    return pen.document(title, _OURS if to_picture else _ELSEWHERE)


class SvgPen:
    """Draws into a text of SVG; in points from the bottom left, as on the pages."""

    def __init__(self, size: Size) -> None:
        self._size = size
        self._parts: list[str] = []

    def document(self, title: str, family: str) -> bytes:
        """Return the whole drawing, on white."""
        width, height = (_number(length) for length in self._size)
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="img" xml:lang="{language()}" '
            f'font-family="{family}">'
        )
        ground = f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
        parts = (head, f"<title>{_escaped(title)}</title>", ground, *self._parts, "</svg>", "")
        return "\n".join(parts).encode()

    def outline(  # noqa: PLR0913  (as of the pen for pages)
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
        shape = "polygon" if closed else "polyline"
        inside = "none" if fill is None else _grey(fill)
        dash = f' stroke-dasharray="{_DASH}"' if dashed else ""
        self._parts.append(
            f'<{shape} points="{self._placed(points)}" fill="{inside}" stroke="{_grey(grey)}" '
            f'stroke-width="{_number(weight)}"{dash}/>'
        )

    def wedge(self, points: Sequence[Point], grey: float) -> None:
        """Fill a shape through `points` without a line around it."""
        self._parts.append(f'<polygon points="{self._placed(points)}" fill="{_grey(grey)}"/>')

    def tint(self, x: float, y: float, width: float, height: float, grey: float) -> None:
        """Fill a rectangle; `y` is its lower edge."""
        top = self._size[1] - y - height
        self._parts.append(
            f'<rect x="{_number(x)}" y="{_number(top)}" width="{_number(width)}" '
            f'height="{_number(height)}" fill="{_grey(grey)}"/>'
        )

    def line_of_text(self, x: float, baseline: float, line: Line) -> None:
        """Draw a set line starting at `x`; it takes the same room where the font is missing."""
        for part in line.fragments:
            style = part.style
            weight = ' font-weight="600"' if style.face in (Face.BOLD, Face.BOLD_ITALIC) else ""
            length = text_width(part.text, style.face, style.size)
            self._parts.append(
                f'<text x="{_number(x + part.x)}" y="{_number(self._size[1] - baseline)}" '
                f'font-size="{_number(style.size)}" fill="{_grey(style.grey)}"{weight} '
                f'textLength="{_number(length)}" lengthAdjust="spacingAndGlyphs">'
                f"{_escaped(part.text)}</text>"
            )

    def _placed(self, points: Sequence[Point]) -> str:
        height = self._size[1]
        return " ".join(f"{_number(x)},{_number(height - y)}" for x, y in points)


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in text)


def _number(length: float) -> str:
    """Return a length to a hundredth of a point, without a tail of zeros."""
    return f"{length:.2f}".rstrip("0").rstrip(".")


def _grey(grey: float) -> str:
    return "#" + f"{round(grey * 255):02x}" * 3
