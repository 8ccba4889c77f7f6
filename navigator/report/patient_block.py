"""Who is treated and for what: disease, receptors, earlier therapy, heart, lung and measures."""

from collections.abc import Sequence

from navigator.domain.facts import Line, Response, Setting, StopReason, TumourSample
from navigator.domain.ids import ElementId, RegimenId
from navigator.domain.number import number_text
from navigator.domain.plan import Measure
from navigator.report.dates import date_words
from navigator.report.lines import Run
from navigator.report.pages import COLUMN_GAP
from navigator.report.paper import Entry, Paper, element_label, fact_runs, not_recorded
from navigator.report.runs import content, entered, joined, said
from navigator.report.strips import Strip, abreast, hanging, heading
from navigator.report.style import LABEL, NOTE, NOTE_BOLD
from navigator.report.text import Printable, printable, worded
from navigator.report.wording import derived_decimals, in_both_units, quantity
from navigator.words import tr

_DISEASE = ("disease_extent", "met_sites", "cns_state", "visceral_crisis")
_CONDITION = (
    "ecog",
    "lvef_pct",
    "lvef_baseline",
    "chf_symptomatic",
    "ild",
    "comedication",
    "pregnancy",
)
_COLUMNS = 3
_MEASURED = {"kg": "weight", "cm": "height"}


def patient_block(paper: Paper) -> list[Strip]:
    """Return the disease, beside it the condition, and beside that the measures for the doses."""
    room = (paper.width - COLUMN_GAP * (_COLUMNS - 1)) / _COLUMNS
    columns = (
        [_diagnosis(paper), *_tumour(paper), *_facts(paper, (*_DISEASE, "menopause"))],
        [_allergies(paper), *_facts(paper, _CONDITION), _anthracycline(paper)],
        [*_measures(paper), *_note(paper)],
    )
    return [
        heading(worded(tr("Patient, disease and measures")), paper.width),
        *abreast([_entries(each, room) for each in columns], room + COLUMN_GAP),
        *_entries(_earlier(paper), paper.width),
    ]


def _entries(entries: Sequence[Entry], width: float) -> list[Strip]:
    """Return each label with its value after it on the same line."""
    return [strip for one in entries for strip in hanging(_entry(one), width, above=0.6)]


def _entry(entry: Entry) -> list[Run]:
    label, value = entry
    return [Run(Printable(f"{label} "), LABEL), *value] if label else list(value)


def _diagnosis(paper: Paper) -> Entry:
    disease = paper.plan.edition.disease
    value = content(disease, tr("The diagnosis"), NOTE_BOLD) if disease else not_recorded()
    return worded(tr("Diagnosis")), (value,)


def _facts(paper: Paper, elements: Sequence[str]) -> list[Entry]:
    """Return the facts of the elements that the library has."""
    known = [ElementId(one) for one in elements if ElementId(one) in paper.elements]
    return [(element_label(paper, one), fact_runs(paper, one, NOTE)) for one in known]


def _tumour(paper: Paper) -> list[Entry]:
    entries: list[Entry] = [(worded(tr("HER2")), _her2(paper))]
    entries += [(worded(""), (one,)) for one in _samples(paper)]
    return [*entries, *_facts(paper, ("hr",))]


def _her2(paper: Paper) -> tuple[Run, ...]:
    final = ElementId("her2_final")
    fact = paper.fact(final)
    runs = fact_runs(paper, final, NOTE_BOLD)
    if fact is None or not fact.how or paper.plan.record.samples:
        return runs
    return (*runs, Run(Printable(" "), NOTE), said(fact.how, LABEL))


def _samples(paper: Paper) -> list[Run]:
    """Return each tumour sample, the latest of which may stand among the facts."""
    samples = [said(_sample(one), LABEL) for one in paper.plan.record.samples]
    latest = [
        joined(Run(element_label(paper, one), LABEL), *fact_runs(paper, one, NOTE))
        for one in map(ElementId, ("her2_ihc", "her2_ish"))
        if paper.fact(one) is not None
    ]
    return [*samples, *(Run(Printable("".join(run.text for run in one)), LABEL) for one in latest)]


def _sample(sample: TumourSample) -> str:
    day = date_words(sample.taken_on) if sample.taken_on else tr("date not recorded")
    parts = (
        _site(sample.site),
        tr("IHC {score}", score=sample.ihc) if sample.ihc else "",
        tr("ISH {answer}", answer=_answer(sample.ish)) if sample.ish else "",
        tr("ratio {number}", number=number_text(sample.ratio)) if sample.ratio is not None else "",
        tr("copies {number}", number=number_text(sample.copies))
        if sample.copies is not None
        else "",
    )
    return ", ".join([day, *(one for one in parts if one)])


def _site(site: str) -> str:
    return {"primary": tr("primary tumour"), "metastasis": tr("metastasis")}.get(site, site)


