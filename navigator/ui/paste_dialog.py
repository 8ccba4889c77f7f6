"""Several values as text, what they were understood as, and the way to take them over."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from navigator.presenters.paste import PasteDesk, PasteRow, PasteState, chosen, fact_of
from navigator.ui.icons import Icon
from navigator.ui.parts import ColumnArea, Glyph, Words, empty, row_of, rule
from navigator.ui.theme import UNIT, Role
from navigator.words import tr, trn

_LINES_OF_TEXT = 6
_SIGNS = {
    PasteState.TAKEN: (Icon.KNOWN, "good"),
    PasteState.UNUSUAL: (Icon.WARNING, "warn"),
    PasteState.ASKED: (Icon.QUESTION, "warn"),
    PasteState.REFUSED: (Icon.EXCLUDED, "stop"),
}


class PasteRowView(QWidget):
    """One pasted value: taken or not, and in which unit where that has to be asked.

    Signals:
        changed: it was ticked or its unit was chosen.
    """

    changed = Signal()

    def __init__(self, row: PasteRow) -> None:
        super().__init__()
        self._asked = row
        self.row = row
        self.tick = QCheckBox()
        self.unit = QComboBox()
        self._words = Words("", Role.CAPTION, "muted")
        self._sign = row_of(stretch=False)
        self._build()
        self._draw()
        self.tick.setChecked(row.state is PasteState.TAKEN)
        self.tick.toggled.connect(self.changed)
        self.unit.activated.connect(self._choose)

    def _build(self) -> None:
        row = self._asked
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT // 2)
        head = row_of(stretch=False)
        top = Qt.AlignmentFlag.AlignTop
        head.addLayout(self._sign)
        head.addWidget(self.tick, 0, top)
        self.told = Words("", Role.STRONG)
        head.addWidget(self.told, 1)
        column.addLayout(head)
        self.unit.addItem(tr("Choose the unit"), None)
        for choice in row.choices:
            self.unit.addItem(choice.words, choice)
        self.unit.setAccessibleName(tr("Unit of {label}", label=row.label))
        self.unit.setVisible(bool(row.choices))
        column.addWidget(self.unit)
        column.addWidget(self._words)

    def _draw(self) -> None:
        row = self.row
        which, tone = _SIGNS[row.state]
        empty(self._sign)
        self._sign.addWidget(Glyph(which, tone, 1.0))
        can = fact_of(row) is not None
        self.tick.setVisible(can)
        self.told.setText(_told(row))
        self.told.set_tone("text" if can else "muted")
        self.tick.setAccessibleName(tr("Take over: {value}", value=_told(row)))
        self._words.setText(_details(row))

    @Slot()
    def _choose(self) -> None:
        self.row = chosen(self._asked, self.unit.currentData())
        self._draw()
        self.tick.setChecked(self.row.state is PasteState.TAKEN)
        self.changed.emit()


def _told(row: PasteRow) -> str:
    if not row.label:
        return row.text
    value = _value(row)
    return tr("{label}: {value}", label=row.label, value=value) if value else row.label


def _value(row: PasteRow) -> str:
    if row.state is PasteState.TAKEN and row.choices:
        return next((one.words for one in row.choices if one.value == row.value), "")
    shown = row.words if row.state is not PasteState.REFUSED else ""
    if shown and row.day is not None:
        return tr("{value}, {day}", value=shown, day=row.day.isoformat())
    return shown


def _details(row: PasteRow) -> str:
    parts = [row.words] if row.state is PasteState.REFUSED else []
    if row.label:
        parts.append(tr("from “{text}”", text=row.text))
    if row.before and row.state is not PasteState.REFUSED:
        parts.append(tr("now {before}", before=row.before))
    return " · ".join(parts)


class PasteDialog(QDialog):
    """Reads while the text is typed or pasted; takes over only what is ticked.

    Signals:
        facts_given: the facts that were accepted (a tuple of `Fact`).
    """

    facts_given = Signal(object)

    def __init__(self, desk: PasteDesk, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Paste values"))
        self._desk = desk
        self.rows: list[PasteRowView] = []
        self.text = QPlainTextEdit()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.take = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._list = QVBoxLayout()
        self._build()
        self.text.setPlainText(text)
        self._read()
        self.text.textChanged.connect(self._read)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 2 * UNIT, 3 * UNIT, 2 * UNIT)
        column.setSpacing(UNIT)
        column.addWidget(Words(self.windowTitle(), Role.HEADING))
        hint = tr("One value on each line, as “LVEF 58 % (2026-11-02)”; 1,8 and 1.8 are the same.")
        column.addWidget(Words(hint, Role.CAPTION, "muted"))
        self.text.setAccessibleName(tr("Values as text"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES_OF_TEXT + 2 * UNIT)
        column.addWidget(self.text)
        self._told = Words("", Role.STRONG)
        column.addWidget(self._told)
        inside = QWidget()
        holder = QVBoxLayout(inside)
        holder.setContentsMargins(0, 0, UNIT, 0)
        self._list.setSpacing(UNIT)
        holder.addLayout(self._list)
        holder.addStretch(1)
        area = ColumnArea(inside)
        area.setAccessibleName(tr("What was understood"))
        column.addWidget(area, 1)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self._give)
        self.buttons.rejected.connect(self.reject)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * 84, metrics.lineSpacing() * 34)

    @Slot()
    def _read(self) -> None:
        empty(self._list)
        self.rows = [PasteRowView(row) for row in self._desk.read(self.text.toPlainText())]
        for at, view in enumerate(self.rows):
            if at:
                self._list.addWidget(rule())
            self._list.addWidget(view)
            view.changed.connect(self._count)
        self._count()

    def _accepted(self) -> tuple[PasteRow, ...]:
        return tuple(
            view.row
            for view in self.rows
            if view.tick.isChecked() and fact_of(view.row) is not None
        )

    @Slot()
    def _count(self) -> None:
        number, all_ = len(self._accepted()), len(self.rows)
        self.take.setEnabled(number > 0)
        self.take.setText(trn("Take over {number} value", "Take over {number} values", number))
        said = tr("{number} of {all} are taken over.", number=number, all=all_)
        self._told.setText(said if all_ else tr("Nothing is pasted yet."))

    @Slot()
    def _give(self) -> None:
        facts = tuple(fact for fact in map(fact_of, self._accepted()) if fact is not None)
        self.facts_given.emit(facts)
        self.accept()
