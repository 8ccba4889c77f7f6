"""The library's file: what is in it, and that nothing half-made ever takes its place."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from decimal import Decimal

import pytest
from sqlalchemy import create_engine, select

from navigator.files import NotWritten
from navigator.library import build as building
from navigator.library import tables as t
from navigator.library.build import ContentRefused, build_library, main
from navigator.library.open import open_library
from navigator.library.tables import FORMAT
from tests.library.packs import with_line, write_pack

BROKEN = with_line("drugs.yaml", "route: intravenous", "route: iv")


@pytest.fixture
def pack(tmp_path):
    return write_pack(tmp_path / "content")


@pytest.fixture
def built(tmp_path, pack):
    build_library(pack, tmp_path / "library.sqlite")
    return tmp_path / "library.sqlite"


def rows(path, query):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_every_table_holds_what_the_content_says(built):
    assert rows(built, "SELECT id, name, route, atc FROM drugs") == [
        ("trastuzumab_iv", "trastuzumab", "intravenous", "L01FD01")
    ]
    assert rows(built, "SELECT name, drug FROM drug_names ORDER BY name") == [
        ("herceptin", "trastuzumab_iv"),
        ("t-mab", "trastuzumab_iv"),
        ("trastuzumab", "trastuzumab_iv"),
    ]
    assert rows(built, "SELECT phase, dose, per, days, from_cycle, to_cycle FROM components") == [
        ("loading", "8", "mg/kg", "1", 1, 1),
        ("maintenance", "6", "mg/kg", "1", 2, None),
    ]
    assert rows(built, "SELECT hazard_ratio, hr_low, hr_high, p FROM outcomes") == [
        ("0.51", "0.41", "0.63", "<0.001")
    ]
    assert rows(built, "SELECT arm, value FROM outcome_values") == [(0, "7.4"), (1, "4.6")]
    assert rows(built, "SELECT trial, publication FROM trial_publications") == [
        ("H0648g", "article")
    ]
    assert rows(built, "SELECT id, hard_low, hard_high, not_done FROM data_elements") == [
        ("extent", None, None, 0),
        ("lvef_pct", "5", "85", 1),
    ]
    assert rows(built, "SELECT edition, step, kind FROM steps ORDER BY step") == [
        ("2013", "P00", "decision"),
        ("2013", "Q_1L", "recommendation"),
        ("2013", "Q_OUT", "end"),
    ]
    assert rows(built, "SELECT branch, criterion, leads_to FROM branches") == [
        ("early", "extent == 'early'", "Q_OUT"),
        ("metastatic", "extent == 'metastatic'", "Q_1L"),
    ]
    assert rows(built, "SELECT regimen, tier FROM options") == [
        ("T_MONO", "preferred"),
        ("TRIAL", "other"),
    ]


def test_a_number_comes_back_as_the_decimal_it_was(built):
    engine = create_engine(f"sqlite:///{built}")
    with engine.connect() as connection:
        found = connection.execute(select(t.OUTCOMES.c.hazard_ratio)).scalar_one()
    engine.dispose()
    assert found == Decimal("0.51")
    assert isinstance(found, Decimal)


def test_the_same_content_gives_the_same_bytes(tmp_path, pack, built):
    code = "import sys; from navigator.library.build import main; main(sys.argv[1:])"
    other = tmp_path / "other.sqlite"
    subprocess.run(
        [sys.executable, "-c", code, str(pack), str(other)],
        check=True,
        capture_output=True,
        env={"PYTHONHASHSEED": "4711"},
    )
    assert other.read_bytes() == built.read_bytes()


def test_one_changed_sign_gives_another_digest(tmp_path, built):
    text = with_line("drugs.yaml", "brands: [Herceptin]", "brands: [Herceptim]")
    build_library(write_pack(tmp_path / "b", drugs=text), tmp_path / "b.sqlite")
    with closing(open_library(built)) as one, closing(open_library(tmp_path / "b.sqlite")) as other:
        assert one.digest != other.digest


def test_content_with_a_fault_is_refused_with_every_problem_and_the_old_library_stays(
    tmp_path, built
):
    before = built.read_bytes()
    broken = write_pack(tmp_path / "broken", drugs=BROKEN)
    with pytest.raises(ContentRefused) as refused:
        build_library(broken, built)
    assert [one.code for one in refused.value.problems if one.severity.value == "stop"] == [
        "choice"
    ]
    assert "drugs.yaml:6:12: `route` must be one of" in str(refused.value)
    assert built.read_bytes() == before


@pytest.mark.parametrize("moment", ["_insert", "_meta", "_check"])
def test_a_build_that_breaks_off_leaves_the_old_library_and_no_litter(
    tmp_path, built, monkeypatch, moment
):
    before = built.read_bytes()
    changed = write_pack(tmp_path / "content", pack=with_line("pack.yaml", '"1"', '"2"'))

    def break_off(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(building, moment, break_off)
    with pytest.raises(KeyboardInterrupt):
        build_library(changed, built)
    assert built.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "library.sqlite"]


def test_a_full_disk_is_told_in_words_and_the_old_library_stays(tmp_path, pack, built, monkeypatch):
    before = built.read_bytes()
    # So many pages and no more: SQLite's own way to say that the disk is full.
    monkeypatch.setattr(t, "SEARCH_DDL", "PRAGMA max_page_count = 1", raising=True)
    with pytest.raises(NotWritten, match="What was there before is unchanged"):
        build_library(pack, built)
    assert built.read_bytes() == before


def test_a_folder_that_is_missing_is_told_in_words(tmp_path, pack):
    with pytest.raises(NotWritten, match="nowhere"):
        build_library(pack, tmp_path / "nowhere" / "library.sqlite")


def test_what_is_written_is_what_is_read(built):
    with closing(open_library(built)) as library:
        assert rows(built, "SELECT value FROM meta WHERE name = 'format'") == [(str(FORMAT),)]
        assert library.counts["drugs"] == 1
        assert library.built_by


def test_the_command_builds_or_says_why_not(tmp_path, pack, capsys):
    path = tmp_path / "made.sqlite"
    assert main([str(pack), str(path)]) == 0
    assert f"{path}: " in capsys.readouterr().out
    assert path.stat().st_mode & 0o444 == 0o444
    assert main([str(write_pack(tmp_path / "broken", drugs=BROKEN)), str(path)]) == 1
    assert "drugs.yaml:6:12:" in capsys.readouterr().err
    assert main([str(pack), str(tmp_path / "nowhere" / "made.sqlite")]) == 1
    assert "could not be written" in capsys.readouterr().err
