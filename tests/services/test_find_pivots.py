"""The single facts whose change would change the recommendation, as told."""

import json
from decimal import Decimal

from navigator.services.find_pivots import pivot_lines, pivots_as_json
from tests.engine.editions import HEALTHY, edition, heart_edition, offer, recommendation, record

EDITION = heart_edition()


def test_each_pivot_says_what_is_known_now_and_what_would_come_of_it():
    told = json.loads(json.dumps(pivots_as_json(EDITION, record(**HEALTHY))))
    unfit = next(one for one in told if one["element"] == "fit")
    assert unfit == {
        "element": "fit",
        "label": "Fit",
        "now": "yes",
        "answer": "no",
        "step": "treat",
        "gained": [],
        "lost": ["T_DOC"],
    }
    low = next(one for one in told if one["element"] == "lvef_pct")
    assert (low["now"], low["step"]) == ("60\u00a0%", "stop")


def test_the_terminal_names_the_options_lost_and_gained():
    lines = pivot_lines(EDITION, record(**{**HEALTHY, "lvef_pct": Decimal(42)}))
    assert lines[0] == "Single facts that would change the recommendation:"
    at = lines.index("  Lvef pct: at least 50\u00a0% (now 42\u00a0%) → Step treat")
    assert lines[at + 1] == "      recommended then: BEST; T DOC; T ET"
    healthy = pivot_lines(EDITION, record(**HEALTHY))
    at = healthy.index("  Fit: no (now yes) → Step treat")
    assert healthy[at + 1] == "      recommended no more: T DOC"


def test_an_answer_that_rests_on_no_fact_has_no_pivot():
    only = edition(recommendation("treat", offer("T_MONO")))
    assert pivots_as_json(only, record()) == []
    assert pivot_lines(only, record()) == ["No single fact would change the recommendation."]
