"""The what-if of the Navigate place: its banner, its card and its search, made on first use."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from navigator.domain.ids import ElementId
from navigator.presenters.navigate import NavigateState
from navigator.presenters.pivots_shown import PivotsPresenter
from navigator.ui.jobs import QtJobs
from navigator.ui.what_if_banner import WhatIfBanner
from navigator.ui.what_if_card import WhatIfCard

if TYPE_CHECKING:
    from navigator.presenters.navigate import NavigatePresenter


class WhatIfDesk(QObject):
    """Joins the parts of a what-if with the presenter of the patient."""

    def __init__(self, presenter: "NavigatePresenter", owner: QObject) -> None:
        super().__init__(owner)
        self._presenter = presenter
        self.banner = WhatIfBanner()
        self.card = WhatIfCard()
        self.search = PivotsPresenter(self.card, QtJobs(self))
        self.card.follow(self.search)
        self.banner.take_wanted.connect(self._take_over)
        self.banner.leave_wanted.connect(self._leave)
        self.card.drop_wanted.connect(self._drop)
        self.card.try_wanted.connect(self._try)

    def draw(self, state: NavigateState) -> None:
        """Show the what-if of a state, or nothing where there is none."""
        shown = state.what_if
        self.banner.setVisible(shown is not None)
        self.card.setVisible(shown is not None)
        if shown is not None and state.patient is not None:
            self.banner.draw(shown)
            self.card.draw(shown)
            self.search.open(state.edition, state.patient)

    @Slot()
    def _take_over(self) -> None:
        self._presenter.take_over()

    @Slot()
    def _leave(self) -> None:
        self._presenter.leave_what_if()

    @Slot(str)
    def _drop(self, root: str) -> None:
        self._presenter.drop_try(root)

    @Slot(str, object)
    def _try(self, element: str, value: object) -> None:
        self._presenter.try_alone(ElementId(element), value)  # type: ignore[arg-type]  # a Qt signal says only "object"
