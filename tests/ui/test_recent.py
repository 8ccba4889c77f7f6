"""The files opened last: paths and nothing else, and none where nobody wants it."""

import json
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMessageBox

SECRET = "Sentinel-Zyxwv"
FACTS = json.dumps({"patient": {"name": SECRET}, "facts": {"disease_extent": "metastatic"}})


@pytest.fixture
def case(tmp_path):
    file = tmp_path / "case.json"
    file.write_text(FACTS)
    return file


def words(window):
    window.recent.menu.aboutToShow.emit()
    return [one.text() for one in window.recent.menu.actions() if not one.isSeparator()]


def test_what_was_opened_and_saved_is_offered_the_latest_first(window, case, tmp_path):
    window.open_file(case)
    window.save_file(tmp_path / "saved.json")
    window.open_file(case)
    assert [one.name for one in window.recent.files] == ["case.json", "saved.json"]
    assert words(window)[0].startswith("case.json")


def test_a_file_that_was_refused_is_not_remembered(window, tmp_path):
    (tmp_path / "bad.json").write_text("{")
    window.open_file(tmp_path / "bad.json")
    assert window.recent.files == []


def test_the_list_holds_paths_and_nothing_of_the_patient(window, case, tmp_path):
    kept = tmp_path / "settings" / "recent.json"
    window.recent.keep_in(kept)
    window.open_file(case)
    assert json.loads(kept.read_text()) == [str(case)]
    assert SECRET not in kept.read_text()
    assert SECRET not in "".join(words(window))


def test_the_list_is_read_back_and_never_grows_past_eight(window, tmp_path):
    kept = tmp_path / "recent.json"
    kept.write_text(json.dumps([str(tmp_path / str(number)) for number in range(30)]))
    window.recent.keep_in(kept)
    assert len(window.recent.files) == 8


@pytest.mark.parametrize("text", ["", "{", "{}", "[1, null]", '["a\\u0000b"]', "[" * 99999])
def test_a_list_that_makes_no_sense_is_an_empty_one(window, tmp_path, text):
    kept = tmp_path / "recent.json"
    kept.write_text(text)
    window.recent.keep_in(kept)
    assert window.recent.files == []


def test_clear_takes_the_list_off_the_disk(window, case, tmp_path):
    kept = tmp_path / "recent.json"
    window.recent.keep_in(kept)
    window.open_file(case)
    words(window)
    window.recent.menu.actions()[-1].trigger()
    assert window.recent.files == []
    assert not kept.exists()


def test_nothing_is_remembered_where_nobody_wants_it(window, case, tmp_path):
    kept = tmp_path / "recent.json"
    window.recent.keep_in(kept)
    window.open_file(case)
    window.settings.change(replace(window.settings.now, keep_recent=False))
    assert not kept.exists()
    window.open_file(case)
    assert window.recent.files == []
    assert "not remembered" in words(window)[0]


def test_a_file_that_is_gone_is_said_and_taken_off_the_list(window, case):
    window.open_file(case)
    case.unlink()
    words(window)
    window.recent.menu.actions()[0].trigger()
    (box,) = [one for one in window.findChildren(QMessageBox) if one.isVisible()]
    assert "is not there" in box.informativeText()
    assert window.recent.files == []


def test_a_file_is_opened_from_the_list(window, case):
    window.open_file(case)
    window.new_patient()
    words(window)
    window.recent.menu.actions()[0].trigger()
    assert window.presenter.record.identity.name == SECRET


def test_an_ampersand_in_a_name_is_shown_as_it_is(window, tmp_path):
    file = tmp_path / "a & b.json"
    file.write_text(FACTS)
    window.open_file(file)
    assert "a && b.json" in words(window)[0]
