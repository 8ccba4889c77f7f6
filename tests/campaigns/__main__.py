"""Prints what a campaign did and found; the exit status is 1 where anything broke.

`python -m tests.campaigns invariants --runs 100000 --seed 1`
`python -m tests.campaigns mutants dosing`
`python -m tests.campaigns faults`
`python -m tests.campaigns crash --runs 1000 --seed 1`
`python -m tests.campaigns hostile-store --runs 1000 --seed 1`
`python -m tests.campaigns privacy`
`python -m tests.campaigns events --runs 100000 --seed 1`
`python -m tests.campaigns at-spi`
"""

import argparse
import os
import sys
import tempfile
import time
from contextlib import chdir
from pathlib import Path

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


def hostile(runs: int, seed: int) -> int:
    """Damage stores and what is around them; return how often that went wrong."""
    # Nine kinds of surroundings, each so often that both together take the same time.
    return hostile_store.main(runs, seed) + hostile_surroundings.main(runs // 20, seed)


def events(runs: int, seed: int) -> int:
    """Do so many random things in the window; return how many faults there were."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # With the campaign only: the others need no window.
    from navigator.app import make_application  # noqa: PLC0415
    from tests.campaigns.events import campaign as chaos  # noqa: PLC0415
    from tests.screens.looks import Looks, dressed  # noqa: PLC0415

    application, library = make_application(), open_shipped_library()
    with tempfile.TemporaryDirectory() as place, chdir(place):
        drops, cases = Path(place, "drops"), Path(place, "cases")
        drops.mkdir()
        cases.mkdir()
        with dressed(application, library, Looks(), cases) as window:
            found = chaos(window, drops, runs, seed)
    done = ", ".join(f"{number} × {deed}" for deed, number in found.done.most_common())
    print(f"seed {seed}: {sum(found.done.values())} events ({done}), {found.seconds:.0f} s")
    print(f"{found.checks} looks at everything, {len(found.faults)} faults")
    print(f"memory in MiB over time: {found.mebibytes}; {found.undone} deeds could be undone")
    print("".join(f"{one}\n" for one in found.faults), end="")
    return len(found.faults)


def at_spi() -> int:
    """Read every screen over the accessibility bus; return how many faults there were."""
    from tests.campaigns.at_spi import campaign as bus  # noqa: PLC0415  (needs Xvfb)

    report = bus()
    for scene, controls in report["screens"].items():
        print(f"  {controls:4} controls on {scene}")
    faults = list(dict.fromkeys(report["faults"]))
    print(f"{len(report['screens'])} screens, {sum(report['screens'].values())} controls,")
    print(f"{len(faults)} without a name, a role or a value")
    print("".join(f"{one}\n" for one in faults), end="")
    return len(faults) + report["status"]


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
    hands = campaigns.add_parser("events", help="random clicks, keys and drops at the window")
    hands.add_argument("--runs", type=int, default=100_000)
    hands.add_argument("--seed", type=int, default=1)
    campaigns.add_parser("at-spi", help="what a screen reader is told, over the bus")
    asked = parser.parse_args()
    ways = {
        "events": lambda: events(asked.runs, asked.seed),
        "at-spi": at_spi,
        "faults": seeded,
        "hostile-store": lambda: hostile(asked.runs, asked.seed),
        "privacy": privacy.main,
        "crash": lambda: crashes(asked.runs, asked.seed),
        "mutants": lambda: mutants(asked),
        "invariants": lambda: invariants(asked.runs, asked.seed),
    }
    return 1 if ways[asked.campaign]() else 0


if __name__ == "__main__":
    sys.exit(main())
