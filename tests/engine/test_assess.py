"""One patient against one edition: path, reasons, frontier, options, message."""

from decimal import Decimal

import pytest
from hypothesis import given

from navigator.domain.assessment import OptionStatus, Status
from navigator.domain.facts import NOT_DONE
from navigator.domain.guideline import Tier
from navigator.domain.truth import Truth
from navigator.engine.assess import assess
from navigator.engine.reasons import sentence_of
from tests.engine.editions import (
    DAY,
    HEALTHY,
    action,
    branch,
    decision,
    edition,
    end,
    exclude,
    fact,
    heart_edition,
    offer,
    recommendation,
    record,
    regimen,
)
from tests.engine.oracle import PATIENTS

EDITION = heart_edition()


def of(edition_=EDITION, /, **values):
    return assess(edition_, record(**values))


def option(assessment, name):
    return next(found for found in assessment.options if found.regimen == name)


def without(name):
    return {other: value for other, value in HEALTHY.items() if other != name}


def test_the_path_names_each_step_with_the_branch_and_the_facts_that_decided():
    told = record(**HEALTHY)
    told.facts["lvef_pct"] = fact("lvef_pct", Decimal(58), DAY)
    first, second = assess(EDITION, told).path
    assert (first.step, first.branch, first.to) == ("heart", "safe", "status")
    assert first.reason.criterion == "measured(lvef_pct) and lvef_pct >= 50 and not chf"
    assert "Lvef pct is at least 50\u00a0% (58\u00a0%, 2026-11-02)" in first.reason.words
    assert [found.element for found in first.reason.facts] == ["lvef_pct", "chf"]
    assert (first.reason.truth, first.reason.missing) == (Truth.YES, ())
    assert second.branch == "good"


def test_otherwise_rests_on_the_facts_that_rule_its_siblings_out():
    last = of(**{**HEALTHY, "ecog": 4}).path[-1]
    assert (last.branch, last.reason.criterion) == ("poor", "otherwise")
    assert [found.element for found in last.reason.facts] == ["ecog"]
    assert last.reason.words == "none of the other ways fits"


def test_an_open_decision_names_candidates_and_what_is_missing():
    found = of(lvef_pct=Decimal(60))
    assert (found.status, found.step) == (Status.NEEDS_FACTS, "heart")
    assert found.candidates == ("safe", "not_safe")
    assert [need.element for need in found.needs] == ["chf"]
    assert found.ruled_out == ()


def test_a_branch_that_is_ruled_out_says_why():
    three = edition(
        decision(
            "a",
            branch("one", "lvef_pct >= 50", "x"),
            branch("two", "lvef_pct < 50 and chf", "x"),
            branch("three", "lvef_pct < 50 and not chf", "x"),
        ),
        end("x"),
    )
    found = of(three, lvef_pct=Decimal(40))
    assert found.candidates == ("two", "three")
    (reason,) = found.ruled_out
    assert (reason.kind, reason.truth) == ("branch", Truth.NO)
    assert [known.element for known in reason.facts] == ["lvef_pct"]


def test_needs_come_with_what_every_answer_would_do():
    (need,) = of(chf=False).needs
    assert (need.element, need.decides) == ("lvef_pct", 2)
    assert need.leads_to == (
        ("below 50\u00a0%", "leads to “Step stop”"),
        ("at least 50\u00a0%", "leads to “Step status”"),
        ("not done", "leads to “Step stop”"),
    )


def test_an_answer_that_leaves_the_way_open_says_what_else_is_needed():
    needs = {need.element: need for need in of().needs}
    assert list(needs) == ["lvef_pct", "chf"]
    assert needs["chf"].leads_to == (
        ("yes", "leads to “Step stop”"),
        ("no", "still open: Lvef pct"),
    )


def test_an_answer_that_a_faulty_edition_has_no_way_for_does_not_lead_on():
    gap = edition(decision("a", branch("yes", "chf", "x")), end("x"))
    (need,) = of(gap).needs
    assert need.leads_to == (("yes", "leads to “Step x”"), ("no", "does not lead on"))


def test_the_fact_that_settles_most_comes_first():
    ways = edition(
        decision(
            "a",
            branch("one", "chf and ecog >= 2", "x"),
            branch("two", "chf and ecog < 2", "y"),
            branch("three", "not chf", "z"),
        ),
        *(end(name) for name in "xyz"),
    )
    assert [(need.element, need.decides) for need in of(ways).needs] == [("chf", 3), ("ecog", 2)]


def test_a_test_that_was_not_done_is_asked_for_but_not_offered_again_as_an_answer():
    compared = edition(
        decision("a", branch("one", "lvef_pct >= 50", "x"), branch("two", "lvef_pct < 50", "y")),
        end("x"),
        end("y"),
    )
    found = of(compared, lvef_pct=NOT_DONE)
    (need,) = found.needs
    assert [answer for answer, _ in need.leads_to] == ["below 50\u00a0%", "at least 50\u00a0%"]
    assert found.message == "Lvef pct was not done; the way goes on when it has been."


