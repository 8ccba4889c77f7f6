"""What the engine returns for one patient and one edition."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from navigator.domain.facts import Fact
from navigator.domain.guideline import Basis, Safeguard, Tier
from navigator.domain.ids import BranchId, EditionId, ElementId, RegimenId, StepId
from navigator.domain.source import Source
from navigator.domain.text import NO_TEXT, Text
from navigator.domain.truth import Truth


class Status(Enum):
    """Where an assessment ended."""

    OPTIONS = "options"
    NEEDS_FACTS = "needs_facts"
    ACTION = "action"
    OUT_OF_SCOPE = "out_of_scope"


class OptionStatus(Enum):
    """What an option is for this patient."""

    RECOMMENDED = "recommended"
    NEEDS_FACT = "needs_fact"
    EXCLUDED = "excluded"
    NOT_APPLICABLE = "not_applicable"


class InWords(Protocol):
    """Something that is put into words when somebody reads it."""

    def words(self) -> str:
        """Return it in the language in force."""
        ...


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion and what decided it.

    Attributes:
        kind: "applies" (why), "not_for" (the option's own criterion), "safeguard" (drug or
            regimen rule), "branch" (why a way was taken or not).
        truth: Answer of the criterion.
        criterion: As written in the content; "" for "meant for everybody here".
        wording: Gives `words`; most reasons are never read, so they are not worded before.
        facts: The facts that decided it, in order of use.
        missing: The smallest set of unknown facts that keeps it open; empty when decided.
        text: The content's own sentence about it.
    """

    kind: str
    truth: Truth
    criterion: str
    wording: str | InWords
    facts: tuple[Fact, ...] = ()
    missing: tuple[ElementId, ...] = ()
    text: Text = NO_TEXT
    sources: tuple[Source, ...] = ()
    safeguard: Safeguard | None = None

    @property
    def words(self) -> str:
        """Return the criterion in words, with the patient's facts, in the language in force."""
        return self.wording if isinstance(self.wording, str) else self.wording.words()


@dataclass(frozen=True, slots=True)
class Passed:
    """One step of the path: the branch taken and why."""

    step: StepId
    branch: BranchId
    to: StepId
    reason: Reason


@dataclass(frozen=True, slots=True)
class Need:
    """A missing fact.

    Attributes:
        decides: Number of outcomes (branches here, statuses of options) it can settle.
        leads_to: What each possible answer would do, as (answer in words, consequence).
    """

    element: ElementId
    decides: int
    leads_to: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OptionAssessment:
    """One option for this patient.

    Attributes:
        reasons: Why, why not or what is missing; never empty.
        warnings: Cautions that hold or cannot be ruled out; truth tells which.
        blocked_by: The smallest set of facts that blocks it: the known facts that exclude it,
            or the missing ones it waits for.
    """

    regimen: RegimenId
    tier: Tier
    status: OptionStatus
    basis: Basis
    reasons: tuple[Reason, ...]
    warnings: tuple[Reason, ...] = ()
    blocked_by: tuple[ElementId, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """An entered fact that differs from what the other facts say; the entered one is used."""

    element: ElementId
    entered: Fact
    derived: Fact


@dataclass(frozen=True, slots=True)
class Assessment:
    """One patient read against one edition.

    Attributes:
        path: Steps passed, from the start.
        step: Where it stands.
        candidates: At a decision that cannot be taken yet: branches that are not ruled out.
        needs: Missing facts, the most decisive first.
        options: In the order of tier, then of the content; empty unless status is OPTIONS.
        facts: All facts used and known, entered and derived, by element.
        message: One sentence for a person: what comes next. Never empty.
    """

    edition: EditionId
    digest: str
    status: Status
    path: tuple[Passed, ...]
    step: StepId
    message: str
    candidates: tuple[BranchId, ...] = ()
    ruled_out: tuple[Reason, ...] = ()
    needs: tuple[Need, ...] = ()
    options: tuple[OptionAssessment, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    facts: Mapping[ElementId, Fact] = field(default_factory=dict)
