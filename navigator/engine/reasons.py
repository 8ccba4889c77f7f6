"""Why a branch was taken or an option stands where it does, each as one reason in words."""

from navigator.domain.assessment import OptionAssessment, OptionStatus, Reason
from navigator.domain.facts import Fact
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId
from navigator.domain.source import Source
from navigator.domain.text import NO_TEXT, Text
from navigator.domain.truth import Truth
from navigator.engine.criteria import Criterion
from navigator.engine.evaluate import Values
from navigator.engine.explain import Group, deciding, smallest_together, waiting, waiting_groups
from navigator.engine.nodes import All, Node, opposite
from navigator.engine.ready import Offer, ReadyEdition, Rule, Way
from navigator.engine.walk import status_of
from navigator.engine.wording import Facts, criterion_words, names_of
from navigator.words import say, tr


class Explainer:
    """Words the answers of one patient's criteria."""

    def __init__(self, edition: ReadyEdition, facts: Facts, values: Values) -> None:
        self._ready = edition
        self._elements = edition.edition.elements
        self._facts = facts
        self._values = values

    def of_way(self, way: Way, truth: Truth, siblings: tuple[Way, ...]) -> Reason:
        """Return why a way is taken, ruled out or open.

        Args:
            way: One branch.
            truth: Its answer.
            siblings: All branches of the step: "otherwise" rests on them.
        """
        text = way.branch.label
        if way.criterion is not None:
            return self._reason("branch", truth, way.criterion, text, Truth.YES)
        node = _none_of(siblings)
        words = tr("none of the other ways fits")
        decided, missing = self._sets(node, truth, Truth.YES)
        return Reason("branch", truth, way.branch.when, words, decided, missing, text)

    def of_offer(self, offer: Offer) -> OptionAssessment:
        """Return one option with every reason that matters for its status."""
        status = status_of(offer, self._values)
        warnings = tuple(
            self._of_rule(rule, truth)
            for rule in offer.warning
            if (truth := rule.criterion.test(self._values)) is not Truth.NO
        )
        return OptionAssessment(
            offer.option.regimen,
            offer.option.tier,
            status,
            offer.option.basis,
            self._reasons(offer, status),
            warnings,
            self._blocked_by(offer, status),
        )

    def _reasons(self, offer: Offer, status: OptionStatus) -> tuple[Reason, ...]:
        meant = self._of_when(offer)
        if status is OptionStatus.NOT_APPLICABLE:
            return (meant,)
        found = [
            self._of_rule(rule, truth)
            for rule in offer.excluding
            if (truth := rule.criterion.test(self._values)) is not Truth.NO
        ]
        if status is OptionStatus.EXCLUDED:
            found.sort(key=lambda reason: -reason.truth.value)
            return (*found, meant)
        return (meant, *found)

    def _of_when(self, offer: Offer) -> Reason:
        truth = offer.when.test(self._values)
        kind = "not_for" if truth is Truth.NO else "applies"
        option = offer.option
        if not offer.when.text:
            words = tr("for everybody at this step")
            return Reason(kind, truth, "", words, text=option.rationale, sources=option.sources)
        # Why it helps others is no reason why it is not meant for this patient.
        text = NO_TEXT if kind == "not_for" else option.rationale
        return self._reason(kind, truth, offer.when, text, Truth.YES, sources=option.sources)

    def _of_rule(self, rule: Rule, truth: Truth) -> Reason:
        guard = rule.safeguard
        found = self._reason(
            "safeguard", truth, rule.criterion, guard.text, Truth.NO, sources=guard.sources
        )
        return Reason(
            found.kind,
            found.truth,
            found.criterion,
            found.words,
            found.facts,
            found.missing,
            found.text,
            found.sources,
            guard,
        )

    def _reason(  # noqa: PLR0913  (a reason has as many parts)
        self,
        kind: str,
        truth: Truth,
        criterion: Criterion,
        text: Text = NO_TEXT,
        goal: Truth = Truth.YES,
        *,
        sources: tuple[Source, ...] = (),
    ) -> Reason:
        words = criterion_words(criterion.node, self._elements, self._facts)
        decided, missing = self._sets(criterion.node, truth, goal)
        return Reason(kind, truth, criterion.text, words, decided, missing, text, sources)

    def _sets(
        self, node: Node, truth: Truth, goal: Truth
    ) -> tuple[tuple[Fact, ...], tuple[ElementId, ...]]:
        if truth is Truth.UNKNOWN:
            return (), waiting(node, self._values, goal)
        group = deciding(node, self._values, truth)
        return tuple(self._facts[element] for element in group if element in self._facts), ()

    def _blocked_by(self, offer: Offer, status: OptionStatus) -> Group:
        match status:
            case OptionStatus.RECOMMENDED:
                return ()
            case OptionStatus.NOT_APPLICABLE:
                return deciding(offer.when.node, self._values, Truth.NO)
            case OptionStatus.EXCLUDED:
                groups = [
                    deciding(rule.criterion.node, self._values, Truth.YES)
                    for rule in offer.excluding
                    if rule.criterion.test(self._values) is Truth.YES
                ]
                return min(groups, key=len)
            case _:
                goals = [waiting_groups(offer.when.node, self._values, Truth.YES)]
                goals += [
                    waiting_groups(rule.criterion.node, self._values, Truth.NO)
                    for rule in offer.excluding
                ]
                return smallest_together(goals)


def sentence_of(reason: Reason, edition: Edition) -> str:
    """Return a reason as one sentence for a terminal or a page.

    Args:
        reason: A reason of an option or branch.
        edition: The edition it was given for, for the names of missing elements.
    """
    words = reason.words
    if reason.text and reason.kind != "branch":
        words = tr("{statement} [{criterion}]", statement=say(reason.text), criterion=words)
    if reason.kind == "not_for":
        return tr("Not met: {words}", words=words)
    if reason.truth is not Truth.UNKNOWN:
        return words
    names = names_of(edition.elements, reason.missing)
    if reason.kind == "safeguard":
        return tr("To be ruled out ({names}: not known): {words}", names=names, words=words)
    return tr("Open ({names}: not known): {words}", names=names, words=words)


def _none_of(siblings: tuple[Way, ...]) -> Node:
    nodes = [way.criterion.node for way in siblings if way.criterion is not None]
    return All(tuple(opposite(node) for node in nodes))
