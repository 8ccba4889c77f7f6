"""The place Teach: cases, primers and drawings as cards under their topics."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QPushButton, QVBoxLayout, QWidget

from navigator.presenters.teach_list import Filter, TeachGroup, TeachState, TeachTools, teach_state
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.parts import ColumnArea, Words, empty
from navigator.ui.teach_card import TeachCardButton
from navigator.ui.theme import UNIT, Role
from navigator.words import tr


class TeachPlace(QWidget):
    """Draws a `TeachState`; a card is shown by Enter, F5 or its button.

    Signals:
        present_wanted: a `TeachCard` is to be shown to a room.
        chosen: another card is chosen, or none: a `TeachCard` or None.
    """

    present_wanted = Signal(object)
    chosen = Signal(object)

    def __init__(self, tools: TeachTools) -> None:
        super().__init__()
        self.tools = tools
        self.cards: list[TeachCardButton] = []
        self._filter = Filter()
        self._group = QButtonGroup(self)
        self.topic, self.edition, self.difficulty = QComboBox(), QComboBox(), QComboBox()
        self.present = QPushButton(tr("Present (F5)"))
        self.told = Words("", Role.CAPTION, "muted", wrap=False)
        self.trouble = Words("", Role.STRONG, "stop")
        self.action = QAction(tr("Present"), self)
        self._build()
        self._group.buttonToggled.connect(self._tell_chosen)
        for box in self._boxes():
            box.activated.connect(self._filter_chosen)
        self.present.clicked.connect(self.begin)
        self.action.triggered.connect(self.begin)

    def _boxes(self) -> tuple[QComboBox, QComboBox, QComboBox]:
        return self.topic, self.edition, self.difficulty

    def _build(self) -> None:
        self.action.setShortcut(QKeySequence("F5"))
        self.action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.action)
        names = (tr("Topic"), tr("Edition"), tr("Difficulty"))
        for box, name in zip(self._boxes(), names, strict=True):
            box.setAccessibleName(name)
            box.setAccessibleDescription(name)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(16)
        head = QWidget()
        self.tool_row = FlowLayout(head)
        for widget in (*self._boxes(), self.present, self.told):
            self.tool_row.addWidget(widget)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 2 * UNIT)
        self._column.setSpacing(UNIT)
        self.area = ColumnArea(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 2 * UNIT, UNIT, 0)
        column.setSpacing(int(1.5 * UNIT))
        column.addWidget(Words(tr("Teach"), Role.TITLE))
        column.addWidget(head)
        column.addWidget(self.trouble)
        column.addWidget(self.area, 1)
        self.trouble.hide()

    def offer(self, widget: QWidget) -> None:
        """Put a further control into the row above the cards."""
        self.tool_row.addWidget(widget)

    @Slot()
    def refresh(self) -> None:
        """Read the cards anew; a case may have been written meanwhile."""
        self.draw(teach_state(self.tools, self._filter))

    def draw(self, state: TeachState) -> None:
        """Show the whole state; the chosen card stays chosen where it is still there."""
        before = self.current()
        held = self._holds_focus()
        every = (tr("All topics"), tr("All editions"), tr("Every difficulty"))
        values = (state.topics, state.editions, state.difficulties)
        now = (state.filter.topic, state.filter.edition or None, state.filter.difficulty or None)
        for box, first, entries, chosen in zip(self._boxes(), every, values, now, strict=True):
            _fill(box, first, entries, chosen)
        self.told.setText(state.told)
        empty(self._column)
        self.cards = []
        for group in state.groups:
            self._add(group)
        self._column.addStretch(1)
        again = [one for one in self.cards if before is not None and one.card == before]
        first_card = next(iter([*again, *self.cards]), None)
        if first_card is not None:
            first_card.setChecked(True)
            if held:
                first_card.setFocus()
        self.present.setEnabled(first_card is not None)

    def _add(self, group: TeachGroup) -> None:
        heading = Words(group.title, Role.HEADING)
        heading.setContentsMargins(0, 2 * UNIT, 0, 0)
        self._column.addWidget(heading)
        if group.text:
            self._column.addWidget(Words(group.text, Role.BODY, "muted"))
        holder = QWidget()
        flow = FlowLayout(holder, 2 * UNIT)
        for card in group.cards:
            button = TeachCardButton(card)
            button.wanted.connect(self.begin)
            button.walked.connect(self._walk)
            self._group.addButton(button)
            self.cards.append(button)
            flow.addWidget(button)
        self._column.addWidget(holder)

    def current(self) -> "object | None":
        """Return the chosen `TeachCard`, None without one."""
        button = self._group.checkedButton()
        return button.card if isinstance(button, TeachCardButton) else None

    def tell(self, trouble: str) -> None:
        """Say why something could not be shown; "" takes it back."""
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    def focus_cards(self) -> None:
        """Put the keys on the chosen card."""
        button = self._group.checkedButton()
        if button is not None:
            button.setFocus()

    def _holds_focus(self) -> bool:
        return any(one.hasFocus() for one in self.cards)

    # slots

    @Slot()
    def begin(self) -> None:
        """Show the chosen card to a room, or say why not."""
        button = self._group.checkedButton()
        if not isinstance(button, TeachCardButton):
            return
        self.tell(button.card.trouble)
        if not button.card.trouble:
            self.present_wanted.emit(button.card)

    @Slot()
    def _filter_chosen(self) -> None:
        topic, edition, difficulty = (box.currentData() for box in self._boxes())
        self._filter = Filter(topic, edition or "", difficulty or 0)
        self.refresh()

    @Slot()
    def _tell_chosen(self) -> None:
        self.chosen.emit(self.current())

    @Slot(int)
    def _walk(self, key: int) -> None:
        """Go to the card beside, above or below."""
        here = next((one for one in self.cards if one.hasFocus()), None)
        if here is None:
            return
        found = _beside(self.cards, here, Qt.Key(key), mirrored=self.isRightToLeft(), base=self)
        if found is not None:
            found.setFocus()
            found.setChecked(True)
            self.area.ensureWidgetVisible(found)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the cards anew."""
        super().showEvent(event)
        self.refresh()


def _fill(box: QComboBox, first: str, entries: "object", chosen: object) -> None:
    assert isinstance(entries, tuple)
    box.clear()
    box.addItem(first, None)
    for value, words in entries:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)


def _beside(
    cards: list[TeachCardButton],
    here: TeachCardButton,
    key: Qt.Key,
    *,
    mirrored: bool,
    base: QWidget,
) -> TeachCardButton | None:
    """Return the card an arrow key leads to: the next one, or the nearest in another row."""
    at = cards.index(here)
    if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        step = 1 if (key == Qt.Key.Key_Right) != mirrored else -1
        return cards[at + step] if 0 <= at + step < len(cards) else None
    place = here.mapTo(base, QPoint())
    down = key == Qt.Key.Key_Down
    rows = {one: one.mapTo(base, QPoint()) for one in cards}
    there = [
        one
        for one, spot in rows.items()
        if (spot.y() > place.y()) == down and spot.y() != place.y()
    ]
    return min(
        there,
        key=lambda one: (abs(rows[one].y() - place.y()), abs(rows[one].x() - place.x())),
        default=None,
    )
