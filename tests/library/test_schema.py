"""The shapes of the content and the words of the domain stay side by side."""

from dataclasses import MISSING, fields

import pytest

from navigator.domain import guideline, library
from navigator.domain.guideline import Edition
from navigator.domain.teaching import TeachingCase, Twist
from navigator.domain.vignette import Vignette
from navigator.library.content import read_content
from navigator.library.schema import PackRecord, Record, SafeguardRecord, Sourced
from navigator.library.schema_drugs import DrugRecord
from navigator.library.schema_guideline import GuidelineRecord, VignetteRecord
from navigator.library.schema_regimens import RegimenRecord
from navigator.library.schema_teaching import TeachingCaseRecord, TwistRecord
from tests.library.packs import FILES, write_pack

# Made by hand in `making`, or out of several files; what they do not take from their record.
BY_HAND = {
    SafeguardRecord: (guideline.Safeguard, {"owner"}),
    DrugRecord: (library.Drug, set()),
    RegimenRecord: (library.Regimen, set()),
    VignetteRecord: (Vignette, set()),
    TeachingCaseRecord: (TeachingCase, set()),
    TwistRecord: (Twist, set()),
    GuidelineRecord: (
        Edition,
        {"steps", "elements", "groups", "regimens", "chart", "drug_names", "digest", "disease"},
    ),
}


def all_records(kind=Record):
    for record in kind.__subclasses__():
        yield record
        yield from all_records(record)


def pairs():
    for record in all_records():
        if record in BY_HAND:
            yield record, *BY_HAND[record]
        elif record.makes is not None:
            yield record, record.makes, set()


@pytest.mark.parametrize("pair", list(pairs()), ids=lambda pair: pair[0].__name__)
def test_a_record_has_the_fields_of_what_it_becomes(pair):
    record, made, elsewhere = pair
    assert set(record.model_fields) | elsewhere == {part.name for part in fields(made)}


@pytest.mark.parametrize("pair", list(pairs()), ids=lambda pair: pair[0].__name__)
def test_what_a_record_may_leave_out_the_domain_has_a_default_for(pair):
    record, made, _ = pair
    optional = {name for name, info in record.model_fields.items() if not info.is_required()}
    defaults = {
        part.name
        for part in fields(made)
        if part.default is not MISSING or part.default_factory is not MISSING
    }
    assert optional <= defaults


def test_every_record_becomes_something_or_is_known_not_to():
    rest = {record for record in all_records() if record.makes is None} - set(BY_HAND)
    assert rest == {PackRecord, Sourced}


def test_an_edition_knows_all_it_may_of_its_regimens_and_its_pack(tmp_path):
    choice = (
        "  - {id: ANY, name: Any, kind: choice, drugs: [trastuzumab_iv], resolves_to: [T_MONO]}\n"
    )
    write_pack(tmp_path, regimens=FILES["regimens.yaml"] + choice)
    content, _ = read_content(tmp_path)
    edition = content.editions["2013"]
    for name, summary in edition.regimens.items():
        regimen = content.regimens[name]
        for part in ("id", "name", "kind", "drugs", "resolves_to"):
            assert getattr(summary, part) == getattr(regimen, part)
    assert edition.regimens["ANY"].dosed
    assert (edition.disease.en, edition.disease.fr) == ("Small", "Petit")
    assert edition.review_by.isoformat() == "2027-05-31"
    assert edition.digest == content.digest
