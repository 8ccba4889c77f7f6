"""Faults of the rules that change, hold, end or reload a drug."""

from decimal import Decimal

import pytest

from navigator.domain.library import Action, DoseUnit
from navigator.library.content import read_content
from tests.library.packs import FILES, faults, write_pack

SOURCE = "sources: [{ref: label}]"
RULE = f"id: low, topic: lvef, when: lvef_pct < 40, text: Low., {SOURCE}"


def with_drug(*lines):
    """The small pack's drugs with further keys of the drug."""
    text = FILES["drugs.yaml"].rstrip("\n")
    return "\n".join((text, *(f"    {line}" for line in lines))) + "\n"


def codes(tmp_path, *lines):
    return [fault[0] for fault in faults(write_pack(tmp_path, drugs=with_drug(*lines)))]


def test_rules_levels_reloads_and_limits_become_those_of_the_drug(tmp_path):
    text = with_drug(
        f"reloads: [{{from_days: 29, dose: 8, per: mg/kg, text: Again., {SOURCE}}}]",
        f"ladders: [{{steps: [100, 75.5], {SOURCE}}}]",
        f"rules: [{{{RULE}, action: hold, levels: 1, recheck_days: 21}}]",
        f"lifetime: [{{id: sum, amount: 400, element: lvef_pct, text: Limit., {SOURCE}}}]",
    )
    content, _ = read_content(write_pack(tmp_path, drugs=text))
    drug = content.drugs["trastuzumab_iv"]
    assert (drug.reloads[0].from_days, drug.reloads[0].per) == (29, DoseUnit.MG_PER_KG)
    assert drug.ladders[0].steps == (Decimal(100), Decimal("75.5"))
    assert (drug.rules[0].action, drug.rules[0].levels) == (Action.HOLD, 1)
    assert drug.lifetime[0].element == "lvef_pct"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"ladders: [{{steps: [100], {SOURCE}}}]", "order"),
        (f"ladders: [{{steps: [75, 100], per: mg/kg, {SOURCE}}}]", "order"),
        (f"ladders: [{{steps: [90, 80], {SOURCE}}}]", "order"),
        ("ladders: [{steps: [100, 75]}]", "missing"),
        (f"rules: [{{{RULE}, action: reduce_percent}}]", "missing"),
        (f"rules: [{{{RULE}, action: hold, percent: 75}}]", "needless"),
        (f"rules: [{{{RULE}, action: reduce_percent, percent: 175}}]", "out-of-range"),
        (f"rules: [{{{RULE}, action: reduce_percent, percent: 0}}]", "out-of-range"),
        (f"rules: [{{{RULE}, action: set_dose, dose: 5}}]", "missing"),
        (f"rules: [{{{RULE}, action: stop, dose: 5}}]", "needless"),
        (f"rules: [{{{RULE}, action: reduce_level}}]", "missing"),
        (f"rules: [{{{RULE}, action: hold, levels: 1}}]", "no-levels"),
        (f"rules: [{{{RULE}, action: explode}}]", "choice"),
        (f"rules: [{{{RULE}, action: hold, beside: [aspirin]}}]", "unknown-drug"),
        (f"rules: [{{{RULE}, action: hold}}, {{{RULE}, action: stop}}]", "duplicate-id"),
        (f"rules: [{{{RULE.replace('lvef_pct', 'nonsense')}, action: hold}}]", "unknown-element"),
        (
            f"lifetime: [{{id: sum, amount: 400, element: nonsense, text: Limit., {SOURCE}}}]",
            "unknown-data-element",
        ),
    ],
)
def test_a_rule_that_cannot_be_carried_out_is_a_fault(tmp_path, line, code):
    assert codes(tmp_path, line) == [code]


def test_a_level_that_only_reduces_needs_its_ladder_and_nothing_else(tmp_path):
    ladder = f"ladders: [{{steps: [100, 75], {SOURCE}}}]"
    assert codes(tmp_path, ladder, f"rules: [{{{RULE}, action: reduce_level, levels: 1}}]") == []
    assert codes(tmp_path, ladder, f"rules: [{{{RULE}, action: stop, levels: 1}}]") == ["needless"]
