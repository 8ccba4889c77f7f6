"""Prints what a campaign did and found; the exit status is 1 where anything broke.

`python -m tests.campaigns invariants --runs 100000 --seed 1`
`python -m tests.campaigns mutants dosing`
`python -m tests.campaigns faults`
`python -m tests.campaigns crash --runs 1000 --seed 1`
`python -m tests.campaigns hostile-store --runs 1000 --seed 1`
`python -m tests.campaigns privacy`
"""

import argparse
import sys
import time

from navigator.shipped import open_shipped_library
from tests.campaigns import (
    crash,
    crash_power,
    crash_writes,
    hostile_store,
    hostile_surroundings,
    privacy,
)
from tests.campaigns import mutation as faults
from tests.campaigns.faults import KINDS, MORE_KINDS, sow
from tests.campaigns.invariants import campaign
from tests.campaigns.reach import TESTS
from tests.campaigns.tally import Tally
from tests.cases import killing
from tests.invariants.patients import kit_of
from tests.invariants.rules import RULES


def invariants(runs: int, seed: int) -> int:
    """Run the invariants on every shipped edition; return the number of breaches."""
    library = open_shipped_library()
    broken = 0
    for edition in library.editions():
        found = campaign(kit_of(library, edition), runs, seed)
        broken += found.broken
        print(
            f"edition {edition}, library {library.digest[:12]}, seed {seed}:"
            f" {found.runs} patients and as many who came in at a door,"
            f" {len(RULES)} rules, {found.broken} breaches, {found.seconds:.0f} s"
        )
        for (status, step), number in sorted(found.ended.items()):
            print(f"  {number:8} {status} at {step}")
        for status, number in sorted(found.options.items()):
            print(f"  {number:8} options {status}")
        for rule, sentence, facts in found.breaches:
            print(f"breach of {rule}: {sentence}\n{facts}")
    return broken


def mutants(asked: argparse.Namespace) -> int:
    """Put small faults into a copy of a package; return how many that count went unnoticed."""
    began = time.monotonic()
    tally = Tally(asked.package)
    for verdict in faults.campaign(
        asked.package, asked.module, asked.sample, asked.seed, asked.workers, quick=asked.quick
    ):
        for line in tally.add(verdict):
            print(line, flush=True)
    print(tally.table())
    print(
        f"{asked.package}: {tally.killed} of {tally.all} faults noticed"
        f" ({100 * tally.killed / tally.all:.1f} %), {tally.late} of them by the time they took;"
        f" {tally.equivalent} unnoticed ones are listed as equivalent;"
        f" seed {asked.seed}, {time.monotonic() - began:.0f} s"
    )
    return tally.all - tally.killed - tally.equivalent


def seeded() -> int:
    """Sow every kind of fault into every shipped edition; return how many went unnoticed."""
    library = open_shipped_library()
    unnoticed = 0
    for one in library.editions():
        found = sow(library.edition(one), library.vignettes(one), {**KINDS, **MORE_KINDS})
        print(f"edition {one}, library {library.digest[:12]}: {found.seconds:.0f} s")
        for kind, number in found.sown.items():
            missed = found.unnoticed[kind]
            unnoticed += len(missed)
            print(f"  {number - len(missed):5} of {number:5} found: {kind}")
            for name in missed:
                print(f"        unnoticed: {name}")
    return unnoticed


def crashes(runs: int, seed: int) -> int:
    """Kill, fail and cut whatever a case store does; return how often something was lost."""
    lost = crash.main(runs, seed) + crash_writes.main() + crash_power.main(runs, seed)
    return lost + killing.every_step()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns")
    campaigns = parser.add_subparsers(dest="campaign", required=True)
    one = campaigns.add_parser("invariants", help="over patients of every kind, all editions")
    one.add_argument("--runs", type=int, default=100_000, help="patients for each edition")
    one.add_argument("--seed", type=int, default=1)
    other = campaigns.add_parser("mutants", help="faults in a throw-away copy of dosing or engine")
    other.add_argument("package", choices=tuple(TESTS))
    other.add_argument("--module", action="append", default=[], help="only this one; repeatable")
    other.add_argument("--sample", type=int, default=0, help="so many at random; all by default")
    other.add_argument("--seed", type=int, default=1)
    other.add_argument("--workers", type=int, default=1)
    other.add_argument("--quick", action="store_true", help="only the quick tests near the fault")
    campaigns.add_parser("faults", help="one fault at a time in every place of all editions")
    kills = campaigns.add_parser("crash", help="kills and failing writes of the case store")
    kills.add_argument("--runs", type=int, default=1_000, help="kills at random moments")
    kills.add_argument("--seed", type=int, default=1)
    damaged = campaigns.add_parser("hostile-store", help="damaged case stores, full disks")
    damaged.add_argument("--runs", type=int, default=1_000, help="stores damaged at random")
    damaged.add_argument("--seed", type=int, default=1)
    campaigns.add_parser("privacy", help="look for a patient in every file that is written")
    asked = parser.parse_args()
    if asked.campaign == "faults":
        return 1 if seeded() else 0
    if asked.campaign == "hostile-store":
        wrong = hostile_store.main(asked.runs, asked.seed)
        # Nine kinds of surroundings, each so often that both together take the same time.
        return 1 if wrong + hostile_surroundings.main(asked.runs // 20, asked.seed) else 0
    if asked.campaign == "privacy":
        return 1 if privacy.main() else 0
    if asked.campaign == "crash":
        return 1 if crashes(asked.runs, asked.seed) else 0
    if asked.campaign == "mutants":
        return 1 if mutants(asked) else 0
    return 1 if invariants(asked.runs, asked.seed) else 0


if __name__ == "__main__":
    sys.exit(main())
