"""From the content to the rows of the library's tables."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Table

from navigator.domain.guideline import Edition, Step
from navigator.domain.library import Trial
from navigator.library import tables as t
from navigator.library.content import Content

Row = dict[str, Any]


def table_rows(content: Content) -> Iterator[tuple[Table, list[Row]]]:
    """Give every table with its rows, each after the tables that it refers to."""
    yield t.REFERENCES, [_reference(one) for one in content.references.values()]
    yield from _drug_rows(content)
    yield from _regimen_rows(content)
    for trial in content.trials.values():
        yield from _trial_rows(trial)
    yield t.ELEMENTS, [_element(one) for one in content.elements.values()]
    for edition in content.editions.values():
        yield t.EDITIONS, [_edition(edition)]
        for step in edition.steps.values():
            yield from _step_rows(edition, step)


def _reference(one: Any) -> Row:
    names = ("id", "kind", "citation", "year", "doi", "pmid", "url", "region")
    return {name: getattr(one, name) for name in names}


def _drug_rows(content: Content) -> Iterator[tuple[Table, list[Row]]]:
    drugs = content.drugs.values()
    yield (
        t.DRUGS,
        [
            {
                "id": drug.id,
                "name": drug.name,
                "kind": drug.kind,
                "route": drug.route.value,
                "mark": drug.mark,
                "atc": drug.codes.get("atc", ""),
            }
            for drug in drugs
        ],
    )
    names = next((edition.drug_names for edition in content.editions.values()), {})
    yield t.DRUG_NAMES, [{"name": name, "drug": drug} for name, drug in names.items()]


def _regimen_rows(content: Content) -> Iterator[tuple[Table, list[Row]]]:
    regimens, protocols = content.regimens.values(), content.protocols.values()
    yield (
        t.REGIMENS,
        [
            {"id": one.id, "name": one.name.en, "kind": one.kind, "short_name": one.short_name}
            for one in regimens
        ],
    )
    yield (
        t.REGIMEN_DRUGS,
        [
            {"regimen": regimen.id, "position": position, "drug": drug}
            for regimen in regimens
            for position, drug in enumerate(regimen.drugs)
        ],
    )
    yield (
        t.PROTOCOLS,
        [
            {
                "id": one.id,
                "regimen": one.regimen,
                "name": one.name.en,
                "cycle_days": one.cycle_days,
                "planned_cycles": one.planned_cycles,
            }
            for one in protocols
        ],
    )
    yield (
        t.COMPONENTS,
        [
            {
                "protocol": protocol.id,
                "position": position,
                "drug": part.drug,
                "phase": part.phase.value,
                "dose": part.dose,
                "per": part.per.value,
                "days": " ".join(str(day) for day in part.days),
                "times_a_day": part.times_a_day,
                "from_cycle": part.from_cycle,
                "to_cycle": part.to_cycle,
            }
            for protocol in protocols
            for position, part in enumerate(protocol.components)
        ],
    )


def _trial_rows(trial: Trial) -> Iterator[tuple[Table, list[Row]]]:
    row = {name: getattr(trial, name) for name in ("id", "name", "phase", "line", "year")}
    yield t.TRIALS, [{**row, "patients": trial.n}]
    measured = ("measure", "unit", "hazard_ratio", "hr_low", "hr_high", "p")
    yield (
        t.OUTCOMES,
        [
            {
                "trial": trial.id,
                "position": position,
                **{name: getattr(outcome, name) for name in measured},
            }
            for position, outcome in enumerate(trial.outcomes)
        ],
    )
    yield t.OUTCOME_VALUES, list(_value_rows(trial))
    yield (
        t.TRIAL_PUBLICATIONS,
        [
            {"trial": trial.id, "position": position, "publication": one}
            for position, one in enumerate(trial.publications)
        ],
    )


def _value_rows(trial: Trial) -> Iterator[Row]:
    for position, outcome in enumerate(trial.outcomes):
        intervals = outcome.intervals or (None,) * len(outcome.values)
        for arm, (value, interval) in enumerate(zip(outcome.values, intervals, strict=True)):
            low, high = interval or (None, None)
            yield {
                "trial": trial.id,
                "outcome": position,
                "arm": arm,
                "value": value,
                "low": low,
                "high": high,
            }


def _element(one: Any) -> Row:
    return {
        "id": one.id,
        "group_id": one.group,
        "label": one.label.en,
        "type": one.type.value,
        "unit": one.unit,
        "hard_low": one.hard.low if one.hard else None,
        "hard_high": one.hard.high if one.hard else None,
        "not_done": one.not_done,
    }


def _edition(edition: Edition) -> Row:
    return {
        "id": edition.id,
        "title": edition.title.en,
        "year": edition.year,
        "start": edition.start,
        "review_by": edition.review_by.isoformat() if edition.review_by else "",
    }


def _step_rows(edition: Edition, step: Step) -> Iterator[tuple[Table, list[Row]]]:
    here = {"edition": edition.id, "step": step.id}
    row = {"kind": step.kind.value, "title": step.title.en, "line": step.line}
    yield t.STEPS, [{**here, **row}]
    yield (
        t.BRANCHES,
        [
            {
                **here,
                "position": position,
                "branch": branch.id,
                "label": branch.label.en,
                "criterion": branch.when,
                "leads_to": branch.to,
            }
            for position, branch in enumerate(step.branches)
        ],
    )
    yield (
        t.OPTIONS,
        [
            {
                **here,
                "position": position,
                "regimen": option.regimen,
                "tier": option.tier.value,
                "basis": option.basis.value,
                "criterion": option.when,
            }
            for position, option in enumerate(step.options)
        ],
    )
