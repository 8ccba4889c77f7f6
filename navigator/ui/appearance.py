"""Theme and text size of the window, as chosen and as the system has them."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QGuiApplication

from navigator.presenters.settings import Settings
from navigator.ui.kept_settings import KeptSettings
from navigator.ui.theme import Look, Theme

if TYPE_CHECKING:
    from navigator.ui.window_actions import WindowActions

_STEP_PERCENT = 10


class Appearance(QObject):
    """Draws everything in the theme and text size of the settings."""

    def __init__(
        self, look: Look, settings: KeptSettings, actions: "WindowActions", owner: QObject
    ) -> None:
        super().__init__(owner)
        self._look = look
        self._settings = settings
        self._themes = actions.themes
        self._themes[Theme(settings.now.theme)].setChecked(True)
        for action in self._themes.values():
            action.triggered.connect(self._choose_theme)
        actions.larger.triggered.connect(self._larger)
        actions.smaller.triggered.connect(self._smaller)
        actions.usual.triggered.connect(self._usual)
        settings.changed.connect(self._follow)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    def use_theme(self, theme: Theme) -> None:
        """Draw everything in another theme, and remember it."""
        if self._settings.now.theme == theme.value:
            self._look.use_theme(theme)
        self._settings.change(replace(self._settings.now, theme=theme.value))

    def use_text_size(self, percent: int) -> None:
        """Scale all text, and remember it."""
        self._look.use_text_size(percent)
        self._settings.change(replace(self._settings.now, text_percent=self._look.percent))

    # slots

    @Slot(object, object)
    def _follow(self, before: Settings, now: Settings) -> None:
        """Draw what was chosen, wherever it was chosen."""
        if before.theme != now.theme:
            self._look.use_theme(Theme(now.theme))
            self._themes[Theme(now.theme)].setChecked(True)
        if now.text_percent != self._look.percent:
            self._look.use_text_size(now.text_percent)

    @Slot()
    def _choose_theme(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.use_theme(Theme(action.data()))

    @Slot()
    def _follow_system(self) -> None:
        """The system went light, dark or strong in contrast while the program runs."""
        if self._settings.now.theme == Theme.SYSTEM.value:
            self._look.use_theme(Theme.SYSTEM)

    @Slot()
    def _larger(self) -> None:
        self.use_text_size(self._look.percent + _STEP_PERCENT)

    @Slot()
    def _smaller(self) -> None:
        self.use_text_size(self._look.percent - _STEP_PERCENT)

    @Slot()
    def _usual(self) -> None:
        self.use_text_size(100)
