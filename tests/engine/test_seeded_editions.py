"""No single fault in a shipped edition stays unnoticed: the proof or a written case finds it."""

from dataclasses import replace

import pytest

from navigator.assets import content_folder
from navigator.domain.guideline import StepKind
from tests.campaigns.faults import KINDS, WALKED, Finder, Seed, reproduces, with_step

# Read from the folders, so that an edition added later is covered without a change here.
EDITIONS = sorted(file.parent.name for file in content_folder().glob("*/editions/*/guideline.yaml"))


@pytest.fixture(scope="module", params=EDITIONS)
def edition(request, library):
    return library.edition(request.param)


@pytest.fixture(scope="module")
def finder(edition, library):
    return Finder(edition, library.vignettes(edition.id))


@pytest.mark.parametrize("kind", KINDS)
def test_every_fault_of_a_kind_is_found_wherever_it_is_put(edition, finder, kind):
    unnoticed = [seed.name for seed in KINDS[kind](edition) if not finder.is_found(seed)]
    assert unnoticed == []


@pytest.mark.parametrize("kind", ["branch removed", "limit of a branch shifted", "branch widened"])
def test_the_patient_of_every_fault_shows_it(edition, finder, kind):
    followed = [
        (seed.name, one.code, reproduces(one, seed.edition))
        for seed in KINDS[kind](edition)
        for one in finder.faults(seed)
        if one.code in WALKED
    ]
    assert followed
    assert [told for told in followed if not told[-1]] == []


def test_every_option_branch_and_limit_is_sown(edition):
    """Counted apart from the sowing: as many faults as there are places for them."""
    steps = edition.steps.values()
    options = sum(len(step.options) for step in steps)
    branches = sum(len(step.branches) for step in steps)
    several = sum(step.kind is StepKind.DECISION and len(step.branches) > 1 for step in steps)
    sown = {kind: len({seed.name for seed in make(edition)}) for kind, make in KINDS.items()}
    assert (sown["option removed"], sown["branch removed"]) == (options, branches)
    assert sown["otherwise moved up"] >= several
    assert sown["limit of a branch shifted"] % 2 == 0


def test_an_edition_without_a_fault_is_not_said_to_have_one(edition, finder):
    assert not finder.is_found(Seed("as it is", edition, edition.start))


def test_a_change_that_is_no_fault_is_not_found(edition, finder):
    """The order of branches says nothing: they exclude each other."""
    step = next(
        one
        for one in edition.steps.values()
        if len(one.branches) > 1 and one.branches[-1].when != "otherwise"
    )
    turned = with_step(edition, replace(step, branches=step.branches[::-1]))
    assert not finder.is_found(Seed("turned", turned, step.id))
