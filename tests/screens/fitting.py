"""Finds text that is cut or covered, in widgets of Qt's own and in those that paint themselves."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QGraphicsView,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListView,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QToolButton,
    QWidget,
)

_SLACK = 2  # pixels: a letter's own edge
_WIDE_SLACK = 0.03  # a wrapped word may stand out by as much as its last letter's edge


def faults(root: QWidget) -> list[str]:
    """Return what is cut or covered in what stands under `root`, in words; [] where all fits."""
    found = [f"{_named(one)}: {fault}" for one in _seen(root) for fault in _cut(one, root)]
    return found + list(_covered(root)) + _painted(root)


def _seen(root: QWidget) -> list[QWidget]:
    inside = [one for one in root.findChildren(QWidget) if one.isVisible()]
    return [one for one in inside if one.window() is root.window() and not _is_in_chart(one)]


def _is_in_chart(widget: QWidget) -> bool:
    """The chart is a picture that is moved about: it may be cut by its view."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QGraphicsView):
            return True
        parent = parent.parentWidget()
    return False


def _named(widget: QWidget) -> str:
    words = text_of(widget) or widget.accessibleName()
    return f"{type(widget).__name__} “{words[:60]}”"


def text_of(widget: QWidget) -> str:
    """Return what a widget of Qt's own says, "" where it says nothing."""
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QGroupBox):
        return widget.title()
    return ""


def _cut(widget: QWidget, root: QWidget) -> Iterator[str]:
    if isinstance(widget, QTabBar):
        yield from _cut_tabs(widget)
    elif isinstance(widget, QListView):
        yield from _cut_rows(widget)
    elif text_of(widget):
        yield from _cut_text(widget)
        yield from _out_of_sight(widget, root)


def _cut_text(widget: QWidget) -> Iterator[str]:
    size = widget.size()
    if isinstance(widget, QLabel):
        yield from _cut_label(widget)
    elif isinstance(widget, QAbstractButton) and widget.hasHeightForWidth():
        wanted = widget.heightForWidth(size.width())
        if wanted > size.height() + _SLACK:
            yield f"is {size.height()} high, needs {wanted}"
    elif isinstance(widget, QToolButton) and not _shows_words(widget):
        return
    elif isinstance(widget, QAbstractButton | QCheckBox | QRadioButton):
        wanted = widget.sizeHint()
        if wanted.width() > size.width() + _SLACK or wanted.height() > size.height() + _SLACK:
            yield f"is {size.width()}×{size.height()}, needs {wanted.width()}×{wanted.height()}"
    elif isinstance(widget, QComboBox):
        yield from _cut_box(widget)
    elif isinstance(widget, QLineEdit) and not widget.text() and not _told_elsewhere(widget):
        room = _line_room(widget)
        wanted = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        if wanted > room + _SLACK:
            yield f"has room for {room}, its hint needs {wanted}"


def _told_elsewhere(widget: QLineEdit | QComboBox) -> bool:
    """What Qt shortens with dots may be short where the whole is told on hover or by a reader."""
    return text_of(widget) in (widget.toolTip(), widget.accessibleName())


def _line_room(line: QLineEdit) -> int:
    option = QStyleOptionFrame()
    line.initStyleOption(option)
    room = line.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, line)
    margins = line.textMargins()
    return room.width() - margins.left() - margins.right() - 4


def _shows_words(button: QToolButton) -> bool:
    style = button.toolButtonStyle()
    return button.icon().isNull() or style is not Qt.ToolButtonStyle.ToolButtonIconOnly


def _cut_label(label: QLabel) -> Iterator[str]:
    if label.textFormat() is Qt.TextFormat.RichText or not label.pixmap().isNull():
        return
    room = label.contentsRect().size()
    if label.wordWrap():
        wanted = label.heightForWidth(label.width())
        if wanted > label.height() + _SLACK:
            yield f"is {label.height()} high, needs {wanted}"
        widest = max(map(label.fontMetrics().horizontalAdvance, label.text().split()), default=0)
        if widest > room.width() * (1 + _WIDE_SLACK) + _SLACK:
            yield f"is {room.width()} wide, its longest word needs {widest}"
        return
    wanted_size = label.sizeHint()
    if wanted_size.width() > label.width() + _SLACK:
        yield f"is {label.width()} wide, needs {wanted_size.width()}"
    if wanted_size.height() > label.height() + _SLACK:
        yield f"is {label.height()} high, needs {wanted_size.height()}"


def _cut_box(box: QComboBox) -> Iterator[str]:
    if _told_elsewhere(box):
        return
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)
    wanted = box.fontMetrics().horizontalAdvance(box.currentText())
    if wanted > room.width() + _SLACK:
        yield f"has room for {room.width()}, needs {wanted}"


def _cut_tabs(bar: QTabBar) -> Iterator[str]:
    for number in range(bar.count()):
        wanted = bar.fontMetrics().horizontalAdvance(bar.tabText(number))
        if wanted > bar.tabRect(number).width() + _SLACK:
            yield f"tab “{bar.tabText(number)}” needs {wanted}"


