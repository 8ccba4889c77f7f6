"""The one door through which every text reaches the paper.

Nothing on a page is ever read as markup: lines are set character by character on the canvas and no
parser stands between. What can still go wrong is a character that the font cannot draw (standard
PDF fonts print two different names alike) or one that is invisible or turns the direction of its
neighbours; such a text is refused and the character named.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NewType

from navigator.domain.problems import KnownTrouble
from navigator.domain.text import Text
from navigator.report.dates import with_dates_in_words
from navigator.report.fonts import characters
from navigator.words import language, say, tr

Printable = NewType("Printable", str)
"""A text of which every character can be drawn; only this module makes one."""

NBSP = "\u00a0"
_MARKS_IN_A_ROW = 2
_LOST_LETTER = "\ufffd"  # a program before us could not read what stood here
_BREAKS = str.maketrans(dict.fromkeys("\t\n\v\f\r\x85\u2028\u2029", " "))
_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc"})
_SIGNS = frozenset({"Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po"})
_SYMBOLS = frozenset({"Sm", "Sc", "Sk", "So", "Zs"})


class CharacterNotPrintable(KnownTrouble):
    """A text holds a character that the paper cannot show; told with its name and its place."""


def printable(text: str, where: str) -> Printable:
    """Return `text` as it will be drawn, composed (NFC) and on one line.

    Args:
        text: Anything at all, from outside or our own; never read as markup.
        where: What the text is, in words, for the message ("the patient's name").

    Returns:
        The same text; only canonical composition changes and line ends become spaces.

    Raises:
        CharacterNotPrintable: a character is not in the font, is invisible or turns the writing
            direction, or marks are piled onto a letter.
    """
    composed = unicodedata.normalize("NFC", text.translate(_BREAKS))
    if not _allowed().issuperset(composed):
        foreign = next(at for at, sign in enumerate(composed) if sign not in _allowed())
        raise CharacterNotPrintable(_refusal(composed, foreign, where))
    _refuse_piled_marks(composed, where)
    return Printable(composed)


def from_content(text: Text, where: str) -> Printable:
    """Return a text of the library in the language in force, in the typography of the paper."""
    return worded(say(text), where)


def worded(text: str, where: str = "") -> Printable:
    """Return a text of the library or of the program in the typography of the paper.

    Comparisons are spelled out, units keep to their numbers, micrograms are "mcg". Never for what
    a person entered: that is printed as it stands.

    Args:
        text: A sentence or a few words.
        where: What it is, for the message of a refusal.
    """
    return _worded(text, where, language())


@lru_cache(maxsize=8192)
def _worded(text: str, where: str, _language: str) -> Printable:
    """Keep what was worded: the same sentences come back with every plan and every redraw."""
    return printable(
        _bound(with_dates_in_words(_compared_in_words(text))), where or tr("A text of the library")
    )


@cache
def _allowed() -> frozenset[str]:
    categories = _LETTERS | _SIGNS | _SYMBOLS
    drawn = characters() - {_LOST_LETTER}
    return frozenset(sign for sign in drawn if unicodedata.category(sign) in categories)


def _refusal(text: str, at: int, where: str) -> str:
    return tr(
        "{place} cannot be printed: character {position} is {name} (U+{code}), which the page "
        "cannot show. Please write it without this character.",
        place=where,
        position=at + 1,
        name=unicodedata.name(text[at], tr("a control character")),
        code=f"{ord(text[at]):04X}",
    )


def _refuse_piled_marks(text: str, where: str) -> None:
    """Refuse letters that carry a tower of accents, which would cover the line above."""
    if text.isascii():
        return
    height = 0
    for at, sign in enumerate(text):
        height = height + 1 if unicodedata.combining(sign) else 0
        if height > _MARKS_IN_A_ROW:
            raise CharacterNotPrintable(_refusal(text, at, where))


_COMPARISONS = re.compile(r"\s*(<=|>=|≤|≥|<|>|⩽|⩾)\s*(?=[\d−-])")


def _compared_in_words(text: str) -> str:
    words = {
        "<": tr("less than"),
        ">": tr("more than"),
        "<=": tr("at most"),
        "≤": tr("at most"),
        "⩽": tr("at most"),
        ">=": tr("at least"),
        "≥": tr("at least"),
        "⩾": tr("at least"),
    }
    return _COMPARISONS.sub(lambda match: f" {words[match[1]]}{NBSP}", text).strip()


_UNITS = (
    r"(?:mg/m²|mg/kg|mg/day|mg/mL|mL/min|mcg/kg|mcg|mg|kg|g/L|g|mL|L|cm|m²|mmol/L|mmol|µmol/L|"
    r"units|unit|%|°C|hours?|hrs?|min|minutes?|days?|weeks?|months?|years?|tablets?|vials?)"
)
_MICRO = re.compile(r"(?<![A-Za-z])[µμ]g\b")
_SPACED = re.compile(rf"(?<=\d) (?={_UNITS}(?![A-Za-z]))")
_POWER = re.compile(r"(?<=\d) × (?=10[⁰¹²³⁴⁵⁶⁷⁸⁹])")
_TOUCHING = re.compile(r"(?<=\d)(?=(?:mg|mcg|mL|kg|units)(?![A-Za-z]))")


def _bound(text: str) -> str:
    """Return `text` with each unit bound to its number, so that no line ends between them."""
    text = _MICRO.sub("mcg", text)
    text = _POWER.sub(f"{NBSP}×{NBSP}", text)
    text = _TOUCHING.sub(NBSP, text)
    return _SPACED.sub(NBSP, text)
