"""Reading a library: the same words come out, and a damaged file is refused in words."""

import random
import shutil
import sqlite3
import subprocess
import sys
import zlib
from contextlib import closing

import pytest

from navigator.domain.problems import KnownTrouble
from navigator.domain.text import Text
from navigator.library.build import build_library, with_charts
from navigator.library.content import read_content
from navigator.library.layout import GraphlayEngine
from navigator.library.open import LibraryDamaged, NotInLibrary, open_library
from tests.library.packs import write_pack


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("library")
    path = folder / "library.sqlite"
    build_library(write_pack(folder / "content"), path)
    content, _ = read_content(folder / "content")
    return path, with_charts(content, GraphlayEngine())


@pytest.fixture
def library(made):
    with closing(open_library(made[0])) as opened:
        yield opened


def test_everything_comes_out_as_the_content_has_it(made, library):
    _, content = made
    port = library
    assert port.digest == content.digest
    assert port.editions() == {"2013": Text("2013 edition", "Édition 2013")}
    assert port.edition("2013") == content.editions["2013"]
    for one in content.drugs:
        assert port.drug(one) == content.drugs[one]
    for one in content.regimens:
        assert port.regimen(one) == content.regimens[one]
    for one in content.protocols:
        assert port.protocol(one) == content.protocols[one]
    for one in content.trials:
        assert port.trial(one) == content.trials[one]
    for one in content.references:
        assert port.reference(one) == content.references[one]
    assert library.vignettes("2013") == content.vignettes["2013"]
    assert library.titles("drug") == {"trastuzumab_iv": Text("trastuzumab")}


def test_an_edition_knows_the_safeguards_of_the_drugs_of_its_regimens(library):
    edition = library.edition("2013")
    assert [one.id for one in edition.regimens["T_MONO"].safeguards] == ["trastuzumab-lvef"]
    assert edition.regimens["T_MONO"].safeguards[0].owner == "trastuzumab_iv"
    assert edition.regimens["T_MONO"].dosed
    assert not edition.regimens["TRIAL"].dosed
    assert edition.drug_names["herceptin"] == "trastuzumab_iv"


def test_a_vignette_is_the_text_of_a_facts_file(library):
    (vignette,) = library.vignettes("2013")
    assert '"lvef_pct": 62.5' in vignette.record
    assert vignette.expect.excluded == ()
    assert vignette.expect.needs is None


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda library: library.drug("aspirin"), "The library holds no drug “aspirin”."),
        (
            lambda library: library.edition("1066"),
            "The library holds no edition “1066”. It holds 2013.",
        ),
        (
            lambda library: library.trial("x' OR 1=1 --"),
            "The library holds no trial “x' OR 1=1 --”.",
        ),
    ],
)
def test_what_is_not_in_the_library_is_named(library, ask, words):
    with pytest.raises(NotInLibrary) as missing:
        ask(library)
    assert str(missing.value) == words
    assert isinstance(missing.value, KeyError)
    assert isinstance(missing.value, KnownTrouble)


