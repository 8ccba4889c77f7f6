"""What stands over everything else in the window."""

from navigator.ui.parts import Card, Words
from navigator.ui.theme import Role
from navigator.words import tr


def defect_banner() -> Card:
    """Return the banner that is shown after a defect until the program is started again."""
    banner = Card("stop", strong=True)
    banner.column.addWidget(
        Words(
            tr(
                "Something went wrong inside the program. Until it is started again no "
                "recommendation, dose or plan is shown. "
                "Save the facts first if you need them."
            ),
            Role.STRONG,
            "stop",
        )
    )
    banner.hide()
    return banner
