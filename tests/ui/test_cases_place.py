"""The Cases place: the way in, the list, the page, and what stays hidden while it is locked."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMessageBox,
)

from navigator.domain.case import LARGEST_ATTACHMENT_BYTES, CaseOrder, CaseSummary, PatientNumber
from navigator.domain.facts import Identity, Line, Setting
from navigator.domain.problems import KnownTrouble
from navigator.presenters.case_rest import Away
from navigator.presenters.case_tools import Keyring
from navigator.presenters.library_links import Kind
from navigator.ui.case_dialogs import EraseDialog, ProgressDialog
from navigator.ui.cases_table import CasesTable
from navigator.ui.library_finder import FinderDialog
from navigator.ui.line_dialog import LineDialog
from navigator.ui.lock_form import LockForm
from tests.cases.shelves import OTHER, PASSPHRASE, RECORD, case_file
from tests.conftest import TODAY
from tests.ui.cases_window import cases_window

OK = QDialogButtonBox.StandardButton.Ok


@pytest.fixture
def person(qtbot, qapp, library, tmp_path):
    with cases_window(qtbot, qapp, library, tmp_path) as made:
        yield made


@pytest.fixture
def at_work(person):
    """The cases open, and one case on screen."""
    person.create()
    person.window.presenter.open_record(RECORD, "a patient")
    person.save_as_case()
    return person


def read(widget):
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())


# the way in


def test_the_place_is_made_when_it_is_first_opened_and_navigate_does_without(person):
    assert person.made is None
    person.window.navigate.step.press_answer(1)
    assert person.made is None
    person.go()
    assert person.place.creation.isVisible()


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("short", "short", "Too easy to guess"),
        (PASSPHRASE, PASSPHRASE + "x", "The two are not the same"),
    ],
)
def test_a_passphrase_that_is_not_taken_makes_no_file(person, tmp_path, first, second, why):
    person.go()
    form = person.place.creation
    form.first.setText(first)
    form.second.setText(second)
    form.make.click()
    assert form.trouble.text().startswith(why)
    assert not case_file(tmp_path).exists()


def test_the_recovery_key_stays_until_one_group_of_it_is_typed_back(person):
    person.go()
    form = person.place.creation
    form.first.setText(PASSPHRASE)
    form.second.setText(PASSPHRASE)
    form.make.click()
    person.qtbot.waitUntil(lambda: person.place.shows_recovery)
    recovery = person.place.recovery
    groups = recovery._key.split("-")
    assert all(one in recovery.shown_key.text() for one in groups)
    recovery.typed.setText(groups[(recovery._group + 1) % 8])
    recovery.done.click()
    assert person.place.shows_recovery
    assert "not group" in recovery.trouble.text()
    recovery.typed.setText(groups[recovery._group].lower())
    recovery.done.click()
    assert person.place.list.isVisible()
    assert groups[0] not in recovery.shown_key.text()


def test_the_saved_recovery_key_opens_the_cases_with_a_new_passphrase(at_work, tmp_path):
    at_work.desk.acting._new_recovery_key()
    from navigator.ui.lock_keys import RecoveryDialog  # noqa: PLC0415  (on request, as there)

    dialog = at_work.dialog(RecoveryDialog)
    file = tmp_path / "key.txt"
    dialog.page._save_to(str(file))
    key = "".join(line.split(".")[1] for line in file.read_text().splitlines() if "." in line[:3])
    dialog.close()
    at_work.desk.lock()
    form = at_work.desk.cover.page.form
    form.other.click()
    form.key.setText(key)
    form.fresh.setText(OTHER)
    form.open.click()
    at_work.qtbot.waitUntil(lambda: not at_work.desk.cover.up)
    at_work.desk.lock()
    at_work.unlock(OTHER)
    assert not at_work.desk.cover.up


def test_a_wrong_passphrase_is_refused_in_words_and_the_sixth_has_to_wait(at_work):
    at_work.desk.lock()
    form = at_work.desk.cover.page.form
    at_work.unlock("a wrong one")
    assert form.trouble.text()
    assert at_work.desk.cover.up
    for _ in range(5):
        at_work.unlock("a wrong one")
    assert "can be tried in" in form.trouble.text()
    assert not form.open.isEnabled()


def test_the_form_says_that_caps_lock_seems_to_be_on(qtbot):
    form = LockForm()
    qtbot.addWidget(form)
    form.show()
    qtbot.keyClick(form.passphrase, Qt.Key.Key_A)
    assert not form.caps.isVisible()
    qtbot.keyClicks(form.passphrase, "A")  # a capital without Shift
    assert form.caps.isVisible()


def test_nothing_typed_stays_in_a_form_that_is_hidden(qtbot):
    form = LockForm()
    qtbot.addWidget(form)
    form.show()
    form.passphrase.setText(PASSPHRASE)
    form.hide()
    assert form.passphrase.text() == ""


def test_changing_the_passphrase_needs_the_one_in_force(at_work):
    at_work.desk.acting.change_passphrase("not this one", OTHER)
    box = at_work.dialog(QMessageBox)
    box.close()
    at_work.desk.acting.change_passphrase(PASSPHRASE, OTHER)
    bar = at_work.window.statusBar()
    at_work.qtbot.waitUntil(lambda: "in force" in bar.currentMessage())
    at_work.desk.lock()
    at_work.unlock(OTHER)
    assert not at_work.desk.cover.up


# the lock


def test_the_lock_hides_every_window_and_takes_no_key(at_work, qtbot):
    window = at_work.window
    window.back_to_navigate()
    dialog = LineDialog(window.presenter.edition, None, None, window)
    dialog.regimen.setEditText("half typed")
    dialog.open()
    title = window.windowTitle()
    assert "Zoë Quastel" in title
    qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    if not at_work.desk.cover.up:  # a modal dialog keeps the key; the other way is always there
        window.actions_.lock.trigger()
    assert at_work.desk.cover.up
    assert at_work.visible_dialogs() == []
    assert not window.centralWidget().isVisible()
    assert not window.menuBar().isVisible()
    assert "Quastel" not in window.windowTitle()
    assert "Quastel" not in read(at_work.desk.cover.page)
    before = window.presenter.record
    for key in (Qt.Key.Key_N, Qt.Key.Key_Z, Qt.Key.Key_K, Qt.Key.Key_1):
        qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_1)
    assert window.presenter.record == before
    assert at_work.visible_dialogs() == []
    with pytest.raises(KnownTrouble):
        at_work.store.find()
    at_work.unlock()
    assert window.windowTitle() == title
    assert dialog.isVisible()
    assert dialog.regimen.currentText() == "half typed"
    assert window.actions_.new.isEnabled()
    dialog.close()


@pytest.mark.parametrize("away", list(Away))
def test_a_rest_and_a_sleep_lock_by_themselves_and_say_which(at_work, away):
    at_work.desk.locking.rest(away)
    assert at_work.desk.cover.up
    said = read(at_work.desk.cover.page)
    assert ("slept" in said) is (away is Away.SLEPT)


def test_the_status_bar_says_how_it_stands_and_locks(at_work):
    desk, window = at_work.desk, at_work.window
    assert window.status.lock.text() == "Cases open"
    desk.locking.button.click()
    assert desk.cover.up
    at_work.unlock()
    assert window.status.lock.text() == "Cases open"


def test_what_was_changed_before_the_lock_is_there_after_it(at_work):
    window = at_work.window
    window.presenter.clear("age")
    at_work.desk.lock()
    at_work.unlock()
    assert "age" not in at_work.store.open(1).record.facts
    window.actions_.undo.trigger()
    at_work.settle()
    assert at_work.store.open(1).record.facts["age"].value == 57


def test_somebody_else_begins_an_empty_patient_and_nothing_comes_back(at_work):
    at_work.desk.lock()
    at_work.desk.cover.page.leave.click()
    window = at_work.window
    assert not at_work.desk.cover.up
    assert window.presenter.record.identity == Identity()
    assert not window.actions_.undo.isEnabled()
    window.actions_.undo.trigger()
    assert window.presenter.record.identity == Identity()
    assert "Quastel" not in window.windowTitle()
    at_work.go()
    assert at_work.place.unlock.isVisible()


def test_a_patient_that_is_no_case_survives_the_lock_as_a_draft(person, qtbot):
    person.create()
    window = person.window
    window.back_to_navigate()
    window.navigate.step.press_answer(1)
    entered = window.presenter.record
    person.desk.lock()
    person.desk.cover.page.leave.click()
    person.go()
    person.unlock()
    assert person.place.list.unfinished_card.isVisible()
    person.place.list.go_on.click()
    assert window.presenter.record == entered
    person.desk.show_list()
    assert not person.place.list.unfinished_card.isVisible()


# saving


def test_every_answer_and_every_undo_is_in_the_file_when_the_window_closes(
    qtbot, qapp, library, tmp_path
):
    with cases_window(qtbot, qapp, library, tmp_path) as person:
        person.create()
        person.window.back_to_navigate()
        person.save_as_case()
        for _ in range(2):
            person.window.navigate.step.press_answer(1)
        person.window.actions_.undo.trigger()
        record = person.window.presenter.record
        assert len(record.facts) == 1
        assert not person.window.presenter.unsaved
        person.window.close()
    store = case_file(tmp_path).unlock(PASSPHRASE)
    assert store.open(1).record == record
    store.lock()


def test_a_full_disk_is_said_and_the_window_does_not_close_at_once(at_work, monkeypatch):
    store = at_work.store

    def refuse(*_):
        raise KnownTrouble("The disk is full.")

    monkeypatch.setattr(store, "save_record", refuse)
    at_work.window.presenter.clear("age")
    at_work.qtbot.waitUntil(lambda: "disk is full" in at_work.place.trouble_words.text())
    at_work.window.close()
    assert at_work.window.isVisible()
    at_work.dialog(QMessageBox).close()
    monkeypatch.undo()
    at_work.desk.session.flush()
    assert "age" not in store.open(1).record.facts


def test_saving_twice_makes_no_second_case(at_work):
    at_work.save_as_case()
    assert [one.number for one in at_work.store.find()] == [1]


def test_save_as_case_asks_for_the_passphrase_first_and_then_goes_on(
    qtbot, qapp, library, tmp_path
):
    with cases_window(qtbot, qapp, library, tmp_path) as person:
        person.create()
    with cases_window(qtbot, qapp, library, tmp_path) as person:
        person.window.navigate.step.press_answer(1)
        person.save_as_case()
        assert person.place.unlock.isVisible()
        person.unlock()
        person.qtbot.waitUntil(lambda: person.desk.case_on_screen == 1)
        assert person.window.windowTitle().startswith("Case 1")


# the list


class CountingTable(CasesTable):
    """Counts the cells that are put into words."""

    def __init__(self, edition):
        super().__init__(edition, TODAY)
        self.asked = 0
        self.cases.data = self._count(self.cases.data)

    def _count(self, data):
        def counted(index, role=Qt.ItemDataRole.DisplayRole):
            self.asked += role == Qt.ItemDataRole.DisplayRole
            return data(index, role)

        return counted


def test_of_ten_thousand_cases_only_those_in_sight_are_put_into_words(qtbot, edition_2013):
    table = CountingTable(edition_2013)
    qtbot.addWidget(table)
    table.resize(1000, 600)
    table.show()
    rows = tuple(CaseSummary(PatientNumber(at), Identity(f"P {at}")) for at in range(10_000))
    table.draw(rows, CaseOrder.NUMBER, edition_2013, TODAY)
    table.grab()
    in_sight = table.viewport().height() // table.rowHeight(0) + 2
    table.asked = 0
    for at in range(20):
        table.verticalScrollBar().setValue(at * 10_000)
        table.grab()
    assert 0 < table.asked <= 20 * 2 * in_sight * 7  # seven columns; each asked at most twice


def test_the_list_is_searched_filtered_and_opened_by_keys(at_work, qtbot):
    for name in ("Ann Example", "Bea Another"):
        at_work.store.add_patient(RECORD.__class__(identity=Identity(name)), "AB")
    at_work.desk.show_list()
    found = at_work.place.list
    assert found.count.text() == "3 cases"
    qtbot.keyClicks(found.search, "anoth")
    qtbot.keyClick(found.search, Qt.Key.Key_Down)
    assert [one.identity.name for one in found.table.cases.rows] == ["Bea Another"]
    assert found.count.text() == "1 of 3 cases"
    qtbot.keyClick(found.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Bea Another" in at_work.page.title.text())
    at_work.page.back.click()
    found.everything.click()
    found.overdue.setChecked(True)  # RECORD's LVEF is of 2026-09-01, 83 days ago
    assert [one.identity.name for one in found.table.cases.rows] == ["Bea Another", "Ann Example"]
    found.line.setCurrentIndex(found.line.findData(2))
    found.line.activated.emit(0)
    assert found.table.cases.rows == ()
    assert found.empty.isVisible()
    found.clear.click()
    assert len(found.table.cases.rows) == 3


# the search over everything


@pytest.fixture
def finder(at_work):
    """Ctrl+K over the open store: Zoë Quastel, who is case 1, and Ann Example on T-DM1."""
    on_tdm1 = Line("TDM1", Setting.METASTATIC, date(2026, 1, 7), None)
    ended = replace(on_tdm1, regimen="LAP_CAPE", stop=date(2026, 9, 1))
    for name, line in (("Ann Example", on_tdm1), ("Bea Another", ended)):
        at_work.store.add_patient(RECORD.__class__(identity=Identity(name), lines=(line,)), "AB")
    return lambda: open_finder(at_work)


def open_finder(person):
    person.window.around.find.trigger()
    return person.window.findChildren(FinderDialog)[-1]


def cases_in(dialog):
    rows = (one for one in dialog.rows.rows.rows if one.target is not None)
    return [one.words for one in rows if one.target.kind is Kind.CASE]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("zoe", ["Case 1 · Zoë Quastel"]),
        ("#2", ["Case 2 · Ann Example"]),
        ("2", ["Case 2 · Ann Example"]),
        ("emtans", ["Case 2 · Ann Example"]),
        ("lapatinib cape", []),  # that line has ended
        ("xylophone", []),
    ],
)
def test_the_search_over_everything_finds_an_open_case(finder, qtbot, typed, found):
    dialog = finder()
    qtbot.keyClicks(dialog.search, typed)
    assert cases_in(dialog) == found


def test_a_case_that_was_found_is_opened_with_return(at_work, finder, qtbot):
    at_work.window.back_to_navigate()
    dialog = finder()
    qtbot.keyClicks(dialog.search, "ann ex")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Ann Example" in at_work.page.title.text())
    assert at_work.window.places.currentWidget() is at_work.place


def test_the_search_over_everything_names_nobody_who_is_locked(at_work, finder, qtbot):
    open_before = finder()
    at_work.desk.lock()
    open_before._look_up("ann")
    assert cases_in(open_before) == []
    at_work.desk.cover.page.leave.click()
    dialog = open_finder(at_work)
    qtbot.keyClicks(dialog.search, "ann")
    assert cases_in(dialog) == []


def test_sorting_by_name_puts_the_names_in_order(at_work):
    at_work.store.add_patient(RECORD.__class__(identity=Identity("Ann Example")), "AB")
    at_work.desk.show_list()
    table = at_work.place.list.table
    table.horizontalHeader().sectionClicked.emit(1)
    assert [one.identity.name for one in table.cases.rows] == ["Ann Example", "Zoë Quastel"]


def test_an_empty_list_says_how_the_first_case_is_made(person):
    person.create()
    assert "save it as a case" in person.place.list.empty.text()


# the page


def test_the_page_shows_what_is_kept(at_work):
    at_work.open_case()
    said = read(at_work.page)
    for words in (
        "Case 1 · Zoë Quastel",
        "born 1969-03-04",
        "penicillin",
        "If this line fails",
        "T-DM1",
        "LVEF",
        "Receptor status over time",
        "metastasis, IHC 2+, ISH positive, ratio 2.4",
        "2 months old",  # LVEF of 2026-09-01 on 2026-11-23, 83 days
        "Decisions against the guideline",
        "Case added",
    ):
        assert words in said, words


def test_an_earlier_measurement_is_drawn_and_changes_nothing_that_holds(at_work):
    at_work.open_case()
    at_work.page.measure.trigger()
    from navigator.ui.case_dialogs import MeasurementDialog  # noqa: PLC0415  (on request, as there)

    dialog = at_work.dialog(MeasurementDialog)
    at_work.qtbot.keyClicks(dialog._fields[0].line, "58")
    at_work.qtbot.keyClicks(dialog.day.line, "2025-03-01")
    dialog.day._take()
    dialog.buttons.button(OK).click()
    at_work.qtbot.waitUntil(lambda: len(at_work.store.open(1).series("lvef_pct")) == 2)
    series = at_work.store.open(1).series("lvef_pct")
    assert [str(one.value) for one in series] == ["58", "61.50"]
    assert str(at_work.store.open(1).record.facts["lvef_pct"].value) == "61.50"


def test_a_progression_is_recorded_from_the_menu_of_navigate_while_its_case_is_open(at_work):
    window = at_work.window
    command = window.actions_.progression
    assert command in window.actions_.edit.actions()
    assert command.isEnabled()
    window.back_to_navigate()
    command.trigger()
    at_work.dialog(ProgressDialog).buttons.button(OK).click()  # of today, as offered
    at_work.settle()
    assert at_work.store.open(1).record.lines[-1].stop == TODAY
    at_work.desk.lock()
    assert not command.isEnabled()
    at_work.unlock()
    assert command.isEnabled()
    window.forget_patient()
    assert not command.isEnabled()


def test_no_progression_is_offered_of_a_patient_who_is_no_case(person):
    assert not person.window.actions_.progression.isEnabled()
    person.create()
    person.window.open_sample()
    assert not person.window.actions_.progression.isEnabled()


def test_a_case_is_erased_only_after_its_number_was_typed(at_work):
    at_work.open_case()
    at_work.page.erase.trigger()
    dialog = at_work.dialog(EraseDialog)
    dialog.typed.setText("2")
    dialog.buttons.button(OK).click()
    assert dialog.trouble.text()
    assert [one.number for one in at_work.store.find()] == [1]
    dialog.typed.setText("1")
    dialog.buttons.button(OK).click()
    at_work.qtbot.waitUntil(lambda: at_work.store.find() == ())
    assert at_work.window.presenter.record.identity == Identity()


def test_an_attachment_comes_out_as_it_went_in_and_one_too_large_is_refused(at_work, tmp_path):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF-1.4 scanned")
    at_work.open_case()
    at_work.desk.acting.attach(str(scan))
    at_work.qtbot.waitUntil(lambda: "scan.pdf" in read(at_work.page))
    (kept,) = at_work.store.attachments(1)
    at_work.desk.acting._ask_where("scan.pdf", at_work.store.attachment(kept.row))
    at_work.desk.acting.export_to(str(tmp_path / "out.pdf"))
    assert (tmp_path / "out.pdf").read_bytes() == scan.read_bytes()
    for dialog in at_work.visible_dialogs():
        dialog.close()
    with scan.open("r+b") as file:
        file.truncate(LARGEST_ATTACHMENT_BYTES + 1)
    at_work.desk.acting.attach(str(scan))
    assert "larger than 20 MB" in at_work.dialog(QMessageBox).informativeText()
    assert len(at_work.store.attachments(1)) == 1


def test_a_plot_is_drawn_to_scale(qtbot, edition_2013):
    from datetime import date  # noqa: PLC0415  (one test)
    from decimal import Decimal  # noqa: PLC0415  (one test)

    from navigator.presenters.case_plots import Plot, PlotLimit, PlotPoint  # noqa: PLC0415  (one test)
    from navigator.ui.case_plot import PlotView  # noqa: PLC0415  (one test)

    days = (date(2025, 1, 1), date(2025, 1, 11), date(2025, 1, 21))
    points = tuple(
        PlotPoint(day, Decimal(value), "") for day, value in zip(days, (40, 50, 60), strict=True)
    )
    limit = PlotLimit(Decimal(50), "a limit", "a source")
    view = PlotView(Plot("LVEF", "%", points, (limit,), days[0], days[2], Decimal(40), Decimal(60)))
    qtbot.addWidget(view)
    view.resize(401, 200)
    first, middle, last = view.points()
    assert (first.x(), middle.x(), last.x()) == (0, 200, 400)
    assert middle.y() == (first.y() + last.y()) / 2
    assert view.up(Decimal(50)) == middle.y()
    assert "a limit" in view.accessibleDescription()


# for everybody


def test_every_control_of_the_place_has_a_name(at_work):
    at_work.open_case()
    at_work.desk.show_list()
    kinds = (QLineEdit, QComboBox, QAbstractButton)
    nameless = [
        one
        for kind in kinds
        for one in at_work.place.findChildren(kind)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not one.accessibleName()
        and not (isinstance(one, QAbstractButton) and one.text())
        and not isinstance(one.parent(), QComboBox)
    ]
    assert nameless == []


def test_a_broken_page_after_a_defect_offers_no_case(at_work):
    at_work.open_case()
    at_work.window.freeze()
    assert at_work.window.places.currentWidget() is at_work.window.navigate
    assert not at_work.window.around.rail.isEnabled()
    assert not at_work.window.actions_.save_case.isEnabled()


def test_dialogs_do_not_outlive_their_case(at_work):
    at_work.open_case()
    at_work.page.erase.trigger()
    at_work.dialog(EraseDialog)
    at_work.desk.lock()
    at_work.desk.cover.page.leave.click()
    assert at_work.visible_dialogs() == []


# with others


def test_a_file_that_another_program_has_open_can_be_read_beside_it(person, tmp_path):
    store, _ = case_file(tmp_path).create(PASSPHRASE, "AB")
    store.add_patient(RECORD, "AB")
    person.go()
    person.unlock()
    form = person.place.unlock
    assert "another program" in form.trouble.text()
    form.reading.setChecked(True)
    person.unlock()
    person.qtbot.waitUntil(person.place.list.isVisible)
    assert "reading only" in person.place.list.read_only.text()
    assert not person.place.list.save.isEnabled()
    person.open_case()
    assert not person.page.progress.isEnabled()
    assert not person.page.erase.isEnabled()
    store.lock()


def test_whoever_comes_back_is_noted_with_what_follows(at_work):
    at_work.desk.lock()
    form = at_work.desk.cover.page.form
    assert form.who.text() == "AB"
    form.who.setText("CD")
    at_work.unlock()
    at_work.window.presenter.clear("age")
    at_work.settle()
    assert [one.by for one in at_work.store.audit(1)][-1] == "CD"


def test_an_unlocking_that_ends_after_somebody_left_opens_nothing(at_work):
    at_work.desk.lock()
    form = at_work.desk.cover.page.form
    form.passphrase.setText(PASSPHRASE)
    form.open.click()
    at_work.desk.cover.page.leave.click()
    at_work.desk.jobs.finish()
    at_work.qtbot.wait(1)
    assert at_work.desk.session is None
    assert at_work.window.presenter.record.identity == Identity()


class Ring:
    def __init__(self):
        self.passphrase = None

    def offered(self):
        return Keyring(self.keep, lambda: self.passphrase, self.forget)

    def keep(self, passphrase):
        self.passphrase = passphrase
        return True

    def forget(self):
        self.passphrase = None


def test_the_keyring_opens_the_cases_only_at_the_first_way_in(qtbot, qapp, library, tmp_path):
    ring = Ring()
    with cases_window(qtbot, qapp, library, tmp_path) as person:
        person.create()
        assert not person.place.unlock.from_ring.isVisible()
    for kept in (False, True):
        with cases_window(qtbot, qapp, library, tmp_path) as person:
            person.desk.tools = replace(person.desk.tools, keyring=ring.offered)
            person.go()
            form = person.place.unlock
            way = form.from_ring if kept else form.keeping
            qtbot.waitUntil(way.isVisible)
            way.click()
            if not kept:
                person.unlock()
            qtbot.waitUntil(person.place.list.isVisible)
            qtbot.waitUntil(lambda: ring.passphrase == PASSPHRASE)
            person.desk.lock()
            assert not person.desk.cover.page.form.from_ring.isVisible()
            person.unlock()
            if kept:  # the one in the keyring opens nothing any more
                person.desk.acting.change_passphrase(PASSPHRASE, OTHER)
                qtbot.waitUntil(lambda: ring.passphrase is None)


def test_a_plan_that_was_printed_is_kept_like_one_that_was_exported(at_work):
    window = at_work.window
    window.open_sample()
    at_work.save_as_case()
    window.open_plan("LAP_CAPE")
    place = window.planning.place
    at_work.qtbot.waitUntil(lambda: bool(place.presenter.state.pdf), timeout=30000)
    pdf = place.presenter.state.pdf
    place.screen.output.printed.emit(pdf)
    (plan,) = at_work.store.plans(2)
    assert at_work.store.plan_pdf(plan.number) == pdf
    assert plan.regimen == "LAP_CAPE"


def progression(person):
    """Open the dialog of a progression from the page of case 1."""
    person.open_case()
    person.page.progress.click()
    return person.dialog(ProgressDialog)


def test_a_half_typed_progression_is_a_draft_of_its_case_until_it_is_done(at_work):
    dialog = progression(at_work)
    dialog.toxicities.setText("neuropathy 3")
    dialog.response.setCurrentText("Partial response")
    at_work.desk.lock()
    at_work.desk.cover.page.leave.click()
    at_work.go()
    at_work.unlock()
    at_work.qtbot.waitUntil(at_work.place.list.isVisible)
    at_work.place.list.unfinished.setChecked(True)
    assert [one.number for one in at_work.place.list.table.cases.rows] == [1]
    dialog = progression(at_work)
    assert dialog.toxicities.text() == "neuropathy 3"
    assert dialog.response.currentText() == "Partial response"
    dialog.buttons.button(OK).click()
    at_work.settle()
    case = at_work.store.open(1)
    assert [(one.term, one.grade) for one in case.record.lines[2].toxicities] == [("neuropathy", 3)]
    assert at_work.store.draft(1) == ""


def test_a_progression_is_taken_back_by_one_undo(at_work):
    before = at_work.window.presenter.record
    progression(at_work).buttons.button(OK).click()
    assert at_work.window.presenter.record.lines[2].stop == TODAY
    at_work.window.actions_.undo.trigger()
    at_work.settle()
    assert at_work.window.presenter.record == before
    assert at_work.store.open(1).record.lines == before.lines


def test_the_page_of_a_case_comes_back_after_the_lock(at_work):
    at_work.open_case()
    at_work.desk.lock()
    assert "Quastel" not in read(at_work.place)
    at_work.unlock()
    at_work.qtbot.waitUntil(lambda: "Case 1 · Zoë Quastel" in read(at_work.page))


def test_who_was_in_navigate_is_in_navigate_after_the_lock(at_work):
    assert at_work.window.places.currentWidget() is at_work.window.navigate
    at_work.desk.lock()
    at_work.unlock()
    at_work.desk.jobs.finish()
    assert at_work.window.places.currentWidget() is at_work.window.navigate


def test_an_older_file_that_cannot_be_opened_for_writing_says_why_on_the_way_in(at_work):
    at_work.desk.acting._accept_older("a wrong one")
    form = at_work.place.unlock
    at_work.qtbot.waitUntil(lambda: "as they were, and locked." in form.trouble.text())
    assert "passphrase" in form.trouble.text()
    assert form.isVisible()
    at_work.unlock()
    at_work.qtbot.waitUntil(at_work.place.list.isVisible)


def test_a_lock_while_the_older_file_is_opened_stays_a_lock(at_work):
    at_work.desk.acting._accept_older("a wrong one")
    at_work.desk.lock()
    form = at_work.desk.cover.page.form
    at_work.qtbot.waitUntil(lambda: bool(form.trouble.text()))
    assert at_work.desk.cover.up
    at_work.unlock()
    assert not at_work.desk.cover.up
