"""The looks in which everything is drawn: theme, text size, language and direction, room."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from navigator.cases.case_file import SealedCaseFile
from navigator.library.open import SqliteLibrary
from navigator.ui.main_window import LEAST_SIZE, MainWindow
from navigator.ui.settings import Settings
from navigator.ui.theme import Look, Theme
from navigator.wiring import build_window
from tests.conftest import take_apart
from tests.screens.pseudo import speak_english, speak_pseudo
from tests.screens.scenes import settle

TODAY = date(2026, 11, 23)
USUAL, LEAST = (1280, 800), (LEAST_SIZE.width(), LEAST_SIZE.height())


@dataclass(frozen=True)
class Looks:
    """One way of seeing everything."""

    theme: Theme = Theme.LIGHT
    percent: int = 100
    pseudo: bool = False
    mirrored: bool = False
    size: tuple[int, int] = USUAL

    @property
    def name(self) -> str:
        """Return a name for files."""
        words = ("pseudo" if self.pseudo else "english") + ("-mirrored" if self.mirrored else "")
        return f"{self.theme.value}-{self.percent}-{words}-{self.size[0]}x{self.size[1]}"


def every_look() -> list[Looks]:
    """Return all: three themes, two text sizes, three languages, two sizes of the window."""
    languages = ((False, False), (True, False), (True, True))
    return [
        Looks(theme, percent, pseudo, mirrored, size)
        for theme in (Theme.LIGHT, Theme.DARK, Theme.CONTRAST)
        for percent in (100, 200)
        for pseudo, mirrored in languages
        for size in (USUAL, LEAST)
    ]


@contextmanager
def dressed(
    application: QApplication, library: SqliteLibrary, looks: Looks, cases: Path | None
) -> Iterator[MainWindow]:
    """Give the real window in a look, with the newest edition; all is as before afterwards."""
    look = Look(application)
    try:
        if looks.pseudo:
            speak_pseudo()
        if looks.mirrored:
            application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        look.use_theme(looks.theme)
        look.use_text_size(looks.percent)
        file = (lambda: SealedCaseFile(cases / "cases", cases)) if cases is not None else None
        settings = Settings(theme=looks.theme.value, text_percent=looks.percent)
        window = build_window(library, look, settings, lambda: TODAY, case_file=file)
        window.resize(*looks.size)
        window.show()
        settle()
        try:
            yield window
        finally:
            take_apart(window)
    finally:
        speak_english()
        application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        look.use_text_size(100)
        look.use_theme(Theme.LIGHT)
