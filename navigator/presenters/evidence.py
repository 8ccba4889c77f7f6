"""The trials behind an option, read from the library when somebody asks for them."""

from dataclasses import dataclass

from navigator.domain.ids import TrialId
from navigator.domain.library import Outcome, Trial
from navigator.domain.number import number_text
from navigator.services.ports import Library
from navigator.words import say, tr


@dataclass(frozen=True, slots=True)
class OutcomeShown:
    """One measured result: what, the arms' values, and the comparison."""

    measure: str
    values: str
    comparison: str


@dataclass(frozen=True, slots=True)
class TrialShown:
    """One trial as a reader needs it.

    Attributes:
        citations: Publications as cited, each with its DOI or PMID.
        unverified: Whether nobody has compared a number with its source yet.
        id: Of the trial, where its page is to be opened.
    """

    name: str
    population: str
    arms: tuple[str, ...]
    outcomes: tuple[OutcomeShown, ...]
    citations: tuple[str, ...]
    unverified: bool
    id: str = ""


def trials_shown(library: Library, ids: tuple[TrialId, ...]) -> tuple[TrialShown, ...]:
    """Return the trials with these ids, in their order."""
    return tuple(_shown(library, library.trial(one)) for one in ids)


def _shown(library: Library, trial: Trial) -> TrialShown:
    citations = []
    for reference_id in trial.publications:
        reference = library.reference(reference_id)
        where = f"doi:{reference.doi}" if reference.doi else ""
        where = where or (f"PMID {reference.pmid}" if reference.pmid else reference.url)
        citations.append(f"{reference.citation} {where}".strip())
    sources = [*trial.sources, *(one for out in trial.outcomes for one in out.sources)]
    return TrialShown(
        _heading(trial),
        say(trial.population),
        tuple(say(arm) for arm in trial.arms),
        tuple(_outcome(outcome) for outcome in trial.outcomes),
        tuple(citations),
        unverified=any(not source.verified for source in sources),
        id=trial.id,
    )


def _heading(trial: Trial) -> str:
    parts = [trial.name]
    if trial.phase:
        parts.append(tr("phase {phase}", phase=trial.phase))
    if trial.n:
        parts.append(tr("{n} patients", n=trial.n))
    return ", ".join(parts)


def _outcome(outcome: Outcome) -> OutcomeShown:
    values = tr(" vs ").join(
        number_text(value) if value is not None else tr("not reached") for value in outcome.values
    )
    unit = f"\N{NO-BREAK SPACE}{outcome.unit}" if outcome.unit and outcome.values else ""
    return OutcomeShown(outcome.measure, f"{values}{unit}", _comparison(outcome))


def _comparison(outcome: Outcome) -> str:
    parts = []
    if outcome.hazard_ratio is not None:
        ratio = number_text(outcome.hazard_ratio)
        if outcome.hr_low is not None and outcome.hr_high is not None:
            low, high = number_text(outcome.hr_low), number_text(outcome.hr_high)
            ratio = tr("{ratio} ({low} to {high})", ratio=ratio, low=low, high=high)
        parts.append(tr("HR {ratio}", ratio=ratio))
    if outcome.p:
        parts.append(f"p {outcome.p}" if outcome.p[:1] in "<>=" else f"p = {outcome.p}")
    if outcome.note:
        parts.append(say(outcome.note))
    return ", ".join(parts)
