"""Rules for single days of a cycle: the doses of these days are set apart from the others."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from navigator.domain.library import Component, Protocol
from navigator.dosing.schedule import in_force
from navigator.dosing.situation import Found


def days_of(found: Found) -> frozenset[int]:
    """Return the days that a proposal is for; empty for every day."""
    return frozenset(found.rule.days) if found.rule is not None else frozenset()


def is_for_days(found: Found, part: Component, cycle: int) -> bool:
    """Tell whether a dose rule is for nothing but the days of a proposal in a cycle.

    `days_apart` makes it so.
    """
    of_cycle = part.from_cycle == part.to_cycle == cycle
    return part.drug == found.proposal.drug and of_cycle and set(part.days) <= days_of(found)


def days_apart(protocol: Protocol, cycle: int, found: Iterable[Found]) -> Protocol:
    """Return the protocol with the days of some proposals as dose rules of their own.

    Args:
        protocol: As planned so far, from the first cycle shown on.
        cycle: The first cycle shown, whose days they are.
        found: Proposals; those without days change nothing.

    Returns:
        The same doses on the same days; what was set apart comes last.
    """
    for each in found:
        if days_of(each):
            parts = protocol.components
            rest = [piece for part in parts for piece in _rest(part, each, cycle)]
            single = [piece for part in parts for piece in _single(part, each, cycle)]
            protocol = replace(protocol, components=(*rest, *single))
    return protocol


def _is_hit(part: Component, found: Found, cycle: int) -> bool:
    return (
        part.drug == found.proposal.drug
        and in_force(part, cycle)
        and bool(days_of(found).intersection(part.days))
    )


def _single(part: Component, found: Found, cycle: int) -> Iterator[Component]:
    """Yield the days of the proposal in its cycle."""
    if _is_hit(part, found, cycle):
        days = tuple(day for day in part.days if day in days_of(found))
        yield replace(part, days=days, from_cycle=cycle, to_cycle=cycle)


def _rest(part: Component, found: Found, cycle: int) -> Iterator[Component]:
    """Yield the other days of that cycle, and the cycles after it."""
    if not _is_hit(part, found, cycle):
        yield part
        return
    days = tuple(day for day in part.days if day not in days_of(found))
    if days:
        yield replace(part, days=days, from_cycle=cycle, to_cycle=cycle)
    if part.to_cycle is None or part.to_cycle > cycle:
        yield replace(part, from_cycle=cycle + 1)
