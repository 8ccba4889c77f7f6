"""Two or three options side by side: what they are for this patient, and what trials measured."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from navigator.domain.assessment import Assessment, OptionStatus
from navigator.domain.ids import RegimenId, TrialId
from navigator.domain.library import Component, Outcome, Phase, Trial
from navigator.domain.truth import Truth
from navigator.dosing.wording import phase_words
from navigator.presenters.compare_rows import (
    Picked,
    arms_words,
    chair_words,
    course_of,
    fit_words,
    label_words,
    monitoring_words,
    toxicity_words,
)
from navigator.presenters.guideline_words import basis_words
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.library_doses import days_words
from navigator.presenters.library_forest import forest_of, forest_row
from navigator.presenters.library_pages import Bar, Bars, Forest, ForestRow
from navigator.presenters.library_sources import sources_shown
from navigator.presenters.library_trial import comparison_words, letter, value_words
from navigator.presenters.library_words import dose_words, tier_words
from navigator.presenters.options_shown import OptionShown
from navigator.words import say, tr

FEWEST, MOST = 2, 3
_FIRST_MEASURES = ("PFS", "TTP", "OS", "ORR")
_PROGRESSION = ("PFS", "TTP")


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One row of the table: what it tells, and a text for each option; none is empty."""

    title: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparedOutcome:
    """One outcome of one trial of one option, on the scale that all of its measure share."""

    option: str
    trial: str
    arms: str
    bars: Bars


@dataclass(frozen=True, slots=True)
class ComparedMeasure:
    """All that was measured of one kind."""

    measure: str
    outcomes: tuple[ComparedOutcome, ...]


@dataclass(frozen=True, slots=True)
class CompareState:
    """Everything the comparison shows.

    Attributes:
        names: Of the options, in the order picked.
        forest: Hazard ratios of all on one scale, None where no trial reports one.
        note: What to keep in mind, or what is missing.
    """

    names: tuple[str, ...]
    rows: tuple[ComparedRow, ...]
    forest: Forest | None
    measures: tuple[ComparedMeasure, ...]
    note: str


def first_pick(options: Sequence[OptionShown], wanted: RegimenId) -> tuple[RegimenId, ...]:
    """Return the option a person wants to compare, and another, open and studied if any is."""
    others = [one for one in options if one.regimen != wanted]
    others.sort(key=lambda one: (one.option.status is not OptionStatus.RECOMMENDED, not one.trials))
    return (wanted, *(one.regimen for one in others[:1]))


def picked_anew(picked: Sequence[RegimenId], option: RegimenId) -> tuple[RegimenId, ...]:
    """Return the options picked after a click on one: it comes or goes.

    Two always stay; where a fourth comes, the one that was picked first goes.
    """
    if option in picked:
        left = tuple(one for one in picked if one != option)
        return left if len(left) >= FEWEST else tuple(picked)
    return (*picked, option)[-MOST:]


def compared(
    catalogue: Catalogue,
    options: Sequence[OptionShown],
    picked: Sequence[RegimenId],
    assessment: Assessment | None = None,
) -> CompareState:
    """Return the options picked, side by side.

    Args:
        catalogue: Trials, regimens, protocols and drugs.
        options: All options of the step, for this patient.
        picked: Two or three of them.
        assessment: Of the patient, to tell who would have fitted a trial; None leaves that out.
    """
    by_id = {one.regimen: one for one in options}
    mine = [by_id[one] for one in picked if one in by_id]
    measured = [
        (option, catalogue.trials[TrialId(trial)])
        for option in mine
        for trial in option.trials
        if trial in catalogue.trials
    ]
    drawn = tuple(_ratios(measured))
    note = tr(
        "The trials differ in patients and comparators: read each against its own comparator. "
        "They are not pooled."
    )
    if not measured:
        note = tr("The edition names no trial for these options.")
    return CompareState(
        tuple(one.name for one in mine),
        tuple(_rows(catalogue, mine, assessment)),
        forest_of(tr("Hazard ratios of the options"), drawn) if drawn else None,
        tuple(_measures(catalogue, measured)),
        note,
    )


def _rows(
    catalogue: Catalogue, options: Sequence[OptionShown], assessment: Assessment | None
) -> Iterator[ComparedRow]:
    none = "\N{EN DASH}"
    picked = [Picked(one.regimen, one.trials) for one in options]
    told = [
        (tr("For this patient"), [_status(one) for one in options]),
        (tr("Tier"), [tier_words(one.tier) for one in options]),
        (tr("Rests on"), [basis_words(one.option.basis) for one in options]),
        (tr("Studied in"), [_populations(catalogue, one) for one in options]),
        (tr("Compared"), [arms_words(catalogue, one) for one in picked]),
        (tr("Toxicity"), [toxicity_words(catalogue, one) for one in picked]),
        (tr("Schedule"), [_schedule(catalogue, one) for one in options]),
        (tr("Time in the chair"), [chair_words(catalogue, one.regimen) for one in options]),
        (tr("Monitoring"), [monitoring_words(catalogue, one.regimen) for one in options]),
        (tr("Label"), [label_words(catalogue, one.regimen) for one in options]),
        (tr("Warnings"), [_warnings(one) for one in options]),
    ]
    if assessment is not None:
        fits = [fit_words(catalogue, one, assessment) for one in picked]
        told.append((tr("Would have fitted the trial"), fits))
    for title, texts in told:
        yield ComparedRow(title, tuple(text or none for text in texts))


