"""What is too old or missing before a meeting: laboratory, LVEF, imaging, by the site's limits."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from navigator.domain.case import CaseOrder, PatientNumber
from navigator.domain.case_care import Age, CaseRequest, FreshnessAudit, Wanted
from navigator.domain.elements import DataElement
from navigator.domain.facts import Fact, NotDone, PatientRecord
from navigator.domain.ids import ElementId
from navigator.domain.site import Freshness
from navigator.services.case_ports import CaseStore
from navigator.words import say, tr

LVEF = ElementId("lvef_pct")
IMAGING = ElementId("imaging")
_LABORATORY, _SCANS = "laboratory", "imaging"

Elements = Mapping[ElementId, DataElement]
Progress = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A board meeting.

    Attributes:
        on: Its day.
        elements: Of the edition in use.
        freshness: The site's limits.
        today: The day the cases are gone through, None for that of the meeting.
    """

    on: date
    elements: Elements
    freshness: Freshness
    today: date | None = None


def freshness_audit(
    store: CaseStore, meeting: Meeting, go_on: Progress, only: PatientNumber | None = None
) -> FreshnessAudit:
    """Go through the cases and note what is too old on the day of a meeting, or missing.

    Args:
        store: Open.
        meeting: Its day and what holds there.
        go_on: Is told how many cases are done and how many there are; returns False to stop.
        only: One case, None for all.
    """
    numbers = [one.number for one in store.find(order=CaseOrder.NUMBER)] if only is None else [only]
    requests, done = [], 0
    for number in numbers:
        if not go_on(done, len(numbers)):
            break
        record = store.open(number).record
        wanted = tuple(wanted_of(record, meeting))
        if wanted:
            requests.append(CaseRequest(number, record.identity, wanted))
        done += 1
    go_on(done, len(numbers))
    return FreshnessAudit(
        meeting.on,
        tuple(requests),
        done,
        meeting.freshness,
        meeting.today,
        stopped=done < len(numbers),
    )


def wanted_of(record: PatientRecord, meeting: Meeting) -> Iterator[Wanted]:
    """Yield what a meeting needs of one patient, in the order of the library.

    A result holds up to and with its last day: one of 14 days ago still does where the limit is
    14 days.
    """
    for element in _asked(meeting.elements):
        limit = limit_of(element, meeting.freshness)
        found = _judged(element, record.facts.get(element.id), limit, meeting.on)
        if found is not None:
            yield found
    if not any(element.group == _SCANS for element in meeting.elements.values()):
        # The library has no element for a scan: nobody can know its day, so it is asked for.
        yield Wanted(IMAGING, tr("Imaging"), Age.UNDATED, meeting.freshness.imaging)


def limit_of(element: DataElement, freshness: Freshness) -> int:
    """Return for how many days a result of this element holds."""
    if element.id == LVEF:
        return freshness.lvef
    return freshness.imaging if element.group == _SCANS else freshness.laboratory


def _asked(elements: Elements) -> Iterable[DataElement]:
    """Return what is measured and ages; what is worked out from others is not asked for."""
    for element in elements.values():
        measured = element.id == LVEF or element.group in {_LABORATORY, _SCANS}
        ages = element.stale_after_days is not None
        if measured and ages and element.derived is None:
            yield element


def _judged(element: DataElement, fact: Fact | None, limit: int, on: date) -> Wanted | None:
    label = say(element.label)
    if fact is None:
        return Wanted(element.id, label, Age.MISSING, limit)
    if isinstance(fact.value, NotDone):
        return Wanted(element.id, label, Age.NOT_DONE, limit, fact.taken_on)
    if fact.taken_on is None:
        return Wanted(element.id, label, Age.UNDATED, limit)
    days = (on - fact.taken_on).days
    if days <= limit:
        return None
    return Wanted(element.id, label, Age.TOO_OLD, limit, fact.taken_on, days)
