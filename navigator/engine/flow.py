"""How patients flow through an edition: every step with the boxes of patients that reach it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from navigator.domain.guideline import Branch, Edition, Step, StepKind
from navigator.domain.ids import StepId
from navigator.engine.behind import dangers_behind
from navigator.engine.nodes import Node
from navigator.engine.ready import ReadyEdition
from navigator.engine.regions import Bits, Box, Layout, Space, within


@dataclass(frozen=True, slots=True)
class Arrival:
    """Patients that reach a step in one way.

    Attributes:
        box: What is known of them, over the variables that are still read from here on.
        of: The arrivals it was put together from; empty for a single way.
        before: The arrival at the step before, None at the start.
        taken: The decision at the step before, None at the start.
        way: Index of the branch taken there.
    """

    box: Box
    of: tuple["Arrival", ...] = ()
    before: "Arrival | None" = None
    taken: "Decision | None" = None
    way: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision with every branch answered for every combination of cells it reads.

    Attributes:
        yes, no: Combinations by branch, in order.
    """

    step: Step
    layout: Layout
    yes: tuple[Bits, ...]
    no: tuple[Bits, ...]

    def outside(self) -> Bits:
        """Return the combinations for which every branch is ruled out."""
        bits = self.layout.full
        for no in self.no:
            bits &= no
        return bits


class Flow:
    """The arrivals at every step of an edition whose criteria are without fault.

    Attributes:
        decisions: By step; those that no patient reaches included.
        arrivals: By step; empty for a step that no patient reaches.
        circles: Branches that lead back to a step above them, with their step.
    """

    def __init__(self, edition: ReadyEdition, space: Space) -> None:
        self._edition = edition
        self.space = space
        self._layouts: dict[tuple[int, ...], Layout] = {}
        order, self.circles = _order(edition.edition)
        self.decisions = {
            step.id: self._decision(step) for step in order if step.kind is StepKind.DECISION
        }
        self.arrivals: dict[StepId, list[Arrival]] = {step.id: [] for step in order}
        self._read = self._read_from_here(order)
        self._spread(order)

    def layout(self, nodes: Iterable[Node]) -> Layout:
        """Return the layout of all combinations that some criteria can tell apart."""
        variables = self.space.variables_of(nodes)
        known = self._layouts.get(variables)
        if known is None:
            known = self._layouts[variables] = Layout(self.space, variables)
        return known

    def reaching(self, step: StepId) -> Bits:
        """Return the combinations of a decision that some patient brings."""
        bits = 0
        for arrival in self.arrivals[step]:
            bits |= self.decisions[step].layout.box(arrival.box)
        return bits

    def _decision(self, step: Step) -> Decision:
        ways = self._edition.ways(step)
        nodes = [way.criterion.node for way in ways if way.criterion is not None]
        layout = self.layout(nodes)
        answers = [
            None if way.criterion is None else layout.answers(way.criterion.node) for way in ways
        ]
        rest_yes, rest_no = layout.full, 0
        for found in answers:
            if found is not None:
                rest_yes &= found[1]
                rest_no |= found[0]
        complete = [(rest_yes, rest_no) if found is None else found for found in answers]
        return Decision(step, layout, tuple(y for y, _ in complete), tuple(n for _, n in complete))

    def _read_from_here(self, order: list[Step]) -> dict[StepId, frozenset[int]]:
        """Return, for each step, the variables that it or a later one reads."""
        read: dict[StepId, frozenset[int]] = {}
        for step in reversed(order):
            found = set(self._own_variables(step))
            for branch in step.branches:
                found |= read.get(branch.to, frozenset())
            read[step.id] = frozenset(found)
        return read

    def _own_variables(self, step: Step) -> tuple[int, ...]:
        if step.kind is StepKind.DECISION:
            return self.decisions[step.id].layout.variables
        if step.kind is not StepKind.RECOMMENDATION:
            return ()
        nodes = [offer.when.node for offer in self._edition.offers(step)]
        for offer in self._edition.offers(step):
            nodes += [rule.criterion.node for rule in offer.excluding]
            behind = dangers_behind(self._edition, offer)
            nodes += [criterion.node for criteria in behind for criterion in criteria]
        return self.space.variables_of(nodes)

    def _spread(self, order: list[Step]) -> None:
        self.arrivals[self._edition.edition.start].append(Arrival({}))
        for step in order:
            gathered = _gathered(self.arrivals[step.id], self.space)
            self.arrivals[step.id] = gathered
            decision = self.decisions.get(step.id)
            if decision is None:
                continue
            for arrival in gathered:
                for following, reached in self._onward(decision, arrival):
                    self.arrivals[following].append(reached)

    def _onward(self, decision: Decision, arrival: Arrival) -> Iterator[tuple[StepId, Arrival]]:
        here = decision.layout.box(arrival.box)
        for way, branch in enumerate(decision.step.branches):
            if branch.to not in self.arrivals or (decision.step, branch) in self.circles:
                continue
            kept = self._read[branch.to]
            carried = {
                variable: cells
                for variable, cells in arrival.box.items()
                if variable in kept and variable not in decision.layout.variables
            }
            for box in decision.layout.boxes(decision.yes[way] & here, kept):
                yield branch.to, Arrival({**carried, **box}, (), arrival, decision, way)


