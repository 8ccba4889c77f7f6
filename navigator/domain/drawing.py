"""A drawing as data: shapes and labels that any painter can put on a screen or on paper."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from navigator.domain.ids import ReferenceId
from navigator.domain.source import Source
from navigator.domain.text import NO_TEXT, Text

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape; places are counted from the top left, in units of the drawing.

    Attributes:
        kind: "round" (a box with round corners), "oval", "line" (through its points), "curve"
            (smooth through its points), "closed" (a smooth closed outline) or "words" (a label).
        points: The corners of a box or of an oval's box (two), or the points of a line.
        tone: What it stands for: "membrane", "receptor", "partner", "site", "antibody", "payload",
            "linker", "inhibitor", "cell" or "ink"; the painter chooses the colour.
        stage: From which stage on it is there.
        label: Words inside or beside it.
        at: Where the middle of the label is; None for the middle of the shape.
        size: Height of the label's letters.
        filled: Whether its inside is filled.
    """

    kind: str
    points: tuple[Point, ...]
    tone: str
    stage: int = 0
    label: Text = NO_TEXT
    at: Point | None = None
    size: float = 26.0
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Stage:
    """What is added to the drawing at once, and what is said of it."""

    title: Text
    text: Text
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing that is built up in stages.

    Attributes:
        topics: Ids of the topics that show it.
        stages: At least one; the first is there from the beginning.
    """

    id: str
    title: Text
    width: float
    height: float
    topics: tuple[str, ...]
    stages: tuple[Stage, ...]
    shapes: tuple[Shape, ...]

    def shapes_at(self, stage: int) -> tuple[Shape, ...]:
        """Return what is there at a stage, what lies below first."""
        return tuple(one for one in self.shapes if one.stage <= stage)


def drawing_from(text: str) -> Drawing:
    """Read a drawing from its file's text; only the program's own files come here.

    Raises:
        KeyError, TypeError, ValueError: it is no drawing.
    """
    raw = json.loads(text)
    return Drawing(
        raw["id"],
        Text(**raw["title"]),
        raw["width"],
        raw["height"],
        tuple(raw["topics"]),
        tuple(_stage(one) for one in raw["stages"]),
        tuple(_shape(one) for one in raw["shapes"]),
    )


def _stage(raw: Mapping[str, Any]) -> Stage:
    sources = tuple(
        Source(ReferenceId(one["ref"]), one.get("at", ""), one.get("verified", False))
        for one in raw.get("sources", ())
    )
    return Stage(Text(**raw["title"]), Text(**raw["text"]), sources)


def _shape(raw: Mapping[str, Any]) -> Shape:
    at = raw.get("at")
    return Shape(
        raw["kind"],
        tuple((x, y) for x, y in raw["points"]),
        raw["tone"],
        raw.get("stage", 0),
        Text(**raw["label"]) if "label" in raw else NO_TEXT,
        (at[0], at[1]) if at else None,
        raw.get("size", 26.0),
        raw.get("filled", True),
    )
