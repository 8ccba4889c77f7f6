"""A written case with its expected answers, for teaching and for the self-test."""

from dataclasses import dataclass

from navigator.domain.assessment import Status
from navigator.domain.ids import ElementId, RegimenId, StepId
from navigator.domain.text import NO_TEXT, Text


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an edition must answer; None where the vignette leaves a part open.

    Attributes:
        path: Steps passed, from the start, without the one where it stands.
        recommended, excluded, not_applicable, needs_fact: Every regimen of that status, in any
            order; an empty tuple expects that there is none.
        needs: Missing data elements, in any order.
    """

    status: Status
    step: StepId | None = None
    path: tuple[StepId, ...] | None = None
    recommended: tuple[RegimenId, ...] | None = None
    excluded: tuple[RegimenId, ...] | None = None
    not_applicable: tuple[RegimenId, ...] | None = None
    needs_fact: tuple[RegimenId, ...] | None = None
    needs: tuple[ElementId, ...] | None = None


@dataclass(frozen=True, slots=True)
class Vignette:
    """One case of an edition.

    Attributes:
        record: The patient as a facts file has it: JSON text.
        why: Why the expected answer is right.
    """

    id: str
    title: Text
    record: str
    expect: Expectation
    story: Text = NO_TEXT
    why: Text = NO_TEXT
