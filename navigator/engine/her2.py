"""HER2 status over all tumour samples, from immunohistochemistry and in situ hybridisation.

The rules are those of ASCO and the College of American Pathologists: Wolff AC, et al. J Clin Oncol
2018; 36: 2105-2122 (doi 10.1200/JCO.2018.77.8738, Figures 1 to 6), affirmed in Wolff AC, et al.
J Clin Oncol 2023; 41: 3867-3872 (doi 10.1200/JCO.22.02864). The status describes the tests at hand:
it is the one derived fact that a further test may turn over.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from navigator.domain.assessment import Conflict
from navigator.domain.elements import DataElement
from navigator.domain.facts import NOT_DONE, Fact, NotDone, TumourSample
from navigator.domain.ids import ElementId
from navigator.domain.number import number_text
from navigator.engine.derivation import SAMPLES, Derived, Known
from navigator.words import tr

_IHC, _ISH = ElementId("her2_ihc"), ElementId("her2_ish")
_RATIO, _COPIES = ElementId("her2_ratio"), ElementId("her2_copies")
_FLAT = (_IHC, _ISH, _RATIO, _COPIES)

_IHC_NEGATIVE = ("0", "ultralow", "1+")
_EQUIVOCAL = "2+"
_RATIO_HIGH = Decimal("2.0")
_COPIES_MIDDLE, _COPIES_HIGH = Decimal("4.0"), Decimal("6.0")


class Verdict(Enum):
    """What one sample says."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    PENDING = "pending_ish"  # immunohistochemistry 2+, hybridisation missing or incomplete
    OPEN = ""  # nothing can be said


@dataclass(frozen=True, slots=True)
class _Sample:
    """One sample; None is unknown, NOT_DONE a test that was not done."""

    ihc: str | NotDone | None
    ish: str | None
    ratio: Decimal | None
    copies: Decimal | None
    taken_on: date | None
    elements: tuple[ElementId, ...]


def her2_status(known: Known, _element: DataElement) -> Derived | None:
    """Conclude the HER2 status from every sample, the latest one first.

    Args:
        known: Samples of the record, and the flat facts `her2_ihc`, `her2_ish`, `her2_ratio`,
            `her2_copies` as one more sample, the latest.

    Returns:
        "positive", "negative", "pending_ish", "discordant_latest_negative", or "unknown" where
        nothing was tested; None where what is known does not decide it.

    Source:
        See the module.
    """
    samples = _samples(known)
    if not samples:
        fact = known.facts.get(_IHC)
        if fact is None or fact.value is not NOT_DONE:
            return None
        return Derived("unknown", (_IHC,), tr("HER2 was not tested"), fact.taken_on)
    _note_contradictions(known, samples)
    verdicts = [_verdict(sample) for sample in samples]
    value = _over_time(verdicts)
    if not value:
        return None
    rests_on = dict.fromkeys(element for sample in samples for element in sample.elements)
    how = _how(samples[-1], verdicts[-1], value)
    return Derived(value, tuple(rests_on), how, samples[-1].taken_on)


def ish_groups(ratio: Decimal | None, copies: Decimal | None) -> frozenset[int]:
    """Return the dual-probe groups that a result may belong to.

    Args:
        ratio: HER2/CEP17, None where unknown.
        copies: Mean HER2 copies per cell, None where unknown.

    Returns:
        One group of 1 to 5 where both are known, several where one is; empty for none.

    Source:
        Wolff 2018, Figure 3: group 1 ratio at least 2.0 and copies at least 4.0; group 2 ratio at
        least 2.0, copies below 4.0; group 3 ratio below 2.0, copies at least 6.0; group 4 ratio
        below 2.0, copies from 4.0 to below 6.0; group 5 ratio below 2.0, copies below 4.0.
    """
    if ratio is None and copies is None:
        return frozenset()
    by_ratio = {1, 2, 3, 4, 5}
    if ratio is not None:
        by_ratio = {1, 2} if ratio >= _RATIO_HIGH else {3, 4, 5}
    by_copies = {1, 2, 3, 4, 5}
    if copies is not None and copies >= _COPIES_HIGH:
        by_copies = {1, 3}
    elif copies is not None:
        by_copies = {1, 4} if copies >= _COPIES_MIDDLE else {2, 5}
    return frozenset(by_ratio & by_copies)


def _samples(known: Known) -> list[_Sample]:
    """Return the samples that say something, the oldest first."""
    if not known.record.samples and not any(element in known.facts for element in _FLAT):
        return []
    told = [_of_row(row) for row in known.record.samples]
    told.sort(key=lambda sample: sample.taken_on or date.min)
    flat = _Sample(
        NOT_DONE if _not_done(known, _IHC) else _text(known.value(_IHC)),
        _text(known.value(_ISH)),
        known.number(_RATIO, ""),
        known.number(_COPIES, "signals/cell"),
        _latest_day(known),
        tuple(element for element in _FLAT if element in known.facts),
    )
    return [sample for sample in (*told, flat) if _says_something(sample)]


