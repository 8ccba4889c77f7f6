"""The cells that the criteria of an edition cut the values of its data elements into."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from navigator.domain.elements import DataElement
from navigator.domain.facts import NOT_DONE, NotDone, Value
from navigator.domain.ids import ElementId
from navigator.engine.evaluate import Test, Values, leaf_test
from navigator.engine.nodes import Compare, Leaf, Op, Term, read_by
from navigator.engine.partition import cells_of
from navigator.engine.regions import Space, Variable

Elements = Mapping[ElementId, DataElement]

_Group = tuple[ElementId, ...]
_Point = tuple[Value | NotDone | None, ...]
_Class = tuple[tuple[int, ...], tuple[int, ...]]


def space_of(elements: Elements, leaves: Iterable[Leaf]) -> Space:
    """Cut every element that criteria read, into as few cells as tell the criteria apart.

    Args:
        elements: The data elements.
        leaves: The leaves of all criteria that will be asked.

    Returns:
        Variables with known values first, then "not done", then unknown. Whatever a patient's
        values are, some cell answers every leaf in the same way, boundaries included.
    """
    asked = list(dict.fromkeys(leaves))
    of_element: dict[ElementId, list[Leaf]] = {}
    for leaf in asked:
        for element in read_by(leaf):
            of_element.setdefault(element, []).append(leaf)
    variables: list[Variable] = []
    for group in _groups(asked):
        own = dict.fromkeys(leaf for element in group for leaf in of_element[element])
        variables.append(_variable(elements, group, list(own)))
    return Space(variables)


def _groups(leaves: list[Leaf]) -> list[_Group]:
    """Return the elements in groups: those of one comparison belong together."""
    group_of: dict[ElementId, _Group] = {}
    for leaf in leaves:
        read = read_by(leaf)
        merged = tuple(dict.fromkeys(e for one in read for e in group_of.get(one, (one,))))
        for element in merged:
            group_of[element] = merged
    return list(dict.fromkeys(group_of.values()))


def _variable(elements: Elements, group: _Group, leaves: list[Leaf]) -> Variable:
    tests = [leaf_test(leaf) for leaf in leaves]
    class_of = {point: _class(group, point, tests) for point in _points(elements, group, leaves)}
    # Fewer unknown parts first: what is unknown is then always filled in by an earlier cell.
    classes = sorted(dict.fromkeys(class_of.values()), key=lambda found: sum(found[0]))
    place = {found: index for index, found in enumerate(classes)}
    plainest = {found: point for point, found in reversed(class_of.items())}
    fillings = {
        (place[class_of[point]], place[class_of[filled]])
        for point, filled in _fillings(list(class_of))
    }
    cells = tuple(plainest[found] for found in classes)
    return Variable(group, cells, tuple(sorted(fillings)))


def _class(group: _Group, point: _Point, tests: list[Test]) -> _Class:
    """Return what tells a point from others: what is missing in it, and every answer."""
    values = {
        element: value for element, value in zip(group, point, strict=True) if value is not None
    }
    holes = tuple(2 if value is None else int(value is NOT_DONE) for value in point)
    return holes, tuple(test(values).value for test in tests)


def _fillings(points: list[_Point]) -> Iterator[tuple[_Point, _Point]]:
    """Give each point with something unknown together with each point that fills it in."""
    for position in range(len(points[0])):
        alike: dict[tuple[_Point, _Point], list[_Point]] = {}
        for point in points:
            rest = (point[:position], point[position + 1 :])
            alike.setdefault(rest, []).append(point)
        for found in alike.values():
            unknown = [point for point in found if point[position] is None]
            filled = [point for point in found if point[position] is not None]
            yield from ((one, other) for one in unknown for other in filled)


def _points(elements: Elements, group: _Group, leaves: list[Leaf]) -> list[_Point]:
    """Return points that reach every combination of answers of the leaves.

    For elements that are compared with each other this is a cylindrical decomposition: the first
    element is cut also where the lines of later ones cross, and so on.
    """
    if len(group) == 1:
        return [(value,) for value in _values(elements[group[0]], leaves, {})]
    levels = _levels(elements, group, leaves)
    points: list[_Point] = [()]
    for element, level in zip(group, levels, strict=True):
        longer: list[_Point] = []
        for point in points:
            # Shorter than the group: what comes later is not known yet.
            pairs = zip(group, point, strict=False)
            known = {other: value for other, value in pairs if value is not None}
            longer += [(*point, value) for value in _values(elements[element], level, known)]
        points = longer
    return points


def _values(
    element: DataElement, leaves: Iterable[Leaf], known: Values
) -> list[Value | NotDone | None]:
    values: list[Value | NotDone | None] = [cell.value for cell in cells_of(element, leaves, known)]
    return [*values, NOT_DONE, None] if element.not_done else [*values, None]


def _levels(elements: Elements, group: _Group, leaves: list[Leaf]) -> list[list[Leaf]]:
    """Return, for each element, the lines that cut it once the elements before it are known."""
    lines = [leaf for leaf in leaves if isinstance(leaf, Compare)]
    for element in group:
        limits = elements[element].hard
        if limits is not None:
            term = (Term(element, 1),)
            lines += [Compare(term, Op.EQ, limit) for limit in (limits.low, limits.high)]
    levels: list[list[Leaf]] = []
    for element in reversed(group):
        levels.insert(0, list(lines))
        lines = _without(lines, element)
    return levels


def _without(lines: list[Compare], element: ElementId) -> list[Compare]:
    """Return the lines that do not read an element, and those on which two others cross."""
    counted = [({term.element: term.times for term in line.terms}, line.limit) for line in lines]
    kept = [line for line in lines if element not in read_by(line)]
    crossing = [(terms, limit) for terms, limit in counted if element in terms]
    for (one, one_limit), (other, other_limit) in combinations(crossing, 2):
        a, b = one[element], other[element]
        terms = {name: b * one.get(name, 0) - a * other.get(name, 0) for name in {**one, **other}}
        left = tuple(Term(name, times) for name, times in terms.items() if times)
        if left:
            kept.append(Compare(left, Op.EQ, b * one_limit - a * other_limit))
    return list(dict.fromkeys(kept))
