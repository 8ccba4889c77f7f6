"""Facts typed to be tried: read, refused by name, and what they change."""

import json
from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.facts import NOT_DONE
from navigator.domain.problems import InputRefused
from navigator.services.try_change import Trial, read_changes
from tests.engine.editions import (
    ELEMENTS,
    HEALTHY,
    by_id,
    choice,
    derived,
    edition,
    heart_edition,
    line,
    number,
    offer,
    recommendation,
    record,
    yes_no,
)

TODAY = date(2026, 11, 23)
EDITION = heart_edition()
MORE = {**ELEMENTS, **by_id(choice("dpyd", "normal", "unknown"), number("bili", 0, 50))}


def read(*texts):
    return read_changes(MORE, texts, TODAY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("lvef_pct=42", Decimal(42)),
        ("lvef_pct = 42.5", Decimal("42.5")),
        ("lvef_pct=42,5", Decimal("42.5")),
        ("lvef_pct=not_done", NOT_DONE),
        ("lvef_pct=unknown", None),
        ("ecog=2", 2),
        ("ecog=2.0", 2),
        ("chf=true", True),
        ("chf=No", False),
        ("her2=negative", "negative"),
        ("sites=brain,liver", frozenset({"brain", "liver"})),
        ("sites=none", frozenset()),
        ("seen_on=2026-11-02", date(2026, 11, 2)),
        ("dpyd=unknown", "unknown"),
        ("dpyd=null", None),
        ("goals=a = b", "a = b"),
    ],
)
def test_a_typed_fact_is_read_in_the_type_of_its_element(text, value):
    (found,) = read(text).values()
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lvef=42", "There is no data element “lvef”. Did you mean lvef_pct"),
        ("zzz=1", "There is no data element “zzz”."),
        ("lvef_pct", "Write ELEMENT=VALUE"),
        ("lvef_pct=", "Write ELEMENT=VALUE"),
        ("lvef_pct=high", 'It must be a number, not "high"'),
        ("lvef_pct=-42", 'It must be a number, not "-42"'),
        ("lvef_pct=420", "420"),
        ("lvef_pct=42.500", "42.500 can be read in two ways"),
        ("ecog=1.5", "It must be a whole number, not"),
        ("chf=maybe", 'It must be true or false, not "maybe"'),
        ("chf=not_done", "“not done” is no answer for Chf"),
        ("her2=equivocal", "It must be one of positive, negative, pending"),
        ("sites=brain,skin", "It must be one of brain, liver, bone"),
        ("seen_on=2026-12-24", "2026-12-24 lies in the future"),
    ],
)
def test_what_cannot_be_tried_is_refused_by_name(text, told):
    with pytest.raises(InputRefused) as refused:
        read(text)
    (problem,) = refused.value.problems
    assert told in problem.message
    assert problem.place.file == f"what-if: {text.partition('=')[0].strip()}"


def test_all_that_is_wrong_is_told_at_once_and_one_element_is_tried_once():
    with pytest.raises(InputRefused) as refused:
        read("lvef=1", "lvef_pct=42", "lvef_pct=43", "chf=2")
    assert [one.place.file for one in refused.value.problems] == [
        "what-if: lvef",
        "what-if: lvef_pct",
        "what-if: chf",
    ]


def tried(patient, **change):
    return Trial(EDITION, patient, change)


def test_a_change_that_leads_elsewhere_is_told_with_where_the_ways_part():
    found = tried(record(**HEALTHY), lvef_pct=Decimal(42))
    told = json.loads(json.dumps(found.as_json()))
    assert told["change"] == {"lvef_pct": "42\u00a0%"}
    assert (told["changes_anything"], told["parts_at"]) == (True, "heart")
    assert (told["before"]["step"], told["after"]["step"]) == ("treat", "stop")
    assert {"regimen": "T_DOC", "before": "recommended", "after": None} in told["options"]
    assert found.lines()[:4] == [
        "What if Lvef pct is 42\u00a0% (now 60\u00a0%)?",
        "The way parts at “Step heart”: “not_safe” instead of “safe”.",
        "It ends at “Step stop” instead of “Step treat”.",
        "Do this first: See a cardiologist.",
    ]
    assert "  T DOC (T_DOC): not offered instead of recommended" in found.lines()


def test_a_fact_made_unknown_ends_the_way_where_it_is_asked():
    found = tried(record(**HEALTHY), ecog=None)
    assert found.as_json()["after"]["status"] == "needs_facts"
    assert found.lines()[0] == "What if Ecog is not known (now 1)?"
    assert "The way parts at “Step status”: no way on instead of “good”." in found.lines()


def test_several_changes_are_tried_together():
    found = tried(record(**HEALTHY), lvef_pct=Decimal(42), chf=True)
    assert list(found.as_json()["change"]) == ["lvef_pct", "chf"]
    assert found.lines()[0].count(" is ") == 2


def test_a_change_without_effect_says_so():
    found = tried(record(**HEALTHY), lvef_pct=Decimal(55))
    assert not found.as_json()["changes_anything"]
    assert found.lines()[-1] == "Nothing changes: the same way and the same options."


def test_a_fact_that_follows_from_others_cannot_be_forgotten_and_this_is_told():
    elements = {
        **ELEMENTS,
        **by_id(derived("prior_capecitabine", yes_no, "prior_drug", ("capecitabine",))),
    }
    only = edition(recommendation("treat", offer("T_MONO")), elements=elements)
    patient = record(lines=(line("capecitabine"),))
    (note,) = Trial(only, patient, {"prior_capecitabine": None}).as_json()["notes"]
    assert note.startswith("Prior capecitabine is still yes: it follows from other facts.")
