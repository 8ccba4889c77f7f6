"""Two kept assessments of a patient side by side: facts, path and options, as they were then."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from navigator.domain.case import KeptAssessment
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId, StepId
from navigator.presenters.facts_shown import regimen_name
from navigator.words import say, tr


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same; "" where there was or is none."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class VisitsCompared:
    """What changed from one visit to another.

    Attributes:
        titles: The two visits in words.
        library: Whether the library itself was another one.
    """

    titles: tuple[str, str]
    facts: tuple[Difference, ...]
    path: tuple[Difference, ...]
    options: tuple[Difference, ...]
    library: bool

    @property
    def nothing(self) -> bool:
        """Tell whether they say the same."""
        return not (self.facts or self.path or self.options)


def visit_words(visit: KeptAssessment, edition: Edition) -> str:
    """Return a visit as it stands in a list: its day, its step and who kept it."""
    made_on = visit.what.made_on
    day = made_on.isoformat() if made_on is not None else visit.at.date().isoformat()
    return tr("{day}: {step}", day=day, step=_title(edition, visit.what.step))


def compared(before: KeptAssessment, after: KeptAssessment, edition: Edition) -> VisitsCompared:
    """Compare two visits by what was kept of them; nothing is assessed anew.

    Args:
        before: The earlier visit.
        after: The later one.
        edition: Gives names to ids; one it does not know stands for itself.
    """
    records = [_object(one.what.record) for one in (before, after)]
    traces = [_object(one.what.trace) for one in (before, after)]
    return VisitsCompared(
        (visit_words(before, edition), visit_words(after, edition)),
        (*_facts(edition, *records), *_lines(edition, *records)),
        tuple(_path(edition, *traces)),
        tuple(_options(edition, *traces)),
        before.what.library != after.what.library,
    )


def _object(text: str) -> Mapping[str, Any]:
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {}


def _facts(
    edition: Edition, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Sequence[Difference]:
    then = {**before.get("site", {}), **before.get("facts", {})}
    now = {**after.get("site", {}), **after.get("facts", {})}
    found = []
    for key in dict.fromkeys([*then, *now]):
        if then.get(key) == now.get(key):
            continue
        element = edition.elements.get(ElementId(key))
        label = say(element.label) if element is not None else key
        found.append(
            Difference(label, _fact(edition, key, then.get(key)), _fact(edition, key, now.get(key)))
        )
    return found


def _fact(edition: Edition, key: str, told: object) -> str:
    """Return a fact of a facts file in words."""
    day = ""
    if isinstance(told, dict):
        day = str(told.get("date", ""))
        told = told.get("value")
    if told is None:
        return tr("unknown")
    words = _value(edition, key, told)
    return tr("{value} ({day})", value=words, day=day) if day else words


def _value(edition: Edition, key: str, told: object) -> str:
    element = edition.elements.get(ElementId(key))
    if told == "not_done":
        return tr("not done")
    if isinstance(told, bool):
        return tr("yes") if told else tr("no")
    several = told if isinstance(told, list) else [told]
    labels = {one.id: say(one.label) for one in element.choices} if element is not None else {}
    words = ", ".join(labels.get(str(one), str(one)) for one in several)
    unit = element.unit if element is not None else ""
    return f"{words} {unit}".strip()


def _lines(
    edition: Edition, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Sequence[Difference]:
    then, now = (one.get("lines") or [] for one in (before, after))
    found = []
    for at in range(max(len(then), len(now))):
        old, new = (one[at] if at < len(one) else None for one in (then, now))
        if old != new:
            what = tr("Line of therapy {number}", number=at + 1)
            found.append(Difference(what, _line(edition, old), _line(edition, new)))
    return found


def _line(edition: Edition, line: Mapping[str, Any] | None) -> str:
    if line is None:
        return ""
    days = [str(line[key]) for key in ("start", "stop") if line.get(key)]
    words = [regimen_name(edition, str(line.get("regimen", ""))), " – ".join(days)]
    if line.get("stop_reason") == "progression":
        words.append(tr("progression"))
    return ", ".join(filter(None, words))


def _path(
    edition: Edition, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Sequence[Difference]:
    """Return the first step at which the ways part, and where each ends."""
    then, now = (
        [(one.get("step"), one.get("branch")) for one in trace.get("path", ())]
        for trace in (before, after)
    )
    ends = [str(trace.get("step", "")) for trace in (before, after)]
    if then == now and ends[0] == ends[1]:
        return ()
    found = []
    for old, new in zip(then, now, strict=False):
        if old != new:
            if old[0] == new[0]:
                found.append(
                    Difference(
                        _title(edition, old[0]), _branch(edition, old), _branch(edition, new)
                    )
                )
            break
    if ends[0] != ends[1]:
        found.append(
            Difference(
                tr("Ends at"), *(_title(edition, StepId(one)) if one else "" for one in ends)
            )
        )
    return found


def _branch(edition: Edition, way: tuple[Any, Any]) -> str:
    step = edition.steps.get(StepId(str(way[0])))
    branches = step.branches if step is not None else ()
    return next((say(one.label) for one in branches if one.id == way[1]), str(way[1]))


def _options(
    edition: Edition, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Sequence[Difference]:
    then, now = (
        {str(one["regimen"]): str(one["status"]) for one in trace.get("options", ())}
        for trace in (before, after)
    )
    return [
        Difference(
            regimen_name(edition, regimen), _status(then.get(regimen)), _status(now.get(regimen))
        )
        for regimen in dict.fromkeys([*then, *now])
        if then.get(regimen) != now.get(regimen)
    ]


def _status(status: str | None) -> str:
    if status is None:
        return tr("not offered")
    return {
        "recommended": tr("recommended"),
        "needs_fact": tr("needs a fact"),
        "excluded": tr("excluded"),
        "not_applicable": tr("not for this patient"),
    }.get(status, status)


def _title(edition: Edition, step: StepId) -> str:
    known = edition.steps.get(step)
    return say(known.title) if known is not None else str(step)
