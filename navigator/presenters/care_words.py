"""What looking after the cases gave, in words for the window."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from navigator.domain.case import AuditLine, AuditReport, PatientNumber, SalvageReport, Standing
from navigator.domain.case_care import (
    Age,
    CaseRequest,
    FreshnessAudit,
    ImportReport,
    Incoming,
    LibraryUpdate,
    Outcome,
    UpdatedCase,
    Wanted,
)
from navigator.domain.facts import Identity
from navigator.engine.outcome_words import outcome_words
from navigator.presenters.case_list import case_title
from navigator.words import tr, trn

MOST_SHOWN = 200
"""Cases drawn on a page of the window; the printed one holds all."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One case on a page: its title and a sentence each."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Cases under one heading.

    Attributes:
        count: How many there are; `cases` may hold fewer.
    """

    title: str
    count: int
    cases: tuple[Shown, ...]
    tone: str = ""


def titled(number: PatientNumber, who: Identity) -> str:
    """Return a case as it stands in titles."""
    return case_title(number, who.name or who.identifier)


# after a library update


def waiting_words(waiting: int) -> str:
    """Say how many cases were last read with another library; "" for none."""
    if not waiting:
        return ""
    return trn(
        "The library is another one than when {number} case was last assessed.",
        "The library is another one than when {number} cases were last assessed.",
        waiting,
    )


def update_sum(update: LibraryUpdate) -> str:
    """Return the result in one paragraph."""
    counts = [
        tr("{title}: {number}", title=outcome_words(one), number=len(update.of(one)))
        for one in Outcome
        if update.of(one) or one is not Outcome.NOT_READ
    ]
    words = " · ".join(counts)
    if update.stopped:
        left = trn("{number} case was not read; it is offered again.",
                   "{number} cases were not read; they are offered again.",
                   update.waiting)  # fmt: skip
        return f"{words}. {left}"
    return words


def plans_words(update: LibraryUpdate) -> str:
    """Say which printed plans are affected."""
    plans = update.plans_affected
    if not plans:
        return tr("No printed plan is affected.")
    numbers = ", ".join(plans)
    return trn("Printed plan affected: {numbers}", "Printed plans affected: {numbers}",
               len(plans), numbers=numbers)  # fmt: skip


def update_sections(update: LibraryUpdate) -> tuple[Section, ...]:
    """Return the cases by outcome, the gravest first, unchanged ones as a number only."""
    tones = {Outcome.RECOMMENDATION: "stop", Outcome.EVIDENCE: "warn", Outcome.NOT_READ: "warn"}
    found = []
    for outcome in Outcome:
        cases = update.of(outcome)
        if cases and outcome is not Outcome.UNCHANGED:
            shown = tuple(_updated(one) for one in cases[:MOST_SHOWN])
            found.append(Section(outcome_words(outcome), len(cases), shown, tones[outcome]))
    return tuple(found)


def _updated(case: UpdatedCase) -> Shown:
    lines = list(case.words)
    if case.record_changed:
        lines.append(tr("Facts were entered since, too."))
    if case.plans_affected:
        lines.append(tr("Printed plans: {numbers}", numbers=", ".join(case.plans_affected)))
    return Shown(titled(case.patient, case.identity), tuple(lines))


# before a meeting


def audit_sum(audit: FreshnessAudit) -> str:
    """Return the result in one sentence."""
    if not audit.requests:
        return tr("Nothing is missing: all results hold on that day.")
    words = trn(
        "Something is missing of {number} case out of {whole}.",
        "Something is missing of {number} cases out of {whole}.",
        len(audit.requests),
        whole=audit.looked_at,
    )
    stopped = tr("It was stopped before the last case.") if audit.stopped else ""
    return f"{words} {stopped}".strip()


def request_shown(request: CaseRequest) -> Shown:
    """Return what is missing of one case."""
    return Shown(
        titled(request.patient, request.identity),
        tuple(tr("{label}: {age}", label=one.label, age=age_words(one)) for one in request.wanted),
    )


def age_words(wanted: Wanted) -> str:
    """Return what is wrong with a result, in words."""
    match wanted.age:
        case Age.MISSING:
            return tr("nothing is kept")
        case Age.NOT_DONE:
            return tr("was not done")
        case Age.UNDATED:
            return tr("no day is kept")
        case _:
            day = wanted.taken_on.isoformat() if wanted.taken_on else ""
            return tr("of {day}, {days} days old; it holds for {limit}",
                      day=day, days=wanted.days, limit=wanted.limit)  # fmt: skip


# backups


def backup_words(backups: Sequence[Path], today: date) -> str:
    """Say when the last daily backup was made."""
    if not backups:
        return tr("There is no daily backup yet.")
    day = date.fromisoformat(backups[0].stem.removeprefix("cases-"))
    days = (today - day).days
    if days <= 0:
        return tr("The last daily backup is of today.")
    return trn(
        "The last daily backup is of {day}, {number} day ago.",
        "The last daily backup is of {day}, {number} days ago.",
        days,
        day=day.isoformat(),
    )


def salvage_words(report: SalvageReport) -> tuple[str, ...]:
    """Say table by table what could be read of a damaged file, and what could not."""
    lines = [
        tr("{table}: {read} rows read, {lost} lost", table=one.table, read=one.read, lost=one.lost)
        for one in report.tables
    ]
    lines += [fault.words for fault in report.faults]
    if not report.lost and not report.faults:
        lines.insert(0, tr("Everything could be read."))
    return tuple(lines)


# the audit trail


def standing_words(standing: Standing) -> str:
    """Say what opening found out about the file's age."""
    return {
        Standing.SOUND: tr("The file is as it was left on this computer."),
        Standing.FIRST_HERE: tr("The file is open on this computer for the first time."),
        Standing.OLDER: tr("The file is older than the one last used here."),
        Standing.PARTED: tr("The file has another history than the one last used here."),
    }[standing]


