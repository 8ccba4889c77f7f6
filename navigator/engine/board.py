"""Many criteria answered for one patient at once, as the bits of one number.

A board gives each data element a column: for a value of the element, one number with the bits of
everything that the value alone decides. A patient's number is the columns' numbers laid over each
other, so what it costs grows with the elements that are read and not with the criteria that read
them. A column holds what the compiled criteria answered; nothing is decided here in another way.
"""

from collections.abc import Iterable, Sequence

from navigator.domain.assessment import OptionStatus
from navigator.domain.facts import NotDone, Value
from navigator.domain.ids import ElementId
from navigator.domain.records import dataclass
from navigator.domain.truth import Truth
from navigator.engine.evaluate import Test, Values, test_of
from navigator.engine.nodes import All, AnyOf, Node, elements_of, leaves

# A column of numbers would grow with every patient; what is forgotten is tried again.
_MOST_VALUES = 512

# One hexadecimal digit for each option, its bits from the least to the most decisive.
_OPEN, _DANGER, _NOT_MEANT = 1, 2, 4
_DIGIT_BITS = 4
_STATUS = {
    f"{digit:x}": OptionStatus.NOT_APPLICABLE
    if digit & _NOT_MEANT
    else OptionStatus.EXCLUDED
    if digit & _DANGER
    else OptionStatus.NEEDS_FACT
    if digit & _OPEN
    else OptionStatus.RECOMMENDED
    for digit in range(8)
}


@dataclass(frozen=True, slots=True)
class Share:
    """The bits that a part of a criterion sets, for each of its answers."""

    node: Node
    yes: int = 0
    no: int = 0
    unknown: int = 0


class Board:
    """What a patient sets of the bits of many shares."""

    def __init__(self, shares: Iterable[Share]) -> None:
        alone: dict[ElementId, list[_Tried]] = {}
        together: list[_Tried] = []
        for share in shares:
            read = elements_of(share.node)
            group = alone.setdefault(read[0], []) if len(read) == 1 else together
            group.append((test_of(share.node), share))
        self._columns = tuple(
            (element, _Column(element, group)) for element, group in alone.items()
        )
        self._together = tuple(together)

    def bits(self, values: Values) -> int:
        """Return the bits that a patient sets.

        Args:
            values: What is known, by element; a missing key is unknown.
        """
        bits, known = 0, values.get
        for element, column in self._columns:
            bits |= column[known(element)]
        for tried in self._together:
            bits |= _set_by(tried, values)
        return bits


class StatusBoard:
    """The statuses of many options at once.

    The status of an option follows from the parts of its criterion, all of which have to hold, and
    from those of its safeguards, none of which may: whatever part decides sets its bit of the
    option's digit, and the highest bit of the digit is the status.
    """

    def __init__(self, options: Sequence[tuple[Node, Sequence[Node]]]) -> None:
        """Make the board.

        Args:
            options: For each option its criterion and those of the safeguards that exclude it.
        """
        self._count = len(options)
        self._digits = f"0{self._count}x"
        shares: dict[tuple[Node, int], int] = {}
        for place, (when, dangers) in enumerate(reversed(options)):
            parts = [(part, _NOT_MEANT) for part in _parts(when, All)]
            parts += [(part, _DANGER) for danger in dangers for part in _parts(danger, AnyOf)]
            for part in parts:
                shares[part] = shares.get(part, 0) | 1 << place * _DIGIT_BITS
        self._board = Board(
            Share(node, no=_NOT_MEANT * units, unknown=units)
            if bit == _NOT_MEANT
            else Share(node, yes=_DANGER * units, unknown=units)
            for (node, bit), units in shares.items()
        )

    def statuses(self, values: Values) -> tuple[OptionStatus, ...]:
        """Return the status of every option, in the order given."""
        if not self._count:
            return ()
        digits = format(self._board.bits(values), self._digits)
        return tuple(map(_STATUS.__getitem__, digits))


def answers_board(nodes: Iterable[Node]) -> Board:
    """Return a board on which two patients agree exactly if every leaf is answered alike."""
    found = dict.fromkeys(leaf for node in nodes for leaf in leaves(node))
    return Board(
        Share(leaf, yes=1 << 2 * place, no=2 << 2 * place) for place, leaf in enumerate(found)
    )


_Tried = tuple[Test, Share]


class _Column(dict[Value | NotDone | None, int]):
    """The bits that each value of an element sets; found out when it is first asked for."""

    def __init__(self, element: ElementId, asked: Sequence[_Tried]) -> None:
        super().__init__()
        self._element = element
        self._asked = asked

    def __missing__(self, value: Value | NotDone | None) -> int:
        values = {} if value is None else {self._element: value}
        bits = 0
        for tried in self._asked:
            bits |= _set_by(tried, values)
        if len(self) >= _MOST_VALUES:
            self.clear()
        self[value] = bits
        return bits


def _set_by(tried: _Tried, values: Values) -> int:
    test, share = tried
    truth = test(values)
    if truth is Truth.YES:
        return share.yes
    return share.no if truth is Truth.NO else share.unknown


def _parts(node: Node, kind: type[All | AnyOf]) -> tuple[Node, ...]:
    """Return the parts of an `and` (or an `or`), which may be asked one by one."""
    return node.parts if isinstance(node, kind) else (node,)
