"""What the plan's presenter needs of the screen and of the rest of the program."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from navigator.domain.ids import DrugId, ProtocolId, RegimenId
from navigator.domain.plan import Plan
from navigator.presenters.plan_choices import Usual
from navigator.presenters.plan_inputs import DrugLevels
from navigator.presenters.plan_state import Paper, PlanState
from navigator.services.plan_course import PlanRequest

if TYPE_CHECKING:
    from navigator.services.self_test import SelfTest


class PlanView(Protocol):
    """What the presenter needs of the screen."""

    def draw(self, state: PlanState) -> None:
        """Draw `state`, replacing what was there."""


def _not_run() -> "SelfTest | None":
    return None


def _the_only_one() -> int:
    return 0


def _none_reloaded(protocol: ProtocolId) -> tuple[tuple[DrugId, str], ...]:
    del protocol
    return ()


def _no_levels(protocol: ProtocolId) -> tuple[DrugLevels, ...]:
    del protocol
    return ()


@dataclass(frozen=True, slots=True)
class PlanTools:
    """What the presenter needs of the rest of the program.

    Attributes:
        plan: Makes the plan of the patient on screen; raises KnownTrouble when refused.
        pdf: Turns a plan into pages of a size; runs off the drawing thread.
        write: Puts bytes at a path; raises KnownTrouble when it cannot.
        protocols: (id, name) of a regimen's protocols.
        today: The day on which plans are made.
        self_test: What came of the edition's own cases, None while they have not been run.
        patient: Tells which patient is on screen, so that no answer meets another one.
        reloaded: Drugs of a protocol that may have to be loaded again, as (id, name).
        usual: What a new plan begins with; None for what the last one had.
        levels: Drugs of a protocol that have dose levels, with those.
        papers: Make what else can be exported, from a plan and the size of the paper; they run
            off the drawing thread.
    """

    plan: Callable[[PlanRequest], Plan]
    pdf: Callable[[Plan, str], bytes]
    write: Callable[[Path, bytes], None]
    protocols: Callable[[RegimenId], tuple[tuple[ProtocolId, str], ...]]
    today: Callable[[], date]
    program_version: str
    self_test: "Callable[[], SelfTest | None]" = _not_run
    patient: Callable[[], int] = _the_only_one
    reloaded: Callable[[ProtocolId], tuple[tuple[DrugId, str], ...]] = _none_reloaded
    papers: Mapping[Paper, Callable[[Plan, str], bytes]] = field(default_factory=dict)
    usual: Callable[[], Usual] | None = None
    levels: Callable[[ProtocolId], tuple[DrugLevels, ...]] = _no_levels


class Unremembered:
    """A history that makes changes and forgets them."""

    def do(self, words: str, change: Callable[[], None], take_back: Callable[[], None]) -> None:
        """Make `change`."""
        del words, take_back
        change()

    def forget(self) -> None:
        """Do nothing: there is nothing to drop."""
