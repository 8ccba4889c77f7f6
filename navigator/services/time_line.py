"""Which options agencies had allowed on which day."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from navigator.domain.guideline import RegimenSummary
from navigator.domain.ids import RegimenId
from navigator.domain.library import Approval

REGIONS: Mapping[str, str] = {"US": "FDA", "EU": "EMA", "CN": "NMPA"}
"""The agency that decides in each region, in the order in which they are offered."""


class Allowed(Enum):
    """How a regimen stands on a day."""

    YES = "yes"
    NOT_YET = "not_yet"
    NOT_RECORDED = "not_recorded"  # the library holds no approval of it: that is not a no


@dataclass(frozen=True, slots=True)
class OnDay:
    """A regimen on a day.

    Attributes:
        first: The earliest approval of it; None where none is recorded.
    """

    allowed: Allowed
    first: Approval | None = None


class TimeLine:
    """The approvals of some agencies, the oldest first."""

    def __init__(
        self,
        approvals: Iterable[Approval],
        regimens: Mapping[RegimenId, RegimenSummary],
        agencies: Collection[str] = tuple(REGIONS.values()),
    ) -> None:
        """Make a time line.

        Args:
            approvals: Of the library, in any order.
            regimens: Of an edition: what stands for others is allowed with the first of them.
            agencies: Those that count.
        """
        kept = (one for one in approvals if one.agency in agencies)
        self.approvals = tuple(sorted(kept, key=lambda one: (one.on, one.agency, one.id)))
        self._regimens = regimens
        self._first: dict[RegimenId, Approval] = {}
        for approval in self.approvals:
            for regimen in approval.regimens:
                self._first.setdefault(regimen, approval)

    @property
    def days(self) -> tuple[date, ...]:
        """Return the days on which something was allowed, each once."""
        return tuple(dict.fromkeys(one.on for one in self.approvals))

    def first_of(self, regimen: RegimenId) -> Approval | None:
        """Return the first approval of a regimen or of any that it stands for."""
        found = [self._first[one] for one in stands_for(regimen, self._regimens) & {*self._first}]
        return min(found, key=lambda one: (one.on, one.agency, one.id), default=None)

    def of(self, regimens: Collection[RegimenId]) -> tuple[Approval, ...]:
        """Return the approvals that name any of `regimens`, or what they stand for."""
        wanted = {part for one in regimens for part in stands_for(one, self._regimens)}
        return tuple(one for one in self.approvals if not wanted.isdisjoint(one.regimens))

    def on_day(self, regimen: RegimenId, day: date) -> OnDay:
        """Tell whether a regimen was allowed on a day."""
        first = self.first_of(regimen)
        if first is None:
            return OnDay(Allowed.NOT_RECORDED)
        return OnDay(Allowed.YES if first.on <= day else Allowed.NOT_YET, first)

    def next_day(self, day: date) -> date | None:
        """Return the next day on which something was allowed."""
        return next((one for one in self.days if one > day), None)

    def day_before(self, day: date) -> date | None:
        """Return the last day before on which something was allowed."""
        return next((one for one in reversed(self.days) if one < day), None)


def stands_for(
    regimen: RegimenId, regimens: Mapping[RegimenId, RegimenSummary]
) -> frozenset[RegimenId]:
    """Return a regimen with everything that it stands for."""
    return frozenset(_within(regimen, regimens, ()))


def _within(
    regimen: RegimenId, regimens: Mapping[RegimenId, RegimenSummary], above: Sequence[RegimenId]
) -> Iterator[RegimenId]:
    yield regimen
    summary = regimens.get(regimen)
    for other in summary.resolves_to if summary is not None else ():
        if other not in above:
            yield from _within(other, regimens, (*above, regimen))
