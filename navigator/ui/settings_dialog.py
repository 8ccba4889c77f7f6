"""The settings: pages on the leading side, what they hold beside them; every change is in force."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from navigator.presenters.settings_pages import (
    Offered,
    Setting,
    SettingsPage,
    as_it_comes,
    settings_pages,
)
from navigator.ui.dialog_size import fit_to_screen
from navigator.ui.icons import Icon, icon
from navigator.ui.parts import ColumnArea, LinkButton, Words, icon_side, restyle, row_of
from navigator.ui.settings_fields import SettingRow
from navigator.ui.settings_site_file import SiteFile
from navigator.ui.theme import UNIT, Role, colours_of, font_for
from navigator.words import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from navigator.ui.kept_settings import KeptSettings

_ICONS = {
    "look": Icon.CONTRAST,
    "site": Icon.SITE,
    "plans": Icon.PLAN,
    "entering": Icon.EDIT,
    "products": Icon.DRUG,
    "privacy": Icon.LOCK,
}


class SettingsDialog(QDialog):
    """There is no OK and no Cancel: what is chosen is used at once, and can be chosen back."""

    def __init__(self, settings: "KeptSettings", offered: Offered, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._offered = offered
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Settings"))
        self.list = PageList()
        self.pages: list[PageView] = []
        self.site_file = SiteFile(settings, offered, self)
        self._stack = QStackedWidget()
        self.close_button = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._build()
        settings.changed.connect(self._draw)
        self.list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _build(self) -> None:
        for page in settings_pages(self._settings.now, self._offered):
            self.list.addItem(QListWidgetItem(icon(_ICONS[page.id]), page.title))
            view = PageView(page, self._settings)
            self.pages.append(view)
            self._stack.addWidget(view)
        beside = QHBoxLayout()
        beside.setSpacing(2 * UNIT)
        beside.addWidget(self.list)
        beside.addWidget(self._stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * UNIT, 2 * UNIT, 2 * UNIT, 2 * UNIT)
        column.setSpacing(2 * UNIT)
        column.addLayout(beside, 1)
        column.addLayout(row_of(self.site_file.save, self.site_file.take))
        column.addWidget(self.close_button)
        self.close_button.rejected.connect(self.reject)
        self._fit()

    def _fit(self) -> None:
        """Give the pages room in the text size in force, never more than the screen has."""
        self.list.restyle()
        fit_to_screen(self, characters=92, lines=34)

    def show_page(self, page: str) -> None:
        """Bring a page to the front, by its id."""
        ids = [view.page.id for view in self.pages]
        self.list.setCurrentRow(ids.index(page))

    @Slot()
    def _draw(self) -> None:
        for view, page in zip(
            self.pages, settings_pages(self._settings.now, self._offered), strict=True
        ):
            view.draw(page)

    def changeEvent(self, event: "QEvent") -> None:
        """Follow theme and text size while they are chosen here."""
        super().changeEvent(event)
        if event.type() is event.Type.FontChange:
            self._fit()
        if event.type() in (event.Type.PaletteChange, event.Type.FontChange):
            restyle(self)
            self.list.restyle()


class PageList(QListWidget):
    """The pages by name; quiet, the one in front on a soft ground and in strong letters."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Pages of the settings"))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self.restyle)

    @Slot()
    def restyle(self) -> None:
        """Take colours, fonts and the width of the longest name anew."""
        palette = QApplication.palette()
        colours = colours_of(palette)
        for role, colour in (
            (QPalette.ColorRole.Base, colours.window),
            (QPalette.ColorRole.Highlight, colours.accent_soft),
            (QPalette.ColorRole.HighlightedText, colours.text),
        ):
            palette.setColor(role, colour)
        if self.palette() != palette:
            self.setPalette(palette)
        strong = QFontMetrics(font_for(Role.STRONG))
        for row in range(self.count()):
            item = self.item(row)
            item.setFont(font_for(Role.STRONG if row == self.currentRow() else Role.BODY))
            item.setSizeHint(QSize(0, strong.height() + int(1.5 * UNIT)))
        widths = [strong.horizontalAdvance(self.item(row).text()) for row in range(self.count())]
        side = icon_side(self)
        self.setIconSize(QSize(side, side))
        self.setFixedWidth(max(widths, default=0) + side + 5 * UNIT)


class PageView(ColumnArea):
    """One page of settings."""

    def __init__(self, page: SettingsPage, settings: "KeptSettings") -> None:
        inside = QWidget()
        super().__init__(inside)
        self._settings = settings
        self.page = page
        self.rows: dict[str, SettingRow] = {}
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(UNIT, 0, UNIT, UNIT)
        self._column.setSpacing(int(2.5 * UNIT))
        self._column.addWidget(Words(page.title, Role.TITLE))
        if page.words:
            self._column.addWidget(Words(page.words, Role.BODY, "muted"))
        self._first = self._column.count()
        self.back = LinkButton(tr("Back to defaults"))
        self.back.setAccessibleDescription(tr("The settings of this page only."))
        self.back.clicked.connect(self._go_back)
        self._column.addWidget(self.back)
        self._column.addStretch(1)
        self.draw(page)

    def draw(self, page: SettingsPage) -> None:
        """Show what is in force; rows that are there stay, so that the focus does."""
        self.page = page
        wanted = {setting.key: setting for setting in page.settings}
        for key in [key for key in self.rows if key not in wanted]:
            gone = self.rows.pop(key)
            gone.hide()
            gone.deleteLater()
        for place, setting in enumerate(page.settings, start=self._first):
            self._draw_row(place, setting)
        self.back.setEnabled(any(one.value != one.usual for one in page.settings))

    def _draw_row(self, place: int, setting: Setting) -> None:
        row = self.rows.get(setting.key)
        if row is not None and row.setting.label == setting.label:
            row.draw(setting)
            return
        if row is not None:
            row.hide()
            row.deleteLater()
        row = self.rows[setting.key] = SettingRow(setting)
        row.chosen.connect(self._use)
        self._column.insertWidget(place, row)

    @Slot(str, str)
    def _use(self, key: str, value: str) -> None:
        self._settings.change(self.rows[key].setting.use(self._settings.now, value))

    @Slot()
    def _go_back(self) -> None:
        self._settings.change(as_it_comes(self._settings.now, self.page))
