"""From a calculated dose to one that can be given: the one rounding, at the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from navigator.domain.library import Rounding, RoundingKind
from navigator.domain.number import number_text
from navigator.domain.plan import TabletCount
from navigator.dosing.exact import carrying, down_to, nearest_to, percent_off
from navigator.words import tr

_NEAR_PERCENT = 5


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
    strengths_mg: Sequence[Decimal] = (),
    highest_mg: Decimal | None = None,
) -> Rounded | None:
    """Round one dose by its drug's rule.

    Args:
        calculated_mg: Full precision, above 0, not above `highest_mg`.
        rule: The drug's rule; `within_percent` is the largest deviation allowed.
        strengths_mg: Of the tablets or capsules, in any order; used for TABLETS only.
        highest_mg: Never to be passed, not even by rounding; None without a ceiling.

    Returns:
        The dose to give, or None where nothing that can be given is within the percentage.

    Source:
        Hematology/Oncology Pharmacy Association. Dose rounding of biologic and cytotoxic
        anticancer agents. J Oncol Pharm Pract 2018: within 10 % of the ordered dose.
    """
    rounded = _by_kind(calculated_mg, rule, strengths_mg, highest_mg)
    if rounded is None or rounded.mg <= 0:
        return None
    return rounded if abs(rounded.deviation_percent) <= rule.within_percent else None


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
    with carrying():
        lowest = calculated * (100 - within_percent) / 100
        most = calculated * (100 + within_percent) / 100
    most = most if highest is None else min(most, highest)
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


def _total(strengths: Sequence[Decimal], counts: Sequence[int]) -> Decimal:
    pairs = zip(strengths, counts, strict=True)
    return sum((strength * count for strength, count in pairs), Decimal(0))


def _rounded(
    mg: Decimal, calculated: Decimal, words: str, tablets: tuple[TabletCount, ...] = ()
) -> Rounded:
    return Rounded(mg, words, percent_off(mg, calculated), tablets)
