"""Which library is opened, and when one is built."""

import shutil
import sqlite3
import zlib
from contextlib import closing

import pytest

from navigator.files import NotWritten
from navigator.library import build as building
from navigator.library.build import ContentRefused, build_library
from navigator.library.provide import LibraryMissing, library_path
from tests.library.packs import with_line, write_pack


@pytest.fixture
def place(tmp_path):
    """A user's folder that does not exist yet, content, and a place for a shipped library."""
    return tmp_path / "user", write_pack(tmp_path / "content"), tmp_path / "library.sqlite"


@pytest.fixture
def builds(monkeypatch):
    """Every build, by the path it was built at."""
    made = []
    real = building.build_library

    def note(folder, path):
        made.append(path)
        return real(folder, path)

    monkeypatch.setattr(building, "build_library", note)
    return made


def test_the_shipped_library_is_opened_while_it_is_that_of_the_content(place, builds):
    user, content, shipped = place
    build_library(content, shipped)
    assert library_path(user, content, shipped) == shipped
    assert builds == []
    assert not user.exists()


def test_the_shipped_library_is_opened_where_there_is_no_content(place, builds):
    user, content, shipped = place
    build_library(content, shipped)
    assert library_path(user, content / "missing", shipped) == shipped
    assert builds == []


def test_without_a_shipped_library_one_is_built_once(place, builds):
    user, content, shipped = place
    first = library_path(user, content, shipped)
    assert library_path(user, content, shipped) == first
    assert builds == [first]
    assert first.parent == user


def test_changed_content_is_built_again_and_the_old_library_goes(place, builds):
    user, content, shipped = place
    build_library(content, shipped)
    changed = write_pack(content, pack=with_line("pack.yaml", '"1"', '"2"'))
    first = library_path(user, changed, shipped)
    again = write_pack(content, pack=with_line("pack.yaml", '"1"', '"3"'))
    second = library_path(user, again, shipped)
    assert builds == [first, second]
    assert list(user.iterdir()) == [second]


def test_a_damaged_library_in_the_user_s_folder_is_built_again(place, builds):
    user, content, shipped = place
    path = library_path(user, content, shipped)
    path.write_bytes(b"torn")
    assert library_path(user, content, shipped) == path
    assert builds == [path, path]


@pytest.mark.parametrize(
    ("change", "values"),
    [
        ("UPDATE meta SET value = '1' WHERE name = 'format'", ()),
        (
            "UPDATE documents SET json = ?, crc32 = ? WHERE kind = 'drug'",
            ('{"id": "cœur"}', zlib.crc32('{"id": "cœur"}'.encode())),
        ),
    ],
    ids=["older format", "older encoding"],
)
def test_a_library_that_an_older_program_built_of_the_same_content_is_built_again(
    place, builds, change, values
):
    user, content, shipped = place
    path = library_path(user, content, shipped)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(change, values)
        connection.commit()
    assert library_path(user, content, shipped) == path
    assert builds == [path, path]
    assert library_path(user, content, shipped) == path
    assert builds == [path, path]


def test_a_damaged_shipped_library_is_passed_over(place, builds):
    user, content, shipped = place
    shipped.write_bytes(b"torn")
    assert library_path(user, content, shipped).parent == user
    assert len(builds) == 1


def test_a_shipped_library_of_other_content_is_passed_over(place, tmp_path):
    user, content, shipped = place
    build_library(
        write_pack(tmp_path / "other", pack=with_line("pack.yaml", '"1"', '"9"')), shipped
    )
    assert library_path(user, content, shipped).parent == user


def test_faulty_content_is_refused_and_no_older_library_stands_in_for_it(place):
    user, content, shipped = place
    build_library(content, shipped)
    write_pack(content, drugs=with_line("drugs.yaml", "route: intravenous", "route: iv"))
    with pytest.raises(ContentRefused):
        library_path(user, content, shipped)


def test_with_nothing_at_all_the_missing_file_is_named(place):
    user, content, shipped = place
    shutil.rmtree(content)
    with pytest.raises(LibraryMissing, match=r"library\.sqlite"):
        library_path(user, content, shipped)


def test_a_user_s_folder_that_cannot_be_made_is_told_in_words(place, tmp_path):
    _, content, shipped = place
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(NotWritten, match="could not be written"):
        library_path(tmp_path / "file" / "user", content, shipped)
