"""The one field for clinical numbers, typed into with real keys in many locales."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from navigator.domain.elements import DataElement, ElementType, Limits
from navigator.domain.ids import ElementId
from navigator.domain.text import Text
from navigator.ui.number_edit import ClinicalNumberEdit

WEIGHT = DataElement(
    id=ElementId("weight"),
    group="patient",
    label=Text("Weight"),
    question=Text("What is the weight?"),
    type=ElementType.NUMBER,
    unit="kg",
    hard=Limits(Decimal(1), Decimal(250)),
    soft=Limits(Decimal(1), Decimal(200)),
)
LOCALES = [
    "C",
    "en_US",
    "en_GB",
    "fr_FR",
    "fr_CH",
    "de_DE",
    "de_CH",
    "es_ES",
    "it_IT",
    "nl_NL",
    "pt_BR",
    "pl_PL",
    "sv_SE",
    "tr_TR",
    "ru_RU",
    "ar_EG",
    "ar_DZ",
    "fa_IR",
    "he_IL",
    "hi_IN",
    "ja_JP",
    "zh_CN",
]
INTENDED = {
    "70": "70",
    "70.5": "70.5",
    "70,5": "70.5",
    "5,4": "5.4",
    "1.5": "1.5",
    "1,5": "1.5",
    "0.5": None,  # below the limit
    " 70 ": "70",
}
REFUSED = [
    ".5",
    "5.",
    "1.250",
    "1,250",
    "1 250",
    "1.250,5",
    "7_0",
    "1e3",
    "70kg",
    "-70",
    "+70",
    "nan",
    "inf",
    "0x46",
    "\N{ARABIC-INDIC DIGIT SEVEN}\N{ARABIC-INDIC DIGIT ZERO}",
    "\N{FULLWIDTH DIGIT SEVEN}\N{FULLWIDTH DIGIT ZERO}",
    "70.555",
    "1e400",
    "7000",
    "70.5.5",
]


@pytest.fixture
def field(qtbot):
    made = ClinicalNumberEdit()
    made.set_limits(WEIGHT)
    qtbot.addWidget(made)
    made.show()
    return made


def type_text(field, text):
    """Send each character as a key event, whatever alphabet it is from."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(field.line, event)


@pytest.fixture(params=LOCALES)
def locale(request):
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def test_a_number_is_the_same_number_in_every_country(locale, field):
    for text, intended in INTENDED.items():
        field.set_value(None)
        type_text(field, text)
        field.line.returnPressed.emit()
        assert field.value == (None if intended is None else Decimal(intended)), text


def test_what_is_not_plainly_one_number_is_refused_and_stays_to_be_corrected(locale, field):
    for text in REFUSED:
        field.set_value(None)
        type_text(field, text)
        field.line.returnPressed.emit()
        assert field.value is None, text
        assert field.line.text() == text
        assert field.echo.text()


def test_the_value_is_read_back_with_its_unit_while_it_is_typed(field):
    type_text(field, "70,5")
    assert field.echo.text() == "70.5\u00a0kg"


def test_a_possible_but_unusual_value_is_taken_and_asked_about(qtbot, field):
    type_text(field, "230")
    with qtbot.waitSignal(field.value_entered) as entered:
        field.line.returnPressed.emit()
    assert entered.args == [Decimal(230)]
    assert "unusual" in field.echo.text()


def test_emptying_the_field_makes_the_fact_unknown(qtbot, field):
    field.set_value(Decimal(70))
    field.line.clear()
    with qtbot.waitSignal(field.value_entered) as entered:
        field.line.returnPressed.emit()
    assert entered.args == [None]


def test_the_wheel_does_not_change_a_clinical_number(field):
    field.set_value(Decimal(70))
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 120),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field.line, wheel)
    assert field.line.text() == "70"


def test_escape_puts_the_last_value_back(qtbot, field):
    field.set_value(Decimal(70))
    field.line.setText("7,0,0")
    qtbot.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.line.text() == "70"


def test_a_value_that_did_not_change_is_not_announced(qtbot, field):
    field.set_value(Decimal(70))
    with qtbot.assertNotEmitted(field.value_entered):
        field.line.returnPressed.emit()
        field.line.left.emit()


def test_the_field_says_what_it_is_for_to_a_screen_reader(field):
    assert field.line.accessibleName() == "Weight, kg"
