"""Nothing that the program writes says a word about a patient."""

import base64
import zlib

import pytest

from tests.campaigns import privacy
from tests.campaigns.privacy_scan import hits
from tests.campaigns.privacy_words import SOUGHT


def test_no_file_that_the_program_writes_holds_a_word_of_the_patient():
    """Entered, printed, locked, killed after a defect, opened again and closed."""
    found = privacy.campaign()
    assert found.hits == []
    assert found.exported >= len(SOUGHT) - 12  # the plan and its case do say who the patient is
    # The store with its log, notes of the state, a backup, the report of the defect, settings.
    assert {".db", ".db-wal", ".anchor", ".casebackup", ".log", ".json", ".ini"} <= set(found.kinds)


@pytest.mark.parametrize(
    "written",
    [
        lambda word: word.encode(),
        lambda word: word.upper().encode(),
        lambda word: word.encode("utf-16"),
        lambda word: word.encode("utf-16-be"),
        lambda word: word.encode("latin-1"),
        lambda word: (
            b'"' + word.encode("ascii", "backslashreplace").replace(b"\\x", b"\\u00") + b'"'
        ),
        lambda word: word.encode().hex().encode(),
        lambda word: base64.b64encode(b"x" + word.encode() + b"yz"),
        lambda word: b"stream " + zlib.compress(b"of a PDF: " + word.encode()),
    ],
)
def test_the_search_finds_a_word_however_it_is_written(tmp_path, written):
    (tmp_path / "file").write_bytes(b"\0before" + written(SOUGHT["name"]) + b"after")
    assert hits(tmp_path, SOUGHT)
    assert hits(tmp_path, SOUGHT, tmp_path / "file") == []


def test_the_search_reads_names_of_files(tmp_path):
    (tmp_path / "Quirinalia.txt").touch()
    assert hits(tmp_path, SOUGHT) == ["Quirinalia.txt, its name: first name"]
