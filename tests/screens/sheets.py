"""Puts the pictures of one look on one sheet, small and in few colours."""

import math
import sys
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter

_ACROSS = 6
_WIDTH, _HEIGHT, _LINE, _GAP = 256, 160, 18, 8
_GROUND = QColor("#777777")


class Sheet:
    """Pictures with their names."""

    def __init__(self) -> None:
        self._pictures: list[tuple[str, QImage]] = []

    def add(self, name: str, picture: QImage) -> None:
        """Put a picture at the end, small."""
        how = Qt.TransformationMode.SmoothTransformation
        small = picture.scaled(_WIDTH, _HEIGHT, Qt.AspectRatioMode.KeepAspectRatio, how)
        self._pictures.append((name, small))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._pictures)

    def write(self, file: Path, title: str) -> None:
        """Write all of them as one picture."""
        down = math.ceil(len(self._pictures) / _ACROSS)
        cell = _HEIGHT + _LINE + _GAP
        whole = QImage(
            _ACROSS * (_WIDTH + _GAP) + _GAP, down * cell + _LINE + _GAP, QImage.Format.Format_RGB32
        )
        whole.fill(_GROUND)
        painter = QPainter(whole)
        painter.setPen(QColor("#ffffff"))
        font = painter.font()
        font.setPixelSize(12)
        painter.setFont(font)
        painter.drawText(_GAP, _LINE - 4, title)
        for number, (name, picture) in enumerate(self._pictures):
            left = _GAP + number % _ACROSS * (_WIDTH + _GAP)
            top = _LINE + number // _ACROSS * cell
            painter.drawText(QRect(left, top, _WIDTH, _LINE), 0, name)
            painter.drawImage(left, top + _LINE, picture)
        painter.end()
        file.parent.mkdir(parents=True, exist_ok=True)
        if not whole.save(str(file), "JPEG", 36):
            sys.exit(f"{file} could not be written")
