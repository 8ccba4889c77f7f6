"""What a letter to the patient says, section by section, as lines of runs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from navigator.domain.ids import ElementId
from navigator.domain.library import Advice, Drug, Phase, Route
from navigator.domain.plan import Cycle, Dose, DueCheck
from navigator.report.dates import date_words, day_in_full
from navigator.report.dose_table import undosed
from navigator.report.lines import Run
from navigator.report.paper import Paper, in_order
from navigator.report.plain_words import first_sentence, plain, test_words, tests_of, way_words
from navigator.report.region import of_the_region
from navigator.report.runs import joined, said
from navigator.report.strips import Cell, Strip, cell, paragraph, table
from navigator.report.style import LARGE, LARGE_BOLD, UNIT
from navigator.report.wording import (
    dates_words,
    days_words,
    minutes_words,
    quantity,
    times_a_day,
)
from navigator.words import tr, trn

_ROUND = 60.0  # width of the column with the number
_PREGNANCY = ElementId("pregnancy")
Words = tuple[Run, ...]


def given_words(paper: Paper) -> Iterator[Words]:
    """Yield each drug: what it is, how it is given, and how tablets are taken."""
    for drug in paper.drugs():
        doses = [dose for dose in in_order(paper.plan.doses) if dose.drug.id == drug.id]
        sentences = [_is_given(drug), *_how(paper, doses)]
        yield joined(_name(paper, drug), said(" ".join(sentences), LARGE))
    if undosed(paper):
        words = tr("More medicines belong to this plan; their doses are not settled yet.")
        yield (said(words, LARGE_BOLD),)
    if any(one.kind == "premedication" and one.text.en[:4] != "None" for one in paper.plan.advice):
        words = tr(
            "Your team tells you which medicines to take before the treatment, so that you bear "
            "it well."
        )
        yield (said(words, LARGE),)


def calendar_strips(paper: Paper) -> list[Strip]:
    """Return a row for each round: the days at the clinic, and those with tablets."""
    if not paper.plan.cycles:
        return []
    at_home = [drug for drug in paper.drugs() if drug.route is Route.ORAL]
    comes = len(at_home) < len(paper.drugs())
    titles = [tr("Round"), *([tr("Come to us on")] if comes else [])]
    titles += [_capital(drug.name) for drug in at_home]
    head = [cell(said(title, LARGE_BOLD)) for title in titles]
    rows = [_round(cycle, at_home, comes=comes) for cycle in paper.plan.cycles]
    room = paper.width - _ROUND
    clinic = (room / 2 if at_home else room) if comes else 0.0
    widths = [_ROUND, *([clinic] if comes else [])]
    widths += [(room - clinic) / len(at_home) for _ in at_home]
    *first, last = table(head, rows, widths)
    return [
        *first,
        replace(last, keep=True),
        *paragraph([said(_goes_on(paper), LARGE)], paper.width, above=UNIT),
    ]


def _round(cycle: Cycle, at_home: Sequence[Drug], *, comes: bool) -> list[Cell]:
    days = {one.on: None for one in cycle.administrations if one.dose.drug not in at_home}
    cells = [cell(said(str(cycle.number), LARGE_BOLD))]
    if comes:
        cells.append(cell(*(said(day_in_full(day), LARGE) for day in days)))
    for drug in at_home:
        taken = [one.on for one in cycle.administrations if one.dose.drug.id == drug.id]
        cells.append(cell(said(dates_words(taken) or "–", LARGE)))
    return cells


def test_lines(paper: Paper) -> Iterator[Words]:
    """Yield the tests with their days; none for a pregnancy that cannot be."""
    for test, checks in tests_of(paper.plan.checks).items():
        if test == "pregnancy" and _cannot_be_pregnant(paper):
            continue
        words = tr(" and ").join(_when(paper, checks)) or tr("from time to time")
        yield joined(said(f"{test_words(test)}:", LARGE_BOLD), said(f"{words}.", LARGE))


def notice_words(paper: Paper) -> Iterator[Words]:
    """Yield what each drug may do, and that most people have only some of it."""
    for drug in paper.drugs():
        told = [first_sentence(one.text) for one in _advice(paper, drug, "toxicity")]
        if told:
            yield joined(_name(paper, drug), said(" ".join(told), LARGE))
    words = tr("Most people have only some of this. Tell your team early: much can be done.")
    yield (said(words, LARGE),)


def call_words(paper: Paper) -> Iterator[Words]:
    """Yield when to call, each sentence once; also for drugs whose doses are not settled."""
    drugs = paper.drugs()
    of_drugs = {one.text for drug in drugs for one in drug.advice}
    advice = [one for drug in drugs for one in _advice(paper, drug, "call_when")]
    advice += [
        one for one in paper.plan.advice if one.kind == "call_when" and one.text not in of_drugs
    ]
    for words in dict.fromkeys(plain(one.text) for one in advice):
        yield (said(words, LARGE_BOLD),)
    yield (said(tr("Anything else that frightens you or gets worse quickly."), LARGE_BOLD),)


def children_words(paper: Paper) -> Iterator[Words]:
    """Yield how long no child may be fathered, conceived or breastfed."""
    if _cannot_be_pregnant(paper):
        return
    words = tr("The treatment can harm an unborn child. Use reliable contraception:")
    yield (said(words, LARGE),)
    for kind in ("contraception", "lactation"):
        for drug in paper.drugs():
            told = [plain(one.text) for one in _advice(paper, drug, kind)]
            if told:
                yield joined(_name(paper, drug), said(" ".join(told), LARGE))


def other_words(paper: Paper) -> Iterator[Words]:
    """Yield what holds for medicines that are not in the plan."""
    words = tr(
        "Tell us about every medicine, herbal product and supplement that you take, and ask before "
        "you start a new one."
    )
    yield (said(words, LARGE),)
    advice = [one for drug in paper.drugs() for one in _advice(paper, drug, "interaction")]
    if any("grapefruit" in one.text.en.lower() for one in advice):
        yield (said(tr("No grapefruit and no grapefruit juice."), LARGE),)


def _advice(paper: Paper, drug: Drug, kind: str) -> list[Advice]:
    own = [one for one in drug.advice if one.kind == kind]
    return of_the_region(own, paper.plan.references, paper.region())[0]


def _name(paper: Paper, drug: Drug) -> Run:
    """Return generic name and brand, without the capitals that only the staff needs."""
    name = drug.us_name if paper.region() == "US" and drug.us_name else drug.name
    brand = tr(" ({brand})", brand=drug.brands[0]) if drug.brands else ""
    return said(f"{_capital(name)}{brand}:", LARGE_BOLD)


def _is_given(drug: Drug) -> str:
    if drug.route is Route.ORAL:
        forms = {product.form for product in drug.products}
        form = tr("capsules") if forms == {"capsule"} else tr("tablets")
        return f"{_capital(form)} {way_words(drug.route)}."
    return f"{_capital(way_words(drug.route))}."


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _how(paper: Paper, doses: Sequence[Dose]) -> Iterator[str]:
    if doses[0].drug.route is Route.ORAL:
        for dose in doses:
            yield from _intake(paper, dose)
        for one in _advice(paper, doses[0].drug, "missed_dose"):
            yield tr("Missed tablets: {rule}", rule=_small(plain(one.text)))
        return
    first = next((dose for dose in doses if dose.phase is Phase.LOADING), doses[0])
    if first.component.infusion.minutes is not None:
        minutes = minutes_words(first.component.infusion.minutes)
        yield tr("The first one takes {time}.", time=minutes)
    if first.component.infusion.observe_minutes:
        stay = minutes_words(first.component.infusion.observe_minutes)
        yield tr("Afterwards you stay with us for {time}.", time=stay)


def _intake(paper: Paper, dose: Dose) -> Iterator[str]:
    counts = tr(" and ").join(
        tr("{number} of {strength}", number=one.count, strength=quantity(one.strength_mg, "mg"))
        for one in dose.tablets
    )
    component = dose.component
    often = {1: tr("once a day"), 2: tr("twice a day"), 3: tr("three times a day")}
    times = often.get(component.times_a_day) or times_a_day(component.times_a_day)
    yield tr("Take {counts}, {times}.", counts=counts, times=times) if counts else f"{times}."
    off = paper.plan.protocol.cycle_days - len(set(component.days))
    if off > 0:
        days = days_words(component.days)
        yield tr("Take them on {days} of a round, then {off} days without.", days=days, off=off)
    else:
        yield tr("Take them every day.")
    if component.note:
        yield first_sentence(component.note).rstrip(".") + "."


def _goes_on(paper: Paper) -> str:
    protocol = paper.plan.protocol
    if protocol.planned_cycles is not None:
        return trn(
            "{number} round is planned.", "{number} rounds are planned.", protocol.planned_cycles
        )
    return trn(
        "It goes on every {number} day for as long as it helps you and you bear it.",
        "It goes on every {number} days for as long as it helps you and you bear it.",
        protocol.cycle_days,
    )


def _when(paper: Paper, checks: Sequence[DueCheck]) -> Iterator[str]:
    if any(due.check.before_first for due in checks):
        yield tr("before the first treatment")
    if any(due.check.every_cycle for due in checks):
        yield tr("before every round")
        return
    later = sorted(day for due in checks for day in due.due if day > paper.plan.start)
    if later:
        yield tr("then about {day}", day=date_words(later[0]))


def _cannot_be_pregnant(paper: Paper) -> bool:
    fact = paper.fact(_PREGNANCY)
    sex = paper.fact(ElementId("sex"))
    woman = sex is not None and sex.value == "female"
    return woman and fact is not None and fact.value == "not_applicable"
