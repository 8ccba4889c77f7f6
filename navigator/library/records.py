"""From read files to validated records: every record by itself, so that no fault hides another."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from navigator.domain.problems import Place, Problem
from navigator.domain.text import Text
from navigator.library.content_files import ContentFile, Section
from navigator.library.known import Known, nearest
from navigator.library.located import KeyPath, Located
from navigator.library.schema import Record
from navigator.library.wording import problems_of
from navigator.words import tr


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file of the content with what was read from it."""

    file: ContentFile
    located: Located

    def entries(self, section: Section) -> Iterator[tuple[KeyPath, Any]]:
        """Give every entry of a section with its path, as far as there is such a list."""
        root = self.located.value
        entries = root.get(section.key) if isinstance(root, dict) else None
        if isinstance(entries, list):
            for index, entry in enumerate(entries):
                yield (section.key, index), entry


Kind = TypeVar("Kind", bound=Record)
RecordT_co = TypeVar("RecordT_co", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[RecordT_co]):
    """One record that passed, with where it stands."""

    record: RecordT_co
    source: ReadFile
    path: KeyPath

    def problem(self, code: str, message: str, at: KeyPath = (), hint: str = "") -> Problem:
        """Return a problem at a path inside the record."""
        place = self.source.located.place((*self.path, *at))
        return Problem(code, message, place, hint)


@dataclass(slots=True)
class Ids:
    """The ids of every kind, those of steps and vignettes by edition."""

    ids: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    problems: list[Problem] = field(default_factory=list)

    def known(self, edition: str = "", **more: Any) -> Known:
        """Return what a record of this edition may name."""
        steps = self.ids.get(f"step of {edition}", {}) if edition else {}
        return Known(ids={**self.ids, "step": steps}, **more)


def collect_ids(files: Iterable[ReadFile]) -> Ids:
    """Return the ids that the files give, faulty records included, and every id given twice."""
    found = Ids()
    for read in files:
        for section in read.file.kind.sections:
            kind = f"{section.kind} of {read.file.edition}" if read.file.edition else section.kind
            for path, entry in read.entries(section):
                _collect(found, kind, section.kind, read.located.place((*path, "id")), entry)
    return found


def _collect(found: Ids, kind: str, spoken: str, place: Place, entry: Any) -> None:
    entry_id = entry.get("id") if isinstance(entry, dict) else None
    if not isinstance(entry_id, str):
        return
    first = found.ids[kind].setdefault(entry_id, str(place))
    if first != str(place):
        kind = spoken.replace("_", " ")
        message = tr("The {kind} `{id}` is given twice.", kind=kind, id=entry_id)
        hint = tr("It stands at {first} already.", first=first)
        found.problems.append(Problem("duplicate-id", message, place, hint))


def check_root(read: ReadFile) -> Iterator[Problem]:
    """Give what is wrong with a file's outermost keys."""
    located, kind = read.located, read.file.kind
    if not isinstance(located.value, dict):
        keys = " and ".join(f"`{section.key}:`" for section in kind.sections) or "keys"
        hint = tr("Begin it with {keys}.", keys=keys)
        yield Problem("shape", tr("The file must be a mapping with keys."), located.place(), hint)
        return
    sections = {section.key for section in kind.sections}
    if not kind.header:
        for key in located.value:
            if key not in sections:
                place = located.place((key,), of_key=True)
                message = tr("The key `{key}` is not known here.", key=key)
                yield Problem("unknown-key", message, place, nearest(key, sections))
    for section in kind.sections:
        yield from _check_section(read, section)


def _check_section(read: ReadFile, section: Section) -> Iterator[Problem]:
    value = read.located.value.get(section.key, [])
    if section.key not in read.located.value:
        place, hint = read.located.place(), tr("Add `{key}:` with a list.", key=section.key)
        yield Problem("missing", tr("`{key}` is missing.", key=section.key), place, hint)
    elif not isinstance(value, list):
        place = read.located.place((section.key,))
        yield Problem("shape", tr("`{key}` must be a list.", key=section.key), place)


@dataclass(frozen=True, slots=True)
class Validation:
    """Validates records against what the content holds; faults go to `problems`."""

    known: Known
    problems: list[Problem]

    def section(self, read: ReadFile, section: Section) -> Iterator[Entry[Record]]:
        """Give the records of a section that pass."""
        for path, raw in read.entries(section):
            yield from self._validate(section.record, raw, read, path)

    def header(self, read: ReadFile) -> Iterator[Entry[Record]]:
        """Give the keys beside the sections as one record, nothing where they have faults."""
        kind, root = read.file.kind, read.located.value
        if kind.header is not None and isinstance(root, dict):
            sections = {section.key for section in kind.sections}
            raw = {key: value for key, value in root.items() if key not in sections}
            yield from self._validate(kind.header, raw, read, ())

    def _validate(
        self, model: type[Record], raw: Any, read: ReadFile, path: KeyPath
    ) -> Iterator[Entry[Record]]:
        try:
            yield Entry(model.model_validate(raw, context=self.known), read, path)
        except ValidationError as trouble:
            self.problems.extend(problems_of(trouble, model, read.located, path))


def of_kind(entries: Iterable[Entry[Record]], kind: type[Kind]) -> Iterator[Entry[Kind]]:
    """Give the entries whose record is of `kind`."""
    for entry in entries:
        if isinstance(entry.record, kind):
            yield Entry(entry.record, entry.source, entry.path)


def parts_of(value: Any) -> Iterator[Any]:
    """Give a record, every record inside it and every text, outermost first."""
    if isinstance(value, (Record, Text)):
        yield value
    if isinstance(value, Record):
        for name in type(value).model_fields:
            yield from parts_of(getattr(value, name))
    elif isinstance(value, list):
        for part in value:
            yield from parts_of(part)
