"""An option that stands for several regimens is not offered where all of them would harm."""

import pytest

from navigator.domain.assessment import OptionStatus
from navigator.engine.checker import check_edition
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
