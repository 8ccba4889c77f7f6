"""Icons, words, colours and settings."""

from dataclasses import fields

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLineEdit

from navigator import assets
from navigator.domain.assessment import OptionStatus
from navigator.presenters.facts_shown import Knowledge
from navigator.ui import texts
from navigator.ui.icons import Icon, pixmap, svg
from navigator.ui.settings import Settings, load_settings, save_settings
from navigator.ui.theme import CONTRAST, CONTROL, DARK, LIGHT, Look, Theme, colours_of, palette_of


@pytest.mark.parametrize("icon", Icon)
def test_every_icon_has_its_file_and_takes_the_colour(icon):
    drawing = svg(icon, QColor("#123456")).decode()
    assert "#123456" in drawing
    assert "currentColor" not in drawing


def test_every_icon_file_is_used_and_the_licence_lies_beside():
    names = {file.stem for file in assets.resource("icons").glob("*.svg")}
    assert names == {icon.value for icon in Icon}
    assert "ISC License" in assets.resource("icons", "LICENSE-lucide.txt").read_text()


def test_an_icon_is_painted_in_its_colour(qapp):
    picture = pixmap(Icon.NOT_APPLICABLE, QColor("#ff0000"), 24).toImage()
    assert picture.pixelColor(12, 12).red() > 200


@pytest.mark.parametrize("kind", texts.WORDED)
def test_every_id_has_words(kind):
    words = [texts.WORDED[kind](member) for member in kind]
    assert all(words)
    assert len(set(words)) == len(words)


def test_every_status_differs_in_word_and_in_sign():
    for sign_of, kind in ((texts.option_sign, OptionStatus), (texts.knowledge_sign, Knowledge)):
        signs = [sign_of(member, LIGHT) for member in kind]
        assert len({sign.words for sign in signs}) == len(signs)
        assert len({sign.icon for sign in signs}) == len(signs)


def luminance(colour):
    """Relative luminance as WCAG 2.1 defines it."""

    def channel(value):
        part = value / 255
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(one) for one in (colour.red(), colour.green(), colour.blue()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


THEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
TONES = ("good", "warn", "stop", "accent")
# WCAG 2.1: 1.4.3 asks for 4.5 : 1, 1.4.6 for 7 : 1, 1.4.11 for 3 : 1 where something is no text.
LEAST = {"light": 4.5, "dark": 4.5, "contrast": 7.0}


@pytest.mark.parametrize("name", THEMES)
def test_all_text_can_be_read_on_every_ground_it_stands_on(name):
    colours = THEMES[name]
    pairs = [
        (ink, ground)
        for ink in ("text", "muted", "pale", *TONES)
        for ground in ("window", "surface")
    ]
    pairs += [(ink, "hover") for ink in ("text", "muted", "pale", "accent")]
    pairs += [(ink, f"{tone}_soft") for tone in TONES for ink in (tone, "text", "muted")]
    pairs += [("on_accent", "accent")]
    for ink, ground in pairs:
        reached = contrast(getattr(colours, ink), getattr(colours, ground))
        assert reached >= LEAST[name], (ink, ground, round(reached, 2))


@pytest.mark.parametrize("name", THEMES)
def test_the_focus_frame_stands_out_from_every_ground(name):
    colours = THEMES[name]
    for ground in ("window", "surface", "hover", "accent_soft"):
        assert contrast(colours.accent, getattr(colours, ground)) >= 3.0, ground


def test_high_contrast_draws_its_edges_as_strongly_as_its_text():
    assert contrast(CONTRAST.line, CONTRAST.surface) >= 7.0


def test_high_contrast_draws_controls_that_stand_out_and_can_be_read():
    # 7 : 1 to white and 3 : 1 to black meet at one luminance only, which no 8-bit grey hits.
    assert round(contrast(CONTROL, CONTRAST.window), 1) == 3.0
    assert contrast(CONTRAST.text, CONTROL) >= 7.0


def test_fields_follow_into_high_contrast_and_back(qtbot, qapp):
    field = QLineEdit()
    qtbot.addWidget(field)
    look = Look(qapp)
    look.use_theme(Theme.CONTRAST)
    assert qapp.palette(field).base().color() == CONTROL
    look.use_theme(Theme.LIGHT)
    assert qapp.palette(field).base().color() == LIGHT.surface


@pytest.mark.parametrize("colours", THEMES.values(), ids=THEMES)
def test_the_colours_are_found_again_from_the_palette(colours):
    assert colours_of(palette_of(colours)) is colours


def test_settings_keep_what_differs_and_read_back(tmp_path):
    file = tmp_path / "deep" / "settings.json"
    chosen = Settings(theme="dark", text_percent=150, edition="2013")
    save_settings(file, chosen)
    assert load_settings(file) == chosen
    assert "language" not in file.read_text()


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"theme": 7}', '{"theme": "pink"}', '{"text_percent": 9000}']
)
def test_settings_that_make_no_sense_give_the_default(tmp_path, text):
    file = tmp_path / "settings.json"
    file.write_text(text)
    assert load_settings(file) == Settings()


def test_a_settings_folder_that_cannot_be_written_stops_nothing(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    save_settings(blocked / "settings.json", Settings(theme="dark"))
    assert len(fields(Settings)) >= 4
