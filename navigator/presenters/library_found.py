"""What the list of the Library shows: the contents, everything of a kind, or what was found."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from navigator.domain.ids import DrugId, ElementId
from navigator.presenters.library_catalogue import Catalogue, Hit
from navigator.presenters.library_forest import SETTINGS, compared, setting_link
from navigator.presenters.library_linked import drug_link, link_to
from navigator.presenters.library_links import Kind, Link, Target
from navigator.presenters.library_sources import label_words
from navigator.presenters.library_words import (
    drug_kind_words,
    kinds_words,
    line_words,
    reference_kind_words,
    regimen_kind_words,
)
from navigator.words import say, tr, trn

LISTED = (
    Kind.DRUG,
    Kind.REGIMEN,
    Kind.PROTOCOL,
    Kind.TRIAL,
    Kind.STEP,
    Kind.ELEMENT,
    Kind.REFERENCE,
)
MOST_FOUND = 120
_AT_FIRST = 6  # of each kind, until somebody asks for more
_BEFORE = 40  # letters shown before a hit in the text
_LONGEST = 160


class RowKind(Enum):
    """What a row of the list is; only the last four can be chosen."""

    HEADING = "heading"
    WARNING = "warning"
    NOTE = "note"
    ENTRY = "entry"
    GROUP = "group"  # everything of a kind
    MORE = "more"  # the rest of what was found of a kind
    BACK = "back"  # to the contents


_CHOSEN = (RowKind.ENTRY, RowKind.GROUP, RowKind.MORE, RowKind.BACK)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the list.

    Attributes:
        target: What an entry leads to; of a group only its kind counts.
        note: A word on the right: a count, or the keys of a command.
    """

    kind: RowKind
    words: str
    caption: str = ""
    target: Target | None = None
    mark: str = ""
    note: str = ""

    @property
    def can_be_chosen(self) -> bool:
        """Tell whether the arrow keys stop here."""
        return self.kind in _CHOSEN


def entry(link: Link, caption: str | None = None) -> Row:
    """Return a link as a row."""
    words = link.caption if caption is None else caption
    return Row(RowKind.ENTRY, link.words, words, link.target, link.mark)


def contents_rows(catalogue: Catalogue) -> tuple[Row, ...]:
    """Return the table of contents."""
    sizes: Mapping[Kind, int] = {
        Kind.DRUG: len(catalogue.drugs),
        Kind.REGIMEN: len(catalogue.regimens),
        Kind.PROTOCOL: len(catalogue.protocols),
        Kind.TRIAL: len(catalogue.trials),
        Kind.STEP: sum(len(one.steps) for one in catalogue.editions.values()),
        Kind.ELEMENT: len(catalogue.elements),
        Kind.REFERENCE: len(catalogue.references),
    }
    groups = (
        Row(RowKind.GROUP, kinds_words(kind), _about(kind), Target(kind), note=str(sizes[kind]))
        for kind in LISTED
    )
    settings = (entry(setting_link(catalogue, one)) for one in SETTINGS if compared(catalogue, one))
    return (
        Row(RowKind.HEADING, kinds_words(Kind.CONTENTS)),
        *groups,
        Row(RowKind.HEADING, kinds_words(Kind.FOREST)),
        *settings,
    )


def _about(kind: Kind) -> str:
    return {
        Kind.DRUG: tr("Limits, contraindications, holds, monitoring"),
        Kind.REGIMEN: tr("What they contain and where they are offered"),
        Kind.PROTOCOL: tr("Doses, days and cycles"),
        Kind.TRIAL: tr("Patients, arms and outcomes"),
        Kind.STEP: tr("Questions, answers and options by edition"),
        Kind.ELEMENT: tr("What can be known of a patient"),
        Kind.REFERENCE: tr("Articles, labels and guidelines"),
    }[kind]


def kind_rows(catalogue: Catalogue, kind: Kind) -> tuple[Row, ...]:
    """Return everything of a kind under small headings, after the way back."""
    rows = [Row(RowKind.BACK, kinds_words(Kind.CONTENTS))]
    if kind is Kind.DRUG:
        rows.append(_warning())
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for heading, target in _listed(catalogue, kind):
        groups[heading].append(entry(link_to(catalogue, target)))
    for heading, mine in groups.items():
        rows += [Row(RowKind.HEADING, heading, note=str(len(mine))), *mine]
    return tuple(rows)


def _listed(catalogue: Catalogue, kind: Kind) -> Iterable[tuple[str, Target]]:
    listed: dict[Kind, Callable[[], Iterable[tuple[str, str]]]] = {
        Kind.DRUG: lambda: ((drug_kind_words(d.kind), d.id) for d in catalogue.drugs.values()),
        Kind.REGIMEN: lambda: (
            (regimen_kind_words(r.kind), r.id) for r in catalogue.regimens.values()
        ),
        Kind.PROTOCOL: lambda: (
            (_days(one.cycle_days), one.id)
            for one in sorted(catalogue.protocols.values(), key=lambda one: one.cycle_days)
        ),
        Kind.TRIAL: lambda: (
            (line_words(one.line), one.id)
            for one in sorted(catalogue.trials.values(), key=lambda one: (one.line, one.year))
        ),
        Kind.STEP: lambda: (
            (say(edition.title), f"{edition.id}/{step}")
            for edition in reversed(list(catalogue.editions.values()))
            for step in edition.steps
        ),
        Kind.ELEMENT: lambda: _elements(catalogue),
        Kind.REFERENCE: lambda: _references(catalogue),
    }
    return ((heading, Target(kind, one)) for heading, one in listed[kind]())


def _days(days: int) -> str:
    return tr("{days}-day cycles", days=days)


