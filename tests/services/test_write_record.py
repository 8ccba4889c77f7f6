"""A facts file that was saved reads back as the same patient."""

from datetime import date
from decimal import Decimal

import pytest

from navigator.domain.facts import (
    NOT_DONE,
    Fact,
    Identity,
    Line,
    Override,
    OverrideReason,
    PatientRecord,
    Response,
    Setting,
    StopReason,
    Toxicity,
    TumourSample,
)
from navigator.services.read_record import read_record
from navigator.services.write_record import record_text

TODAY = date(2026, 11, 23)

FULL = PatientRecord(
    facts={
        "weight": Fact("weight", Decimal("70.5"), date(2026, 11, 20), "ward"),
        "lvef_pct": Fact("lvef_pct", NOT_DONE),
        "chf_symptomatic": Fact("chf_symptomatic", value=False),
        "ecog": Fact("ecog", 1),
        "met_sites": Fact("met_sites", frozenset({"liver", "bone"})),
    },
    lines=(
        Line(
            "T_DOC",
            Setting.METASTATIC,
            date(2025, 1, 1),
            date(2025, 9, 1),
            StopReason.PROGRESSION,
            Response.PARTIAL,
            Decimal("240.5"),
            (Toxicity("neuropathy", 3), Toxicity("nausea", 1)),
            "stopped early",
        ),
        Line("some drug in words", Setting.ADJUVANT),
    ),
    samples=(TumourSample(date(2024, 1, 1), "primary", "2+", "positive", Decimal("2.4")),),
    site={"region": Fact("region", "EU")},
    identity=Identity("<b>O'Brien & Søn</b>", "1", date(1960, 2, 3), (), "note"),
    overrides=(
        Override(
            "2013", "R1", "T_DOC", OverrideReason.BOARD_DECISION, "seen", "Dr A", date(2026, 11, 1)
        ),
        Override("2013", "R1", "T_AI", OverrideReason.WISH, "", "Dr B", date(2026, 11, 2)),
    ),
)


@pytest.mark.parametrize(
    "record", [PatientRecord(), PatientRecord(lines=()), FULL], ids=["empty", "no lines", "full"]
)
def test_a_patient_written_and_read_is_the_same_patient(record, edition_2013):
    assert read_record(record_text(record), edition_2013.elements, TODAY) == record


def test_every_vignette_survives_writing(library, edition_2013):
    for vignette in library.vignettes("2013"):
        record = read_record(vignette.record, edition_2013.elements, TODAY)
        again = read_record(record_text(record), edition_2013.elements, TODAY)
        assert again == record, vignette.id
