"""The pages that will be printed, as they will look."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from navigator.presenters.jobs import Jobs
from navigator.ui.pages import Page, first_page, rendered
from navigator.words import tr

PAGE_GAP = 16
SHOWN_DPI = 144  # drawn at this resolution, scaled to the pane
ZOOMS = (50, 75, 100, 125, 150, 200, 300)
FIT = 0


class _Sheets(QWidget):
    """The pages under each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: tuple[QImage, ...] = ()
        self._page_width = 0
        self.setAccessibleName(tr("Pages of the plan"))

    def show_images(self, images: tuple[QImage, ...], page_width: int) -> None:
        """Show `images` at `page_width` logical pixels each."""
        self._images = images
        self._page_width = page_width
        self.setFixedSize(self._wanted())
        self.update()

    def _wanted(self) -> QSize:
        heights = [self._height_of(image) for image in self._images]
        height = sum(heights) + PAGE_GAP * (len(heights) + 1)
        return QSize(self._page_width + 2 * PAGE_GAP, height)

    def _height_of(self, image: QImage) -> int:
        return round(self._page_width * image.height() / max(image.width(), 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages that lie in the exposed part."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        top = PAGE_GAP
        for image in self._images:
            height = self._height_of(image)
            target = QRectF(PAGE_GAP, top, self._page_width, height)
            if target.intersects(QRectF(event.rect())):
                painter.drawImage(target, image)
                painter.setPen(QColor(0, 0, 0, 60))
                painter.drawRect(target)
            top += height + PAGE_GAP


class PreviewPane(QWidget):
    """Shows a document page by page and keeps up with every change.

    Attributes:
        controls: Number of pages and zoom, to be placed by the owner in a bar of its own.

    Signals:
        first_shown: the first of several new pages is on screen, the others are being drawn.
        pages_shown: all new pages are on screen; how many.
        pages_lost: no page could be drawn.
    """

    first_shown = Signal()
    pages_shown = Signal(int)
    pages_lost = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._ticket = 0
        self._pdf = b""
        self._images: tuple[QImage, ...] = ()
        self._zoom = FIT
        self.sheets = _Sheets()
        self.area = QScrollArea()
        self.area.setWidget(self.sheets)
        self.area.setAccessibleName(tr("Pages of the plan"))
        self.area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        # Always there: a bar that comes and goes with the fitted width would make it flicker.
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.zoom_out = QToolButton()
        self.zoom_in = QToolButton()
        self.fit = QToolButton()
        self.said = QLabel()
        self.controls = QWidget()
        self._build()

    def _build(self) -> None:
        for button, text, name, slot in (
            (self.zoom_out, "−", tr("Smaller"), self._smaller),
            (self.zoom_in, "+", tr("Larger"), self._larger),
            (self.fit, tr("Fit"), tr("Fit the page to the width"), self._fit),
        ):
            button.setText(text)
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.setAutoRaise(True)
            button.clicked.connect(slot)
        bar = QHBoxLayout(self.controls)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self.said)
        bar.addWidget(self.zoom_out)
        bar.addWidget(self.zoom_in)
        bar.addWidget(self.fit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area, 1)

    def draw(self, pdf: bytes) -> None:
        """Show the pages of `pdf`, the first one first; the earlier ones stay until it is ready.

        Args:
            pdf: A whole document; empty takes the pages away at once.
        """
        if pdf == self._pdf and pdf:
            return
        self._pdf = pdf
        self._ticket += 1
        if not pdf:
            self._show_images(())
            return
        ticket = self._ticket
        self._jobs.run(
            lambda: first_page(pdf, SHOWN_DPI),
            done=lambda first: self._begin(ticket, *first),
            failed=lambda error: self._fail(ticket, error),
        )

    def _begin(self, ticket: int, first: Page, count: int) -> None:
        if ticket != self._ticket:
            return
        pdf = self._pdf
        self._show_images((first.image(),))
        if count == 1:
            self.pages_shown.emit(count)
            return
        self.said.setText(tr("1 of {count} pages", count=count))
        self.first_shown.emit()
        self._jobs.run(
            lambda: rendered(pdf, SHOWN_DPI, after=1),
            done=lambda others: self._finish(ticket, others),
            failed=lambda error: self._fail(ticket, error),
        )

    def _finish(self, ticket: int, others: tuple[Page, ...]) -> None:
        if ticket == self._ticket:
            self._show_images((*self._images, *(page.image() for page in others)))
            self.pages_shown.emit(len(self._images))

    def _fail(self, ticket: int, error: Exception) -> None:
        if ticket == self._ticket:
            self._pdf = b""  # the same document may be tried again
            self._show_images(())
            self.pages_lost.emit()
        raise error

    def _show_images(self, images: tuple[QImage, ...]) -> None:
        self._images = images
        count = len(images)
        self.said.setText(tr("{count} pages", count=count) if count > 1 else "")
        self._place()

    def _place(self) -> None:
        if self._zoom == FIT:
            room = self.area.viewport().width() - 2 * PAGE_GAP
            width = max(200, room)
        else:
            natural = self._images[0].width() * 96 / SHOWN_DPI if self._images else 600
            width = round(natural * self._zoom / 100)
        self.sheets.show_images(self._images, width)

    @Slot()
    def _smaller(self) -> None:
        self._step(-1)

    @Slot()
    def _larger(self) -> None:
        self._step(1)

    @Slot()
    def _fit(self) -> None:
        self._zoom = FIT
        self._place()

    def _step(self, direction: int) -> None:
        at = ZOOMS.index(self._zoom) if self._zoom in ZOOMS else ZOOMS.index(100)
        self._zoom = ZOOMS[min(max(at + direction, 0), len(ZOOMS) - 1)]
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a fitted page fitted."""
        super().resizeEvent(event)
        if self._zoom == FIT:
            self._place()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with the Control key held."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._step(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)
