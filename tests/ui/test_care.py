"""Looking after all cases in the real window: updates, meetings, archives, backups, the trail."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox

from navigator.cases.archive import export_cases
from navigator.domain.case import NewPlan
from navigator.domain.case_care import Answer, Same
from navigator.domain.facts import Identity, PatientRecord
from navigator.services.library_update import new_assessment
from navigator.services.sample_patient import sample_patient
from navigator.ui.archive_export import ExportDialog, ExportWanted
from navigator.ui.backup_gate import GateDialog
from navigator.ui.care_desk import CareDesk
from navigator.ui.lock_keys import OnePassphraseDialog
from navigator.ui.parts import Words
from tests.cases.shelves import CHEAP, PASSPHRASE, data_file, new_store
from tests.report.reading import text_of
from tests.ui.cases_window import cases_window

OWN = "an own passphrase for it"
TODAY = date(2026, 11, 23)
EMPTY = PatientRecord()
PLANS = ("AAAA-BBBB-CCCC", "DDDD-EEEE-FFFF")


@pytest.fixture
def person(qtbot, qapp, library, tmp_path):
    with cases_window(qtbot, qapp, library, tmp_path / "home") as opened:
        opened.create()
        yield opened
        care(opened).jobs.finish()


def care(person):
    return person.desk.findChild(CareDesk)


def rested(person):
    """Let what was begun at the opening of the cases come to its end."""
    person.qtbot.waitUntil(lambda: bool(list_backups(person)))


def list_backups(person):
    file = person.desk.tools.file
    return file.backups(file.backup_folder)


def words_on(page):
    QCoreApplication.sendPostedEvents()  # what was added to a layout is shown by one
    return "\n".join(one.text() for one in page.findChildren(Words) if one.isVisibleTo(page))


def boxes(person):
    return [one for one in person.window.findChildren(QMessageBox) if one.isVisible()]


def assessed_elsewhere(person, library, name="Quastel"):
    """A case last assessed with a library that had one option less, and with a printed plan."""
    record = library_sample(person, library)
    record = replace(record, identity=Identity(name))
    edition = person.window.presenter.edition
    number = person.store.add_patient(record, "AB")
    kept = new_assessment(edition, person.desk.tools.assess(edition, record), record, TODAY)
    trace = kept.trace.replace('"status": "recommended"', '"status": "excluded"', 1)
    older = replace(kept, library="a" * 64, trace=trace)
    person.store.keep_assessment(number, older, "AB")
    plan = NewPlan(PLANS[number - 1], edition.id, "a" * 64, "R", TODAY, "{}", b"%PDF")
    person.store.keep_plan(number, plan, "AB")
    return number


def library_sample(person, library):
    edition = person.window.presenter.edition
    return sample_patient(library.vignettes(edition.id), edition, TODAY)


def test_todays_backup_is_written_when_the_cases_open_and_only_once(person):
    rested(person)
    (backup,) = list_backups(person)
    assert backup.name == "cases-2026-11-23.casebackup"
    person.desk.lock()
    person.unlock()
    person.qtbot.waitUntil(lambda: not person.desk.cover.up)
    care(person).jobs.finish()
    assert list_backups(person) == (backup,)


def test_a_library_update_is_offered_read_and_printed(person, library, tmp_path):
    rested(person)
    assessed_elsewhere(person, library)
    person.desk.lock()
    person.unlock()
    offer = care(person)._offer
    person.qtbot.waitUntil(lambda: not offer.isHidden())
    care(person).show_update()
    page = care(person).update_page
    page.go.click()
    person.qtbot.waitUntil(lambda: not page.paper.isHidden())
    told = words_on(page)
    assert "Changed recommendation: 1" in told
    assert "Quastel" in told
    assert "AAAA-BBBB-CCCC" in told
    assert offer.isHidden()
    page.paper.click()
    file = tmp_path / "update.pdf"
    care(person).write_paper(str(file))
    person.qtbot.waitUntil(file.exists)
    assert "AAAA-BBBB-CCCC" in text_of(file.read_bytes())


def test_the_list_is_narrowed_to_plans_that_are_affected(person, library):
    rested(person)
    assessed_elsewhere(person, library, "Changed")
    same = assessed_elsewhere(person, library, "Same")
    edition, record = person.window.presenter.edition, person.store.open(same).record
    assessment = person.desk.tools.assess(edition, record)
    kept = replace(new_assessment(edition, assessment, record, TODAY), library="a" * 64)
    person.store.keep_assessment(same, kept, "AB")
    care(person).show_update()
    page = care(person).update_page
    page.go.click()
    person.qtbot.waitUntil(lambda: not page.paper.isHidden())
    page.back.click()
    person.place.list.affected.click()
    assert [one.identity.name for one in person.place.list.table.cases.rows] == ["Changed"]


def test_a_lock_leaves_no_patient_on_these_pages(person, library):
    rested(person)
    assessed_elsewhere(person, library)
    care(person).show_update()
    page = care(person).update_page
    page.go.click()
    person.qtbot.waitUntil(lambda: not page.paper.isHidden())
    person.desk.lock()
    assert "Quastel" not in words_on(page)


def test_after_a_lock_one_goes_on_where_one_was(person):
    rested(person)
    care(person).trail.show()
    person.window.back_to_navigate()
    person.desk.lock()
    person.unlock()
    person.qtbot.waitUntil(lambda: not person.desk.cover.up)
    assert not person.place.isVisibleTo(person.window)
    person.go()
    person.qtbot.waitUntil(lambda: person.place.pages.currentWidget() is person.place.list)


def test_before_a_meeting_the_limits_of_the_site_count(person, library, tmp_path):
    rested(person)
    person.store.add_patient(replace(library_sample(person, library), identity=Identity("Q")), "A")
    care(person).meetings.show()
    page = care(person).meetings.page
    page.go.click()
    person.qtbot.waitUntil(lambda: not page.table.isHidden())
    assert "of 1 case" in words_on(page)
    page.letters.click()
    file = tmp_path / "request.pdf"
    care(person).write_paper(str(file))
    person.qtbot.waitUntil(file.exists)
    assert "Results wanted" in text_of(file.read_bytes())


def test_one_case_is_asked_about_and_exported_from_its_own_page(person, library):
    rested(person)
    for name in ("Quastel", "Other"):
        record = replace(library_sample(person, library), identity=Identity(name))
        person.store.add_patient(record, "AB")
    person.open_case(1)
    care(person).archives.ask_what()
    dialog = person.dialog(ExportDialog)
    assert dialog.which.currentData() == 1
    dialog.reject()
    care(person).meetings.show_one()
    page = care(person).meetings.page
    person.qtbot.waitUntil(lambda: not page.table.isHidden())
    told = words_on(page)
    assert "Quastel" in told
    assert "Other" not in told
    page.back.click()
    person.qtbot.waitUntil(lambda: person.place.shows_page)


def test_no_file_of_the_program_holds_a_name(person, library, tmp_path):
    rested(person)
    assessed_elsewhere(person, library)
    care(person).show_update()
    page = care(person).update_page
    page.go.click()
    person.qtbot.waitUntil(lambda: not page.paper.isHidden())
    file = person.desk.tools.file
    person.store.daily_backup(file.backup_folder, 3, date(2026, 11, 24))
    person.desk.lock()
    files = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert len(files) > 3
    assert [one for one in files if b"Quastel" in one.read_bytes()] == []


def test_an_export_is_sealed_unless_it_is_said_twice(person, library, tmp_path):
    rested(person)
    person.store.add_patient(library_sample(person, library), "AB")
    care(person).archives.ask_what()
    dialog = person.dialog(ExportDialog)
    assert dialog.sealed
    dialog.passphrase.setText(OWN)
    dialog._give()
    assert dialog.trouble.text() == "The two are not the same."
    dialog.how.setCurrentIndex(1)
    dialog._give()
    assert "readable" in dialog.trouble.text()
    dialog.how.setCurrentIndex(0)
    dialog.again.setText(OWN)
    dialog._give()
    file = tmp_path / "out.casearchive"
    care(person).archives.export_to(str(file))
    person.qtbot.waitUntil(file.exists)
    assert file.read_bytes().startswith(b"GNARCHIV")


def held_up(monkeypatch, person, page):
    """Press Stop on a page before the work begins, as a slow disk would give time to."""
    began = page.begin

    def begin(words, *, stoppable=True):
        began(words, stoppable=stoppable)
        person.qtbot.waitUntil(lambda: not page.stop.isHidden())
        page.stop.click()

    monkeypatch.setattr(page, "begin", begin)


def test_an_export_that_is_stopped_leaves_nothing_and_says_so(person, tmp_path, monkeypatch):
    rested(person)
    person.store.add_patient(EMPTY, "AB")
    desk = care(person).archives
    held_up(monkeypatch, person, desk.leaving)
    head, file = person.store.head, tmp_path / "out.zip"
    desk._wanted = ExportWanted(None, None)
    desk.export_to(str(file))
    person.qtbot.waitUntil(lambda: "nothing was written" in desk.leaving.result.text())
    assert person.store.head == head
    assert not file.exists()
    assert boxes(person) == []


def test_an_export_that_takes_its_time_shows_how_far_it_is(person, tmp_path, monkeypatch):
    rested(person)
    person.store.add_patient(EMPTY, "AB")
    desk = care(person).archives
    shown = Event()
    whole = desk.leaving.progress.go_on

    def slow(done, of):
        assert shown.wait(10)
        return whole(done, of)

    monkeypatch.setattr(desk.leaving.progress, "go_on", slow)
    desk._wanted = ExportWanted(None, None)
    desk.export_to(str(tmp_path / "out.zip"))
    assert person.place.pages.currentWidget() is not desk.leaving
    person.qtbot.waitUntil(lambda: person.place.pages.currentWidget() is desk.leaving)
    assert desk.leaving.stop.isVisibleTo(desk.leaving)
    shown.set()
    person.qtbot.waitUntil(lambda: "1 case written" in desk.leaving.result.text())
    assert not desk.leaving.stop.isVisibleTo(desk.leaving)


def test_an_import_that_is_stopped_leaves_nothing_and_says_so(person, tmp_path, monkeypatch):
    rested(person)
    other = new_store(tmp_path / "other")
    other.add_patient(EMPTY, "X")
    file = tmp_path / "in.zip"
    export_cases(other, None, file, "X", None)
    other.lock()
    desk = care(person).archives
    desk.read(file, None)
    person.qtbot.waitUntil(desk.page.go.isEnabled)
    person.qtbot.waitUntil(lambda: "1 case" in desk.page.result.text())
    head = person.store.head
    held_up(monkeypatch, person, desk.page)
    desk.page.go.click()
    person.qtbot.waitUntil(lambda: "nothing was imported" in desk.page.result.text())
    assert (person.store.head, person.store.find()) == (head, ())


def test_a_backup_that_is_stopped_leaves_no_file_and_says_so(person, tmp_path, monkeypatch):
    rested(person)
    backups = care(person).backups
    backups.show()
    held_up(monkeypatch, person, backups.page)
    file = tmp_path / "now.casebackup"
    backups.backup_to(str(file))
    person.qtbot.waitUntil(lambda: "nothing was written" in backups.page.result.text())
    assert not file.exists()


def test_a_restoring_that_is_stopped_replaces_nothing(person, tmp_path, monkeypatch):
    rested(person)
    backups = care(person).backups
    backups.show()
    held_up(monkeypatch, person, backups.page)
    (file,) = list_backups(person)
    backups.restore(file, PASSPHRASE)
    person.qtbot.waitUntil(lambda: "Nothing was replaced" in person.place.unlock.trouble.text())
    assert not person.desk.tools.file.older_copies()


def test_an_archive_is_imported_after_who_it_is_was_answered(person, tmp_path):
    rested(person)
    who = Identity("Quastel", "MRN 77")
    other = new_store(tmp_path / "other")
    other.add_patient(EMPTY, "X")
    other.add_patient(PatientRecord(identity=who), "X")
    file = tmp_path / "in.casearchive"
    export_cases(other, (2,), file, "X", (OWN, CHEAP))
    other.lock()
    person.store.add_patient(replace(EMPTY, identity=replace(who, name="")), "AB")
    desk = care(person).archives
    desk.look_at(str(file))
    asked = person.dialog(OnePassphraseDialog)
    asked.passphrase.setText(OWN)
    asked._give()
    person.qtbot.waitUntil(lambda: bool(desk.page.questions))
    assert not desk.page.go.isEnabled()
    box = desk.page.questions[0]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert box.currentData() == Answer(Same.MERGE, 1)
    desk.page.go.click()
    person.qtbot.waitUntil(lambda: "imported" in desk.page.result.text())
    assert person.store.open(1).record.identity == who


def test_a_wrong_passphrase_of_an_archive_is_told_and_nothing_changes(person, tmp_path):
    rested(person)
    other = new_store(tmp_path / "other")
    other.add_patient(EMPTY, "X")
    file = tmp_path / "in.casearchive"
    export_cases(other, None, file, "X", (OWN, CHEAP))
    other.lock()
    head = person.store.head
    care(person).archives.read(file, "another passphrase")
    person.qtbot.waitUntil(lambda: bool(boxes(person)))
    assert "Nothing was imported" in boxes(person)[0].informativeText()
    assert person.store.head == head


def test_a_backup_is_written_restored_and_the_file_before_kept_aside(person, library, tmp_path):
    rested(person)
    record = replace(library_sample(person, library), identity=Identity("Quastel"))
    person.store.add_patient(record, "AB")
    backups = care(person).backups
    backups.show()
    file = tmp_path / "now.casebackup"
    backups.backup_to(str(file))
    person.qtbot.waitUntil(lambda: "Backed up and checked" in backups.page.result.text())
    person.store.erase(1, "AB")
    backups.restore(file, PASSPHRASE)
    person.qtbot.waitUntil(lambda: person.place.pages.currentWidget() is person.place.list)
    assert [one.identity.name for one in person.store.find()] == ["Quastel"]
    assert person.desk.tools.file.older_copies()


def test_a_wrong_passphrase_restores_nothing(person, tmp_path):
    rested(person)
    person.store.add_patient(EMPTY, "AB")
    backups = care(person).backups
    backups.show()
    (file,) = list_backups(person)
    backups.restore(file, "a wrong passphrase of some length")
    person.qtbot.waitUntil(lambda: "Nothing was replaced" in person.place.unlock.trouble.text())
    person.unlock()
    person.qtbot.waitUntil(lambda: person.desk.session is not None)
    assert len(person.store.find()) == 1


def test_the_file_is_checked_and_what_can_be_read_is_saved(person):
    rested(person)
    person.store.add_patient(EMPTY, "AB")
    backups = care(person).backups
    backups.show()
    backups.check()
    person.qtbot.waitUntil(lambda: "is whole" in backups.page.result.text())
    backups.repair(PASSPHRASE)
    person.qtbot.waitUntil(lambda: "rows read" in words_on(backups.page))
    assert len(person.store.find()) == 1


def test_a_damaged_file_is_restored_on_the_way_in(qtbot, qapp, library, tmp_path):
    store = new_store(tmp_path)
    store.add_patient(EMPTY, "AB")
    store.daily_backup(tmp_path / "data" / "backups", 3, TODAY)
    store.lock()
    path = data_file(tmp_path)
    path.write_bytes(b"\x07" * path.stat().st_size)
    with cases_window(qtbot, qapp, library, tmp_path) as person:
        person.go()
        person.unlock()
        care(person).gate.ask()
        dialog = person.dialog(GateDialog)
        assert isinstance(dialog.how.currentData(), Path)
        dialog.passphrase.setText(PASSPHRASE)
        dialog.who.setText("CD")
        dialog._give()
        qtbot.waitUntil(lambda: person.desk.session is not None)
        assert len(person.store.find()) == 1
        care(person).jobs.finish()


def test_the_trail_is_shown_checked_and_printed(person, tmp_path):
    rested(person)
    person.store.add_patient(replace(EMPTY, identity=Identity("Quastel")), "AB")
    care(person).trail.show()
    page = care(person).trail.page
    person.qtbot.waitUntil(lambda: page.table is not None)
    model = page.table.model()
    assert model.rowCount() == len(person.store.audit())
    cells = [
        model.data(model.index(row, column)) for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]  # fmt: skip
    assert "Quastel" not in " ".join(cells)
    page.check.click()
    person.qtbot.waitUntil(lambda: "nothing was changed" in page.result.text())
    page.paper.click()
    file = tmp_path / "trail.pdf"
    care(person).write_paper(str(file))
    person.qtbot.waitUntil(file.exists)
    assert "Quastel" not in text_of(file.read_bytes())
