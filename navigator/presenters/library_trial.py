"""The page of a trial: who, what was compared, and the outcomes as numbers and to scale."""

from decimal import Decimal

from navigator.domain.ids import TrialId
from navigator.domain.library import Outcome, Trial
from navigator.domain.number import number_text
from navigator.presenters.library_catalogue import Catalogue, sources_in
from navigator.presenters.library_criteria import criterion_shown
from navigator.presenters.library_forest import forest_of, forest_row, settings_of
from navigator.presenters.library_linked import links
from navigator.presenters.library_links import Kind, Link, Target, step_target
from navigator.presenters.library_pages import (
    Bar,
    Bars,
    Cell,
    Page,
    Pair,
    Pairs,
    Section,
    Statement,
    Table,
    section,
)
from navigator.presenters.library_sources import place_words, sources_shown
from navigator.presenters.library_words import kind_words, line_words, tier_words
from navigator.presenters.values import number_words
from navigator.words import say, tr, trn

_HEAD = ("PFS", "TTP", "OS", "ORR")


def trial_page(catalogue: Catalogue, trial_id: TrialId) -> Page:
    """Return the page of a trial."""
    trial = catalogue.trials[trial_id]
    parts = [line_words(trial.line)]
    if trial.phase:
        parts.append(tr("phase {phase}", phase=trial.phase))
    if trial.n:
        parts.append(trn("{number} patient", "{number} patients", trial.n))
    if trial.year:
        parts.append(str(trial.year))
    return Page(
        Target(Kind.TRIAL, trial.id),
        kind_words(Kind.TRIAL),
        trial.name,
        " · ".join(parts),
        sections=(
            *section(tr("Who and what"), _design(catalogue, trial)),
            *section(tr("Who fitted, as far as recorded"), *_eligibility(catalogue, trial)),
            *_ratios(trial),
            *section(tr("Outcomes, drawn to scale"), *_bars(catalogue, trial)),
            *_numbers(catalogue, trial),
            *section(
                tr("Toxicity"),
                *(
                    Statement(say(one.text), sources_shown(catalogue, one.sources))
                    for one in trial.toxicity
                ),
            ),
            *section(tr("Publications"), links(_publications(catalogue, trial))),
            *_offered(catalogue, trial),
            *section(tr("Beside other trials"), links(settings_of(catalogue, trial))),
        ),
        unverified=len({one for one in sources_in(trial) if not one.verified}),
    )


def _design(catalogue: Catalogue, trial: Trial) -> Pairs:
    rows = [Pair(tr("Patients"), say(trial.population))]
    rows += [
        Pair(tr("Arm {letter}", letter=letter(position)), say(arm))
        for position, arm in enumerate(trial.arms)
    ]
    if trial.sources:
        rows.append(Pair(tr("Rests on"), sources=sources_shown(catalogue, trial.sources)))
    return Pairs(tuple(rows))


def _eligibility(catalogue: Catalogue, trial: Trial) -> tuple[Statement, ...]:
    """Return what the trial asked of its patients, each with its criterion and sources."""
    return tuple(
        Statement(
            say(one.text),
            sources_shown(catalogue, one.sources),
            detail=tr("Criterion: {words}", words=criterion_shown(catalogue, one.when)),
        )
        for one in trial.eligibility
    )


def letter(position: int) -> str:
    """Return the letter of an arm, the experimental one first."""
    return "ABCDEFGH"[position] if position < 8 else str(position + 1)


def _ratios(trial: Trial) -> tuple[Section, ...]:
    rows = [forest_row(one, one.measure) for one in trial.outcomes]
    there = [one for one in rows if one is not None]
    if not there:
        return ()
    name = tr("Hazard ratios of {trial}", trial=trial.name)
    return section(tr("Hazard ratios"), forest_of(name, there))


def _bars(catalogue: Catalogue, trial: Trial) -> tuple[Bars, ...]:
    return tuple(bars_of(catalogue, trial, one) for one in _measured(trial))


def _measured(trial: Trial) -> list[Outcome]:
    return [one for one in trial.outcomes if any(value is not None for value in one.values)]


def bars_of(catalogue: Catalogue, trial: Trial, outcome: Outcome) -> Bars:
    """Return one outcome of a trial, on the scale that all its outcomes of the unit share."""
    return Bars(
        outcome.measure,
        outcome.unit,
        _top(_measured(trial), outcome.unit),
        tuple(_bar(trial, outcome, position) for position in range(len(outcome.values))),
        comparison_words(outcome),
        say(outcome.note),
        sources_shown(catalogue, outcome.sources),
    )


def _top(outcomes: list[Outcome], unit: str) -> Decimal:
    """Return the end of the scale that all outcomes of a unit share: 100 for per cent."""
    if unit == "%":
        return Decimal(100)
    values = [value for one in outcomes if one.unit == unit for value in one.values if value]
    limits = [
        high for one in outcomes if one.unit == unit for _, high in filter(None, one.intervals)
    ]
    return max([*values, *limits, Decimal(1)])


def _bar(trial: Trial, outcome: Outcome, position: int) -> Bar:
    limits = outcome.intervals[position] if position < len(outcome.intervals) else None
    low, high = limits if limits is not None else (None, None)
    arm = say(trial.arms[position]) if position < len(trial.arms) else ""
    value = outcome.values[position]
    return Bar(letter(position), arm, value, low, high, value_words(outcome, position))