def test_opening_imports_nothing_that_builds():
    code = (
        "import sys, navigator.library.open, navigator.library.provide\n"
        "print({'sqlalchemy', 'pydantic', 'ruamel', 'graphlay', 'PySide6'} & "
        "{name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "set()"


def test_reading_never_changes_the_file_or_leaves_one_beside_it(made, library):
    path, _ = made
    before = path.read_bytes()
    library.edition("2013")
    library.search("tras")
    with pytest.raises(LibraryDamaged):
        library._rows("DELETE FROM meta", ())
    assert path.read_bytes() == before
    assert {one.name for one in path.parent.iterdir()} == {"content", "library.sqlite"}


def test_a_path_with_strange_signs_is_just_a_path(made, tmp_path):
    strange = tmp_path / "50 % of #1? é & ü.sqlite"
    shutil.copy(made[0], strange)
    with closing(open_library(strange)) as library:
        assert library.editions()


def read_edition(path):
    with closing(open_library(path)) as library:
        library.edition("2013")


def damaged(made, tmp_path, change):
    path = tmp_path / "damaged.sqlite"
    path.write_bytes(change(made[0].read_bytes()))
    return path


@pytest.mark.parametrize(
    "change",
    [
        lambda content: b"",
        lambda content: content[:100],
        lambda content: content[: len(content) // 2],
        lambda content: b"PK\x03\x04" + content[4:],
        lambda content: b"\x00" * len(content),
        lambda content: b"not a database at all, just some words in a file",
    ],
    ids=["empty", "cut in the header", "cut in half", "foreign", "zeroed", "text"],
)
def test_a_file_that_is_no_whole_library_is_refused_in_words(made, tmp_path, change):
    path = damaged(made, tmp_path, change)
    with pytest.raises(LibraryDamaged, match=r"damaged\.sqlite cannot be read"):
        read_edition(path)


def test_a_missing_file_is_refused_and_not_made(tmp_path):
    with pytest.raises(LibraryDamaged, match="cannot be read"):
        open_library(tmp_path / "missing.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_another_program_s_database_is_refused(tmp_path):
    path = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE people (name)")
        connection.commit()
    with pytest.raises(LibraryDamaged, match="no such table"):
        open_library(path)


def test_a_library_of_another_format_is_refused(made, tmp_path):
    path = tmp_path / "newer.sqlite"
    shutil.copy(made[0], path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE meta SET value = '999' WHERE name = 'format'")
        connection.commit()
    with pytest.raises(LibraryDamaged, match="another version of the program"):
        open_library(path)


def test_a_dose_that_was_changed_in_the_file_is_never_shown(made, tmp_path):
    path = tmp_path / "changed.sqlite"
    shutil.copy(made[0], path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            'UPDATE documents SET json = replace(json, \'"dose":"8"\', \'"dose":"80"\')'
        )
        connection.commit()
    with closing(open_library(path)) as library, pytest.raises(LibraryDamaged, match="changed"):
        library.protocol("H-MONO-3W")


def test_a_byte_that_fell_over_gives_what_was_written_or_is_refused(made, tmp_path):
    path, content = made
    whole = path.read_bytes()
    chance = random.Random(2013)
    refused = 0
    for _ in range(200):
        broken = bytearray(whole)
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        (tmp_path / "b.sqlite").write_bytes(broken)
        try:
            with closing(open_library(tmp_path / "b.sqlite")) as library:
                assert library.protocol("H-MONO-3W") == content.protocols["H-MONO-3W"]
                assert library.edition("2013") == content.editions["2013"]
        except (LibraryDamaged, NotInLibrary):
            refused += 1
    assert 0 < refused < 200


def rewritten(made, tmp_path, kind, content):
    """A library of which one kind of document holds something else, its check sum right."""
    path = tmp_path / "rewritten.sqlite"
    shutil.copy(made[0], path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "UPDATE documents SET json = ?, crc32 = ? WHERE kind = ?",
            (content.decode("utf-8"), zlib.crc32(content), kind),
        )
        connection.commit()
    return path


READERS = {
    "edition": lambda library: library.edition("2013"),
    "vignettes": lambda library: library.vignettes("2013"),
    "drug": lambda library: library.drug("trastuzumab_iv"),
    "regimen": lambda library: library.regimen("T_MONO"),
    "protocol": lambda library: library.protocol("H-MONO-3W"),
    "reference": lambda library: library.reference("label"),
}


@pytest.mark.parametrize("kind", READERS)
@pytest.mark.parametrize(
    "content",
    [
        '{"id": "cœur"}'.encode(),
        b'{"id": "cut',
        b"[]x",
        b'{"a": 1}',
        b"[1]",
        b"null",
        b'{"id": "a", "sources": 7, "name": 5, "safeguards": {}, "regimens": {}}',
    ],
    ids=["other encoding", "cut", "no JSON", "foreign", "list", "null", "other shape"],
)
def test_a_document_that_this_program_would_not_have_written_is_refused_in_words(
    made, tmp_path, kind, content
):
    path = rewritten(made, tmp_path, kind, content)
    with closing(open_library(path)) as library:
        with pytest.raises(LibraryDamaged, match="not what this program writes"):
            READERS[kind](library)
        with pytest.raises(LibraryDamaged, match="not what this program writes"):
            library.probe()


def test_a_library_of_this_program_can_be_probed(library):
    library.probe()
