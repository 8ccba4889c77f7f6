"""A language nobody speaks, 40 % longer than English: it shows what a translation will need."""

import gettext
import re

from navigator.words import use_catalogue

_MORE = 0.4
_HOLE = re.compile(r"(\{\w+\}|&)")
_LETTERS = str.maketrans("aceinouyzACEINOUYZ", "àçéîñöûýžÀÇÉÎÑÖÛÝŽ")
_FILLING = "žîn löra ûp çesta mö vàlén "  # short words, as most are, so that lines can be broken


class Pseudo(gettext.NullTranslations):
    """Gives every message back with accents and more words; its {names} stay as they are."""

    def gettext(self, message: str) -> str:
        """Return a longer message."""
        return lengthened(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form that fits the number, longer."""
        return lengthened(msgid1 if n == 1 else msgid2)


def lengthened(message: str) -> str:
    """Return `message` with accents, and two fifths more letters behind it."""
    parts = _HOLE.split(message)
    words = "".join(one if _HOLE.fullmatch(one) else one.translate(_LETTERS) for one in parts)
    letters = len(_HOLE.sub("", message))
    more = round(letters * _MORE) + 1
    if not letters or not any(one.isalpha() for one in _HOLE.sub("", message)):
        return message
    filling = (_FILLING * (more // len(_FILLING) + 1))[:more].rstrip()
    gap = " " if more > len("žîn") else ""
    ending = words[-1:] if words[-1:] in "…:" else ""
    return f"{words.removesuffix(ending) if ending else words}{gap}{filling}{ending}"


def speak_pseudo() -> None:
    """Word everything in the longer language from now on."""
    use_catalogue(Pseudo())


def speak_english() -> None:
    """Word everything in English again."""
    use_catalogue(gettext.NullTranslations())
