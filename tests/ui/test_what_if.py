"""Trying facts on a copy, in the window."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from navigator.domain.facts import PatientRecord
from navigator.presenters.pivots_shown import PivotsPresenter
from navigator.ui.chart_tried import TriedOverlay
from tests.presenters.held_jobs import HeldJobs


@pytest.fixture
def tried(window):
    """The window in a what-if on the sample patient."""
    window.open_sample()
    window.navigate.what_if.trigger()
    return window


def test_the_what_if_is_plain_to_see_and_left_again(qtbot, tried):
    desk = tried.navigate.desk
    assert desk.banner.isVisible()
    assert desk.card.isVisible()
    assert tried.navigate.what_if.isChecked()
    qtbot.mouseClick(desk.banner.leave, Qt.MouseButton.LeftButton)
    assert not desk.banner.isVisible()
    assert not desk.card.isVisible()
    assert not tried.navigate.what_if.isChecked()


def test_the_single_facts_are_found_and_one_is_tried_by_a_click(qtbot, tried):
    card = tried.navigate.desk.card
    before = tried.presenter.record
    qtbot.waitUntil(lambda: bool(card.links))
    card.links[0].click()
    assert tried.presenter.record == before
    assert tried.presenter.tries
    assert len(tried.navigate.desk.card._shown.changes) == 1
    assert tried.navigate.desk.card._shown.differs


def test_changes_are_taken_over_by_one_click_and_undone_by_one(qtbot, tried):
    banner = tried.navigate.desk.banner
    assert not banner.take.isEnabled()
    before = tried.presenter.record
    tried.presenter.answer("lvef_pct", Decimal(40))
    assert tried.presenter.record == before
    qtbot.mouseClick(banner.take, Qt.MouseButton.LeftButton)
    assert tried.presenter.record.facts["lvef_pct"].value == Decimal(40)
    tried.actions_.undo.trigger()
    assert tried.presenter.record == before


def test_no_option_of_a_copy_can_be_planned(tried):
    cards = tried.navigate.step.options.cards
    assert cards
    assert all(card.plan.isHidden() for card in cards)
    assert all(card.decide.isHidden() for card in cards)


def test_a_change_is_dropped_from_the_card(tried):
    tried.presenter.answer("lvef_pct", Decimal(40))
    tried.navigate.desk.card.drop_wanted.emit("lvef_pct")
    assert tried.navigate.desk.card._shown.changes == ()


def test_after_a_defect_nothing_of_the_what_if_is_left_on_screen(tried):
    tried.freeze()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not tried.navigate.desk.card.isVisible()
    assert not tried.navigate.what_if.isEnabled()
    assert not tried.navigate.paste.isEnabled()


def test_the_what_if_stands_in_the_menu_and_leads_back_from_the_library(window):
    assert window.navigate.what_if in window.actions_.edit.actions()
    window.open_sample()
    window.around.show_library()
    window.navigate.what_if.trigger()
    assert window.places.currentWidget() is window.navigate
    assert window.presenter.tries


def test_both_paths_are_on_the_chart_in_the_outline_and_in_the_legend(tried):
    flow = tried.navigate.flow
    tried.presenter.answer("lvef_pct", Decimal(40))
    overlays = [one for one in flow.chart.scene().items() if isinstance(one, TriedOverlay)]
    assert len(overlays) == 1
    assert not flow.legend._tried.isHidden()
    flow.outline.draw(tried.presenter.edition, flow._state.marks)
    states = {step: item.text(1) for step, item in flow.outline._items.items()}
    assert states["Q_SAFE"].endswith("the what-if is here")
    assert states["Q_3L_CAPE"] == "the patient is here"
    tried.presenter.leave_what_if()
    left = [one for one in flow.chart.scene().items() if isinstance(one, TriedOverlay)]
    assert left == []
    assert flow.legend._tried.isHidden()


def test_a_long_search_shows_how_far_it_is_and_can_be_cancelled(qtbot, tried):
    card = tried.navigate.desk.card
    qtbot.waitUntil(lambda: bool(card.links))
    held = PivotsPresenter(card, HeldJobs())
    card.follow(held)
    held.open(tried.presenter.edition, PatientRecord())
    assert card.progress.isHidden()
    assert card._late.interval() == 500
    card._late.timeout.emit()
    assert not card.progress.isHidden()
    assert (card.progress.value(), card.progress.maximum()) == held.progress
    assert card.progress.maximum() > 0
    qtbot.mouseClick(card.cancel, Qt.MouseButton.LeftButton)
    assert card.progress.isHidden()
    assert card._note.text() == "The search was stopped."


def test_in_a_narrow_window_the_focus_is_scrolled_to(qtbot, qapp, window):
    look = window.appearance._look
    window.resize(800, 600)
    look.use_text_size(200)
    qtbot.waitUntil(lambda: window.navigate.splitter.width() > window.navigate.width())
    area = window.navigate._area
    panel = window.navigate.patient
    area._see_focus(window.navigate.step.question.buttons[0])
    assert area.horizontalScrollBar().value() > 0
    area._see_focus(panel.search)
    assert area.horizontalScrollBar().value() < panel.search.width()
