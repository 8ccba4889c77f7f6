"""The shape of an edition and of its vignettes."""

from collections.abc import Collection
from datetime import date
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo

from navigator.domain import guideline
from navigator.domain.assessment import Status
from navigator.domain.guideline import OTHERWISE, StepKind
from navigator.domain.text import NO_TEXT
from navigator.domain.vignette import Expectation
from navigator.library import fields as f
from navigator.library.faults import NAME, Faults, fault
from navigator.library.known import known, nearest, refuse_bare_number
from navigator.library.schema import (
    BasisWord,
    ElementRef,
    Record,
    RegimenRef,
    Sources,
    StepRef,
    TrialRef,
    no_entries,
)
from navigator.words import tr

RECORD_SECTIONS = ("facts", "lines", "site", "samples", "patient")


class BranchRecord(Record):
    """A way out of a decision."""

    makes = guideline.Branch
    id: f.Id
    label: f.Words
    when: f.Way
    to: StepRef


class GradeRecord(Record):
    """A grade with its scheme."""

    makes = guideline.Grade
    value: f.WrittenLine
    scheme: f.WrittenLine


class StatementRecord(Record):
    """Something an edition says."""

    makes = guideline.Statement
    text: f.Words
    basis: BasisWord
    sources: Sources = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse a statement of the source without the source, and a bare number."""
        stated = self.basis in {guideline.Basis.STATED, guideline.Basis.STATED_CLASS}
        if stated and not self.sources:
            faults.add(
                "no-source",
                tr("The basis is `{basis}`, and no source is named.", basis=self.basis.value),
                (),
                tr("Add `sources`."),
            )
        else:
            refuse_bare_number(faults, self.sources, text=self.text)


class OptionRecord(Record):
    """A regimen offered at a recommendation."""

    makes = guideline.Option
    regimen: RegimenRef
    tier: Annotated[guideline.Tier, f.one_of(guideline.Tier)]
    basis: BasisWord
    when: f.Criterion = ""
    evidence: list[TrialRef] = no_entries()
    grade: GradeRecord | None = None
    rationale: f.Words = NO_TEXT
    sources: Sources = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse an option that rests on nothing."""
        stated = self.basis in {guideline.Basis.STATED, guideline.Basis.STATED_CLASS}
        if stated and not self.sources:
            faults.add(
                "no-source",
                tr("The basis is `{basis}`, and no source is named.", basis=self.basis.value),
                (),
                tr("Add `sources`."),
            )
        refuse_bare_number(faults, [*self.sources, *self.evidence], rationale=self.rationale)


