"""Cautions of the chosen option, and the alternatives, each with why or why not."""

from collections.abc import Sequence

from navigator.domain.assessment import Conflict, OptionAssessment, OptionStatus, Reason
from navigator.domain.guideline import Basis, Tier
from navigator.domain.truth import Truth
from navigator.report.lines import Run
from navigator.report.paper import Paper, bullets, element_label
from navigator.report.runs import content, joined, said
from navigator.report.strips import Cell, Strip, cell, heading, table
from navigator.report.style import NOTE, NOTE_BOLD
from navigator.report.text import Printable, from_content, worded
from navigator.report.wording import value_words
from navigator.words import tr

_SHARES = (0.3, 0.16, 0.54)
_REASONS_SHOWN = 3


def cautions_block(paper: Paper) -> list[Strip]:
    """Return what holds against the chosen option, cannot be ruled out or does not agree."""
    plan = paper.plan
    lines = [_caution(paper, one) for one in plan.option.warnings]
    if plan.step.caution:
        lines.append((content(plan.step.caution, tr("A caution"), NOTE),))
    lines += [_conflict(paper, one) for one in plan.assessment.conflicts]
    lines += [(said(note, NOTE),) for note in plan.notes]
    if not lines:
        return []
    return [heading(worded(tr("Cautions")), paper.width), *bullets(lines, paper.width)]


def alternatives_block(paper: Paper) -> list[Strip]:
    """Return the other options of the step with their status and reasons."""
    alternatives = paper.plan.alternatives
    title = heading(worded(tr("Alternatives considered")), paper.width)
    if not alternatives:
        none = said(tr("The edition offers no other option at this step."), NOTE)
        return [title, *bullets([[none]], paper.width)]
    widths = [paper.width * share for share in _SHARES]
    heads = (tr("Option"), tr("For this patient"), tr("Why or why not"))
    head = [cell(said(words, NOTE_BOLD)) for words in heads]
    return [title, *table(head, [_alternative(paper, one) for one in alternatives], widths)]


def why_runs(paper: Paper, reasons: Sequence[Reason]) -> tuple[Run, ...]:
    """Return the first reasons as sentences with their sources."""
    runs: list[Run] = []
    for reason in reasons[:_REASONS_SHOWN]:
        if runs:
            runs.append(Run(Printable(" "), NOTE))
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
    return Run(Printable(f"{own} {words}".strip()), NOTE)


def _sentence(words: str) -> Printable:
    text = worded(words)
    return Printable(text if not text or text.endswith((".", "!", "?")) else f"{text}.")


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


def _alternative(paper: Paper, option: OptionAssessment) -> list[Cell]:
    name = Run(paper.regimen_name(option.regimen), NOTE_BOLD)
    tier = said(tier_words(option.tier), NOTE)
    status = said(_status_words(option.status), NOTE_BOLD)
    return [cell(name), cell(status, tier), cell(_why(paper, option))]


def _why(paper: Paper, option: OptionAssessment) -> tuple[Run, ...]:
    missing = ", ".join(element_label(paper, one) for one in option.blocked_by)
    why = why_runs(paper, option.reasons)
    if option.status is not OptionStatus.NEEDS_FACT or not missing:
        return why
    return joined(*why, said(tr("Missing: {facts}.", facts=missing), NOTE))


def _status_words(status: OptionStatus) -> str:
    return {
        OptionStatus.RECOMMENDED: tr("also recommended"),
        OptionStatus.NEEDS_FACT: tr("waits for a fact"),
        OptionStatus.EXCLUDED: tr("excluded"),
        OptionStatus.NOT_APPLICABLE: tr("not applicable"),
    }[status]
