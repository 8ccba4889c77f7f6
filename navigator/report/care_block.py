"""What goes with the drugs: care with each dose, hold and stop rules, toxicities, when to call.

The order holds what is needed at the chair, by topic, so that what the drugs say of one thing
stands together. What is looked up when something changes stands in the annex, and the order says
so: nothing is left out in silence.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from navigator.domain.ids import DrugId
from navigator.domain.library import Advice
from navigator.domain.source import Source
from navigator.domain.text import Text
from navigator.report.dose_table import drug_name, name_of, undosed
from navigator.report.lines import Run
from navigator.report.paper import Paper, not_recorded
from navigator.report.region import of_the_region
from navigator.report.runs import content, said
from navigator.report.strips import Strip, heading, paragraph
from navigator.report.style import LABEL, NOTE, NOTE_BOLD, UNIT
from navigator.report.text import Printable, worded
from navigator.report.wording import topic_words
from navigator.words import language, tr

_NO_OWNER = DrugId("")
_SPACE = Run(Printable(" "), NOTE)
_TOPICS = (
    "lvef",
    "infusion_reaction",
    "ild",
    "neutrophils",
    "platelets",
    "liver",
    "diarrhoea",
    "neuropathy",
    "hand_foot",
    "skin",
    "qt",
)
# What every order has to tell of: where the library says nothing, that is said.
_EXPECTED = ("premedication", "antiemetic", "toxicity", "call_when", "contraception")
# What leaves the order for the annex, at each step more; the first step is where plans begin.
_LOOKED_UP = ("dose_level", "kidney", "liver", "missed_dose", "boxed_warning", "contraindication")
_TO_THE_ANNEX = (
    _LOOKED_UP,
    (*_LOOKED_UP, "interaction"),
    (*_LOOKED_UP, "interaction", "handling", "extravasation", "resume"),
)
STEPS = len(_TO_THE_ANNEX)


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of the care.

    Attributes:
        kinds: Kinds of advice in it, in order.
        by_topic: Whether it is told by what the rules read, and not by kind.
    """

    title: Printable
    kinds: tuple[str, ...]
    by_topic: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """What one drug says on one thing."""

    owner: DrugId
    statements: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class _Statement:
    """One statement with the sources of every drug that makes it."""

    kind: str
    topic: str
    text: Text
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The printed advice of the protocol and of each drug.

    Attributes:
        left_out: Whether rules of other regions' labels are left out.
    """

    kept: tuple[_Said, ...]
    left_out: bool


def care_block(
    paper: Paper, rules: Rules, width: float, step: int = 0, *, with_annex: bool = True
) -> list[Strip]:
    """Return the care that belongs to the order, for a column.

    Args:
        paper: With the plan.
        rules: Of its drugs.
        width: Of the column, in points.
        step: How much goes to the annex, 0 to STEPS - 1.
        with_annex: Whether there is one, and is told of; else the rest follows at once.
    """
    kept, moved = rules.kept, _TO_THE_ANNEX[step]
    strips: list[Strip] = []
    for section in _sections():
        kinds = tuple(kind for kind in section.kinds if kind not in moved)
        if kinds:
            strips += [heading(section.title, width), *_section(paper, kept, section, kinds, width)]
    if with_annex:
        strips += paragraph([said(_elsewhere(kept, moved), NOTE_BOLD)], width, above=UNIT)
    if rules.left_out:
        strips += paragraph([said(_left_out(paper.region()), LABEL)], width)
    return strips


def later_block(paper: Paper, rules: Rules, width: float, step: int = 0) -> list[Strip]:
    """Return the rules that the order left to the annex, for a column; nothing for none."""
    moved = _TO_THE_ANNEX[step]
    section = _Section(worded(tr("Further rules of the drugs")), moved)
    if not _of_kinds(rules.kept, moved):
        return []
    return [heading(section.title, width), *_section(paper, rules.kept, section, moved, width)]


def _sections() -> list[_Section]:
    return [
        _Section(
            worded(tr("Before and with each dose")),
            (
                "premedication",
                "antiemetic",
                "supportive",
                "observation",
                "handling",
                "extravasation",
            ),
        ),
        _Section(worded(tr("Hold, resume, stop")), ("hold", "resume", "stop"), by_topic=True),
        _Section(worded(tr("Toxicities and when to call")), ("toxicity", "call_when")),
        _Section(
            worded(tr("Contraception and interactions")),
            ("contraception", "lactation", "interaction"),
        ),
    ]


def _kind_words(kind: str) -> str:
    return _words_of_kinds(language())[kind]


@cache
def _words_of_kinds(_language: str) -> dict[str, str]:
    return {
        "premedication": tr("Premedication"),
        "antiemetic": tr("Against vomiting"),
        "supportive": tr("Supportive care"),
        "observation": tr("Observation"),
        "handling": tr("Handling"),
        "extravasation": tr("Leak into tissue"),
        "hold": tr("Hold"),
        "resume": tr("Resume"),
        "stop": tr("Stop"),
        "toxicity": tr("Expect"),
        "call_when": tr("Call when"),
        "contraception": tr("Contraception"),
        "lactation": tr("Breastfeeding"),
        "interaction": tr("Interactions"),
        "dose_level": tr("Dose levels"),
        "kidney": tr("Kidney"),
        "liver": tr("Liver"),
        "missed_dose": tr("Late or missed dose"),
        "boxed_warning": tr("Boxed warnings"),
        "contraindication": tr("Contraindications"),
    }


def rules_of(paper: Paper) -> Rules:
    """Return what is printed of the rules at the site, each drug's with the drug."""
    kept: list[_Said] = []
    anything_left_out = False
    for owner, own in _by_owner(paper):
        printed, left_out = of_the_region(own, paper.plan.references, paper.region())
        kept.append(_Said(owner, tuple(printed)))
        anything_left_out = anything_left_out or bool(left_out)
    return Rules(tuple(kept), anything_left_out)


