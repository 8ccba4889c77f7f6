"""Many criteria answered for one patient at once, as the bits of one number.

A board gives each data element a column: for a value of the element, one number with the bits of
everything that the value alone decides. A patient's number is the columns' numbers laid over each
other, so what it costs grows with the elements that are read and not with the criteria that read
them. A column holds what the compiled criteria answered; nothing is decided here in another way.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from navigator.domain.assessment import OptionStatus
from navigator.domain.facts import NotDone, Value
from navigator.domain.ids import ElementId
from navigator.domain.truth import Truth
from navigator.engine.evaluate import Test, Values, test_of
from navigator.engine.nodes import All, AnyOf, Leaf, Node, elements_of, leaves, read_by

# What is kept of numbers would grow with every patient; what is forgotten is tried again.
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
        found = list(shares)
        alone = [share for share in found if len(elements_of(share.node)) == 1]
        together = [share for share in found if len(elements_of(share.node)) != 1]
        self._own = (1 << max((_width(share) for share in found), default=0)) - 1
        asked = _asked_by(together, self._own.bit_length())
        self._together = tuple(_Together(share, asked) for share in together)
        columns: dict[ElementId, list[_Tried]] = {}
        for share in (*alone, *asked.values()):
            columns.setdefault(elements_of(share.node)[0], []).append((test_of(share.node), share))
        self._columns = tuple((name, _Column(name, tried)) for name, tried in columns.items())
        # Most decisions read one element.
        self._only = self._columns[0] if len(self._columns) == 1 and not together else None

    def bits(self, values: Values) -> int:
        """Return the bits that a patient sets.

        Args:
            values: What is known, by element; a missing key is unknown.
        """
        known = values.get
        if self._only is not None:
            element, column = self._only
            return column[known(element)]
        bits = 0
        for element, column in self._columns:
            bits |= column[known(element)]
        if not self._together:
            return bits
        answers = bits
        for part in self._together:
            bits |= part.bits(answers, values)
        return bits & self._own


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


class _Together:
    """A share of several elements, known for every combination of answers of its leaves."""

    def __init__(self, share: Share, asked: Mapping[Leaf, Share]) -> None:
        """Make it ready.

        Args:
            share: The share.
            asked: What each leaf of one element adds to the bits that are given with a patient.
        """
        self._tried = test_of(share.node), share
        told = [asked.get(leaf) for leaf in leaves(share.node)]
        self._mask = 0
        for answer in told:
            self._mask |= _all_bits(answer) if answer is not None else 0
        # Elements that are compared with each other have too many values to tell apart.
        self._known: dict[int, int] | None = None if None in told else {}

    def bits(self, answers: int, values: Values) -> int:
        """Return the bits of the share for a patient."""
        if self._known is None:
            return _set_by(self._tried, values)
        pattern = answers & self._mask
        known = self._known.get(pattern)
        if known is None:
            if len(self._known) >= _MOST_VALUES:
                self._known.clear()
            known = self._known[pattern] = _set_by(self._tried, values)
        return known


def _asked_by(shares: Iterable[Share], above: int) -> dict[Leaf, Share]:
    """Return a share of its own for each leaf of one element, its bits above those of others."""
    found = dict.fromkeys(leaf for share in shares for leaf in leaves(share.node))
    alone = [leaf for leaf in found if len(read_by(leaf)) == 1]
    return {
        leaf: Share(leaf, yes=1 << above + 2 * place, no=2 << above + 2 * place)
        for place, leaf in enumerate(alone)
    }


def _all_bits(share: Share) -> int:
    return share.yes | share.no | share.unknown


def _width(share: Share) -> int:
    return _all_bits(share).bit_length()


def _set_by(tried: _Tried, values: Values) -> int:
    test, share = tried
    truth = test(values)
    if truth is Truth.YES:
        return share.yes
    return share.no if truth is Truth.NO else share.unknown


def _parts(node: Node, kind: type[All | AnyOf]) -> tuple[Node, ...]:
    """Return the parts of an `and` (or an `or`), which may be asked one by one."""
    return node.parts if isinstance(node, kind) else (node,)
