"""The parts of the proof's pages: what holds, edition by edition, and what is still open."""

import json
from collections.abc import Sequence
from dataclasses import replace

from navigator.domain.problems import Problem, Severity
from navigator.domain.proof import ContentProof, EditionProof
from navigator.report.dates import date_words
from navigator.report.lines import Run
from navigator.report.proof_words import Statement, method, statements
from navigator.report.runs import content, entered, joined, said
from navigator.report.strips import (
    HEAD,
    Cell,
    Strip,
    blank,
    bullet,
    cell,
    framed,
    heading,
    paragraph,
    row,
    ruled,
    table,
)
from navigator.report.style import BODY, BODY_BOLD, LABEL, NAME, NOTE, NOTE_BOLD, TITLE, UNIT
from navigator.report.text import Printable, worded
from navigator.words import tr, trn

_COUNTS_ABREAST = 4
_SIGNATURES = 3


def opening(proof: ContentProof, width: float) -> list[Strip]:
    """Return what the document is, of which content, and the sum of it."""
    faults = sum(one.severity is Severity.STOP for one in proof.problems)
    inner = width - UNIT * 3
    return [
        *paragraph([said(tr("Proof of the guideline content"), TITLE)], width),
        *paragraph([said(tr("Library (SHA-256)"), LABEL)], width, above=UNIT),
        *paragraph([said(proof.digest, BODY_BOLD)], width),
        *paragraph(_made(proof), width),
        blank(UNIT),
        *framed([blank(UNIT / 2), *_sum(proof, faults, inner), blank(UNIT / 2)], width),
        *(one for words in method() for one in paragraph([said(words)], width, above=UNIT)),
    ]


def edition_block(edition: EditionProof, width: float) -> list[Strip]:
    """Return what was proved of one edition, and over how much."""
    widths = (width * 0.58, width * 0.27, width * 0.15)
    head = [cell(said(words, NOTE_BOLD)) for words in _statement_columns()]
    rows = [_statement_row(one) for one in statements(edition)]
    return [
        heading(_title(edition), width, above=UNIT * 3),
        *paragraph(_review(edition), width),
        blank(UNIT / 2),
        *table(head, rows, widths),
    ]


def faults_block(proof: ContentProof, width: float) -> list[Strip]:
    """Return every fault with its place and the patient who shows it; nothing without faults."""
    faults = [one for one in proof.problems if one.severity is Severity.STOP]
    if not faults:
        return []
    title = trn("{number} fault", "{number} faults", len(faults))
    return [heading(worded(title), width), *(s for one in faults for s in _fault(one, width))]


def counts_block(proof: ContentProof, width: float) -> list[Strip]:
    """Return what the content amounts to, the numbers with and without a verified source first."""
    counts = proof.counts
    numbers, open_ = counts.get("numbers", 0), counts.get("numbers_unverified", 0)
    sources, unread = counts.get("sources", 0), counts.get("sources_unverified", 0)
    words = tr(
        "Clinical numbers: {numbers}; somebody has compared {compared} with the source, {open} "
        "are still to be compared. Sources named: {sources}, of which {unread} are still to be "
        "compared.",
        numbers=numbers,
        compared=numbers - open_,
        open=open_,
        sources=sources,
        unread=unread,
    )
    above = [
        heading(worded(tr("What the content amounts to")), width),
        *paragraph([said(words)], width),
        blank(UNIT / 2),
    ]
    # One short table: it stays whole, and its heading with it.
    return _together([*above, *_count_table(proof, width)])


def open_block(proof: ContentProof, width: float) -> list[Strip]:
    """Return every open matter by file; a sentence where there is none."""
    title = heading(worded(tr("Open matters, by file")), width)
    by_file: dict[str, list[Problem]] = {}
    for one in proof.problems:
        if one.severity is Severity.WARN:
            by_file.setdefault(one.place.file, []).append(one)
    if not by_file:
        return [title, *paragraph([said(tr("None."))], width)]
    head = [cell(said(tr("File"), NOTE_BOLD)), cell(said(tr("Still open"), NOTE_BOLD))]
    rows = [
        [cell(_file(file)), cell(*(_matter(one) for one in found))]
        for file, found in sorted(by_file.items())
    ]
    return [title, *table(head, rows, (width * 0.4, width * 0.6))]