def _cut_rows(view: QListView) -> Iterator[str]:
    if view.model() is None or view.horizontalScrollBar().maximum() > 0:
        return
    for row in range(view.model().rowCount()):
        index = view.model().index(row, 0)
        wanted, room = view.sizeHintForIndex(index), view.visualRect(index)
        if not view.wordWrap() and wanted.width() > view.viewport().width() + _SLACK:
            yield f"row “{index.data()}” needs {wanted.width()} of {view.viewport().width()}"
        if wanted.height() > room.height() + _SLACK:
            yield f"row “{index.data()}” is {room.height()} high, needs {wanted.height()}"


def _out_of_sight(widget: QWidget, root: QWidget) -> Iterator[str]:
    """Say where a widget sticks out of what holds it, and nobody can scroll to it."""
    held: QWidget = widget
    while held is not root and held.parentWidget() is not None:
        holder = held.parentWidget()
        area = QRect(widget.mapTo(holder, QPoint(0, 0)), widget.size())
        room = holder.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
        above = holder.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is holder:
            if not _scrolls_across(above) and (
                area.left() < room.left() or area.right() > room.right()
            ):
                yield f"is cut at the side by {_named(above)}"
            return
        if not room.contains(area):
            yield f"sticks out of {type(holder).__name__} by {_by(room, area)}"
            return
        held = holder


def _scrolls_across(area: QAbstractScrollArea) -> bool:
    return area.horizontalScrollBar().maximum() > 0


def _by(room: QRect, area: QRect) -> tuple[int, int]:
    return (
        max(room.left() - area.left(), area.right() - room.right()),
        max(room.top() - area.top(), area.bottom() - room.bottom()),
    )


def _covered(root: QWidget) -> Iterator[str]:
    """Say which texts lie on each other without one being part of the other."""
    texts = [one for one in _seen(root) if text_of(one) and not one.visibleRegion().isEmpty()]
    places = [(one, _seen_part(one, root)) for one in texts]
    for number, (one, area) in enumerate(places):
        for other, place in places[number + 1 :]:
            both = area.intersected(place)
            if both.width() <= _SLACK or both.height() <= _SLACK:
                continue
            if one.isAncestorOf(other) or other.isAncestorOf(one):
                continue
            yield f"{_named(one)} and {_named(other)} overlap by {both.width()}×{both.height()}"


def _seen_part(widget: QWidget, root: QWidget) -> QRect:
    """Return what is seen of a widget: it may be scrolled away in part, or under a cover."""
    return widget.visibleRegion().boundingRect().translated(widget.mapTo(root, QPoint(0, 0)))


# ------------------------------------------------------------- painted text


@dataclass
class _Told:
    """What widgets painted: the faults, and where text stands on each."""

    faults: list[str] = field(default_factory=list)
    places: dict[int, list[tuple[QRectF, str]]] = field(default_factory=dict)


def _painted(root: QWidget) -> list[str]:
    told = _Told()
    with _listening(told):
        root.grab()
    return list(dict.fromkeys(told.faults))


@contextmanager
def _listening(told: _Told) -> Iterator[None]:
    """Hear every text that Python code paints, and compare it with its room."""
    plain = QPainter.drawText

    def heard(painter: QPainter, *what: object) -> object:
        _judge(painter, what, told)
        return plain(painter, *what)

    QPainter.drawText = heard
    try:
        yield
    finally:
        QPainter.drawText = plain


def _judge(painter: QPainter, what: tuple, told: _Told) -> None:
    device = painter.device()
    if not isinstance(device, QWidget) or _is_in_chart(device):
        return
    where, words, needed = _needed(painter, what)
    if not words.strip():
        return
    name = f"{type(device).__name__} paints “{words[:60]}”"
    if where is not None and (
        needed.width() > where.width() * (1 + _WIDE_SLACK) + _SLACK
        or needed.height() > where.height() + 2 * _SLACK
    ):
        told.faults.append(
            f"{name}: needs {needed.width():.0f}×{needed.height():.0f},"
            f" has {where.width():.0f}×{where.height():.0f}"
        )
    place = painter.transform().mapRect(needed)
    room = QRectF(device.rect()).adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
    if isinstance(device.parentWidget(), QAbstractScrollArea):  # rows scroll in and out
        room.adjust(0, -device.height(), 0, device.height())
    if not room.contains(place):
        told.faults.append(f"{name}: sticks out of its widget")
    inner = place.adjusted(1, place.height() / 5, -1, -place.height() / 5)
    for other, said in told.places.setdefault(id(device), []):
        if other.intersects(inner) and (other, said) != (inner, words):
            told.faults.append(f"{name}: lies on “{said[:60]}”")
    told.places[id(device)].append((inner, words))


def _needed(painter: QPainter, what: tuple) -> tuple[QRectF | None, str, QRectF]:
    """Return the room given, the words, and the room they take."""
    first = what[0]
    if isinstance(first, QPointF | QPoint):
        metrics = QFontMetricsF(painter.font(), painter.device())
        size = metrics.size(0, what[1])
        top = QPointF(first) - QPointF(0, metrics.ascent())
        return None, what[1], QRectF(top, size)
    area = QRectF(first)
    if isinstance(what[1], str):
        return area, what[1], painter.boundingRect(area, what[1], what[2])
    flags = int(what[1])
    return area, what[2], painter.boundingRect(area, flags, what[2])
