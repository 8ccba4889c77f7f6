"""What looking after the cases needs of the rest of the program."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from navigator.domain.case import AuditKind, AuditLine, AuditReport, PatientNumber
    from navigator.domain.case_care import (
        Answer,
        FreshnessAudit,
        ImportReport,
        Incoming,
        LibraryUpdate,
    )
    from navigator.services.case_ports import CaseStore

GoOn = Callable[[int, int], bool]
PageSize = Literal["A4", "Letter"]
DAILY_BACKUPS_KEPT = 14
Archive = Any
"""What an archive holds; only the case store looks into it."""


@dataclass(frozen=True, slots=True)
class Archives:
    """Cases out of the store and in again.

    Attributes:
        write: Writes cases (None for all) to a file, sealed with a passphrase or readable where
            it is None, and returns how many.
        sealed: Tells whether a file needs a passphrase.
        read: Reads all of a file.
        incoming: Names its patients beside those kept.
        take: Imports it, with the answers by place.
    """

    write: """Callable[
        [CaseStore, tuple[PatientNumber, ...] | None, Path, str, str | None, GoOn], int
    ]"""
    sealed: Callable[[Path], bool]
    read: Callable[[Path, str | None], Archive]
    incoming: "Callable[[CaseStore, Archive], tuple[Incoming, ...]]"
    take: "Callable[[CaseStore, Archive, Mapping[int, Answer], str, GoOn], ImportReport]"


@dataclass(frozen=True, slots=True)
class CareTools:
    """What looking after the cases needs; everything may be called on any thread.

    Attributes:
        waiting: How many cases were last assessed with another library.
        affected: Cases with a printed plan that says something else than the library does.
        read_again: Reads those anew.
        audit: Goes through all cases, or one, for a meeting's day.
        request_pdf: Prints what is missing; the last argument asks for a page for each patient.
        backups: Folder of the daily backups.
        page_size: Of the paper, as the site has it.
    """

    today: Callable[[], date]
    waiting: "Callable[[CaseStore], int]"
    affected: "Callable[[CaseStore], frozenset[PatientNumber]]"
    read_again: "Callable[[CaseStore, str, GoOn], LibraryUpdate]"
    audit: "Callable[[CaseStore, date, GoOn, PatientNumber | None], FreshnessAudit]"
    update_pdf: "Callable[[LibraryUpdate, PageSize], bytes]"
    request_pdf: "Callable[[FreshnessAudit, PageSize, bool], bytes]"
    trail_pdf: """Callable[
        [tuple[AuditLine, ...], AuditReport, date, Mapping[AuditKind, str], PageSize], bytes
    ]"""
    archives: Archives
    write: Callable[[Path, bytes], None]
    backups: Path
    page_size: Callable[[], PageSize]
