"""From a calculated dose to one that can be given: the one rounding, at the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from navigator.domain.library import Rounding, RoundingKind
from navigator.domain.number import number_text
from navigator.domain.plan import TabletCount
from navigator.dosing.exact import carrying, down_to, nearest_to, percent_off
from navigator.words import tr

_NEAR_PERCENT = 5

# From this dose on (mg), and the step that can be measured there: half a step is at most 5 %.
_MEASURABLE = (
    (Decimal(1000), Decimal(10)),
    (Decimal(100), Decimal(5)),
    (Decimal(10), Decimal(1)),
    (Decimal(0), Decimal("0.1")),
)
_STEPPED = frozenset({RoundingKind.NEAREST, RoundingKind.DOWN})


class RoundingPolicy(Enum):
    """What a site rounds infusions and injections to; tablets and fixed doses stay as they are.

    The value is its name in tools. No policy makes a step finer than the drug's own, passes the
    highest dose, or rounds an antibody-drug conjugate upward.
    """

    CONTENT = "content"  # the drug's own rule
    MEASURED = "measured"  # the nearest amount that is easily measured
    VIAL = "vial"  # the nearest whole vials within the drug's percentage


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a dose can be made of, in mg of one piece, in any order."""

    tablets: tuple[Decimal, ...] = ()
    vials: tuple[Decimal, ...] = ()


EMPTY_SHELF = Shelf()


@dataclass(frozen=True, slots=True)
class Rounded:
    """A dose that can be given.

    Attributes:
        mg: Amount of one administration.
        words: The rule in words, with its increment.
        deviation_percent: Against the calculated dose, signed.
        tablets: Largest strength first; empty unless tablets.
    """

    mg: Decimal
    words: str
    deviation_percent: Decimal
    tablets: tuple[TabletCount, ...] = ()


def round_dose(
    calculated_mg: Decimal,
    rule: Rounding,
    *,
    shelf: Shelf = EMPTY_SHELF,
    highest_mg: Decimal | None = None,
    policy: RoundingPolicy = RoundingPolicy.CONTENT,
) -> Rounded | None:
    """Round one dose by its drug's rule, or by the policy of the site.

    Args:
        calculated_mg: Full precision, above 0, not above `highest_mg`.
        rule: The drug's rule; `within_percent` is the largest deviation allowed.
        shelf: Tablets are used for TABLETS only, vials for the policy VIAL only.
        highest_mg: Never to be passed, not even by rounding; None without a ceiling.
        policy: Where VIAL finds nothing within the percentage, the drug's own rule holds.

    Returns:
        The dose to give, or None where nothing that can be given is within the percentage.

    Source:
        Hematology/Oncology Pharmacy Association. Dose rounding of biologic and cytotoxic
        anticancer agents. J Oncol Pharm Pract 2018: within 10 % of the ordered dose.
    """
    if policy is RoundingPolicy.VIAL and rule.kind in _STEPPED:
        return _whole_vials(calculated_mg, rule, shelf, highest_mg)
    if policy is RoundingPolicy.MEASURED and rule.kind in _STEPPED:
        rule = replace(rule, increment_mg=max(rule.increment_mg, measurable_mg(calculated_mg)))
    rounded = _by_kind(calculated_mg, rule, shelf.tablets, highest_mg)
    if rounded is None or rounded.mg <= 0:
        return None
    if abs(rounded.deviation_percent) > rule.within_percent:
        return None
    measured = policy is RoundingPolicy.MEASURED and rule.kind in _STEPPED
    return _named(rounded, tr("measurable amount")) if measured else rounded


def measurable_mg(calculated_mg: Decimal) -> Decimal:
    """Return the step in which a dose of this size is easily measured.

    Args:
        calculated_mg: Above 0.

    Returns:
        0.1 mg below 10 mg, 1 mg below 100 mg, 5 mg below 1000 mg, 10 mg from there: a convention
        of this program, so chosen that from 1 mg up no dose strays by more than 5 %.

    Source:
        A deviation above 5 % counts as an error of dose in BMC Cancer 2011;11:478, Table 1.
    """
    return next(step for least, step in _MEASURABLE if calculated_mg >= least)


def _by_kind(
    calculated: Decimal,
    rule: Rounding,
    strengths: Sequence[Decimal],
    highest: Decimal | None,
) -> Rounded | None:
    if rule.kind is RoundingKind.NEAREST:
        return _nearest(calculated, rule.increment_mg, highest)
    if rule.kind is RoundingKind.DOWN:
        words = tr("down to {step}\u00a0mg", step=number_text(rule.increment_mg))
        return _rounded(down_to(calculated, rule.increment_mg), calculated, words)
    if rule.kind is RoundingKind.TABLETS:
        return _whole_tablets(calculated, rule.within_percent, strengths, highest)
    return _rounded(calculated, calculated, tr("fixed dose"))


