"""The one way into the content: strict YAML to plain values, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from navigator.domain.problems import Place, Problem
from navigator.library.located import KeyPath, Located, Spot
from navigator.words import tr

MOST_BYTES = 4_000_000
MOST_LEVELS = 24
MOST_DIGITS = 15

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WORDS: dict[str, bool | None] = {
    "true": True,
    "false": False,
    "null": None,
    "~": None,
}
# What another YAML reader, or another person, would take for a number.
_LOOKS_LIKE_A_NUMBER = re.compile(
    r"[-+]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?0[xob][0-9a-fA-F_]+"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
    r"|[0-9]+(?::[0-9]{1,2})+(?:\.[0-9]*)?"
)
# Controls, byte order mark, halves of signs, and what turns the direction of what follows.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u202a-\u202e\u2066-\u2069\ufffe\ud800-\udfff]"
)
_HIDDEN_OR_TAB = re.compile(f"{_HIDDEN.pattern}|\t")
# No file can hold this sign, so no key begins with it.
_LOST = "\x00"


def read_yaml(path: Path, shown_as: str = "") -> tuple[Located, tuple[Problem, ...]]:
    """Read one file of content.

    Args:
        path: The file; UTF-8, at most MOST_BYTES.
        shown_as: How problems name it; "" for the path as given.

    Returns:
        What could be read, and every fault found. After an error of syntax the rest of the
        file cannot be told apart, so that is the last fault of its file.
    """
    name = shown_as or str(path)
    try:
        content = path.read_bytes()
    except OSError as trouble:
        reason = trouble.strerror or str(trouble)
        return Located(name), (
            Problem(
                "unreadable", tr("The file cannot be read: {reason}.", reason=reason), Place(name)
            ),
        )
    return read_yaml_bytes(content, name)


def read_yaml_bytes(content: bytes, name: str) -> tuple[Located, tuple[Problem, ...]]:
    """Read content that is already in memory; see `read_yaml`."""
    if len(content) > MOST_BYTES:
        hint = tr("Divide it into files of at most {most:,} bytes.", most=MOST_BYTES)
        return Located(name), (
            Problem("too-large", tr("The file is too large."), Place(name), hint),
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as trouble:
        before = content[: trouble.start]
        column = len(before.rpartition(b"\n")[2].decode()) + 1
        place = Place(name, before.count(b"\n") + 1, column)
        return Located(name), (
            Problem("encoding", tr("The file is not UTF-8 text."), place, tr("Save it as UTF-8.")),
        )
    hidden = tuple(_hidden_signs(text, name))
    if hidden:
        return Located(name), hidden
    reading = _Reading(Located(name))
    reading.read(text)
    return reading.located, tuple(reading.problems)


def _hidden_signs(text: str, name: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), start=1):
        for found in re.finditer("\t", line):
            yield Problem(
                "tab",
                tr("A tab stands here."),
                Place(name, number, found.start() + 1),
                tr("Use spaces."),
            )
        for found in _HIDDEN.finditer(line):
            place = Place(name, number, found.start() + 1)
            yield Problem("hidden-sign", _hidden_message(found.group()), place, tr("Delete it."))


def _hidden_message(sign: str) -> str:
    return tr("A sign that nobody can see stands here (U+{code:04X}).", code=ord(sign))


class _Stop(Exception):
    """The rest of the file is not worth reading."""


@dataclass(slots=True)
class _Open:
    """A mapping or list that is still being read; `key` waits for its value."""

    value: Any
    path: KeyPath
    key: str | None = None


class _Reading:
    """Turns the parser's events into values, without ever resolving an alias."""

    def __init__(self, located: Located) -> None:
        self.located = located
        self.problems: list[Problem] = []
        self._open: list[_Open] = []
        self._begun = False
        self._lost_keys = 0

    def read(self, text: str) -> None:
        """Read the whole text; every fault goes to `problems`."""
        try:
            for event in YAML(typ="safe", pure=True).parse(text):
                self._take(event)
        except _Stop:
            return
        except MarkedYAMLError as trouble:
            mark = trouble.problem_mark or trouble.context_mark
            spot = Spot(mark.line + 1, mark.column + 1) if mark else Spot(1, 1)
            words = (trouble.problem or trouble.context or tr("cannot be read")).strip()
            hint = tr("Check the indentation, quotes and colons of this line and the one before.")
            self._fault("syntax", tr("Not YAML: {words}.", words=words), spot, hint)
            self.located.value = None
        except (YAMLError, ValueError, OverflowError) as trouble:
            first_line = str(trouble).strip().partition("\n")[0]
            self._fault("syntax", tr("Not YAML: {words}.", words=first_line), Spot(1, 1))
            self.located.value = None
        if not self._begun and not self.problems:
            self._fault("empty-file", tr("The file is empty."), Spot(1, 1))

    def _take(self, event: Event) -> None:
        spot = Spot(event.start_mark.line + 1, event.start_mark.column + 1)
        match event:
            case DocumentStartEvent():
                self._take_document(event, spot)
            case AliasEvent():
                hint = tr("Write the value out in full.")
                self._fault(
                    "alias",
                    tr("`*{anchor}` refers to another place.", anchor=event.anchor),
                    spot,
                    hint,
                )
                self._put(None, spot)
            case ScalarEvent():
                self._refuse_decoration(event, spot)
                self._take_scalar(event, spot)
            case MappingStartEvent() | SequenceStartEvent():
                self._refuse_decoration(event, spot)
                self._begin({} if isinstance(event, MappingStartEvent) else [], spot)
            case MappingEndEvent() | SequenceEndEvent():
                self._open.pop()
            case _:
                pass

    def _take_document(self, event: DocumentStartEvent, spot: Spot) -> None:
        if self._begun:
            self._fault(
                "second-document", tr("A second document starts here."), spot, tr("Remove `---`.")
            )
            raise _Stop
        if event.version or event.tags:
            self._fault("directive", tr("A `%` line is not allowed."), Spot(1, 1), tr("Remove it."))

    def _refuse_decoration(
        self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent, spot: Spot
    ) -> None:
        if event.anchor:
            hint = tr("Write the value out at each place.")
            self._fault(
                "anchor",
                tr("The anchor `&{anchor}` is not allowed.", anchor=event.anchor),
                spot,
                hint,
            )
        if event.tag:
            hint = tr("Write a plain value; quote it to make it text.")
            self._fault(
                "tag", tr("The tag `{tag}` is not allowed.", tag=_short(str(event.tag))), spot, hint
            )

    def _begin(self, value: Any, spot: Spot) -> None:
        if len(self._open) >= MOST_LEVELS:
            self._fault(
                "too-deep",
                tr("More than {most} levels inside each other.", most=MOST_LEVELS),
                spot,
            )
            raise _Stop
        if self._waits_for_key():
            self._fault("key-not-text", tr("A key must be text, not a list or mapping."), spot)
            self._open.append(_Open(value, (_LOST,)))
            self._open[-2].key = self._lost_key()
            return
        path = self._put(value, spot)
        self._open.append(_Open(value, path))

    def _take_scalar(self, event: ScalarEvent, spot: Spot) -> None:
        plain, text = event.style is None, event.value
        if event.style in {"'", '"'}:
            spot = Spot(spot.line, spot.column, inset=1)
            text = self._without_hidden(text, spot)
        if self._waits_for_key():
            self._take_key(text, spot, plain=plain)
            return
        if plain and text == "":
            spot = self._key_spot() or spot
        self._put(self._resolve(text, spot) if plain else text, spot)

    def _without_hidden(self, text: str, spot: Spot) -> str:
        r"""Refuse what could not stand in the file itself and was written as \x00 or \t."""
        found = _HIDDEN_OR_TAB.search(text)
        if found:
            self._fault("hidden-sign", _hidden_message(found.group()), spot, tr("Delete it."))
        return _HIDDEN_OR_TAB.sub("?", text)

    def _key_spot(self) -> Spot | None:
        """Return where the key stands whose value is next; the parser puts "nothing" too late."""
        here = self._open[-1] if self._open else None
        return self.located.keys.get((*here.path, here.key or "")) if here else None

    def _waits_for_key(self) -> bool:
        if not self._open:
            return False
        here = self._open[-1]
        return isinstance(here.value, dict) and here.key is None

    def _lost_key(self) -> str:
        """Return a key that nothing else has; what is put under it goes nowhere."""
        self._lost_keys += 1
        return f"{_LOST}{self._lost_keys}"

    def _take_key(self, key: str, spot: Spot, *, plain: bool) -> None:
        here = self._open[-1]
        if plain and not _is_text(key):
            self._fault(
                "key-not-text",
                tr("The key `{key}` is not text.", key=_short(key)),
                spot,
                tr("Quote it."),
            )
        path = (*here.path, key)
        if path in self.located.keys:
            first = self.located.keys[path]
            hint = tr("It stands in line {line} already; keep one of the two.", line=first.line)
            self._fault(
                "duplicate-key", tr("The key `{key}` is given twice.", key=_short(key)), spot, hint
            )
            here.key = self._lost_key()
            return
        self.located.keys[path] = spot
        here.key = key

    def _put(self, value: Any, spot: Spot) -> KeyPath:
        """Put a finished or beginning value where it belongs; return its path."""
        if not self._open:
            self._begun = True
            self.located.value = value
            self.located.values[()] = spot
            return ()
        here = self._open[-1]
        if isinstance(here.value, list):
            here.value.append(value)
            path: KeyPath = (*here.path, len(here.value) - 1)
        else:
            key = here.key or ""
            path = (*here.path, key)
            if not key.startswith(_LOST):
                here.value[key] = value
            here.key = None
        self.located.values[path] = spot
        return path

    def _resolve(self, text: str, spot: Spot) -> Any:
        """Return what an unquoted scalar means; only what nobody can misread is converted."""
        if text in _WORDS:
            return _WORDS[text]
        if text == "":
            self._fault(
                "no-value", tr("Nothing stands here."), spot, tr("Write a value or `null`.")
            )
            return None
        number = _NUMBER.fullmatch(text)
        if number:
            if len(text) > MOST_DIGITS:
                self._fault("number", tr("`{text}` has too many digits.", text=_short(text)), spot)
                return None
            return Decimal(text) if number.group(1) else int(text)
        if _LOOKS_LIKE_A_NUMBER.fullmatch(text):
            hint = tr(
                "Write a plain decimal number such as 0.5 or 1500, or quote it to make it text."
            )
            self._fault(
                "number", tr("`{text}` can be read in two ways.", text=_short(text)), spot, hint
            )
            return None
        return self._day(text, spot) if _DATE.fullmatch(text) else text

    def _day(self, text: str, spot: Spot) -> date | None:
        try:
            return date.fromisoformat(text)
        except ValueError:
            self._fault(
                "date",
                tr("There is no day `{text}`.", text=text),
                spot,
                tr("Write year-month-day."),
            )
            return None

    def _fault(self, code: str, message: str, spot: Spot, hint: str = "") -> None:
        place = Place(self.located.file, spot.line, spot.column)
        self.problems.append(Problem(code, message, place, hint))


def _is_text(key: str) -> bool:
    """Tell whether an unquoted key can only be read as text."""
    if key in _WORDS or key == "":
        return False
    return not (_LOOKS_LIKE_A_NUMBER.fullmatch(key) or _DATE.fullmatch(key))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"
