"""Content under work as a library: for authors who follow a counter-example before it is mended."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from navigator.domain.guideline import Edition
from navigator.domain.ids import (
    DrugId,
    EditionId,
    ProtocolId,
    ReferenceId,
    RegimenId,
    TrialId,
)
from navigator.domain.library import Drug, Protocol, Regimen, Trial
from navigator.domain.problems import InputRefused, Severity
from navigator.domain.source import Reference
from navigator.domain.text import Text
from navigator.library.content import Content, read_content
from navigator.library.open import NotInLibrary

Key = TypeVar("Key", bound=str)
Item = TypeVar("Item")


def read_under_work(folder: Path) -> "ContentUnderWork":
    """Read the content of a folder, faults of the flowchart and all.

    Args:
        folder: A pack, or a folder of packs.

    Raises:
        InputRefused: no edition can be read; carries the faults that `navigator check` tells.
    """
    content, problems = read_content(folder)
    if not content.whole_editions:
        raise InputRefused([one for one in problems if one.severity is Severity.STOP])
    return ContentUnderWork(content)


class ContentUnderWork:
    """Content as it was read; fits `navigator.services.ports.Library`."""

    def __init__(self, content: Content) -> None:
        self._content = content

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the files."""
        return self._content.digest

    def editions(self) -> dict[EditionId, Text]:
        """Return the titles of the editions whose parts can all be read, oldest first."""
        return {one: edition.title for one, edition in self._content.whole_editions.items()}

    def edition(self, edition_id: EditionId) -> Edition:
        """Return one edition; its flowchart may have faults, and it has no chart to draw."""
        return _found(self._content.whole_editions, "edition", edition_id, named=True)

    def drug(self, drug_id: DrugId) -> Drug:
        """Return one drug."""
        return _found(self._content.drugs, "drug", drug_id)

    def regimen(self, regimen_id: RegimenId) -> Regimen:
        """Return one regimen."""
        return _found(self._content.regimens, "regimen", regimen_id)

    def protocol(self, protocol_id: ProtocolId) -> Protocol:
        """Return one protocol."""
        return _found(self._content.protocols, "protocol", protocol_id)

    def trial(self, trial_id: TrialId) -> Trial:
        """Return one trial."""
        return _found(self._content.trials, "trial", trial_id)

    def reference(self, reference_id: ReferenceId) -> Reference:
        """Return one reference."""
        return _found(self._content.references, "reference", reference_id)


def _found(known: Mapping[Key, Item], kind: str, wanted: Key, *, named: bool = False) -> Item:
    if wanted not in known:
        raise NotInLibrary(kind, wanted, known if named else ())
    return known[wanted]
