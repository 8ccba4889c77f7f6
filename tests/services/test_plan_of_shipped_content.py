"""Every protocol that is shipped can be dosed for people of all sizes, and none too high."""

from dataclasses import replace
from decimal import Decimal

import pytest

from navigator.assets import content_folder
from navigator.domain.library import Component, DoseUnit, Phase
from navigator.domain.plan import Dose
from navigator.dosing.body import BsaFormula
from navigator.dosing.dose import work_out_dose
from navigator.dosing.measures import take_measures
from navigator.library.content import read_content
from tests.plans import FACTS, facts_of

SIZES = [(150, "40"), (158, "52.3"), (165, "70"), (172, "88.8"), (185, "140")]


@pytest.fixture(scope="module")
def content():
    return read_content(content_folder() / "her2-mbc")[0]


def doses_of(content, height, weight):
    facts = {**FACTS, **facts_of(height=Decimal(height), weight=Decimal(weight))}
    measures = take_measures(facts, BsaFormula.MOSTELLER)
    for protocol in content.protocols.values():
        for part in protocol.components:
            drug = content.drugs[part.drug]
            yield protocol.id, work_out_dose(part, drug, measures, region="EU")


@pytest.mark.parametrize(("height", "weight"), SIZES)
def test_every_component_has_a_dose_near_what_was_calculated(content, height, weight):
    undosed = [
        (protocol, dose)
        for protocol, dose in doses_of(content, height, weight)
        if not (isinstance(dose, Dose) and abs(dose.deviation_percent) <= 10)
    ]
    assert undosed == []


@pytest.mark.parametrize(("height", "weight"), SIZES)
def test_no_dose_per_kilogram_passes_its_ceiling(content, height, weight):
    for protocol, dose in doses_of(content, height, weight):
        for ceiling in dose.drug.ceilings:
            if ceiling.per is DoseUnit.MG_PER_KG and ceiling.phase in {None, dose.phase}:
                given = dose.calculated_mg if ceiling.phase else dose.final_mg
                assert given <= ceiling.amount * Decimal(weight), protocol


def test_conjugates_and_trastuzumab_of_70_kg_are_those_of_their_labels(content):
    # 8, 6, 4 and 2 mg/kg of trastuzumab; 3.6 mg/kg of emtansine, 5.4 mg/kg of deruxtecan
    label = {
        "trastuzumab_iv": {560, 420, 280, 140},
        "t_dm1": {252},
        "t_dxd": {378},
    }
    found = {}
    for _, dose in doses_of(content, 165, "70"):
        found.setdefault(dose.drug_id, set()).add(dose.final_mg)
    assert {drug: found[drug] for drug in label} == label


def test_loading_is_given_in_the_first_cycle_only(content):
    for protocol in content.protocols.values():
        for part in protocol.components:
            if part.phase is Phase.LOADING:
                assert (part.from_cycle, part.to_cycle, len(part.days)) == (1, 1, 1), protocol.id


@pytest.mark.parametrize(
    ("drug_id", "amount", "per"),
    [
        ("trastuzumab_iv", 8, DoseUnit.MG_PER_KG),  # loading; 6 mg/kg maintains
        ("pertuzumab", 840, DoseUnit.MG),  # 420 mg maintains
        ("phesgo", 1200, DoseUnit.MG),  # 600 mg maintains
    ],
)
def test_a_loading_dose_is_refused_as_a_maintenance_dose(content, drug_id, amount, per):
    measures = take_measures(FACTS, BsaFormula.MOSTELLER)
    part = Component(drug_id, Phase.MAINTENANCE, Decimal(amount), per, (1,))
    refused = work_out_dose(part, content.drugs[drug_id], measures, region="EU")
    assert [problem.code for problem in refused.problems] == ["above-ceiling"]
    assert "highest maintenance dose" in refused.problems[0].message
    loading = work_out_dose(replace(part, phase=Phase.LOADING), content.drugs[drug_id], measures)
    assert isinstance(loading, Dose)
