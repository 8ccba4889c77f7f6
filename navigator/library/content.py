"""The whole content of a folder, read and checked; every fault of every file in one go."""

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from navigator.domain.elements import DataElement, ElementGroup
from navigator.domain.guideline import Chart, Edition, RegimenSummary, Safeguard, Step
from navigator.domain.ids import (
    DrugId,
    EditionId,
    ElementId,
    ProtocolId,
    ReferenceId,
    RegimenId,
    StepId,
    TrialId,
)
from navigator.domain.library import Approval, Drug, Protocol, Regimen, Trial
from navigator.domain.problems import Problem, Severity
from navigator.domain.source import Reference
from navigator.domain.teaching import TeachingCase, Topic
from navigator.domain.vignette import Vignette
from navigator.library.content_files import ContentFile, content_files
from navigator.library.counts import counts_of, open_matters
from navigator.library.cross_checks import cross_check
from navigator.library.cross_checks_teaching import cross_check_teaching
from navigator.library.digest import content_digest
from navigator.library.known import Known
from navigator.library.making import made
from navigator.library.places import Places
from navigator.library.records import (
    Entry,
    Ids,
    ReadFile,
    Validation,
    check_root,
    collect_ids,
    of_kind,
)
from navigator.library.schema import PackRecord, Record
from navigator.library.schema_guideline import GuidelineRecord
from navigator.library.yaml_reader import read_yaml
from navigator.words import tr

EMPTY_CHART = Chart(0, 0, {}, ())


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that the YAML files say, in the order of files and of the lists in them.

    Attributes:
        editions: Primers among them; without a chart: that is drawn when the library is built.
        whole_editions: Those of which no step, and nothing they can name, has a fault.
        counts: What it amounts to: `files`, `editions`, `steps`, `options`, `drugs`, ... and
            what `navigator.library.counts.counts_of` counts.
        places: Finds where a thing is written.
        digest: SHA-256 of the files, 64 hex digits.
    """

    drugs: Mapping[DrugId, Drug]
    regimens: Mapping[RegimenId, Regimen]
    protocols: Mapping[ProtocolId, Protocol]
    trials: Mapping[TrialId, Trial]
    references: Mapping[ReferenceId, Reference]
    elements: Mapping[ElementId, DataElement]
    groups: tuple[ElementGroup, ...]
    editions: Mapping[EditionId, Edition]
    whole_editions: Mapping[EditionId, Edition]
    vignettes: Mapping[EditionId, tuple[Vignette, ...]]
    counts: Mapping[str, int]
    places: Places
    digest: str
    approvals: Mapping[str, Approval] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    cases: Mapping[str, TeachingCase] = field(default_factory=dict)

    def locate(self, problem: Problem, edition: str = "") -> Problem:
        """Return `problem`, whose place is a name in the content, at its file and line."""
        return self.places.locate(problem, edition)


@dataclass(slots=True)
class _Gathered:
    """What has been read and found valid so far."""

    files: list[ReadFile]
    ids: Ids
    problems: list[Problem]
    entries: list[Entry[Record]] = field(default_factory=list)

    def take(self, kinds: Collection[str], known: Known, edition: str = "") -> None:
        """Validate the sections of `kinds`, those of one edition or of the pack."""
        validation = Validation(known, self.problems)
        for read in self.files:
            sections = [part for part in read.file.kind.sections if part.kind in kinds]
            if read.file.edition == edition and (sections or not read.file.kind.sections):
                self.entries.extend(validation.header(read))
                for section in sections:
                    self.entries.extend(validation.section(read, section))

    def made(self, kind: str, edition: str = "") -> list[Any]:
        """Return the domain values of one kind, in the order of the content."""
        return [
            made(entry.record)
            for entry in self.entries
            if entry.path[:1] == (kind,) and entry.source.file.edition == edition
        ]


def read_content(folder: Path) -> tuple[Content, tuple[Problem, ...]]:
    """Read all content in a folder.

    Args:
        folder: A pack (it holds pack.yaml), or a folder of packs. Problems name files as this
            path leads to them.

    Returns:
        What is valid, and every problem, in order of file and line. Where one of them is a
        STOP the content is for looking at only: nothing is built from it.
    """
    found, problems = content_files(folder)
    gathered = _gather(found, problems)
    _validate_all(gathered)
    gathered.problems.extend(cross_check(gathered.entries))
    gathered.problems.extend(cross_check_teaching(gathered.entries, gathered.ids))
    gathered.problems.extend(open_matters(gathered.entries))
    content = _assemble(gathered, content_digest(folder))
    ordered = sorted(_once(gathered.problems), key=lambda problem: problem.place)
    return content, tuple(ordered)


def _once(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems without those that say the same of the same place again."""
    by_words = {(problem.place, problem.code, problem.message): problem for problem in problems}
    return list(by_words.values())


