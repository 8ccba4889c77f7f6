"""The list of cases: what is looked for, how it is narrowed, and each row in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum

from navigator.domain.case import CaseFilter, CaseOrder, CaseSummary, PatientNumber, Standing
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId, StepId
from navigator.domain.number import number_text
from navigator.domain.site import CONTENT_FRESHNESS
from navigator.presenters.facts_shown import regimen_name
from navigator.words import say, tr, trn

_LVEF = ElementId("lvef_pct")


class Column(IntEnum):
    """The columns of the list, in their order."""

    NUMBER = 0
    NAME = 1
    LINE = 2
    REGIMEN = 3
    LVEF = 4
    STEP = 5
    CHANGED = 6


ORDERS = {
    Column.NUMBER: CaseOrder.NUMBER,
    Column.NAME: CaseOrder.NAME,
    Column.LINE: CaseOrder.LINE,
    Column.LVEF: CaseOrder.LVEF,
    Column.CHANGED: CaseOrder.CHANGED,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list shows.

    Attributes:
        query: Words looked for.
        line: Number of metastatic lines, None for any.
        regimen: Id or words, "" for any.
        overdue: Only where the LVEF is overdue or missing.
        draft: Only where something is not finished.
        affected: Only where a plan was made with another library.
    """

    query: str = ""
    line: int | None = None
    regimen: str = ""
    overdue: bool = False
    draft: bool = False
    affected: bool = False
    order: CaseOrder = CaseOrder.CHANGED

    def filter(self, today: date, edition: Edition) -> CaseFilter:
        """Return it as the store takes it, for the edition in use."""
        return CaseFilter(
            self.line,
            self.regimen or None,
            today - timedelta(lvef_days(edition)) if self.overdue else None,
            self.draft,
            edition.digest if self.affected else None,
        )

    @property
    def narrowed(self) -> bool:
        """Tell whether it is less than all cases."""
        return replace(self, order=CaseOrder.CHANGED) != Wanted()


@dataclass(frozen=True, slots=True)
class CasesState:
    """The list as it is shown.

    Attributes:
        count: What is shown of how many, in words.
        empty: What to do where no row is shown, "" with rows.
        regimens: (id, name) to filter by.
        draft_waits: Whether a patient that is no case was not finished.
        read_only: Why nothing can be written, "" where it can.
        older: Whether that is because the file is older than the one noted.
    """

    rows: tuple[CaseSummary, ...]
    wanted: Wanted
    count: str
    empty: str
    regimens: tuple[tuple[str, str], ...] = ()
    draft_waits: bool = False
    read_only: str = ""
    older: bool = False


def lvef_days(edition: Edition) -> int:
    """Return for how many days an LVEF holds: as the site has it, laid over the edition."""
    element = edition.elements.get(_LVEF)
    days = element.stale_after_days if element is not None else None
    return CONTENT_FRESHNESS.lvef if days is None else days


def case_name(summary: CaseSummary) -> str:
    """Return the name of a patient, or that there is none."""
    who = summary.identity
    return who.name or who.identifier or tr("without a name")


def case_title(number: PatientNumber, name: str) -> str:
    """Return a case as it stands in titles."""
    words = tr("Case {number}", number=number)
    return f"{words} · {name}" if name else words


def count_words(shown: int, whole: int) -> str:
    """Say how many cases are shown."""
    if shown == whole:
        return trn("{number} case", "{number} cases", whole)
    return tr("{shown} of {whole} cases", shown=shown, whole=whole)


def regimens_of(rows: Sequence[CaseSummary], edition: Edition) -> tuple[tuple[str, str], ...]:
    """Return the regimens that occur, by name."""
    ids = {one.regimen for one in rows if one.regimen}
    return tuple(sorted(((one, regimen_name(edition, one)) for one in ids), key=lambda x: x[1]))


def cell(summary: CaseSummary, column: Column, edition: Edition, today: date) -> str:
    """Return one cell in words; asked for what is painted only."""
    return _CELLS[column](summary, edition, today)


def _number(one: CaseSummary, edition: Edition, today: date) -> str:
    del edition, today
    return str(one.number)


def _name(one: CaseSummary, edition: Edition, today: date) -> str:
    del edition, today
    born = one.identity.birth_date
    name = case_name(one)
    words = tr("{name}, born {day}", name=name, day=born.isoformat()) if born else name
    return tr("{name} (draft)", name=words) if one.draft else words


def _line(one: CaseSummary, edition: Edition, today: date) -> str:
    del edition, today
    return tr("not told") if one.lines is None else str(one.lines)


def _regimen(one: CaseSummary, edition: Edition, today: date) -> str:
    del today
    if not one.regimen:
        return "–"
    name = regimen_name(edition, one.regimen)
    return name if one.ongoing else tr("{name}, ended", name=name)


def _lvef(one: CaseSummary, edition: Edition, today: date) -> str:
    if one.lvef is None:
        return tr("none")
    value = f"{number_text(one.lvef.value)} %"
    if one.lvef.taken_on is None:
        return tr("{value}, no day", value=value)
    words = tr("{value}, {day}", value=value, day=one.lvef.taken_on.isoformat())
    late = (today - one.lvef.taken_on).days > lvef_days(edition)
    return tr("{lvef} ⚠ overdue", lvef=words) if late else words


def _step(one: CaseSummary, edition: Edition, today: date) -> str:
    del today
    if not one.step:
        return "–"
    step = edition.steps.get(StepId(one.step)) if one.edition == edition.id else None
    return say(step.title) if step is not None else tr("edition {edition}", edition=one.edition)


def _changed(one: CaseSummary, edition: Edition, today: date) -> str:
    del edition, today
    return one.changed_at.date().isoformat() if one.changed_at is not None else ""


_CELLS = {
    Column.NUMBER: _number,
    Column.NAME: _name,
    Column.LINE: _line,
    Column.REGIMEN: _regimen,
    Column.LVEF: _lvef,
    Column.STEP: _step,
    Column.CHANGED: _changed,
}


def spoken(summary: CaseSummary, edition: Edition, today: date) -> str:
    """Return a row for who listens instead of looking."""
    return tr(
        "Case {number}, {name}, lines: {line}, {regimen}, LVEF {lvef}",
        number=summary.number,
        name=case_name(summary),
        line=_line(summary, edition, today),
        regimen=_regimen(summary, edition, today),
        lvef=_lvef(summary, edition, today),
    )


def empty_words(wanted: Wanted, whole: int) -> str:
    """Say what to do where no case is shown."""
    if whole and wanted.narrowed:
        return tr("No case fits what you look for.")
    return tr(
        "No case yet. Enter a patient in Navigate, then save it as a case: from then on every "
        "step is kept."
    )


def standing_words(standing: Standing) -> str:
    """Say why a store is open for reading only."""
    if standing not in (Standing.OLDER, Standing.PARTED):
        return tr("The case file is opened for reading only; another program may have it open.")
    if standing is Standing.PARTED:
        return tr(
            "This case file has another history than the one last used here. It is opened for "
            "reading only."
        )
    return tr(
        "This case file is older than the one last used here, as if a copy had been put back. "
        "It is opened for reading only."
    )
