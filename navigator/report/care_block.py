"""What goes with the drugs: supportive care, hold and stop rules, toxicities, when to call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from navigator.domain.ids import DrugId
from navigator.domain.library import Advice
from navigator.report.dose_table import drug_name
from navigator.report.lines import Run
from navigator.report.paper import Paper, not_recorded
from navigator.report.region import of_the_region
from navigator.report.runs import content, said
from navigator.report.strips import Strip, heading, paragraph
from navigator.report.style import LABEL, NOTE, NOTE_BOLD, UNIT
from navigator.report.text import Printable, worded
from navigator.words import tr

_NO_OWNER = DrugId("")
_SPACE = Run(Printable(" "), NOTE)


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of the care.

    Attributes:
        kinds: Kinds of advice in it with their names, in order.
        apart: Whether each kind begins a line: for rules that are looked up in a hurry.
    """

    title: Printable
    kinds: tuple[tuple[str, str], ...]
    apart: bool = False


def care_block(paper: Paper, width: float) -> list[Strip]:
    """Return the sections of care, for a column."""
    kept, left_out = _by_owner(paper)
    strips: list[Strip] = []
    for section in _sections():
        strips.append(heading(section.title, width))
        strips += _section(paper, kept, section, width)
    if left_out:
        strips += paragraph([said(_left_out(paper.region()), LABEL)], width, above=UNIT)
    return strips


def _sections() -> list[_Section]:
    return [
        _Section(
            worded(tr("Before and with each dose")),
            (
                ("premedication", tr("Premedication")),
                ("antiemetic", tr("Against vomiting")),
                ("supportive", tr("Supportive care")),
                ("observation", tr("Observation")),
                ("handling", tr("Handling")),
                ("extravasation", tr("Leak into tissue")),
            ),
        ),
        _Section(
            worded(tr("Hold, resume, stop")),
            (
                ("hold", tr("Hold")),
                ("resume", tr("Resume")),
                ("stop", tr("Stop")),
                ("dose_level", tr("Dose levels")),
                ("kidney", tr("Kidney")),
                ("liver", tr("Liver")),
                ("missed_dose", tr("Late or missed dose")),
            ),
            apart=True,
        ),
        _Section(
            worded(tr("Toxicities and when to call")),
            (("toxicity", tr("Expect")), ("call_when", tr("Call when"))),
        ),
        _Section(
            worded(tr("Contraception and interactions")),
            (("contraception", tr("Contraception")), ("interaction", tr("Interactions"))),
        ),
    ]


def _by_owner(paper: Paper) -> tuple[dict[DrugId, list[Advice]], bool]:
    """Return the printed advice of the protocol and of each drug, and whether some is left out."""
    kept: dict[DrugId, list[Advice]] = {}
    anything_left_out = False
    for owner in (_NO_OWNER, *(drug.id for drug in paper.drugs())):
        own = [one for one in paper.plan.advice if _owner(paper, one) == owner]
        kept[owner], left_out = of_the_region(own, paper.plan.references, paper.region())
        anything_left_out = anything_left_out or bool(left_out)
    return kept, anything_left_out


def _section(
    paper: Paper, kept: Mapping[DrugId, Sequence[Advice]], section: _Section, width: float
) -> list[Strip]:
    """Return what a section says of each drug."""
    strips: list[Strip] = []
    for owner, statements in kept.items():
        said_of = [
            _statements(paper, name, same)
            for kind, name in section.kinds
            if (same := [one for one in statements if one.kind == kind])
        ]
        if said_of:
            above = UNIT / 2 if strips else 0.0
            strips += _of_one(_owner_name(paper, owner), said_of, section, width, above)
    return strips or paragraph([not_recorded()], width)


def _of_one(
    name: Run, said_of: Sequence[Sequence[Run]], section: _Section, width: float, above: float
) -> list[Strip]:
    """Return the statements on one drug: in one paragraph, or a line for each kind."""
    if not section.apart:
        runs = [run for kind in said_of for run in (_SPACE, *kind)]
        return paragraph([name, *runs], width, above=above)
    first = paragraph([name, _SPACE, *said_of[0]], width, above=above)
    return [*first, *(strip for kind in said_of[1:] for strip in paragraph(kind, width))]


def _owner_name(paper: Paper, owner: DrugId) -> Run:
    drug = paper.drug(owner)
    words = drug_name(paper, drug) if drug else tr("The regimen")
    return said(f"{words}:", NOTE_BOLD)


def _statements(paper: Paper, name: str, statements: Sequence[Advice]) -> list[Run]:
    """Return statements of one kind, each with its sources."""
    runs = [said(f"{name}.", NOTE_BOLD.italic())]
    for one in statements:
        runs += [_SPACE, content(one.text, tr("A statement on a drug"), NOTE)]
        runs += paper.citations.mark(one.sources)
    return runs


def _owner(paper: Paper, advice: Advice) -> DrugId:
    """Return the drug that gives this advice, nothing for one of the protocol."""
    return next((drug.id for drug in paper.drugs() if advice in drug.advice), _NO_OWNER)


def _left_out(region: str) -> str:
    return tr(
        "Where the label of {region} has its own rule, the rules of other regions' labels are "
        "left out here; the library shows all.",
        region=region,
    )
