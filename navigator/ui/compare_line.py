"""The time line to scale, which is the slider over its days; never mirrored."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from navigator.presenters.compare_line import FIRST_DAY, LAST_DAY, LineShown, share_of
from navigator.ui.parts import paint_focus
from navigator.ui.theme import UNIT, Colours, Role, colours_of, font_for
from navigator.words import tr

_NEAR = 8.0  # pixels
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_STEPS = (1, 2, 4, 7, 14)
_YEAR = timedelta(days=365)


class TimeLineSlider(QAbstractSlider):
    """Approvals by region, trials by year and the editions, with the day that is looked at.

    The arrow keys go from approval to approval, Page Up and Page Down by a year.
    """

    def __init__(self) -> None:
        super().__init__()
        self._shown: LineShown | None = None
        self._measured: QRectF | None = None
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, (LAST_DAY - FIRST_DAY).days)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Time line of approvals"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def day(self) -> date:
        """Return the day that is looked at."""
        return FIRST_DAY + timedelta(days=self.value())

    def draw(self, shown: LineShown) -> None:
        """Show a line and its day."""
        higher = self._shown is None or self._lanes(self._shown) != self._lanes(shown)
        self._shown = shown
        self._measured = None
        self.blockSignals(True)
        self.setValue((shown.day - FIRST_DAY).days)
        self.blockSignals(False)
        self.setAccessibleDescription(shown.spoken)
        if higher:
            self.updateGeometry()
        self.update()

    def go_to(self, day: date) -> None:
        """Look at another day."""
        self.setValue((day - FIRST_DAY).days)

    def go_on(self) -> None:
        """Go to the next approval."""
        later = [one for one in self._days() if one > self.day]
        if later:
            self.go_to(later[0])

    def go_back(self) -> None:
        """Go to the approval before."""
        earlier = [one for one in self._days() if one < self.day]
        if earlier:
            self.go_to(earlier[-1])

    def _days(self) -> Sequence[date]:
        return self._shown.days if self._shown is not None else ()

    # geometry

    @staticmethod
    def _lanes(shown: LineShown) -> int:
        return sum(wanted for _, wanted in shown.regions) + 1

    def _row(self) -> int:
        return QFontMetrics(font_for(Role.CAPTION)).height() + UNIT // 2

    def _left(self) -> int:
        regions = [one for one, _ in self._shown.regions] if self._shown else []
        metrics = QFontMetrics(font_for(Role.CAPTION))
        return max(metrics.horizontalAdvance(one) for one in (tr("Trials"), *regions)) + 3 * UNIT

    def _plot(self) -> QRectF:
        """Return where the lanes are, measured once for a size."""
        if self._measured is None:
            self._measured = self._measure()
        return self._measured

    def _measure(self) -> QRectF:
        left, row = self._left(), self._row()
        lanes = self._lanes(self._shown) if self._shown is not None else 1
        right = 3 * UNIT
        return QRectF(left, 2 * row, max(1, self.width() - left - right), lanes * row)

    def _x(self, day: date) -> float:
        plot = self._plot()
        return plot.left() + plot.width() * share_of(day)

    def sizeHint(self) -> QSize:
        """Return the height of its lanes."""
        lanes = self._lanes(self._shown) if self._shown is not None else 4
        return QSize(60 * UNIT, (lanes + 3) * self._row() + UNIT)

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow window; the height stays."""
        return QSize(30 * UNIT, self.sizeHint().height())

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint editions, lanes, years and the day."""
        del event
        if self._shown is None:
            return
        colours = colours_of(self.palette())
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font_for(Role.CAPTION))
        plot = self._plot()
        self._paint_years(painter, plot, colours)
        self._paint_editions(painter, plot, colours)
        self._paint_lanes(painter, plot, colours)
        self._paint_day(painter, plot, colours)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), colours.accent)
        painter.end()

    def _paint_years(self, painter: QPainter, plot: QRectF, colours: Colours) -> None:
        metrics = QFontMetrics(font_for(Role.CAPTION))
        wide = metrics.horizontalAdvance("0000") + UNIT
        years = LAST_DAY.year - FIRST_DAY.year
        step = next((one for one in _STEPS if plot.width() * one / years >= wide), _STEPS[-1])
        painter.setPen(QPen(colours.muted, 1))
        painter.drawLine(plot.bottomLeft(), plot.bottomRight())
        for year in range(FIRST_DAY.year, LAST_DAY.year + 1, step):
            x = self._x(date(year, 1, 1))
            painter.setPen(QPen(colours.line, 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom() + UNIT / 2))
            painter.setPen(colours.muted)
            box = QRectF(x - wide / 2, plot.bottom() + UNIT / 2, wide, self._row())
            painter.drawText(box, _CENTRE, str(year))

    def _paint_editions(self, painter: QPainter, plot: QRectF, colours: Colours) -> None:
        assert self._shown is not None
        metrics = QFontMetrics(font_for(Role.CAPTION))
        taken = float("-inf")
        for year, title in self._shown.years:
            if not FIRST_DAY.year <= year <= LAST_DAY.year:
                continue
            x = self._x(date(year, 1, 1))
            painter.setPen(QPen(colours.text, 1.4, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, self._row()), QPointF(x, plot.bottom()))
            wide = metrics.horizontalAdvance(title)
            left = min(max(0.0, x - wide / 2), self.width() - wide - 2.0)
            painter.setPen(colours.text)
            if left > taken:
                painter.drawText(QRectF(left, 0, wide + 2, self._row()), _MIDDLE, title)
                taken = left + wide + UNIT

    def _paint_lanes(self, painter: QPainter, plot: QRectF, colours: Colours) -> None:
        assert self._shown is not None
        top, row = plot.top(), self._row()
        for region, wanted in self._shown.regions:
            if wanted:
                self._paint_lane(painter, region, top, colours)
                top += row
        painter.setPen(colours.muted)
        painter.drawText(QRectF(UNIT, top, plot.left(), row), _MIDDLE, tr("Trials"))
        self._paint_trials(painter, top, colours)

    def _paint_lane(self, painter: QPainter, region: str, top: float, colours: Colours) -> None:
        assert self._shown is not None
        row = self._row()
        painter.setPen(colours.muted)
        painter.drawText(QRectF(UNIT, top, self._left(), row), _MIDDLE, region)
        here = [one for one in self._shown.approvals if one.region == region]
        for one in here:
            past = one.on <= self._shown.day
            painter.setPen(QPen(colours.accent if one.concerns else colours.muted, 1.6))
            painter.setBrush(painter.pen().color() if past else colours.surface)
            size = row * (0.22 if one.concerns else 0.14)
            painter.drawEllipse(QPointF(self._x(one.on), top + row / 2), size, size)
        size = row * 0.22
        labels = [(self._x(one.on) + size, one.label) for one in here if one.concerns]
        self._paint_labels(painter, labels, [self._x(one.on) for one in here], top, colours)

    def _paint_trials(self, painter: QPainter, top: float, colours: Colours) -> None:
        assert self._shown is not None
        row = self._row()
        named: dict[int, list[str]] = {}
        for one in self._shown.trials:
            named.setdefault(one.year, []).append(one.label)
        labels, begins = [], []
        for year, names in named.items():
            first, last = self._x(date(year, 1, 1)), self._x(date(year, 12, 31))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.muted)
            painter.drawRect(QRectF(first, top + row * 0.4, last - first, row * 0.2))
            labels.append((last, ", ".join(names)))
            begins.append(first)
        self._paint_labels(painter, labels, begins, top, colours)

    def _paint_labels(
        self,
        painter: QPainter,
        labels: Sequence[tuple[float, str]],
        taken: Sequence[float],
        top: float,
        colours: Colours,
    ) -> None:
        """Name what has room for its name before the next mark; the pointer tells the rest."""
        metrics = QFontMetrics(font_for(Role.CAPTION))
        for x, words in labels:
            end = min((one for one in taken if one > x), default=float(self.width()))
            wide = metrics.horizontalAdvance(words)
            if x + UNIT / 2 + wide + UNIT <= end:
                box = QRectF(x + UNIT / 2, top, wide + 1, self._row())
                painter.fillRect(box, colours.window)
                painter.setPen(colours.text)
                painter.drawText(box, _MIDDLE, words)

    def _paint_day(self, painter: QPainter, plot: QRectF, colours: Colours) -> None:
        assert self._shown is not None
        row, x = self._row(), self._x(self._shown.day)
        painter.setPen(QPen(colours.accent, 2.4))
        painter.drawLine(QLineF(x, 2 * row - UNIT / 2, x, plot.bottom()))
        painter.setBrush(colours.accent)
        head = [QPointF(x - UNIT * 0.7, 2 * row - UNIT), QPointF(x + UNIT * 0.7, 2 * row - UNIT)]
        painter.drawPolygon(QPolygonF([*head, QPointF(x, 2 * row)]))
        words = self._shown.day.isoformat()
        wide = QFontMetrics(font_for(Role.OVERLINE)).horizontalAdvance(words) + 2
        left = min(max(0.0, x - wide / 2), self.width() - wide)
        painter.setFont(font_for(Role.OVERLINE))
        painter.setPen(colours.accent)
        box = QRectF(left, row - UNIT / 2, wide, row - UNIT / 2)
        painter.fillRect(box, colours.window)
        painter.drawText(box, _CENTRE, words)

    # Qt's own methods

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from approval to approval, by years, or to an end."""
        key = event.key()
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self.go_on()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self.go_back()
        elif key == Qt.Key.Key_PageUp:
            self.go_to(min(LAST_DAY, self.day + _YEAR))
        elif key == Qt.Key.Key_PageDown:
            self.go_to(max(FIRST_DAY, self.day - _YEAR))
        elif key == Qt.Key.Key_Home:
            self.setValue(self.minimum())
        elif key == Qt.Key.Key_End:
            self.setValue(self.maximum())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Look at the day under the pointer."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._point_at(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the day along, and tell what is near the pointer."""
        self.setToolTip(self._told_at(event.position().x()))
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._point_at(event.position().x())

    def _point_at(self, x: float) -> None:
        """Go to an approval that is near, else to the very day."""
        near = [one for one in self._days() if abs(self._x(one) - x) <= _NEAR]
        if near:
            self.go_to(min(near, key=lambda one: abs(self._x(one) - x)))
            return
        plot = self._plot()
        share = min(1.0, max(0.0, (x - plot.left()) / plot.width()))
        self.setValue(round(share * self.maximum()))

    def _told_at(self, x: float) -> str:
        if self._shown is None:
            return ""
        near = [one.words for one in self._shown.approvals if abs(self._x(one.on) - x) <= _NEAR]
        near += [
            one.words
            for one in self._shown.trials
            if self._x(date(one.year, 1, 1)) <= x <= self._x(date(one.year, 12, 31))
        ]
        return "\n".join(near)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure anew."""
        super().resizeEvent(event)
        self._measured = None

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_measured"):
            self._measured = None
            self.updateGeometry()
