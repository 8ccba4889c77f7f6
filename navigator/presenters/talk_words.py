"""What the presenter's window says of a talk, in words."""

from navigator.presenters.talk import Cover, TalkShown
from navigator.words import tr, trn


def number_words(shown: TalkShown) -> str:
    """Return what is shown and how far it has come."""
    if not shown.total:
        return shown.title
    number, total = shown.number, shown.total
    return tr("{title}, {number} of {total}", title=shown.title, number=number, total=total)


def state_words(shown: TalkShown) -> tuple[str, bool]:
    """Return what is to be known now, and whether it is nothing out of the ordinary."""
    said = []
    if shown.told:
        said.append(shown.told)
    if shown.cover is Cover.BLACK:
        said.append(tr("The audience sees a black screen."))
    if shown.cover is Cover.WHITE:
        said.append(tr("The audience sees a white screen."))
    if shown.frozen:
        words = tr("Frozen: the audience sees “{title}”.", title=shown.audience.title)
        said.append(words)
    if said:
        return " ".join(said), False
    return shown.waits, True


def hands_words(shown: TalkShown) -> str:
    """Return the counted hands, one answer on each line; nothing of a vote that is open."""
    if shown.room_typed is not None:
        return tr("People in the room: {typed}▏ Enter takes it.", typed=shown.room_typed)
    hands = shown.hands
    if hands is None:
        return ""
    if hands.votes is not None:
        number = trn("{number} vote", "{number} votes", len(hands.votes))
        return tr("Blind vote: {votes}. Each person presses a number; V closes it.", votes=number)
    lines = [_line(shown, at) for at in range(len(hands.counts))]
    total = trn("{number} hand", "{number} hands", hands.total)
    people = trn("{number} person in the room", "{number} people in the room", shown.room)
    lines.append(tr("{hands}, {people}", hands=total, people=people) if shown.room else total)
    return "\n".join(lines)


def _line(shown: TalkShown, at: int) -> str:
    hands = shown.hands
    assert hands is not None
    words = shown.here.choices[at].words if at < len(shown.here.choices) else ""
    here = hands.picked == at
    number = f"{hands.typed}▏" if here and hands.typed else str(hands.counts[at])
    sign = "▸" if here else "  "
    return tr(
        "{sign} {answer}. {words}: {count}", sign=sign, answer=at + 1, words=words, count=number
    )
