"""Asking for a file, and telling what is wrong with one; nothing waits for these dialogs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from navigator.words import tr


def ask_for_file(owner: QWidget) -> QFileDialog:
    """Open a dialog for a facts file or a plan; the choice comes as its signal `fileSelected`."""
    dialog = QFileDialog(owner, tr("Open facts or a plan"), "", _openable())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()
    return dialog


def ask_where_to_save(owner: QWidget) -> QFileDialog:
    """Open a dialog for the place of a facts file; the choice comes as `fileSelected`."""
    dialog = QFileDialog(owner, tr("Save facts"), "", _filter())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("json")
    dialog.open()
    return dialog


def tell(owner: QWidget, words: str, details: str) -> None:
    """Say what is the case in a box; text from outside is never read as markup."""
    box = QMessageBox(QMessageBox.Icon.Warning, owner.windowTitle(), words, parent=owner)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(details)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def ask_to_go_on(owner: QWidget, words: str, details: str, go: str) -> QMessageBox:
    """Say what has to be known first, with a button that goes on; the other one is the default."""
    box = QMessageBox(QMessageBox.Icon.Warning, owner.windowTitle(), words, parent=owner)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(details)
    box.addButton(go, QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(leave)
    box.setEscapeButton(leave)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
    return box


def _openable() -> str:
    return tr("Facts and plans (*.json *.pdf);;Facts (*.json);;Plans (*.pdf);;All files (*)")


def _filter() -> str:
    return tr("Facts (*.json);;All files (*)")
