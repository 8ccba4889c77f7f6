"""One patient in two editions: ways, options that differ, and the trials behind them."""

import json
from dataclasses import replace
from datetime import date

import pytest

from navigator.domain.guideline import Tier
from navigator.domain.library import Approval
from navigator.domain.problems import InputRefused
from navigator.domain.text import Text
from navigator.engine.ready import ready
from navigator.services.compare_editions import (
    compare,
    compare_editions,
    comparison_as_json,
    comparison_lines,
)
from tests.engine.editions import (
    HEALTHY,
    branch,
    decision,
    edition,
    end,
    exclude,
    offer,
    recommendation,
    record,
    regimen,
)
from tests.services.shelf import SOMEWHERE, Shelf, trial

# T_DOC stays, T_ET is ranked lower and rests on newer evidence, T_OLD is left out, T_NEW comes.
OLD, NEW = trial("OLD", 2005, "somewhere"), trial("NEW", 2020, "somewhere")
KEPT, UNDATED = trial("KEPT", 2001), trial("UNDATED", 0)
REGIMENS = (
    regimen("T_DOC"),
    regimen("T_ET"),
    regimen("T_OLD"),
    regimen("T_NEW", exclude("not fit")),
)


def of_year(year, *options):
    chart = (
        decision("heart", branch("safe", "not chf", "treat"), branch("not_safe", "chf", "out")),
        recommendation("treat", *options),
        end("out"),
    )
    return replace(
        edition(*chart, regimens=REGIMENS), id=str(year), year=year, title=Text(f"{year}")
    )


EARLIER = of_year(
    2013,
    offer("T_DOC", evidence=("KEPT",)),
    offer("T_ET", evidence=("OLD",)),
    offer("T_OLD", evidence=("OLD", "UNDATED")),
)
LATER = of_year(
    2026,
    offer("T_DOC", evidence=("KEPT",)),
    offer("T_ET", tier=Tier.OTHER, evidence=("OLD",)),
    offer("T_NEW", evidence=("NEW",)),
)
LIBRARY = Shelf(EARLIER, LATER, trials=(OLD, NEW, KEPT, UNDATED))


def compared(*wanted, **values):
    return compare_editions(LIBRARY, wanted or ("2013", "2026"), record(**values))


def test_options_of_one_edition_alone_and_of_another_tier_differ():
    found = compared(**HEALTHY)
    assert [one.regimen for one in found.options] == ["T_DOC", "T_ET", "T_OLD", "T_NEW"]
    assert [one.regimen for one in found.differing] == ["T_ET", "T_OLD", "T_NEW"]


def test_a_status_that_differs_is_a_difference_too():
    regimens = {**LATER.regimens, "T_DOC": regimen("T_DOC", exclude("fit"))}
    stricter = replace(LATER, regimens=regimens)
    library = Shelf(EARLIER, stricter, trials=(OLD, NEW, KEPT, UNDATED))
    found = compare_editions(library, ("2013", "2026"), record(**HEALTHY))
    assert "T_DOC" in [one.regimen for one in found.differing]


def test_the_trials_are_those_behind_what_differs_the_newest_first():
    found = compared(**HEALTHY)
    assert [(one.trial.id, one.regimens, one.new) for one in found.trials] == [
        ("NEW", ("T_NEW",), True),
        ("OLD", ("T_ET", "T_OLD"), False),
        ("UNDATED", ("T_OLD",), False),
    ]
    assert found.trials[0].publications == (SOMEWHERE,)


def test_the_order_of_the_editions_is_the_one_asked_for():
    found = compared("2026", "2013", **HEALTHY)
    assert [side.edition.id for side in found.sides] == ["2026", "2013"]
    assert [one.regimen for one in found.options][-1] == "T_OLD"
    assert found.trials[0].new


def test_plain_values_hold_both_answers_and_what_each_says_of_every_option():
    told = json.loads(json.dumps(comparison_as_json(compared(**HEALTHY))))
    assert [one["edition"] for one in told["editions"]] == ["2013", "2026"]
    assert (told["same_options"], told["preliminary"]) == (False, False)
    old = next(one for one in told["options"] if one["regimen"] == "T_OLD")
    assert old["differs"] is True
    assert (old["2013"]["status"], old["2013"]["tier"]) == ("recommended", "preferred")
    assert old["2013"]["evidence"] == ["OLD", "UNDATED"]
    assert old["2026"] is None
    assert told["trials"][0]["publications"][0]["doi"] == "10.1/x"


