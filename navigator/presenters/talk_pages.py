"""How much fits on a slide that is read from the last row."""

from collections.abc import Iterable, Iterator

from navigator.presenters.talk_slides import Line

# Letters of body text across the narrowest stage, and lines of it below a title of two lines.
ACROSS = 46
DOWN = 11


def pages(
    lines: Iterable[Line], down: int = DOWN, across: int = ACROSS
) -> Iterator[tuple[Line, ...]]:
    """Give lines in pages that fit; a line that is too long for any page has one for itself.

    Args:
        lines: In their order.
        down: Lines of text that fit under each other, over all columns.
        across: Letters that fit side by side.
    """
    page: list[Line] = []
    left = down
    for line in lines:
        need = height(line, across)
        if page and need > left:
            yield tuple(page)
            page, left = [], down
        page.append(line)
        left -= need
    if page:
        yield tuple(page)


def height(line: Line, across: int = ACROSS) -> int:
    """Return how many lines of text a line of a slide takes at most."""
    return rows(line.head, across) + rows(line.text, across)


def rows(text: str, across: int) -> int:
    """Return how many lines a text takes at most: words are not broken, so some room is lost."""
    return -(-len(text) * 9 // 8 // across) if text else 0
