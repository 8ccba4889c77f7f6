"""Ways to open the store: passphrase, recovery key, and what slows down the wrong ones."""

import inspect
import itertools
import json
import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from navigator.cases import keys as keys_module
from navigator.cases.case_file import SealedCaseFile
from navigator.cases.keys import (
    STANDARD_COST,
    key_file_bytes,
    new_key_file,
    parse_key_file,
    read_key_file,
)
from navigator.cases.passphrase import refuse_short
from navigator.cases.recovery_key import KEY_BYTES, parsed, printed
from navigator.cases.throttle import FREE_TRIES, LONGEST_WAIT_S
from navigator.cases.trouble import (
    CaseFileDamaged,
    FileTooNew,
    PassphraseTooShort,
    RecoveryKeyMistyped,
    TooManyTries,
    WrongPassphrase,
)
from tests.cases.shelves import CHEAP, OTHER, PASSPHRASE, Clock, case_file, new_store

DATA_KEY = bytes(range(32))
RECOVERY = bytes(range(KEY_BYTES))
KEYS = new_key_file("cases-1.db", PASSPHRASE, RECOVERY, DATA_KEY, CHEAP)


def changed(**values):
    document = json.loads(key_file_bytes(KEYS))
    return json.dumps({**document, **values}).encode()


def test_passphrase_and_recovery_key_open_the_same_data_key():
    again = parse_key_file(key_file_bytes(KEYS))
    assert again == KEYS
    assert again.data_key(PASSPHRASE) == DATA_KEY
    assert again.data_key_from_recovery(RECOVERY) == DATA_KEY


def test_the_key_file_holds_neither_key_nor_passphrase():
    content = key_file_bytes(KEYS)
    for secret in (DATA_KEY, RECOVERY):
        assert secret not in content
        assert secret.hex().encode() not in content
    assert PASSPHRASE.encode() not in content


def test_a_try_costs_what_the_standard_says():
    # RFC 9106, section 4, second recommended option: 64 MiB, three rounds, four lanes; ours is
    # one round more.
    assert (STANDARD_COST.memory_kib, STANDARD_COST.lanes) == (64 * 1024, 4)
    assert STANDARD_COST.rounds >= 3
    assert inspect.signature(SealedCaseFile).parameters["cost"].default == STANDARD_COST


def test_composed_and_decomposed_letters_are_the_same_passphrase():
    composed = "grüße aus der fünften straße"
    file = new_key_file("cases-1.db", composed, RECOVERY, DATA_KEY, CHEAP)
    assert file.data_key(unicodedata.normalize("NFD", composed)) == DATA_KEY


@pytest.mark.parametrize("wrong", ["", PASSPHRASE + " ", PASSPHRASE.upper(), OTHER, "\ud800"])
def test_any_other_passphrase_opens_nothing(wrong):
    with pytest.raises(WrongPassphrase):
        KEYS.data_key(wrong)


def test_a_slot_is_bound_to_its_store_and_to_its_cost():
    slot = json.loads(key_file_bytes(KEYS))["passphrase"]
    cheaper = parse_key_file(changed(passphrase={**slot, "argon2id": [16, 1, 1]}))
    elsewhere = parse_key_file(changed(store="0" * 16))
    for file in (cheaper, elsewhere):
        with pytest.raises(WrongPassphrase):
            file.data_key(PASSPHRASE)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 5000,
        changed(file="../elsewhere.db"),
        changed(file="/etc/passwd"),
        changed(passphrase=None),
        changed(passphrase={"salt": "", "nonce": "", "wrapped": "", "argon2id": None}),
        changed(passphrase={**json.loads(key_file_bytes(KEYS))["passphrase"], "argon2id": [1e9]}),
        changed(
            passphrase={
                **json.loads(key_file_bytes(KEYS))["passphrase"],
                "argon2id": [1 << 40, 1, 1],
            }
        ),
        key_file_bytes(KEYS)[:-40],
    ],
)
def test_a_key_file_that_nobody_wrote_is_refused_in_words(content):
    with pytest.raises(CaseFileDamaged, match="key file"):
        parse_key_file(content)


def test_a_key_file_of_a_later_format_is_refused():
    with pytest.raises(FileTooNew):
        parse_key_file(changed(format=keys_module.FORMAT + 1))


@pytest.mark.parametrize(
    "short", ["", "password", "aaaaaaaaaaaaaaaaaaaa", "a a a a a", "thirteen sign"]
)
def test_a_passphrase_that_can_be_guessed_is_refused(short):
    with pytest.raises(PassphraseTooShort, match="14 signs or 5 words"):
        refuse_short(short)


@given(st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES))
def test_a_recovery_key_is_read_back_however_it_is_typed(key):
    text = printed(key)
    assert len(text) == 47
    assert not set(text) & set("ILOU")
    assert parsed(text) == key
    assert parsed(text.lower().replace("-", " ").replace("1", "l").replace("0", "o")) == key


