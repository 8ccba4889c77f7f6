"""What the library says to professionals, in the words of a patient."""

import re
from collections.abc import Iterable

from navigator.domain.library import Check, Route
from navigator.domain.plan import DueCheck
from navigator.domain.text import Text
from navigator.words import language, say, tr

# For English texts only: in another language a text stands as its authors wrote it.
_PLAIN = (
    (
        r"low platelets and neutrophils",
        "few platelets (bruises, bleeding) and few white blood cells (infections)",
    ),
    (r"low neutrophils", "few white blood cells (infections)"),
    (r"low platelets", "few platelets (bruises, bleeding)"),
    (r"low blood counts", "few blood cells (infections, tiredness, bruises)"),
    (r"(?:raised|change of) liver values", "changes in the blood tests of your liver"),
    (r"infusion reactions", "fever, chills or rash during the drip"),
    (r"fall of LVEF", "a weaker heart"),
    (r"\bLVEF\b", "the strength of your heart"),
    (r"venous thrombosis", "a blood clot in a vein"),
    (r"long QT", "changes of the heart rhythm"),
    (r"hand-foot syndrome", "sore, red hands and feet"),
    (r"(?:peripheral )?neuropathy", "numbness or tingling in hands and feet"),
    (r"hypersensitivity", "allergic reactions"),
    (r"fluid retention", "water in the body (swelling)"),
    (r"(?:interstitial lung disease|pneumonitis)", "inflammation of the lungs"),
    (r"palpitations", "a racing or uneven heartbeat"),
    (r"nausea and vomiting", "feeling sick and vomiting"),
    (r"nausea", "feeling sick"),
    (r"fatigue", "tiredness"),
    (r"\ban infusion\b", "a drip"),
    (r"\binfusion\b", "drip"),
    (r"or more extra stools a day", "more trips to the toilet a day than usual, or even more"),
    (r"loss of bone density", "thinner bones"),
    (r"\bin the first minutes\b", "in the first minutes of the drip"),
)
_PATTERNS = tuple((re.compile(pattern, re.IGNORECASE), plain) for pattern, plain in _PLAIN)
_REGION = re.compile(r"^(?:EU|US|CN) label: ")
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z])")
_BY_ELEMENT = {"lvef_pct": "heart", "pregnancy": "pregnancy", "anc": "blood", "bili": "blood"}
_LOOKED_AT = (
    ("heart", re.compile(r"\bLVEF\b")),
    ("chest", re.compile(r"\bCT\b")),
    ("tracing", re.compile(r"\bECG\b")),
    ("bones", re.compile(r"bone density", re.IGNORECASE)),
    ("pregnancy", re.compile(r"pregnancy test", re.IGNORECASE)),
    (
        "blood",
        re.compile(
            r"blood count|platelets|neutrophils|transaminases|\bALT\b|bilirubin|creatinine"
            r"|liver values|\bDPD\b",
            re.IGNORECASE,
        ),
    ),
)


def plain(text: Text) -> str:
    """Return a text for professionals with its terms put into everyday words."""
    words = _REGION.sub("", say(text))
    if language() == "en" or not text.fr:
        for pattern, everyday in _PATTERNS:
            words = pattern.sub(everyday, words)
    return words[:1].upper() + words[1:]


def first_sentence(text: Text) -> str:
    """Return the first sentence in everyday words: what follows it is for the staff."""
    return _SENTENCE.split(plain(text), maxsplit=1)[0]


def way_words(route: Route) -> str:
    """Return how a drug is given."""
    return {
        Route.INTRAVENOUS: tr("a drip into a vein"),
        Route.SUBCUTANEOUS: tr("an injection under the skin"),
        Route.ORAL: tr("to swallow at home"),
        Route.INTRAMUSCULAR: tr("an injection into a muscle"),
    }[route]


def tests_of(checks: Iterable[DueCheck]) -> dict[str, list[DueCheck]]:
    """Group checks by the test that a patient sees; questions at the visit are no test.

    Returns:
        In a fixed order; the keys are those of `test_words`.
    """
    groups: dict[str, list[DueCheck]] = {name: [] for name, _ in _LOOKED_AT}
    for due in checks:
        name = _test(due.check)
        if name:
            groups[name].append(due)
    return {name: found for name, found in groups.items() if found}


def test_words(test: str) -> str:
    """Return the name of a test."""
    return {
        "heart": tr("A scan of your heart"),
        "chest": tr("A CT scan of your chest"),
        "tracing": tr("A tracing of your heartbeat (ECG)"),
        "bones": tr("A scan of your bones"),
        "pregnancy": tr("A pregnancy test"),
        "blood": tr("Blood tests"),
    }[test]


def _test(check: Check) -> str:
    known = _BY_ELEMENT.get(check.element)
    return known or next((name for name, words in _LOOKED_AT if words.search(check.text.en)), "")
