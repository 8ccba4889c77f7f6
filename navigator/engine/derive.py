"""Facts that are worked out from other facts, tumour samples and lines of therapy."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from navigator.domain.assessment import Conflict
from navigator.domain.elements import DataElement, ElementType
from navigator.domain.facts import Fact, NotDone, PatientRecord, Value
from navigator.domain.guideline import Edition
from navigator.domain.ids import ElementId
from navigator.engine.body import area, clearance, not_applicable_for_men
from navigator.engine.cumulative import anthracycline_sum
from navigator.engine.derivation import Derived, Known
from navigator.engine.her2 import her2_status
from navigator.engine.history import (
    last_adjuvant_her2,
    lines_ended,
    phase,
    prior_drug,
    progressions_on,
)
from navigator.engine.interval import treatment_free_interval
from navigator.engine.liver import times_upper_limit
from navigator.engine.ready import ready

# An entered number that is the derived one, rounded, is the same; a coarser one is not.
_ROUNDING = Decimal("0.02")

_RULES: dict[str, Callable[[Known, DataElement], Derived | None]] = {
    "her2_status": her2_status,
    "bsa": area,
    "crcl": clearance,
    "prior_drug": prior_drug,
    "progressions_on": progressions_on,
    "n_lines_her2": lines_ended,
    "tfi": treatment_free_interval,
    "last_adjuvant_her2": last_adjuvant_her2,
    "not_applicable_for_men": not_applicable_for_men,
    "phase": phase,
    "times_upper_limit": times_upper_limit,
    "anthracycline_sum": anthracycline_sum,
}
RULES = frozenset(_RULES)


def derive(
    record: PatientRecord, edition: Edition
) -> tuple[dict[ElementId, Fact], tuple[Conflict, ...]]:
    """Work out everything that what was entered allows to conclude.

    Args:
        record: The patient as entered.
        edition: Gives the data elements, the regimens of lines and the names of drugs.

    Returns:
        All known facts, entered ones first, and where an entered fact differs from what the
        others say: the entered one is used then. What cannot be concluded is left out, and so is
        what stands for a number and is none (NaN, infinity): it counts as unknown.
    """
    record = _of_numbers(record)
    facts: dict[ElementId, Fact] = {**record.site, **record.facts}
    known = Known(record, edition, facts)
    conflicts: list[Conflict] = []
    for element in ready(edition).derivable:
        found = _derived(known, element)
        if found is None:
            continue
        fact, value = found
        entered = record.facts.get(element.id)
        if entered is None:
            facts[element.id] = fact
        elif not _same(entered.value, value):
            conflicts.append(Conflict(element.id, entered, fact))
    return facts, (*conflicts, *known.conflicts)


def _of_numbers(record: PatientRecord) -> PatientRecord:
    """Return the record without what is no number; the same record where there is none such."""
    samples = tuple(
        replace(
            each,
            ratio=None if _is_no_number(each.ratio) else each.ratio,
            copies=None if _is_no_number(each.copies) else each.copies,
        )
        for each in record.samples
    )
    facts, site = _told(record.facts), _told(record.site)
    if (samples, len(facts), len(site)) == (record.samples, len(record.facts), len(record.site)):
        return record
    return replace(record, facts=facts, site=site, samples=samples)


def _told(facts: Mapping[ElementId, Fact]) -> dict[ElementId, Fact]:
    return {key: fact for key, fact in facts.items() if not _is_no_number(fact.value)}


def _is_no_number(value: object) -> bool:
    return isinstance(value, Decimal) and not value.is_finite()


def _derived(known: Known, element: DataElement) -> tuple[Fact, Value] | None:
    if element.derived is None or element.derived.rule not in _RULES:
        return None
    found = _RULES[element.derived.rule](known, element)
    if found is None or not _allowed(element, found.value):
        return None
    fact = Fact(element.id, found.value, found.taken_on, "", found.derived_from, found.how)
    return fact, found.value


def _allowed(element: DataElement, value: Value) -> bool:
    """Tell whether the element can take a value: a derived one must not be odder than entered."""
    if element.type is ElementType.CHOICE:
        return element.choice(str(value)) is not None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return True
    return element.hard is None or element.hard.hold(value)


def _same(entered: Value | NotDone, derived: Value) -> bool:
    """Tell whether an entered value is the derived one; a number may have been rounded."""
    if isinstance(entered, bool) or isinstance(derived, bool):
        return entered is derived
    if not isinstance(entered, int | Decimal) or not isinstance(derived, int | Decimal):
        return entered == derived
    typed, exact = Decimal(entered), Decimal(derived)
    half_a_digit = Decimal(5).scaleb(int(typed.as_tuple().exponent) - 1)
    off = abs(typed - exact)
    return off <= half_a_digit and off <= abs(exact) * _ROUNDING