def test_a_recommended_option_says_why():
    found = option(of(**HEALTHY), "T_ET")
    assert found.status is OptionStatus.RECOMMENDED
    (reason,) = found.reasons
    assert (reason.kind, reason.truth) == ("applies", Truth.YES)
    assert [known.element for known in reason.facts] == ["her2"]
    assert found.blocked_by == ()


def test_an_option_for_everybody_says_so():
    (reason,) = option(of(**HEALTHY), "BEST").reasons
    assert reason.words == "for everybody at this step"


def test_an_excluded_option_names_its_safeguard_and_the_fact():
    found = option(of(**{**HEALTHY, "fit": False}), "T_DOC")
    assert found.status is OptionStatus.EXCLUDED
    danger = found.reasons[0]
    assert (danger.kind, danger.safeguard.id) == ("safeguard", "unfit")
    assert [known.element for known in danger.facts] == ["fit"]
    assert found.blocked_by == ("fit",)


def test_an_option_that_is_not_meant_for_the_patient_says_why_and_no_more():
    found = option(of(**{**HEALTHY, "her2": "pending"}), "T_ET")
    assert found.status is OptionStatus.NOT_APPLICABLE
    (reason,) = found.reasons
    assert (reason.kind, reason.truth) == ("not_for", Truth.NO)
    assert found.blocked_by == ("her2",)


def test_an_open_option_waits_for_the_smallest_set_of_facts():
    rules = regimen("R", exclude("chf and ecog >= 2", "heart"), exclude("not fit", "unfit"))
    only = edition(
        recommendation("treat", offer("R", "her2 == 'positive' or fit")), regimens=(rules,)
    )
    found = option(of(only), "R")
    # Fit answers both the criterion and one safeguard; the other falls with either of its parts.
    assert set(found.blocked_by) == {"fit", "chf"}
    assert found.status is OptionStatus.NEEDS_FACT
    assert [reason.kind for reason in found.reasons] == ["applies", "safeguard", "safeguard"]


def test_an_exclusion_names_the_smallest_set_that_excludes():
    rules = regimen("R", exclude("chf and ecog >= 2", "two"), exclude("not fit", "one"))
    only = edition(recommendation("treat", offer("R")), regimens=(rules,))
    assert option(of(only, chf=True, ecog=3, fit=False), "R").blocked_by == ("fit",)


def test_dangers_that_are_there_stand_before_those_that_are_only_open():
    rules = regimen("R", exclude("chf", "open"), exclude("not fit", "there"))
    only = edition(recommendation("treat", offer("R")), regimens=(rules,))
    reasons = option(of(only, fit=False), "R").reasons
    assert [reason.truth for reason in reasons] == [Truth.YES, Truth.UNKNOWN, Truth.YES]


def test_a_caution_is_shown_while_it_holds_or_cannot_be_ruled_out():
    only = edition(EDITION.steps["treat"], regimens=tuple(EDITION.regimens.values()))
    assert option(of(only, ecog=3), "T_DOC").warnings[0].truth is Truth.YES
    assert option(of(only), "T_DOC").warnings[0].truth is Truth.UNKNOWN
    assert option(of(only, ecog=1), "T_DOC").warnings == ()


def test_missing_facts_of_options_say_which_options_they_settle():
    found = of(**without("fit"))
    (need,) = found.needs
    assert (need.element, need.decides) == ("fit", 1)
    assert need.leads_to == (("yes", "recommended: T DOC"), ("no", "excluded: T DOC"))


def test_a_fact_that_settles_nothing_alone_says_so():
    rules = regimen("R", exclude("not fit", "unfit"), exclude("chf", "heart"))
    only = edition(
        recommendation("treat", offer("R"), offer("GONE", "ecog < 2")), regimens=(rules,)
    )
    needs = {need.element: need for need in of(only).needs}
    assert needs["fit"].leads_to[0] == ("yes", "settles nothing by itself")
    assert needs["ecog"].leads_to[0] == ("below 2", "recommended: GONE")
    assert needs["ecog"].leads_to[-1] == ("at least 2", "not applicable: GONE")


@pytest.mark.parametrize(
    ("values", "status", "message"),
    [
        ({}, Status.NEEDS_FACTS, "Missing to go on: Lvef pct, Chf. Lvef pct?"),
        ({"chf": True}, Status.ACTION, "Do this first: See a cardiologist."),
        (
            {**HEALTHY, "ecog": 4},
            Status.OUT_OF_SCOPE,
            "This edition does not cover the case: Step outside. Offer supportive care.",
        ),
        (HEALTHY, Status.OPTIONS, "Step treat: 3 options are recommended."),
        (
            {**HEALTHY, "fit": False, "her2": "pending"},
            Status.OPTIONS,
            "Step treat: one option is recommended.",
        ),
        (
            without("fit"),
            Status.OPTIONS,
            "Step treat: 2 options are recommended. Missing: Fit.",
        ),
    ],
)
def test_the_message_says_in_one_line_what_comes_next(values, status, message):
    found = of(**values)
    assert (found.status, found.message) == (status, message)