def _answer(answer: str) -> str:
    return {"positive": tr("positive"), "negative": tr("negative")}.get(answer, answer)


def _earlier(paper: Paper) -> list[Entry]:
    lines = paper.plan.record.lines
    told = [_earlier_line(paper, one) for one in lines or ()]
    if not told:
        told = [(not_recorded() if lines is None else said(tr("None"), NOTE),)]
    label = worded(tr("Earlier therapy"))
    return [(worded(tr("then")) if at else label, one) for at, one in enumerate(told)]


def _earlier_line(paper: Paper, line: Line) -> tuple[Run, ...]:
    known = paper.plan.edition.regimens.get(RegimenId(line.regimen))
    name = (
        Run(paper.regimen_name(line.regimen), NOTE)
        if known
        else entered(line.regimen, tr("An earlier line of therapy"), NOTE)
    )
    details = [_setting(line.setting), _period(line)]
    if line.stop_reason:
        details.append(_stop_reason(line.stop_reason))
    if line.best_response:
        details.append(_response(line.best_response))
    if line.anthracycline_mg_m2 is not None:
        amount = quantity(line.anthracycline_mg_m2, "mg/m²")
        details.append(tr("anthracycline {amount}", amount=amount))
    told = said(f"({', '.join(one for one in details if one)})", LABEL)
    return joined(name, told, *_remembered(line))


def _remembered(line: Line) -> list[Run]:
    """Return side effects and the note of a line, as a person entered them."""
    effects = [
        entered(
            tr("{effect}, grade {grade}.", effect=one.term, grade=one.grade),
            tr("A side effect of an earlier line"),
            NOTE,
        )
        for one in line.toxicities
    ]
    note = (
        [entered(line.note, tr("The note on an earlier line"), NOTE)] if line.note.strip() else []
    )
    return [*effects, *note]


def _period(line: Line) -> str:
    start = date_words(line.start) if line.start else tr("start not recorded")
    if line.ongoing:
        return tr("from {start}, ongoing", start=start)
    stop = date_words(line.stop) if line.stop else tr("end not recorded")
    return tr("{start} to {stop}", start=start, stop=stop)


def _setting(setting: Setting) -> str:
    return {
        Setting.NEOADJUVANT: tr("neoadjuvant"),
        Setting.ADJUVANT: tr("adjuvant"),
        Setting.METASTATIC: tr("metastatic"),
    }[setting]


def _stop_reason(reason: StopReason) -> str:
    return {
        StopReason.PROGRESSION: tr("stopped for progression"),
        StopReason.TOXICITY: tr("stopped for toxicity"),
        StopReason.COMPLETED: tr("completed"),
        StopReason.WISH: tr("stopped at the patient's wish"),
        StopReason.OTHER: tr("stopped for another reason"),
    }[reason]


def _response(response: Response) -> str:
    return {
        Response.COMPLETE: tr("complete response"),
        Response.PARTIAL: tr("partial response"),
        Response.STABLE: tr("stable disease"),
        Response.PROGRESSION: tr("progression as best response"),
        Response.NOT_ASSESSED: tr("response not assessed"),
    }[response]


def _allergies(paper: Paper) -> Entry:
    """Return the allergies; an empty list is an answer, None says that nobody asked."""
    allergies = paper.plan.identity.allergies
    label = worded(tr("Allergies"))
    if allergies is None:
        return label, (not_recorded(),)
    if not allergies:
        return label, (said(tr("No known allergies (confirmed)"), NOTE_BOLD),)
    named = ", ".join(printable(one, tr("An allergy")) for one in allergies)
    return label, (Run(Printable(named), NOTE_BOLD),)


def _anthracycline(paper: Paper) -> Entry:
    element = ElementId("prior_anthracycline")
    return worded(tr("Anthracycline so far")), fact_runs(paper, element, NOTE)


def _note(paper: Paper) -> list[Entry]:
    note = paper.plan.identity.note
    return [(worded(tr("Note")), (entered(note, tr("The note"), NOTE),))] if note.strip() else []


def _measures(paper: Paper) -> list[Entry]:
    """Return the measures, and what the laboratory gives in one of two units."""
    entries = [_measure(paper, one) for one in paper.plan.measures]
    known = [one for one in ("creat", "bili") if paper.fact(ElementId(one)) is not None]
    return [*entries, *_facts(paper, known)]


def _measure(paper: Paper, measure: Measure) -> Entry:
    decimals = derived_decimals(measure.unit) if measure.how else None
    kind = _MEASURED.get(measure.unit, "")
    value = said(in_both_units(kind, measure.value, measure.unit, decimals=decimals), NOTE_BOLD)
    if measure.how:
        origin = measure.how
    elif measure.taken_on:
        origin = date_words(measure.taken_on)
    else:
        origin = tr("date not recorded")
    runs = (*joined(value, said(f"({origin})", LABEL)), *paper.citations.mark(measure.sources))
    return worded(measure.label[:1].upper() + measure.label[1:]), runs
