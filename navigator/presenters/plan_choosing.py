"""What a person can choose for a plan; every choice can be taken back."""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from navigator.domain.ids import DrugId
from navigator.dosing.changes import LevelSet
from navigator.dosing.rounding import RoundingPolicy
from navigator.dosing.weight import Weights
from navigator.presenters.plan_choices import PlanChoices
from navigator.presenters.plan_inputs import read_day
from navigator.presenters.plan_state import PlanState, blinded
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.presenters.navigate import History
    from navigator.presenters.plan_tools import PlanView

_UNREAD = frozenset({"start", "holidays"})  # troubles of a text that could not be read


class PlanChoosing:
    """Holds what was chosen and what is on screen; whoever makes the plan builds on it."""

    def __init__(self, view: "PlanView", history: "History", choices: PlanChoices) -> None:
        self._view = view
        self._history = history
        self._choices = choices
        self._blind = False
        self._state = PlanState()

    @property
    def state(self) -> PlanState:
        """Return what is on screen."""
        return self._state

    def choose_protocol(self, protocol: str) -> None:
        """Use another protocol of the regimen."""
        self._change(tr("Protocol"), replace(self._choices, protocol=protocol))

    def choose_start(self, text: str) -> None:
        """Take the first day as typed; what is no day leaves the plan as it was and says so."""
        start = read_day(text)
        if start is None:
            words = _how_a_day_is_written()
            troubles = {**self._state.troubles, "start": words}
            self._show(
                replace(self._state, start_text=text, start_trouble=words, troubles=troubles)
            )
            return
        self._change(tr("First day"), replace(self._choices, start=start))

    def choose_formula(self, formula: str) -> None:
        """Work out the body surface with another formula."""
        self._change(tr("Formula"), replace(self._choices, formula=formula))

    def choose_page_size(self, page_size: str) -> None:
        """Print on another paper."""
        self._change(tr("Paper"), replace(self._choices, page_size=page_size))

    def choose_cycle(self, cycle: int) -> None:
        """Begin with another cycle of a course that goes on."""
        self._change(tr("First cycle"), self._choices.with_cycle(cycle))

    def choose_last_dose(self, drug: DrugId, day: date | None) -> None:
        """Take the day on which a drug was given last; None makes it unknown."""
        self._change(tr("Last dose"), self._choices.with_last_dose(drug, day))

    def choose_delay(self, cycle: int, days: int) -> None:
        """Begin a cycle later by whole days; 0 takes the delay away."""
        self._change(tr("Delay"), self._choices.with_delay(cycle, days))

    def choose_level(self, drug: DrugId, level: int, reason: str = "") -> None:
        """Give a drug on another dose level; below the full dose somebody says why."""
        if level and not self._state.by:
            self._show(replace(self._state, answer_trouble=who_first()))
            return
        chosen = LevelSet(level, reason.strip(), self._state.by) if level else LevelSet(0)
        self._change(tr("Dose level"), self._choices.with_level(drug, chosen))

    def choose_weights(self, weights: Weights) -> None:
        """Count doses or the clearance by another weight."""
        self._change(tr("Weight"), replace(self._choices, weights=weights))

    def choose_rounding(self, rounding: RoundingPolicy) -> None:
        """Round infusions and injections to something else."""
        self._change(tr("Rounding"), replace(self._choices, rounding=rounding))

    def add_holiday(self, text: str) -> None:
        """Take a day on which the clinic is closed, as typed; what is no day is said."""
        day = read_day(text)
        if day is None:
            troubles = {**self._state.troubles, "holidays": _how_a_day_is_written()}
            self._show(replace(self._state, troubles=troubles))
            return
        self._change(tr("Closed day"), self._choices.with_holiday(day))

    def remove_holiday(self, day: date) -> None:
        """Open the clinic on a day again."""
        self._change(tr("Closed day"), self._choices.without_holiday(day))

    def move_cycle(self, cycle: int, later: int) -> None:
        """Begin a cycle later by more days than now; the first one moves the first day."""
        if cycle == self._choices.cycle:
            moved = date.fromordinal(self._choices.start.toordinal() + later)
            self._change(tr("First day"), replace(self._choices, start=moved))
        else:
            self.choose_delay(cycle, self._choices.delays.get(cycle, 0) + later)

    def name_decider(self, by: str) -> None:
        """Take who decides; it stands with every answer given from now on."""
        if by.strip() != self._state.by:
            self._show(replace(self._state, by=by.strip(), answer_trouble=""))

    def _change(self, words: str, after: PlanChoices) -> None:
        before = self._choices
        if after == before:
            told = {one: why for one, why in self._state.troubles.items() if one not in _UNREAD}
            state = replace(self._state, start_text=before.start.isoformat(), troubles=told)
            self._show(replace(state, start_trouble=told.get("start", "")))
        else:
            self._history.do(words, partial(self._use, after), partial(self._use, before))

    def _use(self, choices: PlanChoices) -> None:
        """Take choices; whoever makes the plan makes it again."""
        self._choices = choices

    def _show(self, state: PlanState) -> None:
        self._state = state
        self._view.draw(blinded(state) if self._blind else state)


def who_first() -> str:
    """Say that an answer needs a name."""
    return tr("Say first who decides: it is printed beside the answer.")


def _how_a_day_is_written() -> str:
    return tr("A day is written like {example}.", example="2026-12-01")
