"""Side effects of a line of therapy as people type them: a name and its grade."""

import re
from collections.abc import Iterable, Iterator

from navigator.domain.facts import Toxicity
from navigator.words import tr

LONGEST_TERM = 200
_ONE = re.compile(
    r"(?P<term>[^\s0-9:].*?)[\s:]+(?:grade|grad|g)?\s*(?P<grade>[0-9]+)", re.IGNORECASE
)
_GRADES = range(1, 6)


class ToxicityRefused(ValueError):
    """A text that names no side effect with its grade; says in words what would be right."""


def toxicity_words(toxicities: Iterable[Toxicity]) -> str:
    """Return side effects as they are typed: "neuropathy 3; nausea 1"."""
    return "; ".join(f"{one.term} {one.grade}" for one in toxicities)


def read_toxicities(text: str) -> tuple[Toxicity, ...]:
    """Read side effects, parted by semicolons, commas or lines.

    Args:
        text: As typed; empty means that none is told.

    Raises:
        ToxicityRefused: one of them lacks its name or a grade from 1 to 5.
    """
    return tuple(_each(text))


def _each(text: str) -> Iterator[Toxicity]:
    for part in re.split(r"[;,\n]", text):
        typed = part.strip()
        if not typed:
            continue
        found = _ONE.fullmatch(typed)
        if found is None or int(found["grade"][:3]) not in _GRADES:
            raise ToxicityRefused(
                tr("“{text}”: write a side effect with its grade, 1 to 5.", text=typed[:60])
            )
        yield Toxicity(found["term"][:LONGEST_TERM], int(found["grade"]))
