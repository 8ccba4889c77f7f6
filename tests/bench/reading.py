"""Opening an edition against reading the same content as JSON; reading a patient against it."""

import json
import sqlite3
from datetime import date

from navigator.engine.assess import assess
from navigator.services.compare_editions import compare
from navigator.services.sample_patient import sample_patient
from navigator.shipped import open_shipped_library
from tests.bench.paired import Cost, Ratio, call, paired

TODAY = date(2026, 11, 23)


def opening(edition: str) -> Ratio:
    """Measure `library.edition` against `json.loads` of the stored document."""
    library = open_shipped_library()
    connection = sqlite3.connect(library._path)
    (text,) = connection.execute(
        "SELECT json FROM documents WHERE kind = 'edition' AND id = ?", (edition,)
    ).fetchone()
    connection.close()
    return paired(call(lambda: library.edition(edition), 20), call(lambda: json.loads(text), 20))


def assessing(edition: str) -> Cost:
    """Measure one patient read with full reasons."""
    library = open_shipped_library()
    opened = library.edition(edition)
    record = sample_patient(library.vignettes(edition), opened, TODAY)
    measured = call(lambda: assess(opened, record), 50)
    measured()
    return measured()


def comparing() -> Cost:
    """Measure the sample patient compared in the oldest and the newest edition, both open."""
    library = open_shipped_library()
    first, *_, last = library.editions()
    opened = library.edition(first), library.edition(last)
    record = sample_patient(library.vignettes(first), opened[0], TODAY)
    measured = call(lambda: compare(library, opened, record), 20)
    measured()
    return measured()