def test_the_terminal_says_both_ways_what_differs_and_which_trials():
    text = "\n".join(comparison_lines(compared(**HEALTHY)))
    for words in (
        "2013 (2013)\n  Step heart: safe\n→ Step treat (treat)",
        "T ET (T_ET): 2013: recommended [preferred]; 2026: recommended [other]",
        "T NEW (T_NEW): 2013: not offered; 2026: recommended [preferred]",
        "NEW (2020, after the older edition): T_NEW",
        "UNDATED (year not recorded): T_OLD",
        "Somebody. A journal 2001;1:2, doi:10.1/x",
    ):
        assert words in text
    assert "T DOC" not in text


def test_an_edition_that_waits_for_a_fact_makes_the_comparison_preliminary():
    unasked = of_year(2026, offer("T_DOC", evidence=("KEPT",)))
    steps = {**unasked.steps, "heart": decision("heart", branch("all", "fit", "treat"))}
    library = Shelf(EARLIER, replace(unasked, steps=steps), trials=(OLD, KEPT, UNDATED))
    found = compare_editions(library, ("2013", "2026"), record(chf=False))
    assert found.preliminary
    text = "\n".join(comparison_lines(found))
    assert "T DOC (T_DOC): 2013: recommended [preferred]; 2026: still open" in text
    assert "with it the comparison may change" in text
    assert "Missing: Fit" in text


def test_where_neither_edition_has_options_this_is_said():
    found = compared(chf=True)
    assert found.options == found.trials == ()
    assert "Neither edition offers an option here." in comparison_lines(found)


def test_where_both_offer_the_same_this_is_said():
    library = Shelf(EARLIER, replace(EARLIER, id="same"), trials=(OLD, KEPT, UNDATED))
    found = compare_editions(library, ("2013", "same"), record(**HEALTHY))
    assert comparison_as_json(found)["same_options"] is True
    assert "Both editions offer the same options with the same status." in comparison_lines(found)


def test_an_edition_is_not_compared_with_itself():
    with pytest.raises(InputRefused, match="compared with itself"):
        compared("2013", "2013", **HEALTHY)


def test_the_approvals_are_those_of_what_differs_the_newest_first():
    early = Approval("early", "FDA", date(2012, 6, 8), Text("Old"), ("drug",), ("T_OLD", "T_DOC"))
    late = Approval("late", "EMA", date(2020, 1, 2), Text("New"), ("drug",), ("T_NEW", "T_OLD"))
    same = Approval("same", "FDA", date(2015, 1, 1), Text("Same"), ("drug",), ("T_DOC",))
    found = compare_editions(LIBRARY, ("2013", "2026"), record(**HEALTHY), (early, late, same))
    assert [(one.approval.id, one.regimens, one.new) for one in found.approvals] == [
        ("late", ("T_OLD", "T_NEW"), True),
        ("early", ("T_OLD",), False),
    ]
    told = comparison_as_json(found)["approvals"][0]
    assert (told["agency"], told["on"], told["regimens"]) == (
        "EMA",
        "2020-01-02",
        ["T_OLD", "T_NEW"],
    )
    text = "\n".join(comparison_lines(found))
    assert "2020-01-02 EMA, after the older edition: New (T_OLD, T_NEW)" in text


class Counted(Shelf):
    """A library that counts what is read of it."""

    def __init__(self, *editions, **kept):
        super().__init__(*editions, **kept)
        self.read = []

    def trial(self, wanted):
        self.read.append(wanted)
        return super().trial(wanted)

    def reference(self, wanted):
        self.read.append(wanted)
        return super().reference(wanted)


def test_a_comparison_reads_each_trial_once_and_no_criterion_again():
    library = Counted(EARLIER, LATER, trials=(OLD, NEW, KEPT, UNDATED))
    for _ in range(2):
        library.read.clear()
        found = compare(library, (EARLIER, LATER), record(**HEALTHY))
        # Three trials are behind what differs, two of them with a publication.
        assert len(found.trials) == 3
        assert len(library.read) == 5
    before = ready(EARLIER).criteria_read, ready(LATER).criteria_read
    compare(library, (EARLIER, LATER), record(**HEALTHY))
    assert (ready(EARLIER).criteria_read, ready(LATER).criteria_read) == before
