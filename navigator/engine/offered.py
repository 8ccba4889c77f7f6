"""Whether an option can be recommended to anybody who gets to its step."""

from navigator.domain.truth import Truth
from navigator.engine.flow import Arrival, Flow
from navigator.engine.nodes import Node
from navigator.engine.regions import Box, common
from navigator.engine.walk import Offer

Boxes = list[dict[int, int]]


class Offers:
    """Answers for the options of one edition; criteria that they share are cut once."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._boxes: dict[tuple[str, Truth], Boxes] = {}

    def possible(self, offer: Offer, arrivals: list[Arrival]) -> bool:
        """Tell whether some patient of the arrivals is recommended the option."""
        wanted = [(offer.when.text, offer.when.node, Truth.YES)]
        wanted += [(r.criterion.text, r.criterion.node, Truth.NO) for r in offer.excluding]
        conditions = [self._boxes_of(text, node, goal) for text, node, goal in wanted]
        # Those with one box first: they narrow down before anything branches.
        conditions.sort(key=len)
        return any(_fits(arrival.box, conditions) for arrival in arrivals)

    def _boxes_of(self, text: str, node: Node, goal: Truth) -> Boxes:
        known = self._boxes.get((text, goal))
        if known is None:
            layout = self._flow.layout((node,))
            yes, no = layout.answers(node)
            bits = yes if goal is Truth.YES else no
            known = layout.boxes(bits, frozenset(layout.variables))
            self._boxes[text, goal] = known
        return known


def _fits(box: Box, conditions: list[Boxes]) -> bool:
    """Tell whether a box shares a point with one box of every condition."""
    if not conditions:
        return True
    for other in conditions[0]:
        shared = common(box, other)
        if shared is not None and _fits(shared, conditions[1:]):
            return True
    return False
