"""The lock of the cases: by key, by rest, after a sleep, and for good when the window closes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Slot

from navigator.presenters.case_rest import Away
from navigator.ui.file_dialogs import tell as tell_in_box
from navigator.ui.icons import Icon
from navigator.ui.lock_watch import LockWatch
from navigator.ui.parts import LinkButton
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.ui.cases_desk import CasesDesk


class CasesLock(QObject):
    """Saves, covers the window and lets the key go; says in the status bar how it stands."""

    def __init__(self, desk: "CasesDesk") -> None:
        super().__init__(desk)
        self._desk = desk
        self._told = False
        self._watch = LockWatch(self._minutes, self)
        self.button = LinkButton(tr("Lock"), Icon.LOCK)
        desk.window.statusBar().addPermanentWidget(self.button)
        for signal in (
            desk.place.list.lock_wanted,
            self.button.clicked,
            desk.window.actions_.lock.triggered,
        ):
            signal.connect(self.lock)
        desk.cover.page.ended.connect(self._end)
        self._watch.rested.connect(self.rest)
        desk.window.installEventFilter(self)

    def _minutes(self) -> int:
        return self._desk.window.settings.now.lock_minutes

    def watch(self) -> None:
        """Lock by itself from now on."""
        self._told = False
        self._watch.begin()

    @Slot()
    def lock(self) -> None:
        """Hide everything and forget the key."""
        self._lock(tr("Type the passphrase to go on where you were. Nothing is lost."))

    @Slot(object)
    def rest(self, away: Away) -> None:
        """Lock because nobody is there, and say how that was noticed."""
        if away is Away.SLEPT:
            self._lock(tr("The computer slept, so the cases were locked. Nothing is lost."))
        else:
            self._lock(tr("Nobody was here for a while, so the cases were locked."))

    def _lock(self, why: str) -> None:
        if self._desk.session is None or self._desk.cover.up:
            return
        presenter = self._desk.window.presenter
        self._watch.end()
        self._desk.acting.keep_drafts()
        self._desk.cover.cover(why, self._desk.session.by)
        trouble = self._desk.session.leave(self._desk.on_screen, unsaved=presenter.unsaved)
        if trouble:
            words = tr("Not saved yet, and tried again after the lock: {why}", why=trouble)
            self._desk.cover.page.why.setText(words)
        self._desk.place.page.draw_nothing()
        self.tell()
        self._desk.locked.emit()

    @Slot()
    def _end(self) -> None:
        """Somebody else goes on without cases: nothing of the patient can be brought back."""
        session = self._desk.session
        if session is None:
            return
        if session.waiting:
            self._desk.cover.page.why.setText(
                tr("Something of the case is not saved yet. It has to be unlocked once to save it.")
            )
            return
        self._desk.drop()
        self._desk.cover.close_dialogs()
        self._desk.cover.allow_commands()
        self._desk.window.forget_patient()
        self._desk.cover.uncover()
        self._desk.window.setWindowTitle(tr("Guideline Navigator"))
        self.tell()

    def tell(self) -> None:
        """Say in the status bar how it stands."""
        is_open = self._desk.session is not None and not self._desk.cover.up
        self.button.setVisible(is_open)
        self._desk.window.actions_.lock.setEnabled(is_open)
        self._desk.tell_commands()
        words = tr("Cases open") if is_open else ""
        if not is_open and self._desk.tools.file.exists():
            words = tr("Cases locked")
        self._desk.window.status.draw_lock(words)

    # Qt's own methods

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save before the window closes, and let the file go when it has."""
        if watched is self._desk.window and self._desk.session is not None:
            if self._desk.cover.up:
                return event.type() is QEvent.Type.Close and self._close_covered(event)
            if event.type() is QEvent.Type.Close:
                return self._close(event)
            if event.type() is QEvent.Type.Hide and not event.spontaneous():
                self._leave_for_good()
        return super().eventFilter(watched, event)

    def _close(self, event: QEvent) -> bool:
        """Tell whether the window has to stay: something could not be written."""
        assert self._desk.session is not None
        self._desk.follow()
        trouble = self._desk.session.flush()
        if not trouble or self._told:
            return False
        self._told = True
        event.ignore()
        words = tr("The case is not saved. Closing once more closes without saving.")
        tell_in_box(self._desk.window, words, trouble)
        return True

    def _close_covered(self, event: QEvent) -> bool:
        """Say once on the lock page that something waits for the passphrase to be saved."""
        assert self._desk.session is not None
        if not self._desk.session.waiting or self._told:
            return False
        self._told = True
        event.ignore()
        self._desk.cover.page.why.setText(
            tr("Something is not saved yet: unlock to save it. Closing once more loses it.")
        )
        return True

    def _leave_for_good(self) -> None:
        assert self._desk.session is not None
        self._desk.finish_jobs()
        self._desk.session.leave(self._desk.on_screen, unsaved=False)
        self._desk.session = None
        self._watch.end()
