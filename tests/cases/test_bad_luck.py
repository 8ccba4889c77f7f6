"""Short rounds of the campaigns about bad luck: `crash` and `hostile-store` of tests.campaigns."""

import json
import os
import shutil

import pytest

from navigator.cases.trouble import CaseFileDamaged
from tests.campaigns import crash, crash_writes, hostile_store, hostile_surroundings
from tests.campaigns.crash_world import Doer, next_deed
from tests.cases.shelves import PASSPHRASE, RECORD, case_file, data_file, new_store


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


def test_a_damaged_store_is_refused_or_noticed_and_its_backup_opens():
    found = hostile_store.campaign(runs=60, seed=3)
    assert found.wrong == []
    assert found.runs == 60
    targets = {target for target, _, _ in found.outcomes}
    assert targets == set(hostile_store.TARGETS)
    assert found.sentences["CaseFileDamaged"] >= 20


def test_a_store_with_other_content_that_nothing_tells_of_would_be_found_out():
    def forge(folder, chance):
        del chance
        doer = Doer(folder.parents[1], hostile_store.World(next=99))
        doer.do(("open",))
        doer.do(("save", 1, 33))
        doer.do(("lock",))

    forge.__name__ = "forged"
    damages, hostile_store.DAMAGES = hostile_store.DAMAGES, (forge,)
    try:
        found = hostile_store.campaign(runs=1, seed=3)
    finally:
        hostile_store.DAMAGES = damages
    assert len(found.wrong) == 1
    assert "nothing says so" in found.wrong[0]


def test_bad_surroundings_are_told_in_words_and_the_store_stays_as_it_was():
    found = hostile_surroundings.campaign(runs=1, seed=3)
    assert found.wrong == []
    assert {name for name, _ in found.told} == set(hostile_surroundings.ROUNDS)


def test_half_a_page_in_the_file_whose_whole_stands_in_the_log_is_no_damage(tmp_path):
    """A program that had no room, or no power, while it wrote the log back leaves it so."""
    store = new_store(tmp_path)
    store.add_patient(RECORD, "AB")
    store.lock()
    store = case_file(tmp_path).unlock(PASSPHRASE)
    for _ in range(20):
        store.add_patient(RECORD, "AB")
    left = tmp_path / "left"
    for name in ("data", "state"):
        shutil.copytree(tmp_path / name, left / name)
    store.lock()
    with data_file(left).open("ab") as file:
        file.write(os.urandom(1_500))
    reader = case_file(left).unlock(PASSPHRASE, read_only=True)
    assert len(reader.find()) == 21
    assert reader.integrity() == ()
    reader.lock()
    again = case_file(left).unlock(PASSPHRASE)
    assert len(again.find()) == 21
    assert again.integrity() == ()
    again.lock()


def test_while_somebody_reads_the_log_stays_and_the_check_is_that_of_both(tmp_path):
    store = new_store(tmp_path)
    reader = case_file(tmp_path).unlock(PASSPHRASE, read_only=True)
    with reader._opened.engine.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM facts").fetchall()
        store.add_patient(RECORD, "AB")
        assert store.integrity() == ()
    reader.lock()
    store.lock()
    with data_file(tmp_path).open("r+b") as file:
        file.seek(4096 * 2 + 100)
        file.write(os.urandom(50))
    with pytest.raises(CaseFileDamaged):  # the seals are checked again
        case_file(tmp_path).unlock(PASSPHRASE)
