"""The evidence behind a case as slides: hazard ratios together, then each trial alone."""

from collections.abc import Iterator, Sequence

from navigator.domain.library import Outcome, Trial
from navigator.domain.source import Source
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.library_forest import forest_of, forest_row, progression
from navigator.presenters.library_sources import sources_shown
from navigator.presenters.library_trial import bars_of, letter, main_outcome, p_words, ratio_words
from navigator.presenters.talk_slides import Line, Slide
from navigator.words import say, tr

_ON_A_SLIDE = 3


def source_words(catalogue: Catalogue, sources: Sequence[Source]) -> tuple[str, ...]:
    """Return sources as a foot of a slide names them; what nobody compared says so."""
    return tuple(
        one.words if one.verified else tr("{source} (unverified)", source=one.words)
        for one in sources_shown(catalogue, sources)
    )


def evidence_slides(catalogue: Catalogue, trials: Sequence[Trial]) -> Iterator[Slide]:
    """Give the slides of the trials, those with a hazard ratio for progression first together."""
    drawn = [(one, out) for one in trials if (out := progression(one)) is not None]
    rows = [(out, forest_row(out, _short(one), _detail(one, out), one.n)) for one, out in drawn]
    there = [(out, row) for out, row in rows if row is not None]
    for first in range(0, len(there) if len(there) > 1 else 0, _ON_A_SLIDE):
        part = there[first : first + _ON_A_SLIDE]
        title = tr("Hazard ratios")
        yield Slide(
            f"forest:{first}",
            tr("The evidence, each trial against its own comparator"),
            title,
            plot=forest_of(title, [row for _, row in part]),
            sources=source_words(catalogue, [one for out, _ in part for one in out.sources]),
        )
    for trial in trials:
        outcome = main_outcome(trial)
        if outcome is not None:
            yield _trial(catalogue, trial, outcome)


def _short(trial: Trial) -> str:
    """Return the name without its second one in brackets, which the trial's own slide tells."""
    return trial.name.partition(" (")[0]


def _detail(trial: Trial, outcome: Outcome) -> str:
    return f"{outcome.measure} · {trial.year}" if trial.year else outcome.measure


def _trial(catalogue: Catalogue, trial: Trial, outcome: Outcome) -> Slide:
    measured = tr("{trial}: {measure}", trial=trial.name, measure=_measure(outcome))
    plot = bars_of(catalogue, trial, outcome) if any(outcome.values) else None
    arms = tuple(Line(say(arm), mark=letter(at)) for at, arm in enumerate(trial.arms))
    note = say(outcome.note) if plot is None else ""
    compared = _comparison(outcome) or note
    return Slide(
        f"trial:{trial.id}",
        tr("The evidence"),
        measured,
        lines=(*arms, *((Line(compared),) if compared else ())),
        plot=plot,
        sources=source_words(catalogue, outcome.sources),
    )


def _measure(outcome: Outcome) -> str:
    """Return what was measured, written out: not everybody in a room knows the letters."""
    first, comma, rest = outcome.measure.partition(",")
    words = {
        "PFS": tr("progression-free survival"),
        "TTP": tr("time to progression"),
        "OS": tr("overall survival"),
        "ORR": tr("response"),
    }.get(first, first)
    return f"{words}{comma}{rest}"


def _comparison(outcome: Outcome) -> str:
    ratio = ratio_words(outcome)
    said = [tr("Hazard ratio {ratio}", ratio=ratio) if ratio else "", p_words(outcome)]
    return ", ".join(filter(None, said))
