"""Doses over people of every size: they grow with the person, stay under the label, load once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from navigator.domain.facts import PatientRecord
from navigator.domain.library import DoseUnit, Phase
from navigator.domain.plan import Dose
from navigator.dosing.body import BsaFormula
from navigator.dosing.dose import NoDose, work_out_dose
from navigator.dosing.measures import take_measures
from navigator.dosing.schedule import dated_cycles
from tests.invariants.patients import Remembering, with_fact
from tests.invariants.rules import dose_breaches, loading_breaches

START = date(2026, 12, 1)
REGIONS = ("EU", "US", "")
# Steps that no rounding increment and no tablet divides, so that every edge is met sooner or later.
WEIGHTS = [Decimal(30) + Decimal("0.7") * step for step in range(186)]
HEIGHTS = [Decimal(140) + Decimal("0.9") * step for step in range(67)]


@pytest.fixture(scope="module")
def shelf(library):
    """Every different dose rule of the library with its drug."""
    known = Remembering(library)
    rules = {
        (part.drug, part.dose, part.per): (part, known.drug(part.drug))
        for one in library.titles("protocol")
        for part in known.protocol(one).components
    }
    return tuple(rules.values())


def person(height, weight):
    record = PatientRecord()
    told = {
        "height": height,
        "weight": weight,
        "age": 60,
        "sex": "female",
        "creat": Decimal("0.9"),
    }
    for element, value in told.items():
        record = with_fact(record, element, value)
    return record


def doses(shelf, record, region):
    """What each rule gives for one person; None where nothing on the shelf comes near enough."""
    measures = take_measures(record.facts, BsaFormula.MOSTELLER)
    for part, drug in shelf:
        found = work_out_dose(part, drug, measures, region=region)
        if isinstance(found, NoDose):
            assert found.missing == ()
        yield found if isinstance(found, Dose) else None


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("grows", ["weight", "height"])
def test_a_dose_never_falls_when_the_person_is_larger(shelf, grows, region):
    if grows == "weight":
        people = [person(Decimal(165), weight) for weight in WEIGHTS]
    else:
        people = [person(height, Decimal(70)) for height in HEIGHTS]
    ladder = [list(doses(shelf, one, region)) for one in people]
    for smaller, larger in pairwise(ladder):
        for less, more in zip(smaller, larger, strict=True):
            if less is not None and more is not None:
                assert less.calculated_mg <= more.calculated_mg, less.drug_id
                assert less.final_mg <= more.final_mg, (less.arithmetic, more.arithmetic)


@pytest.mark.parametrize("region", REGIONS)
def test_a_dose_counted_by_weight_or_surface_grows_from_a_small_to_a_large_person(shelf, region):
    small, large = person(Decimal(150), Decimal(45)), person(Decimal(185), Decimal(110))
    pairs = zip(doses(shelf, small, region), doses(shelf, large, region), strict=True)
    for less, more in pairs:
        if less.component.per in (DoseUnit.MG_PER_KG, DoseUnit.MG_PER_M2):
            assert less.final_mg < more.final_mg, less.drug_id
        if less.component.per is DoseUnit.MG:
            assert less.final_mg == more.final_mg == less.component.dose


@pytest.mark.parametrize("region", REGIONS)
def test_no_person_gets_a_dose_above_the_label_or_far_from_its_rule(shelf, region):
    for height, weight in zip(HEIGHTS, WEIGHTS[:: len(WEIGHTS) // len(HEIGHTS)], strict=False):
        record = person(height, weight)
        given = [dose for dose in doses(shelf, record, region) if dose is not None]
        assert list(dose_breaches(given, record)) == []


@pytest.mark.parametrize("region", REGIONS)
def test_every_dose_rule_gives_a_dose_to_a_person_of_usual_size(shelf, region):
    """Else the tests above would look at nothing."""
    for dose in doses(shelf, person(Decimal(165), Decimal(70)), region):
        assert dose is not None


def test_every_drug_with_a_dose_has_a_ceiling(shelf):
    assert [drug.id for _, drug in shelf if not drug.ceilings] == []


def test_a_tenfold_dose_is_refused_for_every_drug_and_never_cut_down(shelf):
    record = person(Decimal(165), Decimal(70))
    measures = take_measures(record.facts, BsaFormula.MOSTELLER)
    for part, drug in shelf:
        found = work_out_dose(replace(part, dose=part.dose * 10), drug, measures, region="EU")
        assert isinstance(found, NoDose), drug.id
        assert [problem.code for problem in found.problems] == ["above-ceiling"]


def test_a_dose_just_above_the_label_is_refused(shelf):
    record = person(Decimal(165), Decimal(70))
    measures = take_measures(record.facts, BsaFormula.MOSTELLER)
    for part, drug in shelf:
        for ceiling in drug.ceilings:
            above = replace(
                part,
                dose=ceiling.amount * Decimal("1.001"),
                per=ceiling.per,
                phase=ceiling.phase or part.phase,
            )
            found = work_out_dose(above, drug, measures, region="EU")
            assert isinstance(found, NoDose), (drug.id, ceiling)


def test_what_is_loaded_is_loaded_once_and_first_in_every_protocol(library):
    known = Remembering(library)
    measures = take_measures(person(Decimal(165), Decimal(70)).facts, BsaFormula.MOSTELLER)
    loaded = set()
    for one in library.titles("protocol"):
        protocol = known.protocol(one)
        given = [
            work_out_dose(part, known.drug(part.drug), measures, region="EU")
            for part in protocol.components
        ]
        cycles = dated_cycles(protocol, given, START, 12)
        assert list(loading_breaches(cycles)) == [], one
        loaded |= {dose.drug_id for dose in given if dose.phase is Phase.LOADING}
    # Trastuzumab 8 then 6 (or 4 then 2) mg/kg, pertuzumab 840 then 420 mg, Phesgo 1200 then 600 mg
    assert {"trastuzumab_iv", "pertuzumab", "phesgo"} <= loaded
    # fixed from the first dose on: 600 mg under the skin; conjugates have no loading dose
    assert loaded.isdisjoint({"trastuzumab_sc", "t_dm1", "t_dxd", "margetuximab"})
