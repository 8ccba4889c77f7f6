"""Proposals for a plan: criteria answered by the engine, answers checked, what follows in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from navigator.domain.facts import Fact, NotDone, Value
from navigator.domain.guideline import Edition
from navigator.domain.ids import DrugId, ElementId
from navigator.domain.library import Drug
from navigator.domain.number import number_text
from navigator.domain.plan import Decision, Proposal, ProposalKind, ProposalStatus
from navigator.domain.problems import Place, Problem
from navigator.domain.truth import Truth
from navigator.dosing.arithmetic import rule_text
from navigator.dosing.gap import Gap
from navigator.dosing.lifetime import lifetime_sum, sum_words
from navigator.dosing.measures import CLEARANCE, Measures
from navigator.dosing.proposals import RELOAD, SKIP_LOADING, gap_words, gaps
from navigator.dosing.situation import Found, Judge, Judged, Situation
from navigator.engine.explain import waiting
from navigator.engine.ready import ready
from navigator.engine.wording import criterion_words, names_of
from navigator.services.plan_drafts import stale_words, with_parts
from navigator.words import say, tr

Facts = Mapping[ElementId, Fact]

_MUST_BE_ANSWERED = frozenset(ProposalKind) - {ProposalKind.CONTINUE}


def judge_of(edition: Edition, facts: Facts, measures: Measures, start: date) -> Judge:
    """Return what answers a criterion for a patient.

    Args:
        edition: Gives the data elements.
        facts: Everything known, entered and derived.
        measures: The clearance that the doses are counted by is the one that rules read.
        start: A value that is too old on this day is told with the answer that it decides.
    """
    known = _with_clearance(facts, measures)
    values: dict[ElementId, Value | NotDone] = {each: fact.value for each, fact in known.items()}

    def judge(when: str) -> Judged:
        criterion = ready(edition).criterion(when)
        truth = criterion.test(values)
        if not when:
            return Judged(truth)
        words = criterion_words(criterion.node, edition.elements, known)
        if truth is not Truth.UNKNOWN:
            read = with_parts(known, criterion.elements)
            stale = tuple(stale_words(edition, known, read, start))
            return Judged(truth, " ".join((f"{words}." if stale else words, *stale)), stale=stale)
        missing = waiting(criterion.node, values, Truth.NO)
        return Judged(truth, words, missing or waiting(criterion.node, values, Truth.YES))

    return judge


def numbers_of(facts: Facts) -> dict[str, Decimal]:
    """Return the known numbers by data element."""
    return {
        str(element): Decimal(fact.value)
        for element, fact in facts.items()
        if isinstance(fact.value, int | Decimal) and not isinstance(fact.value, bool)
    }


def decision_problems(situation: Situation, found: Sequence[Found]) -> tuple[Problem, ...]:
    """Return every answer that cannot be taken: to nothing, by nobody, without its reason."""
    by_id = {each.id: each.proposal for each in found}
    problems: list[Problem] = []
    for proposal_id, decision in situation.decisions.items():
        proposal = by_id.get(proposal_id)
        if proposal is None:
            problems.append(_nothing_to_decide(situation, proposal_id))
        else:
            problems += _answer_problems(proposal, decision)
    return tuple(problems)


def draft_words(edition: Edition, found: Iterable[Found]) -> Iterator[str]:
    """Yield a sentence for each proposal that somebody has to answer before anything is given."""
    for each in found:
        proposal = each.proposal
        unanswered = proposal.status is ProposalStatus.PROPOSED
        if unanswered and proposal.kind in _MUST_BE_ANSWERED:
            yield tr("To be decided: {proposal}", proposal=_said(proposal))
        elif proposal.status is ProposalStatus.NEEDS_FACT and each.limit is not None:
            names = names_of(edition.elements, proposal.missing)
            yield tr(
                "Not known for {drug}: {names}. {text}",
                drug=proposal.drug_name,
                names=names,
                text=say(proposal.text),
            )


def note_words(situation: Situation, found: Iterable[Found]) -> Iterator[str]:
    """Yield what was decided, by whom and why, and what a reader has to know besides."""
    for each in found:
        proposal = each.proposal
        if proposal.status in {ProposalStatus.ACCEPTED, ProposalStatus.DECLINED}:
            yield _decided(proposal)
        elif proposal.kind is ProposalKind.CONTINUE and proposal.status is ProposalStatus.PROPOSED:
            yield _said(proposal)
    yield from _weight_note(situation, found)
    yield from _sum_notes(situation)


def unknown_last_doses(situation: Situation) -> Iterator[str]:
    """Yield a sentence for each drug that goes on and whose last dose is not known."""
    if situation.course.first == 1:
        return
    for drug in situation.drugs.values():
        known = any(gap.cycle == situation.course.first for gap in gaps(situation, drug))
        if drug.reloads and situation.parts_of(drug.id) and not known:
            yield tr(
                "The day of the last dose of {drug} is not known: it cannot be told whether to"
                " load it again.",
                drug=drug.name,
            )


def left_out_words(left_out: Iterable[DrugId], drugs: Mapping[DrugId, Drug]) -> Iterator[str]:
    """Yield a sentence for each drug that is held or stopped, and first where that is all."""
    out = tuple(left_out)
    if len(out) == len(drugs):
        yield tr("No drug is given: all are held or stopped.")
    for drug in out:
        yield tr("{drug} is not given in this plan.", drug=drugs[drug].name)


def is_held(found: Iterable[Found]) -> bool:
    """Tell whether a person accepted to wait with a drug: it may be given again."""
    return any(_is_accepted(each, ProposalKind.HOLD) for each in found)


def nothing_left(found: Iterable[Found]) -> Problem:
    """Say that a plan has no drug left, and by which decisions."""
    ending = [_decided(each.proposal) for each in found if _is_accepted(each, ProposalKind.STOP)]
    message = tr("No drug is left to give: there is no plan. {decided}", decided=" ".join(ending))
    hint = tr("The decision stands. Take another option.")
    return Problem("nothing-to-give", message.strip(), Place("regimen"), hint=hint)


def _is_accepted(each: Found, kind: ProposalKind) -> bool:
    return each.proposal.status is ProposalStatus.ACCEPTED and each.proposal.kind is kind


def _with_clearance(facts: Facts, measures: Measures) -> Facts:
    fact = facts.get(CLEARANCE)
    if fact is None or not fact.derived_from or measures.clearance is None:
        return facts
    used = Fact(
        CLEARANCE,
        measures.clearance.value,
        fact.taken_on,
        fact.source,
        fact.derived_from,
        measures.clearance.how,
    )
    return {**facts, CLEARANCE: used}


def _answer_problems(proposal: Proposal, decision: Decision) -> Iterator[Problem]:
    place = Place(f"decisions.{proposal.id}")
    if proposal.status is ProposalStatus.NEEDS_FACT:
        yield Problem(
            "decision-too-early",
            tr("This cannot be decided yet: {text}", text=say(proposal.text)),
            place,
            hint=tr("Enter first what is not known."),
        )
    elif not decision.accepted and proposal.kind is ProposalKind.SKIP_LOADING:
        yield _inside_gap(proposal.words, place)
    elif not decision.by.strip():
        message = tr("Nobody is named who decided: {text}", text=say(proposal.text))
        yield Problem("decision-by-nobody", message, place, hint=tr("Give the name."))
    elif not decision.accepted and not decision.reason.strip():
        message = tr("No reason is given for declining: {text}", text=say(proposal.text))
        yield Problem("declined-without-reason", message, place, hint=tr("Give the reason."))


def _nothing_to_decide(situation: Situation, proposal_id: str) -> Problem:
    """Say why there is nothing to decide: for loading again, with the days of the gap."""
    drug_id, _, rule = proposal_id.partition("/")
    place = Place(f"decisions.{proposal_id}")
    drug = situation.drugs.get(DrugId(drug_id))
    if drug is not None and rule.startswith(RELOAD):
        return _no_reload(situation, drug, rule, place)
    if drug is not None and rule == SKIP_LOADING:
        message = tr("{drug} is not loaded here, or has to be.", drug=drug.name)
        return Problem("nothing-to-decide", message, place)
    message = tr("There is nothing to decide about “{id}”.", id=proposal_id)
    hint = tr("Its rule does not hold for this patient, or does not exist.")
    return Problem("nothing-to-decide", message, place, hint=hint)


def _no_reload(situation: Situation, drug: Drug, rule: str, place: Place) -> Problem:
    if not drug.reloads:
        message = tr("{drug} is never loaded again after a gap.", drug=drug.name)
        return Problem("no-reload", message, place, hint=tr("Go on with the usual dose."))
    cycle = rule.removeprefix(f"{RELOAD}-").removeprefix(RELOAD) or str(situation.course.first)
    first = next((gap for gap in gaps(situation, drug) if str(gap.cycle) == cycle), None)
    if first is None or first.rule is None:
        message = tr("The day of the last dose of {drug} is not known.", drug=drug.name)
        hint = tr("Give it: loading again depends on the time since then.")
        return Problem("last-dose-unknown", message, place, hint=hint)
    if first.asks_for_loading:
        message = tr("{drug} is loaded in this cycle by its protocol.", drug=drug.name)
        return Problem("nothing-to-decide", message, place)
    return _inside_gap(f"{gap_words(first, drug.name)} {_reload_words(first)}", place)


def _inside_gap(words: str, place: Place) -> Problem:
    return Problem(
        "reload-inside-gap",
        tr("No loading dose: {words}", words=words),
        place,
        hint=tr("Go on with the maintenance dose."),
    )


def _reload_words(gap: Gap) -> str:
    assert gap.rule is not None  # the caller has looked
    return tr(
        "Loading again with {dose} is for {days} days or more.",
        dose=rule_text(gap.rule.dose, gap.rule.per),
        days=gap.rule.from_days,
    )


def _said(proposal: Proposal) -> str:
    """Return a proposal as a sentence: drug, rule, and the facts in brackets."""
    text = say(proposal.text)
    if proposal.drug_name:
        text = tr("{drug}: {text}", drug=proposal.drug_name, text=text)
    if proposal.words:
        text = tr("{text} ({words})", text=text, words=proposal.words)
    if proposal.recheck_by is not None:
        day = proposal.recheck_by.isoformat()
        text = tr("{text} Look again by {day}.", text=text, day=day)
    return text


def _decided(proposal: Proposal) -> str:
    accepted = proposal.status is ProposalStatus.ACCEPTED
    words = {"proposal": _said(proposal), "who": proposal.by, "reason": proposal.reason}
    if accepted and proposal.reason:
        return tr("Accepted by {who} ({reason}): {proposal}", **words)
    if accepted:
        return tr("Accepted by {who}: {proposal}", **words)
    return tr("Declined by {who} ({reason}): {proposal}", **words)


def _weight_note(situation: Situation, found: Iterable[Found]) -> Iterator[str]:
    """Yield how the weight has changed where that asks nobody anything."""
    before = situation.set_measures.counted_weight if situation.set_measures else None
    now = situation.measures.weight
    if before is None or now is None or before.value == now.value:
        return
    if not any(each.proposal.kind is ProposalKind.NEW_WEIGHT for each in found):
        yield tr(
            "The weight was {before}\u00a0kg when the doses were set and is {now}\u00a0kg: a"
            " change below 10\u00a0%. The doses are worked out from {now}\u00a0kg.",
            before=number_text(before.value),
            now=number_text(now.value),
        )


def _sum_notes(situation: Situation) -> Iterator[str]:
    for drug in situation.drugs.values():
        for limit in drug.lifetime:
            total = lifetime_sum(situation, drug, limit)
            if total is not None:
                yield tr(
                    "Anthracyclines over all lines, with {drug}: {sum}",
                    drug=drug.name,
                    sum=sum_words(total),
                )
