"""The shipped edition of 2013 is whole; `test_seeded_editions` puts faults into all of them."""

from dataclasses import replace

import pytest

from navigator.engine.checker import check_edition, prove


def test_the_shipped_edition_has_no_fault(edition_2013):
    proof = prove(edition_2013)
    assert proof.problems == ()
    assert proof.steps == len(edition_2013.steps)
    assert proof.states > 0


@pytest.mark.parametrize("regimen", ["LAP_CAPE", "T_AI", "T_PAC_Q3W"])
def test_an_option_that_loses_its_doses_is_found(edition_2013, regimen):
    summary = replace(edition_2013.regimens[regimen], dosed=False)
    regimens = {**edition_2013.regimens, regimen: summary}
    broken = replace(edition_2013, regimens=regimens)
    assert {problem.code for problem in check_edition(broken)} == {"no-doses"}
