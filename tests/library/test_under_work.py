"""Content under work as a library: what can be read is there, what cannot is named."""

import pytest

from navigator.domain.problems import InputRefused
from navigator.library.open import NotInLibrary
from navigator.library.under_work import read_under_work
from tests.library.packs import with_line, write_pack


def test_everything_of_a_pack_can_be_read_by_its_id(tmp_path):
    found = read_under_work(write_pack(tmp_path))
    assert list(found.editions()) == ["2013"]
    assert found.edition("2013").start == "P00"
    assert found.drug("trastuzumab_iv").name == "trastuzumab"
    assert found.regimen("T_MONO").protocols == ("H-MONO-3W",)
    assert found.protocol("H-MONO-3W").cycle_days == 21
    assert found.trial("H0648g").n == 469
    assert found.reference("article").pmid == "11248153"
    assert len(found.digest) == 64


def test_what_is_missing_is_named_and_editions_with_those_there_are(tmp_path):
    found = read_under_work(write_pack(tmp_path))
    with pytest.raises(NotInLibrary, match="no drug “aspirin”"):
        found.drug("aspirin")
    with pytest.raises(NotInLibrary, match=r"no edition “1999”\. It holds 2013\."):
        found.edition("1999")


def test_an_edition_whose_flowchart_has_a_gap_is_read_nevertheless(tmp_path):
    gap = with_line("editions/2013/guideline.yaml", "extent == 'early'", "lvef_pct < 20")
    found = read_under_work(write_pack(tmp_path, editions__2013__guideline=gap))
    assert found.edition("2013").steps["P00"].branches[0].when == "lvef_pct < 20"


def test_without_any_readable_edition_the_faults_are_told(tmp_path):
    faulty = with_line("editions/2013/guideline.yaml", "extent == 'early'", "extend == 'early'")
    with pytest.raises(InputRefused) as refused:
        read_under_work(write_pack(tmp_path, editions__2013__guideline=faulty))
    assert [one.code for one in refused.value.problems] == ["unknown-element"]
