"""The treatment-free interval before a metastatic relapse."""

from datetime import date, timedelta
from decimal import Decimal

from navigator.domain.elements import DataElement
from navigator.domain.facts import Line, StopReason
from navigator.domain.truth import Truth
from navigator.engine.derivation import LINES, Derived, Known
from navigator.engine.history import ADJUVANT_DRUGS, lines_in
from navigator.words import tr


def treatment_free_interval(known: Known, element: DataElement) -> Derived | None:
    """Work out the months from the end of (neo)adjuvant anti-HER2 treatment to the relapse.

    Args:
        known: Lines of therapy with dates. The relapse is dated by the fact `relapse_date`, or by
            the start of the first line for metastatic disease where that is missing or earlier:
            nobody is treated for a relapse that is still to come.
        element: Its rule may name the drugs that count; without, trastuzumab and its conjugates.

    Returns:
        Months, parts of a month included, not rounded; 0 for a relapse during the treatment.
        None where a date, or whether a line counts, is unknown, or where none counts.
    """
    drugs = (element.derived.drugs if element.derived is not None else ()) or ADJUVANT_DRUGS
    lines = lines_in(known, "early")
    if lines is None:
        return None
    held = [(line, known.content_of(line).holds(drugs)) for line in lines]
    counting = [line for line, truth in held if truth is Truth.YES]
    if not counting or any(truth is Truth.UNKNOWN for _, truth in held):
        return None
    if counting[-1].stop_reason is StopReason.PROGRESSION:
        return Derived(Decimal(0), (LINES,), tr("relapse during the treatment"))
    return _between(counting, _relapse(known))


def months_between(start: date, end: date) -> Decimal:
    """Return calendar months from one day to a later one, the rest as part of its month.

    Args:
        start: First day.
        end: Not before `start`.

    Returns:
        Whole months plus days of the unfinished month by that month's length, not rounded; the
        same day of the month gives a whole number.
    """
    whole = (end.year - start.year) * 12 + end.month - start.month
    if _later(start, whole) > end:
        whole -= 1
    begun, done = _later(start, whole), _later(start, whole + 1)
    return whole + Decimal((end - begun).days) / (done - begun).days


def _between(counting: list[Line], relapse: date | None) -> Derived | None:
    stops = [line.stop for line in counting if line.stop is not None]
    if relapse is None or len(stops) < len(counting):
        return None
    if relapse <= max(stops):
        return Derived(Decimal(0), (LINES,), tr("relapse during the treatment"))
    how = tr("from {start} to {end}", start=max(stops).isoformat(), end=relapse.isoformat())
    return Derived(months_between(max(stops), relapse), (LINES,), how)


def _relapse(known: Known) -> date | None:
    told = known.value("relapse_date")
    lines = lines_in(known, "metastatic")
    treated = lines[0].start if lines else None
    if not isinstance(told, date):
        return treated
    return told if treated is None else min(told, treated)


def _later(day: date, months: int) -> date:
    """Return the same day some months later, the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = following - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))