def _status(shown: OptionShown) -> str:
    words = {
        OptionStatus.RECOMMENDED: tr("Recommended"),
        OptionStatus.NEEDS_FACT: tr("Needs a fact"),
        OptionStatus.EXCLUDED: tr("Excluded"),
        OptionStatus.NOT_APPLICABLE: tr("Not applicable"),
    }[shown.option.status]
    if shown.option.status is OptionStatus.RECOMMENDED:
        return words
    return tr("{status}: {why}", status=words, why=shown.summary)


def _populations(catalogue: Catalogue, shown: OptionShown) -> str:
    trials = (catalogue.trials.get(TrialId(one)) for one in shown.trials)
    return "\n".join(
        tr("{trial}: {population}", trial=one.name, population=say(one.population))
        for one in trials
        if one is not None and one.population
    )


def _warnings(shown: OptionShown) -> str:
    lines = []
    for warning in shown.warnings:
        words = say(warning.reason.text) or warning.reason.words
        sure = warning.reason.truth is Truth.YES
        lines.append(words if sure else tr("Not ruled out: {caution}", caution=words))
    return "\n".join(dict.fromkeys(lines))


def _schedule(catalogue: Catalogue, shown: OptionShown) -> str:
    course = course_of(catalogue, shown.regimen)
    if course is None:
        return ""
    lines = [tr("{name}, every {days} days", name=say(course.name), days=course.cycle_days)]
    lines += [
        tr(
            "{drug}: {dose}, {days}",
            drug=catalogue.drugs[part.drug].name,
            dose=dose_words(part.dose, part.per),
            days=_days(part),
        )
        for part in sorted(course.components, key=lambda one: (one.order, one.from_cycle))
    ]
    return "\n".join(dict.fromkeys(lines))


def _days(part: Component) -> str:
    days = days_words(part.days)
    if part.phase is Phase.LOADING:
        return tr("{days} ({phase})", days=days, phase=phase_words(part.phase))
    return days


def _ratios(measured: Iterable[tuple[OptionShown, Trial]]) -> Iterator[ForestRow]:
    for option, trial in measured:
        for outcome in sorted(trial.outcomes, key=_order):
            detail = f"{trial.name} · {outcome.measure}"
            row = forest_row(outcome, option.name, detail, trial.n)
            if row is not None:
                yield row


def _measures(
    catalogue: Catalogue, measured: Sequence[tuple[OptionShown, Trial]]
) -> Iterator[ComparedMeasure]:
    found = [
        (option, trial, outcome)
        for option, trial in measured
        for outcome in trial.outcomes
        if any(value is not None for value in outcome.values)
    ]
    found.sort(key=lambda one: _order(one[2]))  # stable: the options stay in their order
    for family, unit in dict.fromkeys(_family(outcome) for _, _, outcome in found):
        same = [one for one in found if _family(one[2]) == (family, unit)]
        top = _top([outcome for _, _, outcome in same], unit)
        yield ComparedMeasure(
            _family_words(family),
            tuple(
                ComparedOutcome(
                    option.name,
                    trial.name,
                    tr(" versus ").join(
                        f"{letter(at)} {say(arm)}" for at, arm in enumerate(trial.arms)
                    ),
                    _bars(catalogue, trial, outcome, top),
                )
                for option, trial, outcome in same
            ),
        )


def _family(outcome: Outcome) -> tuple[str, str]:
    """Return what is drawn on one scale: progression is measured as PFS or TTP."""
    first = outcome.measure.split(",")[0]
    return ("progression" if first in _PROGRESSION else first, outcome.unit)


def _family_words(family: str) -> str:
    return {
        "progression": tr("Time to progression or death"),
        "OS": tr("Overall survival"),
        "ORR": tr("Response"),
    }.get(family, family)


def _order(outcome: Outcome) -> tuple[int, str]:
    first = outcome.measure.split(",")[0]
    known = first in _FIRST_MEASURES
    return (_FIRST_MEASURES.index(first) if known else len(_FIRST_MEASURES), outcome.measure)


def _top(outcomes: Iterable[Outcome], unit: str) -> Decimal:
    """Return the end of the scale that all outcomes of a measure share: 100 for per cent."""
    if unit == "%":
        return Decimal(100)
    ends = [Decimal(1)]
    for outcome in outcomes:
        ends += [value for value in outcome.values if value is not None]
        ends += [limits[1] for limits in outcome.intervals if limits is not None]
    return max(ends)


def _bars(catalogue: Catalogue, trial: Trial, outcome: Outcome, top: Decimal) -> Bars:
    bars = []
    for at, value in enumerate(outcome.values):
        limits = outcome.intervals[at] if at < len(outcome.intervals) else None
        low, high = limits if limits is not None else (None, None)
        arm = say(trial.arms[at]) if at < len(trial.arms) else ""
        bars.append(Bar(letter(at), arm, value, low, high, value_words(outcome, at)))
    return Bars(
        outcome.measure,
        outcome.unit,
        top,
        tuple(bars),
        comparison_words(outcome),
        say(outcome.note),
        sources_shown(catalogue, outcome.sources),
    )
