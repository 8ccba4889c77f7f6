"""An edition as formulas of z3-solver, unknown facts included, and the questions of the proof."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

import z3

from navigator.domain.elements import DataElement, ElementType
from navigator.domain.guideline import Edition, Step, StepKind
from navigator.engine.nodes import All, AnyOf, Compare, Holds, Is, Leaf, Node, OneOf, read_by
from navigator.engine.parts import Offer
from navigator.engine.ready import ready

# Where it may be YES, and where it may be NO; what is neither is unknown.
Answer = tuple[z3.BoolRef, z3.BoolRef]
Fault = tuple[str, str, str]
_TRUE, _FALSE = z3.BoolVal(val=True), z3.BoolVal(val=False)


class Formulas:
    """The formulas of one edition; the same data elements with the same limits as ours."""

    def __init__(self, edition: Edition) -> None:
        self._ready = ready(edition)
        self._edition = edition
        self._values: dict[str, object] = {}
        self._asserted: list[z3.BoolRef] = []
        self._answers = {
            step.id: self._branches(step)
            for step in edition.steps.values()
            if step.kind is StepKind.DECISION
        }
        self._reached = self._reaching()

    def faults(self) -> set[Fault]:
        """Return the gaps, overlaps, dead branches, unreachable steps and options for nobody.

        Each with its step, and the branch (of an overlap the second one) or option.
        """
        solver = z3.Solver()
        solver.add(self._asserted)
        found: set[Fault] = set()
        for step in self._edition.steps.values():
            solver.push()
            solver.add(self._reached[step.id])
            if not _possible(solver, []):
                found.add(("unreachable", step.id, ""))
            else:
                found |= {
                    fault
                    for fault, wanted, conditions in self._questions(step)
                    if _possible(solver, conditions) is not wanted
                }
            solver.pop()
        return found

    def _questions(self, step: Step) -> Iterator[tuple[Fault, bool, list[z3.BoolRef]]]:
        """Give each fault, whether its conditions have to be possible, and the conditions."""
        if step.kind is StepKind.DECISION:
            yield from self._decision(step)
        for offer in self._ready.offers(step):
            yield ("never-offered", step.id, offer.option.regimen), True, self._recommended(offer)

    def _decision(self, step: Step) -> Iterator[tuple[Fault, bool, list[z3.BoolRef]]]:
        answers = self._answers[step.id]
        yield ("gap", step.id, ""), False, [no for _, no in answers]
        for branch, (yes, _) in zip(step.branches, answers, strict=True):
            yield ("dead-branch", step.id, branch.id), True, [yes]
        for one, other in combinations(range(len(answers)), 2):
            second = step.branches[other].id
            yield ("overlap", step.id, second), False, [answers[one][0], answers[other][0]]

    def _recommended(self, offer: Offer) -> list[z3.BoolRef]:
        dangers = [self._answer(rule.criterion.node)[1] for rule in offer.excluding]
        return [self._answer(offer.when.node)[0], *dangers]

    def _reaching(self) -> dict[str, z3.BoolRef]:
        """Name for each step that it is reached, so that formulas share what leads to it."""
        reached = {step: z3.Bool(f"reached {step}") for step in self._edition.steps}
        ways: dict[str, list[z3.BoolRef]] = {step: [] for step in reached}
        ways[self._edition.start].append(_TRUE)
        for step, answers in self._answers.items():
            branches = self._edition.steps[step].branches
            for branch, (yes, _) in zip(branches, answers, strict=True):
                ways[branch.to].append(z3.And(reached[step], yes))
        self._asserted += [reached[step] == z3.Or(found) for step, found in ways.items()]
        return reached

    def _branches(self, step: Step) -> list[Answer]:
        answers = [
            None if way.criterion is None else self._answer(way.criterion.node)
            for way in self._ready.ways(step)
        ]
        told = [answer for answer in answers if answer is not None]
        rest = z3.And([no for _, no in told]), z3.Or([yes for yes, _ in told])
        return [rest if answer is None else answer for answer in answers]

    def _answer(self, node: Node) -> Answer:
        if not isinstance(node, All | AnyOf):
            return self._leaf(node)
        parts = [self._answer(part) for part in node.parts]
        yes, no = [part[0] for part in parts], [part[1] for part in parts]
        return (z3.And(yes), z3.Or(no)) if isinstance(node, All) else (z3.Or(yes), z3.And(no))

    def _leaf(self, leaf: Leaf) -> Answer:
        known = z3.And([self._known(element) for element in read_by(leaf)])
        match leaf:
            case Compare(terms, op, limit):
                total = z3.Sum([term.times * self._value(term.element) for term in terms])
                holds = _COMPARED[op.value](total, _number(limit))
            case OneOf(element, values, wanted):
                chosen = [value for value in values if self._choice(element, value) is not None]
                found = [self._value(element) == self._choice(element, one) for one in chosen]
                holds = z3.Or(found) if wanted else z3.Not(z3.Or(found))
            case Holds(element, choice, wanted):
                one = self._value(element)[choice]
                holds = one if wanted else z3.Not(one)
            case Is(element, wanted):
                holds = self._value(element) if wanted else z3.Not(self._value(element))
            case _:
                not_done = self._not_done(leaf.element)
                return (known, not_done) if leaf.wanted else (not_done, known)
        return z3.And(known, holds), z3.And(known, z3.Not(holds))

    def _known(self, name: str) -> z3.BoolRef:
        self._value(name)
        return z3.Bool(f"known {name}")

    def _not_done(self, name: str) -> z3.BoolRef:
        self._value(name)
        return z3.Bool(f"not done {name}") if self._edition.elements[name].not_done else _FALSE

    def _choice(self, name: str, choice: str) -> int | None:
        ids = [one.id for one in self._edition.elements[name].choices]
        return ids.index(choice) if choice in ids else None

    def _value(self, name: str) -> object:
        if name not in self._values:
            element = self._edition.elements[name]
            self._values[name] = value = _variable(element)
            self._asserted += _limits(element, value)
            if element.not_done:
                both = z3.Bool(f"known {name}"), z3.Bool(f"not done {name}")
                self._asserted.append(z3.Not(z3.And(both)))
        return self._values[name]


_COMPARED = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


def _variable(element: DataElement) -> object:
    match element.type:
        case ElementType.BOOLEAN:
            return z3.Bool(element.id)
        case ElementType.NUMBER:
            return z3.Real(element.id)
        case ElementType.CHOICES:
            return {one.id: z3.Bool(f"{element.id} {one.id}") for one in element.choices}
        case _:
            return z3.Int(element.id)


def _limits(element: DataElement, value: object) -> list[z3.BoolRef]:
    if element.type is ElementType.CHOICE:
        return [value >= 0, value < len(element.choices)]
    if element.hard is None:
        return []
    low, high = element.hard.low, element.hard.high
    return [value >= _number(low), value <= _number(high)]


def _number(limit: Decimal) -> z3.ArithRef:
    """Return a limit as exactly as it is written, whole where it is, so that integers stay so."""
    whole = limit == int(limit)
    return z3.IntVal(int(limit)) if whole else z3.Q(*limit.as_integer_ratio())


def _possible(solver: z3.Solver, conditions: list[z3.BoolRef]) -> bool:
    solver.push()
    solver.add(conditions)
    answer = solver.check()
    solver.pop()
    assert answer != z3.unknown, conditions
    return answer == z3.sat
