"""The list of patients, in memory while the store is open: every keystroke asks it."""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection

from navigator.cases.codec import day_of, moment_of, part_of, value_of
from navigator.domain.case import (
    CaseFilter,
    CaseOrder,
    CaseSummary,
    Measurement,
    PartKind,
    PatientNumber,
)
from navigator.domain.facts import Identity, Line, Setting
from navigator.domain.ids import RegimenId

_LAST = "\U0010ffff"


@dataclass(slots=True)
class _Gathered:
    """What the queries say of one patient."""

    identity: Identity = field(default_factory=Identity)
    told: bool = False
    lines: list[Line] = field(default_factory=list)
    lvef: dict[int, tuple[str | None, str | None]] = field(default_factory=dict)
    assessed: tuple[Any, ...] = ("", "", "", "[]")
    plans: list[tuple[str, str]] = field(default_factory=list)
    draft: bool = False
    changed: int = 0
    changed_at: str = ""


@dataclass(frozen=True, slots=True)
class _Entry:
    """A summary with what is typed to find it, and its name as it is sorted."""

    summary: CaseSummary
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class _Listed:
    """The list narrowed and sorted, before anything is typed."""

    summaries: tuple[CaseSummary, ...]
    texts: tuple[str, ...]


class CaseIndex:
    """Summaries with what they are found and sorted by."""

    def __init__(self, summaries: Iterable[CaseSummary]) -> None:
        """Take the summaries of all patients."""
        self._all = {one.number: _entry(one) for one in summaries}
        self._listed: dict[tuple[CaseFilter, CaseOrder], _Listed] = {}

    def put(self, summaries: Iterable[CaseSummary]) -> None:
        """Take what changed."""
        self._all.update({one.number: _entry(one) for one in summaries})
        self._listed.clear()

    def remove(self, patient: PatientNumber) -> None:
        """Forget a patient."""
        self._all.pop(patient, None)
        self._listed.clear()

    def get(self, patient: PatientNumber) -> CaseSummary | None:
        """Return one patient of the list, None where there is none."""
        found = self._all.get(patient)
        return None if found is None else found.summary

    def find(self, query: str, wanted: CaseFilter, order: CaseOrder) -> tuple[CaseSummary, ...]:
        """Return the patients that fit, sorted."""
        listed = self._listed.get((wanted, order))
        if listed is None:
            if len(self._listed) >= _MOST_LISTED:
                self._listed.clear()
            listed = self._listed[wanted, order] = self._narrowed(wanted, order)
        words = folded(query).split()
        if not words:
            return listed.summaries
        texts = listed.texts
        # The longest word first: it leaves the fewest for the others.
        longest, *others = sorted(words, key=len, reverse=True)
        hits = [at for at, text in enumerate(texts) if longest in text]
        for word in others:
            hits = [at for at in hits if word in texts[at]]
        return tuple([listed.summaries[at] for at in hits])

    def _narrowed(self, wanted: CaseFilter, order: CaseOrder) -> _Listed:
        fits = _fitting(wanted)
        entries = [one for one in self._all.values() if fits is None or fits(one.summary)]
        entries.sort(key=_KEYS[order])
        return _Listed(
            tuple([one.summary for one in entries]), tuple([one.text for one in entries])
        )


# Narrowings that a person changes between; each holds only references.
_MOST_LISTED = 12


