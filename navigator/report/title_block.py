"""Top of the first page: what is planned, and why it may still be a draft."""

import re

from navigator.domain.ids import ElementId
from navigator.domain.plan import Plan
from navigator.report.dates import date_words, weekday
from navigator.report.decisions_block import override_runs, told_again
from navigator.report.lines import Run
from navigator.report.paper import (
    Entry,
    Paper,
    bullets,
    element_label,
    fact_runs,
    is_draft,
    not_recorded,
)
from navigator.report.runs import content, joined, said
from navigator.report.strips import Strip, blank, framed, paragraph
from navigator.report.style import BODY, BODY_BOLD, LABEL, NOTE, TITLE, UNIT
from navigator.report.text import Printable, worded
from navigator.words import tr, trn

_INTENT = ElementId("intent")
# ISMP list of error-prone abbreviations; US and EU regulators on mix-ups of the conjugates.
_ERROR_PRONE = re.compile(r"\b(T-?DM-?1|T-?DXD|SC|SQ|AU|MS|HS|U|IU)\b", re.IGNORECASE)


def title_block(paper: Paper) -> list[Strip]:
    """Return the regimen's full name, its protocol, the key data and the reasons for a draft."""
    plan = paper.plan
    name = [content(plan.regimen.name, tr("The name of a regimen"), TITLE)]
    return [
        *paragraph(name, paper.width),
        *paragraph(_protocol(paper), paper.width),
        *paragraph(_key_data(paper), paper.width, above=UNIT * 0.75),
        *_draft(paper),
    ]


def cycle_words(plan: Plan) -> str:
    """Return which cycle of how many begins on the start date."""
    number = plan.cycles[0].number if plan.cycles else 1
    planned = plan.protocol.planned_cycles
    if planned is None:
        return tr("{number}, until progression", number=number)
    return tr("{number} of planned {planned}", number=number, planned=planned)


def _protocol(paper: Paper) -> tuple[Run, ...]:
    plan = paper.plan
    protocol = plan.protocol
    runs = [
        said(tr("Protocol"), LABEL),
        content(protocol.name, tr("The name of a protocol")),
        *_code(protocol.id),
    ]
    return (*joined(*runs), *paper.citations.mark(protocol.sources))


def _code(protocol: str) -> list[Run]:
    """Return a protocol's code, unless it reads as an abbreviation that errors are known of."""
    return [] if _ERROR_PRONE.search(protocol) else [said(f"({protocol})", LABEL)]


def _key_data(paper: Paper) -> list[Run]:
    """Return cycle, days, line and intent on one line, each after its label."""
    gap = Run(Printable("     "), BODY)
    runs: list[Run] = []
    for label, value in _key_entries(paper):
        runs += [gap] if runs else []
        runs += [Run(Printable(f"{label} "), LABEL), *value]
    return runs


def _key_entries(paper: Paper) -> list[Entry]:
    plan = paper.plan
    every = trn("every {number} day", "every {number} days", plan.protocol.cycle_days)
    start = f"{weekday(plan.start)} {date_words(plan.start)}"
    return [
        (worded(tr("Cycle")), (said(cycle_words(plan), BODY_BOLD),)),
        (worded(tr("Cycle length")), (said(every, BODY_BOLD),)),
        (worded(tr("Day 1")), (said(start, BODY_BOLD),)),
        (worded(tr("Line of therapy")), (_line(plan),)),
        (_intent_label(paper), fact_runs(paper, _INTENT, BODY_BOLD)),
    ]


def _intent_label(paper: Paper) -> Printable:
    known = _INTENT in paper.elements
    return element_label(paper, _INTENT) if known else worded(tr("Intent"))


def _line(plan: Plan) -> Run:
    return said(str(plan.step.line), BODY_BOLD) if plan.step.line else not_recorded()


def _reason(paper: Paper, words: str) -> tuple[Run, ...]:
    """Return a reason for a draft; a decision of a person in that person's own words."""
    override = told_again(paper.plan, words)
    return override_runs(paper, override) if override else (said(words, NOTE),)


def _draft(paper: Paper) -> list[Strip]:
    """Return why the plan must not be used yet; nothing for a complete one."""
    plan = paper.plan
    if not is_draft(plan) and not plan.missing:
        return []
    inner = paper.width - UNIT * 3
    strips: list[Strip] = [blank(UNIT * 0.5)]
    if is_draft(plan):
        strips += paragraph([said(tr("DRAFT – not to be used for treatment"), BODY_BOLD)], inner)
        strips += bullets((_reason(paper, one) for one in plan.drafts), inner)
    if plan.missing:
        names = ", ".join(element_label(paper, one) for one in plan.missing)
        missing = [said(tr("Not recorded:"), NOTE.bold()), Run(Printable(f" {names}"), NOTE)]
        strips += paragraph(missing, inner, above=UNIT / 2)
    strips.append(blank(UNIT * 0.5))
    return [blank(UNIT), *framed(strips, paper.width)]
