"""What stands on a handout, in words and drawings, before it is laid out."""

from dataclasses import dataclass

from navigator.domain.source import Reference, Source
from navigator.report.compare_sheet import BarSheet, ForestSheet


@dataclass(frozen=True, slots=True)
class Heading:
    """Begins a part."""

    words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Running words with where they come from.

    Attributes:
        head: Said before it in strong type, "" without.
        strong: Set large, for what is asked.
    """

    words: str
    head: str = ""
    sources: tuple[Source, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A point of a list.

    Attributes:
        head: Said before it in strong type, "" without.
    """

    words: str
    head: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, in two columns."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """Answers with an empty box before each; nothing tells which one is right."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WritingRoom:
    """Empty lines to write on."""

    lines: int


@dataclass(frozen=True, slots=True)
class Ratios:
    """Hazard ratios on one scale."""

    forest: ForestSheet


@dataclass(frozen=True, slots=True)
class Arms:
    """The arms of one outcome as bars."""

    title: str
    bars: tuple[BarSheet, ...]
    comparison: str = ""
    sources: tuple[Source, ...] = ()


Part = Heading | Passage | Listed | Facts | Choices | WritingRoom | Ratios | Arms


@dataclass(frozen=True, slots=True)
class HandoutSheet:
    """One handout.

    Attributes:
        kind: What it is: "Case sheet", "Answer key".
        title: What it is about.
        about: Which edition and library it rests on.
        parts: In reading order.
        references: Those that the sources name.
    """

    kind: str
    title: str
    about: str
    parts: tuple[Part, ...]
    references: tuple[Reference, ...] = ()
