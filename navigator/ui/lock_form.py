"""Typing the passphrase: into the Cases place, and on the page that covers a locked window."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from navigator.ui.icons import Icon
from navigator.ui.parts import Glyph, LinkButton, Words, row_of
from navigator.ui.theme import UNIT, Role
from navigator.words import tr, trn

_LONGEST = 1000


class SecretEdit(QLineEdit):
    """A line whose signs are hidden; tells when they come from a locked shift key.

    Signals:
        caps_seen: whether the last letter typed looks like caps lock (bool).
    """

    caps_seen = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxLength(_LONGEST)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )

    def show_signs(self, shown: bool) -> None:  # noqa: FBT001  (Qt gives it so)
        """Show or hide what is typed."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A capital without Shift, or a small letter with it: caps lock."""
        text = event.text()
        if text.isalpha() and text.lower() != text.upper():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_seen.emit(text.isupper() != shift)
        super().keyPressEvent(event)


class LockForm(QWidget):
    """Passphrase, initials, and the way with the recovery key.

    Signals:
        passphrase_given: the passphrase and who enters (both text).
        recovery_given: recovery key, new passphrase, who enters.
        keyring_wanted: the passphrase is to come from the keyring; who enters.
    """

    passphrase_given = Signal(str, str)
    recovery_given = Signal(str, str, str)
    keyring_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.passphrase = SecretEdit(tr("Passphrase"))
        self.who = QLineEdit()
        self.key = QLineEdit()
        self.fresh = SecretEdit(tr("New passphrase"))
        self.shown = QCheckBox(tr("Show what is typed"))
        self.reading = QCheckBox(tr("Open for reading only"))
        self.keeping = QCheckBox(tr("Keep the passphrase in the keyring of this account"))
        self.from_ring = LinkButton(tr("Open with the keyring"))
        self.caps = Words(tr("Caps lock seems to be on."), Role.CAPTION, "warn")
        self.trouble = Words("", Role.BODY, "stop")
        self.open = QPushButton(tr("Unlock"))
        self.other = LinkButton(tr("Use the recovery key"))
        self._wait = 0
        self._recovering = self._busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._build()
        self._draw()

    def _build(self) -> None:
        self.who.setAccessibleName(tr("Your initials"))
        self.who.setMaxLength(40)
        self.who.setPlaceholderText(tr("noted with every entry; may stay empty"))
        self.key.setAccessibleName(tr("Recovery key"))
        self.key.setPlaceholderText(tr("eight groups of five signs, as printed"))
        self.key.setMaxLength(120)
        form = QFormLayout()
        form.setVerticalSpacing(UNIT)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self._labels = []
        for words, field in (
            (tr("Recovery key"), self.key),
            (tr("Passphrase"), self.passphrase),
            (tr("New passphrase"), self.fresh),
            (tr("Your initials"), self.who),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            form.addRow(label, field)
            self._labels.append((label, field))
        self.open.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT)
        column.addLayout(form)
        for widget in (self.shown, self.reading, self.keeping, self.caps):
            column.addWidget(widget)
        self._warning = Glyph(Icon.WARNING, "stop")
        told = row_of(self._warning, stretch=False)
        told.addWidget(self.trouble, 1)
        column.addLayout(told)
        column.addLayout(row_of(self.open, self.other, self.from_ring))
        for field in (self.passphrase, self.fresh, self.who, self.key):
            field.returnPressed.connect(self._give)
        for secret in (self.passphrase, self.fresh):
            secret.caps_seen.connect(self.caps.setVisible)
            self.shown.toggled.connect(secret.show_signs)
        self.open.clicked.connect(self._give)
        self.other.clicked.connect(self._change_way)
        self._timer.timeout.connect(self._count)
        self.from_ring.clicked.connect(self._take_from_ring)
        self.offer_keyring(offered=False, kept=False)
        self.caps.hide()
        self.reading.hide()

    def _draw(self) -> None:
        seen = {
            self.key: self._recovering,
            self.fresh: self._recovering,
            self.passphrase: not self._recovering,
            self.who: True,
        }
        for label, field in self._labels:
            label.setVisible(seen[field])
            field.setVisible(seen[field])
            field.setEnabled(not self._busy)
        told = bool(self.trouble.text())
        self.trouble.setVisible(told)
        self._warning.setVisible(told)
        self.open.setEnabled(not self._busy and not self._wait)
        self.open.setText(tr("Unlocking…") if self._busy else tr("Unlock"))
        self.other.setText(
            tr("Use the passphrase") if self._recovering else tr("Use the recovery key")
        )

    def begin(self, wait_seconds: float = 0.0) -> None:
        """Show empty fields; nothing typed earlier stays.

        Args:
            wait_seconds: How long the next passphrase has to wait.
        """
        for field in (self.passphrase, self.fresh, self.key):
            field.clear()
        self.shown.setChecked(False)
        self.caps.hide()
        self.reading.setChecked(False)
        self.reading.hide()
        self._busy = self._recovering = False
        self.refuse("", wait_seconds)

    def refuse(self, words: str, wait_seconds: float = 0.0) -> None:
        """Say why it stays locked, and count down where the next try has to wait."""
        self._busy = False
        self.passphrase.selectAll()
        self.trouble.setText(words)
        self.trouble.setAccessibleName(words)
        self._wait = -int(-wait_seconds // 1) if wait_seconds > 0 else 0
        if self._wait:
            self._tell_wait()
            self._timer.start()
        self._draw()
        self.take_focus()

    def offer_reading(self) -> None:
        """Another program has the file: it can still be read."""
        self.reading.show()

    def offer_keyring(self, *, offered: bool, kept: bool) -> None:
        """Offer what the system's keyring can do.

        Args:
            offered: Whether there is one.
            kept: Whether it holds the passphrase.
        """
        self.keeping.setVisible(offered and not kept)
        self.from_ring.setVisible(kept)

    @property
    def reads_only(self) -> bool:
        """Tell whether nothing is to be written."""
        return self.reading.isChecked()

    def take_focus(self) -> None:
        """Put the focus where the passphrase is typed."""
        (self.key if self._recovering else self.passphrase).setFocus()

    def _tell_wait(self) -> None:
        self.trouble.setText(
            trn(
                "Too many wrong passphrases. The next one can be tried in {number} second.",
                "Too many wrong passphrases. The next one can be tried in {number} seconds.",
                self._wait,
            )
        )

    # slots

    @Slot()
    def _count(self) -> None:
        self._wait -= 1
        if self._wait > 0:
            self._tell_wait()
        else:
            self._wait = 0
            self._timer.stop()
            self.trouble.setText("")
        self._draw()

    @Slot()
    def _change_way(self) -> None:
        self._recovering = not self._recovering
        self.trouble.setText("")
        self._draw()
        self.take_focus()

    @Slot()
    def _take_from_ring(self) -> None:
        if not self._busy and not self._wait:
            self._busy = True
            self._draw()
            self.keyring_wanted.emit(self.who.text().strip())

    @Slot()
    def _give(self) -> None:
        if self._busy or self._wait:
            return
        first = self.key if self._recovering else self.passphrase
        if not first.text():
            first.setFocus()
            return
        self._busy = True
        self.trouble.setText("")
        self._draw()
        who = self.who.text().strip()
        if self._recovering:
            self.recovery_given.emit(self.key.text(), self.fresh.text(), who)
        else:
            self.passphrase_given.emit(self.passphrase.text(), who)

    # Qt's own methods

    def hideEvent(self, event: QEvent) -> None:
        """Nothing typed stays in a form that nobody sees."""
        for field in (self.passphrase, self.fresh, self.key):
            field.clear()
        super().hideEvent(event)  # type: ignore[arg-type]  # Qt gives a QHideEvent
