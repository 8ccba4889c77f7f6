"""Breaking runs of text into lines."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from navigator.report.fonts import width
from navigator.report.style import Style
from navigator.report.text import Printable

_HAIR = 0.001


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style."""

    text: Printable
    style: Style


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part of a line in one style; `x` counts from the line's start, in points."""

    x: float
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is drawn; no fragments make an empty line of no height.

    Attributes:
        leading: The largest of its styles.
    """

    fragments: tuple[Fragment, ...]
    width: float
    leading: float


@dataclass(frozen=True, slots=True)
class _Word:
    """What stands between two spaces; may change its style inside.

    Attributes:
        width: Of its letters, in points.
        spaces: How many stand before it, 0 where it touches what precedes.
        space: Their width, in points.
    """

    parts: tuple[tuple[str, Style], ...]
    width: float
    spaces: int
    space: float


def lines_of(runs: Iterable[Run], limit: float) -> tuple[Line, ...]:
    """Break `runs` into lines no wider than `limit`.

    Lines end at spaces, never at a non-breaking one. A word wider than the line is cut, after a
    hyphen or slash where it has one, so that nothing ever runs over the edge.

    Args:
        runs: In reading order; may be empty, which gives no line.
        limit: Largest width in points, at least that of one letter.
    """
    return _lines_of(tuple(runs), limit)


@lru_cache(maxsize=4096)
def _lines_of(runs: tuple[Run, ...], limit: float) -> tuple[Line, ...]:
    """Keep what was broken: a changed fact leaves nearly every sentence of a plan as it was."""
    lines: list[Line] = []
    current: list[_Word] = []
    filled = 0.0
    for word in _fitting(_words(runs), limit):
        if current and filled + word.space + word.width > limit:
            lines.append(_line(current))
            current, filled = [], 0.0
        filled += word.width + (word.space if current else 0.0)
        current.append(word)
    if current:
        lines.append(_line(current))
    return tuple(lines)


def one_line(runs: Iterable[Run]) -> Line:
    """Set `runs` on a single line, however wide."""
    return _one_line(tuple(runs))


@lru_cache(maxsize=512)
def _one_line(runs: tuple[Run, ...]) -> Line:
    return _line(list(_words(runs)))


def _words(runs: Iterable[Run]) -> Iterator[_Word]:
    parts: list[tuple[str, Style]] = []
    spaces, space = 0, 0.0
    for run in runs:
        for at, text in enumerate(run.text.split(" ")):
            if at:
                if parts:
                    yield _word(parts, spaces, space)
                    parts, spaces, space = [], 0, 0.0
                spaces, space = spaces + 1, space + _width_of(" ", run.style)
            if text:
                parts.append((text, run.style))
    if parts:
        yield _word(parts, spaces, space)


def _word(parts: Iterable[tuple[str, Style]], spaces: int, space: float) -> _Word:
    kept = tuple(parts)
    return _Word(kept, sum(_width_of(text, style) for text, style in kept), spaces, space)


def _width_of(text: str, style: Style) -> float:
    return width(text, style.face, style.size)


def _fitting(words: Iterable[_Word], limit: float) -> Iterator[_Word]:
    for word in words:
        if word.width <= limit:
            yield word
        else:
            yield from _pieces(word, limit)


def _pieces(word: _Word, limit: float) -> Iterator[_Word]:
    """Cut a word that is wider than a line."""
    spaces, space = word.spaces, word.space
    for whole, style in word.parts:
        text = whole
        while text:
            cut = _cut(text, style, limit)
            yield _word([(text[:cut], style)], spaces, space)
            text, spaces, space = text[cut:], 0, 0.0


def _cut(text: str, style: Style, limit: float) -> int:
    """Return how many characters of `text` fit, at least one."""
    filled = 0.0
    fits = 0
    for sign in text:
        filled += _width_of(sign, style)
        if filled > limit:
            break
        fits += 1
    if fits >= len(text):
        return len(text)
    joint = max(text.rfind(sign, 0, fits) for sign in "-/_.") + 1
    return joint if joint > fits // 4 else max(fits, 1)


def _line(words: Sequence[_Word]) -> Line:
    fragments: list[Fragment] = []
    x = 0.0
    for at, word in enumerate(words):
        gap, spaces = (word.space, word.spaces) if at else (0.0, 0)
        for text, style in word.parts:
            last = fragments[-1] if fragments else None
            if last is not None and last.style == style and _is_space(gap, spaces, style):
                joined = f"{last.text}{' ' * spaces}{text}"
                fragments[-1] = Fragment(last.x, joined, style)
            else:
                fragments.append(Fragment(x + gap, text, style))
            x += gap + _width_of(text, style)
            gap, spaces = 0.0, 0
    leading = max((part.style.leading for part in fragments), default=0.0)
    return Line(tuple(fragments), x, leading)


def _is_space(gap: float, spaces: int, style: Style) -> bool:
    """Tell whether a gap is as wide as if its spaces were set in this style."""
    return abs(gap - spaces * _width_of(" ", style)) < _HAIR