def value_words(outcome: Outcome, position: int) -> str:
    """Return the value of an arm as printed, with its unit and confidence limits."""
    value = outcome.values[position] if position < len(outcome.values) else None
    if value is None:
        return tr("not reached or not reported")
    words = number_words(value, outcome.unit)
    limits = outcome.intervals[position] if position < len(outcome.intervals) else None
    if limits is None:
        return words
    low, high = (number_text(one) for one in limits)
    return tr("{value} ({low} to {high})", value=words, low=low, high=high)


def ratio_words(outcome: Outcome) -> str:
    """Return a hazard ratio with its limits, "" where there is none."""
    if outcome.hazard_ratio is None:
        return ""
    ratio = number_text(outcome.hazard_ratio)
    if outcome.hr_low is None or outcome.hr_high is None:
        return ratio
    low, high = number_text(outcome.hr_low), number_text(outcome.hr_high)
    return tr("{ratio} ({low} to {high})", ratio=ratio, low=low, high=high)


def p_words(outcome: Outcome) -> str:
    """Return p as printed: "p < 0.001", "p = 0.02", "not significant"."""
    if outcome.p[:1] in "<>=":
        return f"p\N{NO-BREAK SPACE}{outcome.p}" if outcome.p else ""
    if outcome.p[:1].isdigit():
        return f"p\N{NO-BREAK SPACE}= {outcome.p}"
    return outcome.p


def comparison_words(outcome: Outcome) -> str:
    """Return hazard ratio and p in one line, "" where neither was reported."""
    ratio = ratio_words(outcome)
    parts = [tr("HR {ratio}", ratio=ratio)] if ratio else []
    return ", ".join([*parts, *filter(None, [p_words(outcome)])])


def _numbers(catalogue: Catalogue, trial: Trial) -> tuple[Section, ...]:
    arms = max((len(one.values) for one in trial.outcomes), default=0)
    header = (
        tr("Outcome"),
        *(tr("Arm {letter}", letter=letter(position)) for position in range(arms)),
        tr("Hazard ratio"),
        tr("p"),
    )
    rows = tuple(
        (
            Cell(_measure(one)),
            *(
                Cell(value_words(one, at) if one.values else "\N{EN DASH}", strong=True)
                for at in range(arms)
            ),
            Cell(ratio_words(one) or "\N{EN DASH}"),
            Cell(one.p or "\N{EN DASH}"),
        )
        for one in trial.outcomes
    )
    if not rows:
        return ()
    name = tr("Outcomes of {trial}", trial=trial.name)
    sources = sources_shown(catalogue, (one for out in trial.outcomes for one in out.sources))
    notes = tuple(
        Statement(tr("{measure}: {note}", measure=one.measure, note=say(one.note)))
        for one in trial.outcomes
        if one.note and not any(value is not None for value in one.values)
    )
    return section(tr("Outcomes in numbers"), Table(name, header, rows, sources), *notes)


def _measure(outcome: Outcome) -> str:
    if all(source.verified for source in outcome.sources):
        return outcome.measure
    return tr("{measure} (unverified)", measure=outcome.measure)


def headline(trial: Trial) -> str:
    """Return the main result in one line: "PFS 9.6 vs 6.4 months, HR 0.65 (0.55 to 0.77)"."""
    outcome = main_outcome(trial)
    if outcome is None:
        return tr("no result yet")
    values = tr(" vs ").join(
        number_text(value) if value is not None else tr("not reached") for value in outcome.values
    )
    unit = f"\N{NO-BREAK SPACE}{outcome.unit}" if values else ""
    words = f"{outcome.measure} {values}{unit}".strip()
    return ", ".join(filter(None, [words, comparison_words(outcome)]))


def main_outcome(trial: Trial) -> Outcome | None:
    """Return the outcome a trial is known by: progression first, then survival, response."""
    for measure in _HEAD:
        for one in trial.outcomes:
            if one.measure.split(",")[0] == measure and (one.values or one.hazard_ratio):
                return one
    return trial.outcomes[0] if trial.outcomes else None


def _publications(catalogue: Catalogue, trial: Trial) -> list[Link]:
    found = [catalogue.references[one] for one in trial.publications]
    return [Link(Target(Kind.REFERENCE, one.id), one.citation, place_words(one)) for one in found]


def _offered(catalogue: Catalogue, trial: Trial) -> tuple[Section, ...]:
    found = [
        Link(
            step_target(offer.edition.id, offer.step.id),
            tr(
                "{regimen}: {step}",
                regimen=say(catalogue.regimens[offer.option.regimen].name),
                step=say(offer.step.title),
            ),
            f"{say(offer.edition.title)} · {tier_words(offer.option.tier)}",
        )
        for offer in catalogue.offers_on(trial.id)
    ]
    regimens = dict.fromkeys(offer.option.regimen for offer in catalogue.offers_on(trial.id))
    return (
        *section(
            tr("Regimens that rest on it"),
            links(
                Link(Target(Kind.REGIMEN, one), say(catalogue.regimens[one].name))
                for one in regimens
            ),
        ),
        *section(tr("Where it counts"), links(found)),
    )