def _gather(found: Sequence[ContentFile], problems: list[Problem]) -> _Gathered:
    files = []
    for file in found:
        located, faults = read_yaml(file.path)
        problems.extend(faults)
        read = ReadFile(file, located)
        if located.value is not None:
            problems.extend(check_root(read))
        files.append(read)
    ids = collect_ids(files)
    problems.extend(ids.problems)
    return _Gathered(files, ids, problems)


def _validate_all(gathered: _Gathered) -> None:
    """Validate data elements first: the criteria of all the others are read against them."""
    gathered.take(("group", "data_element"), gathered.ids.known())
    elements = {element.id: element for element in gathered.made("data_elements")}
    faulty = set(gathered.ids.ids["data_element"]) - set(elements)
    pack_kinds = (
        "reference",
        "drug",
        "regimen",
        "protocol",
        "trial",
        "approval",
        "topic",
        "teaching_case",
    )
    gathered.take(pack_kinds, gathered.ids.known(elements=elements, faulty=faulty))
    for edition in _edition_folders(gathered):
        known = gathered.ids.known(edition, elements=elements, faulty=faulty)
        gathered.take(("step", "vignette"), known, edition)


def _edition_folders(gathered: _Gathered) -> list[str]:
    return sorted({read.file.edition for read in gathered.files if read.file.edition})


def _assemble(gathered: _Gathered, digest: str) -> Content:
    drugs = _by_id(gathered.made("drugs"))
    regimens = _by_id(gathered.made("regimens"))
    protocols = _by_id(gathered.made("protocols"))
    elements: dict[ElementId, DataElement] = _by_id(gathered.made("data_elements"))
    groups = tuple(gathered.made("groups"))
    shared = {
        "elements": elements,
        "groups": groups,
        "regimens": summaries(regimens, drugs, protocols),
        "drug_names": drug_names(drugs.values()),
        "digest": digest,
    }
    folders = _edition_folders(gathered)
    found = [edition for name in folders for edition in _editions(gathered, name, shared)]
    editions: dict[EditionId, Edition] = _by_id(sorted(found, key=lambda one: (one.year, one.id)))
    content = Content(
        drugs=drugs,
        regimens=regimens,
        protocols=protocols,
        trials=_by_id(gathered.made("trials")),
        references=_by_id(gathered.made("references")),
        elements=elements,
        groups=groups,
        editions=editions,
        whole_editions={
            name: edition
            for name, edition in editions.items()
            if _is_whole(edition, elements, drugs, gathered.ids)
        },
        vignettes={EditionId(name): tuple(gathered.made("vignettes", name)) for name in folders},
        counts={},
        places=Places(gathered.files),
        digest=digest,
        approvals=_by_id(gathered.made("approvals")),
        topics=_by_id(gathered.made("topics")),
        cases=_by_id(gathered.made("cases")),
    )
    return replace(content, counts=_counts(content, gathered))


def _editions(gathered: _Gathered, folder: str, shared: Mapping[str, Any]) -> list[Edition]:
    """Return the edition of a folder, none where its header has faults."""
    steps: dict[StepId, Step] = _by_id(gathered.made("steps", folder))
    for entry in of_kind(gathered.entries, GuidelineRecord):
        if entry.source.file.edition != folder:
            continue
        record = entry.record
        if record.id != folder:
            message = tr(
                "The edition `{id}` lies in the folder `{folder}`.", id=record.id, folder=folder
            )
            hint = tr("Give both the same name.")
            gathered.problems.append(entry.problem("edition-folder", message, ("id",), hint))
        header = {name: getattr(record, name) for name in record.model_fields_set}
        header["sources"] = tuple(made(source) for source in record.sources)
        pack = _pack_of(gathered, entry.source.file.path)
        if pack:
            header = {"review_by": pack.review_by, **header, "disease": pack.title}
        edition = Edition(**header, **shared, steps=steps, chart=EMPTY_CHART)
        return [edition if record.primer else replace(edition, elements=_asked(edition))]
    return []


