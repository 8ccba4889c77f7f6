"""Making the case file: a passphrase twice, then the recovery key that is shown once."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from navigator.domain.problems import KnownTrouble
from navigator.files import atomic_write
from navigator.presenters.case_strength import strength
from navigator.ui.file_dialogs import target_dialog
from navigator.ui.lock_form import SecretEdit
from navigator.ui.parts import Card, Words, row_of
from navigator.ui.theme import UNIT, Role
from navigator.words import tr


class CreateForm(QWidget):
    """A new passphrase, typed twice, with a word on its strength.

    Signals:
        passphrase_chosen: the passphrase and who enters (both text).
    """

    passphrase_chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.first = SecretEdit(tr("New passphrase"))
        self.second = SecretEdit(tr("The same again"))
        self.who = QLineEdit()
        self.shown = QCheckBox(tr("Show what is typed"))
        self.strength = Words("", Role.CAPTION, "muted")
        self.caps = Words(tr("Caps lock seems to be on."), Role.CAPTION, "warn")
        self.trouble = Words("", Role.BODY, "stop")
        self.make = QPushButton(tr("Make the case file"))
        self._build()
        self._judge()

    def _build(self) -> None:
        self.who.setAccessibleName(tr("Your initials"))
        self.who.setMaxLength(40)
        self.who.setPlaceholderText(tr("noted with every entry; may stay empty"))
        self.who.setToolTip(self.who.placeholderText())
        form = QFormLayout()
        form.setVerticalSpacing(UNIT)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for words, field in (
            (tr("New passphrase"), self.first),
            (tr("The same again"), self.second),
            (tr("Your initials"), self.who),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            form.addRow(label, field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addLayout(form)
        for widget in (self.strength, self.shown, self.caps, self.trouble):
            column.addWidget(widget)
        column.addLayout(row_of(self.make))
        self.make.setDefault(True)
        self.caps.hide()
        for secret in (self.first, self.second):
            secret.textChanged.connect(self._judge)
            secret.returnPressed.connect(self._give)
            secret.caps_seen.connect(self.caps.setVisible)
            self.shown.toggled.connect(secret.show_signs)
        self.who.returnPressed.connect(self._give)
        self.make.clicked.connect(self._give)

    @property
    def refused(self) -> str:
        """Return why the passphrase is not taken yet, "" where it is."""
        judged = strength(self.first.text())
        if not judged.enough:
            return judged.words
        return "" if self.first.text() == self.second.text() else tr("The two are not the same.")

    def refuse(self, words: str) -> None:
        """Say why no file was made."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        self._set_busy(busy=False)

    def _set_busy(self, *, busy: bool) -> None:
        for field in (self.first, self.second, self.who, self.make):
            field.setEnabled(not busy)
        self.make.setText(tr("Making the case file…") if busy else tr("Make the case file"))

    @Slot()
    def _judge(self) -> None:
        judged = strength(self.first.text())
        self.strength.setText(judged.words)
        good = "good" if judged.enough else "muted"
        self.strength.set_tone(good)
        self.first.setAccessibleDescription(judged.words)
        self.trouble.hide()

    @Slot()
    def _give(self) -> None:
        words = self.refused
        if words:
            self.refuse(words)
            return
        self._set_busy(busy=True)
        self.passphrase_chosen.emit(self.first.text(), self.who.text().strip())
        for secret in (self.first, self.second):
            secret.clear()


