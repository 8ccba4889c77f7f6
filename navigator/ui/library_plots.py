"""Outcomes drawn to scale: bars for the arms of a trial, and hazard ratios on a log scale."""

from collections.abc import Iterable
from decimal import Decimal

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from navigator.domain.number import number_text
from navigator.presenters.library_forest import position
from navigator.presenters.library_pages import Bars, Forest, ForestRow
from navigator.ui.theme import UNIT, Colours, Role, colours_of, font_for
from navigator.words import tr

_WRAP = int(Qt.TextFlag.TextWordWrap)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class _Plot(QWidget):
    """A picture that is as high as its rows at a width; charts are never mirrored."""

    def __init__(self, name: str, description: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paint_on(self, painter: QPainter) -> None:
        """Paint the picture in its own size, here or on a sheet that is enlarged."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint with numbers from left to right in every language."""
        del event
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_on(painter)
        painter.end()

    def hasHeightForWidth(self) -> bool:
        """Say that long labels make it higher."""
        return True

    def sizeHint(self) -> QSize:
        """Return a middling width."""
        width = 40 * self.fontMetrics().height()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow column."""
        return QSize(16 * UNIT, 4 * UNIT)


class BarsPlot(_Plot):
    """The arms of one outcome as bars on the scale that the trial's outcomes share."""

    def __init__(self, bars: Bars, beside: Iterable[Bars] = ()) -> None:
        """Make a plot.

        Args:
            bars: What is drawn.
            beside: Drawn on the same scale in plots of the same width: their words leave as much
                room, so that equal lengths are equal.
        """
        said = [tr("arm {letter}: {value}", letter=one.label, value=one.words) for one in bars.bars]
        super().__init__(bars.measure, "; ".join(said))
        self._bars = bars
        self._words = [bar.words for one in (bars, *beside) for bar in one.bars]
        self.setToolTip("\n".join(f"{one.label}: {one.arm}" for one in bars.bars if one.arm))

    def _line(self) -> int:
        return QFontMetrics(font_for(Role.BODY)).height() + UNIT // 2

    def heightForWidth(self, width: int) -> int:
        """Return the height of the bars."""
        del width
        return self._line() * len(self._bars.bars) + UNIT // 2

    def paint_on(self, painter: QPainter) -> None:
        """Paint the bars with their values at the end."""
        colours = colours_of(self.palette())
        painter.setFont(font_for(Role.STRONG))
        strong, plain = QFontMetrics(font_for(Role.STRONG)), QFontMetrics(font_for(Role.BODY))
        left = strong.horizontalAdvance("M") + UNIT
        words = max((plain.horizontalAdvance(one) for one in self._words), default=0)
        room = max(4.0 * UNIT, self.width() - left - words - 2 * UNIT)
        for at in range(len(self._bars.bars)):
            self._paint_bar(painter, at, left, room, colours)

    def _paint_bar(
        self, painter: QPainter, at: int, left: float, room: float, colours: Colours
    ) -> None:
        bar, line = self._bars.bars[at], self._line()
        top = at * line
        painter.setFont(font_for(Role.STRONG))
        painter.setPen(colours.text)
        painter.drawText(QRectF(0, top, left, line), int(_MIDDLE), bar.label)
        end = left
        if bar.value is not None:
            scale = room / float(self._bars.top)
            end = left + float(bar.value) * scale
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.accent if at == 0 else colours.muted)
            thick = line * 0.5
            painter.drawRect(QRectF(left, top + (line - thick) / 2, max(1.0, end - left), thick))
            if bar.low is not None and bar.high is not None:
                low, high = left + float(bar.low) * scale, left + float(bar.high) * scale
                middle = top + line / 2
                limits = QLineF(low, middle, high, middle)
                _paint_whisker(painter, limits, line * 0.3, colours)
                end = max(end, high)
        painter.setFont(font_for(Role.BODY))
        painter.setPen(colours.text)
        area = QRectF(end + UNIT, top, self.width() - end - UNIT, line)
        painter.drawText(area, int(_MIDDLE), bar.words)


