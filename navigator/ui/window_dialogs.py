"""What the menus open in a window of its own, each made when it is first asked for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from navigator.ui.main_window import MainWindow
    from navigator.ui.window_tools import WindowTools


class WindowDialogs(QObject):
    """Answers F1, tells the keys and what the program is, and opens the settings."""

    def __init__(self, window: "MainWindow", tools: "WindowTools") -> None:
        super().__init__(window)
        self._window = window
        self._tools = tools
        for action, slot in (
            (window.actions_.why, self._tell_why),
            (window.actions_.keys, self._tell_keys),
            (window.actions_.about, self._about),
            (window.actions_.settings, self._open_settings),
        ):
            action.triggered.connect(slot)

    @Slot()
    def _tell_why(self) -> None:
        """Say why the fact that has the focus is asked; elsewhere show the keys."""
        from navigator.ui.why_dialog import WhyDialog, asked_near  # noqa: PLC0415  (on request)

        element = asked_near(self._window.focusWidget())
        if element is None:
            self._tell_keys()
        else:
            WhyDialog(element, self._window).open()

    @Slot()
    def _tell_keys(self) -> None:
        from navigator.ui.keys_dialog import KeysDialog  # noqa: PLC0415  (on request)

        KeysDialog(self._window.menuBar(), self._window).open()

    @Slot()
    def _about(self) -> None:
        from navigator.ui.about import AboutDialog  # noqa: PLC0415  (on request)

        digest = self._window.presenter.edition.digest[:12]
        AboutDialog(digest, self._window.testing.state, self._window).open()

    @Slot()
    def _open_settings(self) -> None:
        from navigator.ui.settings_dialog import SettingsDialog  # noqa: PLC0415  (on request)
        from navigator.ui.settings_offered import offered  # noqa: PLC0415  (on request)

        window = self._window
        found = offered(self._tools, window.presenter.edition)
        SettingsDialog(window.settings, found, window).open()
