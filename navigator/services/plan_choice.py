"""Which option, regimen and protocol a plan is asked for, or why there can be none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from navigator.domain.assessment import (
    Assessment,
    OptionAssessment,
    OptionStatus,
    Reason,
    Status,
)
from navigator.domain.facts import Override, PatientRecord
from navigator.domain.guideline import Edition, Option, Step
from navigator.domain.ids import ProtocolId, RegimenId, StepId
from navigator.domain.library import Protocol, Regimen
from navigator.domain.problems import Place, Problem
from navigator.domain.truth import Truth
from navigator.engine.assess import assess
from navigator.services.ports import Library
from navigator.words import say, tr

CHOICE = "choice"
_Asked = tuple[RegimenId, ProtocolId | None]
_KEPT_SPREADS = 4  # fewer than the editions that the engine keeps
_spreads: dict[tuple[int, StepId, RegimenId], tuple[Edition, Edition]] = {}
_REFUSED = frozenset({OptionStatus.EXCLUDED, OptionStatus.NOT_APPLICABLE})
_WEAKEST_FIRST = (
    OptionStatus.EXCLUDED,
    OptionStatus.NOT_APPLICABLE,
    OptionStatus.NEEDS_FACT,
    OptionStatus.RECOMMENDED,
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a plan is made of.

    Attributes:
        step: Where the assessment stands.
        option: As assessed for this patient; where it stands for several regimens, with the
            reasons of the one to give.
        listed: The same option as the edition lists it.
        regimen: The regimen to give: of the option, or one that the option stands for.
        protocol: One of the regimen's.
        override: The decision that lets it through though it is not recommended, or not first.
    """

    step: Step
    option: OptionAssessment
    listed: Option
    regimen: Regimen
    protocol: Protocol
    override: Override | None = None

    @property
    def against_guideline(self) -> bool:
        """Tell whether the option is closed to this patient and was chosen all the same."""
        return self.option.status in _REFUSED


@dataclass(frozen=True, slots=True)
class Patient:
    """One patient as entered and as read against the edition."""

    record: PatientRecord
    assessment: Assessment


def choose(
    library: Library,
    edition: Edition,
    patient: Patient,
    wanted: RegimenId,
    protocol: ProtocolId | None,
) -> Chosen | Problem:
    """Find what is asked for among the options, or say why it cannot be planned.

    Args:
        library: Holds the regimens and their protocols.
        edition: The one the patient was read against.
        patient: The record is read again where an option stands for several regimens, since
            each of them has safeguards of its own.
        wanted: An option's regimen, or one of those that an option stands for.
        protocol: One of the regimen's, None for the first.
    """
    assessment = patient.assessment
    if assessment.edition != edition.id or assessment.status is not Status.OPTIONS:
        return _no_options(edition, assessment)
    option = _option(library, assessment, wanted)
    if option is None:
        return _not_offered(edition, assessment, wanted)
    override = _override(patient, option.regimen)
    if option.status in _REFUSED and override is None:
        return _refused(edition, option, option.regimen)
    if library.regimen(option.regimen).kind == CHOICE:
        found = _of_several(library, edition, patient, option, (wanted, protocol))
    else:
        found = _chosen(library, edition, assessment, option, (wanted, protocol))
    if isinstance(found, Chosen):
        return replace(found, override=_override(patient, found.regimen.id) or override)
    return found


def _override(patient: Patient, regimen: RegimenId) -> Override | None:
    """Return the decision a person recorded for an option of the step."""
    assessment = patient.assessment
    return patient.record.override(assessment.edition, assessment.step, regimen)


def _option(library: Library, assessment: Assessment, wanted: RegimenId) -> OptionAssessment | None:
    """Return the option that is the wanted regimen, else the first that may stand for it."""
    for option in assessment.options:
        if option.regimen == wanted:
            return option
    for option in assessment.options:
        if wanted in library.regimen(option.regimen).resolves_to:
            return option
    return None


