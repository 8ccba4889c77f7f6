"""Backups of the case file, its restoring, its check and its repair."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal

from navigator.presenters.care_words import backup_words
from navigator.ui.care_page import CarePage
from navigator.words import tr


class BackupPage(CarePage):
    """Says when the last backup was made and offers all that is done with the whole file.

    Signals:
        backup_wanted: write one now.
        restore_wanted: put one in the place of the file.
        check_wanted: read every page of the file.
        repair_wanted: save what can be read into a new file.
    """

    backup_wanted = Signal()
    restore_wanted = Signal()
    check_wanted = Signal()
    repair_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            tr("Backups and repair"),
            tr(
                "Once a day, when the cases are unlocked, a backup is written and opened again to "
                "see that it is whole. It opens with the passphrase of its day. A copy on "
                "another disk or stick is yours to make: write one there now and then."
            ),
        )
        for words, signal in (
            (tr("Back up now…"), self.backup_wanted),
            (tr("Restore a backup…"), self.restore_wanted),
            (tr("Check the file"), self.check_wanted),
            (tr("Save what can be read…"), self.repair_wanted),
        ):
            self.add_tool(words).clicked.connect(signal)

    def draw(self, backups: Sequence[Path], folder: Path, older: int, today: date) -> None:
        """Show what there is."""
        self.clear()
        self.say(backup_words(backups, today))
        self.add_lines(
            tr("Daily backups in {folder}", folder=folder),
            [path.stem.removeprefix("cases-") for path in backups] or [tr("None yet.")],
        )
        if older:
            words = tr(
                "Files kept aside beside the case file: {number}. They still hold patients who "
                "were erased since; remove them by hand when they are not needed any more.",
                number=older,
            )
            self.add_lines(tr("Older files"), [words])
