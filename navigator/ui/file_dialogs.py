"""Asking for a file, and telling what is wrong with one; nothing waits for these dialogs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from navigator.words import tr


def source_dialog(owner: QWidget, title: str, *, kinds: str = "", folder: str = "") -> QFileDialog:
    """Return a dialog for a file that is there, to be opened; the choice comes as `fileSelected`.

    Args:
        owner: It lies over this one, and goes when it is closed.
        title: As shown.
        kinds: What is offered, as Qt writes filters; "" for everything.
        folder: Where to begin.
    """
    dialog = QFileDialog(owner, title, folder, kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return dialog


def target_dialog(
    owner: QWidget,
    title: str,
    *,
    name: str = "",
    kinds: str = "",
    ending: str = "",
) -> QFileDialog:
    """Return a dialog for a file to be written, to be opened; the choice comes as `fileSelected`.

    Args:
        owner: It lies over this one, and goes when it is closed.
        title: As shown.
        name: What is proposed.
        kinds: What is offered, as Qt writes filters; "" for everything.
        ending: Added to a name without one, without its dot.
    """
    dialog = QFileDialog(owner, title, "", kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if ending:
        dialog.setDefaultSuffix(ending)
    if name:
        dialog.selectFile(name)
    return dialog


def ask_for_file(owner: QWidget) -> QFileDialog:
    """Open a dialog for a facts file or a plan; the choice comes as its signal `fileSelected`."""
    dialog = source_dialog(owner, tr("Open facts or a plan"), kinds=_openable())
    dialog.open()
    return dialog


def ask_where_to_save(owner: QWidget) -> QFileDialog:
    """Open a dialog for the place of a facts file; the choice comes as `fileSelected`."""
    dialog = target_dialog(owner, tr("Save facts"), kinds=_filter(), ending="json")
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
