"""From what somebody types to a question that full-text search cannot misread."""

import re

LONGEST_QUERY = 200
MOST_WORDS = 12

_WORD = re.compile(r"[^\W_]+")


def match_expression(typed: str) -> str:
    """Return an FTS5 expression: every word typed begins some word of the thing found.

    Args:
        typed: Anything: quotes, operators and signs are read as gaps between words.

    Returns:
        "" where nothing that can be searched was typed.
    """
    words = _WORD.findall(typed[:LONGEST_QUERY])[:MOST_WORDS]
    # Lone surrogates are no text and cannot be sent to the database.
    clean = [word.encode("utf-8", "ignore").decode() for word in words]
    return " AND ".join(f'"{word}"*' for word in clean if word)
