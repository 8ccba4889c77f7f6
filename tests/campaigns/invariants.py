"""The invariants over very many patients, from a seed."""

import random
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.invariants.patients import Kit, facts_file, meet
from tests.invariants.rules import RULES

MOST_TOLD = 5


@dataclass
class Found:
    """What a campaign met.

    Attributes:
        ended: Number of patients by status and step where the way ended.
        options: Number of options by status.
        breaches: Rule, sentence and facts file of each breach, the first ones only.
        broken: Number of breaches in all.
    """

    runs: int = 0
    seconds: float = 0.0
    ended: Counter = field(default_factory=Counter)
    options: Counter = field(default_factory=Counter)
    breaches: list[tuple[str, str, str]] = field(default_factory=list)
    broken: int = 0


def campaign(kit: Kit, runs: int, seed: int, rules: Iterable[str] = tuple(RULES)) -> Found:
    """Meet so many patients and hold every rule against each."""
    chance = random.Random(seed)
    families = [RULES[name].family for name in rules] or [frozenset()]
    found = Found()
    started = time.perf_counter()
    for _ in range(runs):
        case = meet(kit, chance.choice, doors=False)
        at_a_door = meet(kit, chance.choice, doors=True, family=chance.choice(families))
        found.runs += 1
        found.ended[case.assessment.status.value, case.assessment.step] += 1
        found.options.update(option.status.value for option in case.assessment.options)
        for name in rules:
            rule = RULES[name]
            met = at_a_door if rule.doors else case
            for breach in rule.breaches(met, chance.choice):
                found.broken += 1
                if len(found.breaches) < MOST_TOLD:
                    found.breaches.append((name, breach, facts_file(met)))
    found.seconds = time.perf_counter() - started
    return found
