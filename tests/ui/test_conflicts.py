"""What was entered against what the other facts say, visible at the left and at the step."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from navigator.domain.facts import TumourSample
from navigator.ui.conflicts import ConflictChip
from navigator.ui.parts import LinkButton


@pytest.fixture
def conflicting(window):
    """HER2 entered as negative beside an immunohistochemistry of 3+."""
    window.presenter.answer("disease_extent", "metastatic")
    window.presenter.answer("her2_ihc", "3+")
    window.presenter.answer("her2_final", "negative")
    return window


def words_of(widget):
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def test_a_conflict_stands_on_top_of_the_patient_with_both_sides(conflicting):
    card = conflicting.navigate.patient.conflicts
    assert card.isVisible()
    text = words_of(card)
    assert "1 conflict" in text
    assert "Entered: Negative. The other facts say: Positive." in text
    assert "3+" in text


def test_the_step_carries_a_chip_that_leads_to_the_fact(conflicting, qtbot):
    (chip,) = conflicting.navigate.step.findChildren(ConflictChip)
    assert "1 conflict" in words_of(chip)
    (link,) = chip.findChildren(LinkButton)
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    row = conflicting.navigate.patient._rows["her2_final"]
    assert row.button.isChecked()


def test_the_conflict_goes_when_the_fact_is_made_right(conflicting):
    conflicting.presenter.clear("her2_final")
    assert conflicting.navigate.patient.conflicts.isHidden()
    assert not [
        one for one in conflicting.navigate.step.findChildren(ConflictChip) if one.isVisible()
    ]


def test_a_sample_that_contradicts_its_own_counts_leads_to_the_samples(window, qtbot):
    # ISH negative, but ratio 2.4 with 6.1 copies is group 1, amplified (Wolff 2018, Figure 3)
    window.presenter.put_sample(
        TumourSample(None, "", "2+", "negative", ratio=Decimal("2.4"), copies=Decimal("6.1")), None
    )
    card = window.navigate.patient.conflicts
    (link,) = card.findChildren(LinkButton)
    assert link.objectName() == "samples"
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert window.navigate.patient.tumour.is_open