def sign_block(width: float) -> list[Strip]:
    """Return the lines on which the committee says that it has seen this; never filled in."""
    lines = tr("Name"), tr("Function"), tr("Day"), tr("Signature")
    head = [cell(said(words, NOTE_BOLD)) for words in lines]
    widths = (width * 0.3, width * 0.25, width * 0.15, width * 0.3)
    above = [
        heading(worded(tr("Seen by the committee")), width, above=UNIT * 3),
        *row(head, widths, HEAD),
    ]
    rows = [ruled(blank(UNIT * 6), width) for _ in range(_SIGNATURES)]
    return _together([*above, *rows])


def _together(strips: list[Strip]) -> list[Strip]:
    """Return the strips as one that no page cuts."""
    return [*(replace(one, keep=True) for one in strips[:-1]), *strips[-1:]]


def _made(proof: ContentProof) -> tuple[Run, ...]:
    words = tr(
        "Checked on {day} by Guideline Navigator {version}",
        day=date_words(proof.checked_on),
        version=proof.program_version or tr("Not recorded"),
    )
    return (said(words),)


def _sum(proof: ContentProof, faults: int, width: float) -> list[Strip]:
    if not faults:
        names = ", ".join(one.id for one in proof.editions)
        words = tr("No fault. Proved: {editions}.", editions=names)
        return paragraph([said(words, NAME)], width)
    words = trn(
        "{number} fault: nothing may be built from this content.",
        "{number} faults: nothing may be built from this content.",
        faults,
    )
    return paragraph([said(words, NAME)], width)


def _title(edition: EditionProof) -> Printable:
    return content(edition.title, tr("An edition")).text


def _review(edition: EditionProof) -> tuple[Run, ...]:
    day = date_words(edition.review_by) if edition.review_by else tr("Not recorded")
    past = any(one.code == "past-review" for one in edition.problems)
    runs = [said(tr("Review by {day}", day=day))]
    return joined(*runs, said(tr("– this day has passed"), BODY_BOLD)) if past else tuple(runs)


def _statement_columns() -> tuple[str, ...]:
    return tr("For every patient"), tr("Looked at"), tr("Result")


def _statement_row(one: Statement) -> Sequence[Cell]:
    name, colon, rest = one.words.partition(":")
    words = (said(f"{name}{colon}", BODY_BOLD), Run(Printable(" "), BODY), said(rest.strip()))
    return [cell(words), cell(said(one.over, NOTE)), cell(_verdict(one))]


def _verdict(one: Statement) -> Run:
    if one.refuted:
        return said(trn("{number} fault", "{number} faults", one.refuted), BODY_BOLD)
    return said(tr("holds"), BODY_BOLD) if one.looked else said(tr("not looked at"), BODY)


def _fault(problem: Problem, width: float) -> list[Strip]:
    where = str(problem.place)
    runs = [entered(where, tr("A place in the content"), NOTE_BOLD)]
    runs += [
        entered(words, tr("A fault"), NOTE) for words in (problem.message, problem.hint) if words
    ]
    strips = bullet(joined(*runs), width)
    if problem.counter_example:
        patient = json.dumps(problem.counter_example, ensure_ascii=False)
        shown = [said(tr("Shown by:"), LABEL), entered(patient, tr("A patient"), NOTE)]
        strips += paragraph(joined(*shown), width, indent=UNIT * 2)
    return strips


def _count_table(proof: ContentProof, width: float) -> list[Strip]:
    """Return the counts in columns of name and number."""
    pairs = list(proof.counts.items())
    while len(pairs) % _COUNTS_ABREAST:
        pairs.append(("", 0))
    depth = len(pairs) // _COUNTS_ABREAST
    rows = [
        [pairs[at + depth * column] for column in range(_COUNTS_ABREAST)] for at in range(depth)
    ]
    widths = [width / _COUNTS_ABREAST * part for _ in range(_COUNTS_ABREAST) for part in (0.7, 0.3)]
    head = [
        cell(said(words, NOTE_BOLD))
        for _ in range(_COUNTS_ABREAST)
        for words in (tr("Of"), tr("Number"))
    ]
    return table(
        head, [[one for pair in row for one in _count_cells(*pair)] for row in rows], widths
    )


def _count_cells(name: str, number: int) -> tuple[Cell, Cell]:
    words = name.replace("_", " ")
    return cell(said(words or " ", NOTE)), cell(said(str(number) if words else " ", NOTE))


def _file(file: str) -> Run:
    return entered(file, tr("The name of a file"), NOTE)


def _matter(problem: Problem) -> Run:
    line = tr("line {line}:", line=problem.place.line) if problem.place.line else ""
    words = " ".join(part for part in (line, problem.message) if part)
    return entered(words, tr("An open matter"), NOTE)
