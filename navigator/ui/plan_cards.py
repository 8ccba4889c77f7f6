"""The cards of the plan screen."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from navigator.presenters.plan_words import CheckRow, CycleRow, DoseCard, MeasureRow
from navigator.ui.icons import Icon
from navigator.ui.parts import Card, Glyph, Words
from navigator.ui.theme import UNIT, Role
from navigator.words import tr


def dose_card(dose: DoseCard) -> Card:
    """Return the card of one drug and phase, the amount to give in the largest type."""
    card = Card()
    card.setAccessibleName(f"{dose.name}, {dose.phase}: {dose.final}")
    head = QHBoxLayout()
    head.setSpacing(UNIT)
    if dose.mark:
        head.addWidget(_mark(dose.mark))
    name = f"{dose.name} ({dose.brand})" if dose.brand else dose.name
    head.addWidget(Words(name, Role.HEADING), 1)
    card.column.addLayout(head)
    card.column.addWidget(Words(dose.phase, Role.CAPTION, "muted"))
    card.column.addWidget(Words(dose.final, Role.TITLE))
    if dose.tablets:
        card.column.addWidget(Words(dose.tablets, Role.STRONG))
    card.column.addWidget(Words(dose.how))
    card.column.addWidget(Words(dose.arithmetic, Role.CAPTION, "muted"))
    if dose.unverified:
        card.column.addWidget(
            Words(tr("Unverified: compare this dose rule with its source."), Role.CAPTION, "warn")
        )
    if dose.never:
        card.column.addWidget(Words(dose.never, Role.CAPTION, "stop"))
    return card


def _mark(text: str) -> QLabel:
    mark = Words(text, Role.STRONG, "stop", wrap=False)
    mark.setFrameShape(QLabel.Shape.Box)
    mark.setMargin(UNIT // 2)
    mark.setToolTip(tr("This drug has a name like others: the mark tells them apart."))
    return mark


def trouble_card(words: str) -> Card:
    """Return why no plan can be shown."""
    return _told(Icon.EXCLUDED, "stop", tr("No plan"), words.splitlines())


def blind_card() -> Card:
    """Return why no number is seen while somebody checks."""
    words = tr("A second person is checking: doses, dates and pages are hidden until then.")
    return _told(Icon.WHY, "accent", tr("Second check"), [words])


def drafts_card(reasons: tuple[str, ...]) -> Card:
    """Return why this is a draft."""
    return _told(Icon.WARNING, "warn", tr("Draft"), list(reasons))


def notes_card(notes: tuple[str, ...]) -> Card:
    """Return what a reader has to know though it makes no draft of the plan."""
    card = _titled(tr("Notes"))
    for note in notes:
        card.column.addWidget(Words(note, Role.CAPTION))
    return card


def _told(icon: Icon, tone: str, title: str, lines: list[str]) -> Card:
    card = Card(tone)
    head = QHBoxLayout()
    head.setSpacing(UNIT)
    head.addWidget(Glyph(icon, tone))
    head.addWidget(Words(title, Role.HEADING, tone), 1)
    card.column.addLayout(head)
    for line in lines:
        card.column.addWidget(Words(line))
    return card


def measures_card(rows: tuple[MeasureRow, ...]) -> Card:
    """Return the measures behind the doses."""
    card = _titled(tr("Measures"))
    for row in rows:
        block = QVBoxLayout()
        block.setSpacing(UNIT // 4)
        block.addWidget(Words(f"{row.label}: {row.value}", Role.STRONG))
        if row.how:
            block.addWidget(Words(row.how, Role.CAPTION, "muted"))
        card.column.addLayout(block)
    return card


def cycles_card(rows: tuple[CycleRow, ...]) -> Card:
    """Return the dated cycles."""
    card = _titled(tr("Calendar"))
    for row in rows:
        block = QVBoxLayout()
        block.setSpacing(UNIT // 4)
        block.addWidget(Words(row.title, Role.STRONG))
        for line in row.days:
            block.addWidget(Words(line, Role.CAPTION))
        card.column.addLayout(block)
    return card


def checks_card(rows: tuple[CheckRow, ...]) -> Card:
    """Return the monitoring with its due dates."""
    card = _titled(tr("Monitoring"))
    for row in rows:
        block = QVBoxLayout()
        block.setSpacing(UNIT // 4)
        block.addWidget(Words(row.text))
        if row.due:
            block.addWidget(Words(tr("due {days}", days=row.due), Role.CAPTION, "muted"))
        card.column.addLayout(block)
    return card


def _titled(title: str) -> Card:
    card = Card()
    card.column.addWidget(Words(title, Role.HEADING))
    return card
