"""The four roads of 2013 and their counterparts of 2026, on screen and on paper."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from navigator.app import make_application
from navigator.library.open import SqliteLibrary
from navigator.shipped import open_shipped_library
from navigator.ui.compare_place import ComparePlace
from navigator.ui.main_window import MainWindow
from navigator.ui.pages import rendered
from navigator.ui.settings import Settings
from navigator.ui.theme import Look, Theme
from navigator.wiring import build_window
from tests.compare_drawn import compared_road, options_pdf_of
from tests.four_roads import ROADS, road
from tests.pictures import SIZES, THEMES, TODAY, _save, _wait, _write_grey

DAY_OF_THE_LINE = TODAY.replace(year=2020, month=4, day=17)
LARGE = 200
_IN_FULL = "second-line"  # in the dark, too


def draw_roads(folder: Path) -> None:
    """Draw every road anew."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    look = Look(make_application())
    library = open_shipped_library()
    for theme in THEMES:
        look.use_theme(theme)
        _screens(library, look, theme.value, folder)
    look.use_theme(Theme.LIGHT)
    look.use_text_size(LARGE)
    window, place = _opened(library, look, SIZES[1])
    _road(window, place, library, "second-line", (place.line_page, "time-line"))
    _save(window, folder / "second-line-time-line-1920x1080-light-200-percent.png")
    window.close()
    look.use_text_size(100)
    for at, which in enumerate(ROADS):
        _papers(library, which, "Letter" if at % 2 else "A4", folder)


def _opened(
    library: SqliteLibrary, look: Look, size: tuple[int, int]
) -> tuple[MainWindow, ComparePlace]:
    window = build_window(library, look, Settings(edition="2013"), lambda: TODAY)
    window.resize(*size)
    window.show()
    _wait(300)
    place = window.comparing.show()
    assert place is not None
    return window, place


def _screens(library: SqliteLibrary, look: Look, theme: str, folder: Path) -> None:
    window, place = _opened(library, look, SIZES[0])
    scenes = (
        (place.tabs.widget(0), "editions"),
        (place.line_page, "time-line"),
        (place.options_page, "options"),
    )
    for which in ROADS:
        whole = theme == Theme.LIGHT.value or which == _IN_FULL
        for scene in scenes if whole else scenes[:1]:
            _road(window, place, library, which, scene)
            _save(window, folder / f"{which}-{scene[1]}-1280x800-{theme}.png")
    window.close()
    window.deleteLater()
    _wait(50)


def _road(
    window: MainWindow,
    place: ComparePlace,
    library: SqliteLibrary,
    which: str,
    scene: tuple[QWidget, str],
) -> None:
    record = road(library, library.edition("2013"), which, TODAY)
    window.presenter.open_record(record, ROADS[which])
    window.comparing.show()
    place.tabs.setCurrentWidget(scene[0])
    place.presenter.choose_day(DAY_OF_THE_LINE)


def _papers(library: SqliteLibrary, which: str, size: str, folder: Path) -> None:
    _, presenter, _ = compared_road(library, which, size)
    for name, pdf in (
        ("editions", presenter.editions_pdf()()),
        ("options", options_pdf_of(library, which, size)),
    ):
        for number, page in enumerate(rendered(pdf, 96), start=1):
            _write_grey(page.image(), folder / f"{which}-{name}-{size}-{number}.png")
