"""Makes the pictures of `docs/pictures`: `python -m tests.pictures [plans] [compare] [teach]`.

The real window is drawn without a display, with the sample patient of the 2013 edition; the pages
are those of its plan. With `plans` only the printed plans of ten kinds are drawn, with `compare`
only the four roads of 2013 beside those of 2026, with `teach` only a seminar.
"""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QImage, qRgb
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from navigator.app import make_application
from navigator.cli import main as terminal
from navigator.report.plan_pdf import PageSize, plan_pdf
from navigator.shipped import open_shipped_library
from navigator.ui.main_window import MainWindow
from navigator.ui.pages import rendered
from navigator.ui.settings import Settings
from navigator.ui.theme import Look, Theme
from navigator.wiring import build_window
from tests.report.ten_plans import ten_plans

TODAY = date(2026, 11, 23)
FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
SIZES = ((1280, 800), (1920, 1080))
THEMES = (Theme.LIGHT, Theme.DARK)
REGIMEN = "LAP_CAPE"


def main(folder: Path = FOLDER) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if "teach" in sys.argv[1:]:
        _teach(folder / "teach")
        return
    if "plans" in sys.argv[1:]:
        _plans(folder / "plans")
        return
    if "compare" in sys.argv[1:]:
        from tests.pictures_compare import draw_roads  # noqa: PLC0415  (these pictures alone)

        draw_roads(folder / "compare")
        return
    application = make_application()
    look = Look(application)
    for theme in THEMES:
        look.use_theme(theme)
        for size in SIZES:
            _scenes(look, theme, size, folder)
    look.use_theme(Theme.LIGHT)
    look.use_text_size(200)
    _scenes(look, Theme.LIGHT, SIZES[1], folder, suffix="-200-percent")
    _pages(folder)


def _scenes(
    look: Look, theme: Theme, size: tuple[int, int], folder: Path, suffix: str = ""
) -> None:
    name = f"{size[0]}x{size[1]}-{theme.value}{suffix}.png"
    window = build_window(open_shipped_library(), look, Settings(edition="2013"), lambda: TODAY)
    window.resize(*size)
    window.show()
    _save(window, folder / f"start-{name}")
    window.open_sample()
    _save(window, folder / f"navigate-{name}")
    window.open_plan(REGIMEN)
    _wait(2500)
    _save(window, folder / f"plan-{name}")
    window.around.open_in_library("trial", "EMILIA")
    _save(window, folder / f"library-{name}")
    window.close()
    window.deleteLater()
    _wait(50)


class _TwoScreens(QObject):
    """A desk and a projector, where there is only one screen."""

    changed = Signal()

    def areas(self) -> tuple[QRect, ...]:
        return (QRect(0, 0, 1440, 900), QRect(1440, 0, 1280, 720))

    def home(self, window: QWidget) -> int:
        del window
        return 0


def _teach(folder: Path) -> None:
    """Draw the cards, both windows of a talk in light and dark, and the drawing."""
    folder.mkdir(parents=True, exist_ok=True)
    look = Look(make_application())
    look.use_theme(Theme.LIGHT)
    window = build_window(open_shipped_library(), look, Settings(edition="2013"), lambda: TODAY)
    window.resize(1280, 800)
    window.show()
    window.teaching.screens = _TwoScreens()
    place = window.teaching.show()
    assert place is not None
    _save(window, folder / "cards.png")
    _talk(window, "brain-quiet", 3, "4+++1+", folder / "presenter.png", desk=True)
    _talk(window, "brain-quiet", 5, "4+++1+", folder / "path.png")
    look.use_theme(Theme.DARK)
    _talk(window, "third-line", 10, "", folder / "evidence-dark.png")
    look.use_theme(Theme.LIGHT)
    _talk(window, "her2-mechanisms", 5, "", folder / "drawing.png")
    window.close()


def _talk(  # noqa: PLR0913  (as many as a picture has)
    window: MainWindow, case: str, steps: int, hands: str, file: Path, *, desk: bool = False
) -> None:
    """Show a card as a talk, go some steps, count hands at the question, and draw a window."""
    place = window.teaching.place
    assert place is not None
    button = next(one for one in place.cards if one.card.id == case)
    button.setChecked(True)
    place.begin()
    show = window.teaching.talk
    assert show is not None
    show.audience.setWindowState(Qt.WindowState.WindowNoState)
    show.audience.resize(1280, 720)
    show.desk.resize(1440, 900)
    for _ in range(steps):
        if show.desk.buttons["vote"].isEnabled() and hands:
            QTest.keyClicks(show.desk, hands)
            hands = ""
        QTest.keyClick(show.desk, Qt.Key.Key_Right)
    QTest.keyClicks(show.desk, hands)
    _wait(200)
    _write((show.desk if desk else show.audience).grab().toImage(), file)
    show.leave()
    _wait(50)


def _save(window: MainWindow, file: Path) -> None:
    _wait(700)
    _write(window.grab().toImage(), file)


def _pages(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "plan.pdf"
        terminal(["sample", "--out", str(file)])
        pdf = file.read_bytes()
    for number, page in enumerate(rendered(pdf, 100), start=1):
        _write(page.image(), folder / f"page-{number}.png")


def _plans(folder: Path) -> None:
    """Draw the first pages of ten kinds of plan, half of them on Letter, in sixteen greys."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    for at, (kind, plan) in enumerate(ten_plans(open_shipped_library()).items()):
        size: PageSize = "Letter" if at % 2 else "A4"
        for number, page in enumerate(rendered(plan_pdf(plan, size), 96), start=1):
            _write_grey(page.image(), folder / f"{kind}-{size}-{number}.png")


def _write_grey(image: QImage, file: Path) -> None:
    """Write what a black-and-white printer makes of a page, in few bytes."""
    greys = [qRgb(grey, grey, grey) for grey in range(0, 256, 17)]
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    few = grey.convertToFormat(QImage.Format.Format_Indexed8, greys)
    if not few.save(str(file), "PNG", 0):
        sys.exit(f"{file} could not be written")


def _write(image: QImage, file: Path) -> None:
    if not image.convertToFormat(QImage.Format.Format_RGB888).save(str(file), "PNG", 0):
        sys.exit(f"{file} could not be written")


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
