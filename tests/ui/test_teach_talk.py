"""Slides as they are painted, both windows of a talk, and the screens that come and go."""

import pytest
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QPushButton
from shiboken6 import isValid

from navigator.engine.assess import assess
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.talk import Cover, Deed, Talk
from navigator.presenters.talk_drawing import DrawingScript
from navigator.presenters.talk_primer import PrimerWalk
from navigator.presenters.talk_script import TalkScript
from navigator.presenters.talk_slides import slide_words
from navigator.ui.talk_keys import DEEDS, TalkKeys, key_rows
from navigator.ui.talk_paint import paint_slide
from navigator.ui.talk_stage import LEAST, NARROWEST
from navigator.ui.theme import CONTRAST, DARK, LIGHT, palette_of
from navigator.words import choose_language

SIZES = ((1280, 720), (1024, 768), (1920, 1080))
TWO = (QRect(0, 0, 1440, 900), QRect(1440, 0, 1280, 720))


class HeldScreens(QObject):
    """Screens that a test plugs in and out."""

    changed = Signal()

    def __init__(self, areas=TWO):
        super().__init__()
        self.now = areas

    def areas(self):
        return self.now

    def home(self, window):
        del window
        return 0

    def become(self, *areas):
        self.now = areas
        self.changed.emit()


class Screen:
    def draw(self, shown):
        self.shown = shown


def painted(slide, size, palette=None):
    image = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    left = paint_slide(painter, slide, QSizeF(*size), palette or palette_of(LIGHT))
    painter.end()
    return left, image


def every_slide(script):
    """Each slide of a case, with the hands of a divided room."""
    talk = Talk(Screen(), script)
    for _ in range(len(script)):
        shown = talk.shown()
        yield shown.here
        if shown.hands is not None:
            talk.digit(len(shown.hands.counts))
            talk.do(Deed.MORE)
        talk.do(Deed.NEXT)


@pytest.fixture(scope="module")
def catalogue(library):
    return Catalogue(library)


@pytest.fixture
def french():
    from navigator.assets import resource  # noqa: PLC0415  (only here)

    choose_language("fr", resource("translations"))
    yield
    choose_language("en", resource("translations"))


def too_long(library, catalogue, size):
    """Slides of every shipped case and drawing whose words do not fit."""
    topics = {one.id: one for one in library.topics()}
    return [
        (case.id, slide.id)
        for case in library.cases()
        for slide in every_slide(TalkScript(case, topics.get(case.topic), catalogue, assess))
        if painted(slide, size)[0] < 0
    ]


@pytest.mark.parametrize("size", SIZES[:2], ids=["16 to 9", "4 to 3"])
def test_every_slide_of_every_case_fits(qapp, library, catalogue, size):
    assert too_long(library, catalogue, size) == []


def test_every_slide_fits_in_french(qapp, french, library, catalogue):
    assert too_long(library, catalogue, SIZES[1]) == []


def test_nothing_is_smaller_than_what_the_last_row_can_read():
    """28 pixels on a projector of 720 lines, and no smaller on one of 1024 x 768."""
    assert LEAST >= 28
    assert min(768 / 720, 1024 / NARROWEST) >= 1


def test_the_stage_is_as_high_in_letters_on_every_screen(qapp, library, catalogue):
    case = next(one for one in library.cases() if one.id == "lungs")
    slide = TalkScript(case, None, catalogue, assess).slide(0, {})
    small, large = painted(slide, (1280, 720))[0], painted(slide, (1920, 1080))[0]
    assert small == pytest.approx(large, abs=3)


