"""The patient that is shown to somebody who has none at hand."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.vignette import Vignette
from navigator.services.read_record import read_record

SAMPLE = "sample"
_NEWEST_DAYS_AGO = 3
_ISO_DAY = re.compile(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")


def sample_patient(vignettes: Iterable[Vignette], edition: Edition, today: date) -> PatientRecord:
    """Return the sample patient of an edition as if examined a few days ago.

    Its dates, the date of birth included, move together by whole days, so that the sample
    neither grows stale nor contradicts its own age.

    Args:
        vignettes: Of the edition; the one called "sample" is taken, else the first.
        edition: For its data elements.
        today: The day it is shown on.

    Raises:
        IndexError: the edition has no vignette at all; the content's reader does not allow that.
    """
    found = list(vignettes)
    chosen = next((one for one in found if one.id == SAMPLE), found[0])
    return read_record(_moved(chosen.record, today), edition.elements, today, SAMPLE)


def _moved(text: str, today: date) -> str:
    """Return the text with its dates moved so that the newest lies a few days back."""
    days = [date.fromisoformat(day) for day in _ISO_DAY.findall(text)]
    if not days:
        return text
    by = today - timedelta(days=_NEWEST_DAYS_AGO) - max(days)
    return _ISO_DAY.sub(lambda day: (date.fromisoformat(day[0]) + by).isoformat(), text)
