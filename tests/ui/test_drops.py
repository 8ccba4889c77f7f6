"""Whatever is dropped on the window opens, or is refused in words; nothing is lost."""

import warnings
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QMessageBox

from navigator.domain.facts import Fact, PatientRecord
from navigator.domain.plan import Decision, ProposalStatus
from navigator.engine.assess import assess
from navigator.report.plan_pdf import plan_pdf
from navigator.services.plan_course import PlanRequest, plan_course
from navigator.services.sample_patient import sample_patient
from tests.conftest import TODAY

BUTTON = QMessageBox.StandardButton
DIARRHOEA = "lapatinib/diarrhoea-3"
START = date(2026, 12, 7)


@pytest.fixture(scope="module")
def written(library):
    """A plan as it was printed, with the patient and the request that are inside it."""
    edition = library.edition("2013")
    record = sample_patient(library.vignettes("2013"), edition, TODAY)
    grade = Fact("grade_diarrhoea", "3", TODAY)
    record = replace(
        record,
        facts={**record.facts, grade.element: grade},
        identity=replace(record.identity, name="Printed"),
    )
    decisions = {DIARRHOEA: Decision(False, "as agreed", "Dr B")}
    request = PlanRequest("LAP_CAPE", START, TODAY, cycle=2, delays={3: 7}, decisions=decisions)
    plan = plan_course(library, edition, assess(edition, record), record, request)
    return plan_pdf(plan, "A4"), record


@pytest.fixture
def file(written, tmp_path):
    path = tmp_path / "plan.pdf"
    path.write_bytes(written[0])
    return path


def over(window, widget):
    """The middle of a part of the window, in the window."""
    return widget.mapTo(window, widget.rect().center())


def dragged(window, data, place):
    """Whether what is dragged over a place of the window is taken there, as the system asks."""
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    with warnings.catch_warnings():
        # Qt 6.12 calls these constructors deprecated; 6.11 has no other.
        warnings.simplefilter("ignore", DeprecationWarning)
        enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, buttons, keys)
        move = QDragMoveEvent(place, Qt.DropAction.CopyAction, data, buttons, keys)
    taken = []
    for event in (enter, move):
        event.ignore()
        QCoreApplication.sendEvent(window.windowHandle(), event)
        taken.append(event.isAccepted())
    return all(taken)


def drop(window, *urls, place=None):
    """Drop files where the system says that they were dropped."""
    data = QMimeData()
    data.setUrls(list(urls))
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    event = QDropEvent(QPointF(place or QPoint(9, 9)), action, data, buttons, keys)
    QCoreApplication.sendEvent(window.windowHandle(), event)


def local(path):
    return QUrl.fromLocalFile(str(path))


def box(window):
    (found,) = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    return found


def told(window):
    """What the one box says; it is closed then."""
    found = box(window)
    text = f"{found.text()}\n{found.informativeText()}"
    found.close()
    return text


def test_a_dropped_plan_brings_patient_edition_and_request_back(window, file, written):
    _, record = written
    window.editions.setCurrentIndex(window.editions.findData("2026"))
    window.editions.activated.emit(window.editions.currentIndex())
    drop(window, local(file))
    assert window.presenter.record == record
    assert window.presenter.edition.id == "2013"
    assert window.editions.currentData() == "2013"
    assert window.planning.in_front
    state = window.planning.place.presenter.state
    assert state.start_text == "2026-12-07"
    assert state.cycle == 2
    assert [row.days for row in state.delays if row.cycle == 3] == [7]
    plan = window.planning.place.presenter._plan_now
    (answered,) = [one for one in plan.proposals if one.id == DIARRHOEA]
    assert answered.status is ProposalStatus.DECLINED
    assert (answered.reason, answered.by) == ("as agreed", "Dr B")
    assert plan.regimen.id == "LAP_CAPE"


def test_undo_brings_the_patient_before_the_plan_back(window, file):
    window.open_file(file)
    window.back_to_navigate()
    window.actions_.undo.trigger()
    assert window.presenter.record == PatientRecord()


def test_a_plan_that_was_changed_says_so_before_anything_of_it_is_shown(window, file, qtbot):
    file.write_bytes(file.read_bytes() + b"% one more line\n")
    drop(window, local(file))
    assert window.presenter.record == PatientRecord()
    assert "was changed after it was written" in box(window).informativeText()
    box(window).button(BUTTON.Cancel).click()
    assert window.presenter.record == PatientRecord()
    drop(window, local(file))
    opening = [one for one in box(window).buttons() if one is not box(window).button(BUTTON.Cancel)]
    opening[0].click()
    assert window.presenter.record.identity.name == "Printed"


