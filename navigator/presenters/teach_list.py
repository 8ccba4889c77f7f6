"""What can be taught: cases, primers and drawings as cards under their topics."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from navigator.domain.drawing import Drawing
from navigator.domain.ids import EditionId
from navigator.domain.teaching import TeachingCase, Topic
from navigator.domain.text import Text
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.step_shown import Assess
from navigator.presenters.teach_words import difficulty_dots, difficulty_words
from navigator.words import say, tr, trn

OWN = ""  # the topic of a teacher's own cases


class Kind(Enum):
    """What a card stands for."""

    CASE = "case"
    PRIMER = "primer"
    DRAWING = "drawing"


@dataclass(frozen=True, slots=True)
class TeachTools:
    """What the place Teach needs of the rest of the program.

    Attributes:
        cases: Gives the cases, those of a teacher's own among them, each time the place is shown.
        editions: Titles of what a case can be read against, primers among them.
        primers: Ids of those that are primers.
    """

    catalogue: Catalogue
    topics: tuple[Topic, ...]
    cases: Callable[[], tuple[TeachingCase, ...]]
    editions: Mapping[EditionId, Text]
    primers: tuple[EditionId, ...]
    drawings: tuple[Drawing, ...]
    assess: Assess


@dataclass(frozen=True, slots=True)
class TeachCard:
    """One card.

    Attributes:
        over: What it is, small above the title.
        foot: Difficulty, minutes and edition; "" parts are left out.
        trouble: Why it cannot be shown, in words; "" where it can.
    """

    kind: Kind
    id: str
    topic: str
    title: str
    text: str
    over: str
    foot: str
    edition: str = ""
    difficulty: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class TeachGroup:
    """A topic with its cards; never empty."""

    id: str
    title: str
    text: str
    cards: tuple[TeachCard, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for; "" and 0 leave everything."""

    topic: str | None = None
    edition: str = ""
    difficulty: int = 0


@dataclass(frozen=True, slots=True)
class TeachState:
    """Everything the place shows.

    Attributes:
        topics, editions, difficulties: What can be chosen in the filters, as (value, words).
        told: How many cards there are.
    """

    groups: tuple[TeachGroup, ...]
    topics: tuple[tuple[str, str], ...]
    editions: tuple[tuple[str, str], ...]
    difficulties: tuple[tuple[int, str], ...]
    filter: Filter = Filter()
    told: str = ""


def teach_state(tools: TeachTools, wanted: Filter) -> TeachState:
    """Return the cards that fit, under their topics, in the order of the content."""
    cases = tools.cases()
    groups = [one for one in _groups(tools, cases) if wanted.topic in (None, one.id)]
    kept = []
    for group in groups:
        cards = tuple(one for one in group.cards if _fits(one, wanted))
        if cards:
            kept.append(replace(group, cards=cards))
    number = sum(len(one.cards) for one in kept)
    used = dict.fromkeys(one.edition for one in cases)
    return TeachState(
        tuple(kept),
        tuple((one.id, one.title) for one in _groups(tools, cases)),
        tuple((one, _edition(tools, one)) for one in used),
        tuple((one, difficulty_words(one)) for one in sorted({one.difficulty for one in cases})),
        wanted,
        trn("{number} card", "{number} cards", number),
    )


def _fits(card: TeachCard, wanted: Filter) -> bool:
    if wanted.edition and card.edition != wanted.edition:
        return False
    return not wanted.difficulty or card.difficulty == wanted.difficulty


def _groups(tools: TeachTools, cases: Sequence[TeachingCase]) -> Iterable[TeachGroup]:
    known = {topic.id for topic in tools.topics}
    for topic in tools.topics:
        mine = [one for one in cases if one.topic == topic.id]
        cards = [*_aids(tools, topic), *(_case(tools, one, topic.minutes) for one in mine)]
        if cards:
            yield TeachGroup(topic.id, say(topic.title), say(topic.summary), tuple(cards))
    own = tuple(_case(tools, one, 0) for one in cases if one.topic not in known)
    if own:
        yield TeachGroup(OWN, tr("Own cases"), "", own)


def _case(tools: TeachTools, case: TeachingCase, minutes: int) -> TeachCard:
    missing = case.edition not in tools.editions
    parts = [
        f"{difficulty_dots(case.difficulty)} {difficulty_words(case.difficulty)}",
        tr("{minutes} min", minutes=minutes) if minutes else "",
        _edition(tools, case.edition),
    ]
    trouble = tr("The edition “{edition}” is not installed.", edition=case.edition)
    return TeachCard(
        Kind.CASE,
        case.id,
        case.topic,
        say(case.title),
        say(case.story),
        tr("Case"),
        " · ".join(filter(None, parts)),
        case.edition,
        case.difficulty,
        trouble if missing else "",
    )


def _aids(tools: TeachTools, topic: Topic) -> Iterable[TeachCard]:
    """Give the primers and drawings of a topic."""
    for primer in topic.primers:
        text = tr("A small flowchart, walked by the numbers of its answers.")
        title = _edition(tools, primer)
        missing = "" if primer in tools.editions else tr("It is not installed.")
        yield TeachCard(
            Kind.PRIMER, primer, topic.id, title, text, tr("Primer"), "", primer, trouble=missing
        )
    for drawing in tools.drawings:
        if topic.id in drawing.topics:
            stages = trn("{number} stage", "{number} stages", len(drawing.stages))
            text = say(drawing.stages[0].text)
            yield TeachCard(
                Kind.DRAWING, drawing.id, topic.id, say(drawing.title), text, tr("Drawing"), stages
            )


def _edition(tools: TeachTools, edition: str) -> str:
    title = tools.editions.get(EditionId(edition))
    return say(title) if title is not None else edition
