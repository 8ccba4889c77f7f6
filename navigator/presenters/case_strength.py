"""How hard a new passphrase is to guess, in one word and a hint."""

from dataclasses import dataclass

from navigator.words import tr

_LEAST_SIGNS, _FEW_SIGNS = 14, 5
_LEAST_WORDS = 5
_STRONG_SIGNS, _STRONG_WORDS = 22, 6


@dataclass(frozen=True, slots=True)
class Strength:
    """One judgement.

    Attributes:
        enough: Whether the store takes it.
        words: The judgement, and what would help.
    """

    enough: bool
    words: str


def strength(passphrase: str) -> Strength:
    """Judge a passphrase by its length: words of a sentence are easier kept than signs."""
    signs, words = len(passphrase.strip()), len(passphrase.split())
    if not signs:
        return Strength(
            False,
            tr(
                "At least {signs} signs or {words} words. A sentence is easiest to remember.",
                signs=_LEAST_SIGNS,
                words=_LEAST_WORDS,
            ),
        )
    varied = len(set(passphrase)) >= _FEW_SIGNS
    if not varied or (signs < _LEAST_SIGNS and words < _LEAST_WORDS):
        missing = tr("{number} of {least} signs", number=signs, least=_LEAST_SIGNS)
        return Strength(False, tr("Too easy to guess: {missing}.", missing=missing))
    if signs >= _STRONG_SIGNS or words >= _STRONG_WORDS:
        return Strength(True, tr("Strong."))
    return Strength(True, tr("Fair. A word more makes it strong."))
