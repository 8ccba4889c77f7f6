"""Trials with their outcomes and citations."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from navigator.presenters.evidence import TrialShown
from navigator.ui.icons import Icon
from navigator.ui.parts import Glyph, LinkButton, Words, row_of, rule
from navigator.ui.quoted import Quoted
from navigator.ui.theme import UNIT, Role
from navigator.words import tr


class EvidenceView(QWidget):
    """Shows the trials of one option.

    Signals:
        trial_wanted: the page of a trial is to be shown, by its id.
    """

    trial_wanted = Signal(str)

    def __init__(self, trials: tuple[TrialShown, ...]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        for trial in trials:
            column.addWidget(rule())
            column.addWidget(self._name(trial))
            if trial.population:
                column.addWidget(Words(trial.population, Role.CAPTION, "muted"))
            if trial.arms:
                arms = tr(" versus ").join(trial.arms)
                column.addWidget(Words(arms, Role.CAPTION, "muted"))
            column.addLayout(_outcomes(trial))
            for citation in trial.citations:
                column.addWidget(Quoted(citation, Role.CAPTION, "muted"))
            if trial.unverified:
                line = row_of(Glyph(Icon.WARNING, "warn", 1.0), stretch=False)
                words = tr("Unverified: not yet compared with the publication itself.")
                line.addWidget(Words(words, Role.CAPTION, "warn"), 1)
                column.addLayout(line)

    def _name(self, trial: TrialShown) -> QWidget:
        if not trial.id:
            return Words(trial.name, Role.STRONG)
        link = LinkButton(trial.name, Icon.TRIAL)
        link.setObjectName(trial.id)
        link.setAccessibleName(tr("{trial}: open in the Library", trial=trial.name))
        link.clicked.connect(self._want)
        return link

    @Slot()
    def _want(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self.trial_wanted.emit(link.objectName())


def _outcomes(trial: TrialShown) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(UNIT // 4)
    for outcome in trial.outcomes:
        values = tr("{measure}: {values}", measure=outcome.measure, values=outcome.values)
        column.addWidget(Words(values if outcome.values else outcome.measure))
        if outcome.comparison:
            column.addWidget(Words(outcome.comparison, Role.CAPTION, "muted"))
    return column
