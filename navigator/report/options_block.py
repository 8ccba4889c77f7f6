"""Cautions of the chosen option, and the alternatives, each with why or why not."""

from collections.abc import Sequence

from navigator.domain.assessment import Conflict, OptionAssessment, OptionStatus, Reason
from navigator.domain.guideline import Basis, Tier
from navigator.domain.plan import Plan
from navigator.domain.truth import Truth
from navigator.report.decisions_block import override_runs, overrides_of, told_again
from navigator.report.lines import Run
from navigator.report.paper import Paper, bullets, element_label
from navigator.report.proposals_block import printed_here, waiting_rules
from navigator.report.runs import content, joined, said
from navigator.report.strips import Strip, heading
from navigator.report.style import NOTE, NOTE_BOLD
from navigator.report.text import Printable, from_content, worded
from navigator.report.wording import value_words
from navigator.words import tr

_SPACE = Run(Printable(" "), NOTE)
_REASONS_SHOWN = 3


def cautions_block(paper: Paper, width: float) -> list[Strip]:
    """Return what holds against the chosen option, cannot be ruled out or does not agree."""
    plan = paper.plan
    lines = [override_runs(paper, one) for one in overrides_of(plan)]
    lines += [_caution(paper, one) for one in plan.option.warnings]
    if plan.step.caution:
        lines.append((content(plan.step.caution, tr("A caution"), NOTE),))
    lines += [_conflict(paper, one) for one in plan.assessment.conflicts]
    lines += [(said(note, NOTE),) for note in plan.notes if not _stands_elsewhere(plan, note)]
    waiting = waiting_rules(paper)
    lines += [waiting] if waiting else []
    if not lines:
        return []
    return [heading(worded(tr("Cautions")), width), *bullets(lines, width)]


def _stands_elsewhere(plan: Plan, note: str) -> bool:
    return printed_here(plan, note) or told_again(plan, note) is not None


def alternatives_block(paper: Paper, width: float) -> list[Strip]:
    """Return the other options of the step by status, each with its reasons."""
    title = heading(worded(tr("Alternatives considered")), width)
    if not paper.plan.alternatives:
        none = said(tr("The edition offers no other option at this step."), NOTE)
        return [title, *bullets([[none]], width)]
    return [title, *bullets((_alternatives(paper, same) for same in _alike(paper)), width)]


def why_runs(paper: Paper, reasons: Sequence[Reason]) -> tuple[Run, ...]:
    """Return the first reasons as sentences with their sources."""
    runs: list[Run] = []
    for reason in reasons[:_REASONS_SHOWN]:
        if runs:
            runs.append(_SPACE)
        runs.append(_reason(reason))
        runs += paper.citations.mark(reason.sources)
    return tuple(runs)


def tier_words(tier: Tier) -> str:
    """Return how an edition ranks an option."""
    return {
        Tier.PREFERRED: tr("preferred"),
        Tier.OTHER: tr("other"),
        Tier.SELECTED: tr("for selected patients"),
    }[tier]


def basis_words(basis: Basis) -> str:
    """Return what an option rests on."""
    return {
        Basis.STATED: tr("stated by the guideline"),
        Basis.STATED_CLASS: tr("class stated by the guideline, agent added"),
        Basis.ENRICHMENT: tr("added from trials or labels"),
        Basis.EXPERT_OPINION: tr("expert opinion"),
    }[basis]


def _reason(reason: Reason) -> Run:
    """Return a reason in words; the content's own sentence comes first where there is one."""
    words = _sentence(reason.words)
    if not reason.text:
        return Run(words, NOTE)
    own = from_content(reason.text, tr("A reason"))
    decided = reason.facts or reason.missing
    return Run(Printable(f"{own} {words}" if decided else own), NOTE)


def _sentence(words: str) -> Printable:
    text = worded(words)
    ended = text if not text or text.endswith((".", "!", "?")) else f"{text}."
    return Printable(ended[:1].upper() + ended[1:])


def _caution(paper: Paper, reason: Reason) -> tuple[Run, ...]:
    state = tr("Cannot be ruled out:") if reason.truth is Truth.UNKNOWN else tr("Present:")
    missing = ", ".join(element_label(paper, one) for one in reason.missing)
    asked = [said(tr("Missing: {facts}.", facts=missing), NOTE)] if missing else []
    marked = paper.citations.mark(reason.sources)
    return (*joined(said(state, NOTE_BOLD), _reason(reason), *asked), *marked)


def _conflict(paper: Paper, conflict: Conflict) -> tuple[Run, ...]:
    element = paper.elements.get(conflict.element)
    words = tr(
        "{element}: entered {entered}, worked out {derived}. The entered value is used.",
        element=element_label(paper, conflict.element),
        entered=value_words(element, conflict.entered),
        derived=value_words(element, conflict.derived),
    )
    return joined(said(tr("Not in agreement:"), NOTE_BOLD), said(words, NOTE))


def _alike(paper: Paper) -> list[list[OptionAssessment]]:
    """Group the options that have the same status for the same reasons, in their order."""
    groups: dict[tuple[object, ...], list[OptionAssessment]] = {}
    for option in paper.plan.alternatives:
        why = tuple((one.words, one.text, one.sources) for one in option.reasons)
        groups.setdefault((option.status, why, option.blocked_by), []).append(option)
    return list(groups.values())


def _alternatives(paper: Paper, alike: Sequence[OptionAssessment]) -> tuple[Run, ...]:
    names = "; ".join(
        tr("{option} ({tier})", option=paper.regimen_name(one.regimen), tier=tier_words(one.tier))
        for one in alike
    )
    status = said(f"{_status_words(alike[0].status)}:", NOTE_BOLD)
    return (*joined(status, said(f"{names}.", NOTE)), _SPACE, *_why(paper, alike[0]))


def _why(paper: Paper, option: OptionAssessment) -> tuple[Run, ...]:
    missing = ", ".join(element_label(paper, one) for one in option.blocked_by)
    why = why_runs(paper, option.reasons)
    if option.status is not OptionStatus.NEEDS_FACT or not missing:
        return why
    return (*why, _SPACE, said(tr("Missing: {facts}.", facts=missing), NOTE))


def _status_words(status: OptionStatus) -> str:
    return {
        OptionStatus.RECOMMENDED: tr("Also recommended"),
        OptionStatus.NEEDS_FACT: tr("Waits for a fact"),
        OptionStatus.EXCLUDED: tr("Excluded"),
        OptionStatus.NOT_APPLICABLE: tr("Not applicable"),
    }[status]
