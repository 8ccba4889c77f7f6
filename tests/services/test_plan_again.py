"""A plan made again while somebody waits: nothing that was read is read a second time."""

from datetime import date

import pytest

from navigator.engine import ready
from navigator.engine.criteria import read_criterion
from navigator.services.assess_patient import assess_patient
from navigator.services.plan_course import PlanRequest, plan_course
from navigator.services.read_record import read_record

TODAY = date(2026, 11, 23)


@pytest.fixture
def read(monkeypatch):
    """The criteria compiled so far."""
    texts = []

    def counting(text, elements):
        texts.append(text)
        return read_criterion(text, elements)

    monkeypatch.setattr(ready, "read_criterion", counting)
    return texts


@pytest.mark.parametrize(
    ("case", "regimen"),
    [("first-line", "T_CAPE"), ("after-lapatinib", "T_VNR")],  # the second for a choice
)
def test_a_plan_made_again_compiles_no_criterion(library, read, case, regimen):
    edition = library.edition("2013")
    told = next(one for one in library.vignettes("2013") if one.id == case)
    record = read_record(told.record, edition.elements, TODAY, case)
    assessment = assess_patient(library, "2013", record)
    request = PlanRequest(regimen, start=TODAY, made_on=TODAY)
    plan_course(library, edition, assessment, record, request)
    read.clear()
    plan_course(library, edition, assessment, record, request)
    assert read == []
