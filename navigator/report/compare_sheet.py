"""What the pages of a comparison say: plain values, places as shares from 0 to 1."""

from dataclasses import dataclass
from datetime import date

from navigator.domain.assessment import Assessment
from navigator.domain.guideline import Edition


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its name, and a text for each column.

    Attributes:
        strong: Whether it is printed in bold.
    """

    name: str
    texts: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class SideSheet:
    """One edition with the patient in it."""

    edition: Edition
    assessment: Assessment
    title: str
    stands: str


@dataclass(frozen=True, slots=True)
class DotSheet:
    """An approval on the time line.

    Attributes:
        at: 0 at the beginning of the line, 1 at its end.
        label: "" for one that no differing option rests on: it is drawn small.
        past: Whether it was decided by the day that is looked at.
    """

    at: float
    label: str
    past: bool


@dataclass(frozen=True, slots=True)
class LineSheet:
    """The time line.

    Attributes:
        editions: Year and title.
        lanes: Region and its approvals.
        trials: Year and name.
    """

    day: date
    editions: tuple[tuple[int, str], ...]
    lanes: tuple[tuple[str, tuple[DotSheet, ...]], ...]
    trials: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class EditionsSheet:
    """Two editions on one page.

    Attributes:
        patient: Who is compared, never by name.
        rows: Options with what each edition says, and what made the difference.
        allowed: Options of the newer edition on the day of the time line.
    """

    patient: str
    sides: tuple[SideSheet, SideSheet]
    headline: str
    rows: tuple[TableRow, ...]
    line: LineSheet
    allowed: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class RatioSheet:
    """A hazard ratio; places on the logarithmic scale, `low` and `high` None where not reported."""

    label: str
    detail: str
    at: float
    low: float | None
    high: float | None
    words: str


@dataclass(frozen=True, slots=True)
class ForestSheet:
    """Hazard ratios on one scale, with its ticks as words and place."""

    rows: tuple[RatioSheet, ...]
    ticks: tuple[tuple[str, float], ...]
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class BarSheet:
    """An arm; lengths as shares of the scale, None where not reached or not reported."""

    label: str
    length: float | None
    low: float | None
    high: float | None
    words: str


@dataclass(frozen=True, slots=True)
class OutcomeSheet:
    """One outcome of one trial."""

    title: str
    arms: str
    bars: tuple[BarSheet, ...]
    comparison: str


@dataclass(frozen=True, slots=True)
class MeasureSheet:
    """All outcomes of a kind, on one scale."""

    title: str
    outcomes: tuple[OutcomeSheet, ...]


@dataclass(frozen=True, slots=True)
class OptionsSheet:
    """Two or three options side by side."""

    patient: str
    edition: str
    digest: str
    names: tuple[str, ...]
    rows: tuple[TableRow, ...]
    forest: ForestSheet | None
    measures: tuple[MeasureSheet, ...]
    note: str
