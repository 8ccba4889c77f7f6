"""Paints a slide: one idea, letters as large as there is room for, never too small."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QApplication

from navigator.presenters.talk_slides import Choice, Line, Slide, Tone
from navigator.ui.talk_drawing import paint_drawing
from navigator.ui.talk_pictures import paint_chart, paint_plot
from navigator.ui.talk_stage import FOOT, LEAST, MARGIN, OVER, TITLE, Stage, height_of
from navigator.ui.theme import colours_of

_GAP = 14.0
_BETWEEN = 40.0  # columns
_SIZES = (40.0, 37.0, 34.0, 31.0, LEAST)
_LEADS = (56.0, 52.0, 48.0, 44.0, 40.0, 36.0, 32.0, LEAST)
_CHOICES = (42.0, 38.0, 34.0, 31.0, LEAST)
_TONES = {
    Tone.PLAIN: ("text", ""),
    Tone.GOOD: ("good", "✓"),
    Tone.STOP: ("stop", "✗"),
    Tone.WARN: ("warn", "→"),
    Tone.QUIET: ("muted", ""),
}


def paint_slide(
    painter: QPainter, slide: Slide, size: QSizeF, palette: QPalette, *, mirrored: bool = False
) -> float:
    """Paint a slide over the whole of `size` and return how much of its height is left, in units.

    What is left is negative where the words do not fit.
    """
    colours = colours_of(palette)
    painter.save()
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), colours.surface)
    stage = Stage(painter, size, colours, mirrored=mirrored)
    left = _Page(stage, slide, palette).paint()
    painter.restore()
    return left


def mirrored_now() -> bool:
    """Tell whether the program is written from right to left."""
    return QApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft


class _Page:
    """One slide on its way from the top to the foot."""

    def __init__(self, stage: Stage, slide: Slide, palette: QPalette) -> None:
        self._stage = stage
        self._slide = slide
        self._palette = palette
        self._top = MARGIN * 0.75
        self._left = MARGIN
        self._width = stage.width - 2 * MARGIN
        self._bottom = stage.height - MARGIN * 0.6
        self._number_of_columns = slide.columns

    @property
    def _room(self) -> float:
        return self._bottom - self._top

    def paint(self) -> float:
        """Paint everything and return what is left above the foot."""
        slide = self._slide
        self._paint_sources()
        self._say(slide.over, OVER, "muted", bold=True)
        self._top += 4
        self._paint_title()
        if slide.lead:
            self._top += 2 * _GAP
            self._paint_lead()
        if slide.chart is not None:
            self._paint_chart()
        elif slide.drawing is not None:
            self._paint_drawing()
        elif slide.plot is not None:
            self._paint_plot()
        if slide.choices:
            self._paint_choices()
        if slide.lines:
            self._paint_lines()
        return self._room

    def _say(self, words: str, size: float, tone: str, *, bold: bool = False) -> None:
        if words:
            place = self._stage.box(self._left, self._top, self._width, 0)
            self._top += self._stage.text(place, words, size, tone, bold=bold)

    def _paint_title(self) -> None:
        words = self._slide.title
        most = TITLE * (3.6 if self._slide.choices else 2.6)
        sizes = (TITLE, 42.0, 38.0, 34.0)
        size = self._largest(sizes, most, lambda one: height_of(words, self._width, one, bold=True))
        self._say(words, size, "text", bold=True)
        self._top += _GAP

    def _paint_lead(self) -> None:
        words = self._slide.lead
        below = self._lines_height(LEAST) + 2 * _GAP if self._slide.lines else 0.0
        room = (self._room - below) * (1.0 if below else 0.8)
        size = self._largest(_LEADS, room, lambda one: height_of(words, self._width, one))
        self._say(words, size, "text")
        self._top += _GAP

    def _paint_sources(self) -> None:
        """Set the sources at the foot; what is above ends there."""
        words = " · ".join(self._slide.sources)
        if words:
            high = height_of(words, self._width, FOOT)
            top = self._stage.height - MARGIN * 0.4 - high
            self._stage.text(
                self._stage.box(self._left, top, self._width, high), words, FOOT, "muted"
            )
            self._bottom = top - 8

    @staticmethod
    def _largest(sizes: Sequence[float], room: float, high: Callable[[float], float]) -> float:
        """Return the largest size in which something fits, the smallest where none does."""
        return next((one for one in sizes if high(one) <= room), sizes[-1])

    # pictures

    def _paint_chart(self) -> None:
        """Draw the flowchart above the words where it is broad, else beside them."""
        chart = self._slide.chart
        assert chart is not None
        drawn = chart.edition.chart
        if self._slide.choices or drawn.width > 1.7 * drawn.height or self._stage.width < 1100:
            below = 150.0 if self._slide.lines else 0.0
            below += self._grid_height() if self._slide.choices else 0.0
            place = self._stage.box(self._left, self._top, self._width, self._room - below)
            self._top += place.height() + _GAP
        else:
            wide = self._width * 0.62
            self._number_of_columns = 1
            place = self._stage.box(self._left, self._top, wide, self._room)
            self._left += wide + _BETWEEN
            self._width -= wide + _BETWEEN
        paint_chart(self._stage.painter, chart, place, self._palette)

    def _paint_drawing(self) -> None:
        drawing = self._slide.drawing
        assert drawing is not None
        broad = self._stage.width > 1100
        if broad:
            place = self._stage.box(self._left, self._top, self._width * 0.66, self._room)
            self._left += place.width() + _BETWEEN
            self._width -= place.width() + _BETWEEN
        else:
            below = self._lines_height(LEAST) + _GAP
            place = self._stage.box(self._left, self._top, self._width, self._room - below)
            self._top += place.height() + _GAP
        paint_drawing(self._stage, drawing, self._slide.stage, place)

    def _paint_plot(self) -> None:
        plot = self._slide.plot
        assert plot is not None
        below = self._lines_height(LEAST) + 3 * _GAP if self._slide.lines else 0.0
        place = self._stage.box(self._left, self._top, self._width, self._room - below)
        self._top += paint_plot(self._stage.painter, plot, place, self._palette)
        self._top += 2 * _GAP if self._slide.lines else 0

    # answers

    def _grid(self) -> tuple[int, float]:
        """Return columns and their width for answers that stand below a chart."""
        number = 3 if len(self._slide.choices) > 4 else 2
        return number, (self._width - _BETWEEN * (number - 1)) / number

    def _grid_height(self) -> float:
        """Return the height of a row of answers below a chart, times their number."""
        number, wide = self._grid()
        choices = self._slide.choices
        rows = -(-len(choices) // number)
        words = max(height_of(one.words, wide - 64, LEAST) for one in choices)
        return rows * max(62.0, words + 16)

    def _paint_grid(self) -> None:
        number, wide = self._grid()
        choices = self._slide.choices
        high = self._grid_height() / -(-len(choices) // number)
        start, first = self._top, self._left
        for at, choice in enumerate(choices):
            left, top = first + (at % number) * (wide + _BETWEEN), start + (at // number) * high
            badge = self._stage.box(left, top, 48, 48)
            self._stage.bar(badge, "accent", hollow=True)
            self._stage.centred(badge, str(at + 1), 30, "accent")
            words = height_of(choice.words, wide - 64, LEAST)
            place = self._stage.box(left + 64, top + max(0.0, (48 - words) / 2), wide - 64, 0)
            self._stage.text(place, choice.words, LEAST)
        self._top = start + self._grid_height() - 14

    def _paint_choices(self) -> None:
        if self._slide.chart is not None:
            self._paint_grid()
            return
        size = self._largest(_CHOICES, self._room - _GAP, self._choices_height)
        self._top += _GAP
        most = max([one.hands or 0 for one in self._slide.choices] + [1])
        for number, choice in enumerate(self._slide.choices, start=1):
            self._paint_choice(number, choice, most, size)

    def _choices_height(self, size: float) -> float:
        """Return the height of the answers with their bars, whether those are there or not."""
        return sum(self._choice_height(one, size) for one in self._slide.choices)

    def _choice_height(self, choice: Choice, size: float) -> float:
        words = height_of(choice.words, self._width - 76, size, bold=True)
        return max(52.0, words + 8) + 26 + 18

    def _paint_choice(self, number: int, choice: Choice, most: int, size: float) -> None:
        stage, start = self._stage, self._top
        badge = stage.box(self._left, start, 50, 50)
        stage.bar(badge, "accent", hollow=not choice.leads)
        stage.centred(badge, str(number), 32, "on_accent" if choice.leads else "accent")
        across = self._width - 76
        high = height_of(choice.words, across, size, bold=True)
        drop = max(0.0, (50 - high) / 2)
        place = stage.box(self._left + 76, start + drop, across, 0)
        stage.text(place, choice.words, size, bold=choice.leads)
        if choice.hands is not None:
            top = start + max(52.0, high + 8)
            wide = max(3.0, (across - 110) * choice.hands / most)
            bar = stage.box(self._left + 76, top, wide, 22)
            stage.bar(bar, "accent" if choice.leads else "muted", hollow=not choice.leads)
            said = stage.box(self._left + 76 + wide + 14, top - 9, 96, 40)
            stage.text(said, str(choice.hands), 30, bold=True)
        self._top = start + self._choice_height(choice, size)

    # lines

    def _paint_lines(self) -> None:
        size = self._largest(_SIZES, self._room, self._lines_height)
        start, deepest = self._top, self._top
        columns = self._columns()
        wide = self._column_width()
        for column in columns:
            self._top = start
            for line in column:
                self._paint_line(line, wide, size)
            deepest = max(deepest, self._top - size / 2)
            self._left += wide + _BETWEEN
        self._top = deepest

    def _columns(self) -> list[Sequence[Line]]:
        lines, number = self._slide.lines, self._number_of_columns
        each = -(-len(lines) // number)
        return [lines[at : at + each] for at in range(0, len(lines), each)]

    def _column_width(self) -> float:
        number = self._number_of_columns
        return (self._width - _BETWEEN * (number - 1)) / number

    def _lines_height(self, size: float) -> float:
        wide = self._column_width()
        return max(
            sum(self._line_height(one, wide, size) for one in column) - size / 2
            for column in self._columns()
        )

    @staticmethod
    def _inset(line: Line, size: float) -> float:
        return size * 1.4 if line.mark or _TONES[line.tone][1] else 0.0

    def _line_height(self, line: Line, wide: float, size: float) -> float:
        across = wide - self._inset(line, size)
        head = height_of(_head(line), across, size, bold=True)
        return head + height_of(line.text, across, size) + size / 2

    def _paint_line(self, line: Line, wide: float, size: float) -> None:
        stage = self._stage
        tone, sign = _TONES[line.tone]
        inset = self._inset(line, size)
        if inset:
            place = stage.box(self._left, self._top, inset, 0)
            shade = tone if line.head and tone != "text" else "accent"
            stage.text(place, line.mark or sign, size, shade, bold=True)
        across = wide - inset
        for words, shade, bold in ((_head(line), tone, True), (line.text, "text", False)):
            if words:
                place = stage.box(self._left + inset, self._top, across, 0)
                self._top += stage.text(place, words, size, shade, bold=bold)
        self._top += size / 2


def _head(line: Line) -> str:
    sign = _TONES[line.tone][1]
    return f"{line.head} {sign}" if line.head and line.mark and sign else line.head
