"""Takes the settings of the site out as a file, and in from one."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog

from navigator.domain.problems import KnownTrouble, stops
from navigator.files import atomic_write
from navigator.presenters.settings_pages import Offered
from navigator.services.site_text import LARGEST_FILE_BYTES, read_site_text, site_text
from navigator.ui.file_dialogs import source_dialog, target_dialog, tell
from navigator.ui.parts import LinkButton
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.ui.kept_settings import KeptSettings

_MOST_SHOWN = 12


class SiteFile(QObject):
    """Two links under the settings; a file with a fault is not taken at all."""

    def __init__(self, settings: "KeptSettings", offered: Offered, owner: QDialog) -> None:
        super().__init__(owner)
        self._settings, self._offered, self._owner = settings, offered, owner
        self.save = LinkButton(tr("Save the site’s settings as a file…"))
        self.take = LinkButton(tr("Take a site’s settings from a file…"))
        self.save.clicked.connect(self._ask_where)
        self.take.clicked.connect(self._ask_which)

    @Slot()
    def _ask_where(self) -> None:
        dialog = target_dialog(
            self._owner,
            tr("Save the site’s settings"),
            name="site.json",
            kinds=_filter(),
            ending="json",
        )
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    @Slot(str)
    def save_to(self, file: str) -> None:
        """Write the settings of the site."""
        try:
            atomic_write(Path(file), site_text(self._settings.now.site).encode("utf-8"))
        except KnownTrouble as trouble:
            tell(self._owner, tr("The file was not written."), str(trouble))

    @Slot()
    def _ask_which(self) -> None:
        dialog = source_dialog(self._owner, tr("Take a site’s settings"), kinds=_filter())
        dialog.fileSelected.connect(self.take_from)
        dialog.open()

    @Slot(str)
    def take_from(self, file: str) -> None:
        """Use the settings of a file, all of them or none."""
        path = Path(file)
        try:
            with path.open("rb") as opened:
                text = opened.read(LARGEST_FILE_BYTES * 4 + 1).decode("utf-8")
        except (OSError, UnicodeDecodeError):
            words = tr("It is not a readable text file in UTF-8.")
            tell(self._owner, tr("The settings were not taken."), words)
            return
        brands = {drug: names for drug, _, names in self._offered.brands}
        layer, problems = read_site_text(text, self._offered.elements, brands, path.name)
        taken = not stops(problems)
        if taken:
            self._settings.change(replace(self._settings.now, site=layer))
        if not problems:
            return
        lines = [str(one) for one in problems[:_MOST_SHOWN]]
        if len(problems) > _MOST_SHOWN:
            lines.append(tr("and {number} more", number=len(problems) - _MOST_SHOWN))
        said = tr("The settings were taken. Not used by this edition:")
        head = said if taken else tr("The settings were not taken.")
        tell(self._owner, head, "\n".join(lines))


def _filter() -> str:
    return tr("Settings of a site (*.json);;All files (*)")
