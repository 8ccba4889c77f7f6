"""What a slide of a talk holds: one idea, in words and pictures, without Qt."""

from dataclasses import dataclass
from enum import Enum

from navigator.domain.drawing import Drawing
from navigator.domain.guideline import Edition
from navigator.presenters.chart_marks import ChartMarks
from navigator.presenters.library_pages import Bars, Forest
from navigator.words import tr, trn


class Tone(Enum):
    """How a line is meant; it always has a word or a sign beside its colour."""

    PLAIN = "plain"
    GOOD = "good"
    STOP = "stop"
    WARN = "warn"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said on a slide.

    Attributes:
        text: What is said.
        head: Said before it in strong type: a label, an answer, a step; "" without.
        tone: Of the head.
        mark: A number or letter in front, "" without.
    """

    text: str
    head: str = ""
    tone: Tone = Tone.PLAIN
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that the room can commit to.

    Attributes:
        words: What it says.
        hands: How many committed to it, None while that is not shown.
        leads: Whether most of the room is here.
    """

    words: str
    hands: int | None = None
    leads: bool = False


@dataclass(frozen=True, slots=True)
class ChartShown:
    """A flowchart with a path, and perhaps a second one over it."""

    edition: Edition
    marks: ChartMarks


@dataclass(frozen=True, slots=True)
class Slide:
    """One idea, shown to a room.

    Attributes:
        id: Unlike that of every other slide of the talk.
        over: Said small above the title: where in the talk this is.
        lead: One sentence in large type.
        chart, plot, drawing: At most one of them is there.
        stage: How much of the drawing is there, counted from 0.
        columns: In how many columns the lines stand.
        notes: For the presenter alone; never painted on the audience's screen.
        sources: Where it comes from, short, at the foot.
    """

    id: str
    over: str
    title: str
    lead: str = ""
    lines: tuple[Line, ...] = ()
    choices: tuple[Choice, ...] = ()
    chart: ChartShown | None = None
    plot: Forest | Bars | None = None
    drawing: Drawing | None = None
    stage: int = 0
    columns: int = 1
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def slide_words(slide: Slide) -> str:
    """Return everything that a slide says, for a screen reader: what is seen and no more."""
    said = [slide.over, slide.title, slide.lead]
    said += [f"{at}. {_choice(one)}" for at, one in enumerate(slide.choices, start=1)]
    said += [" ".join(filter(None, [one.mark, one.head, one.text])) for one in slide.lines]
    if slide.sources:
        said.append(tr("Sources: {sources}", sources="; ".join(slide.sources)))
    return "\n".join(filter(None, said))


def _choice(choice: Choice) -> str:
    if choice.hands is None:
        return choice.words
    hands = trn("{number} hand", "{number} hands", choice.hands)
    return tr("{answer}: {hands}", answer=choice.words, hands=hands)