def _whole_vials(
    calculated: Decimal, rule: Rounding, shelf: Shelf, highest: Decimal | None
) -> Rounded | None:
    """Return the nearest whole vials, else the dose by the drug's own rule, and say so."""
    most = calculated if rule.kind is RoundingKind.DOWN else highest
    lowest, most = _window(calculated, rule.within_percent, most)
    ordered = tuple(sorted(set(shelf.vials), reverse=True))
    choices = ((_total(ordered, counts), counts) for counts in _counts(ordered, lowest, most))
    best = min(choices, key=lambda choice: _nearest_rank(calculated, *choice), default=None)
    if best is None or best[0] <= 0:
        words = tr(
            "no whole vials within {percent}\u00a0%", percent=number_text(rule.within_percent)
        )
        own = round_dose(calculated, rule, highest_mg=highest)
        return None if own is None else _named(own, words)
    total, counts = best
    pairs = zip(ordered, counts, strict=True)
    vials = " + ".join(
        f"{count}\u00a0×\u00a0{number_text(mg)}\u00a0mg" for mg, count in pairs if count
    )
    return _rounded(total, calculated, tr("whole vials: {vials}", vials=vials))


def _window(
    calculated: Decimal, within_percent: Decimal, highest: Decimal | None
) -> tuple[Decimal, Decimal]:
    """Return the least and the most that may be given for a calculated dose."""
    with carrying():
        lowest = calculated * (100 - within_percent) / 100
        most = calculated * (100 + within_percent) / 100
    return lowest, most if highest is None else min(most, highest)


def _named(rounded: Rounded, words: str) -> Rounded:
    return replace(rounded, words=f"{words}, {rounded.words}")


def _nearest(calculated: Decimal, step: Decimal, highest: Decimal | None) -> Rounded:
    mg = nearest_to(calculated, step)
    if highest is not None and mg > highest:
        words = tr("down to {step}\u00a0mg, at the highest dose", step=number_text(step))
        return _rounded(down_to(calculated, step), calculated, words)
    words = tr("nearest {step}\u00a0mg", step=number_text(step))
    return _rounded(mg, calculated, words)


def _whole_tablets(
    calculated: Decimal,
    within_percent: Decimal,
    strengths: Sequence[Decimal],
    highest: Decimal | None,
) -> Rounded | None:
    """Return the whole tablets to take, None where none are within the percentage.

    The fewest tablets within 5 % of the calculated dose; of equally few the nearest, then the
    lower dose, then the fewest strengths, then the larger ones. Where nothing is within 5 %, the
    nearest. A dose that grows is so never answered with less.

    Source:
        A deviation above 5 % counts as an error of dose in BMC Cancer 2011;11:478, Table 1.
    """
    lowest, most = _window(calculated, within_percent, highest)
    ordered = tuple(sorted(set(strengths), reverse=True))
    choices = ((_total(ordered, counts), counts) for counts in _counts(ordered, lowest, most))
    best = min(choices, key=lambda choice: _rank(calculated, *choice), default=None)
    if best is None:
        return None
    total, counts = best
    pairs = zip(ordered, counts, strict=True)
    tablets = tuple(TabletCount(strength, count) for strength, count in pairs if count)
    return _rounded(total, calculated, tr("whole tablets"), tablets)


def _counts(
    strengths: Sequence[Decimal], lowest: Decimal, most: Decimal
) -> Iterator[tuple[int, ...]]:
    """Yield every number of tablets per strength that adds up to `lowest` to `most`."""
    if not strengths:
        return
    strength, smaller = strengths[0], strengths[1:]
    fit = int(down_to(most, strength) / strength)
    if not smaller:
        fewest = max(0, -int(down_to(-lowest, strength) / strength))
        yield from ((count,) for count in range(fewest, fit + 1))
        return
    for count in range(fit + 1):
        used = count * strength
        for rest in _counts(smaller, lowest - used, most - used):
            yield (count, *rest)


def _rank(
    calculated: Decimal, total: Decimal, counts: tuple[int, ...]
) -> tuple[bool, Decimal | int, Decimal | int, Decimal, int, tuple[int, ...]]:
    """Return what the smallest of is the best choice of tablets."""
    distance = abs(percent_off(total, calculated))
    tablets, kinds = sum(counts), sum(1 for count in counts if count)
    larger_first = tuple(-count for count in counts)
    if distance <= _NEAR_PERCENT:
        return False, tablets, distance, total, kinds, larger_first
    return True, distance, tablets, total, kinds, larger_first


def _nearest_rank(
    calculated: Decimal, total: Decimal, counts: tuple[int, ...]
) -> tuple[Decimal, Decimal, int, tuple[int, ...]]:
    """Return what the smallest of is the best choice of vials: near, low, few, large."""
    return abs(total - calculated), total, sum(counts), tuple(-count for count in counts)


def _total(strengths: Sequence[Decimal], counts: Sequence[int]) -> Decimal:
    pairs = zip(strengths, counts, strict=True)
    return sum((strength * count for strength, count in pairs), Decimal(0))


def _rounded(
    mg: Decimal, calculated: Decimal, words: str, tablets: tuple[TabletCount, ...] = ()
) -> Rounded:
    return Rounded(mg, words, percent_off(mg, calculated), tablets)
