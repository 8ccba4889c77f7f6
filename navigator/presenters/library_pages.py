"""What a page of the Library says: sections of a few kinds of blocks, without Qt."""

from dataclasses import dataclass
from decimal import Decimal

from navigator.presenters.library_links import Link, Target


@dataclass(frozen=True, slots=True)
class SourceShown:
    """A source as a link.

    Attributes:
        words: Short, with the place in it: "Kadcyla, US label, 4.2".
        citation: In full, for who looks closer.
    """

    target: Target
    words: str
    citation: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with what it rests on.

    Attributes:
        sign: A word before it ("Excludes", "Warns"), "" for none.
        tone: "stop", "warn" or "" for the colour of the sign.
        detail: The criterion in words or a remark, "" for none.
        links: What it names, as links.
    """

    words: str
    sources: tuple[SourceShown, ...] = ()
    sign: str = ""
    tone: str = ""
    detail: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A small heading inside a section."""

    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A name and what stands for it, in words, as links, or both."""

    label: str
    words: str = ""
    links: tuple[Link, ...] = ()
    sources: tuple[SourceShown, ...] = ()


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names and values under each other."""

    rows: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `target` makes it a link."""

    words: str
    target: Target | None = None
    mark: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; each row has a cell for each column.

    Attributes:
        name: What a screen reader calls it.
        sources: What the whole table rests on.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sources: tuple[SourceShown, ...] = ()


@dataclass(frozen=True, slots=True)
class Links:
    """Links under each other, each with its caption."""

    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Copyable:
    """A text that can be selected and copied.

    Attributes:
        action: The words of the button.
    """

    label: str
    words: str
    action: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One arm of an outcome.

    Attributes:
        label: The arm's letter.
        value: None where not reached or not reported.
        low, high: Confidence limits, None where not reported.
        words: The value as printed, with unit and limits.
    """

    label: str
    arm: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    words: str


@dataclass(frozen=True, slots=True)
class Bars:
    """The arms of one outcome on a scale from 0 to `top`, which all outcomes of a unit share."""

    measure: str
    unit: str
    top: Decimal
    bars: tuple[Bar, ...]
    comparison: str = ""
    note: str = ""
    sources: tuple[SourceShown, ...] = ()


@dataclass(frozen=True, slots=True)
class ForestRow:
    """One hazard ratio.

    Attributes:
        detail: What was compared, or which outcome it is of.
        low, high: Confidence limits, None where not reported.
        n: Patients, 0 where not known; gives the size of the square.
    """

    label: str
    detail: str
    ratio: Decimal
    low: Decimal | None
    high: Decimal | None
    n: int
    words: str
    verified: bool = True


@dataclass(frozen=True, slots=True)
class Forest:
    """Hazard ratios under each other on one logarithmic scale.

    Attributes:
        ticks: Marks of the scale, ascending, 1 among them; every row lies between the first and
            the last.
    """

    name: str
    rows: tuple[ForestRow, ...]
    ticks: tuple[Decimal, ...]
    left: str
    right: str


Block = Statement | Topic | Pairs | Table | Links | Copyable | Bars | Forest


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page with a heading; never empty.

    Attributes:
        tone: "stop" or "warn" for what must be seen, "" otherwise.
    """

    title: str
    blocks: tuple[Block, ...]
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A way from a page to another place of the window.

    Attributes:
        place: "flowchart" or "patient".
        id: "EDITION/STEP", or the data element.
    """

    place: str
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the Library.

    Attributes:
        kind: What it is about, in words.
        warning: What it must never be confused with, "" for nothing.
        unverified: Number of its sources that nobody has compared yet.
    """

    target: Target
    kind: str
    title: str
    subtitle: str = ""
    mark: str = ""
    warning: str = ""
    sections: tuple[Section, ...] = ()
    ways: tuple[Way, ...] = ()
    unverified: int = 0


def section(title: str, *blocks: Block | None, tone: str = "") -> tuple[Section, ...]:
    """Return a section of the blocks that are there, or none at all."""
    there = tuple(block for block in blocks if block is not None)
    return (Section(title, there, tone),) if there else ()