@given(st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES), st.integers(0, 46), st.data())
def test_one_wrong_sign_of_a_recovery_key_is_noticed_and_its_group_named(key, at, data):
    text = printed(key)
    if text[at] == "-":
        return
    sign = data.draw(st.sampled_from([one for one in "023456789ABCDEFGHJKMN" if one != text[at]]))
    with pytest.raises(RecoveryKeyMistyped, match=f"Group {at // 6 + 1} "):
        parsed(text[:at] + sign + text[at + 1 :])


def test_two_groups_swapped_are_noticed():
    groups = printed(bytes(range(40, 40 + KEY_BYTES))).split("-")
    groups[2], groups[3] = groups[3], groups[2]
    with pytest.raises(RecoveryKeyMistyped, match="Group 3"):
        parsed("-".join(groups))


def test_a_recovery_key_cut_short_is_refused():
    with pytest.raises(RecoveryKeyMistyped, match="8 groups"):
        parsed(printed(RECOVERY)[:-1])


def test_wrong_passphrases_have_to_wait_longer_and_longer_over_restarts(tmp_path):
    clock = Clock()
    new_store(tmp_path, clock).lock()
    for _ in range(FREE_TRIES):
        with pytest.raises(WrongPassphrase):
            case_file(tmp_path, clock).unlock(OTHER)
    waits = []
    for _ in range(12):
        again = case_file(tmp_path, clock)
        with pytest.raises(TooManyTries) as slow:
            again.unlock(PASSPHRASE)
        waits.append(round(slow.value.seconds))
        clock.now += timedelta(seconds=slow.value.seconds)
        with pytest.raises(WrongPassphrase):
            again.unlock(OTHER)
    assert all(later >= earlier for earlier, later in itertools.pairwise(waits))
    assert LONGEST_WAIT_S - 5 <= waits[-1] <= LONGEST_WAIT_S
    clock.now += timedelta(seconds=LONGEST_WAIT_S)
    case_file(tmp_path, clock).unlock(PASSPHRASE).lock()
    assert case_file(tmp_path, clock).wait_seconds() == 0


def test_setting_the_clock_back_never_shortens_the_wait(tmp_path):
    clock = Clock()
    new_store(tmp_path, clock).lock()
    for _ in range(FREE_TRIES + 1):
        clock.now += timedelta(hours=1)
        with pytest.raises(WrongPassphrase):
            case_file(tmp_path, clock).unlock(OTHER)
    before = case_file(tmp_path, clock).wait_seconds()
    clock.now -= timedelta(days=1)
    assert case_file(tmp_path, clock).wait_seconds() >= before > 0
    clock.now += timedelta(seconds=before)
    case_file(tmp_path, clock).unlock(PASSPHRASE).lock()  # and it ends before that day comes again


def test_a_count_that_somebody_changed_still_slows_down_and_ends(tmp_path):
    clock = Clock()
    new_store(tmp_path, clock).lock()
    tries = tmp_path / "state" / "cases.tries"
    tries.write_bytes(b"{}")
    changed_at = tries.stat().st_mtime
    clock.now = clock.now.fromtimestamp(changed_at, clock.now.tzinfo)
    assert case_file(tmp_path, clock).wait_seconds() > 0
    clock.now += timedelta(seconds=LONGEST_WAIT_S)
    assert case_file(tmp_path, clock).wait_seconds() == 0


def test_a_new_passphrase_opens_and_the_old_one_does_not(tmp_path):
    store = new_store(tmp_path)
    store.change_passphrase(PASSPHRASE, OTHER, "AB")
    store.lock()
    with pytest.raises(WrongPassphrase):
        case_file(tmp_path).unlock(PASSPHRASE)
    case_file(tmp_path).unlock(OTHER).lock()


def test_a_passphrase_is_not_changed_by_somebody_who_does_not_know_it(tmp_path):
    store = new_store(tmp_path)
    before = (tmp_path / "data" / "cases.keys").read_bytes()
    with pytest.raises(WrongPassphrase):
        store.change_passphrase(OTHER, "some other five new words", "AB")
    with pytest.raises(PassphraseTooShort):
        store.change_passphrase(PASSPHRASE, "short", "AB")
    assert (tmp_path / "data" / "cases.keys").read_bytes() == before
    store.lock()


def test_the_recovery_key_opens_and_sets_a_new_passphrase(tmp_path):
    store, recovery_key = case_file(tmp_path).create(PASSPHRASE, "AB")
    store.lock()
    case_file(tmp_path).recover(recovery_key.lower(), OTHER, "CD").lock()
    case_file(tmp_path).unlock(OTHER).lock()
    with pytest.raises(WrongPassphrase):
        case_file(tmp_path).recover(printed(RECOVERY), OTHER, "CD")


def test_a_new_recovery_key_replaces_the_old_one(tmp_path):
    store, old = case_file(tmp_path).create(PASSPHRASE, "AB")
    new = store.new_recovery_key("AB")
    store.lock()
    with pytest.raises(WrongPassphrase):
        case_file(tmp_path).recover(old, OTHER, "AB")
    case_file(tmp_path).recover(new, OTHER, "AB").lock()


def test_the_cost_of_a_try_is_read_from_the_key_file(tmp_path):
    new_store(tmp_path).lock()
    slot = read_key_file(tmp_path / "data" / "cases.keys").passphrase
    assert slot.cost == CHEAP
