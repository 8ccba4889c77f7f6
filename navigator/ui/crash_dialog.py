"""What is said after a defect: what happened, what to do, and a report that tells of no patient."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from navigator.domain.problems import KnownTrouble
from navigator.files import atomic_write
from navigator.ui.dialog_size import fit_to_screen
from navigator.ui.file_dialogs import target_dialog
from navigator.ui.parts import ColumnArea, Words
from navigator.ui.theme import UNIT, Role
from navigator.words import tr

REPORT_NAME = "guideline-navigator-report.txt"


class CrashDialog(QDialog):
    """Shows no clinical result; the report can be read before it is written.

    Signals:
        facts_wanted: what was entered is to be saved.
    """

    facts_wanted = Signal()

    def __init__(self, report: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._report = report
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Something went wrong"))
        self.said = Words("", Role.CAPTION, "muted")
        self.said.hide()
        self._build()

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, UNIT, 0)
        column.setSpacing(int(1.5 * UNIT))
        column.addWidget(Words(tr("Something went wrong inside the program"), Role.TITLE))
        for words in (
            tr(
                "What it showed could be wrong. Until it is started again no recommendation, "
                "dose or plan is shown."
            ),
            tr("1. Save the facts if you need them.  2. Close the program.  3. Start it again."),
        ):
            column.addWidget(Words(words))
        column.addWidget(Words(tr("The report"), Role.OVERLINE, "muted"))
        column.addWidget(self._text(), 1)
        column.addWidget(
            Words(
                tr(
                    "It names versions, places in the program and commands. Nothing of a patient "
                    "is in it, and it is sent nowhere: it becomes a file that you may pass on."
                ),
                Role.CAPTION,
                "muted",
            )
        )
        whole = QVBoxLayout(self)
        whole.setContentsMargins(3 * UNIT, 3 * UNIT, 2 * UNIT, 2 * UNIT)
        whole.setSpacing(int(1.5 * UNIT))
        whole.addWidget(ColumnArea(inside), 1)
        whole.addWidget(self.said)
        whole.addWidget(self._buttons())
        fit_to_screen(self, characters=84, lines=30)

    def _text(self) -> QPlainTextEdit:
        text = self.text = QPlainTextEdit(self._report)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF() * Role.CAPTION.value[0])
        text.setFont(font)
        text.setAccessibleName(tr("The report"))
        text.setMinimumHeight(self.fontMetrics().height() * 6)
        return text

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        side = QDialogButtonBox.ButtonRole.ActionRole
        self.save = buttons.addButton(tr("Save the facts…"), side)
        self.write = buttons.addButton(tr("Write a report…"), side)
        self.save.clicked.connect(self.facts_wanted)
        self.write.clicked.connect(self._ask_where)
        buttons.rejected.connect(self.reject)
        return buttons

    @Slot()
    def _ask_where(self) -> None:
        dialog = target_dialog(
            self, tr("Write a report"), name=REPORT_NAME, kinds=tr("Text (*.txt)"), ending="txt"
        )
        dialog.fileSelected.connect(self.write_to)
        dialog.open()

    @Slot(str)
    def write_to(self, file: str) -> None:
        """Write the report where the person wants it, and say whether it is there."""
        try:
            atomic_write(Path(file), self._report.encode())
        except KnownTrouble as trouble:
            self._say(str(trouble), "stop")
            return
        self._say(tr("Written: {file}", file=file), "muted")

    def _say(self, words: str, tone: str) -> None:
        self.said.set_tone(tone)
        self.said.setText(words)
        self.said.show()
