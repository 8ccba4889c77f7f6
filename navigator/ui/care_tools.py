"""Gives the care of the cases what it needs of library, services, store and paper."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from navigator.cases import archive
from navigator.cases.store import SqlCaseStore
from navigator.files import atomic_write
from navigator.presenters.care_tools import Archives, CareTools, GoOn, PageSize
from navigator.services import freshness_audit, library_update
from navigator.services.use_site import with_site

if TYPE_CHECKING:
    from navigator.domain.case import AuditKind, AuditLine, AuditReport, PatientNumber
    from navigator.domain.case_care import FreshnessAudit, LibraryUpdate
    from navigator.domain.guideline import Edition
    from navigator.domain.site import SiteLayer
    from navigator.services.case_ports import CaseStore
    from navigator.services.ports import Library


def care_tools(
    library: "Library",
    today: Callable[[], date],
    edition: "Callable[[], Edition]",
    site: "Callable[[], SiteLayer]",
    folder: Path,
) -> CareTools:
    """Return the tools.

    Args:
        library: The one in force.
        today: The day it is.
        edition: The one in use.
        site: The settings of the site.
        folder: Of the daily backups.
    """

    def waiting(store: "CaseStore") -> int:
        return len(library_update.cases_of_another_library(store, library.digest))

    def affected(store: "CaseStore") -> "frozenset[PatientNumber]":
        return library_update.affected_cases(store, library.digest)

    def read_again(store: "CaseStore", by: str, go_on: GoOn) -> "LibraryUpdate":
        return library_update.read_again(store, library, today(), by, go_on)

    def audit(
        store: "CaseStore", on: date, go_on: GoOn, only: "PatientNumber | None"
    ) -> "FreshnessAudit":
        layer = site()
        meeting = freshness_audit.Meeting(
            on, with_site(edition(), layer).elements, layer.freshness, today()
        )
        return freshness_audit.freshness_audit(store, meeting, go_on, only)

    def page_size() -> PageSize:
        return "Letter" if site().page_size == "Letter" else "A4"

    return CareTools(
        today=today,
        waiting=waiting,
        affected=affected,
        read_again=read_again,
        audit=audit,
        update_pdf=_update_pdf,
        request_pdf=_request_pdf,
        trail_pdf=_trail_pdf,
        archives=_archives(),
        write=atomic_write,
        backups=folder,
        page_size=page_size,
    )


def _archives() -> Archives:
    return Archives(
        _write_archive,
        archive.needs_passphrase,
        archive.read_archive,
        lambda store, held: archive.incoming(_ours(store), held),
        lambda store, *rest: archive.import_archive(_ours(store), *rest),
    )


def _write_archive(  # noqa: PLR0913, PLR0917  (as the tools are called)
    store: "CaseStore",
    patients: "tuple[PatientNumber, ...] | None",
    path: Path,
    by: str,
    passphrase: str | None,
    go_on: GoOn,
) -> int:
    seal = None if passphrase is None else archive.standard_seal(passphrase)
    return archive.export_cases(_ours(store), patients, path, by, seal, go_on=go_on)


def _ours(store: "CaseStore") -> SqlCaseStore:
    assert isinstance(store, SqlCaseStore)  # the program has no other
    return store


def _update_pdf(update: "LibraryUpdate", size: PageSize) -> bytes:
    from navigator.report.update_pdf import update_pdf  # noqa: PLC0415  (ReportLab)

    return update_pdf(update, size)


def _request_pdf(audit: "FreshnessAudit", size: PageSize, each_alone: bool) -> bytes:  # noqa: FBT001  (as the tools are called)
    from navigator.report.request_pdf import request_pdf  # noqa: PLC0415  (ReportLab)

    return request_pdf(audit, size, each_alone=each_alone)


def _trail_pdf(
    lines: "tuple[AuditLine, ...]",
    checked: "AuditReport",
    day: date,
    kinds: "Mapping[AuditKind, str]",
    size: PageSize,
) -> bytes:
    from navigator.report.audit_pdf import audit_pdf  # noqa: PLC0415  (ReportLab)

    return audit_pdf(lines, checked, day, kinds, size)