def test_a_plan_of_another_library_says_so_first(window, file, library, monkeypatch):
    monkeypatch.setattr(type(library), "digest", property(lambda _: "f" * 64))
    drop(window, local(file))
    assert "another library" in told(window)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("other.pdf", b"%PDF-1.7\n%%EOF\n", "holds no case of this program"),
        ("fake.pdf", b"MZ\x90", "is not a PDF"),
        ("photo.png", b"\x89PNG\r\n\x1a\n", "neither a facts file (.json) nor a plan (.pdf)"),
        ("notes.txt", b"Mrs A., 60 years", "neither a facts file (.json) nor a plan (.pdf)"),
        ("empty", b"", "neither a facts file (.json) nor a plan (.pdf)"),
        ("broken.json", b"{", ""),
    ],
)
def test_a_file_that_is_not_ours_is_refused_in_words(window, tmp_path, name, content, said):
    window.open_sample()
    before = window.presenter.record
    (tmp_path / name).write_bytes(content)
    drop(window, local(tmp_path / name))
    words = told(window)
    assert "Nothing has changed." in words
    assert said in words
    assert window.presenter.record == before


def test_a_file_larger_than_any_of_ours_is_never_read(window, tmp_path):
    with (tmp_path / "huge.pdf").open("wb") as huge:
        huge.truncate(20_000_001)
    drop(window, local(tmp_path / "huge.pdf"))
    assert "larger than anything this program writes" in told(window)


@pytest.mark.parametrize(
    ("urls", "said"),
    [
        (["file:///a.json", "file:///b.json"], "2 files were dropped"),
        (["https://example.org/plan.pdf"], "an address, not a file"),
        ([], "no file"),
        (["file:///no/such/case.json"], "is not there"),
        (["file:///tmp"], "is a folder"),
        (["file:///dev/zero"], "is no file"),
        (["file:///" + "x" * 5000], "cannot be read"),
    ],
)
def test_what_is_no_single_file_of_this_computer_is_told(window, urls, said):
    drop(window, *map(QUrl, urls))
    assert said in told(window)
    assert window.presenter.record == PatientRecord()


@pytest.mark.parametrize("part", ["chart", "field", "rail", "status"])
def test_a_file_is_taken_whatever_lies_under_it(window, qtbot, tmp_path, part):
    found = {
        "chart": window.navigate.flow.chart.viewport(),
        "field": window.navigate.patient.search,
        "rail": window.around.rail,
        "status": window.status,
    }[part]
    file = tmp_path / "case.json"
    file.write_text('{"facts": {"disease_extent": "metastatic"}}')
    data = QMimeData()
    data.setUrls([local(file)])
    place = over(window, found)
    assert dragged(window, data, place)
    drop(window, local(file), place=place)
    assert "disease_extent" in window.presenter.record.facts
    assert window.navigate.patient.search.text() == ""


def test_text_is_left_to_the_fields(window):
    data = QMimeData()
    data.setText("weight")
    assert not dragged(window, data, over(window, window.around.rail))
    assert dragged(window, data, over(window, window.navigate.patient.search))


def test_after_a_defect_no_file_is_taken(window, tmp_path):
    window.freeze()
    data = QMimeData()
    data.setUrls([local(tmp_path)])
    assert not dragged(window, data, QPoint(9, 9))


def test_a_bad_file_is_refused_without_a_question_about_what_was_entered(window, qtbot, tmp_path):
    qtbot.keyClick(window.navigate.step, Qt.Key.Key_1)
    drop(window, local(tmp_path))
    assert "is a folder" in told(window)


def test_facts_on_screen_are_asked_about_before_a_plan_takes_their_place(window, qtbot, file):
    qtbot.keyClick(window.navigate.step, Qt.Key.Key_1)
    drop(window, local(file))
    box(window).button(BUTTON.Cancel).click()
    assert "disease_extent" in window.presenter.record.facts
    drop(window, local(file))
    box(window).button(BUTTON.Discard).click()
    assert window.presenter.record.identity.name == "Printed"


def test_file_names_are_never_read_as_markup(window, tmp_path):
    (tmp_path / "<b>x.txt").write_text("x")
    drop(window, local(tmp_path / "<b>x.txt"))
    found = box(window)
    assert found.textFormat() is Qt.TextFormat.PlainText
    assert "<b>x.txt" in told(window)
