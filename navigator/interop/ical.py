"""A plan as an iCalendar file (RFC 5545), without the patient's name unless it is asked for.

Written by hand: a plan needs whole days, a few lines of text and nothing that repeats.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from navigator.domain.library import Drug, Route
from navigator.domain.number import number_text
from navigator.domain.plan import Cycle, Dose, Plan
from navigator.dosing.schedule import Span, spans
from navigator.words import say, tr

_LONGEST_LINE = 75  # octets, without the line break (RFC 5545, 3.1)
_LINE_BREAK = "\r\n"
# No control character may stand in a text (RFC 5545, 3.3.11).
_CONTROLS: dict[int, str | None] = dict.fromkeys([*range(32), 127])
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_SIGNS = {**_CONTROLS, **_ESCAPES}
_NO_BREAK = "\u00a0"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Event:
    """Something on whole days.

    Attributes:
        key: What tells it from the plan's other events; the same for the same event.
        last: Its last day, `first` for a single one.
    """

    key: str
    first: date
    last: date
    summary: str
    description: str
    kind: str


def plan_calendar(plan: Plan, *, with_name: bool = False) -> bytes:
    """Return a plan as the bytes of an iCalendar file.

    Args:
        plan: Complete or a draft; a draft says so in every event.
        with_name: Whether the patient's name and identifier are written; nothing else of the
            file tells who the patient is.

    Returns:
        UTF-8 with CRLF: one event for each dose or run of tablets, and one for each day on
        which a check falls due. The same plan gives the same bytes, and an event keeps its UID
        when only its day changes.

    Source:
        RFC 5545, Internet Calendaring and Scheduling Core Object Specification (iCalendar).
    """
    stamp = plan.made_on.strftime("%Y%m%dT000000Z")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Guideline Navigator//Treatment plan//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        _text("X-WR-CALNAME", _calendar_name(plan, with_name=with_name)),
    ]
    whose = _whose(plan)
    for event in _events(plan):
        lines += _event_lines(event, stamp, whose, _told(plan, with_name=with_name))
    lines.append("END:VCALENDAR")
    return "".join(_folded(line) for line in lines).encode()


def _events(plan: Plan) -> Iterator[_Event]:
    for cycle in plan.cycles:
        yield from _doses(plan, cycle)
    yield from _checks(plan)


def _doses(plan: Plan, cycle: Cycle) -> Iterator[_Event]:
    for span in spans(cycle.administrations):
        dose = span.dose
        words = {"drug": _name(dose.drug), "dose": _amount(dose)}
        summary = tr("{drug} {dose}", **words)
        description = [
            tr("{protocol}, cycle {cycle}", protocol=say(plan.protocol.name), cycle=cycle.number),
            _days(span),
            dose.arithmetic,
        ]
        key = (
            f"{plan.protocol.id}/{cycle.number}/{dose.drug_id}/{dose.phase.value}/{span.first_day}"
        )
        yield _Event(key, span.first, span.last, summary, _joined(description), "DOSE")


def _checks(plan: Plan) -> Iterator[_Event]:
    for due in plan.checks:
        text = say(due.check.text)
        for number, day in enumerate(due.due, 1):
            key = f"{plan.protocol.id}/check/{due.drug}/{due.check.id}/{number}"
            name = next((one.drug.name for one in plan.doses if one.drug_id == due.drug), due.drug)
            description = tr("For {drug}. {text}", drug=name, text=text)
            summary = tr("Due: {text}", text=text)
            yield _Event(key, day, day, summary, description, "CHECK")


def _event_lines(event: _Event, stamp: str, whose: str, told: tuple[str, ...]) -> tuple[str, ...]:
    digest = hashlib.sha256(f"{whose}/{event.key}".encode()).hexdigest()[:40]
    return (
        "BEGIN:VEVENT",
        f"UID:{digest}@guideline-navigator",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.last + _ONE_DAY:%Y%m%d}",  # the day after the last one
        _text("SUMMARY", event.summary),
        _text("DESCRIPTION", _joined((*told, event.description))),
        f"CATEGORIES:{event.kind}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    )


def _whose(plan: Plan) -> str:
    """Return what keeps the events of two patients apart and tells nobody who they are.

    All that was entered goes into a digest: too much to be guessed, so that it gives nothing away.
    """
    record = plan.record
    facts = sorted((str(key), repr(fact)) for key, fact in record.facts.items())
    parts = (facts, record.lines, record.samples, plan.identity)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _told(plan: Plan, *, with_name: bool) -> tuple[str, ...]:
    draft = (tr("DRAFT: not an order until it is complete and signed."),) if plan.drafts else ()
    if not with_name:
        return draft
    named = (plan.identity.name, plan.identity.identifier)
    return (*draft, ", ".join(part for part in named if part))


def _calendar_name(plan: Plan, *, with_name: bool) -> str:
    name = plan.identity.name if with_name else ""
    return ": ".join(part for part in (name, say(plan.protocol.name)) if part)


def _name(drug: Drug) -> str:
    """Return a drug's generic name with its first brand, so that look-alikes stay apart."""
    brand = f" ({drug.brands[0]})" if drug.brands else ""
    return f"{drug.name}{brand}"


def _amount(dose: Dose) -> str:
    amount = f"{number_text(dose.final_mg)}{_NO_BREAK}mg"
    times = dose.component.times_a_day
    if dose.drug.route is not Route.ORAL:
        return amount
    if times == 1:
        return tr("{amount} once a day", amount=amount)
    return tr("{amount} per intake, {times} intakes a day", amount=amount, times=times)


def _days(span: Span) -> str:
    if span.first_day == span.last_day:
        return tr("Day {day} of the cycle", day=span.first_day)
    return tr("Days {first} to {last} of the cycle", first=span.first_day, last=span.last_day)


def _joined(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)


def _text(name: str, value: str) -> str:
    return f"{name}:{value.translate(_SIGNS)}"


def _folded(line: str) -> str:
    """Return a line in pieces of at most 75 octets, none of which ends within a character."""
    pieces, piece, room = [], "", _LONGEST_LINE
    for sign in line:
        size = len(sign.encode())
        if size > room:
            pieces.append(piece)
            piece, room = " ", _LONGEST_LINE - 1
        piece += sign
        room -= size
    pieces.append(piece)
    return _LINE_BREAK.join(pieces) + _LINE_BREAK