class RecoveryPage(QWidget):
    """Shows the recovery key once; goes on when one group of it was typed back.

    Signals:
        confirmed: the key is on paper or in a file.
    """

    confirmed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._group = 0
        self._printer: QPrinter | None = None
        self.shown_key = Words("", Role.HEADING)
        self.print = QPushButton(tr("Print…"))
        self.save = QPushButton(tr("Save as a file…"))
        self.told = Words("", Role.CAPTION, "good")
        self.asked = Words("", Role.BODY)
        self.typed = QLineEdit()
        self.trouble = Words("", Role.BODY, "stop")
        self.done = QPushButton(tr("Go on"))
        self._build()

    def _build(self) -> None:
        self.shown_key.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        card = Card("warn")
        card.column.addWidget(self.shown_key)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(int(1.5 * UNIT))
        column.addWidget(Words(tr("Keep this recovery key"), Role.TITLE))
        column.addWidget(
            Words(
                tr(
                    "It opens the cases if the passphrase is forgotten, and it is shown only "
                    "this once. Print it, or save it on a stick that stays under lock, not on "
                    "this computer. Without passphrase and key nobody can open the cases, "
                    "neither you nor we."
                )
            )
        )
        column.addWidget(card)
        column.addLayout(row_of(self.print, self.save))
        column.addWidget(self.told)
        column.addWidget(self.asked)
        column.addLayout(row_of(self.typed, self.done))
        column.addWidget(self.trouble)
        self.typed.setMaxLength(10)
        self.told.hide()
        self.trouble.hide()
        self.done.setDefault(True)
        self.print.clicked.connect(self._ask_printer)
        self.save.clicked.connect(self._ask_file)
        self.typed.returnPressed.connect(self._check)
        self.done.clicked.connect(self._check)

    def draw(self, key: str) -> None:
        """Show a key; the group to be typed follows from the key itself."""
        self._key = key
        groups = key.split("-")
        self._group = sum(map(ord, key)) % len(groups) if key else 0
        half = len(groups) // 2
        self.shown_key.setText("\n".join(("  ".join(groups[:half]), "  ".join(groups[half:]))))
        self.shown_key.setAccessibleName(tr("Recovery key: {key}", key=key))
        self.asked.setText(
            tr(
                "To be sure that it is kept: type group {number} of the paper.",
                number=self._group + 1,
            )
        )
        self.typed.setAccessibleName(self.asked.text())
        self.typed.clear()
        self.told.hide()
        self.trouble.hide()

    def _text(self) -> str:
        groups = self._key.split("-")
        lines = [f"{at}.  {group}" for at, group in enumerate(groups, start=1)]
        head = tr("Recovery key of the case file")
        foot = tr("Keep this under lock. Whoever has it and the file can read every case.")
        return "\n".join((head, "", *lines, "", foot, ""))

    # slots

    @Slot()
    def _check(self) -> None:
        groups = self._key.split("-")
        if self.typed.text().strip().upper() == groups[self._group]:
            self._key = ""
            self.shown_key.clear()
            self.confirmed.emit()
            return
        self.trouble.setText(
            tr("This is not group {number}. Look at the paper again.", number=self._group + 1)
        )
        self.trouble.show()
        self.typed.setFocus()

    @Slot()
    def _ask_file(self) -> None:
        dialog = target_dialog(
            self,
            tr("Save the recovery key"),
            name="recovery-key.txt",
            kinds=tr("Text (*.txt)"),
            ending="txt",
        )
        dialog.fileSelected.connect(self._save_to)
        dialog.open()

    @Slot(str)
    def _save_to(self, file: str) -> None:
        try:
            atomic_write(Path(file), self._text().encode())
        except KnownTrouble as trouble:
            self.told.setText(str(trouble))
            self.told.set_tone("stop")
        else:
            self.told.setText(tr("Written: {file}", file=file))
            self.told.set_tone("good")
        self.told.show()

    @Slot()
    def _ask_printer(self) -> None:
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(self._printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._print)
        dialog.show()

    @Slot(int)
    def _print(self, result: int) -> None:
        printer, self._printer = self._printer, None
        if printer is None or result != QDialog.DialogCode.Accepted.value:
            return
        painter = QPainter(printer)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSize(14)
        painter.setFont(font)
        page = printer.pageLayout().paintRectPixels(printer.resolution())
        painter.drawText(page, int(Qt.TextFlag.TextWordWrap), self._text())
        painter.end()
        self.told.setText(tr("Sent to the printer."))
        self.told.show()