class StepRecord(Record):
    """A step of the flowchart."""

    makes = guideline.Step
    id: f.Id
    kind: Annotated[StepKind, f.one_of(StepKind)]
    title: f.Words
    question: f.Words = NO_TEXT
    why: f.Words = NO_TEXT
    action: f.Words = NO_TEXT
    branches: list[BranchRecord] = no_entries()
    options: list[OptionRecord] = no_entries()
    statements: list[StatementRecord] = no_entries()
    caution: f.Words = NO_TEXT
    basis: BasisWord = guideline.Basis.STATED
    line: f.LineNumber = 0
    sources: Sources = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse what does not belong to a step of this kind, and what it lacks."""
        self._check_kind(faults)
        self._check_branches(faults)
        seen: set[tuple[str, str]] = set()
        for index, option in enumerate(self.options):
            if (option.regimen, option.when) in seen:
                faults.add(
                    "duplicate-option",
                    tr("`{regimen}` is offered twice.", regimen=option.regimen),
                    ("options", index, "regimen"),
                )
            seen.add((option.regimen, option.when))
        if len(self.title.en) > 60:
            faults.add(
                "too-long",
                tr("`{name}` must have at most 60 signs: it stands in the chart.", name=NAME),
                ("title",),
            )

    def _check_kind(self, faults: Faults) -> None:
        kind = self.kind
        needs = {
            StepKind.DECISION: ("question", "branches"),
            StepKind.RECOMMENDATION: ("options",),
            StepKind.ACTION: ("action",),
            StepKind.END: ("action",),
        }[kind]
        for name in needs:
            if not getattr(self, name):
                faults.add(
                    "missing",
                    tr("A step of kind `{kind}` needs `{key}`.", kind=kind.value, key=name),
                    (),
                    tr("Add `{key}: ...`.", key=name),
                )
        for name, only in (("branches", StepKind.DECISION), ("options", StepKind.RECOMMENDATION)):
            if getattr(self, name) and kind is not only:
                faults.add(
                    "needless",
                    tr("Only a step of kind `{kind}` has `{key}`.", kind=only.value, key=name),
                    (name,),
                    tr("Change `kind` or remove them."),
                )

    def _check_branches(self, faults: Faults) -> None:
        seen: set[str] = set()
        for index, branch in enumerate(self.branches):
            if branch.id in seen:
                faults.add(
                    "duplicate-id",
                    tr("The branch `{id}` is given twice.", id=branch.id),
                    ("branches", index, "id"),
                )
            seen.add(branch.id)
            if branch.when == OTHERWISE and index != len(self.branches) - 1:
                faults.add(
                    "otherwise-not-last",
                    tr("`otherwise` must be the last branch."),
                    ("branches", index, "when"),
                )
            if branch.to == self.id:
                faults.add(
                    "cycle",
                    tr("The branch leads back to `{id}` itself.", id=self.id),
                    ("branches", index, "to"),
                )


class GuidelineRecord(Record):
    """What an edition says of itself."""

    id: f.Id
    guideline: f.Words
    title: f.Words
    year: f.Year
    start: StepRef
    review_by: f.Day | None = None
    summary: f.Words = NO_TEXT
    primer: f.YesNo = False
    sources: Sources = no_entries()


def plain(value: Any) -> Any:
    """Return a YAML value as JSON has it: days as text, numbers as they are."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value.isoformat() if isinstance(value, date) else value


def patient(raw: Any, info: ValidationInfo) -> dict[str, Any]:
    """Return a patient as a facts file has it, every named fact being one there is."""
    if not isinstance(raw, dict):
        raise fault(
            "not-a-mapping", tr("`{name}` must be a patient as a facts file has it.", name=NAME)
        )
    faults = Faults()
    for section in raw:
        if section not in RECORD_SECTIONS:
            hint = nearest(section, RECORD_SECTIONS)
            message = tr("The key `{name}` is not known here.", name=NAME)
            faults.add("unknown-key", message, (section,), hint, of_key=True)
    content = known(info)
    if content:
        _check_facts(raw, content.ids.get("data_element", ()), faults)
    faults.raise_all("record")
    return dict(plain(raw))


def patient_facts(raw: Any, info: ValidationInfo) -> dict[str, Any]:
    """Return facts as a facts file has them, each of a data element there is."""
    facts: dict[str, Any] = patient({"facts": raw}, info)["facts"]
    return facts


def _check_facts(raw: dict[str, Any], ids: Collection[str], faults: Faults) -> None:
    for section in ("facts", "site"):
        part = raw.get(section)
        for element in part if isinstance(part, dict) else ():
            if element not in ids:
                message = tr("There is no data element `{element}`.", element=element)
                hint = nearest(element, ids)
                faults.add("unknown-data-element", message, (section, element), hint, of_key=True)


class ExpectationRecord(Record):
    """What an edition must answer."""

    makes = Expectation
    status: Annotated[Status, f.one_of(Status)]
    step: StepRef | None = None
    path: list[StepRef] | None = None
    recommended: list[RegimenRef] | None = None
    excluded: list[RegimenRef] | None = None
    not_applicable: list[RegimenRef] | None = None
    needs_fact: list[RegimenRef] | None = None
    needs: list[ElementRef] | None = None


class VignetteRecord(Record):
    """A written case."""

    id: f.Id
    title: f.Words
    story: f.Words = NO_TEXT
    record: Annotated[dict[str, Any], PlainValidator(patient)]
    expect: ExpectationRecord
    why: f.Words = NO_TEXT
