"""Why a plan is a draft, and what its reader has to know besides."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from navigator.domain.assessment import OptionAssessment, Passed
from navigator.domain.elements import DataElement
from navigator.domain.facts import NOT_DONE, Fact, Identity, Line, Override
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId, RegimenId
from navigator.domain.library import Drug, Phase
from navigator.domain.plan import Dose, DueCheck
from navigator.dosing.rounding import RoundingPolicy
from navigator.services.override_words import decision_words
from navigator.words import say, tr

Facts = Mapping[ElementId, Fact]


def against_words(against: bool, override: Override | None) -> Iterator[str]:  # noqa: FBT001  (one question)
    """Yield why an option was chosen that is closed to this patient."""
    if against and override is not None:
        yield tr("Chosen against the guideline: {decision}", decision=decision_words(override))


def preferred_words(against: bool, override: Override | None) -> Iterator[str]:  # noqa: FBT001  (one question)
    """Yield why an option was chosen that is open to this patient, but not the first choice."""
    if override is not None and not against:
        yield tr("Chosen by a recorded decision: {decision}", decision=decision_words(override))


def missing_words(edition: Edition, missing: Iterable[ElementId]) -> Iterator[str]:
    """Yield one sentence for each fact that the plan needs and does not know."""
    for element in missing:
        yield tr("Not known: {element}.", element=_label(edition, element))


def review_words(edition: Edition, made_on: date) -> Iterator[str]:
    """Yield a sentence where the edition's day of review has passed."""
    if edition.review_by is not None and made_on > edition.review_by:
        yield tr(
            "The edition {title} was to be reviewed by {day}.",
            title=say(edition.title),
            day=edition.review_by.isoformat(),
        )


def stale_words(
    edition: Edition, facts: Facts, used: Iterable[ElementId], start: date
) -> Iterator[str]:
    """Yield a sentence for each fact in use that is too old on the day of the start."""
    for element, fact in _ageing(edition, facts, used):
        taken_on = _day(facts, fact)
        assert element.stale_after_days is not None  # `_ageing` chose it
        if taken_on is not None and start - taken_on > timedelta(element.stale_after_days):
            yield tr(
                "{element} is of {day}: older than {days} days at the start.",
                element=say(element.label),
                day=taken_on.isoformat(),
                days=element.stale_after_days,
            )


def undated_words(edition: Edition, facts: Facts, used: Iterable[ElementId]) -> Iterator[str]:
    """Yield a sentence for each fact in use whose age matters and is not known."""
    for element, fact in _ageing(edition, facts, used):
        if _day(facts, fact) is None:
            yield tr(
                "{element}: no day recorded. It must not be older than {days} days at the start.",
                element=say(element.label),
                days=element.stale_after_days,
            )


def unverified_words(doses: Iterable[Dose]) -> Iterator[str]:
    """Yield a sentence for each drug whose dose nobody has compared with its source."""
    names = dict.fromkeys(
        dose.drug.name
        for dose in doses
        if not any(source.verified for source in dose.component.sources)
    )
    for name in names:
        yield tr("The dose of {drug} has not been compared with its source yet.", drug=name)


def rounding_words(policy: RoundingPolicy) -> Iterator[str]:
    """Yield a sentence where the site rounds by another rule than the drug's own."""
    if policy is RoundingPolicy.MEASURED:
        yield tr("Infusions and injections are rounded by site policy: to measurable amounts.")
    elif policy is RoundingPolicy.VIAL:
        yield tr("Infusions and injections are rounded by site policy: to whole vials.")


def loading_words(
    edition: Edition, lines: Iterable[Line] | None, doses: Iterable[Dose]
) -> Iterator[str]:
    """Yield a sentence for each drug that would be loaded though the patient has had it.

    Whether to load again depends on the time since the last dose, which a person has to judge.
    """
    for dose in doses:
        if dose.phase is Phase.LOADING and any(
            _was_given(edition, line, dose.drug) for line in lines or ()
        ):
            yield tr(
                "{drug} was given before: check by the day of the last dose whether the loading"
                " dose is needed again.",
                drug=dose.drug.name,
            )


def identity_words(identity: Identity) -> Iterator[str]:
    """Yield what is not recorded of who the patient is."""
    if not (identity.name and identity.identifier):
        yield tr("Two identifiers are not recorded: write them on every page.")
    if identity.allergies is None:
        yield tr("Allergies are not recorded: ask before the first dose.")


def used_elements(
    facts: Facts,
    option: OptionAssessment,
    path: Iterable[Passed],
    checks: Iterable[DueCheck],
    measured: Iterable[ElementId],
) -> tuple[ElementId, ...]:
    """Return the elements whose facts this plan rests on, each once.

    Args:
        facts: What is known; a derived fact brings those that it was worked out from.
        option: Its reasons and warnings name the facts that decided them.
        path: The facts that decided the way to it.
        checks: Elements that are looked at before the first dose.
        measured: Elements that the doses were counted by.
    """
    reasons = (*(passed.reason for passed in path), *option.reasons, *option.warnings)
    named = (
        *(fact.element for reason in reasons for fact in reason.facts),
        *(ElementId(due.check.element) for due in checks if due.check.before_first),
        *measured,
    )
    return with_parts(facts, named)


def with_parts(facts: Facts, elements: Iterable[ElementId]) -> tuple[ElementId, ...]:
    """Return elements, each once and followed by those that its fact was worked out from."""
    parts = (
        part
        for element in elements
        for part in (element, *(facts[element].derived_from if element in facts else ()))
    )
    return tuple(dict.fromkeys(parts))


def result_days(facts: Facts) -> dict[str, date | None]:
    """Return the day of each result by its element, None where it has none; not done is none."""
    return {
        str(element): _day(facts, fact)
        for element, fact in facts.items()
        if fact.value is not NOT_DONE
    }


def _was_given(edition: Edition, line: Line, drug: Drug) -> bool:
    """Tell whether a line surely holds a drug: by its regimen, or by its name in words."""
    known = edition.regimens.get(RegimenId(line.regimen))
    if known is not None:
        return drug.id in known.drugs
    return drug.name in line.regimen.lower()


def _ageing(
    edition: Edition, facts: Facts, used: Iterable[ElementId]
) -> Iterator[tuple[DataElement, Fact]]:
    """Yield the entered facts among `used` whose age matters."""
    for element_id in used:
        element, fact = edition.elements.get(element_id), facts.get(element_id)
        if element is None or element.stale_after_days is None or fact is None:
            continue
        if not fact.derived_from and fact.value is not NOT_DONE:
            yield element, fact


def _day(facts: Facts, fact: Fact) -> date | None:
    """Return the day of a fact: its own, or the one of its element's day ("lvef_date")."""
    if fact.taken_on is not None:
        return fact.taken_on
    stem = str(fact.element).partition("_")[0]
    beside = facts.get(ElementId(f"{stem}_date"))
    value = beside.value if beside is not None else None
    return value if isinstance(value, date) else None


def _label(edition: Edition, element: ElementId) -> str:
    known = edition.elements.get(element)
    return say(known.label) if known is not None else str(element)
