"""What the tests of archives keep with a patient, and the seal they use."""

from datetime import date

from navigator.domain.case import NewAssessment, NewPlan
from tests.cases.shelves import CHEAP

SEAL = ("an own passphrase for it", CHEAP)
TODAY = date(2026, 11, 23)
PDF = b"%PDF-1.4 the printed plan of Quastel"


def assessment(trace="{}"):
    return NewAssessment("2026", "a" * 64, "Q_2L", "options", "{}", trace, ("TDM1",), TODAY)


def plan(number="AAAA-BBBB-CCCC", pdf=PDF):
    return NewPlan(number, "2026", "a" * 64, "TDM1", TODAY, "{}", pdf)
