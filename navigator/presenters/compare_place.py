"""The place Compare: which patient, which two editions, which step, which day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Protocol

from navigator.domain.assessment import Assessment
from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.ids import EditionId, RegimenId, StepId
from navigator.domain.library import Approval
from navigator.domain.text import Text
from navigator.presenters.chart_marks import ChartMarks, chart_marks
from navigator.presenters.compare_line import FIRST_DAY, LAST_DAY, LineShown, line_shown
from navigator.presenters.compare_options import CompareState, first_pick
from navigator.presenters.compare_steps import corresponding
from navigator.presenters.compare_words import (
    OptionRow,
    SideWords,
    headline,
    option_rows,
    side_words,
)
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.options_shown import OptionShown, options_shown
from navigator.services.compare_editions import Comparison, Side, compare
from navigator.services.time_line import REGIONS
from navigator.words import say, tr

OWN = "own"
"""The patient of Navigate."""


@dataclass(frozen=True, slots=True)
class CaseToCompare:
    """A written case that can be read against two editions.

    Attributes:
        record: Reads it when it is first chosen.
    """

    id: str
    title: str
    record: Callable[[], PatientRecord]


@dataclass(frozen=True, slots=True)
class CompareTools:
    """What the place needs of the rest of the program.

    Attributes:
        editions: Titles by id, oldest first.
        edition: Gives one of them, the same object each time.
        cases: Vignettes and teaching cases to pick from.
        today: The day it is.
        page_size: Gives "A4" or "Letter", as it is set now.
    """

    catalogue: Catalogue
    editions: Mapping[EditionId, Text]
    edition: Callable[[EditionId], Edition]
    approvals: tuple[Approval, ...]
    cases: tuple[CaseToCompare, ...]
    today: Callable[[], date]
    page_size: Callable[[], str]


@dataclass(frozen=True, slots=True)
class SideShown:
    """One edition as it is drawn.

    Attributes:
        looked_at: The title of the step that is looked at.
    """

    edition: Edition
    assessment: Assessment
    marks: ChartMarks
    words: SideWords
    looked_at: str


@dataclass(frozen=True, slots=True)
class ComparePlaceState:
    """Everything the place shows.

    Attributes:
        patients: Id and words of each that can be compared, that of Navigate first.
        chosen: Ids of the two editions.
        pairing: What the step looked at corresponds to, in words.
        options: Of the newer edition where the patient stands, for options side by side.
        picked: Those of them that are compared.
    """

    patients: tuple[tuple[str, str], ...]
    patient: str
    editions: tuple[tuple[EditionId, str], ...]
    chosen: tuple[EditionId, EditionId]
    sides: tuple[SideShown, SideShown]
    headline: str
    rows: tuple[OptionRow, ...]
    line: LineShown
    pairing: str
    options: tuple[OptionShown, ...]
    picked: tuple[RegimenId, ...]
    assessment: Assessment


class CompareView(Protocol):
    """What draws the place."""

    def draw(self, state: ComparePlaceState) -> None:
        """Show all of it."""
        ...


class ComparePresenter:
    """Keeps what is compared; every change draws the whole state."""

    def __init__(self, view: CompareView, tools: CompareTools, own: PatientRecord | None) -> None:
        """Begin with the oldest and the newest edition.

        Args:
            view: Draws it.
            tools: What it needs of the rest of the program.
            own: The patient of Navigate; None where there is none yet: a written case is shown.
        """
        self._view = view
        self._tools = tools
        self._own = own
        self._patient = OWN if own is not None else tools.cases[0].id
        ids = list(tools.editions)
        self._chosen = ids[0], ids[-1]
        self._records: dict[str, PatientRecord] = {}
        self._looked: tuple[int, StepId] | None = None
        self._day = self._clamped(tools.today())
        self._regions = frozenset(REGIONS)
        self._picked: tuple[RegimenId, ...] = ()
        self.comparison = self._read()

    def show(self) -> None:
        """Draw what is compared."""
        self._view.draw(self.state())

    # what a person does

    def take_own(self, record: PatientRecord | None) -> None:
        """The patient of Navigate is now this one, or none; somebody new comes to the front."""
        if record == self._own:
            return
        came = self._own is None
        self._own = record
        if record is None and self._patient == OWN:
            self._patient = self._tools.cases[0].id
        elif came:
            self._patient = OWN
        self._compare()

    def choose_patient(self, patient: str) -> None:
        """Compare another patient."""
        self._patient = patient
        self._compare()

    def choose_edition(self, side: int, edition: EditionId) -> None:
        """Read against another edition; the other side gives way where it is the same."""
        first, second = self._chosen
        if edition == (second, first)[side]:
            self._chosen = second, first
        else:
            self._chosen = (edition, second) if side == 0 else (first, edition)
        self._compare()

    def look_at(self, side: int, step: StepId) -> None:
        """Look at a step of one side, and at what corresponds to it on the other."""
        self._looked = side, step
        self.show()

    def look_at_patient(self) -> None:
        """Look at where the patient stands on both sides."""
        self._looked = None
        self.show()

    def choose_day(self, day: date) -> None:
        """Look at the options as they were on a day."""
        clamped = self._clamped(day)
        if clamped != self._day:
            self._day = clamped
            self.show()

    def choose_region(self, region: str, *, wanted: bool) -> None:
        """Count the agency of a region, or do not; one always counts."""
        regions = self._regions | {region} if wanted else self._regions - {region}
        if regions:
            self._regions = regions
        self.show()

    def pick(self, picked: tuple[RegimenId, ...]) -> None:
        """Remember which options are compared."""
        self._picked = picked

    # what is printed

    def editions_pdf(self) -> Callable[[], bytes]:
        """Return what makes the page of both editions, on any thread."""
        from navigator.presenters.compare_paper import editions_pdf  # noqa: PLC0415  (ReportLab)

        state, size = self.state(), self._tools.page_size()
        words = self.patient_words
        return partial(editions_pdf, state, words, size)

    def options_pdf(self, compared: CompareState) -> Callable[[], bytes]:
        """Return what makes the pages of the options compared, on any thread."""
        from navigator.presenters.compare_paper import options_pdf  # noqa: PLC0415  (ReportLab)

        edition = _newer(self.comparison).edition
        return partial(options_pdf, compared, edition, self.patient_words, self._tools.page_size())

    # what is shown

    @property
    def patient_words(self) -> str:
        """Return who is compared; never a name of a real person."""
        return dict(self._patients())[self._patient]

    def state(self) -> ComparePlaceState:
        """Return everything that is shown."""
        comparison = self.comparison
        shown, pairing = self._pair(comparison)
        options = self._options(comparison)
        newer = _newer(comparison)
        return ComparePlaceState(
            self._patients(),
            self._patient,
            tuple((one, say(title)) for one, title in self._tools.editions.items()),
            self._chosen,
            (
                _side_shown(comparison.sides[0], shown[0]),
                _side_shown(comparison.sides[1], shown[1]),
            ),
            headline(comparison),
            option_rows(comparison),
            line_shown(comparison, self._tools.approvals, self._day, self._regions),
            pairing,
            options,
            self._pick_of(options),
            newer.assessment,
        )

    def _patients(self) -> tuple[tuple[str, str], ...]:
        cases = [(one.id, one.title) for one in self._tools.cases]
        own = [(OWN, tr("The patient of Navigate"))] if self._own is not None else []
        return (*own, *cases)

    def _record(self) -> PatientRecord:
        if self._patient == OWN and self._own is not None:
            return self._own
        if self._patient not in self._records:
            case = next(one for one in self._tools.cases if one.id == self._patient)
            self._records[self._patient] = case.record()
        return self._records[self._patient]

    def _compare(self) -> None:
        self._looked = None
        self.comparison = self._read()
        self.show()

    def _read(self) -> Comparison:
        first, second = (self._tools.edition(one) for one in self._chosen)
        catalogue = self._tools.catalogue
        return compare(catalogue.shelf, (first, second), self._record(), self._tools.approvals)

    def _pair(self, comparison: Comparison) -> tuple[tuple[StepId, StepId], str]:
        """Return the steps looked at, and in words how they belong together."""
        sides = comparison.sides
        stands = sides[0].assessment.step, sides[1].assessment.step
        if self._looked is None or self._looked[1] == stands[self._looked[0]]:
            return stands, tr("Where the patient stands in each edition.")
        side, step = self._looked
        mine, other = sides[side].edition, sides[1 - side].edition
        found = corresponding(mine, step, other)
        title = say(mine.steps[step].title)
        if found is None:
            pair, words = stands[1 - side], tr("“{step}” has no counterpart.", step=title)
        else:
            pair = found
            words = tr(
                "“{step}” corresponds to “{other}”.",
                step=title,
                other=say(other.steps[found].title),
            )
        return ((step, pair) if side == 0 else (pair, step)), words

    def _options(self, comparison: Comparison) -> tuple[OptionShown, ...]:
        """Return the options of the newer edition, of the other one where that offers nothing."""
        newer = _newer(comparison)
        steps = newer.edition.steps
        record = self._record()
        return options_shown(newer.edition, steps[newer.assessment.step], newer.assessment, record)

    def _pick_of(self, options: tuple[OptionShown, ...]) -> tuple[RegimenId, ...]:
        offered = [one.regimen for one in options]
        kept = tuple(one for one in self._picked if one in offered)
        if len(kept) >= 2 or not options:
            return kept
        return first_pick(options, kept[0] if kept else offered[0])

    def _clamped(self, day: date) -> date:
        return min(max(day, FIRST_DAY), LAST_DAY)


def _newer(comparison: Comparison) -> Side:
    """Return the newer edition, the other one where only that offers something."""
    ordered = sorted(comparison.sides, key=lambda side: -side.edition.year)
    return next((side for side in ordered if side.assessment.options), ordered[0])


def _side_shown(side: Side, shown: StepId) -> SideShown:
    edition = side.edition
    return SideShown(
        edition,
        side.assessment,
        chart_marks(edition, side.assessment, shown),
        side_words(side),
        say(edition.steps[shown].title),
    )
