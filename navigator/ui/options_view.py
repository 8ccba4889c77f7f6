"""The options of a recommendation, by tier."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from navigator.domain.guideline import Tier
from navigator.presenters.guideline_words import basis_words
from navigator.presenters.options_shown import Offered, OptionShown
from navigator.ui.measured_column import MeasuredColumn
from navigator.ui.option_card import OptionCard, ReadTrials
from navigator.ui.parts import Card, Words
from navigator.ui.texts import tier_words
from navigator.ui.theme import UNIT, Role
from navigator.words import tr


class OptionsView(QWidget):
    """Cards under the headings of their tiers; an empty list says so.

    Signals:
        plan_wanted: a plan is to be made, by the regimen's id.
        fact_wanted: a missing fact is to be answered, by its id.
        library_wanted: a page of the Library is to be shown: its kind and id.
        decision_wanted: an option is to be chosen against the guideline (`OptionShown`).
        compare_wanted: an option is to be seen beside others, by the regimen's id.
    """

    plan_wanted = Signal(str)
    fact_wanted = Signal(str)
    library_wanted = Signal(str, str)
    decision_wanted = Signal(object)
    compare_wanted = Signal(str)

    def __init__(self, options: Iterable[OptionShown], trials: ReadTrials | None) -> None:
        super().__init__()
        self.cards: list[OptionCard] = []
        column = MeasuredColumn(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        shown = tuple(options)
        self._several = len(shown) > 1
        for tier in Tier:
            mine = [option for option in shown if option.tier is tier]
            if mine:
                column.addSpacing(UNIT)
                column.addWidget(Words(tier_words(tier), Role.STRONG, "muted"))
            for option in mine:
                column.addWidget(self._card(option, trials))
        if not shown:
            column.addWidget(Words(tr("This step offers no regimen.")))

    def _card(self, option: OptionShown, trials: ReadTrials | None) -> OptionCard:
        card = OptionCard(option, trials)
        card.plan_wanted.connect(self.plan_wanted)
        card.fact_wanted.connect(self.fact_wanted)
        card.library_wanted.connect(self.library_wanted)
        card.decision_wanted.connect(self.decision_wanted)
        card.compare_wanted.connect(self.compare_wanted)
        card.compare.setEnabled(self._several)
        self.cards.append(card)
        return card


class OfferedView(QWidget):
    """What a step offers, without a status: the patient is not there."""

    def __init__(self, offered: tuple[Offered, ...]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        for tier in Tier:
            mine = [option for option in offered if option.tier is tier]
            if mine:
                column.addWidget(Words(tier_words(tier), Role.STRONG, "muted"))
            for option in mine:
                card = Card(margin=int(1.5 * UNIT))
                card.column.setSpacing(0)
                card.column.addWidget(Words(option.name, Role.STRONG))
                card.column.addWidget(Words(basis_words(option.basis), Role.CAPTION, "muted"))
                column.addWidget(card)