def folded(text: str) -> str:
    """Return text without case and accents."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _entry(one: CaseSummary) -> _Entry:
    identity = one.identity
    born = identity.birth_date.isoformat() if identity.birth_date else ""
    numbers = f"#{one.number}\n{one.number}"
    parts = (identity.name, identity.identifier, born, one.regimen, *one.plans, numbers)
    text = folded("\n".join(parts))
    return _Entry(one, text, text[: text.index("\n")])


def _fitting(wanted: CaseFilter) -> Callable[[CaseSummary], bool] | None:
    if wanted == CaseFilter():
        return None

    def fits(one: CaseSummary) -> bool:
        return (
            wanted.line in (None, one.lines)
            and wanted.regimen in (None, one.regimen)
            and (wanted.lvef_before is None or _lvef_day(one) < wanted.lvef_before)
            and (one.draft or not wanted.draft)
            and (
                wanted.not_of_library is None or one.plan_library not in ("", wanted.not_of_library)
            )
        )

    return fits


def _lvef_day(one: CaseSummary) -> date:
    return (one.lvef.taken_on if one.lvef else None) or date.min


_KEYS: dict[CaseOrder, Callable[[_Entry], Any]] = {
    CaseOrder.CHANGED: lambda one: -one.summary.changed,
    CaseOrder.NAME: lambda one: (one.name or _LAST, one.summary.number),
    CaseOrder.NUMBER: lambda one: one.summary.number,
    CaseOrder.LINE: lambda one: (
        one.summary.lines is None,
        one.summary.lines or 0,
        one.summary.number,
    ),
    CaseOrder.LVEF: lambda one: (
        one.summary.lvef is None,
        _lvef_day(one.summary),
        one.summary.number,
    ),
}


def summaries(
    connection: Connection, patient: PatientNumber | None = None
) -> Iterator[CaseSummary]:
    """Yield the summaries of all patients, or of one."""
    gathered: defaultdict[int, _Gathered] = defaultdict(_Gathered)
    for gather in (_parts, _lvef, _assessments, _plans, _drafts, _changes):
        gather(connection, patient, gathered)
    known = _rows(connection, "SELECT id FROM patients", patient, "id")
    for (number,) in known:
        yield _summary(PatientNumber(number), gathered[number])


def _rows(
    connection: Connection,
    query: str,
    patient: PatientNumber | None,
    column: str = "patient",
    after: str = "",
) -> Iterable[Any]:
    if patient is None:
        return connection.exec_driver_sql(f"{query} {after}")
    joined = "AND" if " WHERE " in query else "WHERE"
    return connection.exec_driver_sql(f"{query} {joined} {column} = ? {after}", (patient,))


_Into = defaultdict[int, _Gathered]


def _parts(connection: Connection, patient: PatientNumber | None, into: _Into) -> None:
    # SQLite gives the other columns of the row that has the greatest id.
    query = (
        "SELECT patient, kind, told, body, MAX(id) FROM parts"
        " WHERE kind IN ('identity', 'history', 'line')"
    )
    after = "GROUP BY patient, kind, number"
    for number, kind, told, body, _ in _rows(connection, query, patient, after=after):
        part = part_of(PartKind(kind), body) if told and body else None
        if isinstance(part, Identity):
            into[number].identity = part
        elif isinstance(part, Line):
            into[number].lines.append(part)
        elif kind == PartKind.HISTORY.value:
            into[number].told = bool(told)


def _lvef(connection: Connection, patient: PatientNumber | None, into: _Into) -> None:
    query = "SELECT patient, id, value, taken_on, supersedes FROM facts WHERE element = 'lvef_pct'"
    rows = _rows(connection, query, patient, after="ORDER BY id")
    for number, one, value, taken_on, supersedes in rows:
        into[number].lvef[one] = (value, taken_on)
        into[number].lvef.pop(supersedes, None)


def _assessments(connection: Connection, patient: PatientNumber | None, into: _Into) -> None:
    query = "SELECT patient, edition, step, library, regimens, MAX(id) FROM assessments"
    for number, *assessed, _ in _rows(connection, query, patient, after="GROUP BY patient"):
        into[number].assessed = tuple(assessed)


def _plans(connection: Connection, patient: PatientNumber | None, into: _Into) -> None:
    query = "SELECT patient, number, library FROM plans"
    for number, plan, library in _rows(connection, query, patient, after="ORDER BY id"):
        into[number].plans.append((plan, library))


def _drafts(connection: Connection, patient: PatientNumber | None, into: _Into) -> None:
    for (number,) in _rows(connection, "SELECT patient FROM drafts", patient):
        into[number].draft = True


def _changes(connection: Connection, patient: PatientNumber | None, into: _Into) -> None:
    query = "SELECT patient, MAX(counter), at FROM audit WHERE patient IS NOT NULL"
    for number, counter, at in _rows(connection, query, patient, after="GROUP BY patient"):
        into[number].changed, into[number].changed_at = counter, at


def _summary(number: PatientNumber, gathered: _Gathered) -> CaseSummary:
    metastatic = [one for one in gathered.lines if one.setting is Setting.METASTATIC]
    current = _current(metastatic or gathered.lines)
    edition, step, library, regimens = gathered.assessed
    return CaseSummary(
        number=number,
        identity=gathered.identity,
        lines=len(metastatic) if gathered.told else None,
        regimen="" if current is None else current.regimen,
        ongoing=current is not None and current.ongoing,
        lvef=_latest(gathered.lvef),
        edition=edition,
        step=step,
        library=library,
        recommended=tuple(RegimenId(one) for one in json.loads(regimens)),
        plans=tuple(plan for plan, _ in gathered.plans),
        plan_library=gathered.plans[-1][1] if gathered.plans else "",
        draft=gathered.draft,
        changed=gathered.changed,
        changed_at=moment_of(gathered.changed_at) if gathered.changed_at else None,
    )


def _current(lines: list[Line]) -> Line | None:
    """Return the line that goes on, else the latest one."""
    return max(lines, key=lambda line: (line.ongoing, line.start or date.min), default=None)


def _latest(rows: dict[int, tuple[str | None, str | None]]) -> Measurement | None:
    measured = [
        (day_of(taken_on) or date.min, one, value)
        for one, (value, taken_on) in rows.items()
        if value is not None
    ]
    if not measured:
        return None
    day, _, text = max(measured)
    value = value_of(text)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Measurement(Decimal(value), None if day == date.min else day)
    return None
