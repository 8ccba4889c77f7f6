"""What differs between two editions for one patient, as sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from navigator.domain.assessment import OptionAssessment, Status
from navigator.domain.ids import RegimenId
from navigator.engine.frontier import status_words
from navigator.engine.wording import names_of
from navigator.presenters.library_words import tier_words
from navigator.services.compare_editions import Compared, Comparison, Made, Side
from navigator.words import say, tr


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option with what each edition says of it.

    Attributes:
        texts: One for each side; none is empty.
        made: The trials and approvals that made the difference; empty where it does not differ.
    """

    regimen: RegimenId
    name: str
    differs: bool
    texts: tuple[str, str]
    made: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SideWords:
    """One edition's answer.

    Attributes:
        steps: Passed, each with the answer that led on.
        stands: The step where the patient stands.
        message: What comes next.
        missing: The facts it waits for, "" where it waits for none.
    """

    title: str
    steps: tuple[str, ...]
    stands: str
    message: str
    missing: str = ""


def side_words(side: Side) -> SideWords:
    """Return an edition's way and where it led."""
    edition, found = side.edition, side.assessment
    names = names_of(edition.elements, tuple(need.element for need in found.needs))
    return SideWords(
        say(edition.title),
        tuple(
            tr(
                "{step}: {answer}",
                step=say(edition.steps[one.step].title),
                answer=say(one.reason.text),
            )
            for one in found.path
        ),
        say(edition.steps[found.step].title),
        found.message,
        tr("Missing: {names}", names=names) if found.needs else "",
    )


def headline(comparison: Comparison) -> str:
    """Return in one sentence how far the editions differ."""
    if comparison.preliminary:
        return tr("An edition still waits for a fact: with it the comparison may change.")
    if not comparison.options:
        return tr("Neither edition offers an option here.")
    if not comparison.differing:
        return tr("Both editions offer the same options with the same status.")
    return tr(
        "{number} of {all} options differ.",
        number=len(comparison.differing),
        all=len(comparison.options),
    )


def option_rows(comparison: Comparison) -> tuple[OptionRow, ...]:
    """Return all options of both, those that differ first."""
    rows = [_row(comparison, one) for one in comparison.options]
    return tuple(sorted(rows, key=lambda one: not one.differs))


def _row(comparison: Comparison, option: Compared) -> OptionRow:
    first, second = comparison.sides
    texts = _said(first, option.sides[0]), _said(second, option.sides[1])
    made = tuple(_made(comparison, option.regimen)) if option.differs else ()
    name = say(first.edition.regimens[option.regimen].name)
    return OptionRow(option.regimen, name, option.differs, texts, made)


def _said(side: Side, option: OptionAssessment | None) -> str:
    if option is None:
        waits = side.assessment.status is Status.NEEDS_FACTS
        return tr("still open") if waits else tr("not offered here")
    return tr("{status}, {tier}", status=status_words(option.status), tier=tier_words(option.tier))


def _made(comparison: Comparison, regimen: RegimenId) -> Iterator[str]:
    for made in comparison.trials:
        if regimen in made.regimens:
            yield trial_words(made)
    for one in reversed(comparison.approvals):
        if regimen in one.regimens:
            yield tr(
                "allowed on {day} ({agency})",
                day=one.approval.on.isoformat(),
                agency=one.approval.agency,
            )


def trial_words(made: Made) -> str:
    """Return a trial with its year."""
    year = str(made.trial.year) if made.trial.year else tr("year not recorded")
    return tr("{trial} ({year})", trial=made.trial.name, year=year)
