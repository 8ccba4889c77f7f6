"""A person at the Cases place of the real window, with a cheap key and a folder of the test."""

from contextlib import contextmanager

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QDialog

# Loaded here and not on the worker: pytest parses it anew, while criteria are parsed as well, and
# Python 3.11 cannot do both at once.
from navigator.services import self_test
from navigator.ui.settings import Settings
from navigator.ui.theme import Look, Theme
from navigator.wiring import build_window
from tests.cases.shelves import PASSPHRASE, case_file
from tests.conftest import TODAY, take_apart


@contextmanager
def cases_window(qtbot, qapp, library, folder, edition="2013"):
    """Open the window on a case file in `folder`, and close it as a person would."""
    look = Look(qapp)
    look.use_theme(Theme.LIGHT)
    look.use_text_size(100)
    settings = Settings(edition=edition)
    window = build_window(
        library, look, settings, lambda: TODAY, case_file=lambda: case_file(folder)
    )
    window.resize(1280, 800)
    window.show()
    person = AtCases(qtbot, window)
    try:
        yield person
    finally:
        if person.made is not None:
            person.made.finish_jobs()
        take_apart(window)
        look.use_text_size(100)


assert self_test


class AtCases:
    """Works through the widgets."""

    def __init__(self, qtbot, window):
        self.qtbot = qtbot
        self.window = window

    @property
    def made(self):
        return self.window.around.cases

    @property
    def desk(self):
        return self.window.around.open_cases()

    @property
    def place(self):
        return self.desk.place

    @property
    def page(self):
        return self.place.page

    @property
    def store(self):
        return self.desk.session.store

    def go(self):
        self.window.around.rail.buttons["cases"].click()

    def create(self, passphrase=PASSPHRASE, by="AB"):
        """Make the case file and confirm the recovery key; return the key."""
        self.go()
        form = self.place.creation
        form.first.setText(passphrase)
        form.second.setText(passphrase)
        form.who.setText(by)
        form.make.click()
        self.qtbot.waitUntil(lambda: self.place.shows_recovery)
        recovery = self.place.recovery
        key = recovery._key
        recovery.typed.setText(key.split("-")[recovery._group])
        recovery.done.click()
        return key

    def unlock(self, passphrase=PASSPHRASE):
        covered = self.desk.cover.up
        form = self.desk.cover.page.form if covered else self.place.unlock
        form.passphrase.setText(passphrase)
        form.open.click()
        self.qtbot.waitUntil(lambda: form.open.text() == "Unlock" or not form.isVisible())

    def save_as_case(self):
        self.window.actions_.save_case.trigger()

    def open_case(self, number=1):
        """Open the page of a case from the list."""
        self.desk.show_list()
        table = self.place.list.table
        rows = table.cases.rows
        at = [one.number for one in rows].index(number)
        table.doubleClicked.emit(table.cases.index(at, 1))
        self.qtbot.waitUntil(
            lambda: self.place.shows_page and self.page.title.text().startswith(f"Case {number}")
        )

    def settle(self):
        """Let everything be written that was begun."""
        self.desk.session.flush()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def dialog(self, kind):
        """Return the open dialog of a kind, once it is there."""
        self.qtbot.waitUntil(lambda: bool(self._open(kind)))
        return self._open(kind)[-1]

    def _open(self, kind):
        return [one for one in self.window.findChildren(kind) if one.isVisible()]

    def visible_dialogs(self):
        return self._open(QDialog)