def _elements(catalogue: Catalogue) -> Iterable[tuple[str, str]]:
    newest = list(catalogue.editions.values())[-1]
    labels = {group.id: say(group.label) for group in newest.groups}
    found = ((labels.get(one.group, one.group), one.id) for one in catalogue.elements.values())
    order = list(labels.values())
    return sorted(found, key=lambda pair: order.index(pair[0]) if pair[0] in order else 99)


def _references(catalogue: Catalogue) -> Iterable[tuple[str, str]]:
    found = []
    for one in catalogue.references.values():
        heading = reference_kind_words(one.kind)
        if one.kind == "label":
            heading = tr("{kind}: {region}", kind=heading, region=label_words(one.region))
        found.append((heading, one.citation.lstrip("["), one.id))
    return ((heading, one) for heading, _, one in sorted(found))


def _warning() -> Row:
    return Row(
        RowKind.WARNING,
        tr("Look-alike names: read the full name, the brand and the mark."),
    )


def found_rows(
    catalogue: Catalogue,
    typed: str,
    unfolded: frozenset[Kind] = frozenset(),
    at_first: int = _AT_FIRST,
) -> tuple[Row, ...]:
    """Return what fits the words typed, by kind; the kind of the best hit comes first.

    Args:
        catalogue: The library.
        typed: As typed.
        unfolded: Kinds of which everything is shown.
        at_first: So many of every other kind.
    """
    hits = [one for one in catalogue.shelf.search(typed, MOST_FOUND) if _has_page(catalogue, one)]
    groups: dict[Kind, list[Hit]] = {}
    for hit in hits:
        groups.setdefault(Kind(hit.kind), []).append(hit)
    rows: list[Row] = []
    for kind, found in groups.items():
        shown = found if kind in unfolded else found[:at_first]
        entries = [_found(catalogue, hit, typed) for hit in shown]
        if kind is Kind.DRUG:
            entries = _drugs(catalogue, _named_first(catalogue, entries, typed), hits)
        number = max(len(found), sum(row.can_be_chosen for row in entries))
        rows.append(Row(RowKind.HEADING, kinds_words(kind), note=str(number)))
        rows += entries
        if len(found) > len(shown):
            left = trn("{number} more", "{number} more", len(found) - len(shown))
            rows.append(Row(RowKind.MORE, left, target=Target(kind)))
    if len(hits) >= MOST_FOUND:
        words = tr("These are the best {number}. More letters find fewer.", number=MOST_FOUND)
        rows.append(Row(RowKind.NOTE, words))
    return tuple(rows)


def _has_page(catalogue: Catalogue, hit: Hit) -> bool:
    """Tell whether a hit can be shown: what only primers ask has no page here."""
    return hit.kind != Kind.ELEMENT.value or ElementId(hit.id) in catalogue.elements


def _found(catalogue: Catalogue, hit: Hit, typed: str) -> Row:
    """Return a hit; one in the text with the words around it."""
    target = Target(Kind(hit.kind), hit.id)
    link = link_to(catalogue, target)
    return entry(link, _around(catalogue.texts(target), typed) if hit.snippet else None)


def _around(texts: Iterable[str], typed: str) -> str | None:
    """Return the words around the first place that holds a word typed, None where none does."""
    wanted = [word for word in typed.casefold().split() if len(word) > 1]
    best = max(texts, key=lambda text: sum(word in text.casefold() for word in wanted), default="")
    places = [at for word in wanted if (at := best.casefold().find(word)) >= 0]
    if not places:
        return None
    begin = best.rfind(" ", 0, max(0, min(places) - _BEFORE)) + 1 if min(places) > _BEFORE else 0
    return ("…" if begin else "") + best[begin : begin + _LONGEST]


def _named_first(catalogue: Catalogue, rows: Sequence[Row], typed: str) -> list[Row]:
    """Put the drugs that are called so before those with such a brand or synonym."""
    begins = tuple(one for one, drug in catalogue.drugs.items() if _begins(drug.name, typed))
    return sorted(rows, key=lambda row: row.target is None or row.target.id not in begins)


def _begins(name: str, typed: str) -> bool:
    return name.startswith(typed.strip().casefold())


def _drugs(catalogue: Catalogue, shown: Sequence[Row], hits: Sequence[Hit]) -> list[Row]:
    """Return drugs with every look-alike of those found by name, under one warning.

    A name that begins like the one typed must not be all there is to see.
    """
    named = {hit.id for hit in hits if hit.kind == Kind.DRUG.value and not hit.snippet}
    rows = {row.target.id: row for row in shown if row.target is not None}
    families = catalogue.families
    alike: dict[str, Row] = {}
    for one in rows:
        for member in families.get(DrugId(one), ()):
            if one in named or member in rows:
                link = drug_link(catalogue.drugs[member])
                alike.setdefault(member, rows.get(member, entry(link)))
    order = list(rows)
    found_first = sorted(alike, key=lambda one: order.index(one) if one in rows else len(order))
    alone = [row for one, row in rows.items() if one not in alike]
    if not alike:
        return alone
    marked = [replace(alike[one], caption=_brand(catalogue, one)) for one in found_first]
    return [_warning(), *marked, *alone]


def _brand(catalogue: Catalogue, drug: str) -> str:
    return drug_link(catalogue.drugs[DrugId(drug)]).caption


def nothing_rows(typed: str) -> tuple[Row, ...]:
    """Return what to try where nothing was found."""
    return (
        Row(RowKind.NOTE, tr("Nothing fits “{typed}”.", typed=typed.strip())),
        Row(
            RowKind.NOTE,
            tr(
                "Try the beginning of a generic or brand name, of a trial’s name or of an "
                "author’s, a DOI or a PMID. Fewer letters find more."
            ),
        ),
        Row(RowKind.BACK, kinds_words(Kind.CONTENTS)),
    )
