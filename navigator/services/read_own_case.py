"""Read a teacher's own case: every fault is named by its place, and the rest is still offered."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from navigator.domain.guideline import Edition
from navigator.domain.ids import EditionId, ReferenceId, RegimenId, StepId, TrialId
from navigator.domain.problems import InputRefused, Place, Problem, Severity
from navigator.domain.source import Source
from navigator.domain.teaching import (
    LEAST_DIFFICULTY,
    MOST_DIFFICULTY,
    Answer,
    Question,
    TeachingCase,
    Twist,
)
from navigator.domain.text import NO_TEXT, Text
from navigator.services.own_case_text import json_text
from navigator.services.read_record import json_document, read_record
from navigator.services.self_test import newest_day
from navigator.words import tr

LONGEST_TEXT = 4_000
LONGEST_LINE = 200
MOST_QUESTIONS = 30
MOST_ANSWERS = 12
MOST_TWISTS = 30
MOST_TRIALS = 30
_DEEPEST = 8
_MOST_VALUES = 20_000
_GREATEST = 10**15

_CASE_KEYS = (
    *("id", "title", "edition", "topic", "difficulty", "story", "record"),
    *("questions", "twists", "trials", "discussion", "notes", "sources"),
)
_QUESTION_KEYS = ("id", "step", "text", "answers", "reveal", "notes", "sources")
_ANSWER_KEYS = ("id", "text", "regimen", "right", "reply")
_TWIST_KEYS = ("id", "text", "facts", "reveal", "sources")
_LANGUAGES = ("en", "fr")

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
_MARKUP = re.compile(r"<\s*[A-Za-z!/?][^>]*>")
_LINES = frozenset("\n\t")
_PART = re.compile(r"[^.\[\]]+|\[[0-9]+\]")

EditionOf = Callable[[EditionId], Edition | None]


@dataclass(frozen=True, slots=True)
class ReadCase:
    """What a file of a case holds.

    Attributes:
        case: Without what had a fault; None where the file is no case at all.
        problems: Every fault, each with its place such as "questions[1].answers[0].regimen".
    """

    case: TeachingCase | None
    problems: tuple[Problem, ...] = ()


def read_case(text: str, edition_of: EditionOf) -> ReadCase:
    """Return the case that a file describes.

    Args:
        text: JSON from outside, of any shape.
        edition_of: Gives an installed edition or primer, None for one that is not.
    """
    try:
        document = json_document(text, "")
    except InputRefused as refused:
        return ReadCase(None, refused.problems)
    if not isinstance(document, dict):
        message = tr("A case is one JSON object with the keys “id”, “title” and “edition”.")
        return ReadCase(None, (Problem("not-a-case", message, Place("")),))
    outside = _beyond_limits(document)
    if outside:
        return ReadCase(None, (Problem("too-large", outside, Place("")),))
    reader = _Reader(edition_of)
    case = reader.case(document)
    return ReadCase(case, tuple(reader.problems))


def _beyond_limits(document: object) -> str:
    """Return why a document is refused as a whole, "" where it is of a sane size."""
    stack: list[tuple[object, int]] = [(document, 1)]
    seen = 0
    while stack:
        value, depth = stack.pop()
        seen += 1
        if depth > _DEEPEST or seen > _MOST_VALUES:
            return tr("It is nested too deeply, or holds far more than a case has.")
        if isinstance(value, dict):
            stack += [(one, depth + 1) for one in (*value.keys(), *value.values())]
        elif isinstance(value, list):
            stack += [(one, depth + 1) for one in value]
        elif isinstance(value, int | Decimal) and not -_GREATEST < value < _GREATEST:
            return tr("It holds a number that cannot be measured.")
    return ""


@dataclass(slots=True)
class _Reader:
    """Collects what is wrong while it converts, and goes on to the end."""

    edition_of: EditionOf
    problems: list[Problem] = field(default_factory=list)
    edition: Edition | None = None

    def case(self, document: dict[str, Any]) -> TeachingCase:
        self._unknown_keys(document, _CASE_KEYS, "")
        edition = self._edition(document)
        return TeachingCase(
            id=self._id(document, "", "case"),
            title=self._text(document, "title", "", LONGEST_LINE, needed=True)
            or Text(tr("Without a title")),
            edition=edition,
            record=self._record(document),
            questions=tuple(self._questions(document)),
            topic=self._word(document, "topic", ""),
            difficulty=self._difficulty(document),
            story=self._text(document, "story", ""),
            twists=tuple(self._twists(document)),
            discussion=self._text(document, "discussion", ""),
            notes=self._text(document, "notes", ""),
            trials=tuple(self._trials(document)),
            sources=self._sources(document, ""),
        )

    def _add(
        self, code: str, message: str, path: str, hint: str = "", severity: Severity = Severity.STOP
    ) -> None:
        self.problems.append(Problem(code, message, Place(path), hint, severity))

    def _unknown_keys(self, found: dict[str, Any], known: tuple[str, ...], path: str) -> None:
        for key in found:
            if key not in known:
                hint = tr("Known here: {known}.", known=", ".join(known))
                words = tr("“{key}” is not known.", key=_shown(key))
                self._add("unknown-key", words, f"{path}{_shown(key)}", hint)

    def _edition(self, document: dict[str, Any]) -> EditionId:
        named = document.get("edition")
        if not isinstance(named, str) or not _REFERENCE.fullmatch(named):
            hint = tr('Write the id of an edition in quotes, as in "edition": "2026".')
            self._add("missing", tr("The edition is missing."), "edition", hint)
            return EditionId("")
        edition_id = EditionId(named)
        self.edition = self.edition_of(edition_id)
        if self.edition is None:
            message = tr("The edition “{edition}” is not installed.", edition=named)
            hint = tr("The case is kept; it can be shown once the edition is there.")
            self._add("edition-not-installed", message, "edition", hint, Severity.WARN)
        return edition_id

    def _id(self, found: dict[str, Any], path: str, otherwise: str) -> str:
        raw = found.get("id")
        if isinstance(raw, str) and _ID.fullmatch(raw):
            return raw
        if raw is not None or not path:
            hint = tr("Small letters, digits and hyphens, at most 60, as in “second-line”.")
            self._add("id", tr("The id is missing or cannot be used."), f"{path}id", hint)
        return otherwise

    def _word(self, found: dict[str, Any], key: str, path: str) -> str:
        """Return an id of something else, "" where there is none that could be one."""
        raw = found.get(key)
        if raw is None or raw == "":
            return ""
        if isinstance(raw, str) and _REFERENCE.fullmatch(raw):
            return raw
        self._add("wrong-type", tr("It must be an id, not {raw}.", raw=_shown(raw)), f"{path}{key}")
        return ""

    def _difficulty(self, document: dict[str, Any]) -> int:
        raw = document.get("difficulty", LEAST_DIFFICULTY)
        whole = isinstance(raw, int) and not isinstance(raw, bool)
        if whole and LEAST_DIFFICULTY <= raw <= MOST_DIFFICULTY:
            return int(raw)
        hint = tr("Write 1, 2 or 3.")
        self._add("difficulty", tr("The difficulty cannot be used."), "difficulty", hint)
        return LEAST_DIFFICULTY

    def _text(
        self,
        found: dict[str, Any],
        key: str,
        path: str,
        longest: int = LONGEST_TEXT,
        *,
        needed: bool = False,
    ) -> Text:
        raw, place = found.get(key), f"{path}{key}"
        if isinstance(raw, dict):
            self._unknown_keys(raw, _LANGUAGES, f"{place}.")
            en, fr = (self._plain(raw.get(one), f"{place}.{one}", longest) for one in _LANGUAGES)
            written = Text(en or fr, fr if en else "")
        else:
            written = Text(self._plain(raw, place, longest))
        if needed and (raw in (None, {}) or (isinstance(raw, str) and not raw.strip())):
            self._add("missing", tr("“{key}” is missing.", key=key), place)
        return written if written.en.strip() else NO_TEXT

    def _plain(self, raw: Any, place: str, longest: int) -> str:
        if raw is None:
            return ""
        if not isinstance(raw, str):
            self._add("wrong-type", tr("It must be text, not {raw}.", raw=_shown(raw)), place)
            return ""
        refusal = text_refusal(raw, longest)
        if refusal:
            self._add("refused-text", refusal, place, tr("Write plain words."))
            return ""
        return raw

    def _record(self, document: dict[str, Any]) -> str:
        raw = document.get("record", {})
        if not isinstance(raw, dict):
            self._add("wrong-type", tr("It must be a JSON object."), "record")
            raw = {}
        return self._facts_file(raw, "record")

    def _facts_file(self, raw: dict[str, Any], path: str, prefix: str = "") -> str:
        """Return a facts file as JSON text, without what its edition refuses."""
        text = json_text(raw)
        if self.edition is None:
            return text
        faults = self._faults(text)
        for fault in faults:
            place = fault.place.file.removeprefix(": ").removeprefix(prefix)
            self._add(fault.code, fault.message, f"{path}.{place}", fault.hint)
        while faults:
            if not _pruned(raw, faults[0].place.file.removeprefix(": ")):
                raw.clear()
            text = json_text(raw)
            faults = self._faults(text)
        return text

    def _faults(self, text: str) -> tuple[Problem, ...]:
        assert self.edition is not None
        try:
            read_record(text, self.edition.elements, newest_day(text), "")
        except InputRefused as refused:
            return refused.problems
        return ()

    def _objects(
        self, found: dict[str, Any], key: str, known: tuple[str, ...], most: int, path: str = ""
    ) -> Iterator[tuple[str, dict[str, Any], int]]:
        listed, place = found.get(key), f"{path}{key}"
        if listed is None:
            return
        if not isinstance(listed, list):
            self._add("wrong-type", tr("It must be a list."), place)
            return
        if len(listed) > most:
            self._add("too-many", tr("There are more than {most}.", most=most), place)
        for number, item in enumerate(listed[:most]):
            here = f"{place}[{number}]"
            if isinstance(item, dict):
                self._unknown_keys(item, known, f"{here}.")
                yield f"{here}.", item, number
            else:
                self._add("wrong-type", tr("It must be a JSON object."), here)

    def _questions(self, document: dict[str, Any]) -> Iterator[Question]:
        seen: set[str] = set()
        rows = self._objects(document, "questions", _QUESTION_KEYS, MOST_QUESTIONS)
        for path, item, number in rows:
            answers = tuple(self._answers(item, path))
            if len(answers) < 2:
                hint = tr('Give at least two, one of them with "right": true.')
                self._add("answers", tr("There is nothing to choose."), f"{path}answers", hint)
            elif not any(one.right for one in answers):
                hint = tr('Write "right": true beside it.')
                self._add("answers", tr("No answer is called right."), f"{path}answers", hint)
            yield Question(
                id=self._own(self._id(item, path, f"{number + 1}"), seen, path),
                text=self._text(item, "text", path, needed=True),
                answers=answers,
                step=self._step(item, path),
                reveal=self._text(item, "reveal", path),
                notes=self._text(item, "notes", path),
                sources=self._sources(item, path),
            )

    def _own(self, one: str, seen: set[str], path: str) -> str:
        """Return an id that nothing beside it has; a second one is told and gets a number."""
        if one in seen:
            self._add("twice", tr("The id “{id}” stands twice.", id=one), f"{path}id")
            one = next(f"{one[:50]}-{at}" for at in range(2, 99) if f"{one[:50]}-{at}" not in seen)
        seen.add(one)
        return one

    def _step(self, item: dict[str, Any], path: str) -> StepId | None:
        named = self._word(item, "step", path)
        if not named or self.edition is None or named in self.edition.steps:
            return StepId(named) if named else None
        message = tr("The edition has no step “{step}”.", step=named)
        self._add("unknown-step", message, f"{path}step", _nearest(named, self.edition.steps))
        return None

    def _answers(self, item: dict[str, Any], path: str) -> Iterator[Answer]:
        seen: set[str] = set()
        rows = self._objects(item, "answers", _ANSWER_KEYS, MOST_ANSWERS, path)
        for here, answer, number in rows:
            right = answer.get("right", False)
            if not isinstance(right, bool):
                words = tr("It must be true or false, not {raw}.", raw=_shown(right))
                self._add("wrong-type", words, f"{here}right")
            yield Answer(
                id=self._own(self._id(answer, here, f"{number + 1}"), seen, here),
                text=self._text(answer, "text", here, needed=True),
                right=right is True,
                regimen=self._regimen(answer, here),
                reply=self._text(answer, "reply", here),
            )

    def _regimen(self, answer: dict[str, Any], path: str) -> RegimenId | None:
        named = self._word(answer, "regimen", path)
        if not named or self.edition is None or named in self.edition.regimens:
            return RegimenId(named) if named else None
        message = tr("There is no regimen “{regimen}”.", regimen=named)
        hint = _nearest(named, self.edition.regimens)
        self._add("unknown-regimen", message, f"{path}regimen", hint)
        return None

    def _twists(self, document: dict[str, Any]) -> Iterator[Twist]:
        seen: set[str] = set()
        for path, item, number in self._objects(document, "twists", _TWIST_KEYS, MOST_TWISTS):
            facts = item.get("facts")
            if not isinstance(facts, dict) or not facts:
                hint = tr('Name what is changed, as in "facts": {example}.', example='{"ecog": 3}')
                self._add("missing", tr("Nothing is changed."), f"{path}facts", hint)
                continue
            yield Twist(
                id=self._own(self._id(item, path, f"{number + 1}"), seen, path),
                text=self._text(item, "text", path, needed=True),
                facts=self._changed(facts, f"{path}facts"),
                reveal=self._text(item, "reveal", path),
                sources=self._sources(item, path),
            )

    def _changed(self, facts: dict[str, Any], path: str) -> str:
        """Return changed facts as JSON text of one object, settings of the site among them."""
        kept: dict[str, Any] = {}
        for name, value in facts.items():
            section = "facts"
            if self.edition is not None:
                element = self.edition.elements.get(name)  # type: ignore[call-overload]  # any text
                section = "site" if element is not None and element.site else "facts"
            wrapped = {section: {name: value}}
            self._facts_file(wrapped, path, f"{section}.")
            kept.update(wrapped.get(section) or {})
        return json_text(kept)

    def _trials(self, document: dict[str, Any]) -> Iterator[TrialId]:
        listed = document.get("trials", [])
        if not isinstance(listed, list):
            self._add("wrong-type", tr("It must be a list."), "trials")
            return
        for number, raw in enumerate(listed[:MOST_TRIALS]):
            if isinstance(raw, str) and _REFERENCE.fullmatch(raw):
                yield TrialId(raw)
            else:
                words = tr("It must be an id, not {raw}.", raw=_shown(raw))
                self._add("wrong-type", words, f"trials[{number}]")

    def _sources(self, found: dict[str, Any], path: str) -> tuple[Source, ...]:
        return tuple(
            Source(ReferenceId(ref), self._plain(item.get("at"), f"{here}at", LONGEST_LINE))
            for here, item, _ in self._objects(found, "sources", ("ref", "at"), 20, path)
            if (ref := self._word(item, "ref", here))
        )


def text_refusal(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return why a text of a case cannot be taken, "" where it is plain words.

    Args:
        text: From outside.
        longest: Characters at most.
    """
    if len(text) > longest:
        return tr("It is longer than {longest} characters.", longest=longest)
    if _MARKUP.search(text):
        return tr("It holds markup.")
    for sign in text:
        if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"} and sign not in _LINES:
            return tr("It holds an invisible character ({code}).", code=f"U+{ord(sign):04X}")
    return ""


