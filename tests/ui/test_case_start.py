"""With whom an own case can begin."""

import pytest
from PySide6.QtWidgets import QWidget

from navigator.domain.assessment import OptionStatus
from navigator.domain.facts import Fact, PatientRecord
from navigator.engine.assess import assess
from navigator.ui.case_editor_start import INVENTED, ON_SCREEN, WRITTEN, CaseStartDialog, Starts


@pytest.fixture
def owner(qtbot):
    """Keeps the dialog from the window's own closing."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def open_dialog(qtbot, library, owner):
    def opened(on_screen=None):
        starts = Starts(lambda: on_screen, lambda one: library.vignettes(one.id))
        made = CaseStartDialog(library.edition("2013"), starts, owner)
        made.show()
        qtbot.waitExposed(made)
        return made

    return opened


def choose(box, data):
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def taken(qtbot, dialog):
    with qtbot.waitSignal(dialog.chosen) as given:
        dialog.buttons.accepted.emit()
    return given.args[0]


def sources(dialog):
    return [dialog.source.itemData(at) for at in range(dialog.source.count())]


def test_the_patient_on_screen_is_offered_only_where_there_is_one(qtbot, open_dialog):
    assert sources(open_dialog()) == [INVENTED, WRITTEN]
    record = PatientRecord(facts={"age": Fact("age", 60)})
    dialog = open_dialog(record)
    choose(dialog.source, ON_SCREEN)
    assert not dialog.step.isVisible()
    assert taken(qtbot, dialog) == record


def test_every_written_case_of_the_edition_can_be_begun_with(qtbot, library, open_dialog):
    dialog = open_dialog()
    choose(dialog.source, WRITTEN)
    vignettes = library.vignettes("2013")
    assert dialog.written.count() == len(vignettes)
    dialog.written.setCurrentIndex(1)
    found = assess(library.edition("2013"), taken(qtbot, dialog))
    assert found.status is vignettes[1].expect.status


def test_somebody_excluded_from_an_option_can_be_begun_with(qtbot, library, open_dialog):
    dialog = open_dialog()
    choose(dialog.step, "Q_3L_CAPE")
    words = [dialog.goal.itemText(at) for at in range(dialog.goal.count())]
    at = next(at for at, one in enumerate(words) if "excluded – " in one)
    goal = dialog.goal.itemData(at)
    dialog.goal.setCurrentIndex(at)
    found = assess(library.edition("2013"), taken(qtbot, dialog))
    fates = {one.regimen: one.status for one in found.options}
    assert fates[goal.regimen] is OptionStatus.EXCLUDED
