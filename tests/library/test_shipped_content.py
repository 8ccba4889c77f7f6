"""The content that the program comes with."""

from contextlib import closing

import pytest

from navigator.assets import content_folder
from navigator.domain.problems import Severity
from navigator.library.build import with_charts, write_library
from navigator.library.content import read_content
from navigator.library.layout import GraphlayEngine
from navigator.library.open import open_library


@pytest.fixture(scope="module")
def shipped():
    return read_content(content_folder())


def test_it_has_no_fault(shipped):
    _, problems = shipped
    assert [str(one) for one in problems if one.severity is Severity.STOP] == []


def test_every_edition_is_whole_and_has_vignettes(shipped):
    content, _ = shipped
    assert list(content.whole_editions) == list(content.editions)
    assert all(content.vignettes[edition] for edition in content.editions)


def test_every_option_s_regimen_that_is_dosed_names_a_protocol_of_the_library(shipped):
    content, _ = shipped
    for edition in content.editions.values():
        for step in edition.steps.values():
            for option in step.options:
                regimen = content.regimens[option.regimen]
                assert set(regimen.protocols) <= set(content.protocols)


def test_all_of_it_comes_back_from_the_library_unchanged(shipped, tmp_path):
    content = with_charts(shipped[0], GraphlayEngine())
    write_library(content, tmp_path / "library.sqlite")
    with closing(open_library(tmp_path / "library.sqlite")) as library:
        assert {**library.primers(), **library.editions()}.keys() == content.editions.keys()
        for kind in ("drug", "regimen", "protocol", "trial", "reference", "edition"):
            things = getattr(content, f"{kind}s")
            assert kind == "edition" or list(library.titles(kind)) == list(things)
            for one in things:
                assert getattr(library, kind)(one) == things[one]
        assert library.approvals() == tuple(content.approvals.values())
        assert library.topics() == tuple(content.topics.values())
        assert library.cases() == tuple(content.cases.values())
        for edition in content.editions:
            assert library.vignettes(edition) == content.vignettes[edition]
