"""One fault at a time put into an edition, and whether check and written cases find it."""

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from navigator.domain.assessment import Status
from navigator.domain.guideline import OTHERWISE, Edition, Step, StepKind
from navigator.domain.problems import Problem, stops
from navigator.domain.vignette import Vignette
from navigator.engine.assess import assess
from navigator.engine.checker import prove
from navigator.services.read_record import read_record
from navigator.services.self_test import run_self_test

TODAY = date(2026, 11, 23)
# Faults of which the patient is told by the walk itself.
WALKED = {"gap", "overlap", "cycle"}

# A number that stands for itself: not part of a name, not in quotes.
A_NUMBER = re.compile(r"(?<![\w'.])\d+(?:\.\d+)?(?![\w'])")


@dataclass(frozen=True)
class Seed:
    """An edition with a single fault.

    Attributes:
        at: The step or regimen that was changed, to try the cases that get there first.
    """

    name: str
    edition: Edition
    at: str


@dataclass
class Sown:
    """What a campaign did: faults sown by kind, and the names of those that nobody noticed."""

    sown: dict[str, int] = field(default_factory=dict)
    unnoticed: dict[str, list[str]] = field(default_factory=dict)
    seconds: float = 0.0


def with_step(edition: Edition, step: Step) -> Edition:
    """Return the edition with a step in the place of the one of its id."""
    return replace(edition, steps={**edition.steps, step.id: step})


def shifted(when: str) -> Iterator[str]:
    """Give a criterion with one of its limits one lower or one higher."""
    for found in A_NUMBER.finditer(when):
        for other in (Decimal(found[0]) - 1, Decimal(found[0]) + 1):
            yield f"{when[: found.start()]}{other}{when[found.end() :]}"


def branches_with(edition: Edition, change: Callable[[str], Iterable[str]]) -> Iterator[Seed]:
    """Give the edition with the criterion of one branch changed."""
    for step in edition.steps.values():
        for index, branch in enumerate(step.branches):
            for when in change(branch.when):
                branches = list(step.branches)
                branches[index] = replace(branch, when=when)
                changed = with_step(edition, replace(step, branches=tuple(branches)))
                yield Seed(f"{step.id}.{branch.id}: {when}", changed, step.id)


def removed_branches(edition: Edition) -> Iterator[Seed]:
    """Give the edition without one of its branches."""
    for step in edition.steps.values():
        for index, branch in enumerate(step.branches):
            left = (*step.branches[:index], *step.branches[index + 1 :])
            changed = with_step(edition, replace(step, branches=left))
            yield Seed(f"{step.id} without {branch.id}", changed, step.id)


def removed_options(edition: Edition) -> Iterator[Seed]:
    """Give the edition without one of its options."""
    for step in edition.steps.values():
        for index, option in enumerate(step.options):
            left = (*step.options[:index], *step.options[index + 1 :])
            changed = with_step(edition, replace(step, options=left))
            yield Seed(f"{step.id} without {option.regimen}", changed, step.id)


def widened(when: str) -> Iterator[str]:
    """Give the criterion that everybody fits."""
    if when != OTHERWISE:
        yield "True"


def moved_otherwise(edition: Edition) -> Iterator[Seed]:
    """Give the edition with an "otherwise" one place, or all places, further up.

    A step without one gets its last branch as such, put first: whoever writes so means "else".
    """
    for step in edition.steps.values():
        if step.kind is not StepKind.DECISION or len(step.branches) < 2:
            continue
        *others, last = step.branches
        rest = replace(last, when=OTHERWISE)
        for at in sorted({0, len(others) - 1}):
            branches = (*others[:at], rest, *others[at:])
            changed = with_step(edition, replace(step, branches=branches))
            yield Seed(f"{step.id}: otherwise at {at}", changed, step.id)


def options_with(edition: Edition, change: Callable[[str], Iterable[str]]) -> Iterator[Seed]:
    """Give the edition with the criterion of one option changed."""
    for step in edition.steps.values():
        for index, option in enumerate(step.options):
            for when in change(option.when):
                options = list(step.options)
                options[index] = replace(option, when=when)
                changed = with_step(edition, replace(step, options=tuple(options)))
                yield Seed(f"{step.id}.{option.regimen}: {when}", changed, step.id)


def compared_otherwise(when: str) -> Iterator[str]:
    """Give a criterion with one comparison taking its limit in or leaving it out."""
    for found in re.finditer(r"[<>]=?", when):
        other = found[0][0] if found[0].endswith("=") else f"{found[0]}="
        yield f"{when[: found.start()]}{other}{when[found.end() :]}"


Kinds = dict[str, Callable[[Edition], Iterator[Seed]]]

KINDS: Kinds = {
    "option removed": removed_options,
    "branch removed": removed_branches,
    "limit of a branch shifted": lambda edition: branches_with(edition, shifted),
    "branch widened": lambda edition: branches_with(edition, widened),
    "otherwise moved up": moved_otherwise,
    "limit of an option shifted": lambda edition: options_with(edition, shifted),
}
MORE_KINDS: Kinds = {
    "comparison of a branch changed": lambda edition: branches_with(edition, compared_otherwise),
    "comparison of an option changed": lambda edition: options_with(edition, compared_otherwise),
}


class Finder:
    """Proves an edition with a fault and runs the written cases, those of the step first."""

    def __init__(self, edition: Edition, cases: Iterable[Vignette]) -> None:
        self._cases = tuple(cases)
        self._at: dict[str, list[Vignette]] = {}
        for case in self._cases:
            self._at.setdefault(self._end(edition, case), []).append(case)

    def faults(self, seed: Seed) -> tuple[Problem, ...]:
        """Return what the proof finds."""
        return prove(seed.edition).problems

    def is_found(self, seed: Seed) -> bool:
        """Tell whether the proof or a written case notices the fault."""
        if stops(self.faults(seed)):
            return True
        near = self._at.get(seed.at, [])
        if run_self_test(near, seed.edition).failed:
            return True
        return bool(run_self_test(self._cases, seed.edition).failed)

    @staticmethod
    def _end(edition: Edition, case: Vignette) -> str:
        if case.expect.step is not None:
            return case.expect.step
        return assess(edition, read_record(case.record, edition.elements, TODAY)).step


def reproduces(problem: Problem, edition: Edition) -> bool:
    """Tell whether the patient of a fault, read as a facts file, shows it in the edition."""
    record = read_record(json.dumps(problem.counter_example), edition.elements, TODAY)
    found = assess(edition, record)
    return found.status is Status.OUT_OF_SCOPE and "fault" in found.message


def sow(edition: Edition, cases: Iterable[Vignette], kinds: Kinds) -> Sown:
    """Sow every fault of every kind, one at a time, and follow the patients of the proof.

    Args:
        edition: Without faults.
        cases: All written cases of the edition.
        kinds: What to sow.

    Returns:
        Faults by kind; unnoticed is also one whose patient does not show it.
    """
    finder, sown = Finder(edition, cases), Sown()
    started = time.perf_counter()
    for kind, make in kinds.items():
        seeds = list(make(edition))
        sown.sown[kind] = len(seeds)
        sown.unnoticed[kind] = [seed.name for seed in seeds if not _noticed(finder, seed)]
    sown.seconds = time.perf_counter() - started
    return sown


def _noticed(finder: Finder, seed: Seed) -> bool:
    walked = [one for one in finder.faults(seed) if one.code in WALKED and one.counter_example]
    return finder.is_found(seed) and all(reproduces(one, seed.edition) for one in walked)
