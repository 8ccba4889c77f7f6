"""Units that people mix up: exact factors, both ways."""

from decimal import Decimal

import pytest

from navigator.domain.units import other_unit


@pytest.mark.parametrize(
    ("element", "unit", "kept", "shown", "other"),
    [
        ("weight", "kg", "45.359237", "100", "lb"),  # 0.45359237 kg, yard and pound agreement 1959
        ("height", "cm", "254", "100", "in"),  # 2.54 cm, the same agreement
        ("creat", "mg/dL", "1.5", "132.6", "µmol/L"),  # x 88.4
        ("bili", "mg/dL", "2", "34.2", "µmol/L"),  # x 17.1
        ("bili_uln", "mg/dL", "1.2", "20.52", "µmol/L"),
    ],
)
def test_a_kept_value_is_shown_in_the_other_unit(element, unit, kept, shown, other):
    found = other_unit(element, unit)
    assert found is not None
    assert found.unit == other
    assert found.shown(Decimal(kept)) == Decimal(shown)
    assert abs(found.kept(Decimal(shown)) - Decimal(kept)) <= Decimal("0.005")


def test_what_nobody_mixes_up_has_no_other_unit():
    assert other_unit("lvef_pct", "%") is None
    assert other_unit("creat", "µmol/L") is None
