"""What a walk meets in an edition that is ready: ways, safeguards, options, and what they give."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from navigator.domain.assessment import OptionStatus
from navigator.domain.guideline import Branch, Option, Safeguard, Step
from navigator.domain.ids import ElementId, RegimenId, StepId
from navigator.domain.truth import Truth
from navigator.engine.criteria import Criterion


class Fault(Enum):
    """What is wrong with an edition where a walk cannot go on; the checker finds it beforehand."""

    GAP = "gap"  # no branch fits
    OVERLAP = "overlap"  # several fit
    CIRCLE = "circle"  # back to a step already passed
    MISSING_STEP = "missing-step"


@dataclass(frozen=True, slots=True)
class Way:
    """A branch ready to be tried; `criterion` is None for "otherwise"."""

    branch: Branch
    criterion: Criterion | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A safeguard ready to be tried.

    Attributes:
        bit: Of its own among the safeguards of one step; options with the same one share it.
    """

    safeguard: Safeguard
    criterion: Criterion
    bit: int


@dataclass(frozen=True, slots=True)
class Offer:
    """An option with everything that decides its status.

    Attributes:
        reads: The data elements on which its status rests.
    """

    option: Option
    when: Criterion
    excluding: tuple[Rule, ...]
    warning: tuple[Rule, ...]
    reads: frozenset[ElementId]


@dataclass(frozen=True, slots=True)
class Turn:
    """What a decision does with a patient.

    Attributes:
        truths: The answer of each way, in order.
        way: The one that is taken; None where none is, or where it leads nowhere.
        following: The step it leads to; None together with `way`.
        fault: What keeps a patient of whom all is known from going on, None where nothing does.
    """

    truths: tuple[Truth, ...]
    way: Way | None = None
    following: Step | None = None
    fault: Fault | None = None


Places = Mapping[tuple[StepId, RegimenId], int]


class StatusesEverywhere(Mapping[tuple[StepId, RegimenId], OptionStatus]):
    """The status of every option of an edition for one patient.

    By step and regimen, in the order of the content, at each step in that of tier.
    """

    __slots__ = ("_places", "_statuses")

    def __init__(self, places: Places, statuses: tuple[OptionStatus, ...]) -> None:
        self._places = places
        self._statuses = statuses

    def __getitem__(self, key: tuple[StepId, RegimenId]) -> OptionStatus:
        return self._statuses[self._places[key]]

    def __iter__(self) -> Iterator[tuple[StepId, RegimenId]]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