def test_a_step_without_an_option_left_says_what_comes_next():
    guarded = regimen("R", exclude("chf", "heart"))
    treat = recommendation("treat", offer("R"), action=EDITION.steps["treat"].action)
    only = edition(treat, regimens=(guarded,))
    excluded = of(only, chf=True)
    assert excluded.message == "Step treat: no option is left for this patient. Ask the board."
    waiting = "Step treat: no option can be recommended before more is known. Missing: Chf."
    assert of(only).message == waiting
    bare = edition(recommendation("treat", offer("R")), regimens=(guarded,))
    assert of(bare, chf=True).message == "Step treat: no option is left for this patient."


def test_an_end_or_action_without_words_shows_its_title():
    assert of(edition(end("x"))).message == "This edition does not cover the case: Step x."
    assert of(edition(action("x", ""))).message == "Do this first: Step x"


@pytest.mark.parametrize(
    ("branches", "words"),
    [
        ((branch("a", "lvef_pct > 50", "x"), branch("b", "lvef_pct < 50", "x")), "no way out"),
        ((branch("a", "lvef_pct >= 50", "x"), branch("b", "lvef_pct <= 50", "x")), "several ways"),
        ((branch("a", "otherwise", "start"),), "leads back to itself"),
        ((branch("a", "otherwise", "gone"),), "leads nowhere"),
    ],
)
def test_a_fault_of_the_edition_is_said_and_never_gives_an_option(branches, words):
    found = of(edition(decision("start", *branches), end("x")), lvef_pct=Decimal(50))
    assert found.status is Status.OUT_OF_SCOPE
    assert words in found.message
    assert (found.options, found.needs) == ((), ())


def test_the_same_patient_gives_an_equal_answer():
    assert of(**HEALTHY) == of(**HEALTHY)


def test_all_that_is_known_comes_with_the_answer():
    assert set(of(**HEALTHY).facts) == set(HEALTHY)
    assert of(**HEALTHY).digest == EDITION.digest


@given(PATIENTS)
def test_no_answer_is_ever_empty(patient):
    found = assess(EDITION, record(**patient))
    assert found.message
    assert (found.status is Status.NEEDS_FACTS) == (
        EDITION.steps[found.step].id in ("heart", "status")
    )
    for shown in found.options:
        assert shown.reasons
        assert all(sentence_of(reason, EDITION) for reason in (*shown.reasons, *shown.warnings))
        assert (shown.status is OptionStatus.RECOMMENDED) == (not shown.blocked_by)
    if found.status is Status.NEEDS_FACTS:
        assert found.needs


def test_an_open_danger_does_not_read_as_if_it_were_there():
    found = of(**without("fit"))
    doubt = option(found, "T_DOC").reasons[1]
    assert sentence_of(doubt, EDITION) == (
        "To be ruled out (Fit: not known): Not with unfit [Fit: no (not known)]"
    )
    applies = option(of(**without("her2")), "T_ET").reasons[0]
    assert sentence_of(applies, EDITION).startswith("Open (Her2: not known): Her2 is “Positive”")
    not_met = option(of(**{**HEALTHY, "her2": "pending"}), "T_ET").reasons[0]
    assert sentence_of(not_met, EDITION) == "Not met: Her2 is “Positive” (Pending)"
    ready_ = of(**HEALTHY).path[0].reason
    assert sentence_of(ready_, EDITION) == ready_.words


def test_options_keep_the_order_of_tiers():
    assert [found.tier for found in of(**HEALTHY).options] == [
        Tier.PREFERRED,
        Tier.OTHER,
        Tier.SELECTED,
    ]


def test_where_two_ways_fit_nothing_is_asked_although_a_third_is_open():
    three = edition(
        decision(
            "start",
            branch("a", "lvef_pct >= 50", "x"),
            branch("b", "lvef_pct <= 50", "x"),
            branch("c", "chf", "x"),
        ),
        end("x"),
    )
    found = of(three, lvef_pct=Decimal(50))
    assert (found.status, found.needs) == (Status.OUT_OF_SCOPE, ())


def test_choices_of_one_consequence_are_one_answer_wherever_they_stand_in_the_list():
    ways = edition(
        decision("a", branch("no", "her2 == 'negative'", "x"), branch("else", "otherwise", "y")),
        end("x"),
        end("y"),
    )
    (need,) = of(ways).needs
    assert need.leads_to == (
        ("Positive / Pending", "leads to “Step y”"),
        ("Negative", "leads to “Step x”"),
    )


def test_numbers_of_one_consequence_are_one_answer_only_as_neighbours():
    ways = edition(
        decision("a", branch("mid", "1 <= ecog <= 2", "x"), branch("else", "otherwise", "y")),
        end("x"),
        end("y"),
    )
    (need,) = of(ways).needs
    assert need.leads_to == (
        ("below 1", "leads to “Step y”"),
        ("at least 1 and at most 2", "leads to “Step x”"),
        ("above 2", "leads to “Step y”"),
    )
