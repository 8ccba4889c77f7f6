"""What the formulas rest on is named, and only what was compared is called compared."""

from navigator.dosing import citations


def test_only_the_cap_of_the_filtration_rate_was_compared_with_its_reference():
    every = [
        *citations.MOSTELLER,
        *citations.DU_BOIS,
        *citations.HAYCOCK,
        *citations.GEHAN_GEORGE,
        *citations.BOYD,
        *citations.COCKCROFT_GAULT,
        *citations.CALVERT,
        *citations.GFR_CAP,
        *citations.DEVINE,
        *citations.ADJUSTED_WEIGHT,
        *citations.WEIGHT_CHANGE,
    ]
    assert [each.reference for each in every if each.verified] == ["fda-carboplatin-2010"]
    assert {each.reference for each in every} == set(citations.FORMULA_REFERENCES)
