"""What another fact would change: facts typed in the terminal, tried on one patient."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from navigator.domain.assessment import Assessment, OptionStatus
from navigator.domain.elements import DataElement, ElementType
from navigator.domain.facts import NotDone, PatientRecord, Value
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId, RegimenId, StepId
from navigator.domain.number import NumberFault, NumberRefused, parse_number
from navigator.domain.problems import InputRefused, Place, Problem
from navigator.engine.frontier import status_words
from navigator.engine.whatif import Change, Difference, what_if
from navigator.engine.wording import fact_words, value_words
from navigator.services.assess_patient import assessment_as_json
from navigator.services.read_record import UNKNOWN_WORD, element_value
from navigator.words import say, tr

_DECIMALS = 9
_NO_VALUE = "null"
_YES_NO = {"true": True, "yes": True, "false": False, "no": False}


class _Refused(ValueError):
    """A text that cannot be taken; says why and what would be right."""


def read_changes(
    elements: Mapping[ElementId, DataElement], texts: Iterable[str], today: date
) -> dict[ElementId, Value | NotDone | None]:
    """Return the facts that are to be tried.

    Args:
        elements: What can be known, from the edition.
        texts: Each ELEMENT=VALUE; several choices are separated by commas. "unknown" (or "null",
            where "unknown" is one of the choices) forgets a fact, "not_done" is a fact.
        today: Dates after this day are refused.

    Raises:
        InputRefused: with every fault found: an element that is not known, a value of the wrong
            type or out of range, one element twice.
    """
    changes: dict[ElementId, Value | NotDone | None] = {}
    problems: list[Problem] = []
    for text in texts:
        name, _, value = (part.strip() for part in text.partition("="))
        try:
            element = _element(elements, name, value)
            if element.id in changes:
                raise _Refused(tr("It is tried twice; name it once."))
            changes[element.id] = _value(element, value, today)
        except ValueError as refused:
            place = Place(f"what-if: {name or text}")
            problems.append(Problem("refused-change", str(refused), place))
    if problems:
        raise InputRefused(problems)
    return changes


def _element(elements: Mapping[ElementId, DataElement], name: str, value: str) -> DataElement:
    found = elements.get(ElementId(name))
    if found is not None and value:
        return found
    if found is not None:
        raise _Refused(tr("Write ELEMENT=VALUE, for example lvef_pct=42 or ild=unknown."))
    import difflib  # noqa: PLC0415  (only on the way to a refusal)

    words = tr("There is no data element “{name}”.", name=name)
    close = difflib.get_close_matches(name, list(elements), n=3)
    if close:
        words = tr("{words} Did you mean {names}?", words=words, names=", ".join(close))
    raise _Refused(words)


def _value(element: DataElement, text: str, today: date) -> Value | NotDone | None:
    forgets = text == UNKNOWN_WORD and element.choice(UNKNOWN_WORD) is None
    if forgets or text == _NO_VALUE:
        return None
    return element_value(element, _raw(element, text), today)


def _raw(element: DataElement, text: str) -> Any:
    """Return a text as JSON would give it; what cannot be read stays text and is refused later."""
    match element.type:
        case ElementType.BOOLEAN:
            return _YES_NO.get(text.lower(), text)
        case ElementType.NUMBER | ElementType.INTEGER:
            return _number(element, text)
        case ElementType.CHOICES if element.choice(text) is None and text == "none":
            return []
        case ElementType.CHOICES if text != "not_done":
            return [part.strip() for part in text.split(",")]
    return text


def _number(element: DataElement, text: str) -> Any:
    try:
        value = parse_number(text, decimals=_DECIMALS)
    except NumberRefused as refused:
        if refused.fault is NumberFault.AMBIGUOUS:
            words = tr("{text} can be read in two ways. Write 1250 or 1.25.", text=text)
            raise _Refused(words) from refused
        return text
    whole = element.type is ElementType.INTEGER and value == value.to_integral_value()
    return int(value) if whole else value


class Trial:
    """One patient before and after a change, as lines and as plain values."""

    def __init__(self, edition: Edition, record: PatientRecord, change: Change) -> None:
        self._edition = edition
        self._change = change
        self._found: Difference = what_if(edition, record, change)

    def as_json(self) -> dict[str, object]:
        """Return the difference as plain JSON values.

        Returns:
            `change` in words by element; `changes_anything`; `parts_at`, the first step that is
            left in another way (null where the path is the same); `before` and `after`, each an
            assessment; `options`, those whose status differs (null where one is not part of the
            step); `notes`, what of the change had no effect and why.
        """
        found = self._found
        return {
            "change": {element: self._new(element) for element in self._change},
            "changes_anything": found.changes_anything,
            "parts_at": found.parts_at,
            "before": assessment_as_json(self._edition, found.before),
            "after": assessment_as_json(self._edition, found.after),
            "options": [
                {
                    "regimen": regimen,
                    "before": None if before is None else before.value,
                    "after": None if after is None else after.value,
                }
                for regimen, before, after in found.options
            ],
            "notes": self._notes(),
        }

    def lines(self) -> list[str]:
        """Return the difference for a terminal."""
        found = self._found
        lines = [tr("What if {change}?", change="; ".join(map(self._worded, self._change)))]
        lines += self._notes()
        if not found.changes_anything:
            return [*lines, tr("Nothing changes: the same way and the same options.")]
        lines += way_lines(self._edition, found)
        if found.before.message != found.after.message:
            lines.append(found.after.message)
        return lines + [self._option(*option) for option in found.options]

    def _worded(self, element: ElementId) -> str:
        known = self._edition.elements[element]
        before = fact_words(known, self._found.before.facts.get(element))
        return tr(
            "{name} is {after} (now {before})",
            name=say(known.label),
            after=self._new(element),
            before=before,
        )

    def _new(self, element: ElementId) -> str:
        value = self._change[element]
        known = self._edition.elements[element]
        return tr("not known") if value is None else value_words(known, value)

    def _option(
        self, regimen: RegimenId, before: OptionStatus | None, after: OptionStatus | None
    ) -> str:
        return tr(
            "  {name} ({regimen}): {after} instead of {before}",
            name=say(self._edition.regimens[regimen].name),
            regimen=regimen,
            before=_status(before),
            after=_status(after),
        )

    def _notes(self) -> list[str]:
        return list(_without_effect(self._edition, self._found.after, self._change))


def way_lines(edition: Edition, found: Difference) -> list[str]:
    """Say where two paths part and where each of them ends; empty where both are the same."""
    lines = []
    if found.parts_at is not None:
        lines.append(_parting(edition, found, found.parts_at))
    if found.before.step != found.after.step:
        before, after = _title(edition, found.before.step), _title(edition, found.after.step)
        words = tr("It ends at “{after}” instead of “{before}”.", before=before, after=after)
        lines.append(words)
    return lines


def _parting(edition: Edition, found: Difference, step: StepId) -> str:
    return tr(
        "The way parts at “{step}”: {after} instead of {before}.",
        step=_title(edition, step),
        before=_left_by(found.before, step),
        after=_left_by(found.after, step),
    )


def _title(edition: Edition, step: StepId) -> str:
    return say(edition.steps[step].title)


def _without_effect(edition: Edition, after: Assessment, change: Change) -> Iterator[str]:
    """Give the facts that were to be forgotten and still follow from others."""
    for element, value in change.items():
        fact = after.facts.get(element)
        if value is None and fact is not None:
            known = edition.elements[element]
            yield tr(
                "{name} is still {value}: it follows from other facts. {how}",
                name=say(known.label),
                value=value_words(known, fact.value),
                how=fact.how,
            ).strip()


def _left_by(assessment: Assessment, step: StepId) -> str:
    labels = [say(one.reason.text) for one in assessment.path if one.step == step]
    return tr("“{branch}”", branch=labels[0]) if labels else tr("no way on")


def _status(status: OptionStatus | None) -> str:
    return tr("not offered") if status is None else status_words(status)
