"""A teacher's own cases: one file each in a folder of the program's data."""

import contextlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from navigator.domain.problems import InputRefused, Place, Problem, Severity
from navigator.domain.teaching import TeachingCase
from navigator.files import atomic_write, not_written
from navigator.services.own_case_text import ENDING, case_text
from navigator.services.read_own_case import EditionOf, ReadCase, read_case
from navigator.services.read_record import LARGEST_FILE_BYTES
from navigator.words import say, tr

# Two words with capitals beside each other, the way a name is written inside a sentence.
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b([A-ZÀ-Þ][a-zß-ÿ]{2,})\s+([A-ZÀ-Þ][a-zß-ÿ]{2,})\b")
_TITLED = re.compile(r"\b(?:Mrs?|Ms|Miss|Mme|Mlle|Frau|Herr|Dr)\.?\s+[A-ZÀ-Þ][a-zß-ÿ]+")
_NOT_NAMES = frozenset({"Clinical", "Guideline", "United", "European", "Trastuzumab", "Group"})


@dataclass(frozen=True, slots=True)
class OwnCase:
    """One file of the folder.

    Attributes:
        case: None where the file cannot be read as a case at all.
        problems: What is wrong with it, each with its place in the file.
    """

    file: Path
    case: TeachingCase | None
    problems: tuple[Problem, ...] = ()

    @property
    def broken(self) -> bool:
        """Tell whether something is wrong that has to be mended."""
        return any(one.severity is Severity.STOP for one in self.problems)


