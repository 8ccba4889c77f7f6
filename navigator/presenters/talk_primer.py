"""A primer walked in front of a room: its own small flowchart, answered by keys."""

from dataclasses import dataclass, replace

from navigator.domain.assessment import Assessment
from navigator.domain.elements import DataElement
from navigator.domain.facts import NotDone, PatientRecord, Value
from navigator.domain.guideline import Edition
from navigator.presenters.chart_marks import chart_marks
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.number_entry import read_number
from navigator.presenters.record_edits import with_value
from navigator.presenters.step_shown import Assess
from navigator.presenters.talk import Cover, Deed, TalkShown, TalkView
from navigator.presenters.talk_evidence import source_words
from navigator.presenters.talk_slides import ChartShown, Choice, Line, Slide, Tone
from navigator.presenters.values import number_words, plain_answers
from navigator.words import say, tr


@dataclass(frozen=True, slots=True)
class PrimerState:
    """Where a walk stands.

    Attributes:
        records: What was answered so far, the empty one first; the last one counts.
        typed: Of a number that is being typed.
    """

    records: tuple[PatientRecord, ...] = (PatientRecord(),)
    typed: str = ""
    cover: Cover = Cover.NOTHING
    held: Slide | None = None
    told: str = ""


class PrimerWalk:
    """Takes the keys of a talk; every answer is read by the engine."""

    def __init__(
        self, view: TalkView, edition: Edition, catalogue: Catalogue, assess: Assess
    ) -> None:
        """Begin at the start of a primer.

        Args:
            view: Both screens.
            edition: The primer.
            catalogue: The library, for the sources.
            assess: The engine.
        """
        self._view = view
        self._edition = edition
        self._catalogue = catalogue
        self._assess = assess
        self._read: dict[int, tuple[Assessment, Slide]] = {}
        self.state = PrimerState()

    def show(self) -> None:
        """Draw it as it is."""
        self._view.draw(self.shown())

    def shown(self) -> TalkShown:
        """Return everything that both screens show."""
        state = self.state
        _, here = self._here()
        audience = state.held if state.held is not None else here
        return TalkShown(
            say(self._edition.title), audience, here, None, len(state.records), 0,
            cover=state.cover, frozen=state.held is not None, told=state.told,
            waits=self._waits(),
        )  # fmt: skip

    def do(self, deed: Deed) -> None:
        """Do what a key asks for."""
        self.state = self._after(replace(self.state, told=""), deed)
        self.show()

    def digit(self, number: int) -> None:
        """Give the answer with a number, or type a digit of a value."""
        state, element = replace(self.state, told=""), self._asked()
        if element is None:
            self.state = replace(state, told=tr("The walk has ended; ← takes an answer back."))
        elif self._is_typed(element):
            self.state = replace(state, typed=(state.typed + str(number))[-6:])
        else:
            self.state = self._chosen(state, element, number)
        self.show()

    # what is asked

    def _here(self) -> tuple[Assessment, Slide]:
        """Return what was read of the answers so far, read once for each."""
        at = len(self.state.records)
        if at not in self._read:
            found = self._assess(self._edition, self.state.records[-1])
            self._read[at] = (found, self._slide(found))
        return self._read[at]

    def _asked(self) -> DataElement | None:
        found, _ = self._here()
        return self._element(found)

    def _element(self, found: Assessment) -> DataElement | None:
        return self._edition.elements[found.needs[0].element] if found.needs else None

    @staticmethod
    def _is_typed(element: DataElement) -> bool:
        return element.type.value in ("number", "integer") and not _counts(element)

    def _waits(self) -> str:
        element = self._asked()
        if element is None:
            return ""
        if not self._is_typed(element):
            return tr("Press the number of an answer; ← takes one back.")
        unit = f" {element.unit}" if element.unit else ""
        label = say(element.label)
        if self.state.typed:
            typed = f"{self.state.typed}▏{unit}"
            return tr("{label}: {typed} Enter takes it.", label=label, typed=typed)
        return tr("{label}: type the value and press Enter; ← takes one back.", label=label)

    # what the keys do

    def _after(self, state: PrimerState, deed: Deed) -> PrimerState:
        if deed in (Deed.BLACK, Deed.WHITE):
            wanted = Cover.BLACK if deed is Deed.BLACK else Cover.WHITE
            return replace(state, cover=Cover.NOTHING if state.cover is wanted else wanted)
        if deed is Deed.FREEZE:
            return replace(state, held=self._here()[1] if state.held is None else None)
        if deed is Deed.POINT:
            return replace(state, typed=f"{state.typed}.") if state.typed else state
        if deed is Deed.RUB and state.typed:
            return replace(state, typed=state.typed[:-1])
        if deed in (Deed.BACK, Deed.RUB, Deed.FIRST):
            return self._back(state, to=1 if deed is Deed.FIRST else len(state.records) - 1)
        return self._entered(state) if deed in (Deed.ENTER, Deed.NEXT) else state

    def _back(self, state: PrimerState, to: int) -> PrimerState:
        kept = state.records[: max(1, to)]
        for at in list(self._read):
            if at > len(kept):
                del self._read[at]
        return replace(state, records=kept, typed="", cover=Cover.NOTHING)

    def _entered(self, state: PrimerState) -> PrimerState:
        element = self._asked()
        if element is None or not state.typed:
            return replace(state, told="" if element is None else self._waits())
        entry = read_number(state.typed, element)
        if entry.value is None:
            return replace(state, typed="", told=entry.words)
        return self._answered(state, element, entry.value)

    def _chosen(self, state: PrimerState, element: DataElement, number: int) -> PrimerState:
        answers = plain_answers(element)
        if not 1 <= number <= len(answers):
            return replace(state, told=tr("There is no answer {number}.", number=number))
        return self._answered(state, element, answers[number - 1][1])

    def _answered(
        self, state: PrimerState, element: DataElement, value: Value | NotDone
    ) -> PrimerState:
        record = with_value(state.records[-1], element, value)
        return replace(state, records=(*state.records, record), typed="", cover=Cover.NOTHING)

    # what is seen

    def _slide(self, found: Assessment) -> Slide:
        edition = self._edition
        step = edition.steps[found.step]
        element = self._element(found)
        at = len(self.state.records)
        marks = chart_marks(edition, found, found.step)
        lines = () if element is not None else (Line(say(step.action), say(step.title), Tone.GOOD),)
        typed = element is not None and self._is_typed(element)
        if element is not None and typed:
            lines = (Line(_range(element), say(element.label)),)
        return Slide(
            f"primer:{edition.id}:{at}",
            say(edition.guideline),
            say(element.question) or say(element.label) if element is not None else say(step.title),
            lines=lines,
            choices=() if element is None or typed else _choices(element),
            chart=ChartShown(edition, marks),
            notes=(say(step.why),) if step.why else (),
            sources=source_words(self._catalogue, step.sources),
        )


def _counts(element: DataElement) -> bool:
    """Tell whether a number has so few values that they stand on keys."""
    return any(not isinstance(value, NotDone) for _, value in plain_answers(element))


def _choices(element: DataElement) -> tuple[Choice, ...]:
    return tuple(Choice(words) for words, _ in plain_answers(element))


def _range(element: DataElement) -> str:
    """Return what values are usual, in words; "" where nobody has said."""
    usual = element.soft
    if usual is None:
        return ""
    high = number_words(usual.high, element.unit)
    return tr("usually {low} to {high}", low=number_words(usual.low), high=high)