def _by_owner(paper: Paper) -> Iterator[tuple[DrugId, list[Advice]]]:
    """Yield the advice of the protocol, then of each drug.

    What two drugs say in the same words stands once in the plan and yet belongs to both.
    """
    planned = {_words(one) for one in paper.plan.advice}
    drugs = paper.drugs()
    of_drugs = {_words(one) for drug in drugs for one in drug.advice}
    yield _NO_OWNER, [one for one in paper.plan.advice if _words(one) not in of_drugs]
    for drug in drugs:
        yield drug.id, [one for one in drug.advice if _words(one) in planned]


def _words(advice: Advice) -> tuple[str, str, Text]:
    return advice.kind, advice.topic, advice.text


def _of_kinds(kept: Iterable[_Said], kinds: Sequence[str]) -> list[_Said]:
    """Return what each drug says of these kinds, in their order; drugs that say nothing left."""
    chosen = [
        _Said(
            one.owner,
            tuple(each for kind in kinds for each in one.statements if each.kind == kind),
        )
        for one in kept
    ]
    return [one for one in chosen if one.statements]


def _section(
    paper: Paper, kept: Sequence[_Said], section: _Section, kinds: Sequence[str], width: float
) -> list[Strip]:
    """Return a paragraph for each kind, or for each topic."""
    if section.by_topic:
        parts = _by_topic(_of_kinds(kept, kinds))
    else:
        parts = [(_kind_words(kind), _of_kinds(kept, [kind])) for kind in kinds]
    gaps = () if section.by_topic else [_kind_words(one) for one in kinds if one in _EXPECTED]
    strips: list[Strip] = []
    for label, entries in parts:
        runs = _told(paper, label, entries, with_kind=section.by_topic)
        if entries:
            strips += paragraph(runs, width, above=UNIT / 4)
        elif label in gaps:
            strips += paragraph([*runs, _SPACE, not_recorded()], width, above=UNIT / 4)
    return strips or paragraph([not_recorded()], width)


