"""What the services need of others."""

from typing import Protocol

from navigator.domain import library as domain
from navigator.domain.guideline import Edition
from navigator.domain.ids import (
    DrugId,
    EditionId,
    ProtocolId,
    ReferenceId,
    RegimenId,
    TrialId,
)
from navigator.domain.source import Reference
from navigator.domain.teaching import TeachingCase, Topic
from navigator.domain.text import Text


class TeachingShelf(Protocol):
    """What the library holds for a seminar; every `KeyError` is a `NotInLibrary`."""

    def primers(self) -> dict[EditionId, Text]:
        """Return the titles of the small flowcharts for teaching, in the order of the content."""
        ...

    def topics(self) -> tuple[Topic, ...]:
        """Return the seminars, in the order of the content."""
        ...

    def cases(self) -> tuple[TeachingCase, ...]:
        """Return the teaching cases, in the order of the content."""
        ...

    def approvals(self) -> tuple[domain.Approval, ...]:
        """Return what agencies allowed, in the order of the content."""
        ...


class Library(Protocol):
    """The regimen database, opened for reading; every `KeyError` is a `NotInLibrary`."""

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the content it was built from, 64 hex digits."""
        ...

    def editions(self) -> dict[EditionId, Text]:
        """Return the titles of the editions it holds, oldest first."""
        ...

    def edition(self, edition_id: EditionId) -> Edition:
        """Return one edition, complete with elements, regimens and chart."""
        ...

    def drug(self, drug_id: DrugId) -> domain.Drug:
        """Return one drug."""
        ...

    def regimen(self, regimen_id: RegimenId) -> domain.Regimen:
        """Return one regimen."""
        ...

    def protocol(self, protocol_id: ProtocolId) -> domain.Protocol:
        """Return one protocol."""
        ...

    def trial(self, trial_id: TrialId) -> domain.Trial:
        """Return one trial."""
        ...

    def reference(self, reference_id: ReferenceId) -> Reference:
        """Return one reference."""
        ...
