"""What another fact would change."""

from decimal import Decimal

from navigator.domain.assessment import OptionStatus
from navigator.domain.facts import NOT_DONE
from navigator.engine.whatif import pivots, what_if
from tests.engine.editions import (
    ELEMENTS,
    HEALTHY,
    by_id,
    choice,
    edition,
    exclude,
    heart_edition,
    offer,
    recommendation,
    record,
    regimen,
)

EDITION = heart_edition()


def tried(**change):
    return what_if(EDITION, record(**HEALTHY), change)


def test_a_change_that_leads_elsewhere_says_where_the_paths_part():
    found = tried(lvef_pct=Decimal(42))
    assert (found.parts_at, found.after.step) == ("heart", "stop")
    assert found.changes_anything
    assert ("T_DOC", OptionStatus.RECOMMENDED, None) in found.options


def test_a_fact_made_unknown_stops_the_patient_earlier():
    found = tried(ecog=None)
    assert (found.parts_at, found.after.step) == ("status", "status")


def test_a_change_at_the_same_step_names_the_options_it_touches():
    found = tried(fit=False)
    assert found.parts_at is None
    assert found.options == (("T_DOC", OptionStatus.RECOMMENDED, OptionStatus.EXCLUDED),)
    assert found.changes_anything


def test_another_way_without_any_option_is_a_change_as_well():
    found = what_if(EDITION, record(chf=True), {"chf": None, "lvef_pct": Decimal(60)})
    assert (found.parts_at, found.options) == ("heart", ())
    assert found.changes_anything


def test_a_change_within_the_same_answers_changes_nothing():
    assert not tried(lvef_pct=Decimal(55)).changes_anything


def test_a_setting_of_the_site_can_be_changed_like_a_fact():
    elements = {**ELEMENTS, **by_id(choice("region", "EU", "US", site=True))}
    guarded = regimen("R", exclude("region == 'EU'"))
    only = edition(recommendation("treat", offer("R")), elements=elements, regimens=(guarded,))
    found = what_if(only, record(site={"region": "EU"}), {"region": "US"})
    assert found.options == (("R", OptionStatus.EXCLUDED, OptionStatus.RECOMMENDED),)


def test_pivots_are_the_single_facts_that_would_change_what_is_recommended():
    found = {(pivot.element, pivot.answer): pivot for pivot in pivots(EDITION, record(**HEALTHY))}
    assert list(found) == [
        ("lvef_pct", "below 50\u00a0%"),
        ("lvef_pct", "not done"),
        ("ecog", "above 2"),
        ("chf", "yes"),
        ("fit", "no"),
        ("her2", "Negative / Pending"),
    ]
    low = found["lvef_pct", "below 50\u00a0%"]
    assert (low.step, low.gained, low.lost) == ("stop", (), ("BEST", "T_DOC", "T_ET"))
    assert low.value < 50
    assert found["lvef_pct", "not done"].value is NOT_DONE
    assert found["fit", "no"].lost == ("T_DOC",)


def test_an_unknown_fact_can_be_a_pivot_too():
    known = {name: value for name, value in HEALTHY.items() if name != "fit"}
    found = [pivot for pivot in pivots(EDITION, record(**known)) if pivot.element == "fit"]
    assert [(pivot.answer, pivot.gained) for pivot in found] == [("yes", ("T_DOC",))]
