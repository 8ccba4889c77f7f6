"""What every test stands on: no display, nothing of the user's own settings."""

import os
from datetime import date

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No clock decides a test; where a landing hangs on it, the examples are the same every time.
settings.register_profile("house", deadline=None)
settings.register_profile("landing", deadline=None, derandomize=True)
settings.load_profile("landing" if os.environ.get("CI") else "house")

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def qapp_args():
    """The style in which the program draws."""
    return ["tests", "-style", "Fusion"]


@pytest.fixture(scope="session")
def library_file(tmp_path_factory):
    """The library built from the program's own content, once for a run."""
    from navigator.assets import content_folder  # noqa: PLC0415  (a test without it stays fast)
    from navigator.library.build import build_library  # noqa: PLC0415  (a test without it stays fast)

    file = tmp_path_factory.mktemp("library") / "library.sqlite"
    build_library(content_folder(), file)
    return file


@pytest.fixture(scope="session")
def library(library_file):
    """The program's own library, open."""
    from navigator.library.open import open_library  # noqa: PLC0415  (a test without it stays fast)

    opened = open_library(library_file)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def edition_2013(library):
    """The 2013 edition as the program opens it."""
    return library.edition("2013")


@pytest.fixture
def terminal(monkeypatch, capsys, library_file):
    """Types a command and gives back status, output and what went to the error stream."""
    from navigator import cli  # noqa: PLC0415  (a test without it stays fast)
    from navigator.library.open import open_library  # noqa: PLC0415  (a test without it stays fast)

    def of_the_run(options):
        library = open_library(library_file)
        options.opened.callback(library.close)
        return library

    monkeypatch.setattr(cli, "_open_library", of_the_run)
    monkeypatch.setattr(cli, "_today", lambda: TODAY)

    def typed(*arguments):
        status = cli.main([str(one) for one in arguments])
        told = capsys.readouterr()
        return status, told.out, told.err

    return typed


@pytest.fixture
def window(qtbot, qapp, library):
    """The real window on the 2013 edition, with an empty patient and nothing kept on disk."""
    from navigator.ui.settings import Settings  # noqa: PLC0415  (a test without it stays fast)
    from navigator.ui.theme import Look, Theme  # noqa: PLC0415  (a test without it stays fast)
    from navigator.wiring import build_window  # noqa: PLC0415  (a test without it stays fast)

    look = Look(qapp)
    look.use_theme(Theme.LIGHT)
    look.use_text_size(100)
    made = build_window(library, look, Settings(edition="2013"), lambda: TODAY)
    made.resize(1280, 800)
    made.show()
    yield made
    take_apart(made)
    look.use_text_size(100)


def take_apart(window):
    """Close a window without a question and let it go, while Python still knows its parts.

    The collector would forget these first, and Qt would ask them while it takes the window apart.
    """
    from PySide6.QtCore import QCoreApplication, QEvent  # noqa: PLC0415  (a test without it is fast)

    window.presenter.mark_kept()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
