"""From what somebody types to questions that full-text search cannot misread."""

import re

LONGEST_QUERY = 200
MOST_WORDS = 12

_WORD = re.compile(r"[^\W_]+")
_NAMES = "{title_en title_fr names}"


def match_expressions(typed: str) -> tuple[str, ...]:
    """Return FTS5 expressions, the one that finds the best hits first.

    The first finds what begins with the words typed, the second what bears them in a title or
    name, the last what has them anywhere; each word is the beginning of a word.

    Args:
        typed: Anything: quotes, operators and signs are read as gaps between words.

    Returns:
        Empty where nothing that can be searched was typed.
    """
    # Lone surrogates are no text and cannot be sent to the database.
    clean = typed[:LONGEST_QUERY].encode("utf-8", "ignore").decode()
    chunks = [words for words in map(_WORD.findall, clean.split()) if words][:MOST_WORDS]
    if not chunks:
        return ()
    begins = " ".join(word for words in chunks for word in words)
    anywhere = " AND ".join(_chunk(words) for words in chunks)
    return f'{_NAMES} : ^ "{begins}" *', f"{_NAMES} : ({anywhere})", anywhere


def _chunk(words: list[str]) -> str:
    """Return the question for what was typed without a space: T-DM1 is also TDM1."""
    apart = f'"{" ".join(words)}" *'
    return f'({apart} OR "{"".join(words)}" *)' if len(words) > 1 else apart