def _of_several(
    library: Library,
    edition: Edition,
    patient: Patient,
    option: OptionAssessment,
    asked: _Asked,
) -> Chosen | Problem:
    """Take one of the regimens that an option stands for, read with its own safeguards."""
    regimen = library.regimen(option.regimen)
    each = _read_each(edition, patient, option, regimen.resolves_to)
    wanted, protocol = asked
    named = wanted if wanted in each else _owner(library, each, protocol)
    if named is None:
        return _unresolved(edition, regimen, each)
    if each[named].status in _REFUSED and not _decided(patient, option, each[named]):
        return _refused(edition, each[named], named)
    together = _both(option, each[named])
    return _chosen(library, edition, patient.assessment, together, (named, protocol))


def _decided(patient: Patient, option: OptionAssessment, named: OptionAssessment) -> bool:
    """Tell whether a person decided for one of several with what closes it in view.

    A decision for the option covers what closes the option; what closes only the regimen that
    is given for it needs a decision of its own.
    """
    if _override(patient, named.regimen) is not None:
        return True
    seen = {reason.criterion for reason in option.reasons}
    return _override(patient, option.regimen) is not None and all(
        reason.criterion in seen for reason in named.reasons if reason.kind == "safeguard"
    )


def _read_each(
    edition: Edition, patient: Patient, option: OptionAssessment, regimens: Iterable[RegimenId]
) -> dict[RegimenId, OptionAssessment]:
    """Read the patient against each regimen as if the step offered it by its own name."""
    spread = _spread(edition, patient.assessment.step, option.regimen, tuple(regimens))
    return {each.regimen: each for each in assess(spread, patient.record).options}


def _spread(
    edition: Edition, at: StepId, option: RegimenId, regimens: tuple[RegimenId, ...]
) -> Edition:
    """Return the edition with an option given as each regimen it stands for; the same twice.

    The engine reads the criteria of an edition once per edition: a new one for every plan would
    have them all read again, while somebody waits for the preview.
    """
    key = (id(edition), at, option)
    known = _spreads.get(key)
    # The edition that is kept beside it keeps its id from being reused.
    if known is not None and known[0] is edition:
        return known[1]
    step = edition.steps[at]
    listed = next(each for each in step.options if each.regimen == option)
    options = tuple(replace(listed, regimen=each) for each in regimens)
    found = replace(edition, steps={**edition.steps, at: replace(step, options=options)})
    if len(_spreads) >= _KEPT_SPREADS:
        _spreads.clear()
    _spreads[key] = (edition, found)
    return found


def _owner(
    library: Library, regimens: Iterable[RegimenId], protocol: ProtocolId | None
) -> RegimenId | None:
    return next((each for each in regimens if protocol in library.regimen(each).protocols), None)


def _both(option: OptionAssessment, named: OptionAssessment) -> OptionAssessment:
    """Return the option with the reasons of the regimen that is given for it."""
    weakest = min(_WEAKEST_FIRST.index(each.status) for each in (option, named))
    return replace(
        option,
        status=_WEAKEST_FIRST[weakest],
        reasons=_each_once(option.reasons, named.reasons),
        warnings=_each_once(option.warnings, named.warnings),
        blocked_by=tuple(dict.fromkeys((*option.blocked_by, *named.blocked_by))),
    )


def _each_once(first: Iterable[Reason], second: Iterable[Reason]) -> tuple[Reason, ...]:
    """Return the reasons of both, those that read alike once."""
    once: dict[tuple[str, str, str], Reason] = {}
    for reason in (*first, *second):
        once.setdefault((reason.kind, reason.criterion, reason.words), reason)
    return tuple(once.values())


