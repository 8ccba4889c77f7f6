"""What excludes the regimens that an option stands for, beside what excludes the option itself."""

from collections.abc import Iterator, Sequence

from navigator.domain.guideline import Effect, RegimenSummary
from navigator.engine.criteria import Criterion
from navigator.engine.nodes import Leaf, leaves
from navigator.engine.parts import Offer
from navigator.engine.ready import ReadyEdition

Dangers = Sequence[Sequence[Criterion]]
"""For each regimen that an option stands for, what excludes it and not the option itself."""


def dangers_behind(edition: ReadyEdition, offer: Offer) -> Dangers:
    """Return what excludes each regimen that an option stands for; empty where one is always free.

    Args:
        edition: The edition, ready.
        offer: One of its options. What excludes the option itself is left out: nobody of whom
            that holds is recommended it.
    """
    summary = edition.edition.regimens.get(offer.option.regimen)
    if summary is None or not summary.resolves_to:
        return ()
    own = {rule.criterion.text for rule in offer.excluding}
    known = [edition.edition.regimens.get(one) for one in summary.resolves_to]
    found = [_dangers(edition, one, own) for one in known if one is not None]
    return found if all(found) else ()


def leaves_behind(edition: ReadyEdition) -> Iterator[Leaf]:
    """Give the leaves of everything that excludes a regimen behind an option."""
    for step in edition.edition.steps.values():
        for offer in edition.offers(step):
            for criteria in dangers_behind(edition, offer):
                for criterion in criteria:
                    yield from leaves(criterion.node)


def _dangers(edition: ReadyEdition, regimen: RegimenSummary, own: set[str]) -> list[Criterion]:
    texts = [one.when for one in regimen.safeguards if one.effect is Effect.EXCLUDE]
    return [edition.criterion(one) for one in texts if one not in own and edition.readable(one)]
