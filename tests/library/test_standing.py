"""Files that stand as they stood are told without reading them; any change is seen."""

import os

import pytest

from navigator.library import standing
from navigator.library.provide import library_path
from navigator.library.standing import Remembered, standing_of
from tests.library.packs import with_line, write_pack


@pytest.fixture
def settled(monkeypatch):
    """Files count as settled at once, as they would after two seconds."""
    monkeypatch.setattr(standing, "_SETTLED_AFTER_NS", -1_000_000_000)


@pytest.fixture
def folder(tmp_path, settled):
    """A folder with a file, and one below."""
    place = tmp_path / "content"
    (place / "deep").mkdir(parents=True)
    (place / "one.yaml").write_text("one: 1\n")
    (place / "deep" / "two.yaml").write_text("two: 2\n")
    return place


def rewritten(folder):
    file = folder / "one.yaml"
    times = file.stat()
    file.write_text("one: 9\n")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def replaced(folder):
    file = folder / "one.yaml"
    (folder / "new").write_bytes(file.read_bytes())
    (folder / "new").replace(file)


CHANGES = {
    "a file is changed, its length and date kept": rewritten,
    "a file is replaced": replaced,
    "a file grows": lambda folder: (folder / "deep" / "two.yaml").write_text("two: 22\n"),
    "a file is added": lambda folder: (folder / "deep" / "three.yaml").write_text(""),
    "a file goes": lambda folder: (folder / "one.yaml").unlink(),
    "a file is renamed": lambda folder: (folder / "one.yaml").rename(folder / "uno.yaml"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_of_a_file_is_seen(folder, change):
    before = standing_of([folder])
    assert before == standing_of([folder])
    change(folder)
    assert standing_of([folder]) != before


def test_of_a_file_that_was_changed_just_now_nothing_is_said(tmp_path):
    (tmp_path / "one.yaml").write_text("one: 1\n")
    assert standing_of([tmp_path]) == ""


def test_a_file_of_another_kind_does_not_count(folder):
    before = standing_of([folder])
    (folder / "note.txt").write_text("noted")
    assert standing_of([folder]) == before


def test_an_answer_holds_for_the_standing_and_the_subject_it_was_found_from(tmp_path, folder):
    kept = Remembered(tmp_path / "user", folder)
    assert kept.answer("as it stands") == ""
    kept.keep("as it stands", "the answer")
    assert Remembered(tmp_path / "user", folder).answer("as it stands") == "the answer"
    assert kept.answer("otherwise") == ""
    assert Remembered(tmp_path / "user", folder / "deep").answer("as it stands") == ""


def test_nothing_is_kept_of_what_cannot_be_said(tmp_path, folder):
    kept = Remembered(tmp_path / "user", folder)
    kept.keep("", "the answer")
    assert kept.answer("") == ""
    assert not (tmp_path / "user").exists()


def test_a_folder_that_cannot_be_written_only_costs_the_search(tmp_path, folder):
    (tmp_path / "user").write_text("in the way")
    kept = Remembered(tmp_path / "user", folder)
    kept.keep("as it stands", "the answer")
    assert kept.answer("as it stands") == ""


@pytest.fixture
def opened(tmp_path, settled):
    """A library that was built and found again once, so that it is remembered."""
    place = tmp_path / "user", write_pack(tmp_path / "content"), tmp_path / "library.sqlite"
    library_path(*place)
    return place, library_path(*place)


def test_while_nothing_changes_no_file_of_the_content_is_read(opened, monkeypatch):
    place, found = opened

    def read(*_):
        raise AssertionError("the content was read")

    monkeypatch.setattr("navigator.library.digest.content_digest", read)
    assert library_path(*place) == found


def test_changed_content_is_never_shown_from_the_library_before(opened):
    place, found = opened
    write_pack(place[1], pack=with_line("pack.yaml", '"1"', '"2"'))
    again = library_path(*place)
    assert again != found
    assert library_path(*place) == again


def test_a_library_that_is_deleted_or_torn_is_built_again(opened):
    place, found = opened
    whole = found.read_bytes()
    found.unlink()
    assert library_path(*place).read_bytes()[:16] == whole[:16]
    found.write_bytes(b"torn")
    assert library_path(*place).read_bytes()[:16] == whole[:16]