def _chosen(
    library: Library,
    edition: Edition,
    assessment: Assessment,
    option: OptionAssessment,
    asked: _Asked,
) -> Chosen | Problem:
    """Take the protocol that is asked for, or the regimen's first."""
    wanted, protocol = asked
    regimen = library.regimen(wanted)
    if not regimen.protocols:
        return _undosed(regimen)
    taken = protocol or regimen.protocols[0]
    if taken not in regimen.protocols:
        return _foreign_protocol(regimen, taken)
    step = edition.steps[assessment.step]
    return Chosen(step, option, _listed(step, option), regimen, library.protocol(taken))


def _listed(step: Step, option: OptionAssessment) -> Option:
    return next(each for each in step.options if each.regimen == option.regimen)


def _no_options(edition: Edition, assessment: Assessment) -> Problem:
    if assessment.edition != edition.id:
        message = tr("The patient was read against another edition.")
        return _problem("other-edition", message, tr("Assess the patient again."))
    message = tr("There is no option to plan yet.")
    return _problem("no-options", message, assessment.message)


def _not_offered(edition: Edition, assessment: Assessment, wanted: RegimenId) -> Problem:
    offered = (option for option in assessment.options if option.status not in _REFUSED)
    named = _names(edition, (option.regimen for option in offered))
    return _problem(
        "not-an-option",
        tr("{regimen} is not an option at this step.", regimen=_name(edition, wanted)),
        tr("Options here: {options}.", options=named or tr("none")),
    )


def _refused(edition: Edition, option: OptionAssessment, regimen: RegimenId) -> Problem:
    """Say why an option is closed, with the criteria that closed it."""
    name = _name(edition, regimen)
    if option.status is OptionStatus.EXCLUDED:
        closing = (each for each in option.reasons if each.truth is Truth.YES)
        safeguards = (each for each in closing if each.kind == "safeguard")
        message = tr("{regimen} is excluded for this patient.", regimen=name)
        return _problem("excluded", message, _words(safeguards))
    message = tr("{regimen} does not apply to this patient.", regimen=name)
    return _problem("not-applicable", message, _words(option.reasons))


def _words(reasons: Iterable[Reason]) -> str:
    """Return reasons as sentences: the content's own, with the facts in brackets."""
    sentences = (
        f"{say(reason.text)} ({reason.words})" if reason.text else reason.words
        for reason in reasons
    )
    return " ".join(sentences)


def _unresolved(
    edition: Edition, regimen: Regimen, each: Mapping[RegimenId, OptionAssessment]
) -> Problem:
    """Ask for one of the regimens that are open to this patient."""
    offered = [named for named, option in each.items() if option.status not in _REFUSED]
    return _problem(
        "regimen-to-name",
        tr("{regimen} stands for several regimens.", regimen=say(regimen.name)),
        tr("Name one of: {regimens}.", regimens=_names(edition, offered) or tr("none")),
    )


def _undosed(regimen: Regimen) -> Problem:
    return _problem(
        "no-dosed-protocol",
        tr("{regimen} has no dosed protocol in the library.", regimen=say(regimen.name)),
        tr("It can be chosen, but no doses can be worked out."),
    )


def _foreign_protocol(regimen: Regimen, protocol: ProtocolId) -> Problem:
    return Problem(
        "foreign-protocol",
        tr(
            "{protocol} is not a protocol of {regimen}.",
            protocol=protocol,
            regimen=say(regimen.name),
        ),
        Place("protocol"),
        hint=tr("Protocols: {protocols}.", protocols=", ".join(regimen.protocols)),
    )


def _problem(code: str, message: str, hint: str) -> Problem:
    return Problem(code, message, Place("regimen"), hint=hint)


def _names(edition: Edition, regimens: Iterable[RegimenId]) -> str:
    return ", ".join(_name(edition, regimen) for regimen in regimens)


def _name(edition: Edition, regimen: RegimenId) -> str:
    """Return a regimen's name with its id, as it is typed."""
    known = edition.regimens.get(regimen)
    return f"{say(known.name)} ({regimen})" if known is not None else str(regimen)
