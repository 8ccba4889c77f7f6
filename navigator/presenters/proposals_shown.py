"""What the rules of a plan's drugs ask for, as cards show it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from navigator.domain.ids import ElementId
from navigator.domain.library import Phase
from navigator.domain.number import number_text
from navigator.domain.plan import DoseChange, Plan, Proposal, ProposalKind, ProposalStatus
from navigator.domain.source import Reference, Source
from navigator.words import say, tr

NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class EffectRow:
    """What a proposal does to one dose: the amounts, and the arithmetic of the new one."""

    phase: str
    change: str
    arithmetic: str


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """One proposal.

    Attributes:
        title: Drug and what is to be done.
        because: The patient's facts behind it.
        effect: What changes; the doses of the plan already show an accepted one.
        asks: Whether a person has to answer; a rule that changes nothing asks for none.
        declinable: Whether "no" is an answer that the rule leaves open.
        answer: By whom and why, once it is answered.
    """

    id: str
    title: str
    text: str
    because: str
    status: ProposalStatus
    effect: tuple[EffectRow, ...] = ()
    recheck: str = ""
    sources: tuple[str, ...] = ()
    asks: bool = True
    declinable: bool = True
    answer: str = ""


@dataclass(frozen=True, slots=True)
class WaitingRule:
    """A rule that cannot be told yet, with the facts that it waits for as (id, label)."""

    text: str
    missing: tuple[tuple[ElementId, str], ...]


def proposal_cards(plan: Plan) -> tuple[ProposalCard, ...]:
    """Return the proposals that hold, those that wait for an answer first."""
    return _cards(plan.proposals, plan.references)


def answered_cards(proposals: Iterable[Proposal]) -> tuple[ProposalCard, ...]:
    """Return what was answered where no plan came of it, so that it can be taken back.

    Without a plan there is no dose: what an answer would do to one is left out.
    """
    return tuple(replace(card, effect=()) for card in _cards(proposals, ()))


def _cards(
    proposals: Iterable[Proposal], references: Sequence[Reference]
) -> tuple[ProposalCard, ...]:
    held = (one for one in proposals if one.status is not ProposalStatus.NEEDS_FACT)
    return tuple(sorted((_card(one, references) for one in held), key=_urgency))


def waiting_rules(plan: Plan) -> tuple[WaitingRule, ...]:
    """Return the rules that wait for a fact, in the order of the plan."""
    return tuple(
        WaitingRule(_named(one.drug_name, say(one.text)), _missing(plan, one))
        for one in plan.proposals
        if one.status is ProposalStatus.NEEDS_FACT
    )


def kind_words(kind: ProposalKind) -> str:
    """Return what a proposal would do."""
    return {
        ProposalKind.CONTINUE: tr("go on"),
        ProposalKind.HOLD: tr("hold"),
        ProposalKind.STOP: tr("stop"),
        ProposalKind.REDUCE_LEVEL: tr("next lower dose level"),
        ProposalKind.REDUCE_PERCENT: tr("reduce the dose"),
        ProposalKind.SET_DOSE: tr("another dose"),
        ProposalKind.RELOAD: tr("load again"),
        ProposalKind.SKIP_LOADING: tr("no loading dose"),
        ProposalKind.NEW_WEIGHT: tr("dose by the new weight"),
        ProposalKind.LIFETIME: tr("end before the lifetime limit"),
    }[kind]


def _urgency(card: ProposalCard) -> int:
    if card.status is not ProposalStatus.PROPOSED:
        return 1
    return 0 if card.asks else 2


def _named(drug: str, words: str) -> str:
    return tr("{drug}: {words}", drug=drug, words=words) if drug else words


def _missing(plan: Plan, proposal: Proposal) -> tuple[tuple[ElementId, str], ...]:
    elements = plan.edition.elements
    return tuple(
        (one, say(elements[one].label) if one in elements else str(one)) for one in proposal.missing
    )


def _card(proposal: Proposal, references: Sequence[Reference]) -> ProposalCard:
    asks = proposal.kind is not ProposalKind.CONTINUE
    recheck = proposal.recheck_by
    return ProposalCard(
        id=proposal.id,
        title=_named(proposal.drug_name, kind_words(proposal.kind)),
        text=say(proposal.text),
        because=proposal.words,
        status=proposal.status,
        effect=tuple(_effect(one) for one in proposal.effect) if asks else (),
        recheck=tr("Look again by {day}.", day=recheck.isoformat()) if recheck else "",
        sources=tuple(_source(one, references) for one in proposal.sources),
        asks=asks,
        declinable=proposal.kind is not ProposalKind.SKIP_LOADING,
        answer=_answer(proposal),
    )


def _answer(proposal: Proposal) -> str:
    if proposal.status is ProposalStatus.PROPOSED:
        return ""
    accepted = proposal.status is ProposalStatus.ACCEPTED
    words = {"who": proposal.by, "reason": proposal.reason}
    if accepted and not proposal.reason:
        return tr("Accepted by {who}", **words)
    if accepted:
        return tr("Accepted by {who}: {reason}", **words)
    return tr("Declined by {who}: {reason}", **words)


def _effect(change: DoseChange) -> EffectRow:
    phase = {Phase.LOADING: tr("loading dose"), Phase.MAINTENANCE: tr("maintenance dose")}
    words = f"{_amount(change.before_mg)} → {_amount(change.after_mg)}"
    return EffectRow(phase[change.phase], words, change.after)


def _amount(amount_mg: Decimal | None) -> str:
    if amount_mg is None:
        return tr("not given")
    return f"{number_text(amount_mg, decimals=2)}{NBSP}mg"


def _source(source: Source, references: Sequence[Reference]) -> str:
    known = next((one for one in references if one.id == source.reference), None)
    parts = [known.citation if known is not None else str(source.reference), source.at]
    words = ", ".join(part for part in parts if part)
    return words if source.verified else tr("{source} (unverified)", source=words)
