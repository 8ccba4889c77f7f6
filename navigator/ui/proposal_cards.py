"""What the rules of the drugs ask for, to be accepted or declined by a person."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from navigator.domain.plan import ProposalStatus
from navigator.presenters.plan_state import PlanState
from navigator.presenters.proposals_shown import EffectRow, ProposalCard, WaitingRule
from navigator.ui.flow_layout import FlowLayout
from navigator.ui.icons import Icon
from navigator.ui.parts import Card, Chip, Glyph, LinkButton, Words, empty, row_of
from navigator.ui.sections import Section
from navigator.ui.texts import Sign
from navigator.ui.theme import UNIT, Colours, Role, colours_of
from navigator.words import tr, trn


def proposal_sign(status: ProposalStatus, colours: Colours, *, asks: bool) -> Sign:
    """Return how it is shown what became of a proposal.

    Args:
        status: What became of it.
        colours: Of the theme.
        asks: Whether it wants an answer.
    """
    quiet = (colours.muted, colours.hover)
    if status is ProposalStatus.PROPOSED and not asks:
        return Sign(tr("No change"), Icon.WHY, *quiet)
    open_ = (Icon.QUESTION, colours.warn, colours.warn_soft)
    return {
        ProposalStatus.PROPOSED: Sign(tr("To be decided"), *open_),
        ProposalStatus.NEEDS_FACT: Sign(tr("Needs a fact"), *open_),
        ProposalStatus.ACCEPTED: Sign(tr("Accepted"), Icon.KNOWN, colours.good, colours.good_soft),
        ProposalStatus.DECLINED: Sign(tr("Declined"), Icon.NOT_APPLICABLE, *quiet),
    }[status]


class ProposalView(Card):
    """One proposal: rule, facts, effect, source, and the answer or the way to give it.

    Signals:
        accepted, declined, taken_back: the id of the proposal.
    """

    accepted = Signal(str)
    declined = Signal(str)
    taken_back = Signal(str)

    def __init__(self, card: ProposalCard) -> None:
        self._open = card.asks and card.status is ProposalStatus.PROPOSED
        super().__init__()
        self.card = card
        self.buttons: list[QPushButton] = []
        self.setAccessibleName(card.title)
        head = row_of(stretch=False)
        head.addWidget(Words(card.title, Role.STRONG), 1)
        self.column.addLayout(head)
        flow = FlowLayout(gap=UNIT // 2)
        sign = proposal_sign(card.status, colours_of(self.palette()), asks=card.asks)
        flow.addWidget(Chip(sign))
        self.column.addLayout(flow)
        self.column.addWidget(Words(card.text))
        for words in (card.because, card.recheck):
            if words:
                self.column.addWidget(Words(words, Role.CAPTION, "muted"))
        for effect in card.effect:
            self.column.addLayout(_effect(effect))
        for source in card.sources:
            self.column.addWidget(Words(source, Role.CAPTION, "muted"))
        if card.answer:
            self.column.addWidget(Words(card.answer, Role.STRONG))
        self._build_buttons()

    def _build_buttons(self) -> None:
        if not self.card.asks:
            return
        flow = FlowLayout()
        if self._open:
            self._add(QPushButton(tr("Accept")), self._accept, flow)
            if self.card.declinable:
                self._add(QPushButton(tr("Decline…")), self._decline, flow)
        else:
            self._add(LinkButton(tr("Take the answer back"), Icon.UNDO), self._take_back, flow)
        self.column.addLayout(flow)

    def _add(self, button: QPushButton, slot: object, flow: FlowLayout) -> None:
        button.setAccessibleName(
            tr("{button}: {title}", button=button.text(), title=self.card.title)
        )
        button.clicked.connect(slot)
        self.buttons.append(button)
        flow.addWidget(button)

    @Slot()
    def _accept(self) -> None:
        self.accepted.emit(self.card.id)

    @Slot()
    def _decline(self) -> None:
        self.declined.emit(self.card.id)

    @Slot()
    def _take_back(self) -> None:
        self.taken_back.emit(self.card.id)


def _effect(row: EffectRow) -> QVBoxLayout:
    block = QVBoxLayout()
    block.setSpacing(0)
    words = tr("{phase}: {change}", phase=row.phase, change=row.change)
    block.addWidget(Words(words, Role.STRONG))
    if row.arithmetic:
        block.addWidget(Words(row.arithmetic, Role.CAPTION, "muted"))
    return block


class WaitingView(Card):
    """The rules that cannot be told yet, each with the way to the fact it waits for.

    Signals:
        fact_wanted: an element's id.
    """

    fact_wanted = Signal(str)

    def __init__(self, rules: tuple[WaitingRule, ...]) -> None:
        super().__init__()
        title = trn("{number} rule waits for a fact", "{number} rules wait for facts", len(rules))
        self.column.addWidget(Words(title, Role.HEADING))
        flow = FlowLayout(gap=UNIT // 2)
        for element, label in dict.fromkeys(one for rule in rules for one in rule.missing):
            link = LinkButton(label, Icon.QUESTION)
            link.setObjectName(element)
            link.setAccessibleName(tr("Answer: {label}", label=label))
            link.clicked.connect(self._want)
            flow.addWidget(link)
        self.column.addLayout(flow)
        self.rules = Section(tr("Which rules"))
        for rule in rules:
            self.rules.content.addWidget(Words(rule.text, Role.CAPTION))
        self.rules.content.setSpacing(UNIT // 2)
        self.column.addWidget(self.rules)

    @Slot()
    def _want(self) -> None:
        link = self.sender()
        if isinstance(link, QPushButton):
            self.fact_wanted.emit(link.objectName())


class ProposalsPanel(QWidget):
    """Every proposal of a plan, with who decides above them; hidden where nothing is dosed.

    Signals:
        accepted, declined, taken_back: the id of a proposal.
        decider_named: who decides, as typed.
        fact_wanted: an element's id.
    """

    accepted = Signal(str)
    declined = Signal(str)
    taken_back = Signal(str)
    decider_named = Signal(str)
    fact_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[object, ...] = ()
        self.views: list[ProposalView] = []
        self.by = QLineEdit()
        self.trouble = Words("", Role.CAPTION, "stop")
        self._head = QWidget()
        self._list = QVBoxLayout()
        self._list.setSpacing(UNIT)
        self._build()
        self.by.textChanged.connect(self.decider_named)

    def _build(self) -> None:
        name = tr("Decided by (initials)")
        self.by.setAccessibleName(name)
        self.by.setMaxLength(40)
        label = QLabel(name)
        label.setBuddy(self.by)
        head = QVBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(UNIT // 2)
        self._title = Words(tr("What the rules of the drugs ask for"), Role.HEADING)
        head.addWidget(self._title)
        head.addLayout(row_of(label, self.by, stretch=False))
        trouble = row_of(Glyph(Icon.WARNING, "stop", 1.0), stretch=False)
        trouble.addWidget(self.trouble, 1)
        self._warning = QWidget()
        self._warning.setLayout(trouble)
        head.addWidget(self._warning)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addWidget(self._head)
        column.addLayout(self._list)

    def draw(self, state: PlanState) -> None:
        """Show the proposals of a plan."""
        asked = bool(state.proposals or state.waiting or state.dropped)
        # A lower dose level needs who decides, too, where no rule asks for anything.
        answers = bool(state.doses) or any(row.level for row in state.levels)
        self.setVisible(asked or answers or bool(state.answer_trouble))
        self._title.setVisible(bool(state.proposals or state.dropped))
        if self.by.text().strip() != state.by:
            self.by.setText(state.by)
        self.trouble.setText(state.answer_trouble or state.dropped)
        self._warning.setVisible(bool(self.trouble.text()))
        if self._drawn != (state.proposals, state.waiting):
            self._drawn = (state.proposals, state.waiting)
            self._rebuild(state)

    def _rebuild(self, state: PlanState) -> None:
        had_focus = self._list_has_focus()
        empty(self._list)
        self.views = [ProposalView(card) for card in state.proposals]
        for view in self.views:
            view.accepted.connect(self.accepted)
            view.declined.connect(self.declined)
            view.taken_back.connect(self.taken_back)
            self._list.addWidget(view)
        if state.waiting:
            waiting = WaitingView(state.waiting)
            waiting.fact_wanted.connect(self.fact_wanted)
            self._list.addWidget(waiting)
        if had_focus:
            self._focus_first()

    def _list_has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return any(view.isAncestorOf(focus) for view in self.views)

    def _focus_first(self) -> None:
        """The next answer is given where the last one was."""
        for button in (button for view in self.views for button in view.buttons):
            button.setFocus()
            return
        self.by.setFocus()
