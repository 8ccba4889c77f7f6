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


def open_the_card(window, teacher, case):
    """The place by its own key, the card by the arrows, then Enter."""
    window.around.rail.actions_["teach"].trigger()
    teacher.keys += 1  # Ctrl and a number
    cards = [one.card.id for one in window.teaching.place.cards]
    teacher.press(*[K.Key_Right] * cards.index(case), K.Key_Return)


def tell_the_room(teacher, people):
    teacher.press(K.Key_R)
    teacher.type(people)
    teacher.press(K.Key_Return)


def count_hands(teacher, answer, number):
    teacher.type(answer)
    teacher.type(number)
    teacher.press(K.Key_Return)


def go_on(teacher, *expected):
    """Go on slide by slide, and read each as the last row does."""
    for words in expected:
        teacher.press(K.Key_Right)
        assert words in teacher.seen


def ask_in_the_dark(teacher):
    """Somebody asks; the screen is black meanwhile."""
    teacher.press(K.Key_B)
    assert teacher.seen == "Nothing is shown."
    teacher.press(K.Key_B)


def pull_out_the_projector(window):
    talk, screens = window.teaching.talk, window.teaching.screens
    screens.now = (FIRST,)
    screens.changed.emit()
    assert talk.audience.isVisible()
    assert FIRST.contains(talk.audience.geometry())
    screens.now = (FIRST, SECOND)
    screens.changed.emit()
    assert talk.audience.isFullScreen()


def test_a_case_is_shown_from_start_to_end_by_keys_alone(window, teacher):
    open_the_card(window, teacher, "third-line")
    assert window.teaching.talk.audience.isFullScreen()
    assert "Two progressions on trastuzumab, 2013" in teacher.seen
    go_on(teacher, "What is known", "What is known")
    tell_the_room(teacher, "30")

    go_on(teacher, "It is 2013. Third line?")
    count_hands(teacher, "1", "9")
    count_hands(teacher, "3", "15")
    teacher.press(K.Key_2, K.Key_Plus, K.Key_Plus)
    assert "hand" not in teacher.seen
    go_on(teacher, "Lapatinib with capecitabine: 9 hands")
    assert "Trastuzumab with a third chemotherapy: 15 hands" in teacher.seen
    count_hands(teacher, "3", "25")
    assert teacher.told == "36 hands are more than 30 people in the room."

    go_on(
        teacher,
        "The guideline’s path, and the room’s",
        "Where the paths part",
        "Lapatinib with capecitabine: right",
        "6.2 against 4.3 months",
        "Hazard ratios",
        "EGF100151",
        "EGF104900",
        "GBG 26",
    )
    ask_in_the_dark(teacher)
    pull_out_the_projector(window)

    go_on(teacher, "Capecitabine used before: No → Yes", "The path moves", "What moved, and why")
    assert "Third line: lapatinib, other chemotherapy" in teacher.seen
    go_on(teacher, "61\N{NO-BREAK SPACE}% → 42\N{NO-BREAK SPACE}%", "The path moves")
    go_on(teacher, "The path stops before any drug.", "every drug of the third line has moved")
    go_on(teacher, "To remember", "To remember")
    assert teacher.told == "This is the last slide; Esc leaves."
    assert slide_words(window.teaching.talk.speaker.shown().audience) == teacher.seen

    teacher.press(K.Key_Escape)
    assert window.teaching.talk is None
    assert window.places.currentWidget() is window.teaching.place
    # Ctrl and a number, 12 arrows and Enter; 21 steps on; 4 for the room; 3, 4 and 3 for the
    # hands, 4 for those refused; 2 for black; Esc.
    assert teacher.keys == 1 + 13 + 21 + 4 + 10 + 4 + 2 + 1


def test_a_primer_is_walked_by_keys_and_back_again(window, teacher):
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
