"""`python -m tests.campaigns invariants --runs 100000 --seed 1`: prints what it did and found."""

import argparse
import sys

from navigator.shipped import open_shipped_library
from tests.campaigns.invariants import campaign
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


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns")
    campaigns = parser.add_subparsers(dest="campaign", required=True)
    one = campaigns.add_parser("invariants", help="over patients of every kind, all editions")
    one.add_argument("--runs", type=int, default=100_000, help="patients for each edition")
    one.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    return 1 if invariants(asked.runs, asked.seed) else 0


if __name__ == "__main__":
    sys.exit(main())
