"""What the rules of a plan's drugs ask for: found, answered, never carried out by themselves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from navigator.domain.ids import DrugId
from navigator.domain.library import Action, Component, DoseRule, Drug, Phase
from navigator.domain.number import number_text
from navigator.domain.plan import Decision, Proposal, ProposalKind, ProposalStatus
from navigator.domain.text import Text
from navigator.domain.truth import Truth
from navigator.dosing import citations
from navigator.dosing.arithmetic import percent_text
from navigator.dosing.changes import Accepted, changed
from navigator.dosing.exact import percent_off
from navigator.dosing.gap import Gap, first_dose_day, gap_before, last_dose_day
from navigator.dosing.lifetime import lifetime_proposals
from navigator.dosing.planned import NEW_WEIGHT_ID, with_effects
from navigator.dosing.schedule import in_force
from navigator.dosing.situation import FULL_LEVEL, Found, Judge, Judged, Situation
from navigator.words import tr

RELOAD, SKIP_LOADING = "reload", "skip-loading"
LARGEST_WEIGHT_CHANGE_PERCENT = Decimal(10)


def propose(situation: Situation, judge: Judge) -> tuple[Found, ...]:
    """Return everything that the rules of a plan's drugs ask for.

    Args:
        situation: What the plan is made from, with the answers given so far.
        judge: Answers a criterion for this patient.

    Returns:
        Loading, weight and lifetime sums first, then the rules in the order of the drugs and of
        the content. A rule whose criterion is NO is left out; one that is UNKNOWN is there with
        the facts it waits for, but not before the first dose where it is about the effects of
        the drug itself. Each with what it would do to the doses.
    """
    found = (
        *_weight_proposals(situation),
        *(each for drug in _drugs(situation) for each in _gap_proposals(situation, drug)),
        *lifetime_proposals(situation, judge),
        *(each for drug in _drugs(situation) for each in _rule_proposals(situation, drug, judge)),
    )
    return with_effects(situation, [_answered(situation, each) for each in found])


def gaps(situation: Situation, drug: Drug) -> Iterator[Gap]:
    """Yield the gap before a drug's first dose of each cycle shown, as far as it is known."""
    last_doses = dict(situation.last_doses)
    for cycle in situation.cycles:
        parts = situation.begun.components
        day = first_dose_day(parts, drug.id, cycle)
        on = None if day is None else situation.date_of(cycle, day)
        gap = gap_before(drug, situation.protocol, cycle, on, last_doses)
        if gap is not None:
            yield gap
        last = last_dose_day(parts, drug.id, cycle)
        if last is not None:
            last_doses[drug.id] = situation.date_of(cycle, last)


def gap_words(gap: Gap, name: str) -> str:
    """Return a gap as a sentence with its days."""
    return tr(
        "{drug} was last given on {last}; the next dose on {on} comes {days} days later.",
        drug=name,
        last=gap.last.isoformat(),
        on=gap.on.isoformat(),
        days=gap.days,
    )


def _drugs(situation: Situation) -> tuple[Drug, ...]:
    """Return the drugs that are given from the first cycle shown on, each once."""
    ids = dict.fromkeys(part.drug for part in situation.begun.components)
    return tuple(situation.drugs[each] for each in ids)


def _answered(situation: Situation, found: Found) -> Found:
    """Return a proposal with the decision that was made on it."""
    decision = situation.decisions.get(found.id)
    proposal = found.proposal
    if decision is None or proposal.status is not ProposalStatus.PROPOSED:
        return found
    status = ProposalStatus.ACCEPTED if decision.accepted else ProposalStatus.DECLINED
    answered = replace(proposal, status=status, reason=decision.reason, by=decision.by)
    return replace(found, proposal=answered)


def _weight_proposals(situation: Situation) -> Iterator[Found]:
    """Yield the question whether doses follow a weight that has changed by 10 % or more."""
    set_measures = situation.set_measures
    now = situation.measures.weight
    before = set_measures.counted_weight if set_measures is not None else None
    if now is None or before is None or not situation.counted_by_weight():
        return
    change = percent_off(now.value, before.value)
    if abs(change) < LARGEST_WEIGHT_CHANGE_PERCENT:
        return
    words = tr(
        "{before}\u00a0kg when the doses were set, {now}\u00a0kg now: {change}.",
        before=number_text(before.value),
        now=number_text(now.value),
        change=percent_text(change),
    )
    text = tr(
        "The weight has changed by 10\u00a0% or more: work the doses out from today's weight."
    )
    yield Found(
        Proposal(
            id=NEW_WEIGHT_ID,
            drug=DrugId(""),
            drug_name="",
            topic="weight",
            kind=ProposalKind.NEW_WEIGHT,
            text=Text(text),
            status=ProposalStatus.PROPOSED,
            words=words,
            sources=citations.WEIGHT_CHANGE,
        )
    )


