"""Opens a built library for reading; needs nothing but SQLite and JSON.

What is at the start of the program is read here, so SQLAlchemy, pydantic and YAML must not be
imported, not even indirectly.
"""

import json
import sqlite3
import threading
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from navigator.domain.guideline import Edition, RegimenSummary, Safeguard
from navigator.domain.ids import (
    DrugId,
    EditionId,
    ProtocolId,
    ReferenceId,
    RegimenId,
    TrialId,
)
from navigator.domain.problems import KnownTrouble
from navigator.domain.source import Reference
from navigator.domain.text import Text
from navigator.library.codec import LazyMapping, decoded, maker
from navigator.library.query import match_expressions
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.domain.library import Approval, Drug, Protocol, Regimen, Trial
    from navigator.domain.teaching import TeachingCase, Topic
    from navigator.domain.vignette import Vignette

# The format that this program reads; `navigator.library.tables.FORMAT` is what it writes.
READS_FORMAT = "4"
MOST_HITS = 200
# A drug has one row for each of its names; so many more are read for one hit each.
MOST_ALIASES = 10

Item = TypeVar("Item")

# Rows were written in the order of what a clinician most likely looks for, and are read in that
# order: ranking all hits of a short word would cost more than the whole answer.
_FIND = (
    "SELECT kind, id, shown_en, shown_fr, '' FROM search WHERE search MATCH ? "
    "ORDER BY rowid LIMIT ?"
)
# Only a hit in the text needs to be shown with the words around it.
_FIND_IN_TEXT = _FIND.replace("''", "snippet(search, 7, '', '', '…', 14)", 1)


class NotInLibrary(KnownTrouble, KeyError):
    """The library holds nothing of this kind and id."""

    def __init__(self, kind: str, wanted: str, held: Iterable[str] = ()) -> None:
        self.kind = kind
        self.wanted = wanted
        words = tr("The library holds no {kind} “{id}”.", kind=kind.replace("_", " "), id=wanted)
        names = ", ".join(held)
        super().__init__(
            tr("{words} It holds {names}.", words=words, names=names) if names else words
        )

    def __str__(self) -> str:
        """Return the sentence as it is; a `KeyError` would put it in quotes."""
        return str(self.args[0])


class LibraryDamaged(KnownTrouble):
    """The file is not a library that this program can read."""


@dataclass(frozen=True, slots=True)
class Found:
    """One hit of a search.

    Attributes:
        kind: "drug", "regimen", "protocol", "trial", "reference", "data_element" or "step".
        id: Of the thing; for a step "EDITION/STEP".
        snippet: For a hit in the text: the words around it, plain; else "".
    """

    kind: str
    id: str
    title: Text
    snippet: str


def open_library(path: Path) -> "SqliteLibrary":
    """Open a library for reading.

    Args:
        path: A file that `build_library` wrote. It is never changed.

    Raises:
        LibraryDamaged: missing, cut, no library, or of another format; in words.
    """
    try:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    except (sqlite3.Error, OSError, ValueError) as trouble:
        raise _damaged(path, str(trouble)) from trouble
    try:
        meta = dict(connection.execute("SELECT name, value FROM meta"))
    except (sqlite3.Error, UnicodeError) as trouble:
        connection.close()
        raise _damaged(path, str(trouble)) from trouble
    if meta.get("format") != READS_FORMAT or len(meta.get("digest", "")) != 64:
        connection.close()
        raise _damaged(path, tr("it was written by another version of the program"))
    return SqliteLibrary(path, connection, meta)


def _damaged(path: Path, reason: str) -> LibraryDamaged:
    return LibraryDamaged(
        tr(
            "The library {file} cannot be read: {reason}. It can be built again from its content.",
            file=path,
            reason=reason,
        )
    )


