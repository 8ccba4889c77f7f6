"""One question before facts that nobody saved would leave the screen."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from navigator.words import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox


class Leaving(QObject):
    """Lets a patient go at once where nothing would be lost, else after one question."""

    def __init__(
        self, owner: QWidget, unsaved: Callable[[], bool], save: Callable[[Path], bool]
    ) -> None:
        """Guard the patient on screen.

        Args:
            owner: The window that the question belongs to.
            unsaved: Tells whether facts would be lost.
            save: Writes the facts and tells whether they were written.
        """
        super().__init__(owner)
        self._owner = owner
        self._unsaved = unsaved
        self._save = save
        self._then: Callable[[], None] | None = None
        self._box: QMessageBox | None = None

    def first(self, then: Callable[[], None]) -> None:
        """Do `then`, after the question where there is one to ask; Cancel forgets it."""
        if not self._unsaved():
            then()
            return
        self._then = then
        if self._box is not None:
            self._box.activateWindow()
            return
        self._box = self._question()
        self._box.finished.connect(self._answer)
        self._box.open()

    def _question(self) -> "QMessageBox":
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415  (not at start)

        button = QMessageBox.StandardButton
        box = QMessageBox(
            QMessageBox.Icon.Question,
            self._owner.windowTitle(),
            tr("The facts of this patient have not been saved."),
            button.Save | button.Discard | button.Cancel,
            self._owner,
        )
        box.setInformativeText(tr("Save them first?"))
        box.setDefaultButton(button.Save)
        box.setEscapeButton(button.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return box

    @Slot(int)
    def _answer(self, button: int) -> None:
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415  (not at start)

        from navigator.ui.file_dialogs import ask_where_to_save  # noqa: PLC0415  (not at start)

        self._box = None
        if button == QMessageBox.StandardButton.Discard.value:
            self._go()
        elif button == QMessageBox.StandardButton.Save.value:
            dialog = ask_where_to_save(self._owner)
            dialog.fileSelected.connect(self._save_to)
            dialog.rejected.connect(self._stay)
        else:
            self._stay()

    @Slot(str)
    def _save_to(self, file: str) -> None:
        if self._save(Path(file)):
            self._go()
        else:
            self._stay()

    def _go(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    @Slot()
    def _stay(self) -> None:
        self._then = None
