"""No protocol gives a drug whose contraindications nobody asks for where its regimen is offered."""

from navigator.library.content import read_content
from tests.library.packs import FILES, faults, with_line, write_pack

CAPECITABINE = """
  - id: capecitabine
    name: capecitabine
    kind: cytotoxic
    drug_class: {en: Fluoropyrimidine, fr: Fluoropyrimidine}
    route: oral
    safeguards:
      - id: capecitabine-lvef
        when: lvef_pct < 20
        effect: exclude
        text: {en: Not so., fr: Pas ainsi.}
        sources: [{ref: label}]
    sources: [{ref: label}]
"""
GIVEN = FILES["protocols.yaml"].replace("drug: trastuzumab_iv", "drug: capecitabine", 1)


def pack_with(folder, drugs=CAPECITABINE, **changed):
    return write_pack(folder, drugs=FILES["drugs.yaml"] + drugs, protocols=GIVEN, **changed)


def test_a_drug_that_its_regimen_does_not_name_is_refused_for_its_contraindications(tmp_path):
    (found,) = faults(pack_with(tmp_path))
    # The first component's drug: line 7 of protocols.yaml, after "      - drug: ".
    assert found == ("unguarded-drug", "protocols.yaml", 7, 15)
    _, problems = read_content(tmp_path)
    told = next(one for one in problems if one.code == "unguarded-drug")
    assert "`capecitabine` is contraindicated: lvef_pct < 20" in told.message
    assert told.hint == "Name the drug under `drugs` of the regimen."


def test_a_drug_that_its_regimen_names_is_guarded(tmp_path):
    named = with_line(
        "regimens.yaml", "drugs: [trastuzumab_iv]", "drugs: [trastuzumab_iv, capecitabine]"
    )
    assert faults(pack_with(tmp_path, regimens=named)) == []


def test_another_form_of_a_drug_with_the_same_contraindications_is_guarded(tmp_path):
    same = CAPECITABINE.replace("lvef_pct < 20", "lvef_pct < 50")
    assert faults(pack_with(tmp_path, drugs=same)) == []


def test_a_caution_leaves_the_option_open_and_needs_no_guard(tmp_path):
    caution = CAPECITABINE.replace("effect: exclude", "effect: warn")
    assert faults(pack_with(tmp_path, drugs=caution)) == []