def _of_row(row: TumourSample) -> _Sample:
    """Read a row of the samples: it is told as a whole, so that an empty test was not done."""
    ihc = NOT_DONE if row.ihc is None else row.ihc
    return _Sample(ihc, row.ish, row.ratio, row.copies, row.taken_on, (SAMPLES,))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _not_done(known: Known, element: ElementId) -> bool:
    fact = known.facts.get(element)
    return fact is not None and fact.value is NOT_DONE


def _latest_day(known: Known) -> date | None:
    days = [known.facts[element].taken_on for element in _FLAT if element in known.facts]
    return max((day for day in days if day is not None), default=None)


def _says_something(sample: _Sample) -> bool:
    tested = sample.ihc is not None and sample.ihc is not NOT_DONE
    return tested or any(part is not None for part in (sample.ish, sample.ratio, sample.copies))


def _verdict(sample: _Sample) -> Verdict:
    """Judge one sample.

    Source:
        Wolff 2018, Figure 1 (immunohistochemistry) and Figures 3 to 6 (dual-probe groups; groups
        2 to 4 are decided together with immunohistochemistry of the same sample).
    """
    if sample.ihc == "3+" or sample.ish == "positive":
        return Verdict.POSITIVE
    if sample.ish == "negative":
        # Unknown immunohistochemistry may still be 3+.
        return Verdict.OPEN if sample.ihc is None else Verdict.NEGATIVE
    groups = ish_groups(sample.ratio, sample.copies)
    found = {_by_group(group, sample.ihc) for group in groups}
    if not groups:
        found = {Verdict.NEGATIVE if sample.ihc in _IHC_NEGATIVE else Verdict.OPEN}
    if len(found) > 1 or Verdict.OPEN in found:
        return Verdict.PENDING if sample.ihc == _EQUIVOCAL else Verdict.OPEN
    return found.pop()


def _by_group(group: int, ihc: str | NotDone | None) -> Verdict:
    """Judge a dual-probe group together with immunohistochemistry other than 3+."""
    if group == 1:
        return Verdict.POSITIVE
    if group == 5:
        return Verdict.OPEN if ihc is None else Verdict.NEGATIVE
    if ihc is None or ihc is NOT_DONE:
        return Verdict.OPEN
    return Verdict.POSITIVE if group == 3 and ihc == _EQUIVOCAL else Verdict.NEGATIVE


def _over_time(verdicts: list[Verdict]) -> str:
    """Return the status over all samples, "" where it is not decided."""
    *earlier, latest = verdicts
    if latest is not Verdict.NEGATIVE or all(one is Verdict.NEGATIVE for one in earlier):
        return latest.value
    return "discordant_latest_negative" if Verdict.POSITIVE in earlier else ""


def _note_contradictions(known: Known, samples: list[_Sample]) -> None:
    """Note where a stated hybridisation result contradicts its own counts; the stated one wins."""
    for sample in samples:
        groups = ish_groups(sample.ratio, sample.copies)
        counted = {frozenset({1}): "positive", frozenset({5}): "negative"}.get(groups)
        if sample.ish is None or counted is None or counted == sample.ish:
            continue
        entered = known.facts.get(_ISH) if SAMPLES not in sample.elements else None
        stated = entered or Fact(_ISH, sample.ish, sample.taken_on, derived_from=(SAMPLES,))
        how = tr("from {counts}", counts=_counts(sample))
        derived = Fact(_ISH, counted, sample.taken_on, "", (_RATIO, _COPIES), how)
        known.conflicts.append(Conflict(_ISH, stated, derived))


def _how(sample: _Sample, verdict: Verdict, value: str) -> str:
    parts = [part for part in (_ihc_words(sample), _ish_words(sample), _counts(sample)) if part]
    tests = ", ".join(parts)
    if value == "discordant_latest_negative":
        return tr("latest sample: {tests}; an earlier sample was positive", tests=tests)
    if verdict is Verdict.POSITIVE and _disagree(sample):
        return tr("latest sample: {tests}; the two tests disagree: have it reviewed", tests=tests)
    return tr("latest sample: {tests} (ASCO/CAP 2018)", tests=tests)


def _disagree(sample: _Sample) -> bool:
    groups = ish_groups(sample.ratio, sample.copies)
    ish_negative = sample.ish == "negative" or (sample.ish is None and groups == {5})
    return (sample.ihc == "3+" and ish_negative) or sample.ihc in _IHC_NEGATIVE


def _ihc_words(sample: _Sample) -> str:
    if sample.ihc is None or sample.ihc is NOT_DONE:
        return ""
    return tr("immunohistochemistry {score}", score=sample.ihc)


def _ish_words(sample: _Sample) -> str:
    if sample.ish is None:
        return ""
    if sample.ish == "positive":
        return tr("in situ hybridisation positive")
    return tr("in situ hybridisation negative")


def _counts(sample: _Sample) -> str:
    parts: list[str] = []
    if sample.ratio is not None:
        parts.append(tr("ratio {ratio}", ratio=number_text(sample.ratio)))
    if sample.copies is not None:
        parts.append(tr("{copies} copies per cell", copies=number_text(sample.copies)))
    return ", ".join(parts)
