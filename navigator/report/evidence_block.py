"""What the plan rests on: trials, statements, the edition and library, and the references."""

from dataclasses import replace

from navigator.domain.guideline import Option
from navigator.domain.library import Outcome, Trial
from navigator.domain.number import number_text
from navigator.domain.source import Source
from navigator.report.dates import date_words
from navigator.report.lines import Run
from navigator.report.options_block import basis_words, tier_words, why_runs
from navigator.report.paper import Entry, Paper
from navigator.report.runs import content, joined, said
from navigator.report.strips import Strip, bullet, heading, paragraph
from navigator.report.style import LABEL, NOTE, NOTE_BOLD, UNIT
from navigator.report.text import Printable, worded
from navigator.words import language, tr

_OUTCOMES_SHOWN = 2


def evidence_block(paper: Paper, width: float) -> list[Strip]:
    """Return why this option, its grade, and the trials behind it with their results."""
    strips = [heading(worded(tr("Why this regimen, and the evidence")), width)]
    for runs in _why(paper):
        strips += bullet(runs, width)
    for trial in paper.plan.trials:
        strips += bullet(_trial(paper, trial), width)
    if not paper.plan.trials:
        strips += bullet([said(tr("No trial is recorded for this option."), NOTE)], width)
    return strips


def basis_block(paper: Paper, width: float) -> list[Strip]:
    """Return edition, library and program, so that the basis can be checked without us."""
    space = Run(Printable(" "), NOTE)
    runs = [
        run
        for label, value in _basis(paper)
        for run in (Run(label, NOTE_BOLD), space, *value, space)
    ]
    # In one piece: a digest that is cut by a page cannot be compared.
    *first, last = [heading(worded(tr("Basis")), width), *paragraph(runs, width)]
    return [*(replace(one, keep=True) for one in first), last]


def references_block(paper: Paper, width: float) -> list[Strip]:
    """Return the references by number, run on; made last, when every block has cited."""
    runs: list[Run] = []
    for number, citation in paper.citations.numbered():
        runs += [said(f"[{number}]", NOTE_BOLD), Run(Printable(f" {worded(citation)} "), NOTE)]
    return [
        heading(worded(tr("References")), width),
        *paragraph(runs, width),
        *paragraph([said(_unverified_words(), LABEL)], width, above=UNIT / 2),
    ]


def _basis(paper: Paper) -> list[Entry]:
    plan, edition = paper.plan, paper.plan.edition
    made = tr(
        "{day}, program {version}, language {language}",
        day=date_words(plan.made_on),
        version=plan.program_version or tr("Not recorded"),
        language=language(),
    )
    return [
        (worded(tr("Guideline")), _edition(paper)),
        (worded(tr("Library (SHA-256)")), (said(edition.digest or tr("Not recorded"), NOTE),)),
        (worded(tr("Self-test")), (said(plan.self_test or tr("not run"), NOTE),)),
        (worded(tr("Made on")), (said(made, NOTE),)),
    ]


def _edition(paper: Paper) -> tuple[Run, ...]:
    edition = paper.plan.edition
    review = date_words(edition.review_by) if edition.review_by else tr("Not recorded")
    runs = joined(
        content(edition.guideline, tr("A guideline"), NOTE),
        content(edition.title, tr("An edition"), NOTE_BOLD),
        said(tr("review by {day}", day=review), NOTE),
    )
    return (*runs, *paper.citations.mark(edition.sources))


def _unverified_words() -> str:
    return tr(
        "* unverified: nobody has compared the statement with the reference yet. Compare it before "
        "you rely on it."
    )


def _why(paper: Paper) -> list[tuple[Run, ...]]:
    plan = paper.plan
    chosen = plan.option
    tier = tier_words(chosen.tier).capitalize()
    rank = tr("{tier}; {basis}.", tier=tier, basis=basis_words(chosen.basis))
    space = Run(Printable(" "), NOTE)
    lines = [(said(rank, NOTE_BOLD), space, *why_runs(paper, chosen.reasons))]
    option = _option(paper)
    if option is not None:
        lines += _option_lines(paper, option)
    for statement in plan.step.statements:
        text = content(statement.text, tr("A statement"), NOTE)
        lines.append((text, *paper.citations.mark(statement.sources)))
    return lines


def _option(paper: Paper) -> Option | None:
    offered = paper.plan.step.options
    return next((one for one in offered if one.regimen == paper.plan.option.regimen), None)


def _option_lines(paper: Paper, option: Option) -> list[tuple[Run, ...]]:
    lines: list[tuple[Run, ...]] = []
    marks = paper.citations.mark(option.sources)
    said_already = {one.text for one in paper.plan.option.reasons}
    if option.rationale and option.rationale not in said_already:
        lines.append((content(option.rationale, tr("A rationale"), NOTE), *marks))
    if option.grade:
        grade = tr("Grade {value} ({scheme})", value=option.grade.value, scheme=option.grade.scheme)
        lines.append((said(grade, NOTE), *(() if option.rationale else marks)))
    return lines


def _trial(paper: Paper, trial: Trial) -> tuple[Run, ...]:
    outcomes = trial.outcomes[:_OUTCOMES_SHOWN]
    facts = [trial.phase, str(trial.year) if trial.year else ""]
    facts.append(tr("{number} patients", number=trial.n) if trial.n else "")
    head = ", ".join(one for one in facts if one)
    arms = tr(" against ").join(content(arm, tr("An arm"), NOTE).text for arm in trial.arms)
    runs = [
        said(trial.name, NOTE_BOLD),
        *([said(f"({head})", LABEL)] if head else []),
        *([Run(Printable(f"{arms}."), NOTE)] if arms else []),
        *(said(_outcome(one), NOTE) for one in outcomes),
    ]
    publications = [Source(one) for one in trial.publications]
    proofs = [*trial.sources, *(source for one in outcomes for source in one.sources)]
    return (*joined(*runs), *paper.citations.mark(proofs or publications))


def _outcome(outcome: Outcome) -> str:
    values = tr(" and ").join(
        number_text(value) if value is not None else tr("not reached") for value in outcome.values
    )
    parts = [f"{outcome.measure} {values} {outcome.unit}".strip() if values else outcome.measure]
    if outcome.hazard_ratio is not None:
        parts.append(tr("hazard ratio {number}", number=number_text(outcome.hazard_ratio)))
    if outcome.hr_low is not None and outcome.hr_high is not None:
        low, high = number_text(outcome.hr_low), number_text(outcome.hr_high)
        parts.append(tr("95 % interval {low} to {high}", low=low, high=high))
    if outcome.p:
        parts.append(f"p = {outcome.p}" if outcome.p[0].isdigit() else f"p {outcome.p}")
    return ", ".join(parts) + "."
