"""Sets of patients as bits: criteria answered for every combination of cells at once.

A *variable* is a data element (or several that criteria compare with each other) with its values
cut into cells. A *layout* puts the combinations of cells of some variables in a row, one bit each,
so that `and`, `or` and "fits nowhere" over thousands of patients are single operations on an
integer.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from navigator.domain.facts import NotDone, Value
from navigator.domain.ids import ElementId
from navigator.domain.truth import Truth
from navigator.engine.evaluate import leaf_test
from navigator.engine.nodes import All, AnyOf, Leaf, Node, leaves, read_by

Bits = int
Box = Mapping[int, Bits]  # variable to its allowed cells; a variable that is absent may be anything


@dataclass(frozen=True, slots=True)
class Variable:
    """Elements that are cut together.

    Attributes:
        cells: One value per element (None for unknown); fewer unknown ones first.
        unknown: Pairs of a cell with something unknown and an earlier cell that fills it in.
    """

    elements: tuple[ElementId, ...]
    cells: tuple[tuple[Value | NotDone | None, ...], ...]
    unknown: tuple[tuple[int, int], ...] = ()

    @property
    def full(self) -> Bits:
        """Return all cells."""
        return (1 << len(self.cells)) - 1

    def values(self, cell: int) -> dict[ElementId, Value | NotDone]:
        """Return the known values of a cell."""
        pairs = zip(self.elements, self.cells[cell], strict=True)
        return {element: value for element, value in pairs if value is not None}


@dataclass(slots=True)
class Space:
    """All variables of an edition, and which cells answer each leaf YES or NO."""

    variables: Sequence[Variable]
    _of_element: dict[ElementId, int] = field(default_factory=dict)
    _answers: dict[Leaf, tuple[Bits, Bits]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._of_element = {
            element: index
            for index, variable in enumerate(self.variables)
            for element in variable.elements
        }

    def variable_of(self, leaf: Leaf) -> int:
        """Return the variable that a leaf reads: all its elements are cut together."""
        return self._of_element[read_by(leaf)[0]]

    def variables_of(self, nodes: Iterable[Node]) -> tuple[int, ...]:
        """Return the variables that criteria read, each once, in rising order."""
        found = {self.variable_of(leaf) for node in nodes for leaf in leaves(node)}
        return tuple(sorted(found))

    def answers(self, leaf: Leaf) -> tuple[Bits, Bits]:
        """Return the cells of the leaf's variable that answer it YES, and those that answer NO."""
        known = self._answers.get(leaf)
        if known is None:
            known = self._answers[leaf] = self._tried(leaf)
        return known

    def _tried(self, leaf: Leaf) -> tuple[Bits, Bits]:
        variable, test = self.variables[self.variable_of(leaf)], leaf_test(leaf)
        yes = no = 0
        for cell in range(len(variable.cells)):
            truth = test(variable.values(cell))
            if truth is Truth.YES:
                yes |= 1 << cell
            elif truth is Truth.NO:
                no |= 1 << cell
        return yes, no


class Layout:
    """All combinations of cells of some variables, one bit each; the last variable varies fastest.

    Attributes:
        variables: Indices into the space, in rising order.
        size: Number of combinations.
        full: All of them.
    """

    def __init__(self, space: Space, variables: tuple[int, ...]) -> None:
        self.variables = variables
        self._space = space
        self._counts = [len(space.variables[index].cells) for index in variables]
        self._strides: dict[int, int] = {}
        self.size = 1
        for index, count in zip(reversed(variables), reversed(self._counts), strict=True):
            self._strides[index] = self.size
            self.size *= count
        self.full: Bits = (1 << self.size) - 1
        self._spread: dict[tuple[int, Bits], Bits] = {}

    def spread(self, variable: int, cells: Bits) -> Bits:
        """Return the combinations in which a variable is in one of `cells`."""
        key = (variable, cells)
        known = self._spread.get(key)
        if known is None:
            known = self._spread[key] = self._spread_out(variable, cells)
        return known

    def box(self, box: Box) -> Bits:
        """Return the combinations that lie in a box."""
        bits = self.full
        for variable in self.variables:
            if variable in box:
                bits &= self.spread(variable, box[variable])
        return bits

    def answers(self, node: Node) -> tuple[Bits, Bits]:
        """Return the combinations that answer a criterion YES, and those that answer NO."""
        if not isinstance(node, All | AnyOf):
            variable = self._space.variable_of(node)
            yes, no = self._space.answers(node)
            return self.spread(variable, yes), self.spread(variable, no)
        every = isinstance(node, All)
        yes, no = (self.full, 0) if every else (0, self.full)
        for part in node.parts:
            part_yes, part_no = self.answers(part)
            yes = yes & part_yes if every else yes | part_yes
            no = no | part_no if every else no & part_no
        return yes, no

    def fires_on_unknown(self, yes: Bits) -> Bits:
        """Return combinations with something unknown that are in `yes` while a filling is not."""
        found = 0
        for variable in self.variables:
            stride = self._strides[variable]
            for unknown, filled in self._space.variables[variable].unknown:
                here = yes & self.spread(variable, 1 << unknown)
                offset = (unknown - filled) * stride
                found |= ((here >> offset) & ~yes) << offset
        return found

    def cells_at(self, combination: int) -> dict[int, int]:
        """Return the cell of each variable at one combination."""
        return {
            variable: combination // self._strides[variable] % count
            for variable, count in zip(self.variables, self._counts, strict=True)
        }

    def boxes(self, bits: Bits, kept: frozenset[int]) -> list[dict[int, Bits]]:
        """Cut a set into boxes over the variables `kept`; the others may be anything that fits.

        Returns:
            Boxes that share nothing over `kept`; none for the empty set. A variable that is not
            restricted does not appear.
        """
        return self._cut(bits, 0, kept) if bits else []

    def _cut(self, bits: Bits, depth: int, kept: frozenset[int]) -> list[dict[int, Bits]]:
        if depth == len(self.variables):
            return [{}]
        variable, stride = self.variables[depth], self._strides[self.variables[depth]]
        piece = (1 << stride) - 1
        slices = [(bits >> (cell * stride)) & piece for cell in range(self._counts[depth])]
        if variable not in kept:
            merged = 0
            for part in slices:
                merged |= part
            return self._cut(merged, depth + 1, kept)
        alike: dict[Bits, Bits] = {}
        for cell, part in enumerate(slices):
            if part:
                alike[part] = alike.get(part, 0) | 1 << cell
        full = self._space.variables[variable].full
        return [
            rest if cells == full else {variable: cells, **rest}
            for part, cells in alike.items()
            for rest in self._cut(part, depth + 1, kept)
        ]

    def _spread_out(self, variable: int, cells: Bits) -> Bits:
        stride = self._strides[variable]
        piece = (1 << stride) - 1
        period = stride * len(self._space.variables[variable].cells)
        bits = 0
        while cells:
            lowest = cells & -cells
            bits |= piece << ((lowest.bit_length() - 1) * stride)
            cells ^= lowest
        done = period
        while done < self.size:
            bits |= bits << done
            done *= 2
        return bits & self.full


def within(box: Box, other: Box) -> bool:
    """Tell whether everything in `box` is in `other`."""
    return all(
        variable in box and not box[variable] & ~allowed for variable, allowed in other.items()
    )


def common(box: Box, other: Box) -> dict[int, Bits] | None:
    """Return what two boxes share, None where they share nothing."""
    found = dict(box)
    for variable, allowed in other.items():
        left = found.get(variable, allowed) & allowed
        if not left:
            return None
        found[variable] = left
    return found
