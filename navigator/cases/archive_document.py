"""The document of an archive: patients as JSON, written plainly and read strictly."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import InvalidOperation
from typing import Any

from navigator.cases import archive_fields as check
from navigator.cases.archive_patient import Archive, ArchivedPatient
from navigator.cases.archive_trouble import newer_archive, refused
from navigator.cases.codec import day_of, moment_of, part_of, value_of
from navigator.cases.differences import record_of
from navigator.cases.rows import Row
from navigator.cases.trouble import FileTooNew
from navigator.domain.case import (
    LARGEST_ATTACHMENT_BYTES,
    Entered,
    PartKind,
    PatientNumber,
    RowId,
    StoredFact,
    StoredPart,
)
from navigator.domain.ids import ElementId
from navigator.words import tr

FORMAT = 1
_LARGEST_PLAN = 50_000_000
_KINDS = {kind.value: kind for kind in PartKind}
_ENTERED = {"by": check.text(200), "at": check.moment}
_FACT: Mapping[str, check.Read] = {
    "element": check.name,
    "value": check.value,
    "taken_on": check.day,
    "source": check.text(),
    "site": check.flag,
    "stands": check.flag,
    "supersedes": lambda raw: raw,  # with the place of the row, below
    "reason": check.text(),
    **_ENTERED,
}
_PART: Mapping[str, check.Read] = {
    "kind": check.name,
    "number": check.whole,
    "position": check.whole,
    "told": check.flag,
    "body": lambda raw: raw,  # with the kind, below
    "supersedes": lambda raw: raw,
    "reason": check.text(),
    **_ENTERED,
}
_ASSESSMENT: Mapping[str, check.Read] = {
    "edition": check.name,
    "library": check.text(200),
    "step": check.name,
    "status": check.name,
    "regimens": check.regimens,
    "made_on": check.day,
    "record": check.text(check.LONGEST_TEXT),
    "trace": check.text(check.LONGEST_TEXT),
    **_ENTERED,
}
_FILE: Mapping[str, check.Read] = {"sha256": check.sha256, "size": check.whole, **_ENTERED}
_PLAN: Mapping[str, check.Read] = {
    "number": check.name,
    "edition": check.name,
    "library": check.text(200),
    "regimen": check.name,
    "made_on": check.day,
    "draft": check.flag,
    "case_text": check.text(check.LONGEST_TEXT),
    "proposals": check.proposals,
    **_FILE,
}
_ATTACHMENT: Mapping[str, check.Read] = {
    "name": check.attached_name,
    "kind": check.text(200),
    **_FILE,
}
_LISTS = ("facts", "parts", "assessments", "plans", "attachments")


def document_text(store: str, patients: Iterable[Mapping[str, Any]]) -> str:
    """Return the document of an archive.

    Args:
        store: Name of the case file.
        patients: As `archive_rows.patient_document` gives them.
    """
    told = {
        "what": "cases of Guideline Navigator",
        "format": FORMAT,
        "store": store,
        "patients": list(patients),
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def read_document(text: str, files: dict[str, bytes]) -> Archive:
    """Return what a document says, checked to the last value.

    Args:
        text: The JSON text.
        files: By the SHA-256 of their bytes.

    Raises:
        ArchiveRefused: with the place of the first value that is not as we write it.
    """
    document = _parsed(text)
    if type(document.get("format")) is int and document["format"] > FORMAT:
        raise newer_archive()
    if set(document) != {"what", "format", "store", "patients"} or document["format"] != FORMAT:
        raise _at("archive", "")
    place = "store"
    try:
        store = check.name(document["store"])
        patients = []
        for at, raw in enumerate(check.rows(document["patients"])):
            place = f"patients[{at}]"
            patients.append(_Patient(raw, files, place).read())
    except check.NotTaken as fault:
        raise _at(place, str(fault)) from fault
    _refuse_twins(patients)
    return Archive(store, tuple(patients), files)


def _refuse_twins(patients: Sequence[ArchivedPatient]) -> None:
    marks = [mark for one in patients for mark in one.marks]
    if len(set(marks)) != len(marks):
        raise refused(tr("it holds a patient twice"))


def _parsed(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
    except check.NotTaken as fault:
        raise refused(str(fault)) from fault
    except RecursionError as fault:
        raise refused(tr("its document is nested too deeply")) from fault
    except ValueError as fault:
        raise refused(tr("its document is no JSON")) from fault
    if not isinstance(document, dict):
        raise refused(tr("its document is no JSON object"))
    return document


def _no_constant(word: str) -> None:
    raise check.NotTaken(tr("{word} is no number that can be measured", word=word))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise check.NotTaken(tr("the key “{key}” stands twice in its document", key=twice[:60]))
    return found


def _at(place: str, words: str) -> Exception:
    if words:
        return refused(tr("{place}: {words}", place=place, words=words))
    return refused(tr("{place} is not as this program writes it", place=place))


class _Patient:
    """Reads one patient and names the place of what it cannot take."""

    def __init__(self, raw: Any, files: Mapping[str, bytes], place: str) -> None:
        if not isinstance(raw, dict) or set(raw) != {"number", "marks", *_LISTS}:
            raise _at(place, "")
        self._raw, self._files, self._place = raw, files, place

    def read(self) -> ArchivedPatient:
        """Return the patient."""
        number = PatientNumber(check.whole(self._raw["number"]))
        marks = tuple(check.sha256(one) for one in check.rows(self._raw["marks"], 1_000))
        fact_rows, facts = self._rows("facts", _FACT, _fact)
        part_rows, parts = self._rows("parts", _PART, _part)
        record = record_of(facts, parts)
        files = {
            "assessments": self._kept("assessments", _ASSESSMENT),
            "plans": self._with_bytes("plans", _PLAN, _LARGEST_PLAN),
            "attachments": self._with_bytes("attachments", _ATTACHMENT, LARGEST_ATTACHMENT_BYTES),
        }
        return ArchivedPatient(
            number, marks, record.identity, facts, parts, fact_rows, part_rows, **files
        )

    def _rows(
        self,
        name: str,
        fields: Mapping[str, check.Read],
        made: Callable[[int, Row], Any],
    ) -> tuple[tuple[Row, ...], tuple[Any, ...]]:
        rows, stored = [], []
        for at, raw in enumerate(check.rows(self._raw[name]), 1):
            place = f"{self._place}.{name}[{at - 1}]"
            row = _row(raw, fields, place)
            try:
                row["supersedes"] = check.optional_place(row["supersedes"], at - 1)
                stored.append(made(at, row))
            except _FAULTS as fault:
                raise _at(place, str(fault) if isinstance(fault, check.NotTaken) else "") from fault
            rows.append(row)
        return tuple(rows), tuple(stored)

    def _kept(self, name: str, fields: Mapping[str, check.Read]) -> tuple[Row, ...]:
        raws: Sequence[Any] = check.rows(self._raw[name])
        return tuple(
            _row(raw, fields, f"{self._place}.{name}[{at}]") for at, raw in enumerate(raws)
        )

    def _with_bytes(
        self, name: str, fields: Mapping[str, check.Read], most: int
    ) -> tuple[Row, ...]:
        rows = self._kept(name, fields)
        for at, row in enumerate(rows):
            content = self._files.get(row["sha256"])
            if content is None or not len(content) == row["size"] <= most:
                words = tr("its file is missing or too large")
                raise _at(f"{self._place}.{name}[{at}]", words)
        return rows


def _row(raw: Any, fields: Mapping[str, check.Read], place: str) -> Row:
    if not isinstance(raw, dict) or set(raw) != set(fields):
        raise _at(place, "")
    row: Row = {}
    for name, read in fields.items():
        try:
            row[name] = read(raw[name])
        except _FAULTS as fault:
            words = str(fault) if isinstance(fault, check.NotTaken) else ""
            raise _at(f"{place}.{name}", words) from fault
    return row


_FAULTS = (ValueError, TypeError, LookupError, InvalidOperation, FileTooNew, RecursionError)


def _fact(at: int, row: Row) -> StoredFact:
    value = None if row["value"] is None else value_of(row["value"])
    return StoredFact(
        ElementId(row["element"]),
        value,
        day_of(row["taken_on"]),
        row["source"],
        row["site"],
        row["stands"],
        _entered(at, row),
    )


def _part(at: int, row: Row) -> StoredPart:
    kind = _KINDS[row["kind"]]
    row["body"] = check.body(kind, row["body"])
    content = part_of(kind, row["body"])
    return StoredPart(kind, row["number"], row["position"], content, row["told"], _entered(at, row))


def _entered(at: int, row: Row) -> Entered:
    supersedes = None if row["supersedes"] is None else RowId(row["supersedes"])
    return Entered(RowId(at), row["by"], moment_of(row["at"]), supersedes, row["reason"])
