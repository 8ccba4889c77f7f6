"""What must be right between records: names that could be mistaken, parts that do not fit."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from navigator.domain.guideline import Effect
from navigator.domain.problems import Problem, Severity
from navigator.library.records import Entry, of_kind
from navigator.library.schema import Record
from navigator.library.schema_drugs import DrugRecord
from navigator.library.schema_regimens import ProtocolRecord, RegimenRecord
from navigator.words import tr

Entries = Sequence[Entry[Record]]


def cross_check(entries: Entries) -> Iterator[Problem]:
    """Give every problem between the valid records of the content."""
    yield from _look_alikes(entries)
    yield from _protocols(entries)
    yield from _unguarded_drugs(entries)
    yield from _choices(entries)
    yield from _safeguards(entries)


def _look_alikes(entries: Entries) -> Iterator[Problem]:
    """Give drugs whose name contains another's and that nothing tells apart."""
    drugs = list(of_kind(entries, DrugRecord))
    for entry in drugs:
        drug = entry.record
        others = [other.record for other in drugs if _alike(drug.name, other.record.name)]
        if others and not (drug.mark and drug.look_alike):
            shown = ", ".join(sorted({other.name for other in others}))
            yield entry.problem(
                "look-alike",
                tr("`{drug}` can be taken for {others}.", drug=drug.name, others=shown),
                ("name",),
                tr("Give it a `mark` and `look_alike`."),
            )
        twins = sorted({other.name for other in others if drug.mark and other.mark == drug.mark})
        if twins:
            yield entry.problem(
                "look-alike",
                tr(
                    "`{drug}` and {others} have the same mark `{mark}`.",
                    drug=drug.name,
                    others=", ".join(twins),
                    mark=drug.mark,
                ),
                ("mark",),
                tr("Give each its own."),
            )


def _alike(one: str, other: str) -> bool:
    """Tell whether one name's words are all part of the other's, the names being different."""
    words, others = _name_words(one), _name_words(other)
    return words != others and (words <= others or others <= words)


def _name_words(name: str) -> set[str]:
    return set(name.replace(",", " ").replace("-", " ").split())


def _protocols(entries: Entries) -> Iterator[Problem]:
    """Give protocols that their regimen does not list, and drugs that it does not name."""
    regimens = {entry.record.id: entry.record for entry in of_kind(entries, RegimenRecord)}
    names = {entry.record.id: entry.record.name for entry in of_kind(entries, DrugRecord)}
    for entry in of_kind(entries, ProtocolRecord):
        regimen = regimens.get(entry.record.regimen)
        if regimen is None:
            continue
        if entry.record.id not in regimen.protocols:
            yield entry.problem(
                "unlisted-protocol",
                tr(
                    "The regimen `{regimen}` does not list the protocol `{protocol}`.",
                    regimen=regimen.id,
                    protocol=entry.record.id,
                ),
                ("regimen",),
                tr("Add it to its `protocols`."),
            )
        yield from _strange_drugs(entry, regimen, names)


def _strange_drugs(
    entry: Entry[ProtocolRecord], regimen: RegimenRecord, names: dict[str, str]
) -> Iterator[Problem]:
    """Give drugs that share no word with any drug of the regimen, whose safeguards count."""
    if not names.keys() >= set(regimen.drugs):
        return  # one of them has faults of its own
    family = {word for drug in regimen.drugs for word in _name_words(names[drug])}
    for index, part in enumerate(entry.record.components):
        name = names.get(part.drug, "")
        if name and family.isdisjoint(_name_words(name)):
            found = entry.problem(
                "drug-outside-regimen",
                tr("The regimen `{regimen}` does not name {drug}.", regimen=regimen.id, drug=name),
                ("components", index, "drug"),
                tr("Its safeguards are not read where the regimen is offered."),
            )
            yield replace(found, severity=Severity.WARN)


def _unguarded_drugs(entries: Entries) -> Iterator[Problem]:
    """Give drugs of protocols that could be offered though a contraindication of theirs is known.

    An option is closed by the safeguards of its regimen and of the drugs that the regimen names;
    what a protocol gives besides is not asked.
    """
    drugs = {entry.record.id: entry.record for entry in of_kind(entries, DrugRecord)}
    regimens = {entry.record.id: entry.record for entry in of_kind(entries, RegimenRecord)}
    for entry in of_kind(entries, ProtocolRecord):
        regimen = regimens.get(entry.record.regimen)
        if regimen is None or not drugs.keys() >= set(regimen.drugs):
            continue  # one of them has faults of its own
        guarded = {rule for drug in regimen.drugs for rule in _excluding(drugs[drug])}
        guarded |= _excluding(regimen)
        for index, part in enumerate(entry.record.components):
            open_ = _excluding(drugs[part.drug]) - guarded if part.drug in drugs else set()
            if open_:
                yield entry.problem(
                    "unguarded-drug",
                    tr(
                        "The regimen `{regimen}` can be offered while `{drug}` is contraindicated: "
                        "{rules}.",
                        regimen=regimen.id,
                        drug=part.drug,
                        rules="; ".join(sorted(open_)),
                    ),
                    ("components", index, "drug"),
                    tr("Name the drug under `drugs` of the regimen."),
                )


def _excluding(record: DrugRecord | RegimenRecord) -> set[str]:
    """Return the criteria that exclude a drug or regimen."""
    return {one.when for one in record.safeguards if one.effect is Effect.EXCLUDE}


def _choices(entries: Entries) -> Iterator[Problem]:
    """Give choices that lead to other choices."""
    kinds = {entry.record.id: entry.record.kind for entry in of_kind(entries, RegimenRecord)}
    for entry in of_kind(entries, RegimenRecord):
        for index, target in enumerate(entry.record.resolves_to):
            if kinds.get(target) == "choice":
                yield entry.problem(
                    "choice-of-choices",
                    tr("`{target}` is itself a choice.", target=target),
                    ("resolves_to", index),
                    tr("Name the regimens that it stands for."),
                )


def _safeguards(entries: Entries) -> Iterator[Problem]:
    """Give ids of safeguards that are used twice in the library."""
    seen: dict[str, str] = {}
    for entry in entries:
        if not isinstance(entry.record, (DrugRecord, RegimenRecord)):
            continue
        for index, safeguard in enumerate(entry.record.safeguards):
            path = ("safeguards", index, "id")
            place = str(entry.source.located.place((*entry.path, *path)))
            first = seen.setdefault(safeguard.id, place)
            if first != place:
                message = tr("The safeguard `{id}` is given twice.", id=safeguard.id)
                hint = tr("It stands at {first} already.", first=first)
                yield entry.problem("duplicate-id", message, path, hint)
