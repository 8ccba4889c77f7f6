"""Archives changed at random: `python -m tests.campaigns.hostile_archive --runs 1000 --seed 1`.

Each is refused in one sentence with the store unchanged, or it is imported whole: every patient
opens, the audit trail bears out every row and what was here before says the same.
"""

import argparse
import copy
import json
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from navigator.cases.archive import export_cases, import_archive, incoming, read_archive
from navigator.cases.archive_pack import packed, unpacked
from navigator.cases.archive_seal import sealed
from navigator.domain.case_care import Answer, Same
from navigator.domain.problems import KnownTrouble
from tests.cases.archives import SEAL, assessment, plan
from tests.cases.shelves import RECORD, new_store

_HOSTILE = (
    None, True, -1, 0, 1.5, 10**30, "", "x" * 300, "\0", "../../etc/passwd", "<b>&</b>",
    "2026-02-30", "2026-01-01", [], {}, [[[]]], {"number": "NaN"}, {"number": "1E999999"},
    {"day": "0001-01-01"}, {"choices": [1]}, {"not_done": 0}, "\u202eevil", "0" * 64,
)  # fmt: skip


@dataclass
class Found:
    """What a campaign saw."""

    outcomes: Counter[str] = field(default_factory=Counter)
    breaches: list[str] = field(default_factory=list)


def campaign(runs: int, seed: int, folder: Path) -> Found:
    """Change an archive `runs` times and import each into a store that has a patient."""
    chance, found = random.Random(seed), Found()
    source = new_store(folder / "source")
    source.add_patient(RECORD, "AB")
    source.keep_assessment(1, assessment(), "AB")
    source.keep_plan(1, plan(), "AB")
    source.attach(1, "letter.txt", "text/plain", b"a letter", "AB")
    readable = folder / "readable.zip"
    export_cases(source, None, readable, "AB", None)
    source.lock()
    plain = readable.read_bytes()
    whole = b"".join(sealed(plain, *SEAL))
    target = new_store(folder / "target")
    target.add_patient(RECORD, "CD")
    for run in range(runs):
        way, content = _changed(chance, plain, whole)
        file = folder / "changed"
        file.write_bytes(content)
        _import(target, file, f"run {run}, {way}", found)
    target.lock()
    return found


def _changed(chance: random.Random, plain: bytes, whole: bytes) -> tuple[str, bytes]:
    way = chance.choice(("sealed", "plain", "document", "document", "document"))
    if way == "sealed":
        return way, _spoilt(chance, whole)
    if way == "plain":
        return way, _spoilt(chance, plain)
    text, files = unpacked(plain)
    document = json.loads(text)
    for _ in range(chance.randint(1, 3)):
        _spoil_node(chance, document)
    return way, b"".join(sealed(packed(json.dumps(document), files), *SEAL))


def _spoilt(chance: random.Random, content: bytes) -> bytes:
    at = chance.randrange(len(content))
    match chance.randrange(4):
        case 0:
            return content[:at]
        case 1:
            return content[:at] + bytes([content[at] ^ chance.randint(1, 255)]) + content[at + 1 :]
        case 2:
            return content[:at] + chance.randbytes(chance.randint(1, 40)) + content[at:]
        case _:
            end = at + chance.randint(1, 200)
            return content[:at] + content[end:]


def _spoil_node(chance: random.Random, node: object) -> None:
    """Walk down a random way and change what stands at its end."""
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        if not keys:
            return
        key = chance.choice(keys)
        inner = node[key]
        if not isinstance(inner, dict | list) or not inner or chance.random() < 0.15:
            break
        node = inner
    if chance.random() < 0.15:
        del node[key]
    else:
        node[key] = copy.deepcopy(chance.choice(_HOSTILE))


def _import(target, file: Path, which: str, found: Found) -> None:
    head, before = target.head, target.open(1).record
    try:
        archive = read_archive(file, SEAL[0])
        asked = [one.at for one in incoming(target, archive) if one.asks]
        import_archive(target, archive, dict.fromkeys(asked, Answer(Same.ANOTHER)), "CD")
    except KnownTrouble as trouble:
        found.outcomes["refused"] += 1
        if target.head != head:
            found.breaches.append(f"{which}: refused, and yet something was written")
        if "\n" in str(trouble) or not str(trouble).endswith("."):
            found.breaches.append(f"{which}: no plain sentence: {trouble}")
        return
    except Exception as fault:  # noqa: BLE001  (that is what is looked for)
        found.breaches.append(f"{which}: {fault!r}")
        return
    found.outcomes["imported"] += 1
    if target.open(1).record != before:
        found.breaches.append(f"{which}: what was here was changed")
    for one in target.find():
        target.open(one.number)
    faults = target.verify_audit().faults
    if faults:
        found.breaches.append(f"{which}: {faults[0].words}")
    for one in target.find():
        if one.number != 1:
            target.erase(one.number, "CD")


def main() -> int:
    """Run it and print what it found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found = campaign(asked.runs, asked.seed, Path(folder))
    for words in found.breaches[:40]:
        print(words)
    told = ", ".join(f"{number} {what}" for what, number in sorted(found.outcomes.items()))
    print(
        f"{asked.runs} archives, seed {asked.seed}: {told}; {len(found.breaches)} breaches,"
        f" {time.monotonic() - began:.0f} s"
    )
    return 1 if found.breaches else 0


if __name__ == "__main__":
    sys.exit(main())
