"""Short rounds of the campaigns about bad luck: `crash` and `hostile-store` of tests.campaigns."""

import json
import os
import shutil

import pytest

from navigator.cases.trouble import CaseFileDamaged
from navigator.domain.case import Standing
from tests.campaigns import (
    crash,
    crash_power,
    crash_world,
    crash_writes,
    hostile_store,
    hostile_surroundings,
)
from tests.campaigns.crash_world import Doer, next_deed
from tests.cases.shelves import PASSPHRASE, RECORD, case_file, data_file, new_store


def test_a_store_killed_at_random_moments_loses_nothing_acknowledged():
    found = crash.campaign(runs=21, seed=7)
    assert found.lost == []
    assert sum(found.kills.values()) == 21
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
    found = crash_writes.campaign(every=13)
    assert found.wrong == []
    assert found.runs > 18
    assert {"refused", "done all the same"} == {outcome for _, outcome in found.outcomes}


def test_a_damaged_store_is_refused_or_noticed_and_its_backup_opens():
    found = hostile_store.campaign(runs=42, seed=3)
    assert found.wrong == []
    assert found.runs == 42
    targets = {target for target, _, _ in found.outcomes}
    assert targets == set(hostile_store.TARGETS)
    assert found.sentences["CaseFileDamaged"] >= 14


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


FRAME = 24 + 4096  # a page of the log with its head; the log's own head has 32 bytes


def test_a_log_cut_anywhere_gives_an_earlier_whole_state_and_the_note_tells(tmp_path):
    """As a power cut could leave it on a disk that lies about having written."""
    store = new_store(tmp_path)
    number = store.add_patient(RECORD, "AB")
    store.lock()
    store = case_file(tmp_path).unlock(PASSPHRASE)
    known = [RECORD, *(crash_world.record_with(value) for value in range(40, 46))]
    for record in known[1:]:
        store.save_record(number, record, "AB")
    for name in ("data", "state"):
        shutil.copytree(tmp_path / name, tmp_path / "left" / name)
    store.lock()
    log = data_file(tmp_path / "left").with_name(f"{data_file(tmp_path / 'left').name}-wal")
    whole = log.read_bytes()
    frames = (len(whole) - 32) // FRAME
    assert frames > 30
    held = []
    for frame in range(frames + 1):
        folder = tmp_path / f"cut-{frame}"
        shutil.copytree(tmp_path / "left", folder)
        torn = os.urandom(700) if frame < frames else b""
        (folder / log.relative_to(tmp_path / "left")).write_bytes(
            whole[: 32 + frame * FRAME] + torn
        )
        left = case_file(folder).unlock(PASSPHRASE)
        case = left.open(number)
        assert case.faults == ()
        held.append(known.index(case.record))
        complete = left.standing is Standing.SOUND
        assert complete == (frame == frames), frame
        left.lock()
    assert held == sorted(held)  # never a mixture, never more than the log says
    assert set(held) == set(range(len(known)))


def test_every_call_that_writes_is_understood_by_the_model_of_the_disk(tmp_path):
    """Sectors of what was not forced are kept or lost; what was forced is there in every state."""
    file = tmp_path / "a"
    file.write_bytes(b"sure" * 300)
    disk = crash_power.Disk(tmp_path)

    def hexed(text):
        return "".join(f"\\x{one:02x}" for one in text)

    def call(name, *arguments, opened=""):
        return disk.call(name, [*arguments], 0, opened)

    handle, words = f"3<{hexed(str(file).encode())}>", f'"{hexed(b"new!" * 300)}"'
    assert call("pwrite64", handle, words, "1200", "0")
    found = {state(disk, tmp_path / f"s{seed}", seed) for seed in range(60)}
    assert {b"sure" * 300, b"new!" * 300} < found
    assert len(found) > 4  # torn ones
    assert call("fsync", handle)
    assert {state(disk, tmp_path / f"t{seed}", seed) for seed in range(20)} == {b"new!" * 300}
    new = f'"{hexed(str(tmp_path / "b").encode())}"'
    assert call("rename", f'"{hexed(str(file).encode())}"', new)
    moved = [names_left(disk, tmp_path / f"u{seed}", seed) for seed in range(20)]
    assert {("a",), ("b",)} == set(moved)
    assert call("fsync", f"4<{hexed(str(tmp_path).encode())}>")
    assert {names_left(disk, tmp_path / f"v{seed}", seed) for seed in range(20)} == {("b",)}


def state(disk, to, seed):
    disk.after_a_cut(to, crash.random.Random(seed))
    return (to / "a").read_bytes()


def names_left(disk, to, seed):
    disk.after_a_cut(to, crash.random.Random(seed))
    return tuple(sorted(one.name for one in to.iterdir()))
