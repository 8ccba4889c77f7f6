"""Why a branch was taken or an option stands where it does, each as one reason in words."""

from navigator.domain.assessment import OptionAssessment, OptionStatus, Reason
from navigator.domain.facts import Fact
from navigator.domain.guideline import OTHERWISE, Edition, Safeguard, Step
from navigator.domain.source import Source
from navigator.domain.text import NO_TEXT, Text
from navigator.domain.truth import Truth
from navigator.engine.criteria import Criterion
from navigator.engine.evaluate import Values
from navigator.engine.explain import Decided, Group, smallest_together, waiting_groups
from navigator.engine.parts import Offer, Rule, Way
from navigator.engine.ready import ReadyEdition
from navigator.engine.wording import CriterionInWords, Facts, names_of
from navigator.words import say, tr

_RULES_SAY_NOTHING = (OptionStatus.RECOMMENDED, OptionStatus.NOT_APPLICABLE)


class Explainer:
    """Words the answers of one patient's criteria."""

    def __init__(self, edition: ReadyEdition, facts: Facts, values: Values) -> None:
        self._ready = edition
        self._elements = edition.edition.elements
        self._facts = facts
        self._values = values
        # By their bits: the options of a step share the safeguards of their drugs.
        self._of_rules: dict[int, Reason] = {}

    def of_way(self, step: Step, way: Way) -> Reason:
        """Return why a way out of a step is taken, ruled out or open."""
        label = way.branch.label
        if way.criterion is not None:
            return self._reason("branch", way.criterion, Truth.YES, label)
        decided = self._ready.explained_rest(step).decided(self._values)
        words = tr("none of the other ways fits")
        facts, missing = self._sets(decided)
        return Reason("branch", decided.truth, OTHERWISE, words, facts, missing, label)

    def of_offers(self, step: Step) -> tuple[OptionAssessment, ...]:
        """Return the options of a step, each with every reason that matters for its status."""
        self._of_rules.clear()
        alarms = self._ready.alarms(step, self._values)
        statuses = self._ready.statuses_at(step, self._values)
        offers = self._ready.offers(step)
        return tuple(
            [
                self._of_offer(offer, status, alarms)
                for offer, status in zip(offers, statuses, strict=True)
            ]
        )

    def _of_offer(self, offer: Offer, status: OptionStatus, alarms: int) -> OptionAssessment:
        option = offer.option
        return OptionAssessment(
            option.regimen,
            option.tier,
            status,
            option.basis,
            self._reasons(offer, status, alarms),
            tuple([self._of_rule(rule) for rule in offer.warning if rule.bit & alarms]),
            self._blocked_by(offer, status),
        )

    def _reasons(self, offer: Offer, status: OptionStatus, alarms: int) -> tuple[Reason, ...]:
        meant = self._of_when(offer, status)
        if status in _RULES_SAY_NOTHING:
            return (meant,)
        against = [self._of_rule(rule) for rule in offer.excluding if rule.bit & alarms]
        if status is OptionStatus.EXCLUDED:
            against.sort(key=lambda reason: -reason.truth.value)
            return (*against, meant)
        return (meant, *against)

    def _of_when(self, offer: Offer, status: OptionStatus) -> Reason:
        option, when = offer.option, offer.when
        if status is OptionStatus.NOT_APPLICABLE:
            # Why it helps others is no reason why it is not meant for this patient.
            return self._reason("not_for", when, Truth.YES, NO_TEXT, option.sources)
        if when.text:
            return self._reason("applies", when, Truth.YES, option.rationale, option.sources)
        words = tr("for everybody at this step")
        return Reason("applies", Truth.YES, "", words, (), (), option.rationale, option.sources)

    def _of_rule(self, rule: Rule) -> Reason:
        found = self._of_rules.get(rule.bit)
        if found is None:
            guard = rule.safeguard
            found = self._of_rules[rule.bit] = self._reason(
                "safeguard", rule.criterion, Truth.NO, guard.text, guard.sources, guard
            )
        return found

    def _reason(  # noqa: PLR0913, PLR0917  (a reason has as many parts)
        self,
        kind: str,
        criterion: Criterion,
        goal: Truth,
        text: Text,
        sources: tuple[Source, ...] = (),
        guard: Safeguard | None = None,
    ) -> Reason:
        decided = self._ready.explained(criterion, goal).decided(self._values)
        words = CriterionInWords(criterion.node, self._elements, self._facts)
        facts, missing = self._sets(decided)
        return Reason(
            kind, decided.truth, criterion.text, words, facts, missing, text, sources, guard
        )

    def _decided(self, criterion: Criterion, goal: Truth) -> Decided:
        return self._ready.explained(criterion, goal).decided(self._values)

    def _sets(self, decided: Decided) -> tuple[tuple[Fact, ...], Group]:
        """Return the facts that decided a criterion, and the elements that it waits for."""
        if decided.truth is Truth.UNKNOWN:
            return (), decided.group
        # What decides is known, so it is among the facts.
        return tuple(map(self._facts.__getitem__, decided.group)), ()

    def _blocked_by(self, offer: Offer, status: OptionStatus) -> Group:
        match status:
            case OptionStatus.RECOMMENDED:
                return ()
            case OptionStatus.NOT_APPLICABLE:
                return self._decided(offer.when, Truth.YES).group
            case OptionStatus.EXCLUDED:
                found = [self._decided(rule.criterion, Truth.NO) for rule in offer.excluding]
                return min((one.group for one in found if one.truth is Truth.YES), key=len)
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
