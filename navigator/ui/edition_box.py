"""The box in the toolbar that says, and chooses, which edition is read."""

from collections.abc import Mapping

from PySide6.QtWidgets import QComboBox

from navigator.domain.ids import EditionId
from navigator.domain.text import Text
from navigator.words import say, tr

_CHARACTERS = 24


class EditionBox(QComboBox):
    """The editions of the library, oldest first."""

    def __init__(self, editions: Mapping[EditionId, Text], shown: EditionId) -> None:
        super().__init__()
        for edition_id, title in editions.items():
            self.addItem(say(title), edition_id)
        self.setCurrentIndex(self.findData(shown))
        self.setAccessibleName(tr("Edition of the guideline"))
        self.setToolTip(tr("Edition of the guideline"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_CHARACTERS)


def first_edition(editions: Mapping[EditionId, Text], wanted: str) -> EditionId:
    """Return the edition to begin with: the one wanted, the newest where there is no such."""
    return EditionId(wanted) if wanted in editions else list(editions)[-1]