def _pruned(document: dict[str, Any], place: str) -> bool:
    """Take what stands at a place out of a document, and tell whether something was there."""
    parts = [part.strip("[]") for part in _PART.findall(place)]
    while parts:
        if _taken_out(document, parts):
            return True
        parts.pop()
    return False


def _taken_out(document: Any, parts: list[str]) -> bool:
    for part in parts[:-1]:
        document = _inner(document, part)
    last = parts[-1]
    if isinstance(document, dict) and last in document:
        del document[last]
        return True
    if isinstance(document, list) and last.isdigit() and int(last) < len(document):
        del document[int(last)]
        return True
    return False


def _inner(document: Any, part: str) -> Any:
    if isinstance(document, dict):
        return document.get(part)
    if isinstance(document, list) and part.isdigit() and int(part) < len(document):
        return document[int(part)]
    return None


def _nearest(name: str, known: Iterable[str]) -> str:
    import difflib  # noqa: PLC0415  (only on the way to a refusal)

    close = difflib.get_close_matches(name, list(known), n=3, cutoff=0.4)
    return tr("Did you mean {names}?", names=", ".join(close)) if close else ""


def _shown(raw: object) -> str:
    """Return a value as it stood in the file, cut to a readable length."""
    text = raw if isinstance(raw, str) else json.dumps(raw, default=str, ensure_ascii=False)
    kept = "".join(sign if sign.isprintable() else "?" for sign in text)
    return kept if len(kept) <= 40 else kept[:39] + "…"
