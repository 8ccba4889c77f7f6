"""What came of learning alone: kept in a small file on this computer, given away as CSV.

A line holds no personal data but the alias that a learner may choose; nothing is sent anywhere.
"""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from navigator.files import append_line, not_written
from navigator.words import tr

LONGEST_ALIAS = 40
_MOST_SECONDS = 24 * 3600
_MOST_BYTES = 8_000_000
# What a spreadsheet would take as a formula, or as the end of a cell.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer that a learner committed to.

    Attributes:
        day: When, YYYY-MM-DD.
        alias: As the learner chose to be called, "" for nobody.
        collection: The set of cases it belongs to, "" for a case alone.
        run: 1 for the first time through the set, 2 for the second.
        case, question: Which ids it answers.
        answer: Id of the answer.
        right: Whether the edition agrees.
        seconds: From the question to the answer.
    """

    day: str
    alias: str
    collection: str
    run: int
    case: str
    question: str
    answer: str
    right: bool
    seconds: int


@dataclass(frozen=True, slots=True)
class RunScore:
    """One time through a set of cases.

    Attributes:
        rights: By (case, question), whether the answer was right.
    """

    run: int
    day: str
    rights: dict[tuple[str, str], bool]
    seconds: int

    @property
    def right(self) -> int:
        """Return the number of right answers."""
        return sum(self.rights.values())

    @property
    def total(self) -> int:
        """Return the number of answers."""
        return len(self.rights)


@dataclass(frozen=True, slots=True)
class BeforeAndAfter:
    """The first and the last time through a set, compared over the questions of both.

    Attributes:
        gained, lost: Questions answered right in one of them only, as (case, question).
    """

    before: RunScore
    after: RunScore
    gained: tuple[tuple[str, str], ...]
    lost: tuple[tuple[str, str], ...]


class Scores:
    """The file of attempts; a line that is cut short or foreign is left out."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def add(self, attempts: Iterable[Attempt]) -> None:
        """Write attempts at the end of the file.

        Raises:
            NotWritten: they could not be written; in words.
        """
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise not_written(self._file, trouble) from trouble
        if self._cut_short():
            append_line(self._file, "")
        for one in attempts:
            append_line(self._file, json.dumps(asdict(one)))

    def _cut_short(self) -> bool:
        """Tell whether the last line lost its end, so that the next one must not join it."""
        try:
            return not self._file.read_bytes().endswith(b"\n")
        except OSError:
            return False

    def read(self) -> tuple[Attempt, ...]:
        """Return every attempt, in the order in which they were made."""
        try:
            with self._file.open("rb") as opened:
                lines = opened.read(_MOST_BYTES).decode("ascii", "replace").splitlines()
        except OSError:
            return ()
        found = (_attempt(line) for line in lines)
        return tuple(one for one in found if one is not None)

    def forget(self) -> None:
        """Take every attempt away.

        Raises:
            NotWritten: the file could not be taken away; in words.
        """
        try:
            self._file.unlink(missing_ok=True)
        except OSError as trouble:
            raise not_written(self._file, trouble) from trouble


def runs_of(attempts: Iterable[Attempt], collection: str, alias: str) -> tuple[RunScore, ...]:
    """Return what came of each time through a set, the first one first.

    Args:
        attempts: Of any sets and learners.
        collection: The set.
        alias: The learner.
    """
    mine: dict[int, list[Attempt]] = {}
    for one in attempts:
        if (one.collection, one.alias) == (collection, alias):
            mine.setdefault(one.run, []).append(one)
    return tuple(_run(run, mine[run]) for run in sorted(mine))


def before_and_after(runs: Sequence[RunScore]) -> BeforeAndAfter | None:
    """Return the first and last run compared, None where there are no two.

    Args:
        runs: As of `runs_of`.
    """
    if len(runs) < 2:
        return None
    before, after = runs[0], runs[-1]
    both = [one for one in before.rights if one in after.rights]
    gained = tuple(one for one in both if after.rights[one] and not before.rights[one])
    lost = tuple(one for one in both if before.rights[one] and not after.rights[one])
    return BeforeAndAfter(before, after, gained, lost)


def attempts_csv(attempts: Iterable[Attempt]) -> bytes:
    """Return attempts as CSV in UTF-8; no cell can be taken as a formula.

    Args:
        attempts: In the order of the rows.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(_heads())
    for one in attempts:
        right = tr("yes") if one.right else tr("no")
        cells = (one.day, one.alias, one.collection, one.run, one.case, one.question, one.answer)
        table.writerow([_safe(cell) for cell in (*cells, right, one.seconds)])
    # The mark in front lets spreadsheets read the accents.
    return text.getvalue().encode("utf-8-sig")


def _heads() -> tuple[str, ...]:
    return (
        tr("day"),
        tr("alias"),
        tr("set"),
        tr("run"),
        tr("case"),
        tr("question"),
        tr("answer"),
        tr("right"),
        tr("seconds"),
    )


def _safe(cell: object) -> object:
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA):
        return f"'{cell}"
    return cell


def _run(run: int, attempts: Sequence[Attempt]) -> RunScore:
    rights = {(one.case, one.question): one.right for one in attempts}
    return RunScore(run, attempts[0].day, rights, sum(one.seconds for one in attempts))


def _attempt(line: str) -> Attempt | None:
    try:
        found = json.loads(line)
        one = Attempt(**found)
        date.fromisoformat(one.day)
    except (ValueError, TypeError, RecursionError):
        return None
    texts: tuple[object, ...] = (one.alias, one.collection, one.case, one.question, one.answer)
    plain = all(isinstance(text, str) and len(text) <= 200 for text in texts)
    whole = all(type(number) is int for number in (one.run, one.seconds))
    if not plain or not whole or not isinstance(one.right, bool):
        return None
    return one if one.run >= 1 and 0 <= one.seconds <= _MOST_SECONDS else None
