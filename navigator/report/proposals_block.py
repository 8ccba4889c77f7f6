"""What the rules of the drugs ask for in this patient, and what a person has answered."""

from collections.abc import Sequence
from decimal import Decimal

from navigator.domain.plan import DoseChange, Plan, Proposal, ProposalKind, ProposalStatus
from navigator.report.dates import date_words
from navigator.report.dose_table import drug_name
from navigator.report.lines import Run
from navigator.report.paper import Paper, bullets, element_label
from navigator.report.runs import content, entered, joined, said
from navigator.report.strips import Strip, heading
from navigator.report.style import NOTE, NOTE_BOLD
from navigator.report.text import worded
from navigator.report.wording import milligrams, topic_words
from navigator.words import say, tr

_NO_CHANGE = frozenset({ProposalKind.CONTINUE})


def proposals_block(paper: Paper, width: float) -> list[Strip]:
    """Return each proposal that holds for this patient with its answer, the open ones first."""
    told = _told(paper.plan)
    if not told:
        return []
    title = heading(worded(tr("What the rules ask for, and the answers")), width)
    return [title, *bullets((_proposal(paper, one) for one in told), width)]


def waiting_rules(paper: Paper) -> tuple[Run, ...]:
    """Return the rules that cannot be told yet, each with the facts that it waits for."""
    told: dict[str, dict[str, None]] = {}
    for one in paper.plan.proposals:
        if one.status is ProposalStatus.NEEDS_FACT:
            missing = ", ".join(element_label(paper, each) for each in one.missing)
            topic = topic_words(one.topic).lower()
            entry = tr("{topic} ({missing})", topic=topic, missing=missing)
            told.setdefault(_name(paper, one), {})[entry] = None
    if not told:
        return ()
    words = "; ".join(f"{drug}: {', '.join(entries)}" for drug, entries in told.items())
    label = said(tr("Rules that cannot be told, facts are missing:"), NOTE_BOLD)
    return joined(label, said(f"{words}.", NOTE))


def printed_here(plan: Plan, note: str) -> bool:
    """Tell whether a note of the plan repeats a proposal that stands in this block."""
    return any(say(one.text) in note for one in _told(plan))


def _told(plan: Plan) -> list[Proposal]:
    """Return the proposals that hold for this patient, those without an answer first."""
    told = [one for one in plan.proposals if one.status is not ProposalStatus.NEEDS_FACT]
    return sorted(told, key=lambda one: one.status is not ProposalStatus.PROPOSED)


def _proposal(paper: Paper, proposal: Proposal) -> tuple[Run, ...]:
    runs = [*_answer(proposal)]
    name = _name(paper, proposal)
    if name:
        runs.append(said(f"{name}:", NOTE_BOLD))
    runs.append(content(proposal.text, tr("A rule"), NOTE))
    if proposal.words:
        runs.append(said(f"({proposal.words})", NOTE))
    changes = "; ".join(_change(one) for one in proposal.effect if proposal.kind not in _NO_CHANGE)
    runs += [said(f"{changes}.", NOTE)] if changes else []
    if proposal.recheck_by:
        again = tr("Look again by {day}.", day=date_words(proposal.recheck_by))
        runs.append(said(again, NOTE))
    return (*joined(*runs), *paper.citations.mark(proposal.sources))


def _name(paper: Paper, proposal: Proposal) -> str:
    drug = paper.drug(proposal.drug)
    return drug_name(paper, drug) if drug else proposal.drug_name


def _answer(proposal: Proposal) -> Sequence[Run]:
    """Return who answered what and why; a rule that changes nothing asks for no answer."""
    if proposal.status is ProposalStatus.PROPOSED:
        asks = proposal.kind not in _NO_CHANGE
        return [said(tr("NOT ANSWERED:") if asks else tr("No change:"), NOTE_BOLD)]
    accepted = proposal.status is ProposalStatus.ACCEPTED
    runs = [said(tr("Accepted by") if accepted else tr("Declined by"), NOTE_BOLD)]
    runs.append(entered(proposal.by, tr("The name of who decided"), NOTE_BOLD))
    if proposal.reason:
        runs.append(entered(f"({proposal.reason})", tr("The reason of a decision"), NOTE))
    return [*runs, said("–", NOTE)]


def _change(change: DoseChange) -> str:
    before, after = (_amount(one) for one in (change.before_mg, change.after_mg))
    return f"{before} → {after}"


def _amount(amount_mg: Decimal | None) -> str:
    return tr("not given") if amount_mg is None else milligrams(amount_mg)
