"""The doses: one row per drug and phase in order of administration, its arithmetic under it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from navigator.domain.ids import DrugId
from navigator.domain.library import Drug, Phase, Route
from navigator.domain.plan import Dose, TabletCount
from navigator.report.lines import Line, Run, one_line
from navigator.report.paper import Paper, in_order
from navigator.report.pen import Pen
from navigator.report.runs import content, joined, said
from navigator.report.strips import (
    HEAD,
    PLAIN,
    Cell,
    Paint,
    Strip,
    beside,
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
from navigator.report.text import worded
from navigator.report.wording import (
    cycles_words,
    days_words,
    dose_rule,
    infusion_words,
    milligrams,
    phase_words,
    quantity,
    route_words,
    times_a_day,
)
from navigator.words import tr, trn

_SHARES = (0.055, 0.255, 0.155, 0.15, 0.265, 0.12)
_LEFT = 4  # columns of the left part: number, drug, rule, dose
_FAMILY = "trastuzumab"
_PROTEINS = frozenset({"antibody", "adc"})


def dose_table(paper: Paper) -> list[Strip]:
    """Return the doses with everything that is needed to give them and to check them."""
    widths = [paper.width * share for share in _SHARES]
    head = replace(row(_head(), widths, HEAD)[0], keep=True)
    strips = [heading(worded(tr("Doses, in order of administration")), paper.width), head]
    warned: set[DrugId] = set()
    for number, dose in enumerate(in_order(paper.plan.doses), 1):
        entry = _entry(paper, dose, number, widths, with_warning=dose.drug_id not in warned)
        strips += [replace(one, header=head) for one in entry]
        warned.add(dose.drug_id)
    return [*strips, *_undosed(paper), *_sequence(paper), *_never_interchange(paper)]


def drug_name(paper: Paper, drug: Drug) -> str:
    """Return the name that is printed: tall-man letters where a list has them, never shortened."""
    if drug.tall_man:
        return drug.tall_man
    return drug.us_name if paper.region() == "US" and drug.us_name else drug.name


def _head() -> list[Cell]:
    titles = ("", tr("Drug"), tr("Dose rule"), tr("Dose"), tr("How it is given"), tr("When"))
    return [cell(said(title, NOTE_BOLD)) for title in titles]


def _entry(
    paper: Paper, dose: Dose, number: int, widths: Sequence[float], *, with_warning: bool
) -> list[Strip]:
    """Return one dose: drug, rule, amount and arithmetic at the left, how and when at the right."""
    lines = list(_under(paper, dose, with_warning=with_warning))
    left = [*row(_left_cells(paper, dose, number), widths[:_LEFT], PLAIN), blank(UNIT / 2)]
    if dose.drug.mark:
        mark = one_line([said(dose.drug.mark, BODY_BOLD)])
        left[0] = replace(left[0], paint=partial(_paint_marked, then=left[0].paint, mark=mark))
    right = row(_right_cells(dose), widths[_LEFT:], PLAIN)
    strips = _arranged(left, right, lines, widths, wide=dose.drug.route is Route.ORAL)
    strips[0] = replace(strips[0], above=UNIT)
    kept = [replace(one, keep=True) for one in strips]
    return [*kept, ruled(blank(UNIT * 0.75), paper.width)]


def _arranged(
    left: Sequence[Strip],
    right: Sequence[Strip],
    lines: Sequence[Sequence[Run]],
    widths: Sequence[float],
    *,
    wide: bool,
) -> list[Strip]:
    """Put the lines under the left part, or under both where the right one is short."""
    room = sum(widths[1:]) if wide else sum(widths[1:_LEFT]) - UNIT * 2
    under = [strip for runs in lines for strip in paragraph(runs, room)]
    moved = shifted(under, widths[0])
    if wide:
        return [*beside(left, right, sum(widths[:_LEFT]), 0.0), *moved]
    return beside([*left, *moved], right, sum(widths[:_LEFT]), 0.0)


def _left_cells(paper: Paper, dose: Dose, number: int) -> list[Cell]:
    drug = dose.drug
    name = [said(drug_name(paper, drug), BODY_BOLD)]
    name += [said(f"({drug.brands[0]})")] if drug.brands else []
    return [
        cell(said(str(number), BODY_BOLD)),
        cell(joined(*name)),
        cell(said(dose_rule(dose.component)), said(_phase(paper, dose), BODY_BOLD)),
        cell((said(milligrams(dose.final_mg), DOSE),), _per_day(dose)),
    ]


def _right_cells(dose: Dose) -> list[Cell]:
    component = dose.component
    when = (said(days_words(component.days), BODY_BOLD), said(cycles_words(component), NOTE))
    return [cell(*_way(dose)), cell(*when)]


def _undosed(paper: Paper) -> list[Strip]:
    """Return what the protocol holds but could not be counted: a gap that must be seen."""
    dosed = {dose.component for dose in paper.plan.doses}
    lines = [
        joined(
            said(tr("No dose:"), BODY_BOLD),
            said(_name_of(paper, one.drug), BODY_BOLD),
            said(dose_rule(one)),
            said(tr("(cannot be counted, see the reasons for the draft)"), NOTE),
        )
        for one in paper.plan.protocol.components
        if one not in dosed
    ]
    strips = [strip for line in lines for strip in paragraph(line, paper.width - UNIT * 3)]
    return [blank(UNIT), *framed(strips, paper.width)] if strips else []


def _name_of(paper: Paper, drug_id: DrugId) -> str:
    """Return the first name of a drug of which the plan holds no more than its id."""
    names = paper.plan.edition.drug_names
    return next((name for name, known in names.items() if known == drug_id), drug_id)


def _phase(paper: Paper, dose: Dose) -> str:
    """Return loading or maintenance where the course has both or where one may be expected."""
    phases = {one.phase for one in paper.plan.doses if one.drug.id == dose.drug.id}
    if Phase.LOADING in phases:
        return phase_words(dose.phase)
    return tr("no loading dose") if dose.drug.kind in _PROTEINS else ""


def _per_day(dose: Dose) -> tuple[Run, ...]:
    times = dose.component.times_a_day
    if times == 1:
        return (said(tr("once daily"), NOTE),) if dose.drug.route is Route.ORAL else ()
    return (said(tr("per intake, {times}", times=times_a_day(times)), NOTE),)


def _way(dose: Dose) -> list[Run]:
    """Return route, diluent and time, each on its own line."""
    drug = dose.drug
    lines = [said(route_words(drug.route), BODY_BOLD)]
    if drug.diluent:
        lines.append(content(drug.diluent, tr("A diluent"), NOTE))
    words = infusion_words(dose.component.infusion)
    if words:
        lines.append(said(words, NOTE))
    elif drug.route is Route.INTRAVENOUS:
        lines.append(said(tr("duration and volume: Not recorded"), NOTE))
    return lines


def _under(paper: Paper, dose: Dose, *, with_warning: bool) -> Iterable[tuple[Run, ...]]:
    """Yield the arithmetic, the tablets, the note and what it must not be confused with."""
    component = dose.component
    yield (said(dose.arithmetic, NOTE), *paper.citations.mark(component.sources))
    if dose.tablets:
        yield (said(_tablets(dose), NOTE_BOLD),)
        yield (said(_on_and_off(paper, dose), NOTE),)
    if component.note:
        yield (content(component.note, tr("A note on a dose"), NOTE),)
    if with_warning and dose.drug.look_alike:
        yield (content(dose.drug.look_alike, tr("A look-alike warning"), NOTE.italic()),)


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
        return tr("Every day of the cycle ({days}), no day off", days=days)
    return tr("On {days}; {off} days off in each cycle", days=days, off=off)


def _sequence(paper: Paper) -> list[Strip]:
    protocol = paper.plan.protocol
    strips: list[Strip] = []
    if protocol.sequence:
        label = said(tr("Order of administration:"), NOTE_BOLD)
        runs = joined(label, content(protocol.sequence, tr("An order of administration"), NOTE))
        strips += paragraph(runs, paper.width)
    if protocol.duration:
        label = said(tr("Duration:"), NOTE_BOLD)
        runs = joined(label, content(protocol.duration, tr("A duration"), NOTE))
        strips += paragraph(runs, paper.width)
    return [blank(UNIT), *strips] if strips else []


def _never_interchange(paper: Paper) -> list[Strip]:
    """Return the warning of the three trastuzumab products wherever one of them is given."""
    if not any(_FAMILY in drug.name for drug in paper.drugs()):
        return []
    words = tr(
        "Never interchange trastuzumab, trastuzumab emtansine and trastuzumab deruxtecan. They are "
        "three drugs with three doses: compare the full generic name, the brand and the mark."
    )
    inner = paragraph([said(words, NOTE_BOLD)], paper.width - UNIT * 3)
    return [blank(UNIT), *framed([blank(UNIT / 2), *inner, blank(UNIT / 2)], paper.width)]


def _paint_marked(pen: Pen, x: float, top: float, *, then: Paint, mark: Line) -> None:
    """Draw the mark of a look-alike drug in a box right of its number."""
    side = max(11.0, mark.width + 4)
    left = x + 11
    pen.frame(left, top - side, side, side, weight=1.2, grey=BLACK)
    pen.line_of_text(left + (side - mark.width) / 2, top - side + 2.8, mark)
    then(pen, x, top)
