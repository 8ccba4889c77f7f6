"""How long a cycle of a protocol keeps a patient in the chair."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from navigator.domain.ids import DrugId
from navigator.domain.library import Component, Protocol, Route


@dataclass(frozen=True, slots=True)
class ChairTime:
    """Infusion and observation of one cycle, in minutes, one drug after the other.

    Attributes:
        least, most: The two ends of what the sources allow; None where an infusion is not known.
        no_infusion: Drugs whose infusion time is not recorded.
        no_observation: Drugs after which no observation is recorded: it is not in the sum.
    """

    cycle: int
    least: int | None
    most: int | None
    no_infusion: tuple[DrugId, ...] = ()
    no_observation: tuple[DrugId, ...] = ()


def chair_times(protocol: Protocol, route: Callable[[DrugId], Route]) -> tuple[ChairTime, ...]:
    """Return the first cycle, and the one that all later cycles are like where it differs."""
    parts = protocol.components
    steady = max((part.from_cycle for part in parts), default=1)
    ends = [part.to_cycle + 1 for part in parts if part.to_cycle is not None]
    cycles = dict.fromkeys((1, max([steady, *ends])))
    return tuple(_of_cycle(one, [p for p in parts if _given(p, one)], route) for one in cycles)


def _given(part: Component, cycle: int) -> bool:
    return part.from_cycle <= cycle and (part.to_cycle is None or cycle <= part.to_cycle)


def _of_cycle(
    cycle: int, parts: Iterable[Component], route: Callable[[DrugId], Route]
) -> ChairTime:
    least = most = 0
    no_infusion: dict[DrugId, None] = {}
    no_observation: dict[DrugId, None] = {}
    for part in parts:
        if route(part.drug) is Route.ORAL:
            continue
        infusion, times = part.infusion, len(part.days) * part.times_a_day
        if infusion.minutes is None:
            no_infusion[part.drug] = None
            continue
        if infusion.observe_minutes is None:
            no_observation[part.drug] = None
        after = infusion.observe_minutes or 0
        least += times * (infusion.minutes + after)
        most += times * ((infusion.minutes_max or infusion.minutes) + after)
    missing, unseen = tuple(no_infusion), tuple(no_observation)
    if missing:
        return ChairTime(cycle, None, None, missing, unseen)
    return ChairTime(cycle, least, most, (), unseen)
