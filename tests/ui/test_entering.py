"""Entering facts, days, lines and identity in place."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QWidget

from navigator.domain.facts import (
    NOT_DONE,
    Fact,
    Identity,
    Line,
    Response,
    Setting,
    StopReason,
    Toxicity,
)
from navigator.presenters.facts_shown import FactRow, Knowledge
from navigator.ui.date_edit import DateEdit
from navigator.ui.fact_editor import FactEditor
from navigator.ui.fact_row import FactRowWidget
from navigator.ui.identity_form import IdentityForm
from navigator.ui.line_dialog import LineDialog
from navigator.ui.word_button import ChoiceButton
from navigator.words import say


def editor(qtbot, edition, element, fact=None):
    made = FactEditor(edition.elements[element], fact)
    qtbot.addWidget(made)
    made.show()
    return made


def press(qtbot, made, words):
    for button in made.findChildren(ChoiceButton):
        if button.label.text() == words:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
            return
    raise AssertionError(words)


def test_a_choice_is_one_click(qtbot, edition_2013):
    made = editor(qtbot, edition_2013, "her2_ihc")
    with qtbot.waitSignal(made.fact_given) as told:
        press(qtbot, made, "3+")
    assert told.args == ["3+", None]


def test_not_done_is_an_answer_of_its_own(qtbot, edition_2013):
    made = editor(qtbot, edition_2013, "lvef_pct")
    with qtbot.waitSignal(made.fact_given) as told:
        press(qtbot, made, "Not done")
    assert told.args[0] is NOT_DONE


def test_every_kind_of_fact_that_can_be_not_done_offers_it_and_unknown(qtbot, edition_2013):
    for element in edition_2013.elements.values():
        asked = replace(element, not_done=True)
        made = FactEditor(asked, Fact(element.id, NOT_DONE))
        qtbot.addWidget(made)
        words = [button.label.text() for button in made.findChildren(ChoiceButton)]
        named = [say(one.label) for one in element.choices if one.id == "not_done"]
        assert [one for one in words if one in ("Not done", *named)], element.id
        assert not made.unknown.isHidden(), element.id


def test_several_choices_can_be_said_not_done(qtbot, edition_2013):
    sites = replace(edition_2013.elements["met_sites"], not_done=True)
    made = FactEditor(sites, Fact("met_sites", frozenset({"bone"})))
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.fact_given) as told:
        press(qtbot, made, "Not done")
    assert told.args[0] is NOT_DONE


def test_a_number_comes_as_decimal_and_a_count_as_int(qtbot, edition_2013):
    for element, text, value in (("lvef_pct", "54,5", Decimal("54.5")), ("age", "61", 61)):
        made = editor(qtbot, edition_2013, element)
        field = made.answer.column.itemAt(1).widget()
        with qtbot.waitSignal(made.fact_given) as told:
            qtbot.keyClicks(field.line, text)
            qtbot.keyClick(field.line, Qt.Key.Key_Return)
        assert told.args[0] == value
        assert type(told.args[0]) is type(value)


def test_an_impossible_number_is_not_given_on(qtbot, edition_2013):
    made = editor(qtbot, edition_2013, "weight")
    field = made.answer.column.itemAt(1).widget()
    with qtbot.assertNotEmitted(made.fact_given):
        qtbot.keyClicks(field.line, "7000")
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.echo.text()


def test_several_sites_can_be_chosen_together(qtbot, edition_2013):
    fact = Fact("met_sites", frozenset({"bone"}))
    made = editor(qtbot, edition_2013, "met_sites", fact)
    with qtbot.waitSignal(made.fact_given) as told:
        press(qtbot, made, "Liver")
    assert told.args[0] == frozenset({"bone", "liver"})


def test_the_date_of_a_known_value_can_be_given_later(qtbot, edition_2013):
    made = editor(qtbot, edition_2013, "lvef_pct", Fact("lvef_pct", Decimal(60)))
    with qtbot.waitSignal(made.fact_given) as told:
        qtbot.keyClicks(made.day.line, "2026-03-01")
        qtbot.keyClick(made.day.line, Qt.Key.Key_Return)
    assert told.args == [Decimal(60), date(2026, 3, 1)]


def test_a_known_fact_can_be_made_unknown_again(qtbot, edition_2013):
    made = editor(qtbot, edition_2013, "lvef_pct", Fact("lvef_pct", Decimal(60)))
    with qtbot.waitSignal(made.fact_cleared):
        qtbot.mouseClick(made.unknown, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("text", ["01.03.2026", "2026-13-01", "yesterday", "1850-01-01"])
def test_what_is_no_day_stays_in_the_field_with_the_reason(qtbot, text):
    field = DateEdit("Day")
    qtbot.addWidget(field)
    field.show()
    with qtbot.assertNotEmitted(field.date_entered):
        qtbot.keyClicks(field.line, text)
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert field.trouble.text()
    assert field.line.text() == text


def test_a_day_in_the_future_is_refused(qtbot):
    field = DateEdit("Day")
    qtbot.addWidget(field)
    field.line.setText(QDate.currentDate().addDays(2).toString(Qt.DateFormat.ISODate))
    assert "future" in field.refused


def row(edition, element, knowledge=Knowledge.UNKNOWN, value="unknown", fact=None):
    return FactRow(edition.elements[element], knowledge, value, fact)


def test_a_row_says_label_value_and_state_to_a_screen_reader(qtbot, edition_2013):
    widget = FactRowWidget()
    qtbot.addWidget(widget)
    widget.draw(row(edition_2013, "ecog", Knowledge.KNOWN, "1", Fact("ecog", 1)))
    assert widget.button.accessibleName().endswith(": 1")
    assert "known" in widget.button.accessibleDescription()


def test_a_row_unfolds_by_keyboard_and_folds_when_answered(qtbot, edition_2013):
    widget = FactRowWidget()
    qtbot.addWidget(widget)
    widget.draw(row(edition_2013, "chf_symptomatic"))
    widget.show()
    widget.button.setFocus()
    qtbot.keyClick(widget.button, Qt.Key.Key_Space)
    assert widget.findChildren(FactEditor)
    with qtbot.waitSignal(widget.fact_given) as told:
        press(qtbot, widget, "No")
    assert told.args == ["chf_symptomatic", False, None]
    fact = Fact("chf_symptomatic", value=False)
    widget.draw(row(edition_2013, "chf_symptomatic", Knowledge.KNOWN, "No", fact))
    assert not widget.button.isChecked()


def test_no_known_allergies_is_not_the_same_as_not_asked(qtbot):
    form = IdentityForm()
    qtbot.addWidget(form)
    form.show()
    form.draw(Identity(name="A"))
    with qtbot.waitSignal(form.identity_changed) as told:
        qtbot.mouseClick(form.no_allergies, Qt.MouseButton.LeftButton)
    assert told.args[0].allergies == ()
    form.draw(told.args[0])
    form.allergies.setText("penicillin, latex")
    with qtbot.waitSignal(form.identity_changed) as told:
        form.allergies.editingFinished.emit()
    assert told.args[0].allergies == ("penicillin", "latex")


@pytest.fixture
def dialog(qtbot, edition_2013):
    owner = QWidget()
    qtbot.addWidget(owner)
    yield LineDialog(edition_2013, None, None, owner)
    owner.close()


def test_a_regimen_of_the_library_is_given_by_its_id(dialog, qtbot):
    dialog.regimen.setEditText("trastuzumab and docetaxel")
    dialog.reason.setCurrentText("Progression")
    with qtbot.waitSignal(dialog.line_given) as told:
        dialog.buttons.accepted.emit()
    line = Line("T_DOC", Setting.METASTATIC, stop_reason=StopReason.PROGRESSION)
    assert told.args == [line, None]


def test_drugs_that_the_library_does_not_hold_stand_in_words(dialog, qtbot):
    dialog.regimen.setEditText("margetuximab, gemcitabine")
    with qtbot.waitSignal(dialog.line_given) as told:
        dialog.buttons.accepted.emit()
    assert told.args[0].regimen == "margetuximab, gemcitabine"


def test_a_line_without_a_regimen_or_ending_before_it_starts_is_refused(dialog, qtbot):
    with qtbot.assertNotEmitted(dialog.line_given):
        dialog.buttons.accepted.emit()
        dialog.regimen.setEditText("x")
        dialog.start.set_value(date(2025, 5, 1))
        dialog.stop.set_value(date(2025, 4, 1))
        dialog.buttons.accepted.emit()
    assert "before the first day" in dialog.trouble.text()


def test_changing_a_line_keeps_all_that_was_told_of_it(qtbot, edition_2013):
    owner = QWidget()
    qtbot.addWidget(owner)
    line = Line(
        "T_DOC",
        Setting.ADJUVANT,
        date(2024, 1, 1),
        date(2024, 6, 1),
        StopReason.TOXICITY,
        Response.PARTIAL,
        Decimal(240),
        (Toxicity("neuropathy", 3),),
        "stopped early",
    )
    dialog = LineDialog(edition_2013, line, 2, owner)
    with qtbot.waitSignal(dialog.line_given) as told:
        dialog.buttons.accepted.emit()
    assert told.args == [line, 2]
    owner.close()


def test_a_side_effect_without_a_grade_is_refused_and_one_with_it_taken(dialog, qtbot):
    dialog.regimen.setEditText("x")
    dialog.toxicities.setText("neuropathy")
    with qtbot.assertNotEmitted(dialog.line_given):
        dialog.buttons.accepted.emit()
    assert "with its grade" in dialog.trouble.text()
    dialog.toxicities.setText("neuropathy 3")
    with qtbot.waitSignal(dialog.line_given) as told:
        dialog.buttons.accepted.emit()
    assert told.args[0].toxicities == (Toxicity("neuropathy", 3),)
