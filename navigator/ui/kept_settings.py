"""The settings in force: changed in one place, kept on the disk, told to whom they concern."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from navigator.presenters.settings import Settings


class KeptSettings(QObject):
    """Holds the settings; a change takes effect at once.

    Signals:
        changed: some are others now; the settings before and those in force.
    """

    changed = Signal(object, object)

    def __init__(
        self, settings: Settings, keep: Callable[[Settings], None] | None, owner: QObject
    ) -> None:
        super().__init__(owner)
        self._now = settings
        self._keep = keep

    @property
    def now(self) -> Settings:
        """Return the settings in force."""
        return self._now

    def change(self, settings: Settings) -> None:
        """Use other settings from now on, and keep them."""
        if settings == self._now:
            return
        before, self._now = self._now, settings
        if self._keep is not None:
            self._keep(settings)
        self.changed.emit(before, settings)
