"""A drawing as a talk: it is built up, one idea a slide."""

from collections.abc import Mapping

from navigator.domain.drawing import Drawing
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.talk_evidence import source_words
from navigator.presenters.talk_hands import Hands
from navigator.presenters.talk_slides import Line, Slide
from navigator.words import say


class DrawingScript:
    """The stages of a drawing as slides; it asks nothing."""

    def __init__(self, drawing: Drawing, catalogue: Catalogue) -> None:
        self._slides = tuple(
            Slide(
                f"drawing:{at}",
                say(drawing.title),
                say(stage.title),
                lines=(Line(say(stage.text)),),
                drawing=drawing,
                stage=at,
                sources=source_words(catalogue, stage.sources),
            )
            for at, stage in enumerate(drawing.stages)
        )
        self.title = say(drawing.title)
        self.minutes = 0
        self.choices: Mapping[str, int] = {}

    def __len__(self) -> int:
        """Return the number of slides."""
        return len(self._slides)

    def question_at(self, at: int) -> None:
        """Return that nothing is asked."""
        del at

    def slide(self, at: int, hands: Mapping[str, Hands]) -> Slide:
        """Return a slide."""
        del hands
        return self._slides[at]
