"""What options side by side tell beyond their trials: the chair, checks, labels, and who fits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from navigator.domain.assessment import Assessment
from navigator.domain.ids import DrugId, RegimenId, TrialId
from navigator.domain.library import Check, Protocol, Route, Trial
from navigator.domain.source import Source
from navigator.domain.truth import Truth
from navigator.engine.wording import names_of
from navigator.presenters.library_catalogue import Catalogue
from navigator.services.chair_time import ChairTime, chair_times
from navigator.services.time_line import REGIONS, TimeLine
from navigator.services.trial_fit import Asked, trial_fit
from navigator.words import say, tr


@dataclass(frozen=True, slots=True)
class Picked:
    """An option to be told of.

    Attributes:
        trials: Ids of those it rests on.
    """

    regimen: RegimenId
    trials: tuple[str, ...]


def course_of(catalogue: Catalogue, wanted: RegimenId) -> Protocol | None:
    """Return the first protocol of a regimen, or of the first that it stands for."""
    regimen = catalogue.regimens.get(wanted)
    if regimen is None:
        return None
    named = [regimen, *(catalogue.regimens[one] for one in regimen.resolves_to)]
    return next((catalogue.protocols[one.protocols[0]] for one in named if one.protocols), None)


def chair_words(catalogue: Catalogue, wanted: RegimenId) -> str:
    """Return how long a cycle keeps the patient in the chair; unknown stays unknown."""
    course = course_of(catalogue, wanted)
    if course is None:
        return ""

    def route(drug: DrugId) -> Route:
        return catalogue.drugs[drug].route

    if all(route(part.drug) is Route.ORAL for part in course.components):
        return tr("None: taken by mouth")
    times = chair_times(course, route)
    lines = [_cycle_words(one, several=len(times) > 1) for one in times]
    lines += [_missing_words(catalogue, times)]
    return "\n".join(dict.fromkeys(filter(None, lines)))


def _cycle_words(time: ChairTime, *, several: bool) -> str:
    if time.least is None:
        minutes = tr("not known")
    elif time.least == time.most:
        minutes = tr("{minutes} min", minutes=time.least)
    else:
        minutes = tr("{least} to {most} min", least=time.least, most=time.most)
    if not several:
        return tr("Each cycle: {minutes}", minutes=minutes)
    if time.cycle == 1:
        return tr("Cycle 1: {minutes}", minutes=minutes)
    return tr("From cycle {cycle}: {minutes}", cycle=time.cycle, minutes=minutes)


def _missing_words(catalogue: Catalogue, times: Iterable[ChairTime]) -> str:
    infusion = dict.fromkeys(drug for one in times for drug in one.no_infusion)
    after = dict.fromkeys(drug for one in times for drug in one.no_observation)
    lines = []
    if infusion:
        names = _names(catalogue, infusion)
        lines.append(tr("Time of giving not recorded: {names}", names=names))
    if after:
        names = _names(catalogue, after)
        lines.append(tr("Without observation, none recorded: {names}", names=names))
    return "\n".join(lines)


def _names(catalogue: Catalogue, drugs: Iterable[DrugId]) -> str:
    return ", ".join(catalogue.drugs[one].name for one in drugs)


def monitoring_words(catalogue: Catalogue, wanted: RegimenId) -> str:
    """Return what is looked at, before the first dose and again, drug by drug."""
    course = course_of(catalogue, wanted)
    drugs = dict.fromkeys(part.drug for part in course.components) if course is not None else ()
    told: dict[str, None] = {}
    for drug in drugs:
        for check in catalogue.drugs[drug].checks:
            told[_check_words(check)] = None
    return "\n".join(told)


def _check_words(check: Check) -> str:
    words = say(check.text).rstrip(".")
    if check.every_cycle or not check.every_days:
        return words
    return tr("{check} (planned every {days} days)", check=words, days=check.every_days)


def toxicity_words(catalogue: Catalogue, picked: Picked) -> str:
    """Return what each trial saw of harm."""
    lines = [
        _marked(tr("{trial}: {words}", trial=trial.name, words=say(one.text)), one.sources)
        for trial in _trials(catalogue, picked)
        for one in trial.toxicity
    ]
    return "\n".join(lines)


def arms_words(catalogue: Catalogue, picked: Picked) -> str:
    """Return what each trial compared."""
    lines = []
    for trial in _trials(catalogue, picked):
        arms = tr(" versus ").join(say(one) for one in trial.arms)
        lines.append(tr("{trial}: {words}", trial=trial.name, words=arms))
    return "\n".join(lines)


def label_words(catalogue: Catalogue, wanted: RegimenId) -> str:
    """Return since when each region allows an option; "allowed" is not "available"."""
    edition = list(catalogue.editions.values())[-1]
    lines = []
    for region, agency in REGIONS.items():
        line = TimeLine(catalogue.approvals, edition.regimens, (agency,))
        found = line.of((wanted,))
        if not found:
            lines.append(tr("{region}: no approval recorded", region=region))
        lines += [
            tr(
                "{region}: allowed on {day} ({agency}): {words}",
                region=region,
                day=one.on.isoformat(),
                agency=agency,
                words=say(one.text),
            )
            for one in found
        ]
    return "\n".join(lines)


def fit_words(catalogue: Catalogue, picked: Picked, assessment: Assessment) -> str:
    """Return whether the patient would have fitted each trial, criterion by criterion."""
    return "\n".join(
        line
        for trial in _trials(catalogue, picked)
        for line in _fit_lines(catalogue, trial, assessment)
    )


def _fit_lines(catalogue: Catalogue, trial: Trial, assessment: Assessment) -> Iterator[str]:
    fit = trial_fit(trial, catalogue.elements, assessment)
    if not fit.asked:
        yield tr("{trial}: eligibility not recorded", trial=trial.name)
        return
    sources = [source for one in fit.asked for source in one.eligibility.sources]
    words = {
        Truth.YES: tr("{trial}: fits what is recorded of it", trial=trial.name),
        Truth.NO: tr("{trial}: would not have fitted", trial=trial.name),
        Truth.UNKNOWN: tr("{trial}: unknown", trial=trial.name),
    }[fit.truth]
    yield _marked(words, sources)
    for asked in fit.asked:
        yield _asked_words(catalogue, asked)


def _asked_words(catalogue: Catalogue, asked: Asked) -> str:
    words = say(asked.eligibility.text)
    if asked.truth is Truth.YES:
        return tr("\N{BULLET} Yes: {words}", words=words)
    if asked.truth is Truth.NO:
        return tr("\N{BULLET} No: {words}", words=words)
    names = names_of(catalogue.elements, asked.missing)
    return tr("\N{BULLET} Unknown: {words} (missing: {names})", words=words, names=names)


def _marked(words: str, sources: Iterable[Source]) -> str:
    """Return words, marked where nobody has compared them with their sources."""
    if all(source.verified for source in sources):
        return words
    return tr("{words} (unverified)", words=words)


def _trials(catalogue: Catalogue, picked: Picked) -> Iterator[Trial]:
    for one in picked.trials:
        trial = catalogue.trials.get(TrialId(one))
        if trial is not None:
            yield trial
