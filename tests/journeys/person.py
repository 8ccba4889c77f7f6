"""A person at the window: clicks and types, counts both, and reads what is on screen."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from navigator.ui.line_dialog import LineDialog
from navigator.ui.texts import option_sign
from navigator.ui.theme import LIGHT


class Person:
    """Works through the widgets only; every click and every key is counted."""

    def __init__(self, qtbot, window):
        self.qtbot = qtbot
        self.window = window
        self.count = 0

    @property
    def panel(self):
        return self.window.navigate.step

    def click(self, button):
        assert button.isEnabled(), button.text()
        self.count += 1
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self._let_go()

    def key(self, widget, key):
        """Press one key on a control that the Tab key reaches."""
        assert widget.isEnabled()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget
        self.count += 1
        widget.setFocus()
        self.qtbot.keyClick(widget, key)
        self._let_go()

    def _let_go(self):
        """What was replaced on screen is gone, as it is after a turn of the event loop."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.sendPostedEvents()

    def type(self, field, text, end=Qt.Key.Key_Return):
        self.count += len(text) + 1
        field.setFocus()
        field.clear()
        self.qtbot.keyClicks(field, text)
        self.qtbot.keyClick(field, end)
        self._let_go()

    def answer(self, words):
        """Press the large answer that begins with `words`."""
        buttons = self.panel.question.buttons
        fitting = [one for one in buttons if one.answer.words.startswith(words)]
        assert fitting, (words, [one.answer.words for one in buttons])
        self.click(fitting[0])

    def answer_number(self, text):
        self.type(self.panel.question.number.line, text)

    def press(self, words, within=None):
        """Press the one visible button with these words or this name."""
        for button in (within or self.window).findChildren(QPushButton):
            named = words in (button.text(), button.accessibleName())
            if named and not button.isHidden():
                self.click(button)
                return
        raise AssertionError(words)

    def add_line(self, regimen, start, stop, reason="Progression", setting="Metastatic"):
        """Enter a line of therapy through its dialog."""
        if not self.window.findChildren(LineDialog):
            self.press("Add a line…")
        dialog = self.window.findChildren(LineDialog)[-1]
        dialog.regimen.setEditText(regimen)
        dialog.setting.setCurrentText(setting)
        for field, day in ((dialog.start, start), (dialog.stop, stop)):
            self.type(field.line, day, Qt.Key.Key_Tab)
        dialog.reason.setCurrentText(reason)
        self.count += len("trast") + 6  # a regimen and the boxes, chosen by keys
        self.click(dialog.buttons.button(dialog.buttons.StandardButton.Ok))
        self.qtbot.waitUntil(lambda: not self.window.findChildren(LineDialog))

    @property
    def asked(self):
        """The element that is asked in large type."""
        question = self.panel.question
        return question._question.element.id if question is not None else ""

    def reads(self, words):
        """Tell whether the right column shows `words`."""
        return words in self.text()

    def text(self):
        return "\n".join(
            label.text() for label in self.panel.findChildren(QLabel) if not label.isHidden()
        )

    def options(self):
        """Name to status in words of every card."""

        cards = self.panel.options.cards if self.panel.options is not None else []
        return {
            card.shown.regimen: option_sign(card.shown.option.status, LIGHT).words for card in cards
        }

    def safe_to_start(self):
        """Answer everything up to the number of progressions, as in a healthy patient."""
        self.answer("Metastatic")
        self.answer("Positive")
        while self.asked in ("pregnancy", "lvef_pct", "chf_symptomatic"):
            self.answer_safety()

    def answer_safety(self):
        if self.asked == "lvef_pct":
            self.answer_number("60")
        else:
            self.answer({"pregnancy": "Not pregnant", "chf_symptomatic": "No"}[self.asked])
