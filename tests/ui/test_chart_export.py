"""The flowchart as a file: the kind its name asks for, the same bytes each time, nobody named."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QMessageBox

from navigator.domain.text import Text
from navigator.engine.assess import assess
from navigator.report.poster_pdf import poster_pdf
from navigator.report.poster_svg import poster_svg
from navigator.services.sample_patient import sample_patient
from navigator.ui.chart_export import ChartExport
from tests.conftest import TODAY

BEGINS = {"c.svg": b"<svg ", "c.pdf": b"%PDF-", "c.png": b"\x89PNG", "c.doc": b"%PDF-"}
SVG = "{http://www.w3.org/2000/svg}"


def make(edition, assessment, kind):
    if kind == "pdf":
        return poster_pdf(edition, assessment, "A3")
    return poster_svg(edition, assessment, to_picture=kind == "picture")


@pytest.fixture
def patient(library, edition_2013):
    record = sample_patient(library.vignettes("2013"), edition_2013, TODAY)
    return assess(edition_2013, record)


@pytest.fixture
def at_2013(edition_2013, patient):
    """What is exported: an edition, and a patient read against it."""
    return edition_2013, patient


@pytest.fixture
def export(qtbot, window):
    made = ChartExport(make, window)
    yield made
    made.finish()


def texts_of(svg):
    return [one.text for one in ET.fromstring(svg).iter(f"{SVG}text")]


def test_the_drawing_holds_every_title_and_answer_as_text(edition_2013, patient):
    text = " ".join(texts_of(poster_svg(edition_2013, patient)))
    for step in edition_2013.steps.values():
        for word in step.title.en.split():
            assert word in text
        for branch in step.branches:
            assert branch.label.en in text


def test_signs_of_markup_stay_text(edition_2013):
    first = edition_2013.steps["P00"]
    odd = replace(first, title=Text('<b>&"'))
    edition = replace(edition_2013, steps={**edition_2013.steps, "P00": odd})
    assert '<b>&"' in texts_of(poster_svg(edition, None))


def test_the_same_chart_gives_the_same_drawing_and_a_patient_another(edition_2013, patient):
    drawing = poster_svg(edition_2013, patient)
    assert poster_svg(edition_2013, patient) == drawing
    assert poster_svg(edition_2013, None) != drawing


def test_nothing_in_the_drawing_names_the_patient(library, edition_2013):
    record = sample_patient(library.vignettes("2013"), edition_2013, TODAY)
    named = replace(record, identity=replace(record.identity, name="Quendolyn Xavier"))
    assert b"Quendolyn" not in poster_svg(edition_2013, assess(edition_2013, named))


@pytest.mark.parametrize("name", BEGINS)
def test_the_name_says_what_is_written(export, qtbot, tmp_path, at_2013, name):
    with qtbot.waitSignal(export.written, timeout=20_000):
        export.write(tmp_path / name, *at_2013)
    assert (tmp_path / name).read_bytes().startswith(BEGINS[name])


def test_a_picture_is_twice_as_large_as_the_drawing_and_the_same_again(
    export, qtbot, tmp_path, at_2013
):
    for name in ("one.png", "two.png"):
        with qtbot.waitSignal(export.written, timeout=20_000):
            export.write(tmp_path / name, *at_2013)
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()
    drawing = ET.fromstring(poster_svg(*at_2013))
    width = float(drawing.get("width", "0"))
    assert QImage(str(tmp_path / "one.png")).width() == pytest.approx(2 * width, abs=2)


def test_the_kind_chosen_in_the_dialog_gives_the_file_its_ending(export, edition_2013):
    dialog = export.ask(edition_2013, None)
    assert dialog.defaultSuffix() == "pdf"
    (picture,) = [one for one in dialog.nameFilters() if "png" in one]
    dialog.filterSelected.emit(picture)
    assert dialog.defaultSuffix() == "png"
    dialog.close()


def test_a_folder_that_is_not_there_is_told_in_words(export, qtbot, window, tmp_path, edition_2013):
    def told():
        assert window.findChildren(QMessageBox)

    export.write(tmp_path / "nowhere" / "c.svg", edition_2013, None)
    qtbot.waitUntil(told)
    (box,) = window.findChildren(QMessageBox)
    assert "nowhere" in box.informativeText()
    box.close()
