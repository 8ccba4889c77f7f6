"""What a passphrase has to be, and the same bytes for it on every keyboard."""

import unicodedata

from navigator.cases.trouble import PassphraseTooShort
from navigator.words import tr

SHORTEST = 14
FEWEST_WORDS = 5
_FEWEST_SIGNS = 5


def passphrase_bytes(passphrase: str) -> bytes:
    """Return what the key is derived from: composed and decomposed letters are the same."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def refuse_short(passphrase: str) -> None:
    """Refuse what can be guessed by somebody who has a copy of the file.

    Raises:
        PassphraseTooShort: neither 14 signs nor five words, or nearly all signs alike.
    """
    long_enough = len(passphrase.strip()) >= SHORTEST or len(passphrase.split()) >= FEWEST_WORDS
    if long_enough and len(set(passphrase)) >= _FEWEST_SIGNS:
        return
    raise PassphraseTooShort(
        tr(
            "The passphrase is too easy to guess: take at least {signs} signs or {words} words.",
            signs=SHORTEST,
            words=FEWEST_WORDS,
        )
    )
