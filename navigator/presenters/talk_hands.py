"""Hands counted with a few keys, and votes given blindly on the presenter's own screen."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from navigator.words import tr, trn

MOST = 9999


@dataclass(frozen=True, slots=True)
class Hands:
    """What the room committed to at one question.

    Attributes:
        counts: One for each answer.
        picked: The answer whose hands are counted, None before one was chosen.
        typed: Digits of a number that is being typed.
        typing: Whether the next digit belongs to a number; else it chooses an answer.
        votes: What was pressed in a blind vote, one for each person; None outside of one.
        told: Why the last key changed nothing, in words; "" otherwise.
    """

    counts: tuple[int, ...]
    picked: int | None = None
    typed: str = ""
    typing: bool = False
    votes: tuple[int, ...] | None = None
    told: str = ""

    @property
    def total(self) -> int:
        """Return how many hands were counted."""
        return sum(self.counts)

    @property
    def leading(self) -> int | None:
        """Return the answer with most hands, None without one or in a tie."""
        most = max(self.counts, default=0)
        if not most or self.counts.count(most) > 1:
            return None
        return self.counts.index(most)


Change = Callable[[Hands, int], Hands]


def digit(hands: Hands, number: int, room: int) -> Hands:
    """Choose an answer, go on with a number, or give a vote."""
    if hands.votes is not None:
        return _voted(hands, number, room)
    if hands.typing:
        return replace(hands, typed=(hands.typed + str(number))[-4:], told="")
    if not 1 <= number <= len(hands.counts):
        return _none_there(hands, number)
    return replace(hands, picked=number - 1, typed="", typing=True, told="")


def _none_there(hands: Hands, number: int) -> Hands:
    return replace(hands, told=tr("There is no answer {number}.", number=number))


def _voted(hands: Hands, number: int, room: int) -> Hands:
    votes = hands.votes or ()
    if not 1 <= number <= len(hands.counts):
        return _none_there(hands, number)
    if room and len(votes) >= room:
        return replace(hands, told=_too_many(len(votes) + 1, room))
    return replace(hands, votes=(*votes, number - 1), told="")


def count(hands: Hands, by: int, room: int) -> Hands:
    """Count hands for the answer that was chosen, up or down."""
    if hands.votes is not None:
        return hands
    if hands.picked is None:
        return replace(hands, told=tr("Choose an answer by its number first."))
    return _with_count(hands, max(0, hands.counts[hands.picked] + by), room)


def entered(hands: Hands, room: int) -> Hands:
    """Take the number that was typed for the answer that was chosen."""
    if hands.picked is None or not hands.typed:
        return replace(hands, typing=False)
    return _with_count(hands, int(hands.typed), room)


def rubbed(hands: Hands) -> Hands:
    """Take back the last digit, the last vote, or the choice of an answer."""
    if hands.votes is not None:
        return replace(hands, votes=hands.votes[:-1], told="")
    if hands.typed:
        return replace(hands, typed=hands.typed[:-1], told="")
    return replace(hands, picked=None, typing=False, told="")


def toggled_vote(hands: Hands, room: int) -> Hands:
    """Begin a blind vote, or close it and show what was voted."""
    if hands.votes is None:
        return replace(hands, votes=(), picked=None, typed="", typing=False, told="")
    if not hands.votes:
        return replace(hands, votes=None)
    counts = tuple(hands.votes.count(at) for at in range(len(hands.counts)))
    return _kept(replace(hands, votes=None), counts, room)


def _with_count(hands: Hands, number: int, room: int) -> Hands:
    counts = tuple(
        number if at == hands.picked else before for at, before in enumerate(hands.counts)
    )
    return _kept(hands, counts, room)


def _kept(hands: Hands, counts: tuple[int, ...], room: int) -> Hands:
    """Take the counts, unless they are more than the people in the room."""
    calm = replace(hands, typed="", typing=False, told="")
    if room and sum(counts) > room:
        return replace(calm, told=_too_many(sum(counts), room))
    return replace(calm, counts=counts)


def _too_many(number: int, room: int) -> str:
    people = trn("{number} person", "{number} people", room)
    return tr("{number} hands are more than {people} in the room.", number=number, people=people)
