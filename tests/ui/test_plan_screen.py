"""The plan on screen: what is drawn, and what a click asks for."""

from dataclasses import replace
from io import BytesIO

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel
from reportlab.pdfgen.canvas import Canvas

from navigator.presenters.plan import PlanState
from navigator.presenters.plan_words import dose_cards
from navigator.ui.jobs import QtJobs
from navigator.ui.pages import rendered
from navigator.ui.plan_screen import PlanScreen
from navigator.ui.printing import print_pages
from tests.plans import sample_plan


def document(pages):
    """A PDF of A4 pages, each with a black field at its top left."""
    memory = BytesIO()
    canvas = Canvas(memory, pagesize=(595, 842), invariant=1)
    for _ in range(pages):
        canvas.rect(0, 742, 100, 100, fill=1)
        canvas.showPage()
    canvas.save()
    return memory.getvalue()


@pytest.fixture
def screen(qtbot):
    jobs = QtJobs(None)
    made = PlanScreen(jobs)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    yield made
    jobs.finish()


STATE = PlanState(
    title="Lapatinib and capecitabine",
    protocols=(("LAP-CAPE", "Three-weekly"), ("OTHER", "Other")),
    protocol="LAP-CAPE",
    start_text="2026-12-01",
    doses=dose_cards(sample_plan("LAP_CAPE")),
)


def labels(widget):
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # what is gone goes
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())


def test_every_dose_stands_with_its_arithmetic(screen):
    screen.draw(STATE)
    text = labels(screen)
    for dose in STATE.doses:
        assert dose.final in text
        assert dose.arithmetic in text


def test_drawing_a_second_state_leaves_nothing_of_the_first(qtbot, screen):
    screen.draw(STATE)
    screen.draw(PlanState(title="Other", trouble="The height is missing."))
    text = labels(screen)
    assert "The height is missing." in text
    for dose in STATE.doses:
        assert dose.arithmetic not in text


def test_export_and_print_wait_for_the_pages(screen):
    screen.draw(STATE)
    assert not screen.output.export.isEnabled()
    assert not screen.output.print.isEnabled()


def test_the_preview_shows_every_page_of_the_document(qtbot, screen):
    with qtbot.waitSignal(screen.preview.pages_shown) as shown:
        screen.draw(replace(STATE, pdf=document(2)))
    assert shown.args == [2]
    assert screen.output.export.isEnabled()


def test_a_document_of_an_earlier_plan_that_comes_late_is_never_shown(qtbot, screen):
    counts = []
    screen.preview.pages_shown.connect(counts.append)
    screen.draw(replace(STATE, pdf=document(3)))
    screen.draw(replace(STATE, pdf=document(1)))
    qtbot.waitUntil(lambda: bool(counts))
    assert counts == [1]


def test_another_protocol_is_asked_for_by_its_id(qtbot, screen):
    screen.draw(STATE)
    with qtbot.waitSignal(screen.protocol_chosen) as chosen:
        qtbot.keyClick(screen.protocol, Qt.Key.Key_Down)
        screen.protocol.activated.emit(1)
    assert chosen.args == ["OTHER"]


def test_a_typed_day_is_handed_on_as_it_stands(qtbot, screen):
    screen.draw(STATE)
    screen.start.setText("2026-12-08")
    with qtbot.waitSignal(screen.start_entered) as entered:
        screen.start.editingFinished.emit()
    assert entered.args == ["2026-12-08"]


def test_printing_paints_every_page_over_the_whole_paper(qtbot, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFullPage(True)
    print_pages(document(2), printer)
    pages = rendered((tmp_path / "printed.pdf").read_bytes(), 72)
    assert len(pages) == 2
    for page in pages:
        image = page.image()
        assert image.pixelColor(20, 20).lightness() < 50
        assert image.pixelColor(300, 300).lightness() > 200
