"""What was typed in the terminal for a plan, read into what a plan is asked for."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from navigator.domain.ids import DrugId
from navigator.domain.plan import Decision
from navigator.domain.problems import InputRefused, Place, Problem
from navigator.dosing.changes import LevelSet
from navigator.services.plan_request import PlanRequest
from navigator.words import tr

Value = TypeVar("Value")

_WHOLE = re.compile(r"-?[0-9]{1,6}", re.ASCII)
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Typed:
    """Options as typed, each in the order of the line; nothing of them is believed.

    Attributes:
        levels: Each DRUG=LEVEL:REASON; the reason may be left out and is then asked for.
        last_doses: Each DRUG=DAY.
        delays: Each CYCLE=DAYS.
        holidays: Days on which the clinic is closed.
        accepted: Ids of proposals.
        declined: Each ID=REASON.
        by: Who decides.
        cycle: Number of the first cycle shown.
    """

    levels: Sequence[str] = ()
    last_doses: Sequence[str] = ()
    delays: Sequence[str] = ()
    holidays: Sequence[str] = ()
    accepted: Sequence[str] = ()
    declined: Sequence[str] = ()
    by: str = ""
    cycle: str = "1"


def with_typed(request: PlanRequest, typed: Typed) -> PlanRequest:
    """Return what a plan is asked for, with what was typed.

    Args:
        request: The rest of it.
        typed: As typed.

    Raises:
        InputRefused: with every option that cannot be read, under its name: not of its form, no
            whole number, no day, or one thing told twice. Whether they fit the plan is for
            `plan_course` to say.
    """
    reader = _Reader()
    decided = {
        **dict.fromkeys(reader.each("--accept", typed.accepted, _id), _yes(typed)),
        **reader.pairs("--decline", typed.declined, lambda reason: _no(reason, typed)),
    }
    reader.not_both(typed.accepted, typed.declined)
    levels = reader.pairs("--level", typed.levels, lambda text: _level(text, typed.by))
    last_doses = reader.pairs("--last-dose", typed.last_doses, _day)
    delays = reader.pairs("--delay", typed.delays, _whole, key=_cycle)
    holidays = reader.each("--holiday", typed.holidays, _day)
    cycle = reader.each("--cycle", [typed.cycle], _whole)
    if reader.problems:
        raise InputRefused(reader.problems)
    return replace(
        request,
        decisions=decided,
        levels={DrugId(drug): level for drug, level in levels.items()},
        last_doses={DrugId(drug): day for drug, day in last_doses.items()},
        delays={int(cycle): days for cycle, days in delays.items()},
        holidays=tuple(holidays),
        cycle=cycle[0],
    )


class _NotRead(ValueError):
    """A text that cannot be taken; says why and what would be right."""


@dataclass(slots=True)
class _Reader:
    """Reads options and collects what is wrong with them."""

    problems: list[Problem] = field(default_factory=list)

    def pairs(
        self,
        option: str,
        texts: Iterable[str],
        read: Callable[[str], Value],
        key: Callable[[str], str] | None = None,
    ) -> dict[str, Value]:
        """Read texts of the form NAME=VALUE; each name once, as `key` reads it."""
        found: dict[str, Value] = {}
        for text in texts:
            name, sign, value = text.partition("=")
            if not name.strip() or not sign:
                self._refuse(option, text, tr("Write it as name, equals sign, value."))
                continue
            names = self.each(option, [name], key or _id, shown=text)
            if found.keys() & set(names):
                self._refuse(option, text, tr("It is told twice; tell it once."))
            else:
                values = self.each(option, [value], read, shown=text)
                found.update(zip(names, values, strict=False))
        return found

    def each(
        self,
        option: str,
        texts: Iterable[str],
        read: Callable[[str], Value],
        *,
        shown: str | None = None,
    ) -> list[Value]:
        """Read texts one by one; `shown` is what a refusal shows of one instead of itself."""
        found: list[Value] = []
        for text in texts:
            try:
                found.append(read(text))
            except _NotRead as refused:
                self._refuse(option, text if shown is None else shown, str(refused))
        return found

    def not_both(self, accepted: Sequence[str], declined: Sequence[str]) -> None:
        """Refuse what is both accepted and declined."""
        for text in declined:
            if text.partition("=")[0].strip() in {each.strip() for each in accepted}:
                self._refuse("--decline", text, tr("It is accepted too; do one of the two."))

    def _refuse(self, option: str, text: str, words: str) -> None:
        message = tr("“{text}” cannot be read.", text=text)
        self.problems.append(Problem("option-not-read", message, Place(option), hint=words))


def _id(text: str) -> str:
    if not text.strip():
        raise _NotRead(tr("Give an id; `--json` lists those of the proposals."))
    return text.strip()


def _cycle(text: str) -> str:
    return str(_whole(text))


def _yes(typed: Typed) -> Decision:
    return Decision(accepted=True, by=typed.by.strip())


def _no(reason: str, typed: Typed) -> Decision:
    return Decision(accepted=False, reason=reason.strip(), by=typed.by.strip())


def _level(text: str, by: str) -> LevelSet:
    number, _, reason = text.partition(":")
    return LevelSet(_whole(number), reason.strip(), by.strip())


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text.strip()):
        raise _NotRead(tr("A whole number is needed, like {example}.", example="1"))
    return int(text)


def _day(text: str) -> date:
    words = tr("A day is written like {example}.", example="2026-12-01")
    if not _ISO_DAY.fullmatch(text.strip()):
        raise _NotRead(words)
    try:
        return date.fromisoformat(text.strip())
    except ValueError as fault:
        raise _NotRead(words) from fault