def witness(arrival: Arrival, chosen: Mapping[int, int], space: Space) -> dict[int, int]:
    """Return one patient of an arrival, as a cell for every variable that matters on the way.

    Args:
        arrival: At a step.
        chosen: Cells already settled there; they lie in the arrival's box.
        space: The edition's variables.
    """
    cells = dict(chosen)
    current: Arrival | None = arrival
    while current is not None:
        for variable, allowed in current.box.items():
            cells.setdefault(variable, (allowed & -allowed).bit_length() - 1)
        if current.of:
            current = next(part for part in current.of if _holds(part.box, cells))
            continue
        if current.before is not None and current.taken is not None:
            _settle(current.before, current.taken, current.way, cells)
        current = current.before
    return {v: cell for v, cell in cells.items() if space.variables[v].values(cell)}


def _settle(before: Arrival, taken: Decision, way: int, cells: dict[int, int]) -> None:
    """Choose cells for what the decision before reads, so that the way is taken there."""
    layout = taken.layout
    bits = taken.yes[way] & layout.box(before.box)
    for variable in layout.variables:
        if variable in cells:
            bits &= layout.spread(variable, 1 << cells[variable])
    cells.update(layout.cells_at((bits & -bits).bit_length() - 1))


def _holds(box: Box, cells: Mapping[int, int]) -> bool:
    return all(
        variable not in cells or allowed >> cells[variable] & 1 for variable, allowed in box.items()
    )


def _gathered(arrivals: list[Arrival], space: Space) -> list[Arrival]:
    """Return fewer arrivals with the same patients: contained ones dropped, neighbours merged."""
    kept: list[Arrival] = []
    for arrival in arrivals:
        _gather(kept, arrival, space)
    return kept


def _gather(kept: list[Arrival], arrival: Arrival, space: Space) -> None:
    found = arrival
    while not any(within(found.box, other.box) for other in kept):
        kept[:] = [other for other in kept if not within(other.box, found.box)]
        pairs = (_merged(found, other, space) for other in kept)
        # It holds the one it was merged with, which the next round drops.
        partner = next((merged for merged in pairs if merged is not None), None)
        if partner is None:
            kept.append(found)
            return
        found = partner


def _merged(one: Arrival, other: Arrival, space: Space) -> Arrival | None:
    """Return two arrivals as one where their boxes differ in a single variable."""
    if one.box.keys() != other.box.keys():
        return None
    differing = [variable for variable in one.box if one.box[variable] != other.box[variable]]
    if len(differing) != 1:
        return None
    variable = differing[0]
    box = {**one.box, variable: one.box[variable] | other.box[variable]}
    if box[variable] == space.variables[variable].full:
        del box[variable]
    return Arrival(box, (*_parts(one), *_parts(other)))


def _parts(arrival: Arrival) -> tuple[Arrival, ...]:
    return arrival.of or (arrival,)


def _order(edition: Edition) -> tuple[list[Step], list[tuple[Step, Branch]]]:
    """Return the steps that branches lead to, each after all that lead to it, and the circles."""
    done: dict[StepId, Step] = {}
    circles: list[tuple[Step, Branch]] = []
    above: set[StepId] = {edition.start}
    stack = [(edition.steps[edition.start], iter(edition.steps[edition.start].branches))]
    while stack:
        step, branches = stack[-1]
        branch = next(branches, None)
        if branch is None:
            stack.pop()
            above.discard(step.id)
            done[step.id] = step
        elif branch.to in above:
            circles.append((step, branch))
        elif branch.to not in done and branch.to in edition.steps:
            above.add(branch.to)
            following = edition.steps[branch.to]
            stack.append((following, iter(following.branches)))
    return list(reversed(done.values())), circles
