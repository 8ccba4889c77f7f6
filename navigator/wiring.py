"""Composition root: nothing else knows both sides."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from navigator import __version__
from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId, ProtocolId, RegimenId
from navigator.domain.problems import InputRefused, Place, Problem
from navigator.engine.assess import assess
from navigator.files import atomic_write
from navigator.presenters.navigate import NavigatePresenter
from navigator.presenters.settings import Settings
from navigator.ui.main_window import MainWindow
from navigator.ui.theme import Look
from navigator.ui.window_tools import WindowTools
from navigator.words import say, tr

if TYPE_CHECKING:
    from navigator.domain.assessment import Assessment
    from navigator.domain.drawing import Drawing
    from navigator.domain.ids import DrugId, EditionId, TrialId
    from navigator.domain.plan import Plan
    from navigator.domain.teaching import TeachingCase
    from navigator.library.open import SqliteLibrary
    from navigator.presenters.compare_place import CompareTools
    from navigator.presenters.evidence import TrialShown
    from navigator.presenters.library_catalogue import Catalogue
    from navigator.presenters.plan import PlanTools
    from navigator.presenters.plan_choices import Usual
    from navigator.presenters.plan_inputs import DrugLevels
    from navigator.presenters.plan_state import Paper
    from navigator.presenters.teach_list import TeachTools
    from navigator.report.poster_pdf import PosterPage
    from navigator.services.case_ports import CaseFile
    from navigator.services.open_plan import BroughtBack
    from navigator.services.own_cases import OwnCases
    from navigator.services.plan_course import PlanRequest
    from navigator.services.self_test import SelfTest
    from navigator.ui.case_editor_desk import TeachDesk
    from navigator.ui.cases_desk import CasesDesk
    from navigator.ui.plan_place import PlanPlace
    from navigator.ui.teach_place import TeachPlace
    from navigator.ui.window_tools import Brands


def build_window(  # noqa: PLR0913  (the composition root is given each side of the program)
    library: "SqliteLibrary",
    look: Look,
    settings: Settings,
    clock: Callable[[], date],
    keep: Callable[[Settings], None] | None = None,
    *,
    case_file: "Callable[[], CaseFile] | None" = None,
    teaching: Path | None = None,
) -> MainWindow:
    """Wire the window; mypy checks here that every part fits its protocol."""
    wiring = _Wiring(library, clock, settings, keep, teaching)
    tools = WindowTools(
        editions=library.editions(),
        edition=library.edition,
        assess=assess,
        sample=wiring.sample,
        read=wiring.read,
        write=wiring.write,
        today=clock,
        unverified=library.counts.get("sources_unverified", 0),
        trials=wiring.trials,
        build_plan=wiring.build_plan,
        catalogue=wiring.catalogue,
        keep=wiring.keep,
        self_test=wiring.self_test,
        read_plan=wiring.read_plan,
        chart_file=_chart_file,
        brands=wiring.brands,
        compare=wiring.compare,
        teach=wiring.teach,
        build_teach=wiring.build_teach,
        build_cases=wiring.cases_in(case_file) if case_file is not None else None,
    )
    return MainWindow(tools, look, settings)


def today() -> date:
    """Return the day it is where the program runs."""
    return datetime.now(tz=UTC).astimezone().date()


class _Wiring:
    """What the window asks of the rest of the program."""

    def __init__(
        self,
        library: "SqliteLibrary",
        clock: Callable[[], date],
        settings: Settings,
        keep: Callable[[Settings], None] | None,
        teaching: Path | None,
    ) -> None:
        self._library = library
        self._teaching = teaching
        self._own: OwnCases | None = None
        self._clock = clock
        self._settings = settings
        self._keep = keep
        self._catalogue: Catalogue | None = None
        self._tested: dict[EditionId, SelfTest] = {}
        self._printed: tuple[Plan, bytes] | None = None
        self._cases: CasesDesk | None = None

    def keep(self, settings: Settings) -> None:
        """Use other settings from now on, and write them down where there is a place."""
        self._settings = settings
        if self._keep is not None:
            self._keep(settings)

    def brands(self, edition: Edition) -> "Brands":
        """Return the drugs of an edition that are sold under several names."""
        ids = dict.fromkeys(drug for one in edition.regimens.values() for drug in one.drugs)
        drugs = [self._library.drug(one) for one in ids]
        several = [drug for drug in drugs if len(drug.brands) > 1]
        return tuple((drug.id, drug.name, drug.brands) for drug in several)

    def _usual(self) -> "Usual":
        from navigator.dosing.rounding import RoundingPolicy  # noqa: PLC0415  (with the plan)
        from navigator.presenters.plan_choices import Usual  # noqa: PLC0415  (with the plan)

        site = self._settings.site
        rounding = RoundingPolicy(site.rounding)
        return Usual(site.bsa_formula, site.page_size, rounding, site.brands)

    def self_test(self, edition: Edition) -> "SelfTest":
        """Run the cases of an edition, once; may run on any thread."""
        from navigator.services.self_test import run_self_test  # noqa: PLC0415  (not at start)

        if edition.id not in self._tested:
            vignettes = self._library.vignettes(edition.id)
            self._tested[edition.id] = run_self_test(vignettes, edition)
        return self._tested[edition.id]

    def trials(self, ids: "tuple[TrialId, ...]") -> "tuple[TrialShown, ...]":
        from navigator.presenters.evidence import trials_shown  # noqa: PLC0415  (on request)

        return trials_shown(self._library, ids)

    def catalogue(self) -> "Catalogue":
        from navigator.presenters.library_catalogue import Catalogue  # noqa: PLC0415  (on request)

        if self._catalogue is None:
            self._catalogue = Catalogue(self._library)
        return self._catalogue

    def compare(self) -> "CompareTools":
        from navigator.presenters.compare_cases import cases_to_compare  # noqa: PLC0415
        from navigator.presenters.compare_place import CompareTools  # noqa: PLC0415  (on request)

        catalogue = self.catalogue()
        return CompareTools(
            catalogue,
            self._library.editions(),
            catalogue.editions.__getitem__,
            catalogue.approvals,
            cases_to_compare(self._library, catalogue.editions, self._clock()),
            self._clock,
            lambda: self._settings.site.page_size,
        )

    def teach(self) -> "TeachTools":
        from navigator.presenters.teach_list import TeachTools  # noqa: PLC0415  (on request)

        library = self._library
        return TeachTools(
            self.catalogue(),
            library.topics(),
            self._all_cases(),
            {**library.editions(), **library.primers()},
            tuple(library.primers()),
            _drawings(),
            assess,
        )

    def _all_cases(self) -> "Callable[[], tuple[TeachingCase, ...]]":
        """Return what gives the cases of the content and those of the teacher's own."""
        own = self._own_cases()
        if own is None:
            return self._library.cases
        return lambda: (*self._library.cases(), *own.cases())

    def _own_cases(self) -> "OwnCases | None":
        from navigator.services.own_cases import OwnCases  # noqa: PLC0415  (with Teach)

        if self._teaching is None or self._own is not None:
            return self._own
        library = self._library
        held = {*library.editions(), *library.primers()}

        @cache
        def edition_of(one: "EditionId") -> Edition | None:
            return library.edition(one) if one in held else None

        others = [one.id for one in library.cases()]
        self._own = OwnCases(self._teaching / "cases", edition_of, others)
        return self._own

    def build_teach(self, window: MainWindow, place: "TeachPlace") -> "TeachDesk":
        """Put own cases, exercises and handouts into the place Teach."""
        from time import monotonic  # noqa: PLC0415  (with Teach)

        from navigator.services.exercise_score import Scores  # noqa: PLC0415  (with Teach)
        from navigator.ui.case_editor_desk import DeskTools, TeachDesk  # noqa: PLC0415  (with Teach)
        from navigator.ui.case_editor_start import Starts  # noqa: PLC0415  (with Teach)
        from navigator.ui.jobs import QtJobs  # noqa: PLC0415  (with Teach)

        def on_screen() -> PatientRecord | None:
            record = window.presenter.record
            return record if record != window.presenter.blank else None

        folder = self._teaching
        tools = DeskTools(
            own=self._own_cases(),
            scores=Scores(folder / "exercises.jsonl") if folder is not None else None,
            edition=self._library.edition,
            newest=lambda: list(self._library.editions())[-1],
            starts=Starts(on_screen, lambda edition: self._library.vignettes(edition.id)),
            today=self._clock,
            now=monotonic,
            write=atomic_write,
            jobs=QtJobs,
            paper=self._settings.site.page_size,
        )
        return TeachDesk(place, tools)

    def sample(self, edition: Edition) -> PatientRecord:
        """Return the patient that an edition shows to somebody who has none at hand."""
        from navigator.services.sample_patient import sample_patient  # noqa: PLC0415  (on request)

        record = sample_patient(self._library.vignettes(edition.id), edition, self._clock())
        if record.identity.name:
            return record
        return replace(record, identity=replace(record.identity, name=tr("Sample patient")))

    def read(self, file: Path, edition: Edition) -> PatientRecord:
        from navigator.services.read_record import read_record  # noqa: PLC0415  (on request)

        try:
            text = file.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as trouble:
            words = tr("It is not a readable text file in UTF-8.")
            raise InputRefused([Problem("not-readable", words, Place(file.name))]) from trouble
        return read_record(text, edition.elements, self._clock(), file.name)

    def read_plan(self, file: Path) -> "BroughtBack":
        from navigator.report.case_attachment import plan_file  # noqa: PLC0415  (ReportLab)
        from navigator.services.open_plan import bring_back, read_plan_file  # noqa: PLC0415

        try:
            data = file.read_bytes()
        except OSError as trouble:
            words = tr("The file cannot be read: {reason}.", reason=trouble.strerror or trouble)
            raise InputRefused([Problem("not-readable", words, Place(file.name))]) from trouble
        opened = read_plan_file(data, plan_file, file.name)
        return bring_back(opened, self._library, self._clock())

    def write(self, file: Path, record: PatientRecord) -> None:
        from navigator.services.write_record import record_text  # noqa: PLC0415  (on request)

        atomic_write(file, record_text(record).encode())

    def build_plan(
        self, patient: NavigatePresenter, window: QObject, leave: Callable[[], None]
    ) -> "PlanPlace":
        from navigator.ui.plan_place import PlanPlace  # noqa: PLC0415  (printing is heavy)

        place = PlanPlace(self._plan_tools(patient), leave, patient.ask, window)
        place.screen.output.printed.connect(self._keep_plan)
        return place

    def cases_in(self, case_file: "Callable[[], CaseFile]") -> "Callable[[MainWindow], CasesDesk]":
        """Return what makes the desk of the cases."""
        return partial(self._build_cases, case_file)

    def _build_cases(self, case_file: "Callable[[], CaseFile]", window: MainWindow) -> "CasesDesk":
        from navigator.ui.cases_desk import CasesDesk  # noqa: PLC0415  (on request)
        from navigator.ui.cases_tools import cases_tools  # noqa: PLC0415  (on request)

        tools = cases_tools(case_file(), self._library, self._clock)
        self._cases = CasesDesk(window, window.places, tools)
        self._care_for(self._cases, window)
        return self._cases

    def _care_for(self, desk: "CasesDesk", window: MainWindow) -> None:
        from navigator.ui.care_desk import CareDesk  # noqa: PLC0415  (on request)
        from navigator.ui.care_tools import care_tools  # noqa: PLC0415  (on request)

        tools = care_tools(
            self._library,
            self._clock,
            lambda: window.presenter.edition,
            lambda: self._settings.site,
            desk.tools.file.backup_folder,
        )
        CareDesk(desk, tools)

    def _write_plan(self, path: Path, content: bytes) -> None:
        """Write what leaves the plan screen; a plan's own pages are kept with its case."""
        atomic_write(path, content)
        self._keep_plan(content)

    def _keep_plan(self, pdf: bytes) -> None:
        if self._cases is not None and self._printed is not None and self._printed[1] == pdf:
            self._cases.keep_plan(self._printed[0], pdf)

    def _plan_tools(self, patient: NavigatePresenter) -> "PlanTools":
        from navigator.presenters.plan import PlanTools  # noqa: PLC0415
        from navigator.report.plan_pdf import plan_pdf  # noqa: PLC0415  (ReportLab)
        from navigator.services.plan_course import plan_course  # noqa: PLC0415

        def made(request: "PlanRequest") -> "Plan":
            return plan_course(
                self._library, patient.edition, patient.assessment, patient.record, request
            )

        def plan(request: "PlanRequest") -> "Plan":
            return made(request) if self._cases is None else self._cases.plan(made, request)

        def self_test() -> "SelfTest | None":
            return self._tested.get(patient.edition.id)

        def pdf(plan: "Plan", size: str) -> bytes:
            made = plan_pdf(plan, "Letter" if size == "Letter" else "A4")
            self._printed = (plan, made)
            return made

        return PlanTools(
            plan=plan,
            pdf=pdf,
            write=self._write_plan,
            protocols=self._protocols,
            today=self._clock,
            program_version=__version__,
            self_test=self_test,
            patient=lambda: patient.number,
            reloaded=self._reloaded,
            levels=partial(self._levels, patient),
            papers=_papers(),
            usual=self._usual,
        )

    def _levels(self, patient: NavigatePresenter, protocol: ProtocolId) -> "tuple[DrugLevels, ...]":
        """Return the drugs of a protocol that have dose levels where the patient is treated."""
        from navigator.presenters.plan_inputs import drug_levels  # noqa: PLC0415

        facts = {**patient.record.site, **patient.record.facts, **patient.assessment.facts}
        region = facts.get(ElementId("region"))
        return drug_levels(self._library, protocol, str(region.value) if region else "")

    def _reloaded(self, protocol: ProtocolId) -> "tuple[tuple[DrugId, str], ...]":
        """Return the drugs of a protocol that may have to be loaded again after a gap."""
        parts = self._library.protocol(protocol).components
        drugs = [self._library.drug(one) for one in dict.fromkeys(part.drug for part in parts)]
        return tuple((drug.id, drug.name) for drug in drugs if drug.reloads)

    def _protocols(self, regimen: RegimenId) -> tuple[tuple[ProtocolId, str], ...]:
        found = self._library.regimen(regimen)
        ids = [*found.protocols]
        for other in found.resolves_to:
            ids += self._library.regimen(other).protocols
        return tuple((one, say(self._library.protocol(one).name)) for one in ids)


