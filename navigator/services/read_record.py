"""Read a patient from a facts file; every fault is named, all of them at once."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar

from navigator.domain.elements import DataElement, ElementType
from navigator.domain.facts import (
    NOT_DONE,
    Fact,
    Identity,
    Line,
    NotDone,
    Override,
    OverrideReason,
    PatientRecord,
    Response,
    Setting,
    StopReason,
    Toxicity,
    TumourSample,
    Value,
)
from navigator.domain.ids import EditionId, ElementId, RegimenId, StepId
from navigator.domain.problems import InputRefused, Place, Problem
from navigator.services.plausible import implausible_number
from navigator.words import say, tr

LARGEST_FILE_BYTES = 1_000_000
LONGEST_NAME = 200
LONGEST_NOTE = 4_000
UNKNOWN_WORD = "unknown"

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_SECTIONS = ("facts", "lines", "site", "samples", "patient", "overrides")
_LINE_KEYS = (
    "regimen",
    "setting",
    "start",
    "stop",
    "stop_reason",
    "best_response",
    "anthracycline_mg_m2",
    "toxicities",
    "note",
)
_TOXICITY_KEYS = ("term", "grade")
_OVERRIDE_KEYS = ("edition", "step", "regimen", "reason", "note", "by", "date")
_GRADES = range(1, 6)
_SAMPLE_KEYS = ("date", "site", "ihc", "ish", "ratio", "copies")
_PATIENT_KEYS = ("name", "identifier", "birth_date", "allergies", "note")
_IHC = ("0", "ultralow", "1+", "2+", "3+")
_ISH = ("positive", "negative")
_SITES = ("primary", "metastasis")

Converted = TypeVar("Converted")
Member = TypeVar("Member", bound=Enum)


class _Refused(ValueError):
    """A value that cannot be taken; its text says why and what would be right."""


def read_record(
    text: str, elements: Mapping[ElementId, DataElement], today: date, name: str = "facts"
) -> PatientRecord:
    """Return the patient that a facts file describes.

    Args:
        text: JSON with any of the keys facts, lines, site, samples, patient and overrides. A
            missing fact, null and the word "unknown" mean unknown; "not_done" is a fact of its own.
        elements: What can be known, from the edition.
        today: Dates after this day are refused.
        name: What the file is called in messages.

    Raises:
        InputRefused: with every fault found, each at the path of its value ("facts.weight").
    """
    document = _document(text, name)
    reader = _Reader(elements, today, name)
    record = reader.record(document)
    if reader.problems:
        raise InputRefused(reader.problems)
    return record


def _document(text: str, name: str) -> dict[str, Any]:
    document = json_document(text, name)
    if not isinstance(document, dict):
        message = tr("A facts file is one JSON object with the key “facts”.")
        raise InputRefused([Problem("not-a-record", message, Place(name))])
    return document


def json_document(text: str, name: str) -> Any:
    """Return what a JSON text from outside holds, decimals exactly.

    Args:
        text: Of any length and depth; a key that stands twice and NaN are refused.
        name: What the file is called in messages.

    Raises:
        InputRefused: it is no such text; says in words why.
    """
    if len(text) > LARGEST_FILE_BYTES:
        raise InputRefused([Problem("too-large", tr("The file is too large."), Place(name))])
    try:
        return json.loads(
            text,
            parse_float=Decimal,
            parse_constant=_refuse_constant,
            object_pairs_hook=_no_duplicates,
        )
    except json.JSONDecodeError as fault:
        place = Place(name, fault.lineno, fault.colno)
        message = tr("This is not JSON: {fault}.", fault=fault.msg)
        raise InputRefused([Problem("not-json", message, place)]) from fault
    except (_Refused, RecursionError, ValueError) as fault:
        words = str(fault) if isinstance(fault, _Refused) else tr("It is nested too deeply.")
        raise InputRefused([Problem("not-json", words, Place(name))]) from fault


def _refuse_constant(word: str) -> None:
    raise _Refused(tr("{word} is no number that can be measured.", word=word))


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for key, value in pairs:
        if key in seen:
            raise _Refused(tr("The key “{key}” stands twice.", key=key))
        seen[key] = value
    return seen


class _Reader:
    """Collects what is wrong while it converts, and goes on to the end."""

    def __init__(self, elements: Mapping[ElementId, DataElement], today: date, name: str) -> None:
        self._elements = elements
        self._today = today
        self._name = name
        self.problems: list[Problem] = []

    def record(self, document: dict[str, Any]) -> PatientRecord:
        self._unknown_keys(document, _SECTIONS, "")
        return PatientRecord(
            facts=dict(self._facts(document, "facts", site=False)),
            lines=self._lines(document),
            samples=self._samples(document),
            site=dict(self._facts(document, "site", site=True)),
            identity=self._identity(document),
            overrides=self._overrides(document),
        )

    def _add(self, code: str, message: str, path: str, hint: str = "") -> None:
        self.problems.append(Problem(code, message, Place(f"{self._name}: {path}"), hint))

    def _unknown_keys(self, found: dict[str, Any], known: tuple[str, ...], path: str) -> None:
        for key in found:
            if key not in known:
                hint = tr("Known here: {known}.", known=", ".join(known))
                self._add("unknown-key", tr("“{key}” is not known.", key=key), path + key, hint)

    def _section(self, document: dict[str, Any], key: str) -> dict[str, Any]:
        section = document.get(key)
        if section is None:
            return {}
        if not isinstance(section, dict):
            self._add("wrong-type", tr("It must be a JSON object."), key)
            return {}
        return section

    def _facts(
        self, document: dict[str, Any], key: str, *, site: bool
    ) -> Iterator[tuple[ElementId, Fact]]:
        for name, raw in self._section(document, key).items():
            element = self._elements.get(ElementId(name))
            path = f"{key}.{name}"
            if element is None:
                self._add(
                    "unknown-element",
                    tr("There is no data element “{name}”.", name=name),
                    path,
                    self._nearest(name),
                )
            elif element.site is not site:
                other = "site" if element.site else "facts"
                message = tr("“{name}” belongs under “{other}”.", name=name, other=other)
                self._add("wrong-section", message, path)
            else:
                yield from self._fact(element, raw, path)

    def _nearest(self, name: str) -> str:
        import difflib  # noqa: PLC0415  (only on the way to a refusal)

        close = difflib.get_close_matches(name, list(self._elements), n=3)
        return tr("Did you mean {names}?", names=", ".join(close)) if close else ""

    def _fact(self, element: DataElement, raw: Any, path: str) -> Iterator[tuple[ElementId, Fact]]:
        taken_on: date | None = None
        source = ""
        if isinstance(raw, dict):
            self._unknown_keys(raw, ("value", "date", "source"), f"{path}.")
            taken_on = self._past_date(raw.get("date"), f"{path}.date")
            source = self._string(raw.get("source"), f"{path}.source", LONGEST_NAME)
            raw = raw.get("value")
        if raw is None or (raw == UNKNOWN_WORD and element.choice(UNKNOWN_WORD) is None):
            return
        try:
            value = element_value(element, raw, self._today)
        except _Refused as refused:
            self._add("refused-value", str(refused), path)
            return
        yield element.id, Fact(element.id, value, taken_on, source)

    def _past_date(self, raw: Any, path: str) -> date | None:
        return self._convert(raw, path, lambda value: past_date(value, self._today))

    def _string(self, raw: Any, path: str, longest: int) -> str:
        return self._convert(raw, path, lambda value: _plain_text(value, longest)) or ""

    def _convert(
        self, raw: Any, path: str, convert: Callable[[Any], Converted]
    ) -> Converted | None:
        if raw is None or raw == UNKNOWN_WORD:
            return None
        try:
            return convert(raw)
        except _Refused as refused:
            self._add("refused-value", str(refused), path)
            return None

    def _objects(
        self, document: dict[str, Any], key: str, known: tuple[str, ...], inside: str = ""
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        listed = document.get(key)
        if listed is None:
            return
        if not isinstance(listed, list):
            self._add("wrong-type", tr("It must be a list."), inside + key)
            return
        for number, item in enumerate(listed):
            path = f"{inside}{key}[{number}]"
            if isinstance(item, dict):
                self._unknown_keys(item, known, f"{path}.")
                yield path, item
            else:
                self._add("wrong-type", tr("It must be a JSON object."), path)

    def _lines(self, document: dict[str, Any]) -> tuple[Line, ...] | None:
        if document.get("lines") is None:
            return None
        return tuple(
            self._line(path, item) for path, item in self._objects(document, "lines", _LINE_KEYS)
        )

    def _line(self, path: str, item: dict[str, Any]) -> Line:
        regimen = self._string(item.get("regimen"), f"{path}.regimen", LONGEST_NAME)
        if not regimen:
            hint = tr("Write a regimen's id or the drugs in words.")
            self._add("missing", tr("The regimen is missing."), f"{path}.regimen", hint)
        setting = self._one_of(item.get("setting"), Setting, f"{path}.setting")
        if item.get("setting") is None:
            hint = tr("One of {known}.", known=", ".join(one.value for one in Setting))
            self._add("missing", tr("The setting is missing."), f"{path}.setting", hint)
        start = self._past_date(item.get("start"), f"{path}.start")
        stop = self._past_date(item.get("stop"), f"{path}.stop")
        if start and stop and stop < start:
            self._add("order", tr("The line stops before it starts."), f"{path}.stop")
        return Line(
            regimen=regimen,
            setting=setting or Setting.METASTATIC,
            start=start,
            stop=stop,
            stop_reason=self._one_of(item.get("stop_reason"), StopReason, f"{path}.stop_reason"),
            best_response=self._one_of(
                item.get("best_response"), Response, f"{path}.best_response"
            ),
            anthracycline_mg_m2=self._number_of(
                item, path, "anthracycline_mg_m2", "prior_anthracycline"
            ),
            toxicities=tuple(self._toxicities(path, item)),
            note=self._string(item.get("note"), f"{path}.note", LONGEST_NOTE),
        )

    def _toxicities(self, line: str, item: dict[str, Any]) -> Iterator[Toxicity]:
        for path, found in self._objects(item, "toxicities", _TOXICITY_KEYS, f"{line}."):
            term = self._required(found, path, "term")
            grade = found.get("grade")
            if isinstance(grade, bool) or not isinstance(grade, int) or grade not in _GRADES:
                self._add("grade", tr("A grade is a whole number from 1 to 5."), f"{path}.grade")
            elif term:
                yield Toxicity(term, grade)

    def _required(self, item: dict[str, Any], path: str, key: str) -> str:
        """Return a text that must not be empty."""
        found = self._string(item.get(key), f"{path}.{key}", LONGEST_NAME)
        if not found and item.get(key) in (None, "", UNKNOWN_WORD):
            self._add("missing", tr("“{key}” is missing.", key=key), f"{path}.{key}")
        return found

    def _overrides(self, document: dict[str, Any]) -> tuple[Override, ...]:
        found: dict[tuple[str, str, str], Override] = {}
        for path, item in self._objects(document, "overrides", _OVERRIDE_KEYS):
            override = self._override(path, item)
            if override is None:
                continue
            option = (override.edition, override.step, override.regimen)
            if option in found:
                message = tr("There are two decisions for the same option.")
                self._add("twice", message, path, tr("Keep the one that counts."))
            found[option] = override
        return tuple(found.values())

    def _override(self, path: str, item: dict[str, Any]) -> Override | None:
        edition, step, regimen, by = (
            self._required(item, path, key) for key in ("edition", "step", "regimen", "by")
        )
        reason = self._one_of(item.get("reason"), OverrideReason, f"{path}.reason")
        day = self._past_date(item.get("date"), f"{path}.date")
        for key in ("reason", "date"):
            if item.get(key) in (None, UNKNOWN_WORD):
                self._add("missing", tr("“{key}” is missing.", key=key), f"{path}.{key}")
        note = self._string(item.get("note"), f"{path}.note", LONGEST_NOTE)
        if reason is None or day is None:
            return None
        return Override(EditionId(edition), StepId(step), RegimenId(regimen), reason, note, by, day)

    def _number_of(self, item: dict[str, Any], path: str, key: str, element: str) -> Decimal | None:
        """Return a number of a line or sample, within the limits of a data element."""
        found = self._elements.get(ElementId(element))
        value = self._convert(
            item.get(key),
            f"{path}.{key}",
            lambda raw: element_value(found, raw, self._today) if found else None,
        )
        return value if isinstance(value, Decimal) else None

    def _one_of(self, raw: Any, kind: type[Member], path: str) -> Member | None:
        known = [member.value for member in kind]
        word = self._convert(raw, path, lambda value: _word_of(value, known))
        return None if word is None else kind(word)

    def _samples(self, document: dict[str, Any]) -> tuple[TumourSample, ...]:
        return tuple(
            self._sample(path, item)
            for path, item in self._objects(document, "samples", _SAMPLE_KEYS)
        )

    def _sample(self, path: str, item: dict[str, Any]) -> TumourSample:
        def word(key: str, known: tuple[str, ...]) -> str | None:
            return self._convert(item.get(key), f"{path}.{key}", lambda raw: _word_of(raw, known))

        return TumourSample(
            taken_on=self._past_date(item.get("date"), f"{path}.date"),
            site=word("site", _SITES) or "",
            ihc=word("ihc", (*_IHC, "not_done")) if item.get("ihc") != "not_done" else None,
            ish=word("ish", (*_ISH, "not_done")) if item.get("ish") != "not_done" else None,
            ratio=self._number_of(item, path, "ratio", "her2_ratio"),
            copies=self._number_of(item, path, "copies", "her2_copies"),
        )

    def _identity(self, document: dict[str, Any]) -> Identity:
        section = self._section(document, "patient")
        self._unknown_keys(section, _PATIENT_KEYS, "patient.")
        return Identity(
            name=self._string(section.get("name"), "patient.name", LONGEST_NAME),
            identifier=self._string(section.get("identifier"), "patient.identifier", LONGEST_NAME),
            birth_date=self._past_date(section.get("birth_date"), "patient.birth_date"),
            allergies=self._allergies(section.get("allergies")),
            note=self._string(section.get("note"), "patient.note", LONGEST_NOTE),
        )

    def _allergies(self, raw: Any) -> tuple[str, ...] | None:
        if raw is None:
            return None
        if not isinstance(raw, list):
            self._add("wrong-type", tr("It must be a list."), "patient.allergies")
            return None
        return tuple(
            self._string(item, f"patient.allergies[{number}]", LONGEST_NAME)
            for number, item in enumerate(raw)
        )


def element_value(element: DataElement, raw: Any, today: date) -> Value | NotDone:
    """Return a raw JSON value in the element's type.

    Args:
        element: What the value is of.
        raw: bool, int, Decimal, str or list as JSON gives it; "not_done" where allowed.
        today: Dates after this day are refused.

    Raises:
        ValueError: says in words why it cannot be taken and what would be right.
    """
    if raw == NOT_DONE.value and element.choice(NOT_DONE.value) is None:
        if not element.not_done:
            raise _Refused(tr("“not done” is no answer for {label}.", label=say(element.label)))
        return NOT_DONE
    return _READERS[element.type](element, raw, today)


def _boolean(element: DataElement, raw: Any, today: date) -> bool:  # noqa: ARG001
    if not isinstance(raw, bool):
        raise _Refused(tr("It must be true or false, not {raw}.", raw=_shown(raw)))
    return raw


def _choice(element: DataElement, raw: Any, today: date) -> str:  # noqa: ARG001
    return _word_of(raw, [choice.id for choice in element.choices])


def _choices(element: DataElement, raw: Any, today: date) -> frozenset[str]:
    if not isinstance(raw, list):
        raise _Refused(tr("It must be a list, not {raw}.", raw=_shown(raw)))
    return frozenset(_choice(element, item, today) for item in raw)


def _number(element: DataElement, raw: Any, today: date) -> Decimal:  # noqa: ARG001
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        raise _Refused(tr("It must be a number, not {raw}.", raw=_shown(raw)))
    value = Decimal(raw)
    if not value.is_finite() or len(value.as_tuple().digits) > 18:
        raise _Refused(tr("It must be a plain number with fewer digits."))
    refusal = implausible_number(element, value)
    if refusal:
        raise _Refused(refusal)
    return value


def _integer(element: DataElement, raw: Any, today: date) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise _Refused(tr("It must be a whole number, not {raw}.", raw=_shown(raw)))
    return int(_number(element, raw, today))


def _date(element: DataElement, raw: Any, today: date) -> date:  # noqa: ARG001
    return past_date(raw, today)


def _text(element: DataElement, raw: Any, today: date) -> str:  # noqa: ARG001
    return _plain_text(raw, LONGEST_NOTE)


_READERS: Mapping[ElementType, Callable[[DataElement, Any, date], Value]] = {
    ElementType.BOOLEAN: _boolean,
    ElementType.CHOICE: _choice,
    ElementType.CHOICES: _choices,
    ElementType.NUMBER: _number,
    ElementType.INTEGER: _integer,
    ElementType.DATE: _date,
    ElementType.TEXT: _text,
}


def past_date(raw: Any, today: date) -> date:
    """Return an ISO date that is not in the future and not before 1900.

    Args:
        raw: "2026-11-23" as text.
        today: The last day allowed.

    Raises:
        ValueError: not such a date; says in words what would be right.
    """
    if not isinstance(raw, str) or not _ISO_DAY.fullmatch(raw):
        raise _Refused(tr("A date is written like 2026-11-23, not {raw}.", raw=_shown(raw)))
    try:
        day = date.fromisoformat(raw)
    except ValueError as fault:
        raise _Refused(tr("{raw} is no day of the calendar.", raw=_shown(raw))) from fault
    if day > today:
        raise _Refused(tr("{day} lies in the future.", day=day.isoformat()))
    if day.year < 1900:
        raise _Refused(tr("{day} lies before 1900.", day=day.isoformat()))
    return day


def _word_of(raw: Any, known: "list[str] | tuple[str, ...]") -> str:
    if not isinstance(raw, str) or raw not in known:
        words = ", ".join(known)
        raise _Refused(tr("It must be one of {known}, not {raw}.", known=words, raw=_shown(raw)))
    return raw


def _plain_text(raw: Any, longest: int) -> str:
    if not isinstance(raw, str):
        raise _Refused(tr("It must be text, not {raw}.", raw=_shown(raw)))
    if len(raw) > longest:
        raise _Refused(tr("It is longer than {longest} characters.", longest=longest))
    return raw


def _shown(raw: Any) -> str:
    """Return the value as it stood in the file, cut to a readable length."""
    text = json.dumps(raw, default=str, ensure_ascii=False)
    return text if len(text) <= 40 else text[:39] + "…"
