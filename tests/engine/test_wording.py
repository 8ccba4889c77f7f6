"""Criteria and values in words."""

from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.facts import NOT_DONE
from navigator.engine.wording import criterion_words, fact_words, value_words, with_unit
from tests.engine.editions import DAY, ELEMENTS, fact, node

KNOWN = {
    "lvef_pct": fact("lvef_pct", Decimal("58.0"), DAY),
    "chf": fact("chf", value=False, taken_on=DAY),
    "fit": fact("fit", value=True),
    "her2": fact("her2", "positive"),
    "sites": fact("sites", frozenset({"bone", "brain"})),
    "seen_on": fact("seen_on", DAY),
    "ecog": fact("ecog", 1),
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lvef_pct >= 50", "Lvef pct is at least 50\u00a0% (58\u00a0%, 2026-11-02)"),
        ("lvef_pct > 50", "Lvef pct is above 50\u00a0% (58\u00a0%, 2026-11-02)"),
        ("lvef_pct <= 50.5", "Lvef pct is at most 50.5\u00a0% (58\u00a0%, 2026-11-02)"),
        ("lvef_pct < 50", "Lvef pct is below 50\u00a0% (58\u00a0%, 2026-11-02)"),
        ("ecog == 1", "Ecog is exactly 1 (1)"),
        ("ecog != 2", "Ecog is not 2 (1)"),
        ("ecog in (0, 1)", "Ecog is exactly 0 or exactly 1 (1)"),
        (
            "40 <= lvef_pct < 50",
            "Lvef pct is at least 40\u00a0% and below 50\u00a0% (58\u00a0%, 2026-11-02)",
        ),
        ("weight >= 50", "Weight is at least 50\u00a0kg (not known)"),
        (
            "lvef_baseline - lvef_pct >= 10",
            "Lvef baseline − Lvef pct is at least 10\u00a0% (not known, 58\u00a0%, 2026-11-02)",
        ),
        ("ecog + ecog >= 2", "Ecog + Ecog is at least 2 (1)"),
        ("not chf", "Chf: no (2026-11-02)"),
        ("chf", "Chf: yes (no, 2026-11-02)"),
        ("fit", "Fit: yes"),
        ("her2 == 'positive'", "Her2 is “Positive” (Positive)"),
        ("her2 in ('positive', 'pending')", "Her2 is “Positive” or “Pending” (Positive)"),
        ("her2 not in ('negative',)", "Her2 is not “Negative” (Positive)"),
        ("'brain' in sites", "Sites: with “Brain” (Brain, Bone)"),
        ("'liver' not in sites", "Sites: without “Liver” (Brain, Bone)"),
        ("measured(lvef_pct)", "Lvef pct has been measured (58\u00a0%, 2026-11-02)"),
        ("not measured(lvef_pct)", "Lvef pct was not done (58\u00a0%, 2026-11-02)"),
        ("seen_on >= '2026-01-31'", "Seen on is at least 2026-01-31 (2026-11-02)"),
        ("seen_on < relapsed_on", "Seen on − Relapsed on is below 0 days (2026-11-02, not known)"),
        ("fit and her2 == 'positive'", "Fit: yes and Her2 is “Positive” (Positive)"),
        (
            "fit or chf and ecog > 1",
            "Fit: yes or (Chf: yes (no, 2026-11-02) and Ecog is above 1 (1))",
        ),
        ("fit and fit", "Fit: yes and Fit: yes"),
        ("True", "always"),
        ("False", "never"),
    ],
)
def test_a_criterion_is_worded_with_what_is_known_of_the_patient(text, words):
    assert criterion_words(node(text), ELEMENTS, KNOWN) == words


def test_a_part_of_which_nothing_is_known_says_so():
    assert criterion_words(node("chf"), ELEMENTS, {}) == "Chf: yes (not known)"


@pytest.mark.parametrize(
    ("element", "value", "words"),
    [
        ("chf", True, "yes"),
        ("chf", False, "no"),
        ("lvef_pct", NOT_DONE, "not done"),
        ("lvef_pct", Decimal("58.456"), "58.46\u00a0%"),
        ("her2", "positive", "Positive"),
        ("her2", "no-longer-a-choice", "no-longer-a-choice"),
        ("seen_on", date(2026, 1, 31), "2026-01-31"),
        ("sites", frozenset({"liver", "brain"}), "Brain, Liver"),
    ],
)
def test_a_value_is_worded_as_people_read_it(element, value, words):
    assert value_words(ELEMENTS[element], value) == words


def test_a_power_of_ten_is_multiplied():
    assert with_unit("1.5", "10⁹/L") == "1.5\u00a0×\u00a010⁹/L"
    assert with_unit("1.5", "") == "1.5"


def test_a_fact_that_is_not_there_is_not_known():
    assert fact_words(ELEMENTS["chf"], None) == "not known"


def test_what_is_added_and_what_is_taken_away_have_their_signs():
    def said(text):
        return criterion_words(node(text), ELEMENTS, None)

    assert said("lvef_baseline + lvef_pct >= 100") == (
        "Lvef baseline + Lvef pct is at least 100\u00a0%"
    )
    assert said("lvef_baseline - lvef_pct >= 10") == (
        "Lvef baseline − Lvef pct is at least 10\u00a0%"
    )
