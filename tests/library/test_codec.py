"""Words of the domain into documents and back, unchanged."""

import json
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from navigator.domain import elements, guideline, library, source, vignette
from navigator.domain.text import Text
from navigator.library.codec import LazyMapping, decoded, encoded, maker

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4)
KINDS = (
    elements.DataElement,
    guideline.Chart,
    guideline.Step,
    library.Drug,
    library.Protocol,
    library.Regimen,
    library.Trial,
    source.Reference,
    vignette.Vignette,
)
st.register_type_strategy(Decimal, NUMBERS)
st.register_type_strategy(str, WORDS)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(date, st.dates())


def through_json(kind, value):
    text = json.dumps(encoded(value), ensure_ascii=False, allow_nan=False)
    return decoded(kind, json.loads(text))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_whatever_the_domain_can_say_comes_back_the_same(kind):
    @settings(max_examples=40, deadline=None)
    @given(st.from_type(kind))
    def comes_back(value):
        assert through_json(kind, value) == value

    comes_back()


def test_a_number_comes_back_with_every_digit_that_was_written():
    rounding = library.Rounding(library.RoundingKind.DOWN, Decimal("0.10"), Decimal(10))
    back = through_json(library.Rounding, rounding)
    assert str(back.increment_mg) == "0.10"
    assert encoded(rounding)["increment_mg"] == "0.10"


def test_what_has_its_default_is_left_out():
    assert encoded(source.Source("a")) == {"reference": "a"}


def test_a_text_in_one_language_is_just_that_text():
    assert encoded(Text("heart")) == "heart"
    assert encoded(Text("heart", "cœur")) == ["heart", "cœur"]


def test_records_in_a_mapping_are_made_when_looked_at_and_then_kept():
    asked = []
    lazy = LazyMapping({"a": 1, "b": 2}, lambda raw: asked.append(raw) or [raw])
    assert list(lazy) == ["a", "b"]
    assert "a" in lazy
    assert len(lazy) == 2
    assert asked == []
    assert lazy["b"] is lazy["b"]
    assert asked == [2]
    assert lazy == {"a": [1], "b": [2]}
    assert repr(lazy) == "LazyMapping({'a': [1], 'b': [2]})"
    with pytest.raises(KeyError):
        lazy["c"]


def test_what_the_domain_does_not_use_is_refused():
    with pytest.raises(TypeError):
        encoded({1, 2})
    with pytest.raises(TypeError):
        maker(set)
    with pytest.raises(TypeError):
        maker(Decimal | str)


def test_every_field_of_every_kind_has_a_maker():
    seen = set()

    def visit(kind):
        if kind in seen:
            return
        seen.add(kind)
        for part in fields(kind):
            maker(part.type)
            for inner in getattr(part.type, "__args__", (part.type,)):
                if is_dataclass(inner):
                    visit(inner)

    for kind in (*KINDS, guideline.Edition):
        visit(kind)
    assert len(seen) > 20