def _asked(edition: Edition) -> dict[ElementId, DataElement]:
    """Return the data elements that are asked outside of primers."""
    return {name: one for name, one in edition.elements.items() if not one.primer}


def _pack_of(gathered: _Gathered, path: Path) -> PackRecord | None:
    """Return the pack that a file belongs to; None where that has faults."""
    packs = of_kind(gathered.entries, PackRecord)
    inside = (one.record for one in packs if path.is_relative_to(one.source.file.path.parent))
    return next(inside, None)


def _is_whole(
    edition: Edition,
    elements: Mapping[ElementId, DataElement],
    drugs: Mapping[DrugId, Drug],
    ids: Ids,
) -> bool:
    """Tell whether everything that the files give for an edition has passed."""
    given: dict[str, Collection[str]] = {
        f"step of {edition.id}": edition.steps,
        "data_element": elements,
        "regimen": edition.regimens,
        "drug": drugs,
    }
    passed = all(set(ids.ids[kind]) == set(names) for kind, names in given.items())
    return passed and edition.start in edition.steps


def _by_id(values: Iterable[Any]) -> dict[Any, Any]:
    return {value.id: value for value in values}


def summaries(
    regimens: Mapping[RegimenId, Regimen],
    drugs: Mapping[DrugId, Drug],
    protocols: Mapping[ProtocolId, Protocol],
) -> dict[RegimenId, RegimenSummary]:
    """Return what an edition has to know of every regimen."""
    dosed = {regimen.id for regimen in regimens.values() if set(regimen.protocols) & set(protocols)}
    return {
        regimen.id: RegimenSummary(
            id=regimen.id,
            name=regimen.name,
            drugs=regimen.drugs,
            dosed=not dosed.isdisjoint((regimen.id, *regimen.resolves_to)),
            safeguards=_safeguards(regimen, drugs),
            kind=regimen.kind,
            resolves_to=regimen.resolves_to,
        )
        for regimen in regimens.values()
    }


def _safeguards(regimen: Regimen, drugs: Mapping[DrugId, Drug]) -> tuple[Safeguard, ...]:
    own = list(regimen.safeguards)
    for drug in regimen.drugs:
        own.extend(drugs[drug].safeguards if drug in drugs else ())
    return tuple(own)


def drug_names(drugs: Iterable[Drug]) -> dict[str, DrugId]:
    """Return every name in lower case with its drug, the first one where several bear it."""
    names: dict[str, DrugId] = {}
    for drug in drugs:
        for name in (drug.name, drug.us_name, *drug.brands, *drug.synonyms):
            if name:
                names.setdefault(name.casefold(), drug.id)
    return names


def _counts(content: Content, gathered: _Gathered) -> Counter[str]:
    steps = [step for edition in content.editions.values() for step in edition.steps.values()]
    counts = Counter(
        files=len(gathered.files),
        editions=sum(not edition.primer for edition in content.editions.values()),
        primers=sum(edition.primer for edition in content.editions.values()),
        approvals=len(content.approvals),
        topics=len(content.topics),
        cases=len(content.cases),
        steps=len(steps),
        branches=sum(len(step.branches) for step in steps),
        options=sum(len(step.options) for step in steps),
        data_elements=len(content.elements),
        drugs=len(content.drugs),
        regimens=len(content.regimens),
        protocols=len(content.protocols),
        trials=len(content.trials),
        references=len(content.references),
        vignettes=sum(len(vignettes) for vignettes in content.vignettes.values()),
    )
    counts.update(counts_of(gathered.entries))
    return counts


def main(arguments: Sequence[str]) -> int:
    """Print every problem of a folder and what it holds; 1 where a problem stops it.

    Args:
        arguments: The folder, "db/content" if none is given.
    """
    content, problems = read_content(Path(arguments[0] if arguments else "db/content"))
    lines = [f"{problem.severity.value:4} {problem.code:22} {problem}" for problem in problems]
    stopping = sum(problem.severity is Severity.STOP for problem in problems)
    lines += [f"{name}: {number}" for name, number in content.counts.items()]
    lines.append(f"{stopping} faults, {len(problems) - stopping} open matters")
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if stopping else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
