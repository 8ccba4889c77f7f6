"""Tumour samples at the left: entering, changing, removing, and what they decide."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from navigator.domain.facts import TumourSample
from navigator.ui.sample_dialog import SampleDialog
from navigator.ui.samples_panel import SamplesPanel

AMPLIFIED = TumourSample(
    date(2026, 5, 1), "metastasis", "2+", "positive", Decimal("2.4"), Decimal("6.1")
)


@pytest.fixture
def owner(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    yield made
    made.close()


@pytest.fixture
def dialog(owner, edition_2013):
    return SampleDialog(edition_2013, None, None, owner)


def choose(box, value):
    box.setCurrentIndex(box.findData(value))


def test_a_sample_is_given_as_it_was_entered(qtbot, dialog):
    dialog.taken.set_value(date(2026, 5, 1))
    choose(dialog.site, "metastasis")
    choose(dialog.ihc, "2+")
    choose(dialog.ish, "positive")
    dialog.ratio.line.setText("2,4")
    dialog.copies.line.setText("6.1")
    with qtbot.waitSignal(dialog.sample_given) as told:
        dialog.buttons.accepted.emit()
    assert told.args == [AMPLIFIED, None]


def test_a_sample_that_is_changed_is_shown_as_it_was(qtbot, owner, edition_2013):
    dialog = SampleDialog(edition_2013, AMPLIFIED, 1, owner)
    with qtbot.waitSignal(dialog.sample_given) as told:
        dialog.buttons.accepted.emit()
    assert told.args == [AMPLIFIED, 1]


@pytest.mark.parametrize(
    ("day", "ratio", "words"),
    [
        ("2026-05-01", "", "at least one test"),
        ("2026-05-01", "1,234", "two ways"),
        ("2026-05-01", "99", "30"),
        ("01/05/2026", "2.4", "year-month-day"),
    ],
)
def test_what_cannot_be_right_is_refused_in_words(qtbot, dialog, day, ratio, words):
    dialog.taken.line.setText(day)
    dialog.ratio.line.setText(ratio)
    with qtbot.assertNotEmitted(dialog.sample_given):
        dialog.buttons.accepted.emit()
    assert words in dialog.trouble.text()


def test_every_field_of_the_dialog_has_a_name(dialog):
    for field in (dialog.site, dialog.ihc, dialog.ish):
        assert field.accessibleName()
    for number in (dialog.ratio, dialog.copies, dialog.taken):
        assert number.line.accessibleName()


def test_without_samples_the_panel_says_so(qtbot):
    panel = SamplesPanel()
    qtbot.addWidget(panel)
    panel.draw((), None)
    assert not panel.told.isHidden()
    assert panel.status.isHidden()


def test_a_sample_entered_at_the_question_decides_the_her2_status(window, qtbot):
    qtbot.keyClick(window.navigate.step, Qt.Key.Key_1)
    qtbot.mouseClick(window.navigate.step.question.samples, Qt.MouseButton.LeftButton)
    (dialog,) = window.findChildren(SampleDialog)
    choose(dialog.ihc, "3+")
    dialog.buttons.accepted.emit()
    panel = window.navigate.patient.samples
    assert window.presenter.record.samples == (TumourSample(ihc="3+"),)
    assert panel.status.text() == "HER2 status: Positive"
    assert "3+" in panel.how.text()
    assert window.navigate.patient.tumour.is_open


def test_a_removed_sample_takes_its_status_with_it(window, qtbot):
    window.presenter.put_sample(AMPLIFIED, None)
    window.navigate.patient.reveal_samples()
    window.navigate.patient.samples.remove_wanted.emit(0)
    assert window.presenter.record.samples == ()
    assert window.navigate.patient.samples.status.isHidden()
