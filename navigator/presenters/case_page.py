"""One case as its page shows it: therapy, receptors, measurements, facts, plans and its trail."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from navigator.domain.case import (
    Attachment,
    AuditKind,
    AuditLine,
    Case,
    KeptAssessment,
    KeptPlan,
    PatientNumber,
    StoredPart,
)
from navigator.domain.facts import Override, PatientRecord, TumourSample
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId, ReferenceId
from navigator.domain.number import number_text
from navigator.dosing.citations import WEIGHT_CHANGE
from navigator.presenters.case_list import case_title
from navigator.presenters.case_plots import Plot, PlotLimit, limits_of, plot
from navigator.presenters.case_progress import (
    Carried,
    Foreseen,
    carried,
    current_line,
    foreseen,
)
from navigator.presenters.case_tools import CasesTools
from navigator.presenters.case_visits import visit_words
from navigator.presenters.facts_shown import line_rows, regimen_name
from navigator.presenters.timeline import TimelineState, timeline
from navigator.words import tr

LVEF, WEIGHT = ElementId("lvef_pct"), ElementId("weight")
_WEIGHT_SHARE = Decimal("0.10")
_LATEST_LINES = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is kept, with the id by which something is done with it."""

    id: str
    words: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class Receptors:
    """One tumour sample on the axis of the timeline."""

    day: date | None
    words: str


@dataclass(frozen=True, slots=True)
class CasePageState:
    """Everything the page shows.

    Attributes:
        current: Name of the line that goes on, "" for none.
        faults: What the audit trail does not bear out; has to be seen.
        visits: The latest first.
        trail: Lines of the audit trail about this patient, the latest first.
    """

    number: PatientNumber
    title: str
    identity: str
    where: str
    lines: tuple[Row, ...]
    timeline: TimelineState | None
    receptors: tuple[Receptors, ...]
    plots: tuple[Plot, ...]
    facts: tuple[Carried, ...]
    current: str = ""
    foreseen: Foreseen | None = None
    plans: tuple[Row, ...] = ()
    overrides: tuple[Row, ...] = ()
    attachments: tuple[Row, ...] = ()
    visits: tuple[Row, ...] = ()
    trail: tuple[Row, ...] = ()
    faults: tuple[str, ...] = ()
    read_only: bool = False


