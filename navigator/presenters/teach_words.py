"""Words that the cards and the talk share."""

from navigator.domain.guideline import Edition
from navigator.domain.teaching import MOST_DIFFICULTY
from navigator.words import say, tr


def difficulty_words(difficulty: int) -> str:
    """Return how hard a case is, in a word."""
    return {1: tr("easy"), 2: tr("middling"), 3: tr("hard")}.get(difficulty, str(difficulty))


def difficulty_dots(difficulty: int) -> str:
    """Return how hard a case is, as dots: as many filled as it is hard."""
    return "●" * difficulty + "○" * (MOST_DIFFICULTY - difficulty)


def edition_words(edition: Edition) -> str:
    """Return what a case is read against."""
    return tr("{title} ({year})", title=say(edition.title), year=edition.year)
