"""Stores for the tests: cheap keys, a clock that is told what time it is, a patient."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from navigator.cases.case_file import SealedCaseFile
from navigator.cases.keys import Argon2Cost
from navigator.domain.facts import (
    NOT_DONE,
    Fact,
    Identity,
    Line,
    Override,
    OverrideReason,
    PatientRecord,
    Response,
    Setting,
    StopReason,
    Toxicity,
    TumourSample,
)
from navigator.domain.ids import EditionId, ElementId, RegimenId, StepId

PASSPHRASE = "correct horse battery staple"
OTHER = "another one of five words"
# The least that Argon2id takes: the tests look at what is done with the key, not at its price.
CHEAP = Argon2Cost(memory_kib=8, rounds=1, lanes=1)
START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class Clock:
    now: datetime = field(default=START)

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


def case_file(folder: Path, clock=None) -> SealedCaseFile:
    return SealedCaseFile(folder / "data", folder / "state", clock or Clock(), CHEAP)


def new_store(folder: Path, clock=None):
    return case_file(folder, clock).create(PASSPHRASE, "AB")[0]


def data_file(folder: Path) -> Path:
    (path,) = (folder / "data").glob("cases-*.db")
    return path


def fact(element, value, taken_on=None, source=""):
    return Fact(ElementId(element), value, taken_on, source)


def facts(*entered):
    return {one.element: one for one in entered}


LVEF = ElementId("lvef_pct")

RECORD = PatientRecord(
    facts=facts(
        fact("lvef_pct", Decimal("61.50"), date(2026, 9, 1), "echo"),
        fact("sex", "female"),
        fact("age", 57),
        fact("chf_symptomatic", False),
        fact("brain_metastases", NOT_DONE),
        fact("organs", frozenset({"liver", "bone"})),
        fact("last_dose", date(2026, 10, 2)),
    ),
    lines=(
        Line("T_PAC_Q3W", Setting.ADJUVANT, date(2019, 1, 7), date(2020, 1, 6)),
        Line(
            "TCH-P",
            Setting.METASTATIC,
            date(2022, 5, 1),
            date(2024, 6, 1),
            StopReason.PROGRESSION,
            Response.PARTIAL,
            Decimal("300.0"),
            (Toxicity("neuropathy", 2),),
        ),
        Line("T-DM1", Setting.METASTATIC, date(2024, 6, 20)),
    ),
    samples=(
        TumourSample(date(2019, 1, 1), "primary", "3+"),
        TumourSample(date(2024, 6, 1), "metastasis", "2+", "positive", Decimal("2.4")),
    ),
    site=facts(fact("access_tdxd", True)),
    identity=Identity(
        "Zoë Quastel", "MRN 77", date(1969, 3, 4), ("penicillin",), "calls herself Zo"
    ),
    overrides=(
        Override(
            EditionId("2026"),
            StepId("Q_2L"),
            RegimenId("LAP_CAP"),
            OverrideReason.WISH,
            "tablets",
            "AB",
            date(2026, 11, 2),
        ),
    ),
)
