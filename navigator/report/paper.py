"""What every block of a page is made from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from navigator.domain.elements import DataElement
from navigator.domain.facts import Fact
from navigator.domain.ids import DrugId, ElementId, RegimenId, StepId
from navigator.domain.library import Drug
from navigator.domain.plan import Dose, Plan, ProposalKind, ProposalStatus
from navigator.report.citations import Citations
from navigator.report.dates import date_words
from navigator.report.lines import Run
from navigator.report.runs import said
from navigator.report.strips import Strip, bullet
from navigator.report.style import BODY, LABEL, NOTE_ITALIC, Style
from navigator.report.text import Printable, from_content, worded
from navigator.report.wording import label_of, value_words
from navigator.words import tr

_STOPPING = frozenset({ProposalKind.HOLD, ProposalKind.STOP})

Entry = tuple[Printable, Sequence[Run]]
"""A label and its value."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A plan on its way to the page.

    Attributes:
        citations: Numbers the references in the order in which the blocks are made.
        width: Of the text, in points.
    """

    plan: Plan
    citations: Citations
    width: float

    @property
    def elements(self) -> Mapping[ElementId, DataElement]:
        """Return the data elements of the edition."""
        return self.plan.edition.elements

    def fact(self, element: ElementId) -> Fact | None:
        """Return the fact that was used for an element, else the one that was entered."""
        record = self.plan.record
        return (
            self.plan.assessment.facts.get(element)
            or record.facts.get(element)
            or record.site.get(element)
        )

    def drugs(self) -> tuple[Drug, ...]:
        """Return the drugs of the plan, each once, in order of administration."""
        return tuple({dose.drug.id: dose.drug for dose in in_order(self.plan.doses)}.values())

    def drug(self, drug_id: DrugId) -> Drug | None:
        """Return a drug of the plan."""
        return next((dose.drug for dose in self.plan.doses if dose.drug.id == drug_id), None)

    def region(self) -> str:
        """Return the site's region ("US", "EU", ...), "" where not set."""
        fact = self.fact(ElementId("region"))
        return str(fact.value) if fact else ""

    def regimen_name(self, regimen: RegimenId | str) -> Printable:
        """Return a regimen's name, or its id for one that the library lacks."""
        known = self.plan.edition.regimens.get(RegimenId(regimen))
        return from_content(known.name, tr("The name of a regimen")) if known else worded(regimen)

    def step_title(self, step: StepId) -> Printable:
        """Return a step's title."""
        known = self.plan.edition.steps.get(step)
        return from_content(known.title, tr("The title of a step")) if known else worded(step)


def is_draft(plan: Plan) -> bool:
    """Tell whether a plan is a draft: so it says, or nobody has answered a hold or a stop."""
    return bool(plan.drafts) or any(
        one.status is ProposalStatus.PROPOSED and one.kind in _STOPPING for one in plan.proposals
    )


def in_order(doses: Iterable[Dose]) -> list[Dose]:
    """Return the doses in order of administration, the earlier cycles first."""
    return sorted(doses, key=lambda dose: (dose.component.order, dose.component.from_cycle))


def not_recorded(style: Style = NOTE_ITALIC) -> Run:
    """Return the words that stand where nothing is known: never a blank."""
    return said(tr("Not recorded"), style)


def fact_runs(
    paper: Paper, element: ElementId, style: Style = BODY, *, dated: bool = True
) -> tuple[Run, ...]:
    """Return a fact's value with its date, or "Not recorded"."""
    fact = paper.fact(element)
    if fact is None:
        return (not_recorded(),)
    value = Run(value_words(paper.elements.get(element), fact), style)
    if fact.taken_on is None or not dated:
        return (value,)
    return (value, Run(Printable(" "), style), said(f"({date_words(fact.taken_on)})", LABEL))


def element_label(paper: Paper, element: ElementId) -> Printable:
    """Return the label of a data element."""
    return label_of(paper.elements, element)


def bullets(lines: Iterable[Sequence[Run]], width: float) -> list[Strip]:
    """Return a list with a dash before each line."""
    return [strip for line in lines for strip in bullet(line, width)]
