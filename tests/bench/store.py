"""The case store against the very same store on plain SQLite, and its list of 10,000 patients."""

import contextlib
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from navigator.cases.anchor import Anchor
from navigator.cases.index import CaseIndex, summaries
from navigator.cases.keys import STANDARD_COST, Argon2Cost, new_key_file, subkey
from navigator.cases.migrate import bring_up_to_date
from navigator.cases.opened import Opened, Unsealed, Ways
from navigator.cases.sealed import engine_of, sealed_engine
from navigator.cases.store import SqlCaseStore
from navigator.domain.case import (
    EVERY_CASE,
    CaseFilter,
    CaseOrder,
    CaseSummary,
    Measurement,
    PatientNumber,
    Standing,
)
from navigator.domain.facts import Fact, Identity, Line, PatientRecord, Setting
from navigator.domain.ids import ElementId
from tests.bench.paired import Cost, Ratio, paired

PATIENTS = 300
LISTED = 10_000
FRAME_MS = 16.7
_CHEAP = Argon2Cost(8, 1, 1)
_KEY = bytes(range(32))
_FACTS = 25


class _NoHold:
    def release(self) -> None:
        """There is nothing to let go."""


@dataclass(frozen=True)
class StoreRatios:
    """Encrypted against plain: one save, one patient opened, the whole list read."""

    save: Ratio
    open: Ratio
    all: Ratio


def record(number: int) -> PatientRecord:
    """A patient with a usual amount of facts and three lines."""
    facts = {
        ElementId(f"element_{one}"): Fact(
            ElementId(f"element_{one}"), Decimal(number + one) / 10, date(2026, 1, 1 + one % 28)
        )
        for one in range(_FACTS)
    }
    lines = tuple(Line(f"T_{one}", Setting.METASTATIC, date(2020 + one, 1, 1)) for one in range(3))
    identity = Identity(f"Name {number} of many", f"MRN {number}", date(1960, 1, 1))
    return PatientRecord(facts=facts, lines=lines, identity=identity)


@contextlib.contextmanager
def store(folder: Path, *, sealed: bool) -> Iterator[SqlCaseStore]:
    """A store with patients in it, open and warm."""
    folder.mkdir()
    path = folder / "cases.db"
    engine = sealed_engine(path, _KEY) if sealed else engine_of(path, sqlite3)
    bring_up_to_date(engine)
    keys = new_key_file("cases.db", "bench", bytes(20), _KEY, _CHEAP)
    anchor = Anchor(folder / "note", subkey(_KEY, "anchor"))
    ways = Ways(folder / "cases.keys", STANDARD_COST, lambda: datetime.now(UTC))
    opened = Opened(Unsealed(engine, _KEY, keys, anchor), ways, _NoHold(), Standing.SOUND)
    made = SqlCaseStore(opened)
    for number in range(PATIENTS):
        made.add_patient(record(number), "AB")
    made.find()
    try:
        yield made
    finally:
        made.lock()
        shutil.rmtree(folder)


def against_plain() -> StoreRatios:
    """Measure both stores in turn, warm."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        store(Path(scratch) / "sealed", sealed=True) as ours,
        store(Path(scratch) / "plain", sealed=False) as plain,
    ):
        return StoreRatios(
            save=paired(lambda: _saving(ours), lambda: _saving(plain), rounds=15),
            open=paired(lambda: _opening(ours), lambda: _opening(plain), rounds=15),
            all=paired(lambda: _reading_all(ours), lambda: _reading_all(plain), rounds=15),
        )


_SAVES = iter(range(1, 1_000_000))


def _saving(one: SqlCaseStore) -> Cost:
    times = 20
    records = [
        replace(record(next(_SAVES)), identity=Identity(f"Name {next(_SAVES)}"))
        for _ in range(times)
    ]
    began = time.perf_counter()
    for number, changed in enumerate(records, start=1):
        one.save_record(PatientNumber(number), changed, "CD")
    return Cost((time.perf_counter() - began) / times)


def _opening(one: SqlCaseStore) -> Cost:
    times = 40
    began = time.perf_counter()
    for number in range(1, times + 1):
        one.open(PatientNumber(PATIENTS - number))
    return Cost((time.perf_counter() - began) / times)


def _reading_all(one: SqlCaseStore) -> Cost:
    began = time.perf_counter()
    with one._reading() as connection:
        list(summaries(connection))
    return Cost(time.perf_counter() - began)


def derivation() -> Cost:
    """One passphrase at the standard price."""
    began = time.perf_counter()
    new_key_file("cases.db", "a passphrase of five words", bytes(20), _KEY, STANDARD_COST)
    return Cost(time.perf_counter() - began)


@dataclass(frozen=True)
class Typing:
    """Milliseconds per keystroke over a list of 10,000."""

    median: float
    worst: float
    first: float


def typing() -> Typing:
    """Type words into the list, a sign at a time, with and without a filter."""
    index = CaseIndex(_listed())
    times = []
    for text in ("muster 77", "mrn 1234", "t-dxd 1961-03", "zzzz", ""):
        for wanted in (EVERY_CASE, CaseFilter(lvef_before=date(2026, 8, 23))):
            for order in (CaseOrder.NAME, CaseOrder.CHANGED):
                for end in range(len(text) + 1):
                    began = time.perf_counter()
                    index.find(text[:end], wanted, order)
                    times.append((time.perf_counter() - began) * 1000)
    return Typing(statistics.median(times), sorted(times)[-3], times[0])


def _listed() -> Iterator[CaseSummary]:
    for number in range(1, LISTED + 1):
        yield CaseSummary(
            number=PatientNumber(number),
            identity=Identity(f"Müster-{number % 97} Ann {number}", f"MRN {number}"),
            lines=number % 5,
            regimen="T-DXd" if number % 3 else "TCH-P",
            lvef=Measurement(Decimal(50 + number % 20), date(2026, 1 + number % 11, 1)),
            plans=(f"7K2M-9QXA-{number:04}",),
            changed=(number * 7919) % LISTED,
        )
