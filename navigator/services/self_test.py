"""The written cases of an edition, run against what the engine answers now.

The program does this on itself: what it would tell today is compared with what the authors of the
edition expect. No clock is read, so that the result never depends on one that was set wrongly.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from navigator.domain.assessment import Assessment, OptionStatus
from navigator.domain.guideline import Edition
from navigator.domain.problems import InputRefused
from navigator.domain.vignette import Expectation, Vignette
from navigator.engine.assess import assess
from navigator.services.read_record import read_record
from navigator.words import tr

_ISO_DAY = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")
# For a case without any date: every day that a record can hold lies before it.
_NO_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class SelfTest:
    """What came of the cases of one edition.

    Attributes:
        passed: Number of cases answered as expected.
        failed: Id of each other case and what differs, in words; in the order of the content.
        total: Number of cases run.
    """

    passed: int
    failed: tuple[tuple[str, str], ...]
    total: int

    @property
    def as_expected(self) -> bool:
        """Tell whether there were cases and every one was answered as expected."""
        return self.total > 0 and not self.failed

    @property
    def words(self) -> str:
        """Return the result in one line, as printed on a plan."""
        if not self.total:
            return tr("No case to test the edition with.")
        counted = tr("{passed} of {total} cases as expected", passed=self.passed, total=self.total)
        if not self.failed:
            return counted
        names = ", ".join(case for case, _ in self.failed)
        return tr("{counted}; not as expected: {names}", counted=counted, names=names)


def run_self_test(vignettes: Iterable[Vignette], edition: Edition) -> SelfTest:
    """Run the cases of an edition and compare each answer with the expected one.

    Args:
        vignettes: Of the edition, in the order of the content.
        edition: As it was opened, not changed in any way.

    Returns:
        The same for the same library on every day and in every time zone.
    """
    told = [(str(vignette.id), _told(vignette, edition)) for vignette in vignettes]
    failed = tuple((case, words) for case, words in told if words)
    return SelfTest(len(told) - len(failed), failed, len(told))


def differences(expected: Expectation, found: Assessment) -> tuple[str, ...]:
    """Return what an answer has otherwise than expected, each in words; empty for nothing.

    Args:
        expected: Parts that are None are not compared.
        found: The answer for the patient of the case.
    """
    return tuple(
        tr("{part}: {found} instead of {expected}", part=part, found=got, expected=want)
        for part, want, got in _compared(expected, found)
        if want != got
    )


def _told(vignette: Vignette, edition: Edition) -> str:
    """Return what differs in one case, "" for nothing."""
    try:
        record = read_record(
            vignette.record, edition.elements, newest_day(vignette.record), vignette.id
        )
    except InputRefused as refused:
        return tr("the patient is refused: {problems}", problems=str(refused))
    return "; ".join(differences(vignette.expect, assess(edition, record)))


def newest_day(text: str) -> date:
    """Return the newest day that a record names: none of its dates is then in the future."""
    days: list[date] = []
    for found in _ISO_DAY.findall(text):
        try:
            days.append(date.fromisoformat(found))
        except ValueError:  # no day of the calendar: the reader names it with its place
            continue
    return max(days, default=_NO_DAY)


def _compared(expected: Expectation, found: Assessment) -> Iterator[tuple[str, str, str]]:
    """Yield name, expected and found of every part that the case tells, as comparable words."""
    yield tr("status"), expected.status.value, found.status.value
    if expected.step is not None:
        yield tr("step"), expected.step, found.step
    if expected.path is not None:
        passed = [passed.step for passed in found.path]
        yield tr("path"), _listed(expected.path), _listed(passed)
    for name, status, regimens in (
        (tr("recommended"), OptionStatus.RECOMMENDED, expected.recommended),
        (tr("excluded"), OptionStatus.EXCLUDED, expected.excluded),
        (tr("not applicable"), OptionStatus.NOT_APPLICABLE, expected.not_applicable),
        (tr("needs a fact"), OptionStatus.NEEDS_FACT, expected.needs_fact),
    ):
        if regimens is not None:
            of_status = [each.regimen for each in found.options if each.status is status]
            yield name, _listed(sorted(regimens)), _listed(sorted(of_status))
    if expected.needs is not None:
        missing = sorted(need.element for need in found.needs)
        yield tr("missing"), _listed(sorted(expected.needs)), _listed(missing)


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(ids) or tr("none")