def _chart_file(edition: Edition, assessment: "Assessment | None", kind: str) -> bytes:
    """Make the flowchart as a file; loaded when it is first wanted."""
    if kind == "pdf":
        from navigator.report.poster_pdf import poster_pdf  # noqa: PLC0415  (on request)

        return poster_pdf(edition, assessment, "A3")
    from navigator.report.poster_svg import poster_svg  # noqa: PLC0415  (on request)

    return poster_svg(edition, assessment, to_picture=kind == "picture")


def _drawings() -> "tuple[Drawing, ...]":
    """Read the drawings that belong to seminars."""
    from navigator.assets import resource  # noqa: PLC0415  (on request)
    from navigator.domain.drawing import drawing_from  # noqa: PLC0415  (on request)

    files = sorted(resource("drawings").glob("*.json"))
    return tuple(drawing_from(file.read_text("utf-8")) for file in files)


def _papers() -> "Mapping[Paper, Callable[[Plan, str], bytes]]":
    """Return what else can be made of a plan, each loaded when it is first wanted."""
    from navigator.presenters.plan_state import Paper  # noqa: PLC0415  (with the first plan)

    def calendar(plan: "Plan", *, with_name: bool) -> bytes:
        from navigator.interop.ical import plan_calendar  # noqa: PLC0415  (on request)

        return plan_calendar(plan, with_name=with_name)

    def letter(plan: "Plan", size: str) -> bytes:
        from navigator.report.letter_pdf import patient_letter_pdf  # noqa: PLC0415  (on request)

        return patient_letter_pdf(plan, "Letter" if size == "Letter" else "A4")

    def poster(plan: "Plan", size: str) -> bytes:
        from navigator.report.poster_pdf import poster_pdf  # noqa: PLC0415  (on request)

        page: PosterPage = "A3" if size == "A3" else "A4 tiled"
        return poster_pdf(plan.edition, plan.assessment, page)

    return {
        Paper.CALENDAR: lambda plan, _: calendar(plan, with_name=False),
        Paper.CALENDAR_NAMED: lambda plan, _: calendar(plan, with_name=True),
        Paper.LETTER: letter,
        Paper.POSTER: lambda plan, _: poster(plan, "A3"),
        Paper.POSTER_A4: poster,
    }