def _paint_whisker(painter: QPainter, limits: QLineF, tall: float, colours: Colours) -> None:
    painter.setPen(QPen(colours.text, 1.6))
    painter.drawLine(limits)
    for end in (limits.p1(), limits.p2()):
        painter.drawLine(end - QPointF(0, tall / 2), end + QPointF(0, tall / 2))


class ForestPlot(_Plot):
    """Hazard ratios under each other: squares as large as the trial, lines for the limits."""

    def __init__(self, forest: Forest) -> None:
        super().__init__(forest.name, spoken(forest))
        self._forest = forest

    def _columns(self, width: int) -> tuple[int, int, int]:
        """Return the widths of labels, plot and numbers; 0 where numbers go under the labels."""
        strong, small = QFontMetrics(font_for(Role.STRONG)), QFontMetrics(font_for(Role.CAPTION))
        rows = self._forest.rows
        label = max(strong.horizontalAdvance(one.label) for one in rows)
        detail = max(small.horizontalAdvance(_detail(one)) for one in rows)
        numbers = max(small.horizontalAdvance(one.words) for one in rows) + UNIT
        most = width * 36 // 100
        labels = min(most, max(label, detail) + UNIT)
        if width < 34 * strong.height():
            return labels, width - labels - 2 * UNIT, 0
        return labels, width - labels - numbers - 3 * UNIT, numbers

    def _texts(self, row: ForestRow, numbers: int) -> tuple[str, str]:
        detail = _detail(row)
        return row.label, detail if numbers else f"{detail}\n{row.words}".strip()

    def _row_height(self, row: ForestRow, labels: int, numbers: int) -> int:
        name, detail = self._texts(row, numbers)
        strong, small = QFontMetrics(font_for(Role.STRONG)), QFontMetrics(font_for(Role.CAPTION))
        room = QRect(0, 0, labels, 10_000)
        height = strong.boundingRect(room, _WRAP, name).height()
        if detail:
            height += small.boundingRect(room, _WRAP, detail).height()
        return height + UNIT

    def _foot(self, width: int) -> int:
        """Return the height of the scale, with its two directions side by side or stacked."""
        small = QFontMetrics(font_for(Role.CAPTION))
        _, plot, _ = self._columns(width)
        return small.height() + UNIT + self._arrows_height(plot)

    def _arrows_height(self, plot: int) -> int:
        small = QFontMetrics(font_for(Role.CAPTION))
        lines = 1 if self._side_by_side(plot) else 2
        return lines * small.height()

    def _side_by_side(self, plot: int) -> bool:
        small = QFontMetrics(font_for(Role.CAPTION))
        left = small.horizontalAdvance(f"← {self._forest.left}")
        right = small.horizontalAdvance(f"{self._forest.right} →")
        return left + right + 2 * UNIT <= plot

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows and of the scale."""
        labels, _, numbers = self._columns(width)
        rows = sum(self._row_height(one, labels, numbers) for one in self._forest.rows)
        return rows + self._foot(width) + UNIT

    def paint_on(self, painter: QPainter) -> None:
        """Paint rows, the line at 1 and the scale."""
        colours = colours_of(self.palette())
        labels, plot, numbers = self._columns(self.width())
        left = labels + UNIT
        heights = [self._row_height(one, labels, numbers) for one in self._forest.rows]
        self._paint_scale(painter, QRectF(left, 0, plot, sum(heights)), colours)
        top = 0
        for row, height in zip(self._forest.rows, heights, strict=True):
            self._paint_label(painter, row, QRect(0, top, labels, height), numbers, colours)
            self._paint_ratio(painter, row, QRectF(left, top, plot, height), colours)
            if numbers:
                painter.setFont(font_for(Role.CAPTION))
                painter.setPen(colours.text)
                area = QRectF(left + plot + 2 * UNIT, top, numbers, height)
                painter.drawText(area, int(_MIDDLE), row.words)
            top += height

    def _paint_label(
        self, painter: QPainter, row: ForestRow, area: QRect, numbers: int, colours: Colours
    ) -> None:
        name, detail = self._texts(row, numbers)
        room = area.adjusted(0, UNIT // 2, 0, 0)
        painter.setFont(font_for(Role.STRONG))
        painter.setPen(colours.text)
        drawn = painter.boundingRect(room, _WRAP, name)
        painter.drawText(room, _WRAP, name)
        painter.setFont(font_for(Role.CAPTION))
        painter.setPen(colours.muted)
        painter.drawText(room.adjusted(0, drawn.height(), 0, 0), _WRAP, detail)

    def _paint_ratio(
        self, painter: QPainter, row: ForestRow, area: QRectF, colours: Colours
    ) -> None:
        def across(value: Decimal) -> float:
            return area.left() + area.width() * position(self._forest, value)

        middle, tall = area.center().y(), QFontMetrics(font_for(Role.BODY)).height()
        if row.low is not None and row.high is not None:
            low, high = across(row.low), across(row.high)
            limits = QLineF(low, middle, high, middle)
            _paint_whisker(painter, limits, tall * 0.35, colours)
        largest = max((one.n for one in self._forest.rows), default=0)
        share = (row.n / largest) ** 0.5 if row.n and largest else 0.4
        side = tall * (0.3 + 0.45 * share)
        square = QRectF(across(row.ratio) - side / 2, middle - side / 2, side, side)
        known = row.low is not None
        painter.setPen(QPen(colours.accent, 1.6))
        painter.setBrush(colours.accent if known else colours.surface)
        painter.drawRect(square)

    def _paint_scale(self, painter: QPainter, area: QRectF, colours: Colours) -> None:
        forest = self._forest
        small = QFontMetrics(font_for(Role.CAPTION))
        painter.setFont(font_for(Role.CAPTION))
        below = area.bottom() + UNIT / 2
        painter.setPen(QPen(colours.muted, 1))
        painter.drawLine(QPointF(area.left(), below), QPointF(area.right(), below))
        taken = -1.0
        for tick in sorted(forest.ticks, key=lambda one: (one != 1, one)):
            x = area.left() + area.width() * position(forest, tick)
            heavy = tick == 1
            style = Qt.PenStyle.SolidLine if heavy else Qt.PenStyle.DotLine
            painter.setPen(QPen(colours.text if heavy else colours.line, 1.2, style))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, below + UNIT / 2))
        for tick in forest.ticks:
            x = area.left() + area.width() * position(forest, tick)
            words = number_text(tick)
            wide = small.horizontalAdvance(words) + UNIT
            if x - wide / 2 < taken:
                continue
            taken = x + wide / 2
            painter.setPen(colours.text)
            box = QRectF(x - wide / 2, below + UNIT / 2, wide, small.height())
            painter.drawText(box, _CENTRE, words)
        self._paint_directions(painter, area, below + UNIT / 2 + small.height(), colours)

    def _paint_directions(
        self, painter: QPainter, area: QRectF, top: float, colours: Colours
    ) -> None:
        forest = self._forest
        tall = QFontMetrics(font_for(Role.CAPTION)).height()
        painter.setPen(colours.muted)
        left, right = f"← {forest.left}", f"{forest.right} →"
        if self._side_by_side(int(area.width())):
            room = QRectF(area.left(), top, area.width(), tall)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft), left)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight), right)
            return
        painter.drawText(QRectF(area.left(), top, self.width() - area.left(), tall), 0, left)
        whole = QRectF(0, top + tall, area.right(), tall)
        painter.drawText(whole, int(Qt.AlignmentFlag.AlignRight), right)


def _detail(row: ForestRow) -> str:
    parts = [row.detail]
    if row.n:
        parts.append(tr("n = {number}", number=row.n))
    if not row.verified:
        parts.append(tr("unverified"))
    return " · ".join(filter(None, parts))


def spoken(forest: Forest) -> str:
    """Return the plot as a screen reader says it."""
    return "\n".join(
        tr(
            "{label}: hazard ratio {ratio}",
            label=", ".join(filter(None, [one.label, _detail(one)])),
            ratio=one.words,
        )
        for one in forest.rows
    )
