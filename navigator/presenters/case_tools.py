"""What the Cases place needs of the rest of the program."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.ids import ReferenceId
from navigator.domain.library import Drug
from navigator.presenters.step_shown import Assess
from navigator.services.case_ports import CaseFile


@dataclass(frozen=True, slots=True)
class Keyring:
    """The system's keyring, where there is one.

    Attributes:
        keep: Puts the passphrase in; tells whether it was taken.
        kept: Returns it, None where there is none.
        forget: Takes it out.
    """

    keep: Callable[[str], bool]
    kept: Callable[[], str | None]
    forget: Callable[[], None]


def no_keyring() -> Keyring | None:
    """Return none."""
    return None


@dataclass(frozen=True, slots=True)
class CasesTools:
    """What the Cases place needs of the rest of the program.

    Attributes:
        file: The closed case file.
        read: Reads a facts file's text for an edition; raises KnownTrouble with every fault.
        drugs: The drugs of a regimen by its id; empty where the library does not hold it.
        cite: How a reference is cited.
        keyring: Looks for the system's keyring, off the drawing thread; None where there is none.
    """

    file: CaseFile
    assess: Assess
    read: Callable[[str, Edition], PatientRecord]
    today: Callable[[], date]
    drugs: Callable[[str], tuple[Drug, ...]]
    cite: Callable[[ReferenceId], str]
    keyring: Callable[[], Keyring | None] = no_keyring
