"""An option that stands for several regimens is not offered where all of them would harm."""

import pytest

from navigator.domain.assessment import OptionStatus
from navigator.engine.behind import dangers_behind
from navigator.engine.checker import check_edition
from navigator.engine.ready import ready
from tests.engine.editions import (
    branch,
    decision,
    edition,
    end,
    exclude,
    offer,
    recommendation,
    regimen,
)
from tests.engine.proofs import assessed, codes


def of_choice(*members, own=(), when="", way="ecog <= 2"):
    """An edition that offers a choice of `members` to those who come by `way`."""
    several = regimen("SEVERAL", *own, kind="choice", resolves_to=[one.id for one in members])
    return edition(
        decision("a", branch("in", way, "treat"), branch("out", "otherwise", "x")),
        recommendation("treat", offer("SEVERAL", when)),
        end("x"),
        regimens=(several, *members),
    )


NO_HEART = regimen("ONE", exclude("chf", "heart", "one"))
NOT_FIT = regimen("TWO", exclude("not fit", "fitness", "two"))
NO_HEART_EITHER = regimen("TWO", exclude("chf", "heart", "two"))
FREE = regimen("THREE")


def test_a_patient_whom_every_regimen_behind_an_option_would_harm_is_found():
    broken = of_choice(NO_HEART, NOT_FIT)
    (fault,) = check_edition(broken)
    assert (fault.code, fault.place.file) == (
        "offered-contraindicated",
        "steps.treat.options.SEVERAL",
    )
    found = assessed(fault, broken)
    assert [option.status for option in found.options] == [OptionStatus.RECOMMENDED]
    told = fault.counter_example["facts"]
    assert (told["chf"], told["fit"]) == (True, False)


@pytest.mark.parametrize(
    "sound",
    [
        of_choice(NO_HEART, NOT_FIT, FREE),
        of_choice(NO_HEART, NOT_FIT, own=(exclude("chf", "own"),)),
        of_choice(NO_HEART, NOT_FIT, when="fit"),
        of_choice(NO_HEART, NOT_FIT, way="not chf"),
        of_choice(NO_HEART, regimen("TWO", exclude("not chf", "other", "two"))),
    ],
    ids=["one is free", "the option excludes it", "not meant", "nobody comes", "never both"],
)
def test_an_option_is_sound_where_one_regimen_is_left_or_nobody_is_harmed(sound):
    assert codes(sound) == []


def test_limits_behind_an_option_are_cut_as_finely_as_those_of_the_option_itself():
    """At 40 the first and from 40 the second is excluded: 40 is the one value that harms."""
    broken = of_choice(
        regimen("ONE", exclude("lvef_pct <= 40", "low", "one")),
        regimen("TWO", exclude("lvef_pct >= 40", "high", "two")),
    )
    (fault,) = check_edition(broken)
    assert fault.counter_example["facts"]["lvef_pct"] == 40


def test_who_is_harmed_is_the_first_of_those_who_get_there():
    # ECOG 0, 1 and 2 get there; whoever has heart failure is harmed, fit or not.
    broken = of_choice(
        regimen("ONE", exclude("chf or not fit", "heart", "one")),
        regimen("TWO", exclude("chf", "heart", "two")),
    )
    (fault,) = check_edition(broken)
    assert fault.counter_example == {"facts": {"ecog": 0, "chf": True}}


def test_what_cannot_be_read_behind_an_option_is_left_out_and_so_is_what_excludes_the_option():
    unreadable = regimen("TWO", exclude("lvef > 5", "typo", "two"), exclude("not fit", "b", "two"))
    made = of_choice(NO_HEART, unreadable, own=(exclude("chf", "own"),))
    prepared = ready(made)
    (offered,) = prepared.offers(made.steps["treat"])
    assert dangers_behind(prepared, offered) == ()
    fit = of_choice(NOT_FIT, unreadable, own=(exclude("chf", "own"),))
    (offered,) = ready(fit).offers(fit.steps["treat"])
    found = dangers_behind(ready(fit), offered)
    assert [[one.text for one in criteria] for criteria in found] == [["not fit"], ["not fit"]]


def test_who_is_harmed_has_the_first_value_of_what_the_option_reads():
    way = "ecog == 0 or ecog <= 3"
    broken = of_choice(NO_HEART, NO_HEART_EITHER, when="ecog <= 2", way=way)
    (fault,) = check_edition(broken)
    assert fault.counter_example == {"facts": {"ecog": 0, "chf": True}}
