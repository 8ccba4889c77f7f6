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
    # Lone surrogates are no text and cannot be sent to the database.
    clean = typed[:LONGEST_QUERY].encode("utf-8", "ignore").decode()
    chunks = [_WORD.findall(chunk) for chunk in clean.split()]
    return " AND ".join(_chunk(words) for words in [part for part in chunks if part][:MOST_WORDS])


def _chunk(words: list[str]) -> str:
    """Return the question for what was typed without a space: T-DM1 is also TDM1."""
    apart = f'"{" ".join(words)}"*'
    return f'({apart} OR "{"".join(words)}"*)' if len(words) > 1 else apart
