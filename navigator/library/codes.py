"""Whether a code can exist in its system: form and check digit, without asking anybody."""

import re
from collections.abc import Callable

from navigator.words import tr

_ATC = re.compile(r"[A-DGHJLMNPRSV][0-9]{2}[A-Z]{2}[0-9]{2}")
_LOINC = re.compile(r"([0-9]{1,7})-([0-9])")
# Answers have a check digit of another making; their form alone is checked.
_LOINC_ANSWER = re.compile(r"LA[0-9]{1,6}-[0-9]")
_SNOMED = re.compile(r"[1-9][0-9]{5,17}")
_NCIT = re.compile(r"C[1-9][0-9]{2,6}")
_RXCUI = re.compile(r"[1-9][0-9]{0,7}")
_UCUM = re.compile(r"[!-~]{1,40}")

# The dihedral group of order 10, and its permutation by position.
_VERHOEFF_TIMES = (
    "0123456789",
    "1234067895",
    "2340178956",
    "3401289567",
    "4012395678",
    "5987604321",
    "6598710432",
    "7659821043",
    "8765932104",
    "9876543210",
)
_VERHOEFF_TURNS = (
    "0123456789",
    "1576283094",
    "5803796142",
    "8916043527",
    "9453126870",
    "4286573901",
    "2793806415",
    "7046913258",
)


def luhn_digit(digits: str) -> int:
    """Return the check digit (mod 10, doubling from the right) that belongs after `digits`.

    Source:
        LOINC Users' Guide, appendix "Calculating mod 10 check digits".
    """
    total = 0
    for position, digit in enumerate(reversed(digits)):
        weighed = int(digit) * (2 if position % 2 == 0 else 1)
        total += weighed // 10 + weighed % 10
    return -total % 10


def verhoeff_holds(digits: str) -> bool:
    """Tell whether the last of `digits` is the Verhoeff check digit of the others.

    Source:
        SNOMED CT Release File Specifications, section 6.4.1 "Verhoeff check digit".
    """
    state = 0
    for position, digit in enumerate(reversed(digits)):
        turned = int(_VERHOEFF_TURNS[position % 8][int(digit)])
        state = int(_VERHOEFF_TIMES[state][turned])
    return state == 0


def _loinc(code: str) -> bool:
    if _LOINC_ANSWER.fullmatch(code):
        return True
    found = _LOINC.fullmatch(code)
    return found is not None and luhn_digit(found[1]) == int(found[2])


def _snomed(code: str) -> bool:
    # The two digits before the last say what is identified: 0 or 1, then concept (0).
    return bool(_SNOMED.fullmatch(code)) and code[-3:-1] in {"00", "10"} and verhoeff_holds(code)


def _like(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda code: pattern.fullmatch(code) is not None


_EXISTS: dict[str, Callable[[str], bool]] = {
    "atc": _like(_ATC),
    "loinc": _loinc,
    "ncit": _like(_NCIT),
    "rxcui": _like(_RXCUI),
    "snomed": _snomed,
    "ucum": _like(_UCUM),
}


def code_fault(system: str, code: str) -> str:
    """Say what is expected of a code of `system`; "" where `code` can exist."""
    if system not in _EXISTS:
        systems = ", ".join(_EXISTS)
        return tr(
            "There is no code system `{system}`, only {systems}.", system=system, systems=systems
        )
    return "" if _EXISTS[system](code) else _expected(system)


def _expected(system: str) -> str:
    match system:
        case "atc":
            return tr("An ATC code has seven signs, as L01FD01 has.")
        case "loinc":
            return tr("A LOINC code ends in its check digit, as 10230-1 does.")
        case "ncit":
            return tr("A code of the NCI Thesaurus is a C and a number, as C1647 is.")
        case "rxcui":
            return tr("An RxNorm concept is a number, as 224905 is.")
        case "snomed":
            return tr("A SNOMED CT concept ends in its check digit, as 254837009 does.")
        case _:
            return tr("A UCUM unit is one word without spaces, as mg/dL is.")
