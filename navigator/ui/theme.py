"""Colours, type scale and spacing: one accent, one scale, one unit."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

UNIT = 8  # the one spacing unit, in device-independent pixels


class Theme(Enum):
    """Which palette is used."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Role(Enum):
    """A place on the type scale: factor of the platform's font size, and weight."""

    CAPTION = (0.9, QFont.Weight.Normal)
    BODY = (1.0, QFont.Weight.Normal)
    STRONG = (1.0, QFont.Weight.DemiBold)
    OVERLINE = (0.9, QFont.Weight.DemiBold)
    LEAD = (1.1, QFont.Weight.Normal)
    HEADING = (1.15, QFont.Weight.DemiBold)
    TITLE = (1.55, QFont.Weight.DemiBold)


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours that a QPalette has no role for; text colours reach 4.5 : 1 on `surface`.

    Attributes:
        surface: Background of cards and boxes.
        line: Borders and rules.
        muted: Secondary text.
        pale: What is excluded: readable, but quiet.
        accent: The one accent; `accent_soft` is its tint as a background.
        good, warn, stop: Status, never shown without a sign and a word.
    """

    window: QColor
    surface: QColor
    hover: QColor
    line: QColor
    text: QColor
    muted: QColor
    pale: QColor
    accent: QColor
    accent_soft: QColor
    on_accent: QColor
    good: QColor
    good_soft: QColor
    warn: QColor
    warn_soft: QColor
    stop: QColor
    stop_soft: QColor


def _colours(*names: str) -> Colours:
    return Colours(*(QColor(name) for name in names))


LIGHT = _colours(
    "#f5f6f8", "#ffffff", "#eceff3", "#d5dae1", "#1a1f26", "#566070", "#636c7a",
    "#0f62a8", "#e5f0fa", "#ffffff", "#1c6e43", "#e6f4ec", "#8a4f00", "#fdf2dd",
    "#ab231c", "#fdeceb",
)  # fmt: skip
DARK = _colours(
    "#1b1e23", "#24282f", "#2e333b", "#3d444f", "#e7eaee", "#a5afbd", "#949ead",
    "#6cb6f5", "#1f3347", "#0d1b28", "#6fd19c", "#1d3528", "#f0bd5b", "#3a2f18",
    "#ff9b93", "#43221f",
)  # fmt: skip


# Light on black; status keeps its hue, but every text reaches 7 : 1 on every ground.
CONTRAST = _colours(
    "#000000", "#000000", "#26262b", "#ffffff", "#ffffff", "#f2f2f2", "#d6d6d6",
    "#ffe14d", "#332d00", "#000000", "#7dffb0", "#00301a", "#ffc04d", "#332200",
    "#ffb3ad", "#3d0d0a",
)  # fmt: skip


# Fusion draws edges darker than the window, which black has nothing of: there a control stands out
# by its ground, 7 : 1 from the white on it and hardly less than 3 : 1 from the window.
CONTROL = QColor("#595959")
_FIELDS = ("QLineEdit", "QAbstractSpinBox", "QCheckBox", "QRadioButton")


def colours_of(palette: QPalette) -> Colours:
    """Return the colours that go with `palette`."""
    lightness = palette.color(QPalette.ColorRole.Window).lightness()
    if lightness == 0:
        return CONTRAST
    return DARK if lightness < 128 else LIGHT


def palette_of(colours: Colours) -> QPalette:
    """Return the full palette of a theme, disabled states included."""
    palette = QPalette()
    roles = QPalette.ColorRole
    control = CONTROL if colours is CONTRAST else colours.surface
    for role, colour in (
        (roles.Window, colours.window),
        (roles.WindowText, colours.text),
        (roles.Base, colours.surface),
        (roles.AlternateBase, colours.hover),
        (roles.Text, colours.text),
        (roles.Button, control),
        (roles.ButtonText, colours.text),
        (roles.BrightText, colours.on_accent),
        (roles.ToolTipBase, colours.surface),
        (roles.ToolTipText, colours.text),
        (roles.PlaceholderText, colours.muted),
        (roles.Highlight, colours.accent),
        (roles.HighlightedText, colours.on_accent),
        (roles.Accent, colours.accent),
        (roles.Link, colours.accent),
        (roles.LinkVisited, colours.accent),
        (roles.Light, colours.surface),
        (roles.Midlight, colours.hover),
        (roles.Mid, colours.line),
        (roles.Dark, colours.line),
        (roles.Shadow, colours.line),
    ):
        palette.setColor(role, colour)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, colours.pale)
    return palette


class Look:
    """The theme and text size in force; changes reach every widget through Qt's own events."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._base = application.font()
        self._percent = 100
        self._contrast = False

    @property
    def percent(self) -> int:
        """Return the text size in per cent of the platform's."""
        return self._percent

    def use_theme(self, theme: Theme) -> None:
        """Draw everything in the palette of `theme`."""
        colours = _resolve(theme)
        palette = palette_of(colours)
        self._application.setPalette(palette)
        contrast = colours is CONTRAST
        if contrast or self._contrast:
            if contrast:
                palette.setColor(QPalette.ColorRole.Base, CONTROL)
            for kind in _FIELDS:
                self._application.setPalette(palette, kind)  # type: ignore[arg-type]  # takes text, says bytes
        self._contrast = contrast

    def use_text_size(self, percent: int) -> None:
        """Scale all text to `percent` (80 to 200) of the platform's size."""
        self._percent = max(80, min(200, percent))
        font = QFont(self._base)
        font.setPointSizeF(base_point_size(self._base) * self._percent / 100)
        self._application.setFont(font)


def _resolve(theme: Theme) -> Colours:
    if theme is Theme.SYSTEM:
        hints = QGuiApplication.styleHints()
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            return CONTRAST
        return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
    return {Theme.DARK: DARK, Theme.CONTRAST: CONTRAST}.get(theme, LIGHT)


def base_point_size(font: QFont) -> float:
    """Return the size in points, at least 10, also where the platform counts in pixels."""
    return max(10.0, font.pointSizeF())


def font_for(role: Role) -> QFont:
    """Return the font of a place on the type scale, in the text size in force."""
    font = QFont(QApplication.font())
    factor, weight = role.value
    font.setPointSizeF(base_point_size(font) * factor)
    font.setWeight(weight)
    return font
