"""A progression in one step, and what is foreseeable if the line that goes on fails, too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from navigator.domain.assessment import OptionStatus, Status
from navigator.domain.facts import (
    Line,
    PatientRecord,
    Response,
    Setting,
    StopReason,
    Toxicity,
)
from navigator.domain.guideline import Edition
from navigator.presenters.facts_shown import (
    Knowledge,
    fact_groups,
    regimen_name,
)
from navigator.presenters.step_shown import Assess
from navigator.words import say, tr


@dataclass(frozen=True, slots=True)
class Ended:
    """How a line ended.

    Attributes:
        toxicities: Are added to those the line has already.
    """

    stop: date | None
    reason: StopReason
    response: Response | None = None
    toxicities: tuple[Toxicity, ...] = ()


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The step a patient would stand at, with its options in words.

    Attributes:
        line: The line that is taken to fail, in words.
        message: What comes next there.
        options: Recommended ones, the preferred first.
        open: Options that wait for a fact.
        needs: Facts that are missing there, in words.
    """

    line: str
    title: str
    message: str
    options: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """One fact that is carried over into the next line, with its age."""

    label: str
    value: str
    age: str
    stale: bool


def current_line(record: PatientRecord) -> int | None:
    """Return the position of the line that goes on, the latest one; None where there is none."""
    lines = record.lines or ()
    going = [at for at, line in enumerate(lines) if line.ongoing]
    metastatic = [at for at in going if lines[at].setting is Setting.METASTATIC]
    found = metastatic or going
    return found[-1] if found else None


def closed(record: PatientRecord, position: int, ended: Ended) -> PatientRecord:
    """Return the record with one line ended; everything else stays as it is."""
    lines = list(record.lines or ())
    line = lines[position]
    lines[position] = replace(
        line,
        stop=ended.stop,
        stop_reason=ended.reason,
        best_response=ended.response or line.best_response,
        toxicities=(
            *line.toxicities,
            *(one for one in ended.toxicities if one not in line.toxicities),
        ),
    )
    return replace(record, lines=tuple(lines))


def refused(line: Line, ended: Ended, today: date) -> str:
    """Return why a line cannot have ended so, "" where it can."""
    if ended.stop is None:
        return tr("Give the day on which it was found.")
    if ended.stop > today:
        return tr("This day lies in the future.")
    if line.start is not None and ended.stop < line.start:
        return tr(
            "The day lies before the first day of the line, {day}.", day=line.start.isoformat()
        )
    return ""


def foreseen(
    edition: Edition, record: PatientRecord, assess: Assess, today: date
) -> Foreseen | None:
    """Return where the patient would stand if the line that goes on failed today."""
    position = current_line(record)
    if position is None:
        return None
    copy = closed(record, position, Ended(today, StopReason.PROGRESSION))
    assessment = assess(edition, copy)
    step = edition.steps[assessment.step]
    by = {status: [] for status in OptionStatus}  # type: dict[OptionStatus, list[str]]
    if assessment.status is Status.OPTIONS:
        for option in assessment.options:
            by[option.status].append(regimen_name(edition, option.regimen))
    return Foreseen(
        regimen_name(edition, (record.lines or ())[position].regimen),
        say(step.title),
        assessment.message,
        tuple(by[OptionStatus.RECOMMENDED]),
        tuple(by[OptionStatus.NEEDS_FACT]),
        tuple(say(edition.elements[one.element].label) for one in assessment.needs),
    )


def carried(
    edition: Edition, record: PatientRecord, assess: Assess, today: date
) -> Sequence[Carried]:
    """Return what is known and goes on into the next line, what is too old first."""
    rows = [
        Carried(say(row.element.label), row.value, row.age, row.stale)
        for group in fact_groups(edition, record, assess(edition, record), today)
        for row in group.rows
        if row.entered is not None
        and row.knowledge is not Knowledge.UNKNOWN
        and not row.element.site
    ]
    return sorted(rows, key=lambda one: not one.stale)
