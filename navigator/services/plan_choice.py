"""Which option, regimen and protocol a plan is asked for, or why there can be none."""

from collections.abc import Iterable
from dataclasses import dataclass

from navigator.domain.assessment import Assessment, OptionAssessment, OptionStatus, Status
from navigator.domain.guideline import Edition, Option, Step
from navigator.domain.ids import ProtocolId, RegimenId
from navigator.domain.library import Protocol, Regimen
from navigator.domain.problems import Place, Problem
from navigator.services.ports import Library
from navigator.words import say, tr

CHOICE = "choice"
_REFUSED = frozenset({OptionStatus.EXCLUDED, OptionStatus.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a plan is made of.

    Attributes:
        step: Where the assessment stands.
        option: As assessed for this patient.
        listed: The same option as the edition lists it.
        regimen: The regimen to give: of the option, or one that the option stands for.
        protocol: One of the regimen's.
    """

    step: Step
    option: OptionAssessment
    listed: Option
    regimen: Regimen
    protocol: Protocol


def choose(
    library: Library,
    edition: Edition,
    assessment: Assessment,
    wanted: RegimenId,
    protocol: ProtocolId | None,
) -> Chosen | Problem:
    """Find what is asked for among the options, or say why it cannot be planned.

    Args:
        library: Holds the regimens and their protocols.
        edition: The one the patient was read against.
        assessment: Of this patient.
        wanted: An option's regimen, or one of those that an option stands for.
        protocol: One of the regimen's, None for the first.
    """
    if assessment.edition != edition.id or assessment.status is not Status.OPTIONS:
        return _no_options(edition, assessment)
    option = _option(library, assessment, wanted)
    if option is None:
        return _not_offered(edition, assessment, wanted)
    if option.status in _REFUSED:
        return _refused(edition, option)
    regimen = _resolved(library, wanted, protocol)
    if regimen is None:
        return _unresolved(edition, library.regimen(wanted))
    return _with_protocol(library, edition.steps[assessment.step], option, regimen, protocol)


def _with_protocol(
    library: Library,
    step: Step,
    option: OptionAssessment,
    regimen: Regimen,
    protocol: ProtocolId | None,
) -> Chosen | Problem:
    """Take the protocol that is asked for, or the regimen's first."""
    if not regimen.protocols:
        return _undosed(regimen)
    chosen = protocol or regimen.protocols[0]
    if chosen not in regimen.protocols:
        return _foreign_protocol(regimen, chosen)
    listed = next(each for each in step.options if each.regimen == option.regimen)
    return Chosen(step, option, listed, regimen, library.protocol(chosen))


def _option(library: Library, assessment: Assessment, wanted: RegimenId) -> OptionAssessment | None:
    """Return the option that is the wanted regimen, else the first that may stand for it."""
    for option in assessment.options:
        if option.regimen == wanted:
            return option
    for option in assessment.options:
        if wanted in library.regimen(option.regimen).resolves_to:
            return option
    return None


def _resolved(library: Library, wanted: RegimenId, protocol: ProtocolId | None) -> Regimen | None:
    """Return the regimen to give, None where one of several has to be named first."""
    regimen = library.regimen(wanted)
    if regimen.kind != CHOICE:
        return regimen
    candidates = (library.regimen(each) for each in regimen.resolves_to)
    return next((each for each in candidates if protocol in each.protocols), None)


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


def _refused(edition: Edition, option: OptionAssessment) -> Problem:
    reasons = (reason for reason in option.reasons if reason.kind != "applies")
    words = " ".join(reason.words for reason in (tuple(reasons) or option.reasons))
    if option.status is OptionStatus.EXCLUDED:
        message = tr("{regimen} is excluded here.", regimen=_name(edition, option.regimen))
        return _problem("excluded", message, words)
    message = tr("{regimen} does not apply here.", regimen=_name(edition, option.regimen))
    return _problem("not-applicable", message, words)


def _unresolved(edition: Edition, regimen: Regimen) -> Problem:
    return _problem(
        "regimen-to-name",
        tr("{regimen} stands for several regimens.", regimen=say(regimen.name)),
        tr("Name one of: {regimens}.", regimens=_names(edition, regimen.resolves_to)),
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
