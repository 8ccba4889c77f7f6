"""What differs in words, and the options on a day, as lists."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from navigator.presenters.compare_line import LineShown, OptionOnDay
from navigator.presenters.compare_place import ComparePlaceState
from navigator.presenters.compare_words import OptionRow, SideWords
from navigator.services.time_line import Allowed
from navigator.ui.icons import Icon
from navigator.ui.parts import Glyph, Words, empty, rule
from navigator.ui.theme import UNIT, Role
from navigator.words import tr

_TOP = Qt.AlignmentFlag.AlignTop


class DifferenceList(QWidget):
    """Both ways, what each edition offers, and what made the difference."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(UNIT, UNIT, 2 * UNIT, UNIT)
        self._column.setSpacing(UNIT)

    def draw(self, state: ComparePlaceState) -> None:
        """Show a comparison, where it is another one."""
        first, second = state.sides
        drawn = (first.words, second.words, state.headline, state.rows)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        empty(self._column)
        self._column.addWidget(Words(state.headline, Role.STRONG))
        self._column.addLayout(_options(state.rows, (first.words.title, second.words.title)))
        self._column.addWidget(rule())
        ways = QHBoxLayout()
        ways.setSpacing(3 * UNIT)
        for side in (first.words, second.words):
            ways.addLayout(_way(side), 1)
        self._column.addLayout(ways)
        self._column.addStretch(1)


def _way(side: SideWords) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(UNIT // 2)
    column.addWidget(Words(side.title, Role.STRONG))
    for step in side.steps:
        column.addWidget(Words(step, Role.CAPTION))
    column.addWidget(Words(tr("→ {step}", step=side.stands), Role.STRONG))
    column.addWidget(Words(side.message))
    if side.missing:
        column.addWidget(Words(side.missing, Role.BODY, "warn"))
    column.addStretch(1)
    return column


def _options(rows: Sequence[OptionRow], titles: tuple[str, str]) -> QGridLayout:
    grid = _grid(4)
    if not rows:
        return grid
    heads = (tr("Option"), *titles, tr("What made the difference"))
    for at, words in enumerate(heads):
        grid.addWidget(Words(words, Role.CAPTION, "muted"), 0, at, _TOP)
    for line, row in enumerate(rows, 1):
        tone = "text" if row.differs else "muted"
        made = ", ".join(row.made) or (tr("the same in both") if not row.differs else "–")
        for at, words in enumerate((row.name, *row.texts, made)):
            cell = Words(words, Role.STRONG if at == 0 and row.differs else Role.BODY, tone)
            cell.setAccessibleName(tr("{head}: {words}", head=heads[at], words=words))
            grid.addWidget(cell, line, at, _TOP)
    return grid


class OptionsOnDay(QWidget):
    """The options of the newer edition, pale where none was allowed yet on the day."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[object, ...] = ()
        self.cells: dict[str, Words] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(UNIT, 0, 2 * UNIT, UNIT)
        self._column.setSpacing(UNIT)

    def draw(self, shown: LineShown) -> None:
        """Show the options of a day, where anything is different."""
        drawn = (shown.options, shown.note)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        empty(self._column)
        self.cells = {}
        if shown.note:
            self._column.addWidget(Words(shown.note))
        grid = _grid(4)
        grid.setColumnStretch(0, 0)
        for line, option in enumerate(shown.options):
            self._add(grid, line, option)
        self._column.addLayout(grid)
        caution = tr(
            "An approval is for what it names, which may be another line of therapy. "
            "Allowed is not the same as at hand."
        )
        self._column.addWidget(Words(caution, Role.CAPTION, "muted"))
        self._column.addStretch(1)

    def _add(self, grid: QGridLayout, line: int, option: OptionOnDay) -> None:
        sign, tone = {
            Allowed.YES: (Icon.KNOWN, "good"),
            Allowed.NOT_YET: (Icon.NOT_APPLICABLE, "pale"),
            Allowed.NOT_RECORDED: (Icon.QUESTION, "muted"),
        }[option.allowed]
        ink = "pale" if option.allowed is Allowed.NOT_YET else "text"
        grid.addWidget(Glyph(sign, tone), line, 0, _TOP)
        strong = Role.STRONG if option.allowed is Allowed.YES else Role.BODY
        grid.addWidget(Words(option.name, strong, ink), line, 1, _TOP)
        said = Words(option.words, Role.BODY, ink)
        said.setAccessibleName(tr("{head}: {words}", head=option.name, words=option.words))
        self.cells[option.regimen] = said
        grid.addWidget(said, line, 2, _TOP)
        grid.addWidget(Words(option.status, Role.CAPTION, "muted"), line, 3, _TOP)


def _grid(columns: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * UNIT)
    grid.setVerticalSpacing(UNIT // 2)
    for at in range(columns):
        grid.setColumnStretch(at, 1)
    return grid
