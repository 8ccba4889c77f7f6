"""Whether an option can be recommended to anybody who gets to its step, and to nobody it harms."""

from collections.abc import Iterable

from navigator.domain.truth import Truth
from navigator.engine.behind import Dangers
from navigator.engine.criteria import Criterion
from navigator.engine.flow import Arrival, Flow
from navigator.engine.nodes import Node
from navigator.engine.parts import Offer
from navigator.engine.regions import Box, common

Boxes = list[dict[int, int]]


class Offers:
    """Answers for the options of one edition; criteria that they share are cut once."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._boxes: dict[tuple[str, Truth], Boxes] = {}

    def possible(self, offer: Offer, arrivals: list[Arrival]) -> bool:
        """Tell whether some patient of the arrivals is recommended the option."""
        return self._first(self._recommending(offer), arrivals) is not None

    def recommended(
        self, offer: Offer, arrivals: list[Arrival]
    ) -> tuple[Arrival, dict[int, int]] | None:
        """Return who is recommended an option, as `harmed` does; None where there is nobody."""
        return self._first(self._recommending(offer), arrivals)

    def answering(
        self, asked: Iterable[tuple[Criterion, Truth]], arrivals: list[Arrival]
    ) -> tuple[Arrival, dict[int, int]] | None:
        """Return who answers criteria as wanted, as `harmed` does; None where there is nobody.

        Args:
            asked: Each criterion with the answer wanted, YES or NO.
            arrivals: The patients who get to a step.
        """
        wanted = [self._boxes_of(one.text, one.node, truth) for one, truth in asked]
        return self._first(wanted, arrivals)

    def harmed(
        self, offer: Offer, dangers: Dangers, arrivals: list[Arrival]
    ) -> tuple[Arrival, dict[int, int]] | None:
        """Return who is recommended an option though all that it stands for is excluded.

        Args:
            offer: An option that stands for several regimens.
            dangers: As of `dangers_behind`; none gives None.
            arrivals: The patients who get to its step.

        Returns:
            The arrival and a cell for each variable that matters; None where there is nobody.
        """
        if not dangers:
            return None
        conditions = self._recommending(offer)
        conditions += [self._any_of(criteria) for criteria in dangers]
        return self._first(conditions, arrivals)

    def _recommending(self, offer: Offer) -> list[Boxes]:
        """Return the conditions under which the option is recommended; all have to hold."""
        wanted = [self._boxes_of(offer.when.text, offer.when.node, Truth.YES)]
        rules = (rule.criterion for rule in offer.excluding)
        return wanted + [self._boxes_of(rule.text, rule.node, Truth.NO) for rule in rules]

    def _any_of(self, criteria: Iterable[Criterion]) -> Boxes:
        return [box for one in criteria for box in self._boxes_of(one.text, one.node, Truth.YES)]

    def _first(
        self, conditions: list[Boxes], arrivals: list[Arrival]
    ) -> tuple[Arrival, dict[int, int]] | None:
        # Those with one box first: they narrow down before anything branches.
        conditions.sort(key=len)
        for arrival in arrivals:
            shared = _shared(arrival.box, conditions)
            if shared is not None:
                return arrival, {
                    v: (cells & -cells).bit_length() - 1 for v, cells in shared.items()
                }
        return None

    def _boxes_of(self, text: str, node: Node, goal: Truth) -> Boxes:
        known = self._boxes.get((text, goal))
        if known is None:
            layout = self._flow.layout((node,))
            yes, no = layout.answers(node)
            bits = yes if goal is Truth.YES else no
            known = layout.boxes(bits, frozenset(layout.variables))
            self._boxes[text, goal] = known
        return known


def _shared(box: Box, conditions: list[Boxes]) -> Box | None:
    """Return what a box shares with one box of every condition, None where nothing is."""
    if not conditions:
        return box
    for other in conditions[0]:
        narrowed = common(box, other)
        found = _shared(narrowed, conditions[1:]) if narrowed is not None else None
        if found is not None:
            return found
    return None
