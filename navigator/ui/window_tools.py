"""What the window needs of the rest of the program."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.ids import DrugId, EditionId
from navigator.domain.text import Text
from navigator.presenters.navigate import NavigatePresenter
from navigator.presenters.settings import Settings
from navigator.presenters.step_shown import Assess

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from navigator.domain.assessment import Assessment
    from navigator.presenters.compare_place import CompareTools
    from navigator.presenters.library_catalogue import Catalogue
    from navigator.presenters.self_test import Test
    from navigator.presenters.teach_list import TeachTools
    from navigator.services.open_plan import BroughtBack
    from navigator.ui.case_editor_desk import TeachDesk
    from navigator.ui.cases_desk import CasesDesk
    from navigator.ui.main_window import MainWindow
    from navigator.ui.option_card import ReadTrials
    from navigator.ui.plan_place import PlanPlace
    from navigator.ui.teach_place import TeachPlace

Brands = tuple[tuple[DrugId, str, tuple[str, ...]], ...]
BuildPlan = Callable[[NavigatePresenter, "QObject", Callable[[], None]], "PlanPlace"]


@dataclass(frozen=True, slots=True)
class WindowTools:
    """What the window needs of the rest of the program.

    Attributes:
        editions: Titles by id, oldest first.
        edition: Loads one of them.
        assess: Reads a patient against an edition.
        unverified: Number of sources that nobody has compared yet.
        trials: Reads trials; None where there is no library.
        sample: The sample patient of an edition.
        read: Reads a facts file; raises KnownTrouble with every fault.
        read_plan: Reads the case inside a printed plan; raises KnownTrouble when it is none; None
            where there are no plans.
        brands: Gives the drugs of an edition that have several brands; None where there are none.
        chart_file: Makes the flowchart with a patient's path, or with none, as "pdf", "svg" or
            "picture" (a drawing to be painted at once), on any thread; None where it cannot.
        write: Writes a facts file; raises KnownTrouble when it cannot.
        build_plan: Makes the plan place when the first plan is wanted, for the patient of a
            presenter; it is told how to leave.
        catalogue: Gives the library for reading in; None where there is none.
        today: The day it is.
        build_cases: Makes the desk of the cases for a window when they are first wanted; None
            where there are no cases.
        keep: Writes the settings.
        self_test: Runs the cases of an edition, on any thread; None where there are none.
        compare: Gives what the place Compare needs; None where there is none.
        teach: Gives what the place Teach needs; None where there is none.
        build_teach: Puts own cases, exercises and handouts into the place Teach of a window; None
            where there are none.
    """

    editions: Mapping[EditionId, Text]
    edition: Callable[[EditionId], Edition]
    assess: Assess
    sample: Callable[[Edition], PatientRecord]
    read: Callable[[Path, Edition], PatientRecord]
    write: Callable[[Path, PatientRecord], None]
    today: Callable[[], date]
    unverified: int = 0
    trials: "ReadTrials | None" = None
    build_plan: "BuildPlan | None" = None
    catalogue: "Callable[[], Catalogue] | None" = None
    keep: Callable[[Settings], None] | None = None
    self_test: "Test | None" = None
    read_plan: "Callable[[Path], BroughtBack] | None" = None
    brands: "Callable[[Edition], Brands] | None" = None
    chart_file: "Callable[[Edition, Assessment | None, str], bytes] | None" = None
    build_cases: "Callable[[MainWindow], CasesDesk] | None" = None
    compare: "Callable[[], CompareTools] | None" = None
    teach: "Callable[[], TeachTools] | None" = None
    build_teach: "Callable[[MainWindow, TeachPlace], TeachDesk] | None" = None
