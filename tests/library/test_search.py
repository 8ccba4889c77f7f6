"""Finding things by whatever somebody types."""

from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from navigator.domain.text import Text
from navigator.library.build import build_library
from navigator.library.open import open_library
from navigator.library.query import MOST_WORDS, match_expressions
from tests.library.packs import FILES, write_pack

MORE_DRUGS = (
    FILES["drugs.yaml"].replace("route", "mark: H\n    look_alike: Not the conjugate.\n    route")
    + """
  - id: t_dm1
    name: trastuzumab emtansine
    kind: adc
    drug_class: {en: Antibody-drug conjugate, fr: Conjugué anticorps-médicament}
    route: intravenous
    brands: [Kadcyla]
    synonyms: [T-DM1]
    mark: E
    look_alike: Not trastuzumab alone.
    sources: [{ref: label}]
"""
)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search")
    build_library(write_pack(folder / "content", drugs=MORE_DRUGS), folder / "library.sqlite")
    with closing(open_library(folder / "library.sqlite")) as opened:
        yield opened


def hits(library, typed, limit=30):
    return [(one.kind, one.id) for one in library.search(typed, limit)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("trastuzumab", ("drug", "trastuzumab_iv")),
        ("trast", ("drug", "trastuzumab_iv")),
        ("TRASTUZUMAB", ("drug", "trastuzumab_iv")),
        ("trast emt", ("drug", "t_dm1")),
        ("kadc", ("drug", "t_dm1")),
        ("T-DM1", ("drug", "t_dm1")),
        ("tdm1", ("drug", "t_dm1")),
        ("medicament", ("drug", "t_dm1")),
        ("T_MONO", ("regimen", "T_MONO")),
        ("H0648g", ("trial", "H0648g")),
        ("11248153", ("reference", "article")),
        ("lvef", ("data_element", "lvef_pct")),
        ("first line", ("step", "2013/Q_1L")),
        ("essai clinique", ("regimen", "TRIAL")),
        ("every three", ("protocol", "H-MONO-3W")),
    ],
)
def test_the_first_hit_is_what_was_meant(library, typed, first):
    assert hits(library, typed)[0] == first


def test_a_hit_has_its_title_in_every_language_and_words_around_the_place(library):
    found = next(one for one in library.search("faible") if one.kind == "drug")
    assert found.title == Text("trastuzumab")
    assert "Le cœur est trop faible" in found.snippet
    assert library.search("essai")[0].title == Text("Clinical trial", "Essai clinique")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        '"',
        "*",
        "()",
        "AND",
        '" OR "',
        "NEAR(",
        "😀",
        "\x00",
        "\ud800",
        "'; DROP TABLE",
        "^",
    ],
)
def test_signs_and_operators_are_only_gaps(library, typed):
    hits(library, typed)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.text(st.characters()))
def test_nothing_that_can_be_typed_is_a_fault(library, typed):
    assert len(hits(library, typed, 5)) <= 5


def test_words_that_are_not_there_find_nothing(library):
    assert hits(library, "trastuzumab zzz") == []


def test_the_limit_is_kept_and_is_at_least_one(library):
    assert len(hits(library, "t", 2)) == 2
    assert len(hits(library, "t", 0)) == 1


def test_a_very_long_query_is_cut(library):
    assert match_expressions("word " * 1_000)[-1].count("AND") == MOST_WORDS - 1
    assert hits(library, "x" * 100_000) == []
