"""A patient as an archive has it: every row that was kept, without the numbers of the file."""

from dataclasses import dataclass

from navigator.cases.rows import Row
from navigator.domain.case import PatientNumber, StoredFact, StoredPart
from navigator.domain.facts import Identity


@dataclass(frozen=True, slots=True)
class ArchivedPatient:
    """One patient of an archive.

    Attributes:
        number: The local number where it was exported.
        marks: Secret of the patient, hashed: the same in every copy of a case file, and those of
            the files that the patient came from.
        facts, parts: As rows of the domain, numbered from 1 in the order they were entered.
        identity: As it is now.
        fact_rows, part_rows: The same as rows to add; `supersedes` counts from 1.
        assessments, plans, attachments: Rows to add; bytes are named by `sha256`.
    """

    number: PatientNumber
    marks: tuple[str, ...]
    identity: Identity
    facts: tuple[StoredFact, ...]
    parts: tuple[StoredPart, ...]
    fact_rows: tuple[Row, ...]
    part_rows: tuple[Row, ...]
    assessments: tuple[Row, ...] = ()
    plans: tuple[Row, ...] = ()
    attachments: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Archive:
    """What an archive holds, checked and held in memory.

    Attributes:
        store: Name of the case file that it came from.
        files: Bytes of plans and attachments by their SHA-256.
    """

    store: str
    patients: tuple[ArchivedPatient, ...]
    files: dict[str, bytes]