def _by_topic(entries: Sequence[_Said]) -> list[tuple[str, list[_Said]]]:
    """Group statements by what they read: known topics first, then others, at last the rest."""
    named = {one.topic for entry in entries for one in entry.statements if one.topic}
    order = [*(topic for topic in _TOPICS if topic in named), *sorted(named - set(_TOPICS)), ""]
    found = []
    for topic in order:
        same = [
            _Said(entry.owner, tuple(one for one in entry.statements if one.topic == topic))
            for entry in entries
        ]
        found.append((topic_words(topic), [one for one in same if one.statements]))
    return found


def _told(paper: Paper, label: str, entries: Sequence[_Said], *, with_kind: bool) -> list[Run]:
    """Return what the drugs say on one thing; drugs that say the same are named together."""
    runs = [said(f"{label}.", NOTE_BOLD.italic())]
    for owners, statements in _by_owners(entries).items():
        runs += [_SPACE, _names(paper, owners)]
        runs += _statements(paper, statements, with_kind=with_kind)
    return runs


def _by_owners(entries: Iterable[_Said]) -> dict[tuple[DrugId, ...], list[_Statement]]:
    """Group statements by the drugs that make them, in the order in which they come."""
    alike: dict[tuple[str, str, Text], dict[DrugId, Advice]] = {}
    for entry in entries:
        for one in entry.statements:
            alike.setdefault(_words(one), {})[entry.owner] = one
    groups: dict[tuple[DrugId, ...], list[_Statement]] = {}
    for words, said_by in alike.items():
        sources = tuple(dict.fromkeys(each for one in said_by.values() for each in one.sources))
        groups.setdefault(tuple(said_by), []).append(_Statement(*words, sources))
    return groups


def _names(paper: Paper, owners: Sequence[DrugId]) -> Run:
    drugs = [paper.drug(owner) for owner in owners]
    names = [drug_name(paper, drug) if drug else _others(paper) for drug in drugs]
    return said(f"{', '.join(names)}:", NOTE_BOLD)


def _others(paper: Paper) -> str:
    """Return whose advice it is that no dosed drug gives: the regimen's, or an undosed drug's."""
    drugs = dict.fromkeys(name_of(paper, one.drug) for one in undosed(paper))
    if not drugs:
        return tr("The regimen")
    return tr("{drugs} (no dose) or the regimen", drugs=", ".join(drugs))


def _statements(paper: Paper, statements: Sequence[_Statement], *, with_kind: bool) -> list[Run]:
    """Return the statements of the same drugs; a source stands after the last that it backs."""
    runs: list[Run] = []
    kind = "hold"
    for at, one in enumerate(statements):
        if with_kind and one.kind != kind:
            runs += [_SPACE, said(f"{_kind_words(one.kind)}:", NOTE.italic())]
            kind = one.kind
        if one.topic and not with_kind:
            runs += [_SPACE, said(f"{topic_words(one.topic)}:", NOTE.italic())]
        runs += [_SPACE, content(one.text, tr("A statement on a drug"), NOTE)]
        if at + 1 == len(statements) or statements[at + 1].sources != one.sources:
            runs += paper.citations.mark(one.sources)
    return runs


def _elsewhere(kept: Sequence[_Said], moved: Sequence[str]) -> str:
    """Say what stands in the annex."""
    there = [_kind_words(kind).lower() for kind in moved if _of_kinds(kept, [kind])]
    rest = tr("path, alternatives, evidence, references")
    return tr("In the annex: {list}.", list=", ".join([*there, rest]))


def _left_out(region: str) -> str:
    return tr(
        "Where the label of {region} has its own rule, the rules of other regions' labels are "
        "left out here; the library shows all.",
        region=region,
    )
