"""What the program is, and what it is not."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from navigator import __version__
from navigator.presenters.self_test import SelfTestState
from navigator.ui.dialog_size import grow_to_words
from navigator.ui.parts import Card, Words
from navigator.ui.theme import UNIT, Role
from navigator.words import tr


class AboutDialog(QDialog):
    """Version, purpose and licences."""

    def __init__(self, digest: str, tested: SelfTestState | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("About Guideline Navigator"))
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * UNIT, 3 * UNIT, 3 * UNIT, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addWidget(Words(tr("Guideline Navigator"), Role.TITLE))
        column.addWidget(
            Words(
                tr("Version {version} · library {digest}", version=__version__, digest=digest),
                Role.CAPTION,
                "muted",
            )
        )
        column.addWidget(_tested(tested))
        notice = Card("warn")
        notice.column.addWidget(
            Words(
                tr(
                    "A reference and teaching tool for professionals. It does not replace "
                    "clinical judgement, the label in force or local policy. Check every dose "
                    "against its source before it is given."
                )
            )
        )
        column.addWidget(notice)
        column.addWidget(
            Words(
                tr(
                    "Works without a network and sends nothing anywhere. Apache-2.0. "
                    "Qt for Python under the LGPL-3, icons by Lucide under the ISC licence."
                ),
                Role.CAPTION,
                "muted",
            )
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 64)

    def showEvent(self, event: QShowEvent) -> None:
        """Show every line."""
        super().showEvent(event)
        grow_to_words(self)


def _tested(state: SelfTestState | None) -> Words:
    if state is None:
        return Words(tr("Self-test: {words}", words=tr("not run yet")))
    words = tr("Self-test: {words}", words=state.words or tr("running"))
    return Words("\n".join((words, *state.details)), Role.BODY, "stop" if state.failed else "text")