class SqliteLibrary:
    """The library in a SQLite file; fits `navigator.services.ports.Library`."""

    def __init__(self, path: Path, connection: sqlite3.Connection, meta: Mapping[str, str]) -> None:
        self._path = path
        self._connection = connection
        self._meta = meta
        self._one_at_a_time = threading.Lock()

    def close(self) -> None:
        """Let the file go; a reader that comes late is told, one that is reading ends first."""
        with self._one_at_a_time:
            self._connection.close()

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the content it was built from, 64 hex digits."""
        return self._meta["digest"]

    @property
    def built_by(self) -> str:
        """Return the version of the program that built it."""
        return self._meta.get("program", "")

    @property
    def counts(self) -> dict[str, int]:
        """Return what its content amounts to, by name."""
        prefix = "count "
        return {
            name.removeprefix(prefix): int(value)
            for name, value in self._meta.items()
            if name.startswith(prefix)
        }

    def titles(self, kind: str) -> dict[str, Text]:
        """Return the titles of everything of a kind, in the order of the content."""
        query = "SELECT id, title_en, title_fr FROM documents WHERE kind = ? ORDER BY position"
        return {one: Text(en, fr) for one, en, fr in self._rows(query, (kind,))}

    def editions(self) -> dict[EditionId, Text]:
        """Return the titles of the editions it holds, oldest first."""
        return {EditionId(one): title for one, title in self.titles("edition").items()}

    def edition(self, edition_id: EditionId) -> Edition:
        """Return one edition or primer; its steps and regimens are made when looked at."""
        try:
            return self._read("edition", edition_id, _edition)
        except NotInLibrary:
            if edition_id not in self.primers():
                raise
            return self._read("primer", edition_id, _edition)

    def primers(self) -> dict[EditionId, Text]:
        """Return the titles of the small flowcharts for teaching, in the order of the content."""
        return {EditionId(one): title for one, title in self.titles("primer").items()}

    def vignettes(self, edition_id: EditionId) -> "tuple[Vignette, ...]":
        """Return the vignettes of an edition, in the order of the content."""
        return self._read("vignettes", edition_id, _vignettes)

    def drug(self, drug_id: DrugId) -> "Drug":
        """Return one drug."""
        from navigator.domain.library import Drug  # noqa: PLC0415  (not at start)

        return self._record("drug", drug_id, Drug)

    def regimen(self, regimen_id: RegimenId) -> "Regimen":
        """Return one regimen."""
        from navigator.domain.library import Regimen  # noqa: PLC0415  (not at start)

        return self._record("regimen", regimen_id, Regimen)

    def protocol(self, protocol_id: ProtocolId) -> "Protocol":
        """Return one protocol."""
        from navigator.domain.library import Protocol  # noqa: PLC0415  (not at start)

        return self._record("protocol", protocol_id, Protocol)

    def trial(self, trial_id: TrialId) -> "Trial":
        """Return one trial."""
        from navigator.domain.library import Trial  # noqa: PLC0415  (not at start)

        return self._record("trial", trial_id, Trial)

    def reference(self, reference_id: ReferenceId) -> Reference:
        """Return one reference."""
        return self._record("reference", reference_id, Reference)

    def approvals(self) -> "tuple[Approval, ...]":
        """Return what agencies allowed, in the order of the content."""
        from navigator.domain.library import Approval  # noqa: PLC0415  (not at start)

        return tuple(self._record("approval", one, Approval) for one in self.titles("approval"))

    def topics(self) -> "tuple[Topic, ...]":
        """Return the seminars, in the order of the content."""
        from navigator.domain.teaching import Topic  # noqa: PLC0415  (not at start)

        return tuple(self._record("topic", one, Topic) for one in self.titles("topic"))

    def cases(self) -> "tuple[TeachingCase, ...]":
        """Return the teaching cases, in the order of the content."""
        from navigator.domain.teaching import TeachingCase  # noqa: PLC0415  (not at start)

        return tuple(self._record("case", one, TeachingCase) for one in self.titles("case"))

    def search(self, typed: str, limit: int = 30) -> tuple[Found, ...]:
        """Return what fits the words typed, the best first.

        Args:
            typed: Anything; each word is the beginning of a word of a title, name, synonym,
                brand, code or text. Accents and case do not matter.
            limit: At most so many, 1 to MOST_HITS.
        """
        limit = max(1, min(limit, MOST_HITS))
        expressions = match_expressions(typed)
        found: dict[tuple[str, str], Found] = {}
        for number, expression in enumerate(expressions, start=1):
            query = _FIND_IN_TEXT if number == len(expressions) else _FIND
            rows = self._rows(query, (expression, limit + MOST_ALIASES))
            for kind, one, en, fr, snippet in rows:
                found.setdefault((kind, one), Found(kind, one, Text(en, fr), snippet))
            if len(rows) >= limit:
                break
        return tuple(found.values())[:limit]

    def probe(self) -> None:
        """Read one document of each kind.

        Raises:
            LibraryDamaged: it was not written by this program, or not for it.
        """
        for kind, make in _makers().items():
            for first in islice(self.titles(kind), 1):
                self._read(kind, first, make)

    def _record(self, kind: str, wanted: str, of: type[Item]) -> Item:
        record: Item = self._read(kind, wanted, maker(of))
        return record

    def _read(self, kind: str, wanted: str, make: Callable[[Any], Item]) -> Item:
        """Return what a document stands for.

        Raises:
            NotInLibrary: there is none.
            LibraryDamaged: it is not what this program would have written.
        """
        text = self._document(kind, wanted)
        try:
            return make(json.loads(text.decode("ascii")))
        except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError) as trouble:
            reason = tr("a part of it is not what this program writes")
            raise _damaged(self._path, reason) from trouble

    def _document(self, kind: str, wanted: str) -> bytes:
        """Return a document as it was written.

        Raises:
            NotInLibrary: there is none.
            LibraryDamaged: it is not what was written.
        """
        # As bytes: the check sum is taken of these, and they are decoded once.
        query = "SELECT CAST(json AS BLOB), crc32 FROM documents WHERE kind = ? AND id = ?"
        rows = self._rows(query, (kind, wanted))
        if not rows:
            # Of editions there are few enough to name them all.
            raise NotInLibrary(kind, wanted, self.editions() if kind == "edition" else ())
        content: bytes = rows[0][0]
        if zlib.crc32(content) != rows[0][1]:
            raise _damaged(self._path, tr("a part of it was changed"))
        return content

    def _rows(self, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        try:
            with self._one_at_a_time:
                return self._connection.execute(query, values).fetchall()
        except sqlite3.ProgrammingError:
            raise
        except (sqlite3.DatabaseError, UnicodeError) as trouble:
            raise _damaged(self._path, str(trouble)) from trouble


def _edition(raw: dict[str, Any]) -> Edition:
    safeguards = LazyMapping(raw.pop("safeguards"), maker(Safeguard))
    regimens = raw.pop("regimens")
    edition = decoded(Edition, {**raw, "regimens": {}})
    summaries = LazyMapping(regimens, lambda part: _summary(part, safeguards))
    return replace(edition, regimens=summaries)


def _vignettes(raw: list[Any]) -> "tuple[Vignette, ...]":
    from navigator.domain.vignette import Vignette  # noqa: PLC0415  (not at start)

    return tuple(decoded(Vignette, part) for part in raw)


def _summary(raw: dict[str, Any], safeguards: Mapping[str, Safeguard]) -> RegimenSummary:
    named = raw.get("safeguards", ())
    plain = {key: value for key, value in raw.items() if key != "safeguards"}
    summary = decoded(RegimenSummary, plain)
    return replace(summary, safeguards=tuple(safeguards[one] for one in named))


def _makers() -> dict[str, Callable[[Any], object]]:
    """Return what makes a record of each kind of document."""
    from navigator.domain.library import (  # noqa: PLC0415  (not at start)
        Approval,
        Drug,
        Protocol,
        Regimen,
        Trial,
    )
    from navigator.domain.teaching import TeachingCase, Topic  # noqa: PLC0415  (not at start)

    return {
        "edition": _edition,
        "primer": _edition,
        "approval": maker(Approval),
        "topic": maker(Topic),
        "case": maker(TeachingCase),
        "vignettes": _vignettes,
        "drug": maker(Drug),
        "regimen": maker(Regimen),
        "protocol": maker(Protocol),
        "trial": maker(Trial),
        "reference": maker(Reference),
    }
