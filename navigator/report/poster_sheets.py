"""On how many sheets a chart is printed, and which part of it stands on which."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from navigator.domain.guideline import Chart
from navigator.report.sheets import Size

OVERLAP = 28.35  # points, one centimetre: glued over the neighbour
LEAST_SCALE = 0.64  # a chart unit in points: its text of 13 units is then set in 8.3 points
_LARGEST_SCALE = 1.3


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a poster.

    Attributes:
        row, column: From the top left, 1 first.
        x, y: Where the sheet begins in the chart, in points from its top left corner.
    """

    row: int
    column: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The sheets of a poster.

    Attributes:
        window: Width and height of what each sheet shows, in points.
        scale: Points for a chart unit.
    """

    rows: int
    columns: int
    window: Size
    scale: float
    chart: Size

    @property
    def count(self) -> int:
        """Return the number of sheets, the empty ones too."""
        return self.rows * self.columns

    def sheets_of(self, chart: Chart) -> list[Sheet]:
        """Return the sheets on which something of the chart stands, row by row."""
        return [sheet for sheet in self.sheets() if any(self._meets(sheet, chart))]

    def _meets(self, sheet: Sheet, chart: Chart) -> Iterator[bool]:
        """Yield for each box and each part of a way whether it reaches onto a sheet."""
        left, top = sheet.x / self.scale, sheet.y / self.scale
        right, bottom = left + self.window[0] / self.scale, top + self.window[1] / self.scale
        for x, y, to_x, to_y in _extents(chart):
            yield x <= right and to_x >= left and y <= bottom and to_y >= top

    def sheets(self) -> Iterator[Sheet]:
        """Yield the sheets row by row; the chart stands in their middle."""
        width, height = self.window
        left = (_covered(self.columns, width) - self.chart[0] * self.scale) / 2
        top = (_covered(self.rows, height) - self.chart[1] * self.scale) / 2
        for row in range(self.rows):
            for column in range(self.columns):
                x, y = column * (width - OVERLAP), row * (height - OVERLAP)
                yield Sheet(row + 1, column + 1, x - left, y - top)


def _extents(chart: Chart) -> Iterator[tuple[float, float, float, float]]:
    """Yield left, top, right and bottom of each box and of each part of a way."""
    for box in chart.boxes.values():
        yield box.x, box.y, box.x + box.width, box.y + box.height
    for arrow in chart.arrows:
        for (x, y), (to_x, to_y) in pairwise(arrow.points):
            yield min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def grid_of(chart: Size, window: Size) -> Grid:
    """Return as few sheets as keep the text legible, and the chart as large as they allow.

    Args:
        chart: Width and height, in chart units.
        window: What a sheet can show, in points.
    """
    columns, rows = (
        _needed(length * LEAST_SCALE, room) for length, room in zip(chart, window, strict=True)
    )
    scale = min(
        _covered(columns, window[0]) / chart[0],
        _covered(rows, window[1]) / chart[1],
        _LARGEST_SCALE,
    )
    return Grid(rows, columns, window, scale, chart)


def _needed(length: float, room: float) -> int:
    return 1 if length <= room else ceil((length - OVERLAP) / (room - OVERLAP))


def _covered(sheets: int, room: float) -> float:
    """Return how long some sheets are that lie one over the edge of the other."""
    return sheets * room - (sheets - 1) * OVERLAP
