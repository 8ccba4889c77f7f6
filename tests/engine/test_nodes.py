"""The parts of a criterion after reading."""

import pytest

from navigator.domain.assessment import OptionStatus
from navigator.engine.frontier import status_words
from navigator.engine.nodes import elements_of, leaves, opposite
from tests.engine.editions import node


@pytest.mark.parametrize(
    "text",
    [
        "lvef_pct >= 50",
        "her2 == 'positive'",
        "'brain' in sites",
        "chf",
        "measured(lvef_pct)",
        "chf and fit",
        "chf or 'brain' in sites",
        "True",
    ],
)
def test_no_node_stands_for_not(text):
    assert opposite(node(text)) == node(f"not ({text})")


def test_leaves_come_in_the_order_written():
    found = node("chf and (lvef_pct > 50 or not fit)")
    assert elements_of(found) == ("chf", "lvef_pct", "fit")
    assert len(list(leaves(found))) == 3


def test_every_status_has_its_word():
    words = [status_words(status) for status in OptionStatus]
    assert words == ["recommended", "needs a fact", "excluded", "not applicable"]