def _gap_proposals(situation: Situation, drug: Drug) -> Iterator[Found]:
    """Yield what the time since the last dose says about loading."""
    first = situation.course.first
    for gap in gaps(situation, drug):
        loads = _loads(situation, gap)
        if gap.asks_for_loading and not loads:
            name = RELOAD if gap.cycle == first else f"{RELOAD}-{gap.cycle}"
            yield _gap_proposal(drug, gap, name, ProposalKind.RELOAD)
        if loads and gap.rule is not None and not gap.asks_for_loading:
            yield _gap_proposal(drug, gap, SKIP_LOADING, ProposalKind.SKIP_LOADING)


def _loads(situation: Situation, gap: Gap) -> bool:
    """Tell whether the protocol itself loads a drug in the cycle of a gap."""
    return any(
        part.phase is Phase.LOADING and in_force(part, gap.cycle)
        for part in situation.parts_of(gap.drug)
    )


def _gap_proposal(drug: Drug, gap: Gap, name: str, kind: ProposalKind) -> Found:
    assert gap.rule is not None  # only a rule proposes
    text = gap.rule.text
    if kind is ProposalKind.SKIP_LOADING:
        text = Text(
            tr(
                "Less than {days} days since the last dose: go on with the maintenance dose.",
                days=gap.rule.from_days,
            )
        )
    return Found(
        Proposal(
            id=f"{drug.id}/{name}",
            drug=drug.id,
            drug_name=drug.name,
            topic="gap",
            kind=kind,
            text=text,
            status=ProposalStatus.PROPOSED,
            words=gap_words(gap, drug.name),
            sources=gap.rule.sources,
        ),
        gap=gap,
    )


def _rule_proposals(situation: Situation, drug: Drug, judge: Judge) -> Iterator[Found]:
    """Yield the rules of one drug that hold or are open."""
    for rule in drug.rules:
        if not _is_meant(situation, drug, rule):
            continue
        judged = judge(rule.when)
        open_early = judged.truth is Truth.UNKNOWN and rule.while_on
        if judged.truth is Truth.NO or (open_early and not situation.has_begun(drug.id)):
            continue
        yield _rule_proposal(situation, drug, rule, judged)


def _is_meant(situation: Situation, drug: Drug, rule: DoseRule) -> bool:
    """Tell whether a rule is for this protocol, and would change anything in it."""
    drugs = situation.within(drug.id).drugs
    if rule.beside and not drugs.intersection(rule.beside):
        return False
    if drugs.intersection(rule.not_beside):
        return False
    parts = situation.parts_of(drug.id)
    if rule.only_dose is not None and rule.only_dose not in {part.dose for part in parts}:
        return False
    return rule.action is not Action.SET_DOSE or any(_is_set_lower(rule, part) for part in parts)


def _is_set_lower(rule: DoseRule, part: Component) -> bool:
    return rule.per is part.per and rule.dose is not None and rule.dose < part.dose


def _rule_proposal(situation: Situation, drug: Drug, rule: DoseRule, judged: Judged) -> Found:
    is_open = judged.truth is Truth.UNKNOWN
    kind = _kind(situation, drug, rule)
    text = rule.text
    words = judged.words
    if kind is ProposalKind.STOP and rule.action is Action.REDUCE_LEVEL:
        words = tr("{words} There is no lower dose level.", words=_sentence(words))
    recheck = None
    if rule.recheck_days is not None and not is_open:
        recheck = situation.made_on + timedelta(days=rule.recheck_days)
    return Found(
        Proposal(
            id=f"{drug.id}/{rule.id}",
            drug=drug.id,
            drug_name=drug.name,
            topic=rule.topic,
            kind=kind,
            text=text,
            status=ProposalStatus.NEEDS_FACT if is_open else ProposalStatus.PROPOSED,
            words=words,
            missing=judged.missing,
            stale=judged.stale,
            recheck_by=recheck,
            sources=rule.sources,
        ),
        rule=rule,
    )


def _sentence(words: str) -> str:
    return f"{words.rstrip('.')}." if words else ""


def _kind(situation: Situation, drug: Drug, rule: DoseRule) -> ProposalKind:
    """Return what a rule does here: below the last level, a lower level is a stop."""
    if rule.action is not Action.REDUCE_LEVEL:
        return ProposalKind(rule.action.value)
    accepted = [Accepted("", rule, Decision(accepted=True))]
    level = situation.levels.get(drug.id, FULL_LEVEL)
    within = situation.within(drug.id)
    lowered = (
        changed(part, within, accepted, level) is not None for part in situation.parts_of(drug.id)
    )
    return ProposalKind.REDUCE_LEVEL if all(lowered) else ProposalKind.STOP
