"""A seminar case from start to end by the keyboard alone, through the real windows."""

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QApplication

from navigator.presenters.talk_slides import slide_words

K = Qt.Key
FIRST, SECOND = QRect(0, 0, 1440, 900), QRect(1440, 0, 1280, 720)


class TwoScreens(QObject):
    """The presenter's screen and the projector, which somebody may pull out."""

    changed = Signal()

    def __init__(self):
        super().__init__()
        self.now = (FIRST, SECOND)

    def areas(self):
        return self.now

    def home(self, window):
        del window
        return 0


class Teacher:
    """Presses keys where the keys are, counts them, and looks at both screens."""

    def __init__(self, qtbot, window):
        self.qtbot = qtbot
        self.window = window
        self.keys = 0

    def press(self, *keys):
        for key in keys:
            self.keys += 1
            self.qtbot.keyClick(self._where(), key)
            QCoreApplication.sendPostedEvents()

    def type(self, digits):
        self.press(*(K(int(K.Key_0) + int(one)) for one in digits))

    def _where(self):
        talk = self.window.teaching.talk
        if talk is not None:
            return talk.desk
        return QApplication.focusWidget() or self.window

    @property
    def seen(self):
        """What the audience reads."""
        return self.window.teaching.talk.audience.canvas.accessibleDescription()

    @property
    def told(self):
        return self.window.teaching.talk.desk.state.text()


@pytest.fixture
def teacher(qtbot, window):
    window.teaching.screens = TwoScreens()
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    return Teacher(qtbot, window)


def test_a_case_is_shown_from_start_to_end_by_keys_alone(qtbot, window, teacher):
    # The place by its own key, the card of 2013 by the arrows, then F5.
    window.around.rail.actions_["teach"].trigger()
    teacher.keys += 1  # Ctrl and a number
    place = window.teaching.place
    wanted = next(at for at, one in enumerate(place.cards) if one.card.id == "third-line")
    teacher.press(*[K.Key_Right] * wanted, K.Key_Return)
    assert wanted == 12
    talk = window.teaching.talk
    assert talk.audience.isFullScreen()
    assert "Two progressions on trastuzumab, 2013" in teacher.seen

    # The case and what is known; the room is told to be thirty.
    teacher.press(K.Key_Right, K.Key_Right)
    assert "What is known" in teacher.seen
    teacher.press(K.Key_R)
    teacher.type("30")
    teacher.press(K.Key_Return)

    # The question; hands are counted, one answer by typing, one by plus.
    teacher.press(K.Key_Right)
    assert "It is 2013. Third line?" in teacher.seen
    teacher.press(K.Key_1)
    teacher.type("9")
    teacher.press(K.Key_Return, K.Key_3)
    teacher.type("15")
    teacher.press(K.Key_Return, K.Key_2, K.Key_Plus, K.Key_Plus)
    assert "hand" not in teacher.seen
    teacher.press(K.Key_Right)
    assert "Lapatinib with capecitabine: 9 hands" in teacher.seen
    assert "Trastuzumab with a third chemotherapy: 15 hands" in teacher.seen
    teacher.press(K.Key_3)
    teacher.type("25")
    teacher.press(K.Key_Return)
    assert teacher.told == "36 hands are more than 30 people in the room."

    # The guideline's path against theirs, why and why not, and the evidence.
    teacher.press(K.Key_Right)
    assert "The guideline’s path, and the room’s" in teacher.seen
    teacher.press(K.Key_Right)
    assert "Where the paths part" in teacher.seen
    teacher.press(K.Key_Right)
    assert "Lapatinib with capecitabine: right" in teacher.seen
    teacher.press(K.Key_Right)
    assert "6.2 against 4.3 months" in teacher.seen
    teacher.press(K.Key_Right)
    assert "Hazard ratios" in teacher.seen
    teacher.press(K.Key_Right, K.Key_Right, K.Key_Right)

    # Somebody asks; the screen is black meanwhile. The projector is pulled out, and put back.
    teacher.press(K.Key_B)
    assert teacher.seen == "Nothing is shown."
    teacher.press(K.Key_B)
    window.teaching.screens.now = (FIRST,)
    window.teaching.screens.changed.emit()
    assert talk.audience.isVisible()
    assert FIRST.contains(talk.audience.geometry())
    window.teaching.screens.now = (FIRST, SECOND)
    window.teaching.screens.changed.emit()
    assert talk.audience.isFullScreen()

    # Now one fact is changed, and the path moves; then another.
    teacher.press(K.Key_Right)
    assert "Capecitabine used before: No → Yes" in teacher.seen
    teacher.press(K.Key_Right)
    assert "The path moves" in teacher.seen
    assert "Third line: lapatinib, other chemotherapy" in teacher.seen
    teacher.press(K.Key_Right, K.Key_Right)
    assert "61\N{NO-BREAK SPACE}% → 42\N{NO-BREAK SPACE}%" in teacher.seen
    teacher.press(K.Key_Right, K.Key_Right)
    assert "The path stops before any drug." in teacher.seen

    # What to discuss, what to remember, and out.
    teacher.press(K.Key_Right)
    assert "every drug of the third line has moved" in teacher.seen
    teacher.press(K.Key_Right)
    assert "To remember" in teacher.seen
    teacher.press(K.Key_Right)
    assert teacher.told == "This is the last slide; Esc leaves."
    assert slide_words(talk.speaker.shown().audience) == teacher.seen
    teacher.press(K.Key_Escape)
    assert window.teaching.talk is None
    assert window.places.currentWidget() is place
    # Ctrl and a number; 12 arrows and Enter; 21 steps on; 4 for the room; 10 for the hands and
    # 4 for those refused; 2 for black; Esc.
    assert teacher.keys == 1 + 13 + 21 + 4 + 10 + 4 + 2 + 1


def test_a_primer_is_walked_by_keys_and_back_again(qtbot, window, teacher):
    window.around.rail.actions_["teach"].trigger()
    assert window.teaching.place.cards[0].card.id == "her2-testing"
    teacher.press(K.Key_Return, K.Key_4)
    assert "HER2/CEP17 ratio" in teacher.seen
    teacher.press(K.Key_2, K.Key_Period, K.Key_1, K.Key_Return, K.Key_3, K.Key_Period, K.Key_4)
    teacher.press(K.Key_Return)
    assert "Group 2: count again" in teacher.seen
    teacher.press(K.Key_Left, K.Key_5, K.Key_Return)
    assert "HER2-positive" in teacher.seen
    teacher.press(K.Key_Escape)
    assert window.teaching.talk is None
