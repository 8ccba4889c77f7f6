"""A talk as a machine of states: which slide is on, and what the keys do to it. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Protocol

from navigator.presenters.talk_hands import (
    Hands,
    count,
    digit,
    entered,
    rubbed,
    toggled_vote,
)
from navigator.presenters.talk_slides import Slide
from navigator.words import tr


class Deed(Enum):
    """What a key asks for."""

    NEXT = "next"
    BACK = "back"
    FIRST = "first"
    LAST = "last"
    ENTER = "enter"
    BLACK = "black"
    WHITE = "white"
    FREEZE = "freeze"
    MORE = "more"
    FEWER = "fewer"
    RUB = "rub"
    VOTE = "vote"
    ROOM = "room"
    POINT = "point"  # in a number; elsewhere it blackens the screen, as many remote controls do


class Cover(Enum):
    """What hides the slide from the audience."""

    NOTHING = "nothing"
    BLACK = "black"
    WHITE = "white"


class Script(Protocol):
    """Slides in an order."""

    @property
    def title(self) -> str:
        """Return what the talk is called."""
        ...

    @property
    def minutes(self) -> int:
        """Return how long it usually takes, 0 where nobody has said."""
        ...

    @property
    def choices(self) -> Mapping[str, int]:
        """Return how many answers each question has, by its id."""
        ...

    def __len__(self) -> int:
        """Return the number of slides, at least one."""
        ...

    def question_at(self, at: int) -> str | None:
        """Return the question whose hands can be counted at a slide."""
        ...

    def slide(self, at: int, hands: Mapping[str, Hands]) -> Slide:
        """Return a slide, with what the room committed to."""
        ...


@dataclass(frozen=True, slots=True)
class TalkShown:
    """Everything that both screens show.

    Attributes:
        audience: What the audience sees; another slide than `here` while it is frozen.
        after: The next slide, None at the last.
        number: Of the slide, counted from 1.
        hands: What is counted here, None at a slide that asks nothing.
        cover: What hides the slide from the audience.
        room: How many people are there, 0 where nobody has said.
        room_typed: Digits of the number of people that is being typed; None outside of it.
        told: What the last key could not do, in words.
        waits: What is to be typed here, in words; "" where Next goes on.
    """

    title: str
    audience: Slide
    here: Slide
    after: Slide | None
    number: int
    total: int
    minutes: int = 0
    hands: Hands | None = None
    cover: Cover = Cover.NOTHING
    frozen: bool = False
    room: int = 0
    room_typed: str | None = None
    told: str = ""
    waits: str = ""


class TalkView(Protocol):
    """Both screens."""

    def draw(self, shown: TalkShown) -> None:
        """Show the whole state."""
        ...


@dataclass(frozen=True, slots=True)
class TalkState:
    """Where a talk stands; a key gives another one."""

    at: int = 0
    hands: Mapping[str, Hands] = field(default_factory=dict)
    cover: Cover = Cover.NOTHING
    held: Slide | None = None
    room: int = 0
    room_typed: str | None = None
    told: str = ""


class Talk:
    """Hands keys to the state and shows what came of it."""

    def __init__(self, view: TalkView, script: Script) -> None:
        self._view = view
        self._script = script
        self.state = TalkState(hands={one: Hands((0,) * n) for one, n in script.choices.items()})

    def show(self) -> None:
        """Draw it as it is."""
        self._view.draw(self.shown())

    def shown(self) -> TalkShown:
        """Return everything that both screens show."""
        state, script = self.state, self._script
        here = script.slide(state.at, state.hands)
        last = state.at + 1 >= len(script)
        asked = script.question_at(state.at)
        return TalkShown(
            script.title,
            state.held if state.held is not None else here,
            here,
            None if last else script.slide(state.at + 1, state.hands),
            state.at + 1,
            len(script),
            script.minutes,
            state.hands[asked] if asked is not None else None,
            state.cover,
            state.held is not None,
            state.room,
            state.room_typed,
            state.told,
        )

    def do(self, deed: Deed) -> None:
        """Do what a key asks for."""
        wanted = Deed.BLACK if deed is Deed.POINT else deed
        self.state = self._after(replace(self.state, told=""), wanted)
        self.show()

    def digit(self, number: int) -> None:
        """Take a number key: 0 to 9."""
        state = replace(self.state, told="")
        if state.room_typed is not None:
            self.state = replace(state, room_typed=(state.room_typed + str(number))[-4:])
        else:
            hands = self._hands(state)
            if hands is None:
                self.state = replace(state, told=tr("Nothing is asked at this slide."))
            else:
                self.state = self._with(state, digit(hands, number, state.room))
        self.show()

    # what the keys do

    def _hands(self, state: TalkState) -> Hands | None:
        asked = self._script.question_at(state.at)
        return state.hands[asked] if asked is not None else None

    def _with(self, state: TalkState, hands: Hands) -> TalkState:
        asked = self._script.question_at(state.at)
        if asked is None:
            return state
        return replace(state, hands={**state.hands, asked: hands}, told=hands.told)

    def _after(self, state: TalkState, deed: Deed) -> TalkState:
        hands = self._hands(state)
        if deed in (Deed.BLACK, Deed.WHITE, Deed.FREEZE):
            return self._covered(state, deed)
        if deed is Deed.ROOM or (state.room_typed is not None and deed in _OF_A_NUMBER):
            return self._room(state, deed)
        if deed is Deed.ENTER and hands is not None and _waiting(hands):
            return self._taken(state, hands)
        if deed in _STEPS:
            return self._gone(state, _target(state.at, deed, len(self._script)))
        return state if hands is None else self._with(state, _counted(hands, deed, state.room))

    def _taken(self, state: TalkState, hands: Hands) -> TalkState:
        if hands.votes is not None:
            return self._with(state, toggled_vote(hands, state.room))
        return self._with(state, entered(hands, state.room))

    def _covered(self, state: TalkState, deed: Deed) -> TalkState:
        if deed is Deed.FREEZE:
            held = self._script.slide(state.at, state.hands) if state.held is None else None
            return replace(state, held=held)
        wanted = Cover.BLACK if deed is Deed.BLACK else Cover.WHITE
        return replace(state, cover=Cover.NOTHING if state.cover is wanted else wanted)

    def _room(self, state: TalkState, deed: Deed) -> TalkState:
        typed = state.room_typed or ""
        if deed is Deed.ROOM:
            return replace(state, room_typed="" if state.room_typed is None else None)
        if deed is Deed.RUB:
            return replace(state, room_typed=typed[:-1])
        room = int(typed or 0)
        counted = max((one.total for one in state.hands.values()), default=0)
        if room and counted > room:
            words = tr("{number} hands were counted already.", number=counted)
            return replace(state, room_typed=None, told=words)
        return replace(state, room=room, room_typed=None)

    def _gone(self, state: TalkState, at: int) -> TalkState:
        """Go to a slide; a number that is still being typed is taken first."""
        hands = self._hands(state)
        if hands is not None:
            if hands.votes is not None:
                return replace(state, told=tr("A blind vote is open: V closes it."))
            before = hands
            hands = entered(hands, state.room) if hands.typed else hands
            state = self._with(state, replace(hands, picked=None, typing=False, typed=""))
            if hands.told and hands.told != before.told:
                return state
        if not 0 <= at < len(self._script):
            end = tr("This is the last slide; Esc leaves.") if at > 0 else ""
            return replace(state, told=end)
        uncovered = replace(state, at=at, room_typed=None, told="")
        return replace(uncovered, cover=Cover.NOTHING)


_OF_A_NUMBER = (Deed.ENTER, Deed.RUB)
_STEPS = (Deed.NEXT, Deed.BACK, Deed.FIRST, Deed.LAST, Deed.ENTER)


def _waiting(hands: Hands) -> bool:
    """Tell whether Enter belongs to the counting."""
    return hands.votes is not None or bool(hands.typed)


def _target(at: int, deed: Deed, total: int) -> int:
    return {Deed.BACK: at - 1, Deed.FIRST: 0, Deed.LAST: total - 1}.get(deed, at + 1)


def _counted(hands: Hands, deed: Deed, room: int) -> Hands:
    if deed is Deed.MORE:
        return count(hands, 1, room)
    if deed is Deed.FEWER:
        return count(hands, -1, room)
    if deed is Deed.RUB:
        return rubbed(hands)
    return toggled_vote(hands, room)
