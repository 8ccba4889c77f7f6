"""A patient over years: three lines, two progressions, and the first plan years later."""

import json
import shutil
import subprocess
import sys
from datetime import date

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from navigator.assets import content_folder
from navigator.domain.facts import Identity, StopReason
from navigator.domain.ids import RegimenId
from navigator.library.build import build_library
from navigator.library.open import open_library
from navigator.presenters.timeline import timeline
from navigator.ui.case_dialogs import ProgressDialog, VisitsDialog
from navigator.ui.case_plan_dialog import KeptPlanDialog
from navigator.ui.line_dialog import LineDialog
from tests.cases.shelves import PASSPHRASE, case_file
from tests.conftest import TODAY
from tests.journeys.person import Person
from tests.report.reading import pages_of
from tests.ui.cases_window import cases_window

NAME = "Quirinalia Zwetschgenbaum"
# The vignette "de-novo-eu" of the 2026 edition: its record and what it expects.
IN_2026 = {
    "facts": {
        "age": 54, "sex": "female", "disease_extent": "metastatic", "her2_final": "positive",
        "hr": "negative", "pregnancy": "not_applicable", "lvef_pct": 61,
        "chf_symptomatic": False, "cns_state": "none", "ecog": 1, "ild": "none",
        "chemo_candidate": "fit", "taxane_ok": True, "visceral_crisis": False,
        "tumour_burden": "not_low", "crcl": 90, "dpyd": "normal", "weight": 70, "height": 165,
    },
    "lines": [],
    "site": {
        "region": "EU", "acc_pertuzumab": True, "acc_tdm1": True, "acc_tdxd": True,
        "acc_tdxd_1l": False, "acc_tucatinib": True, "acc_palbo_her2": False,
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def updated(tmp_path_factory):
    """The library after an update: its content is another, so its digest is."""
    folder = tmp_path_factory.mktemp("updated")
    content = shutil.copytree(content_folder(), folder / "content")
    pack = content / "her2-mbc" / "pack.yaml"
    pack.write_text(pack.read_text("utf-8").replace("2026.11", "2026.12"), "utf-8")
    build_library(content, folder / "library.sqlite")
    opened = open_library(folder / "library.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def at(qtbot, qapp, library):
    """Opens the window on a case file, with the program's own library or another one."""

    def opened(one=library, folder=None, edition="2013"):
        return cases_window(qtbot, qapp, one, folder, edition)

    return opened


def words(widget):
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())


class AtWork(Person):
    """Works in Navigate and at the cases."""

    def __init__(self, cases):
        super().__init__(cases.qtbot, cases.window)
        self.cases = cases

    def type(self, field, text, end=Qt.Key.Key_Return):
        super().type(field, text, end)
        if end == Qt.Key.Key_Tab and hasattr(field, "left"):
            field.left.emit()  # without a display no window is active, and no focus goes

    def begin_line(self, regimen, start):
        """Add the line that goes on now."""
        self.add_line(regimen, start, "", reason="Goes on, or unknown")

    def plan(self, regimen, file):
        """Open the plan of an option and export it."""
        self.window.open_plan(regimen)
        place = self.window.planning.place
        self.qtbot.waitUntil(lambda: bool(place.presenter.state.pdf), timeout=30000)
        assert not place.presenter.state.trouble
        self.window.actions_.export.trigger()
        (dialog,) = self.window.findChildren(QFileDialog)
        dialog.fileSelected.emit(str(file))
        dialog.reject()
        self.click(place.screen.back)
        return file.read_bytes()

    def progress(self, day, response):
        """Record a progression from the page of the case, in one step."""
        self.cases.open_case(1)
        self.click(self.cases.page.progress)
        dialog = self.cases.dialog(ProgressDialog)
        self.type(dialog.day.line, day, Qt.Key.Key_Tab)
        dialog.response.setCurrentText(response)
        self.type(dialog.toxicities, "neuropathy 2", Qt.Key.Key_Tab)
        self.click(dialog.buttons.button(dialog.buttons.StandardButton.Ok))
        assert self.window.places.currentWidget() is self.window.navigate

    def kept(self):
        self.cases.settle()
        return self.cases.store.open(1)


def begin(cases):
    """Make the case file, and a case of an empty patient with a name."""
    person = AtWork(cases)
    cases.create()
    cases.window.back_to_navigate()
    cases.window.presenter.change_identity(Identity(NAME, birth_date=date(1961, 3, 4)))
    cases.save_as_case()
    return person


def walk_2013(person, folder):
    """Three lines as they were given then; return the bytes of the plan of the first."""
    person.safe_to_start()
    person.press("No earlier therapy", person.panel)
    person.answer("Yes, fit")
    for element, value in (("weight", "70"), ("height", "165")):
        person.window.presenter.ask(element)
        person.answer_number(value)
    first = person.plan("T_DOC", folder / "first.pdf")
    person.begin_line("Trastuzumab and docetaxel", "2024-01-10")
    person.progress("2025-01-20", "Partial response")
    assert person.reads("Second line")
    person.begin_line("Trastuzumab and vinorelbine", "2025-02-01")
    person.progress("2026-03-01", "Stable disease")
    assert person.reads("Third line: lapatinib with capecitabine")
    person.begin_line("Lapatinib and capecitabine", "2026-03-10")
    return first


def walk_2026(person, folder):
    """The same in today's terms."""
    file = folder / "facts.json"
    file.write_text(json.dumps(IN_2026), "utf-8")
    presenter = person.window.presenter
    record = person.window._tools.read(file, presenter.edition)
    file.unlink()
    presenter.take_facts([*record.facts.values(), *record.site.values()])
    presenter.say_no_earlier_therapy()
    assert presenter.assessment.step == "R_1L_THP"
    first = person.plan("THP_DOC", folder / "first.pdf")
    person.begin_line("Pertuzumab, trastuzumab and docetaxel", "2024-01-10")
    person.progress("2025-01-20", "Partial response")
    # ASCO 2022 and DESTINY-Breast03: trastuzumab deruxtecan in second line
    assert person.options()["TDXD"] == "Recommended"
    person.begin_line("Trastuzumab deruxtecan", "2025-02-01")
    person.progress("2026-03-01", "Stable disease")
    # HER2CLIMB: tucatinib, trastuzumab and capecitabine after that
    assert person.options()["TUC_T_CAPE"] == "Recommended"
    person.begin_line("Tucatinib, trastuzumab and capecitabine", "2026-03-10")
    return first


WALKS = {
    "2013": (walk_2013, ["T_DOC", "T_VNR", "LAP_CAPE"]),
    "2026": (walk_2026, ["THP_DOC", "TDXD", "TUC_T_CAPE"]),
}


@pytest.mark.parametrize("edition", list(WALKS))
def test_three_lines_two_progressions_and_the_first_plan_after_an_update(
    qtbot, at, updated, tmp_path, edition
):
    walk, regimens = WALKS[edition]
    out = tmp_path / "exported"
    out.mkdir()
    kept_in = tmp_path / "program"
    with at(folder=kept_in, edition=edition) as cases:
        settings = QSettings(str(kept_in / "window.ini"), QSettings.Format.IniFormat)
        cases.window.keep_place(settings)
        cases.window.recent.keep_in(kept_in / "recent.json")
        person = begin(cases)
        first = walk(person, out)
        case = person.kept()
        lines = case.record.lines
        assert [one.regimen for one in lines] == regimens
        assert [one.stop_reason for one in lines] == [StopReason.PROGRESSION] * 2 + [None]
        assert lines[0].stop == date(2025, 1, 20)
        assert [(one.term, one.grade) for one in lines[1].toxicities] == [("neuropathy", 2)]
        shown = timeline(case.record, TODAY, cases.window.presenter.edition)
        assert [(bar.progressed, bar.ongoing) for bar in shown.bars] == [
            (True, False),
            (True, False),
            (False, True),
        ]
        (plan,) = cases.store.plans(1)
        assert cases.store.plan_pdf(plan.number) == first
        visits = len(cases.store.assessments(1))
        assert visits >= 5  # two for each progression, one with the plan
        cases.open_case(1)
        assert "If this line fails" in words(cases.page)
        cases.page.compare.click()
        assert "Ends at" in words(cases.dialog(VisitsDialog))
        cases.window.findChildren(VisitsDialog)[-1].reject()
    assert NAME not in everything_written(kept_in)
    with at(updated, kept_in, edition) as cases:
        cases.go()
        cases.unlock()
        qtbot.waitUntil(cases.place.list.isVisible)
        cases.place.list.affected.setChecked(True)
        assert [one.number for one in cases.place.list.table.cases.rows] == [1]
        cases.open_case(1)
        assert "made with another library" in words(cases.page)
        AtWork(cases).press("Look at it " + plan.number, cases.page)
        dialog = cases.dialog(KeptPlanDialog)
        dialog.export_to(str(out / "again.pdf"))
        dialog.reject()
        cases.desk.jobs.finish()
        assert (out / "again.pdf").read_bytes() == first
        cases.page.go.click()
        assert [one.regimen for one in cases.window.presenter.record.lines] == regimens
        assert NAME in cases.window.windowTitle()
    assert NAME not in everything_written(kept_in)


def everything_written(folder):
    """Return what stands in the files of a folder, read in every way a name could be written."""
    found = []
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            found += [str(file), content.decode("latin-1"), content.decode("utf-16-le", "replace")]
    assert found
    return "\n".join(found)


def test_a_crash_loses_nothing_that_was_entered(qtbot, at, tmp_path):
    with at(folder=tmp_path / "program") as cases:
        person = begin(cases)
        person.answer("Metastatic")
        record = cases.window.presenter.record
        qtbot.waitUntil(lambda: not cases.desk.session.waiting)
        # as the files stand when the process is gone at once
        shutil.copytree(tmp_path / "program", tmp_path / "crashed")
    store = case_file(tmp_path / "crashed").unlock(PASSPHRASE)
    assert store.open(1).record == record
    store.lock()


def test_a_half_typed_line_is_there_after_the_lock(at, tmp_path):
    with at(folder=tmp_path) as cases:
        person = begin(cases)
        person.press("Add a line…")
        dialog = cases.dialog(LineDialog)
        dialog.regimen.setEditText("Trastuzumab and d")
        cases.desk.lock()
        assert not dialog.isVisible()
        cases.unlock()
        assert dialog.isVisible()
        assert dialog.regimen.currentText() == "Trastuzumab and d"
        dialog.reject()


def test_a_plan_of_a_patient_that_is_no_case_is_not_kept(at, tmp_path):
    with at(folder=tmp_path) as cases:
        cases.create()
        cases.window.open_sample()
        pdf = AtWork(cases).plan(RegimenId("LAP_CAPE"), tmp_path / "plan.pdf")
        assert cases.store.plans() == ()
    assert not any("audit trail" in page for page in pages_of(pdf))


def test_a_plan_of_a_case_says_where_the_audit_trail_stands_and_comes_out_the_same(at, tmp_path):
    with at(folder=tmp_path) as cases:
        cases.create()
        cases.window.open_sample()
        cases.window._tools.self_test(cases.window.presenter.edition)  # its result is printed
        cases.save_as_case()
        cases.settle()
        head = str(cases.store.head)
        person = AtWork(cases)
        first = person.plan(RegimenId("LAP_CAPE"), tmp_path / "plan.pdf")
        assert str(cases.store.head) != head  # keeping the plan is a line of the trail
        again = person.plan(RegimenId("LAP_CAPE"), tmp_path / "again.pdf")
        assert len(cases.store.plans()) == 1
        assert cases.visible_dialogs() == []
    # The visit is noted before the plan is kept, not before it is made.
    assert all(f"audit trail {head}" in page for page in pages_of(first))
    assert again == first


PROGRAM = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from navigator.app import _case_file, make_application
from navigator.wiring import build_window, today
from navigator.library.open import open_library
from navigator.ui.settings import Settings
from navigator.ui.theme import Look, Theme
application = make_application()
look = Look(application)
look.use_theme(Theme.LIGHT)
folder = Path(sys.argv[2])
window = build_window(open_library(Path(sys.argv[1])), look, Settings(), today,
                      case_file=_case_file(folder, folder))
window.show()
window.navigate.step.press_answer(1)
window.presenter.mark_kept()
before = sorted(sys.modules)
window.around.rail.buttons["cases"].click()
QTimer.singleShot(0, application.quit)
application.exec()
print(json.dumps([before, sorted(sys.modules)]))
"""


def test_nothing_of_the_cases_is_loaded_before_the_place_is_opened(library_file, tmp_path):
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(library_file), str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    before, after = json.loads(told.stdout)
    ours = (
        "navigator.cases",
        "navigator.ui.case",
        "navigator.ui.lock",
        "navigator.presenters.case",
    )
    assert [one for one in before if one.startswith((*ours, "sqlcipher3", "cryptography"))] == []
    assert "navigator.cases.case_file" in after
    assert list(tmp_path.iterdir()) == []  # looking at the place makes no file