@dataclass(frozen=True, slots=True)
class CaseRead:
    """A case with all that is kept beside it, as it was read at one time."""

    case: Case
    plans: tuple[KeptPlan, ...] = ()
    visits: tuple[KeptAssessment, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    trail: tuple[AuditLine, ...] = ()
    read_only: bool = False


def case_page(read: CaseRead, edition: Edition, tools: CasesTools) -> CasePageState:
    """Return the page of a case, read against the edition in use."""
    record, today = read.case.record, tools.today()
    position = current_line(record)
    lines = record.lines or ()
    who = record.identity
    assessment = tools.assess(edition, record)
    return CasePageState(
        read.case.patient.number,
        case_title(read.case.patient.number, who.name),
        _identity_words(record),
        assessment.message,
        tuple(
            Row(str(at), one.name, one.details)
            for at, one in enumerate(line_rows(edition, record) or ())
        ),
        timeline(record, today, edition) if lines else None,
        tuple(_receptors(read.case.parts, record)),
        tuple(_plots(read.case, edition, tools)),
        tuple(carried(edition, record, tools.assess, today)),
        regimen_name(edition, lines[position].regimen) if position is not None else "",
        foreseen(edition, record, tools.assess, today),
        tuple(_plan(one, edition) for one in reversed(read.plans)),
        tuple(_override(one, edition) for one in record.overrides),
        tuple(
            Row(str(one.row), one.name, tr("{size} kB, {by}", size=-(-one.size // 1000), by=one.by))
            for one in read.attachments
        ),
        tuple(Row(str(one.row), visit_words(one, edition)) for one in reversed(read.visits)),
        tuple(_trail(one) for one in read.trail[: -_LATEST_LINES - 1 : -1]),
        tuple(one.words for one in read.case.faults),
        read.read_only,
    )


def _identity_words(record: PatientRecord) -> str:
    who = record.identity
    born = tr("born {day}", day=who.birth_date.isoformat()) if who.birth_date else ""
    allergies = ""
    if who.allergies is not None:
        listed = ", ".join(who.allergies) or tr("none known")
        allergies = tr("Allergies: {list}", list=listed)
    return " · ".join(filter(None, [who.identifier, born, allergies]))


def _plan(one: KeptPlan, edition: Edition) -> Row:
    words = tr(
        "{day}: {regimen}",
        day=one.made_on.isoformat(),
        regimen=regimen_name(edition, one.regimen),
    )
    parts = [
        tr("Plan {number}, edition {edition}", number=one.number, edition=one.edition),
        tr("draft") if one.draft else "",
        tr("made with another library") if one.library != edition.digest else "",
    ]
    return Row(one.number, words, ", ".join(filter(None, parts)))


def _override(one: Override, edition: Edition) -> Row:
    words = tr(
        "{day}: {regimen}", day=one.on.isoformat(), regimen=regimen_name(edition, one.regimen)
    )
    return Row(one.regimen, words, ", ".join(filter(None, [one.note, one.by])))


def _receptors(parts: Sequence[StoredPart], record: PatientRecord) -> Iterator[Receptors]:
    del parts
    samples = [*record.samples]
    flat = {key: record.facts.get(ElementId(f"her2_{key}")) for key in ("ihc", "ish")}
    if any(flat.values()):
        told = {key: str(one.value) for key, one in flat.items() if one is not None}
        days = [one.taken_on for one in flat.values() if one is not None and one.taken_on]
        latest = max(days, default=None)
        samples.append(TumourSample(latest, "", told.get("ihc"), told.get("ish")))
    for sample in sorted(samples, key=lambda one: one.taken_on or date.min):
        yield Receptors(sample.taken_on, _sample_words(sample))


def _sample_words(sample: TumourSample) -> str:
    where = {"primary": tr("primary"), "metastasis": tr("metastasis")}.get(sample.site, "")
    parts = [
        where,
        tr("IHC {value}", value=sample.ihc) if sample.ihc else "",
        tr("ISH {value}", value=sample.ish) if sample.ish else "",
        tr("ratio {value}", value=number_text(sample.ratio)) if sample.ratio is not None else "",
        tr("copies {value}", value=number_text(sample.copies)) if sample.copies is not None else "",
    ]
    return ", ".join(filter(None, parts))


def _plots(case: Case, edition: Edition, tools: CasesTools) -> Iterator[Plot]:
    today, record = tools.today(), case.record
    position = current_line(record)
    line = (record.lines or ())[position] if position is not None else None
    shown = timeline(record, today, edition) if record.lines else None
    span = (shown.first, shown.last) if shown is not None else (today, today)
    for element_id in (LVEF, WEIGHT):
        element = edition.elements.get(element_id)
        if element is None:
            continue
        limits: tuple[PlotLimit, ...] = ()
        if line is not None and element_id == LVEF:
            limits = _cited(limits_of(tools.drugs(line.regimen), LVEF), tools)
        elif line is not None:
            limits = _weight_limits(case, line.start, tools)
        drawn = plot(case, element, limits, span)
        if drawn is not None:
            yield drawn


def _cited(limits: Sequence[PlotLimit], tools: CasesTools) -> tuple[PlotLimit, ...]:
    """Put the citation in the place of a reference's id."""
    return tuple(PlotLimit(one.value, one.words, _citation(one.source, tools)) for one in limits)


def _citation(source: str, tools: CasesTools) -> str:
    cited = []
    for part in filter(None, source.split("; ")):
        reference, _, at = part.partition(" ")
        cited.append(f"{tools.cite(ReferenceId(reference))} {at}".strip())
    return "; ".join(cited)


def _weight_limits(case: Case, start: date | None, tools: CasesTools) -> tuple[PlotLimit, ...]:
    """Return 10 % above and below the weight with which the line began."""
    weights = [one for one in case.series(WEIGHT) if one.taken_on is not None]
    before = [
        one for one in weights if start is not None and one.taken_on and one.taken_on <= start
    ]
    base = before[-1] if before else (weights[0] if weights else None)
    if base is None or not isinstance(base.value, int | Decimal):
        return ()
    kg = Decimal(base.value)
    source = "; ".join(tools.cite(one.reference) for one in WEIGHT_CHANGE)
    day = base.taken_on.isoformat() if base.taken_on is not None else ""
    return tuple(
        PlotLimit(kg * (1 + share), words, source)
        for share, words in (
            (
                _WEIGHT_SHARE,
                tr("10 % above the weight of {day}: work the doses out again", day=day),
            ),
            (
                -_WEIGHT_SHARE,
                tr("10 % below the weight of {day}: work the doses out again", day=day),
            ),
        )
    )


def _trail(one: AuditLine) -> Row:
    words = tr("{counter}. {what}", counter=one.counter, what=audit_words(one.kind))
    details = " · ".join(filter(None, [one.at[:16].replace("T", " "), one.by, one.head[:12]]))
    return Row(str(one.counter), words, details)


def audit_words(kind: AuditKind) -> str:
    """Return what a line of the audit trail says happened."""
    return {
        AuditKind.CREATED: tr("Case file made"),
        AuditKind.PATIENT_ADDED: tr("Case added"),
        AuditKind.RECORD_SAVED: tr("Record saved"),
        AuditKind.FACT_CORRECTED: tr("Fact corrected"),
        AuditKind.ASSESSMENT_KEPT: tr("Assessment kept"),
        AuditKind.PLAN_KEPT: tr("Plan kept"),
        AuditKind.ATTACHED: tr("File attached"),
        AuditKind.DRAFT_KEPT: tr("Draft kept"),
        AuditKind.ERASED: tr("Case erased"),
        AuditKind.RESTORED: tr("Backup restored"),
        AuditKind.SALVAGED: tr("Damaged file salvaged"),
        AuditKind.ACCEPTED_OLDER: tr("Older file accepted"),
        AuditKind.KEYS_CHANGED: tr("Passphrase or recovery key changed"),
        AuditKind.KEYS_KEPT: tr("Passphrase or recovery key stayed"),
        AuditKind.UNLOCKED: tr("Unlocked"),
        AuditKind.REFUSED: tr("Unlocking refused"),
        AuditKind.EXPORTED: tr("Cases exported"),
        AuditKind.IMPORTED: tr("Archive imported"),
    }.get(kind, tr("Unknown entry"))
