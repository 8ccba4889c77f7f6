"""Choosing between the rules of two regions' labels: one reader, one rule."""

from collections.abc import Iterable

from navigator.domain.ids import ReferenceId
from navigator.domain.library import Advice
from navigator.domain.source import Reference


def of_the_region(
    advice: Iterable[Advice], references: Iterable[Reference], region: str
) -> tuple[list[Advice], list[Advice]]:
    """Divide advice into what is printed at a site and what another region's label says instead.

    Two labels may give two limits for one question (when to withhold trastuzumab, for example).
    Printed together they invite the wrong choice, so where the label of the site's region
    answers a question (the same kind of advice on the same topic), statements that rest on
    foreign labels alone are left out. Advice without a topic answers no comparable question.

    Args:
        advice: Of one drug, in the order of the library.
        references: Tell the region of each label.
        region: Of the site ("US", "EU", ...); "" leaves nothing out.

    Returns:
        What is printed and what is left out, both in the order given.
    """
    everything = list(advice)
    regions = {one.id: one.region for one in references}
    answered = {
        (one.kind, one.topic)
        for one in everything
        if region and one.topic and region in _regions(one, regions)
    }
    left_out = [
        one
        for one in everything
        if (one.kind, one.topic) in answered and _foreign(_regions(one, regions), region)
    ]
    return [one for one in everything if one not in left_out], left_out


def _regions(advice: Advice, regions: dict[ReferenceId, str]) -> set[str]:
    return {regions.get(one.reference, "") for one in advice.sources}


def _foreign(found: set[str], region: str) -> bool:
    """Tell whether a statement rests on labels of other regions and nothing else."""
    return bool(found) and region not in found and "" not in found
