"""Short rounds of the campaigns about bad luck: `python -m tests.campaigns crash` runs long."""

import json

from tests.campaigns import crash, crash_writes
from tests.campaigns.crash_world import Doer, next_deed


def test_a_store_killed_at_random_moments_loses_nothing_acknowledged():
    found = crash.campaign(runs=35, seed=7)
    assert found.lost == []
    assert sum(found.kills.values()) == 35
    assert sum(found.deeds.values()) > 100
    assert {"save", "open", "passphrase", "backup", "restore"} <= set(found.deeds)


def told_too_early(folder, world, phase, seed, tell):
    """Says of every saving that it is done, and does it afterwards."""
    doer = Doer(folder, world)
    doer.do(("open",))
    tell(json.dumps(["begin", "open"]))
    tell(json.dumps(["done", "open"]))
    chance = crash.random.Random(seed)
    while True:
        deeds = []
        for _ in range(20):
            deeds.append(next_deed(doer.world, "save", chance))
            tell(json.dumps(["begin", *deeds[-1]]))
            tell(json.dumps(["done", *deeds[-1]]))
            doer.world = doer.world.after(deeds[-1])
        crash.time.sleep(1)


def test_a_program_that_says_saved_before_it_is_would_be_found_out():
    found = crash.campaign(runs=3, seed=7, do=told_too_early)
    assert len(found.lost) == 3


def test_a_call_that_fails_is_told_in_words_and_loses_nothing():
    found = crash_writes.campaign(every=9)
    assert found.wrong == []
    assert found.runs > 25
    assert {"refused", "done all the same"} == {outcome for _, outcome in found.outcomes}