class OwnCases:
    """The folder of own cases; nothing is read before somebody asks."""

    def __init__(self, folder: Path, edition_of: EditionOf, others: Iterable[str] = ()) -> None:
        """Name the folder.

        Args:
            folder: May be missing.
            edition_of: Gives an installed edition or primer, None for one that is not.
            others: Ids of cases that stand elsewhere; no own case has one of them.
        """
        self.folder = folder
        self._edition_of = edition_of
        self._others = frozenset(others)
        self._known: dict[Path, tuple[tuple[int, int], OwnCase]] = {}

    def taken(self) -> set[str]:
        """Return the ids that no further case can have."""
        return {*self._others, *(one.id for one in self.cases())}

    def read(self) -> tuple[OwnCase, ...]:
        """Return every file of a case in the folder, by name; a broken one hides no other."""
        try:
            files = sorted(one for one in self.folder.glob(f"*{ENDING}") if not one.is_dir())
        except OSError:
            return ()
        found = [self._one(file) for file in files]
        # A file that is called as its case comes first, so that its case keeps its id.
        found.sort(key=lambda one: not _is_called_as_its_case(one))
        told: list[OwnCase] = []
        for one in found:
            ids = (other.case.id for other in told if other.case is not None)
            told.append(_told_apart(one, {*self._others, *ids}))
        return tuple(sorted(told, key=lambda one: one.file))

    def cases(self) -> tuple[TeachingCase, ...]:
        """Return the cases that can be offered, faults left out."""
        return tuple(one.case for one in self.read() if one.case is not None)

    def taken_in(self, file: Path) -> OwnCase:
        """Return the case of a file from elsewhere, not yet kept.

        Args:
            file: Any file.
        """
        return self._one(file)

    def keep(self, case: TeachingCase, before: Path | None = None) -> Path:
        """Write a case into the folder, in the place of an earlier one with its id.

        Args:
            case: With an id.
            before: The file that it was read from, which is taken away where it is another.

        Raises:
            NotWritten: it could not be written; in words.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise not_written(self.folder, trouble) from trouble
        file = self.folder / f"{case.id}{ENDING}"
        atomic_write(file, case_text(case).encode())
        if before is not None and before != file and before.parent == self.folder:
            # Where it cannot be taken away, the two are told apart when they are read.
            with contextlib.suppress(OSError):
                before.unlink(missing_ok=True)
        return file

    def file_of(self, case_id: str) -> OwnCase | None:
        """Return the file of a case, None where there is none."""
        found = (one for one in self.read() if one.case is not None and one.case.id == case_id)
        return next(found, None)

    def remove(self, case_id: str) -> None:
        """Take a case out of the folder; one that is not there is no trouble.

        Raises:
            NotWritten: it could not be taken away; in words.
        """
        found = self.file_of(case_id)
        if found is None:
            return
        try:
            found.file.unlink(missing_ok=True)
        except OSError as trouble:
            raise not_written(found.file, trouble) from trouble

    def bring_in(self, file: Path) -> OwnCase:
        """Take a case from a file into the folder; one with the same id is kept beside it.

        Args:
            file: Of a case, as `export` writes it.

        Returns:
            What was kept, with the faults that were left out.

        Raises:
            InputRefused: the file is no case at all; says why.
            NotWritten: it could not be kept.
        """
        found = self._one(file)
        if found.case is None:
            raise InputRefused(found.problems)
        there = {one.id: one for one in self.cases()}
        case = found.case
        if case.id in self._others or there.get(case.id, case) != case:
            case = replace(case, id=free_id(case.id, self.taken()))
        return OwnCase(self.keep(case), case, found.problems)

    def _one(self, file: Path) -> OwnCase:
        """Return what a file holds; one that has not changed is not read again."""
        try:
            there = file.stat()
        except OSError:
            return self._read(file)
        mark = there.st_mtime_ns, there.st_size
        known = self._known.get(file)
        if known is None or known[0] != mark:
            known = self._known[file] = mark, self._read(file)
        return known[1]

    def _read(self, file: Path) -> OwnCase:
        try:
            with file.open("rb") as opened:
                content = opened.read(LARGEST_FILE_BYTES * 4 + 1)
            found = read_case(content.decode("utf-8"), self._edition_of)
        except UnicodeDecodeError:
            found = _refused(tr("This is not a text file in UTF-8."))
        except OSError as trouble:
            reason = trouble.strerror or str(trouble)
            found = _refused(tr("The file cannot be read: {reason}.", reason=reason))
        return OwnCase(file, found.case, found.problems)


def _is_called_as_its_case(found: OwnCase) -> bool:
    return found.case is not None and found.file.name == f"{found.case.id}{ENDING}"


def _told_apart(found: OwnCase, taken: set[str]) -> OwnCase:
    """Give a case another id where an earlier file has the same."""
    if found.case is None or found.case.id not in taken:
        return found
    message = tr("Another file has a case with the id “{id}”.", id=found.case.id)
    case = replace(found.case, id=free_id(found.case.id, taken))
    problem = Problem("twice", message, Place("id"), severity=Severity.WARN)
    return replace(found, case=case, problems=(*found.problems, problem))


def export(case: TeachingCase, file: Path) -> None:
    """Write a case where a person wants it, to be given to others.

    Raises:
        NotWritten: it could not be written; in words.
    """
    atomic_write(file, case_text(case).encode(), private=False)


def free_id(wanted: str, taken: Iterable[str]) -> str:
    """Return an id that no other case has: the wanted one, or with a number.

    Args:
        wanted: Any words; what an id cannot hold is left out.
        taken: Ids of the other cases.
    """
    there = set(taken)
    plain = re.sub(r"[^a-z0-9]+", "-", wanted.lower()).strip("-")[:50].strip("-") or "case"
    if plain not in there:
        return plain
    return next(name for at in range(2, len(there) + 3) if (name := f"{plain}-{at}") not in there)


def names_in(case: TeachingCase) -> tuple[str, ...]:
    """Return what reads like the name of a real person, for a reminder; "" never.

    Args:
        case: The patient's name and the texts that tell of the patient are looked through.
    """
    found: dict[str, None] = {}
    for name in _given(case.record):
        found[name] = None
    for text in (case.title, case.story, case.discussion, case.notes):
        words = say(text)
        for hit in _TITLED.finditer(words):
            found[hit[0]] = None
        for hit in _NAME.finditer(words):
            if not _NOT_NAMES & {hit[1], hit[2]}:
                found[hit[0]] = None
    return tuple(found)


def _given(record: str) -> list[str]:
    import json  # noqa: PLC0415  (with the reminder only)

    patient = json.loads(record or "{}").get("patient") or {}
    parts = (patient.get("name"), patient.get("identifier")) if isinstance(patient, dict) else ()
    return [one for one in parts if isinstance(one, str) and one.strip()]


def _refused(words: str) -> ReadCase:
    return ReadCase(None, (Problem("not-readable", words, Place("")),))