@pytest.mark.parametrize("colours", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
def test_a_slide_is_painted_in_the_colours_of_the_theme(qapp, library, catalogue, colours):
    case = next(one for one in library.cases() if one.id == "third-line")
    slide = TalkScript(case, None, catalogue, assess).slide(0, {})
    image = painted(slide, (1280, 720), palette_of(colours))[1]
    assert image.pixelColor(4, 4) == colours.surface
    shades = {image.pixelColor(x, 90).name() for x in range(50, 600)}
    assert colours.text.name() in shades


def test_the_path_the_room_and_the_rest_differ_on_the_chart(qapp, library, catalogue):
    case = next(one for one in library.cases() if one.id == "brain-quiet")
    talk = Talk(Screen(), TalkScript(case, None, catalogue, assess))
    while not talk.shown().here.id.startswith("path"):
        if talk.shown().hands is not None:
            talk.digit(4)  # lapatinib with capecitabine: another step
            talk.do(Deed.MORE)
        talk.do(Deed.NEXT)
    image = painted(talk.shown().here, (1280, 720))[1]
    seen = {image.pixelColor(x, y).name() for x in range(0, 1280, 2) for y in range(120, 520, 2)}
    assert {LIGHT.accent.name(), LIGHT.warn.name(), LIGHT.hover.name()} <= seen


def test_the_drawing_fits_at_every_stage(qapp, catalogue, library):
    from navigator.wiring import _drawings  # noqa: PLC0415  (only here)

    for drawing in _drawings():
        script = DrawingScript(drawing, catalogue)
        for at in range(len(script)):
            for size in SIZES:
                assert painted(script.slide(at, {}), size)[0] >= 0


def test_primers_fit_on_a_small_projector(qapp, catalogue, library):
    for primer in library.primers():
        screen = Screen()
        walk = PrimerWalk(screen, library.edition(primer), catalogue, assess)
        walk.show()
        for _ in range(8):
            assert painted(screen.shown.here, SIZES[1])[0] >= 0, screen.shown.here.id
            if screen.shown.here.choices:
                walk.digit(2)
            else:
                walk.digit(5)
                walk.do(Deed.ENTER)


# the place


@pytest.fixture
def place(qtbot, window):
    window.teaching.screens = HeldScreens()
    qtbot.mouseClick(window.around.rail.buttons["teach"], Qt.MouseButton.LeftButton)
    return window.teaching.place


def card_of(place, one):
    return next(card for card in place.cards if card.card.id == one)


def test_nothing_of_teach_is_there_before_it_is_opened(window):
    assert window.teaching.place is None
    assert window.teaching.talk is None


def test_its_key_stands_in_the_go_menu(window, place):
    assert window.around.rail.actions_["teach"] in window.actions_.go.actions()
    assert window.places.currentWidget() is place


def test_every_card_is_named_for_screen_readers(place):
    card = card_of(place, "lungs")
    assert card.accessibleName() == "Case: Ground glass without symptoms"
    assert "●●○ middling" in card.accessibleDescription()


def test_arrow_keys_walk_from_card_to_card(qtbot, window, place):
    place.cards[0].setFocus()
    qtbot.keyClick(place.cards[0], Qt.Key.Key_Right)
    assert place.current() == place.cards[1].card
    qtbot.keyClick(place.cards[1], Qt.Key.Key_Left)
    assert place.current() == place.cards[0].card


def test_a_filter_keeps_what_fits_and_says_how_many(place):
    place.difficulty.setCurrentIndex(place.difficulty.findText("hard"))
    place.difficulty.activated.emit(place.difficulty.currentIndex())
    assert [one.card.id for one in place.cards] == ["after-deruxtecan"]
    assert place.told.text() == "1 card"


def test_a_case_without_its_edition_says_why_and_opens_nothing(window, place, library):
    from dataclasses import replace  # noqa: PLC0415  (only here)

    lost = replace(library.cases()[0], id="lost", topic="", edition="1998")
    place.tools = replace(place.tools, cases=lambda: (lost,))
    place.refresh()
    card_of(place, "lost").setChecked(True)
    place.begin()
    assert window.teaching.talk is None
    assert place.trouble.text() == "The edition “1998” is not installed."


# both windows


@pytest.fixture
def talk(qtbot, window, place):
    card = card_of(place, "third-line")
    card.setFocus()
    qtbot.keyClick(card, Qt.Key.Key_Return)
    QCoreApplication.sendPostedEvents()
    return window.teaching.talk


def press(qtbot, talk, *keys):
    for key in keys:
        qtbot.keyClick(talk.desk, key)


K = Qt.Key


def test_the_audience_has_the_second_screen_and_the_presenter_the_first(talk):
    assert talk.audience.isFullScreen()
    assert talk.audience.normalGeometry().topLeft() == TWO[1].topLeft()
    assert not talk.desk.isFullScreen()


def test_swapped_the_windows_change_places(qtbot, talk):
    press(qtbot, talk, K.Key_S)
    assert talk.audience.normalGeometry().topLeft() == TWO[0].topLeft()
    press(qtbot, talk, K.Key_S)
    assert talk.audience.normalGeometry().topLeft() == TWO[1].topLeft()


def test_a_screen_that_is_unplugged_brings_the_audience_home_and_the_talk_goes_on(
    qtbot, window, talk
):
    press(qtbot, talk, K.Key_Right, K.Key_Right)
    window.teaching.screens.become(TWO[0])
    assert talk.audience.isVisible()
    assert not talk.audience.isFullScreen()
    assert TWO[0].contains(talk.audience.geometry())
    press(qtbot, talk, K.Key_Right)
    assert talk.desk.number.text().endswith(", 4 of 21")
    window.teaching.screens.become(*TWO)
    assert talk.audience.isFullScreen()


def test_on_a_single_screen_the_audience_has_a_window(qtbot, window, place):
    window.teaching.screens.become(TWO[0])
    card_of(place, "lungs").wanted.emit()
    assert not window.teaching.talk.audience.isFullScreen()
    assert TWO[0].contains(window.teaching.talk.audience.geometry())


def test_one_key_paints_each_changed_slide_once(qtbot, talk):
    press(qtbot, talk, K.Key_Right)
    for canvas in (talk.audience.canvas, talk.desk.here, talk.desk.after):
        canvas.grab()
    before = [one.paints for one in (talk.audience.canvas, talk.desk.here, talk.desk.after)]
    press(qtbot, talk, K.Key_Right)
    for canvas in (talk.audience.canvas, talk.desk.here, talk.desk.after):
        canvas.grab()
        canvas.grab()
    after = [one.paints for one in (talk.audience.canvas, talk.desk.here, talk.desk.after)]
    assert [b - a for a, b in zip(before, after, strict=True)] == [1, 1, 1]


def test_a_key_that_changes_no_slide_paints_none(qtbot, talk):
    canvas = talk.audience.canvas
    canvas.grab()
    before = canvas.paints
    press(qtbot, talk, K.Key_F, K.Key_F, K.Key_P, K.Key_B, K.Key_B)
    canvas.grab()
    assert canvas.paints == before


def test_a_black_screen_is_black(qtbot, talk):
    press(qtbot, talk, K.Key_B)
    image = talk.audience.canvas.grab().toImage()
    assert image.pixelColor(image.rect().center()).name() == "#000000"
    assert talk.audience.canvas.accessibleDescription() == "Nothing is shown."
    assert talk.desk.state.text() == "The audience sees a black screen."
    assert talk.desk.here._cover is Cover.NOTHING


def test_the_pointer_follows_the_mouse_over_the_presenters_copy(qtbot, talk):
    press(qtbot, talk, K.Key_P)
    talk.desk.here.pointed.emit(QPointF(0.5, 0.9))
    image = talk.audience.canvas.grab().toImage()
    spot = QPoint(image.width() // 2, round(image.height() * 0.9))
    assert image.pixelColor(spot).name() == "#d0021b"
    press(qtbot, talk, K.Key_P)
    image = talk.audience.canvas.grab().toImage()
    assert image.pixelColor(spot) == LIGHT.surface


def test_keys_work_in_the_window_of_the_audience_as_well(qtbot, talk):
    qtbot.keyClick(talk.audience, K.Key_PageDown)
    assert talk.desk.number.text().endswith(", 2 of 21")


def test_every_button_of_the_presenter_has_a_key_and_takes_no_focus(talk):
    for button in talk.desk.findChildren(QPushButton):
        assert button.focusPolicy() is Qt.FocusPolicy.NoFocus
        assert "(" in button.text() or "←" in button.text() or "→" in button.text()


def test_the_list_of_keys_names_every_key(talk):
    listed = " ".join(key for key, _ in key_rows())
    letters = [chr(int(key)) for key in DEEDS if int(K.Key_A) <= int(key) <= int(K.Key_Z)]
    assert letters
    for letter in [*letters, "P", "S", "?"]:
        assert letter in listed


def test_the_time_turns_to_a_warning_once_it_is_over(talk):
    from PySide6.QtCore import QTime  # noqa: PLC0415  (only here)

    talk.desk.tell_time(59, 40, QTime(10, 5))
    assert (talk.desk.time.text(), talk.desk.clock.text()) == ("0:59 of 40 min", "10:05")
    talk.desk.tell_time(2401, 40, QTime(10, 45))
    assert talk.desk.time._tone == "warn"


def test_what_a_lock_hides_stays_hidden_whatever_happens_meanwhile(qtbot, window, talk):
    """A lock hides every window that is no child inside of the main one; both are such."""
    assert {talk.audience, talk.desk} <= set(QApplication.topLevelWidgets())
    talk.audience.hide()
    talk.desk.hide()
    window.teaching.screens.become(TWO[0])
    window.teaching.screens.become(*TWO)
    talk.speaker.do(Deed.NEXT)
    assert not talk.audience.isVisible()
    assert not talk.desk.isVisible()


def test_a_lock_hides_both_windows_and_brings_them_back(qtbot, window, talk):
    from navigator.ui.lock_cover import LockCover  # noqa: PLC0415  (only here)

    cover = LockCover(window)
    cover.cover("", "")
    assert not talk.audience.isVisible()
    assert not talk.desk.isVisible()
    cover.uncover()
    assert talk.audience.isVisible()


def test_escape_closes_both_windows_and_the_cards_have_the_keys_again(qtbot, window, talk):
    audience, desk = talk.audience, talk.desk
    press(qtbot, talk, K.Key_Escape)
    assert window.teaching.talk is None
    assert not audience.isVisible()
    assert not desk.isVisible()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.places.currentWidget() is window.teaching.place


def test_nothing_of_a_talk_is_left_behind(qtbot, talk):
    parts = (talk, talk.audience, talk.desk)
    press(qtbot, talk, K.Key_Escape)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [isValid(one) for one in parts] == [False, False, False]


def test_the_list_of_keys_opens_over_the_talk(qtbot, talk):
    qtbot.keyClick(talk.desk, K.Key_Question)
    dialogs = talk.desk.findChildren(TalkKeys)
    assert len(dialogs) == 1
    assert dialogs[0].isVisible()
    dialogs[0].reject()


def test_closing_the_program_ends_the_talk(window, talk):
    audience = talk.audience
    window.presenter.mark_kept()
    window.close()
    assert window.teaching.talk is None
    assert not audience.isVisible()


def test_a_defect_ends_the_talk(window, talk):
    window.freeze()
    assert window.teaching.talk is None


def test_the_patient_on_screen_is_never_on_the_audience_window(qtbot, window, place):
    window.open_sample()
    name = window.presenter.record.identity.name
    assert name
    window.teaching.show()
    card_of(place, "third-line").wanted.emit()
    shown = window.teaching.talk
    for _ in range(21):
        assert name not in shown.audience.canvas.accessibleDescription()
        assert name not in slide_words(shown.speaker.shown().audience)
        press(qtbot, shown, K.Key_Right)


def test_f5_shows_the_chosen_card_and_a_second_f5_brings_the_talk_forward(window, place):
    assert place.action.shortcut().toString() == "F5"
    card_of(place, "lungs").setChecked(True)
    place.action.trigger()
    first = window.teaching.talk
    assert "Ground glass" in first.audience.canvas.accessibleDescription()
    place.action.trigger()
    assert window.teaching.talk is first


def test_mirrored_the_words_change_sides_and_the_chart_does_not(qapp, library, catalogue):
    case = next(one for one in library.cases() if one.id == "brain-quiet")
    slides = {one.id: one for one in every_slide(TalkScript(case, None, catalogue, assess))}

    def inked(slide, mirrored, rows):
        image = QImage(1280, 720, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        paint_slide(painter, slide, QSizeF(1280, 720), palette_of(LIGHT), mirrored=mirrored)
        painter.end()
        ground = LIGHT.surface
        return [x for x in range(1280) if any(image.pixelColor(x, y) != ground for y in rows)]

    words = slides["case"]
    assert min(inked(words, False, range(150, 200))) < 100
    assert min(inked(words, True, range(150, 200))) > 100
    assert max(inked(words, True, range(150, 200))) > 1180
    chart = slides["moved:headache"]
    assert inked(chart, False, range(150, 500)) == inked(chart, True, range(150, 500))
