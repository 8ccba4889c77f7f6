"""Which files the content consists of, and what each may hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from navigator.domain.problems import Place, Problem
from navigator.library import (
    schema,
    schema_drugs,
    schema_evidence,
    schema_guideline,
    schema_regimens,
    schema_teaching,
)
from navigator.library.digest import PACK, pack_folders, yaml_files
from navigator.library.schema import Record
from navigator.words import tr

EDITIONS = "editions"
MOST_FILES = 500


@dataclass(frozen=True, slots=True)
class Section:
    """A list of records under one key of a file.

    Attributes:
        kind: What one record is, as faults name it ("data_element").
        key: The key of the list.
    """

    kind: str
    key: str
    record: type[Record]


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file of a certain name holds.

    Attributes:
        header: Shape of the keys beside the sections, None where there are none.
        needed: Whether a pack without such a file is faulty.
    """

    name: str
    sections: tuple[Section, ...] = ()
    header: type[Record] | None = None
    needed: bool = True


_PACK_KINDS = (
    FileKind("pack", (), schema.PackRecord),
    FileKind("references", (Section("reference", "references", schema.ReferenceRecord),)),
    FileKind(
        "data_elements",
        (
            Section("group", "groups", schema_evidence.GroupRecord),
            Section("data_element", "data_elements", schema_evidence.ElementRecord),
        ),
    ),
    FileKind("drugs", (Section("drug", "drugs", schema_drugs.DrugRecord),)),
    FileKind("regimens", (Section("regimen", "regimens", schema_regimens.RegimenRecord),)),
    FileKind("protocols", (Section("protocol", "protocols", schema_regimens.ProtocolRecord),)),
    FileKind("trials", (Section("trial", "trials", schema_evidence.TrialRecord),)),
    FileKind(
        "approvals",
        (Section("approval", "approvals", schema_evidence.ApprovalRecord),),
        needed=False,
    ),
    FileKind("topics", (Section("topic", "topics", schema_teaching.TopicRecord),), needed=False),
    FileKind(
        "cases",
        (Section("teaching_case", "cases", schema_teaching.TeachingCaseRecord),),
        needed=False,
    ),
)
_EDITION_KINDS = (
    FileKind(
        "guideline",
        (Section("step", "steps", schema_guideline.StepRecord),),
        schema_guideline.GuidelineRecord,
    ),
    FileKind("vignettes", (Section("vignette", "vignettes", schema_guideline.VignetteRecord),)),
)


@dataclass(frozen=True, slots=True)
class ContentFile:
    """One file of the content.

    Attributes:
        edition: Name of the edition's folder, "" for a file of the pack itself.
    """

    path: Path
    kind: FileKind
    edition: str = ""


def content_files(folder: Path) -> tuple[list[ContentFile], list[Problem]]:
    """Return the files of the content in `folder`, in order of name, and what is amiss."""
    packs = pack_folders(folder)
    if not packs:
        hint = tr("Name the folder that holds `{pack}`, or the one above it.", pack=PACK)
        return [], [
            Problem("no-content", tr("There is no content here."), Place(str(folder)), hint)
        ]
    found: list[ContentFile] = []
    problems: list[Problem] = []
    for path in yaml_files(folder):
        pack = next((pack for pack in packs if path.is_relative_to(pack)), None)
        file = _placed(path, path.relative_to(pack).parts) if pack else None
        if file:
            found.append(file)
        else:
            problems.append(_unknown_file(path))
    if len(found) > MOST_FILES:
        problems.append(Problem("too-large", tr("There are too many files."), Place(str(folder))))
    for pack in packs:
        problems.extend(_missing_files(pack, found))
    return found, problems


def _placed(path: Path, parts: tuple[str, ...]) -> ContentFile | None:
    if path.suffix != ".yaml":
        return None
    match parts:
        case (name,):
            kind = _kind_of(name, _PACK_KINDS)
            return ContentFile(path, kind) if kind else None
        case ("editions", edition, name):
            kind = _kind_of(name, _EDITION_KINDS)
            return ContentFile(path, kind, edition) if kind else None
    return None


def _kind_of(name: str, kinds: tuple[FileKind, ...]) -> FileKind | None:
    """Return the kind whose name is the file's, alone or before an underscore."""
    stem = name.removesuffix(".yaml")
    return next(
        (kind for kind in kinds if stem == kind.name or stem.startswith(f"{kind.name}_")), None
    )


def _unknown_file(path: Path) -> Problem:
    names = ", ".join(f"{kind.name}.yaml" for kind in _PACK_KINDS)
    hint = tr(
        "Files of a pack are {names} (each may be divided, as in "
        "drugs_oral.yaml); an edition is a folder {editions}/ID with "
        "guideline.yaml and vignettes.yaml.",
        names=names,
        editions=EDITIONS,
    )
    return Problem("unknown-file", tr("Nothing reads a file of this name."), Place(str(path)), hint)


def _missing_files(pack: Path, found: list[ContentFile]) -> Iterator[Problem]:
    have = {(file.edition, file.kind.name) for file in found if file.path.is_relative_to(pack)}
    for kind in _PACK_KINDS:
        if kind.needed and ("", kind.name) not in have:
            place = Place(str(pack / f"{kind.name}.yaml"))
            yield Problem("missing-file", tr("This file is missing."), place)
    editions = {edition for edition, _ in have if edition}
    for edition in sorted(editions):
        if (edition, "guideline") not in have:
            place = Place(str(pack / EDITIONS / edition / "guideline.yaml"))
            yield Problem("missing-file", tr("The edition's guideline is missing."), place)
