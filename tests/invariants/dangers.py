"""What may never be given to whom, written down a second time, apart from content and engine.

Nothing here reads a safeguard or a derived fact of the program: families are told by drug, and
each danger is judged from the patient as entered. A danger is YES, NO, or UNKNOWN where nobody
has told; only NO allows a drug to be recommended.
"""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from navigator.domain.facts import NOT_DONE
from navigator.domain.truth import Truth, any_of, truth_of

ANTI_HER2 = frozenset(
    {
        "trastuzumab_iv",
        "trastuzumab_sc",
        "pertuzumab",
        "phesgo",
        "margetuximab",
        "t_dm1",
        "t_dxd",
        "lapatinib",
        "tucatinib",
        "neratinib",
        "pyrotinib",
    }
)
ENDOCRINE = frozenset(
    {
        "letrozole",
        "anastrozole",
        "exemestane",
        "tamoxifen",
        "fulvestrant",
        "goserelin",
        "leuprolide",
    }
)
CDK46 = frozenset({"palbociclib", "abemaciclib", "ribociclib"})
CAPECITABINE = frozenset({"capecitabine"})
DERUXTECAN = frozenset({"t_dxd"})
# No danger below concerns these: their safeguards are their labels' own.
OTHER = frozenset(
    {
        "vinorelbine",
        "carboplatin",
        "gemcitabine",
        "eribulin",
        "doxorubicin",
        "pld",
        "paclitaxel",
        "nab_paclitaxel",
        "docetaxel",
        "everolimus",
    }
)
EVERY_FAMILY = ANTI_HER2 | ENDOCRINE | CDK46 | CAPECITABINE | OTHER

_HER2_TESTS = ("her2_ihc", "her2_ish", "her2_ratio", "her2_copies")


def told(record, element):
    """What was entered, None for nothing; a test that was not done tells nothing either."""
    fact = record.facts.get(element)
    return None if fact is None or fact.value is NOT_DONE else fact.value


def her2_not_proven(record):
    """YES unless HER2 was stated to be positive or one sample could make it so."""
    stated = record.facts.get("her2_final")
    if stated is not None:
        return truth_of(stated.value != "positive")
    flat = tuple(told(record, test) for test in _HER2_TESTS)
    samples = [(one.ihc, one.ish, one.ratio, one.copies) for one in record.samples]
    return truth_of(not any(_may_be_positive(*one) for one in (*samples, flat)))


def _may_be_positive(ihc, ish, ratio, copies):
    """ASCO/CAP 2018: 3+, amplified as reported, group 1 (2.0 and 4.0) or group 3 (6.0) counts."""
    counted = (ratio is not None and ratio >= 2) or (copies is not None and copies >= 6)
    return ihc == "3+" or ish == "positive" or counted


def heart_too_weak(record):
    """An LVEF below 40 %, or heart failure with symptoms."""
    lvef, failure = told(record, "lvef_pct"), told(record, "chf_symptomatic")
    low = Truth.UNKNOWN if lvef is None else truth_of(lvef < 40)
    return any_of((low, Truth.UNKNOWN if failure is None else truth_of(failure)))


def lung_inflamed(record):
    """Interstitial lung disease, now or ever."""
    lung = told(record, "ild")
    return Truth.UNKNOWN if lung is None else truth_of(lung != "none")


def maybe_pregnant(record):
    """Pregnant, or possibly so and not tested."""
    state = told(record, "pregnancy")
    if state is None:
        return truth_of(False) if told(record, "sex") == "male" else Truth.UNKNOWN
    return truth_of(state in ("pregnant", "possible_untested"))


def kidney_too_weak(record):
    """A creatinine clearance below 30 mL/min, entered or by Cockcroft and Gault."""
    clearance = told(record, "crcl")
    if clearance is None:
        clearance = _cockcroft_gault(record)
    return Truth.UNKNOWN if clearance is None else truth_of(clearance < 30)


def _cockcroft_gault(record):
    names = ("age", "sex", "weight", "creat")
    age, sex, weight, creatinine = (told(record, name) for name in names)
    if None in (age, sex, weight, creatinine) or not 18 <= age <= 92:
        return None
    estimate = (140 - age) * Fraction(weight) / (72 * Fraction(creatinine))
    return estimate * Fraction(85, 100) if sex == "female" else estimate


def without_dpd(record):
    """Complete deficiency of dihydropyrimidine dehydrogenase."""
    state = told(record, "dpyd")
    return Truth.UNKNOWN if state is None else truth_of(state == "complete_deficiency")


Danger = tuple[str, frozenset[str], Callable]
DANGERS: dict[str, Danger] = {
    "her2": ("HER2 not proven positive", ANTI_HER2, her2_not_proven),
    "heart": ("heart too weak", ANTI_HER2, heart_too_weak),
    "lung": ("interstitial lung disease", DERUXTECAN, lung_inflamed),
    "pregnancy": (
        "pregnant or not tested",
        ANTI_HER2 | ENDOCRINE | CDK46 | CAPECITABINE,
        maybe_pregnant,
    ),
    "kidney": ("kidney too weak", CAPECITABINE, kidney_too_weak),
    "dpd": ("no DPD", CAPECITABINE, without_dpd),
}


def surface_m2(record):
    """The body surface after Mosteller as entered or from height and weight, None if unknown."""
    entered, height, weight = (told(record, name) for name in ("bsa", "height", "weight"))
    if entered is not None:
        return entered
    if height is None or weight is None:
        return None
    return (Decimal(height) * Decimal(weight) / 3600).sqrt()
