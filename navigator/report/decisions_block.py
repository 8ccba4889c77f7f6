"""What people decided: against the guideline, and in a second check of the numbers."""

from collections.abc import Iterator, Sequence

from navigator.domain.facts import Override
from navigator.domain.plan import Plan
from navigator.domain.second_check import CheckedValue, CheckStanding, SecondCheck
from navigator.engine.decision_words import reason_words
from navigator.report.dates import date_words
from navigator.report.lines import Run
from navigator.report.paper import Paper
from navigator.report.runs import entered, joined, said
from navigator.report.strips import Strip, blank, framed, paragraph
from navigator.report.style import NOTE, NOTE_BOLD, UNIT
from navigator.report.wording import quantity
from navigator.words import tr


def overrides_of(plan: Plan) -> tuple[Override, ...]:
    """Return the decisions that were taken against the edition of the plan."""
    return tuple(one for one in plan.record.overrides if one.edition == plan.edition.id)


def told_again(plan: Plan, words: str) -> Override | None:
    """Return the decision that a note or a reason for a draft repeats, None for any other."""
    for one in overrides_of(plan):
        parts = (reason_words(one.reason), one.note, one.by, one.on.isoformat())
        if all(part in words for part in parts):
            return one
    return None


def override_runs(paper: Paper, override: Override) -> tuple[Run, ...]:
    """Return which option of which step was chosen, why, by whom and when."""
    runs = [
        said(tr("Decided against the guideline:"), NOTE_BOLD),
        Run(paper.regimen_name(override.regimen), NOTE_BOLD),
        said(tr("at the step"), NOTE),
        Run(paper.step_title(override.step), NOTE),
        said(f"– {reason_words(override.reason)}.", NOTE),
    ]
    if override.note.strip():
        runs.append(entered(override.note, tr("The note on a decision"), NOTE))
    runs.append(said("–", NOTE))
    runs.append(entered(override.by, tr("The name of who decided"), NOTE_BOLD))
    return joined(*runs, said(date_words(override.on), NOTE))


def second_check_block(paper: Paper) -> list[Strip]:
    """Return what a second person came to, to stand over the signatures; nothing before."""
    check = paper.plan.second_check
    if check is None:
        return []
    inner = paper.width - UNIT * 3
    strips = paragraph(joined(*_outcome(check)), inner)
    return [blank(UNIT), *framed([blank(2), *strips, blank(2)], paper.width)]


def _outcome(check: SecondCheck) -> Iterator[Run]:
    """Yield who checked what and when, and what came of it."""
    yield said(_standing(check), NOTE_BOLD)
    yield entered(check.by, tr("The name of the second person"), NOTE_BOLD)
    yield said(tr("on {day}, numbers of", day=date_words(check.on)), NOTE)
    yield entered(check.first, tr("The name of who made the plan"), NOTE_BOLD)
    told = _details(check)
    if told:
        yield said(f"– {'; '.join(told)}.", NOTE)


def _standing(check: SecondCheck) -> str:
    if check.is_checked:
        return tr("CHECKED blind by a second person, all values agree:")
    if check.standing is CheckStanding.VOID:
        return tr("NOT CHECKED, the plan has changed since the second check:")
    return tr("NOT CHECKED, values differ:")


def _details(check: SecondCheck) -> Sequence[str]:
    if check.standing is CheckStanding.AGREES:
        return [_pair(one.what, _amount(one, ours=True)) for one in check.values]
    if check.changed:
        return [one.rstrip(".") for one in check.changed]
    return [_differing(one) for one in check.mismatches]


def _pair(what: str, amount: str) -> str:
    return f"{what} {amount}"


def _differing(value: CheckedValue) -> str:
    return tr(
        "{value}: second person {theirs}, plan {ours}",
        value=value.what,
        theirs=_amount(value, ours=False),
        ours=_amount(value, ours=True),
    )


def _amount(value: CheckedValue, *, ours: bool) -> str:
    return quantity(value.ours if ours else value.theirs, value.unit)
