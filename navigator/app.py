"""Starts the window; `navigator.wiring` says what it is made of."""

import contextlib
import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSettings
from PySide6.QtWidgets import QApplication

from navigator import NAME
from navigator.domain.problems import KnownTrouble
from navigator.words import LANGUAGES, choose_language, tr

if TYPE_CHECKING:
    from navigator.presenters.settings import Settings
    from navigator.services.case_ports import CaseFile
    from navigator.ui.main_window import MainWindow


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window and return the exit status when it is closed."""
    application = make_application(sys.argv[1:] if arguments is None else arguments)
    try:
        window = start(application)
    except KnownTrouble as trouble:
        return _refuse(application, trouble)
    window.show()
    return application.exec()


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """Return Qt's application; every widget is drawn in the one style that `Look` colours."""
    # As an argument: `setStyle` would give a Python object of it, with six hundred enum members.
    return QApplication([NAME, "-style", "Fusion", *arguments])


def start(application: QApplication) -> "MainWindow":
    """Return the window, ready to be shown, as the user left it.

    Raises:
        KnownTrouble: the library cannot be opened or built; in words.
    """
    with _collector_at_rest():
        return _opened(application)


@contextlib.contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep the garbage collector from what is made here: nearly all of it stays to the end."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _opened(application: QApplication) -> "MainWindow":
    # Imported here, while the collector rests: half of what it would look through is classes.
    from platformdirs import PlatformDirs  # noqa: PLC0415

    from navigator.assets import resource  # noqa: PLC0415
    from navigator.shipped import open_shipped_library  # noqa: PLC0415
    from navigator.ui.crashes import Crashes  # noqa: PLC0415
    from navigator.ui.defects import Defects  # noqa: PLC0415
    from navigator.ui.settings import load_settings  # noqa: PLC0415
    from navigator.ui.theme import Look, Theme  # noqa: PLC0415
    from navigator.wiring import build_window, today  # noqa: PLC0415

    application.setApplicationName(NAME)
    application.setApplicationDisplayName(tr("Guideline Navigator"))
    folders = PlatformDirs(NAME, appauthor=False)
    settings_file = Path(folders.user_config_dir) / "settings.json"
    settings = load_settings(settings_file)
    choose_language(_language(settings), resource("translations"))
    defects = Defects(Path(folders.user_log_dir) / "defects.log")
    defects.install()
    look = Look(application)
    look.use_text_size(settings.text_percent)
    look.use_theme(Theme(settings.theme))
    window = build_window(
        open_shipped_library(),
        look,
        settings,
        today,
        _keeper(settings_file),
        case_file=_case_file(Path(folders.user_data_dir), Path(folders.user_state_dir)),
        teaching=Path(folders.user_data_dir) / "teaching",
    )
    window.keep_place(
        QSettings(str(settings_file.with_name("window.ini")), QSettings.Format.IniFormat)
    )
    window.recent.keep_in(settings_file.with_name("recent.json"))
    window.greeting.greet()
    defects.tell(Crashes(window, defects.told).tell)
    return window


def _language(settings: "Settings") -> str:
    wanted = settings.language or QLocale.system().name()[:2]
    return wanted if wanted in LANGUAGES else "en"


def _keeper(file: Path) -> "Callable[[Settings], None]":
    def keep(settings: "Settings") -> None:
        from navigator.ui.settings import save_settings  # noqa: PLC0415  (on request)

        save_settings(file, settings)

    return keep


def _case_file(folder: Path, state: Path) -> "Callable[[], CaseFile]":
    def closed() -> "CaseFile":
        from navigator.cases.case_file import SealedCaseFile  # noqa: PLC0415  (on request)

        return SealedCaseFile(folder / "cases", state)

    return closed


def _refuse(application: QApplication, trouble: KnownTrouble) -> int:
    """Say why the program cannot start, and end when that has been read."""
    from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415  (at no usual start)

    box = QMessageBox(
        QMessageBox.Icon.Critical, tr("Guideline Navigator"), tr("The program cannot start.")
    )
    box.setInformativeText(str(trouble))
    box.open()
    application.exec()
    return 2
