"""Makes the talk of a card."""

from navigator.domain.ids import EditionId
from navigator.presenters.talk import Talk, TalkView
from navigator.presenters.talk_drawing import DrawingScript
from navigator.presenters.talk_primer import PrimerWalk
from navigator.presenters.talk_script import TalkScript
from navigator.presenters.teach_list import Kind, TeachCard, TeachTools


def talk_of(tools: TeachTools, card: TeachCard, view: TalkView) -> Talk | PrimerWalk:
    """Return what is shown for a card: a case, a primer or a drawing of the content, no more.

    Args:
        tools: What the place has.
        card: The one chosen.
        view: Both screens.

    Raises:
        KnownTrouble: its edition is not there, or its patient has faults.
    """
    catalogue = tools.catalogue
    if card.kind is Kind.PRIMER:
        primer = catalogue.shelf.edition(EditionId(card.id))
        return PrimerWalk(view, primer, catalogue, tools.assess)
    if card.kind is Kind.DRAWING:
        drawing = next(one for one in tools.drawings if one.id == card.id)
        return Talk(view, DrawingScript(drawing, catalogue))
    case = next(one for one in tools.cases() if one.id == card.id and one.topic == card.topic)
    topic = next((one for one in tools.topics if one.id == case.topic), None)
    return Talk(view, TalkScript(case, topic, catalogue, tools.assess))
