"""Choosing the unit beside a number."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from navigator.ui.number_edit import ClinicalNumberEdit


@pytest.fixture
def field(qtbot, edition_2013):
    holder = QWidget()
    qtbot.addWidget(holder)
    made = ClinicalNumberEdit()
    made.set_limits(edition_2013.elements["weight"])
    elsewhere = QLineEdit()
    column = QVBoxLayout(holder)
    column.addWidget(made)
    column.addWidget(elsewhere)
    holder.show()
    made.elsewhere = elsewhere
    made.holder = holder
    return made


def echo(field):
    return field.echo.text().replace("\N{NO-BREAK SPACE}", " ")


def test_a_number_typed_before_its_unit_is_chosen_keeps_its_digits(qtbot, field):
    qtbot.keyClicks(field.line, "154")
    field.units.setCurrentIndex(1)
    assert field.line.text() == "154"
    assert echo(field) == "154 lb = 69.85 kg"
    with qtbot.waitSignal(field.value_entered) as told:
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert told.args == [Decimal("69.85")]


def test_a_kept_value_is_shown_in_the_unit_that_is_chosen_and_announced_by_nobody(qtbot, field):
    field.set_value(Decimal(70))
    assert echo(field) == "= 154.3 lb"
    with qtbot.assertNotEmitted(field.value_entered):
        field.units.setCurrentIndex(1)
        field.line.setFocus()
        field.elsewhere.setFocus()
    assert field.line.text() == "154.3"
    assert echo(field) == "= 70 kg"
    assert field.value == Decimal(70)


def test_an_exact_value_survives_being_looked_at(qtbot, field):
    field.set_value(Decimal("69.85"))
    with qtbot.assertNotEmitted(field.value_entered):
        field.line.setFocus()
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == "69.85"
    assert field.value == Decimal("69.85")


def test_going_to_the_unit_does_not_take_the_number_and_leaving_it_does(qtbot, field):
    field.line.setFocus()
    qtbot.keyClicks(field.line, "70")
    taken = []
    field.value_entered.connect(taken.append)
    field.units.setFocus()
    assert taken == []
    field.elsewhere.setFocus()
    assert taken == [Decimal(70)]


def test_the_wheel_never_changes_a_unit(field):
    field.units.wheelEvent(
        QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(0, 0),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
    )
    assert field.units.currentIndex() == 0


def test_units_are_named_for_screen_readers(field):
    assert field.units.accessibleName() == "Unit"
    assert [field.units.itemText(index) for index in range(2)] == ["kg", "lb"]


def test_an_element_of_one_unit_has_no_choice(qtbot, edition_2013):
    made = ClinicalNumberEdit()
    qtbot.addWidget(made)
    made.set_limits(edition_2013.elements["lvef_pct"])
    assert made.units is None


def test_a_weight_in_pounds_reaches_the_record_in_kilograms(window, qtbot):
    window.presenter.ask("weight")
    number = window.navigate.step.question.number
    number.units.setCurrentIndex(1)
    qtbot.keyClicks(number.line, "154")
    qtbot.keyClick(number.line, Qt.Key.Key_Return)
    assert window.presenter.record.facts["weight"].value == Decimal("69.85")