def checked_words(report: AuditReport) -> str:
    """Say what checking the trail gave."""
    if not report.faults:
        return trn(
            "{number} line checked: nothing was changed, removed or moved.",
            "{number} lines checked: nothing was changed, removed or moved.",
            report.lines,
        )
    return trn(
        "The trail has {number} fault: something was changed behind the program’s back.",
        "The trail has {number} faults: something was changed behind the program’s back.",
        len(report.faults),
    )


def when_words(line: AuditLine) -> str:
    """Return when a line was written, as the clock said."""
    day, _, clock = line.at.partition("T")
    words = f"{day} {clock[:8]}"
    return tr("{when} (clock set back)", when=words) if line.clock_back else words


# an archive


def incoming_words(one: Incoming) -> str:
    """Say what is known of a patient of an archive."""
    if one.here is not None:
        return tr("is case {number} here; what is missing is added", number=one.here)
    if one.erased:
        return tr("was erased here for good")
    if one.alike:
        numbers = ", ".join(str(number) for number in one.alike)
        return tr("looks like case {numbers}", numbers=numbers)
    return tr("is new here")


def imported_words(report: ImportReport, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Say what importing gave, the conflicts by place last.

    Args:
        report: What it gave.
        labels: What data elements are called, by id.
    """
    lines = [
        trn("{number} case added", "{number} cases added", len(report.added)),
        trn("{number} case completed", "{number} cases completed", len(report.merged)),
        trn("{number} case was all here", "{number} cases were all here", len(report.unchanged)),
    ]
    if report.left_out:
        lines.append(trn("{number} case left out", "{number} cases left out", report.left_out))
    return (*lines, *_conflicts(report, labels))


def _conflicts(report: ImportReport, labels: Mapping[str, str]) -> Iterable[str]:
    for one in report.conflicts:
        place = labels.get(one.place, one.place)
        yield tr("Case {number}, {place}: {words}", number=one.patient, place=place,
                 words=one.words)  # fmt: skip
