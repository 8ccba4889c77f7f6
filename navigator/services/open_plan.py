"""Open a printed plan again: the case that travels inside it, and what has become of the file."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.ids import EditionId
from navigator.domain.plan_file import PlanFile
from navigator.domain.problems import KnownTrouble, Place, Problem, Severity
from navigator.services.plan_case import FORMAT, OPENING, NotARequest, request_of, unchecked
from navigator.services.plan_request import PlanRequest
from navigator.services.ports import Library
from navigator.services.read_record import read_record
from navigator.words import tr

LARGEST_PLAN_BYTES = 20_000_000
_DIGEST_SHOWN = 12

Extract = Callable[[bytes], PlanFile | None]


class PlanNotOpened(KnownTrouble):
    """A file that is no plan of this program, or one whose case cannot be taken; in words."""


@dataclass(frozen=True, slots=True)
class OpenedPlan:
    """What a printed plan carries, read but not yet held against a library.

    Attributes:
        record_text: The patient as a facts file.
        edition: The one the patient was read against.
        digest: Of the library that the plan was made with.
        request: What the plan was asked for.
        notices: What has become of the file since it was written; empty for an untouched one.
    """

    record_text: str
    edition: EditionId
    digest: str
    request: PlanRequest
    notices: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """A case brought back from paper, ready to be assessed and planned again.

    Attributes:
        notices: What a person has to know first: pages changed, another library.
    """

    edition: Edition
    record: PatientRecord
    request: PlanRequest
    notices: tuple[Problem, ...] = ()


def read_plan_file(data: bytes, extract: Extract, name: str = "plan") -> OpenedPlan:
    """Read what a printed plan carries.

    Args:
        data: The file, from anywhere; nothing in it is believed.
        extract: Finds the case inside.
        name: What the file is called in messages.

    Raises:
        PlanNotOpened: it is no plan of ours, too large, or its case was changed or is broken.
    """
    if len(data) > LARGEST_PLAN_BYTES:
        raise PlanNotOpened(tr("{file} is larger than a plan can be.", file=name))
    if not data.startswith(b"%PDF-"):
        raise PlanNotOpened(tr("{file} is not a PDF.", file=name))
    found = extract(data)
    if found is None:
        raise PlanNotOpened(
            tr("{file} holds no case of this program: it is no plan, or was damaged.", file=name)
        )
    plan, patient = _parts(found.case, name)
    return _opened(plan, patient, name, () if found.untouched else (_touched(name),))


def bring_back(opened: OpenedPlan, library: Library, today: date) -> BroughtBack:
    """Turn what a plan carries into a patient and a request, for the library at hand.

    Args:
        opened: From `read_plan_file`.
        library: Need not be the one that the plan was made with; another one is said.
        today: A clock that runs behind the plan's own day does not refuse its dates.

    Raises:
        PlanNotOpened: the library has no such edition.
        InputRefused: the patient cannot be taken; every fault found.
    """
    if opened.edition not in library.editions():
        raise PlanNotOpened(
            tr("The library has no edition {edition} any more.", edition=opened.edition)
        )
    edition = library.edition(opened.edition)
    latest = max(today, opened.request.made_on)
    record = read_record(opened.record_text, edition.elements, latest, tr("case in the plan"))
    other = () if opened.digest == library.digest else (_other_library(opened, library),)
    return BroughtBack(edition, record, opened.request, (*opened.notices, *other))


def _parts(case: bytes, name: str) -> tuple[dict[str, Any], str]:
    """Return what the plan was asked for as JSON values, and the patient as a facts file."""
    try:
        text = unchecked(case.decode())
        if text is None or not text.startswith(OPENING):
            raise PlanNotOpened(tr("The case in {file} was changed.", file=name))
        plan, end = json.JSONDecoder().raw_decode(text, len(OPENING))
    except (UnicodeDecodeError, ValueError, RecursionError) as fault:
        raise PlanNotOpened(tr("The case in {file} is damaged.", file=name)) from fault
    if not isinstance(plan, dict) or plan.get("format") != FORMAT:
        message = tr("{file} was written by a newer version of this program.", file=name)
        raise PlanNotOpened(message)
    return plan, f"{{{text[end:].removeprefix(',')}"


def _opened(
    plan: dict[str, Any], patient: str, name: str, notices: tuple[Problem, ...]
) -> OpenedPlan:
    edition, digest = plan.get("edition"), plan.get("library")
    if not isinstance(edition, str) or not isinstance(digest, str):
        raise PlanNotOpened(tr("The case in {file} does not name its edition.", file=name))
    try:
        request = request_of(plan.get("request"))
    except NotARequest as fault:
        words = tr("The case in {file} cannot be taken: {place}.", file=name, place=fault)
        raise PlanNotOpened(words) from fault
    return OpenedPlan(patient, EditionId(edition), digest, request, notices)


def _touched(name: str) -> Problem:
    message = tr("{file} was changed after it was written, or saved by another program.", file=name)
    hint = tr("Do not trust its pages. The case inside is as it was written.")
    return Problem("plan-changed", message, Place(name), hint=hint, severity=Severity.WARN)


def _other_library(opened: OpenedPlan, library: Library) -> Problem:
    message = tr(
        "The plan was made with another library ({then}, here {now}).",
        then=opened.digest[:_DIGEST_SHOWN],
        now=library.digest[:_DIGEST_SHOWN],
    )
    hint = tr("Doses and advice may differ from the paper: compare them.")
    return Problem("other-library", message, Place("library"), hint=hint, severity=Severity.WARN)
