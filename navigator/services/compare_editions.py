"""The same patient in two editions: both ways, what differs, and what made it so."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from navigator.domain.assessment import Assessment, OptionAssessment, Status
from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Edition, Option
from navigator.domain.ids import EditionId, RegimenId, TrialId
from navigator.domain.library import Approval, Trial
from navigator.domain.problems import InputRefused, Place, Problem
from navigator.domain.source import Reference
from navigator.engine.assess import assess
from navigator.engine.frontier import status_words
from navigator.engine.wording import names_of
from navigator.services.assess_patient import assessment_as_json
from navigator.services.ports import Library
from navigator.services.time_line import TimeLine, stands_for
from navigator.words import say, tr


@dataclass(frozen=True, slots=True)
class Side:
    """One edition with its answer for the patient."""

    edition: Edition
    assessment: Assessment

    def listed(self, regimen: RegimenId) -> Option | None:
        """Return an option as the edition lists it where the patient stands; None without it."""
        offered = self.edition.steps[self.assessment.step].options
        return next((option for option in offered if option.regimen == regimen), None)


@dataclass(frozen=True, slots=True)
class Compared:
    """One regimen as each of the two editions sees it.

    Attributes:
        sides: As assessed; None where the edition does not offer it at its step.
    """

    regimen: RegimenId
    sides: tuple[OptionAssessment | None, OptionAssessment | None]

    @property
    def differs(self) -> bool:
        """Tell whether one edition alone offers it, or with another status or tier."""
        first, second = self.sides
        if first is None or second is None:
            return True
        return (first.status, first.tier) != (second.status, second.tier)


@dataclass(frozen=True, slots=True)
class Made:
    """A trial that an option which differs rests on.

    Attributes:
        regimens: The options that name it, in the order of the comparison.
        publications: The references a reader can open.
        new: Published after the older of the two editions.
    """

    trial: Trial
    regimens: tuple[RegimenId, ...]
    publications: tuple[Reference, ...]
    new: bool


@dataclass(frozen=True, slots=True)
class AllowedOn:
    """An approval of an option that differs.

    Attributes:
        regimens: The options that it allows, in the order of the comparison.
        new: Decided after the year of the older of the two editions.
    """

    approval: Approval
    regimens: tuple[RegimenId, ...]
    new: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """A patient read against two editions.

    Attributes:
        sides: In the order asked for.
        options: Every option of both, those of the first edition first.
        trials: Behind the options that differ, the newest first.
        approvals: Of the options that differ, the newest first; empty where none were given.
    """

    sides: tuple[Side, Side]
    options: tuple[Compared, ...]
    trials: tuple[Made, ...]
    approvals: tuple[AllowedOn, ...] = ()

    @property
    def preliminary(self) -> bool:
        """Tell whether a missing fact keeps an edition from answering yet."""
        return any(side.assessment.status is Status.NEEDS_FACTS for side in self.sides)

    @property
    def differing(self) -> tuple[Compared, ...]:
        """Return the options that are not the same in both."""
        return tuple(option for option in self.options if option.differs)


def compare_editions(
    library: Library,
    wanted: tuple[EditionId, EditionId],
    record: PatientRecord,
    approvals: Iterable[Approval] = (),
) -> Comparison:
    """Read one patient against two editions of the library.

    Args:
        library: The library, open.
        wanted: Two different editions.
        record: The patient as entered; the editions share the data elements.
        approvals: What agencies allowed, as the library holds it.

    Raises:
        NotInLibrary: the library has no such edition.
        InputRefused: the same edition was named twice.
    """
    if wanted[0] == wanted[1]:
        message = tr("An edition cannot be compared with itself. Name two.")
        raise InputRefused([Problem("same-edition", message, Place("editions"))])
    first, second = (library.edition(one) for one in wanted)
    return compare(library, (first, second), record, approvals)


def compare(
    library: Library,
    editions: tuple[Edition, Edition],
    record: PatientRecord,
    approvals: Iterable[Approval] = (),
) -> Comparison:
    """Read one patient against two editions that are open already.

    Args:
        library: For the trials and their publications.
        editions: Kept by the caller: their criteria are read once for all patients.
        record: The patient as entered.
        approvals: What agencies allowed, as the library holds it.
    """
    first, second = editions
    sides = Side(first, assess(first, record)), Side(second, assess(second, record))
    options = _compared(sides)
    allowed = _approvals(sides, options, approvals)
    return Comparison(sides, options, _trials(library, sides, options), allowed)


def _compared(sides: tuple[Side, Side]) -> tuple[Compared, ...]:
    first, second = (
        {option.regimen: option for option in side.assessment.options} for side in sides
    )
    return tuple(
        Compared(regimen, (first.get(regimen), second.get(regimen)))
        for regimen in dict.fromkeys((*first, *second))
    )


def _trials(
    library: Library, sides: tuple[Side, Side], options: tuple[Compared, ...]
) -> tuple[Made, ...]:
    regimens: dict[TrialId, list[RegimenId]] = {}
    for option in options:
        for trial in dict.fromkeys(_evidence(sides, option)) if option.differs else ():
            regimens.setdefault(trial, []).append(option.regimen)
    older = min(side.edition.year for side in sides)
    found = [_made(library, trial, tuple(named), older) for trial, named in regimens.items()]
    return tuple(sorted(found, key=lambda made: -made.trial.year))


def _evidence(sides: tuple[Side, Side], option: Compared) -> Iterator[TrialId]:
    for side in sides:
        listed = side.listed(option.regimen)
        yield from listed.evidence if listed is not None else ()


def _made(library: Library, wanted: TrialId, regimens: tuple[RegimenId, ...], older: int) -> Made:
    trial = library.trial(wanted)
    publications = tuple(library.reference(one) for one in trial.publications)
    return Made(trial, regimens, publications, new=trial.year > older)


def _approvals(
    sides: tuple[Side, Side], options: tuple[Compared, ...], approvals: Iterable[Approval]
) -> tuple[AllowedOn, ...]:
    regimens = sides[-1].edition.regimens
    differing = {one.regimen: stands_for(one.regimen, regimens) for one in options if one.differs}
    older = min(side.edition.year for side in sides)
    found = [
        AllowedOn(
            approval,
            tuple(one for one, parts in differing.items() if parts & {*approval.regimens}),
            new=approval.on.year > older,
        )
        for approval in reversed(TimeLine(approvals, regimens).of(tuple(differing)))
    ]
    return tuple(found)


def comparison_as_json(comparison: Comparison) -> dict[str, object]:
    """Return a comparison as plain JSON values.

    Returns:
        `editions`: both answers as `navigator assess` gives them; `preliminary`: whether one of
        them still waits for a fact; `same_options`: whether no option differs; `options`: what
        each edition says of every option, null where it does not offer it; `trials`: behind the
        options that differ; `approvals`: of the options that differ, the newest first.
    """
    return {
        "editions": [
            assessment_as_json(side.edition, side.assessment) for side in comparison.sides
        ],
        "preliminary": comparison.preliminary,
        "same_options": not comparison.differing,
        "options": [_option_as_json(comparison, option) for option in comparison.options],
        "trials": [_trial_as_json(made) for made in comparison.trials],
        "approvals": [_approval_as_json(one) for one in comparison.approvals],
    }


def _option_as_json(comparison: Comparison, option: Compared) -> Mapping[str, object]:
    pairs = zip(comparison.sides, option.sides, strict=True)
    return {
        "regimen": option.regimen,
        "name": _name(comparison, option.regimen),
        "differs": option.differs,
        **{side.edition.id: _side_as_json(side, found) for side, found in pairs},
    }


def _side_as_json(side: Side, found: OptionAssessment | None) -> Mapping[str, object] | None:
    listed = side.listed(found.regimen) if found is not None else None
    if found is None or listed is None:
        return None
    return {
        "status": found.status.value,
        "tier": found.tier.value,
        "basis": found.basis.value,
        "evidence": list(listed.evidence),
        "rationale": say(listed.rationale),
    }


def _trial_as_json(made: Made) -> Mapping[str, object]:
    return {
        "trial": made.trial.id,
        "name": made.trial.name,
        "year": made.trial.year,
        "new": made.new,
        "regimens": list(made.regimens),
        "publications": [
            {"reference": one.id, "citation": one.citation, "doi": one.doi, "pmid": one.pmid}
            for one in made.publications
        ],
    }


def _approval_as_json(allowed: AllowedOn) -> Mapping[str, object]:
    approval = allowed.approval
    return {
        "approval": approval.id,
        "agency": approval.agency,
        "on": approval.on.isoformat(),
        "text": say(approval.text),
        "new": allowed.new,
        "regimens": list(allowed.regimens),
        "references": [source.reference for source in approval.sources],
    }


def comparison_lines(comparison: Comparison) -> list[str]:
    """Return a comparison for a terminal: both ways, what differs, and what made it so."""
    lines: list[str] = []
    for side in comparison.sides:
        lines += [*_way_lines(side), ""]
    lines += [*_option_lines(comparison), "", *_trial_lines(comparison)]
    return [*lines, *_approval_lines(comparison)]


def _way_lines(side: Side) -> Iterator[str]:
    edition, found = side.edition, side.assessment
    yield tr("{title} ({edition})", title=say(edition.title), edition=edition.id)
    for passed in found.path:
        yield f"  {say(edition.steps[passed.step].title)}: {say(passed.reason.text)}"
    yield f"→ {say(edition.steps[found.step].title)} ({found.step})"
    yield f"  {found.message}"
    if found.needs:
        names = names_of(edition.elements, tuple(need.element for need in found.needs))
        yield f"  {tr('Missing: {names}', names=names)}"


def _option_lines(comparison: Comparison) -> Iterator[str]:
    differing = comparison.differing
    if not comparison.options:
        yield tr("Neither edition offers an option here.")
    elif not differing:
        yield tr("Both editions offer the same options with the same status.")
    else:
        yield tr("What differs:")
    for option in differing:
        pairs = zip(comparison.sides, option.sides, strict=True)
        said = "; ".join(f"{side.edition.id}: {_said(side, found)}" for side, found in pairs)
        yield f"  {_name(comparison, option.regimen)} ({option.regimen}): {said}"
    if comparison.preliminary:
        yield tr("An edition still waits for a fact: with it the comparison may change.")


def _said(side: Side, option: OptionAssessment | None) -> str:
    if option is None:
        waits = side.assessment.status is Status.NEEDS_FACTS
        return tr("still open") if waits else tr("not offered")
    status = status_words(option.status)
    return tr("{status} [{tier}]", status=status, tier=option.tier.value)


def _trial_lines(comparison: Comparison) -> Iterator[str]:
    if comparison.trials:
        yield tr("Trials behind the difference, the newest first:")
    for made in comparison.trials:
        year = str(made.trial.year) if made.trial.year else tr("year not recorded")
        since = tr(", after the older edition") if made.new else ""
        yield f"  {made.trial.name} ({year}{since}): {', '.join(made.regimens)}"
        for one in made.publications:
            way = f"doi:{one.doi}" if one.doi else f"PMID {one.pmid}" if one.pmid else one.url
            yield f"      {one.citation.rstrip('.')}, {way}"


def _approval_lines(comparison: Comparison) -> Iterator[str]:
    if comparison.approvals:
        yield from ("", tr("Approvals of the options that differ, the newest first:"))
    for allowed in comparison.approvals:
        approval = allowed.approval
        since = tr(", after the older edition") if allowed.new else ""
        names = ", ".join(allowed.regimens)
        yield (
            f"  {approval.on.isoformat()} {approval.agency}{since}: {say(approval.text)} ({names})"
        )


def _name(comparison: Comparison, regimen: RegimenId) -> str:
    return say(comparison.sides[0].edition.regimens[regimen].name)
