"""The doses: one row per drug and phase in order of administration, its arithmetic under it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from navigator.domain.ids import DrugId
from navigator.domain.library import Component, Drug, Phase, Route
from navigator.domain.plan import Dose, TabletCount
from navigator.dosing.wording import phase_words, route_words
from navigator.report.lines import Line, Run, one_line
from navigator.report.paper import Paper, in_order
from navigator.report.pen import Pen
from navigator.report.runs import content, entered, joined, said
from navigator.report.strips import (
    HEAD,
    PLAIN,
    Cell,
    Paint,
    Strip,
    blank,
    cell,
    framed,
    heading,
    paragraph,
    row,
    ruled,
    shifted,
)
from navigator.report.style import BLACK, BODY_BOLD, DOSE, NOTE, NOTE_BOLD, UNIT
from navigator.report.text import Printable, worded
from navigator.report.wording import (
    cycles_words,
    days_words,
    dose_rule,
    infusion_words,
    kind_words,
    milligrams,
    quantity,
    times_a_day,
)
from navigator.words import tr, trn

_NUMBER_SHARE = 0.055
_LARGEST_SHARES = (0.19, 0.19, 0.22)  # of rule, dose and days; the way it is given has the rest
_GUTTER = UNIT * 2
_DOT = Run(Printable("·"), NOTE)
_FAMILY = "trastuzumab"
_PROTEINS = frozenset({"antibody", "adc"})


def dose_table(paper: Paper) -> list[Strip]:
    """Return the doses with everything that is needed to give them and to check them."""
    widths = _widths(paper)
    head = replace(row(_head(), widths, HEAD)[0], keep=True)
    strips = [heading(worded(tr("Doses, in order of administration")), paper.width), head]
    warned: set[DrugId] = set()
    for number, doses in enumerate(_by_drug(paper.plan.doses), 1):
        drug = doses[0].drug
        entry = _entry(paper, doses, number, widths, with_warning=drug.id not in warned)
        strips += [replace(one, header=head) for one in entry]
        warned.add(drug.id)
    if not paper.plan.doses:
        strips += paragraph([said(tr("No drug is given in this plan."), BODY_BOLD)], paper.width)
    return [*strips, *_undosed(paper), *_sequence(paper), *_never_interchange(paper)]


def _widths(paper: Paper) -> list[float]:
    """Give rule, dose and days the room that they need, and the way it is given the rest."""
    rows = [_head()[1:4], *(_cells(paper, dose)[:3] for dose in paper.plan.doses)]
    needed = [
        min(max(map(_room, column)), paper.width * largest)
        for column, largest in zip(zip(*rows, strict=True), _LARGEST_SHARES, strict=True)
    ]
    number = paper.width * _NUMBER_SHARE
    return [number, *needed, paper.width - number - sum(needed)]


def _room(one: Cell) -> float:
    return max(one_line(runs).width for runs in one.paragraphs) + _GUTTER


def _by_drug(doses: Iterable[Dose]) -> list[list[Dose]]:
    """Group what has the same drug and the same place in the order, first place first."""
    groups: dict[tuple[DrugId, int], list[Dose]] = {}
    for dose in in_order(doses):
        groups.setdefault((dose.drug.id, dose.component.order), []).append(dose)
    return list(groups.values())


def drug_name(paper: Paper, drug: Drug) -> str:
    """Return the name that is printed: tall-man letters where a list has them, never shortened."""
    if drug.tall_man:
        return drug.tall_man
    return drug.us_name if paper.region() == "US" and drug.us_name else drug.name


def _head() -> list[Cell]:
    titles = ("", tr("Drug and dose rule"), tr("Dose"), tr("When"), tr("How it is given"))
    return [cell(said(title, NOTE_BOLD)) for title in titles]


def _entry(
    paper: Paper, doses: Sequence[Dose], number: int, widths: Sequence[float], *, with_warning: bool
) -> list[Strip]:
    """Return one drug: how it is given, then each of its doses with the arithmetic."""
    drug, room = doses[0].drug, sum(widths[1:])
    named = shifted(paragraph(_drug(paper, drug, with_warning=with_warning), room), widths[0])
    named[0] = replace(
        named[0], paint=partial(_paint_numbered, then=named[0].paint, marks=_marks(drug, number))
    )
    strips = [replace(named[0], above=UNIT), *named[1:]]
    for same in _alike(doses):
        for dose in same:
            strips += row([cell(()), *_cells(paper, dose)], widths, PLAIN)
        lines = (paragraph(runs, room) for runs in _under(paper, same[0]))
        strips += shifted([strip for line in lines for strip in line], widths[0])
    kept = [replace(one, keep=True) for one in strips]
    return [*kept, ruled(blank(UNIT * 0.6), paper.width)]


def _alike(doses: Iterable[Dose]) -> list[list[Dose]]:
    """Group doses in a row that differ in their days only: their arithmetic stands once."""
    groups: list[list[Dose]] = []
    for dose in doses:
        if groups and _said_under(groups[-1][-1]) == _said_under(dose):
            groups[-1].append(dose)
        else:
            groups.append([dose])
    return groups


def _said_under(dose: Dose) -> tuple[object, ...]:
    component = dose.component
    tablets = component.days if dose.tablets else ()
    return (dose.arithmetic, component.sources, component.note, tablets, dose.adjustments)


def _marks(drug: Drug, number: int) -> tuple[Line, ...]:
    """Return the number in the order and, where the drug has one, its mark."""
    signs = [str(number), *([drug.mark] if drug.mark else [])]
    return tuple(one_line([said(sign, BODY_BOLD)]) for sign in signs)


def _drug(paper: Paper, drug: Drug, *, with_warning: bool) -> list[Run]:
    """Return name, brand, kind, route and diluent, and what it must not be confused with.

    The kind tells who handles it: what is cytotoxic is hazardous to touch.
    """
    runs = [said(drug_name(paper, drug), BODY_BOLD)]
    runs += [said(f"({drug.brands[0]})")] if drug.brands else []
    runs += [_DOT, said(kind_words(drug.kind), NOTE)]
    runs += [_DOT, said(route_words(drug.route), NOTE_BOLD)]
    if drug.diluent:
        runs += [_DOT, content(drug.diluent, tr("A diluent"), NOTE)]
    if with_warning and drug.look_alike:
        runs.append(_DOT)
        runs.append(content(drug.look_alike, tr("A look-alike warning"), NOTE.italic()))
    return list(joined(*runs))


def _cells(paper: Paper, dose: Dose) -> list[Cell]:
    rule = [said(dose_rule(dose.component), NOTE)]
    phase = _phase(paper, dose)
    rule += [said(phase, NOTE_BOLD)] if phase else []
    when = [said(days_words(dose.component.days), NOTE_BOLD)]
    cycles = cycles_words(dose.component)
    when += [said(cycles, NOTE)] if cycles else []
    amount = joined(said(milligrams(dose.final_mg), DOSE), *_per_day(dose))
    return [cell(joined(*rule)), cell(amount), cell(joined(*when)), cell(_way(dose))]


def undosed(paper: Paper) -> list[Component]:
    """Return what the protocol holds and the plan has no dose for."""
    dosed = {dose.component for dose in paper.plan.doses}
    return [one for one in paper.plan.protocol.components if one not in dosed]


def name_of(paper: Paper, drug_id: DrugId) -> str:
    """Return the first name of a drug of which the plan holds no more than its id."""
    names = paper.plan.edition.drug_names
    return next((name for name, known in names.items() if known == drug_id), drug_id)


def _undosed(paper: Paper) -> list[Strip]:
    """Return what could not be counted: a gap that must be seen."""
    lines = [
        joined(
            said(tr("No dose:"), BODY_BOLD),
            said(name_of(paper, one.drug), BODY_BOLD),
            said(dose_rule(one)),
            said(tr("(cannot be counted, see the reasons for the draft)"), NOTE),
        )
        for one in undosed(paper)
    ]
    strips = [strip for line in lines for strip in paragraph(line, paper.width - UNIT * 3)]
    return [blank(UNIT), *framed(strips, paper.width)] if strips else []


def _phase(paper: Paper, dose: Dose) -> str:
    """Return loading or maintenance where the course has both or where one may be expected."""
    phases = {one.phase for one in paper.plan.doses if one.drug.id == dose.drug.id}
    if Phase.LOADING in phases or dose.drug.reloads:
        return phase_words(dose.phase)
    return tr("no loading dose") if dose.drug.kind in _PROTEINS else ""


def _per_day(dose: Dose) -> tuple[Run, ...]:
    if dose.component.times_a_day > 1:
        return (said(tr("per intake"), NOTE),)
    return (said(tr("once daily"), NOTE),) if dose.drug.route is Route.ORAL else ()


def _way(dose: Dose) -> tuple[Run, ...]:
    """Return volume, time and observation, or the tablets of one intake and of a day."""
    words = infusion_words(dose.component.infusion)
    if dose.tablets:
        return (said(_tablets(dose), NOTE_BOLD),)
    if not words and dose.drug.route is Route.INTRAVENOUS:
        words = tr("duration and volume: Not recorded")
    return (said(words, NOTE),) if words else ()


def _under(paper: Paper, dose: Dose) -> Iterable[tuple[Run, ...]]:
    """Yield the arithmetic, the days with and without tablets, and the note."""
    component = dose.component
    yield (said(dose.arithmetic, NOTE), *paper.citations.mark(component.sources))
    yield from _changes(paper, dose)
    rest = [said(_on_and_off(paper, dose), NOTE)] if dose.tablets else []
    if component.note:
        rest.append(content(component.note, tr("A note on a dose"), NOTE))
    if rest:
        yield joined(*rest)


def _changes(paper: Paper, dose: Dose) -> Iterable[tuple[Run, ...]]:
    """Yield the dose level and each accepted change with its reason and who accepted it."""
    if dose.level:
        full = tr("dose level {level}", level=dose.level)
        if dose.full_mg:
            full = tr("{level}; full dose {amount}", level=full, amount=_rounded(dose.full_mg))
        yield (said(f"{full[:1].upper()}{full[1:]}.", NOTE_BOLD),)
    for one in dose.adjustments:
        who = ", ".join(part for part in (one.by, one.reason) if part)
        by = [entered(f"({who})", tr("The reason of a change"), NOTE)] if who else []
        yield (*joined(said(one.text, NOTE_BOLD), *by), *paper.citations.mark(one.sources))


def _rounded(amount: Decimal) -> str:
    return quantity(amount, "mg", decimals=1)


def _tablets(dose: Dose) -> str:
    counts = ", ".join(_count(one) for one in dose.tablets)
    each = tr("Per intake: {counts}", counts=counts)
    times = dose.component.times_a_day
    daily = dose.daily_mg or dose.final_mg * times
    return tr(
        "{each}; {times}; daily total {amount}",
        each=each,
        times=times_a_day(times),
        amount=milligrams(daily),
    )


def _count(tablet: TabletCount) -> str:
    strength = quantity(tablet.strength_mg, "mg")
    return trn(
        "{number} tablet of {strength}",
        "{number} tablets of {strength}",
        tablet.count,
        strength=strength,
    )


def _on_and_off(paper: Paper, dose: Dose) -> str:
    """Return the days with tablets and the days without in a cycle."""
    days = days_words(dose.component.days)
    off = paper.plan.protocol.cycle_days - len(set(dose.component.days))
    if off <= 0:
        return tr("Every day of the cycle ({days}), no day off.", days=days)
    return tr("On {days}; {off} days off in each cycle.", days=days, off=off)


def _sequence(paper: Paper) -> list[Strip]:
    protocol = paper.plan.protocol
    runs: list[Run] = []
    if protocol.sequence:
        runs.append(said(tr("Order of administration:"), NOTE_BOLD))
        runs.append(content(protocol.sequence, tr("An order of administration"), NOTE))
    if protocol.duration:
        runs.append(said(tr("Duration:"), NOTE_BOLD))
        runs.append(content(protocol.duration, tr("A duration"), NOTE))
    return paragraph(joined(*runs), paper.width, above=UNIT * 0.75) if runs else []


def _never_interchange(paper: Paper) -> list[Strip]:
    """Return the warning of the three trastuzumab products wherever one of them is given."""
    if not any(_FAMILY in drug.name for drug in paper.drugs()):
        return []
    words = tr(
        "Never interchange trastuzumab, trastuzumab emtansine and trastuzumab deruxtecan: compare "
        "generic name, brand, mark."
    )
    inner = paragraph([said(words, NOTE_BOLD)], paper.width - UNIT * 3)
    return [blank(UNIT * 0.75), *framed([blank(2), *inner, blank(2)], paper.width)]


def _paint_numbered(
    pen: Pen, x: float, top: float, *, then: Paint, marks: tuple[Line, ...]
) -> None:
    """Draw the number of a drug and, in a box right of it, the mark of a look-alike one."""
    number, *rest = marks
    pen.line_of_text(x, top - number.leading * 0.76, number)
    for mark in rest:
        side = max(11.0, mark.width + 4)
        left = x + max(11.0, number.width + 4)
        pen.frame(left, top - side, side, side, weight=1.2, grey=BLACK)
        pen.line_of_text(left + (side - mark.width) / 2, top - side + 2.8, mark)
    then(pen, x, top)
