"""What the settings offer in this window."""

from typing import TYPE_CHECKING

from navigator.presenters.settings_pages import Offered
from navigator.ui.texts import theme_words
from navigator.ui.theme import Theme

if TYPE_CHECKING:
    from navigator.domain.guideline import Edition
    from navigator.ui.window_tools import WindowTools


def offered(tools: "WindowTools", edition: "Edition") -> Offered:
    """Return what there is to choose from while an edition is read."""
    return Offered(
        edition.elements,
        tools.brands(edition) if tools.brands is not None else (),
        tuple((theme.value, theme_words(theme)) for theme in Theme),
    )
