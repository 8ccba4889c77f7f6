"""The look of the printed pages: one scale of sizes, one unit of space, black and greys only.

Nothing is said by colour: every page comes out of a black-and-white printer as it is. No text is
set smaller than 8 points, or 7.5 where that keeps a plan on one sheet, and no grey of a text is
lighter than a contrast of 4.5 to 1 allows.
"""

from dataclasses import dataclass, replace

from navigator.report.fonts import Face

UNIT = 4.0
"""Every distance is a multiple of this, in points."""

BLACK = 0.0
DARK = 0.3  # contrast 8.9 to 1 on white
RULE = 0.62
TINT = 0.94
WATERMARK = 0.9

SMALLER = 7.5 / 8
"""What the text of a plan shrinks to where it would need a second sheet."""

HAIRLINE = 0.4
STRONG_LINE = 0.9


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set.

    Attributes:
        size: In points, at least 8.
        leading: From baseline to baseline, in points.
        grey: 0 black to 1 white.
    """

    face: Face = Face.REGULAR
    size: float = 8.5
    leading: float = 10.4
    grey: float = BLACK

    def __hash__(self) -> int:
        """Return what the numbers give: a face takes long to hash and tells few styles apart."""
        return hash((self.size, self.leading, self.grey))

    @property
    def font(self) -> str:
        """Return the name of the face as ReportLab knows it."""
        return self.face.value

    def bold(self) -> "Style":
        """Return the same style in bold."""
        return replace(self, face=Face.BOLD)

    def italic(self) -> "Style":
        """Return the same style in italic, bold where it is bold."""
        bold = self.face in (Face.BOLD, Face.BOLD_ITALIC)
        return replace(self, face=Face.BOLD_ITALIC if bold else Face.ITALIC)

    def soft(self) -> "Style":
        """Return the same style in dark grey, for labels."""
        return replace(self, grey=DARK)


TITLE = Style(Face.BOLD, 15, 18)
NAME = Style(Face.BOLD, 11, 14)
HEADING = Style(Face.BOLD, 9.5, 11.2)
DOSE = Style(Face.BOLD, 10.5, 12)
BODY = Style()
BODY_BOLD = BODY.bold()
NOTE = Style(size=8, leading=9.2)
NOTE_BOLD = NOTE.bold()
NOTE_ITALIC = NOTE.italic()
LABEL = NOTE.soft()

# Large print, for the patient.
LARGE = Style(size=14, leading=18.5)
LARGE_BOLD = LARGE.bold()
LARGE_HEADING = Style(Face.BOLD, 17, 21)
LARGE_TITLE = Style(Face.BOLD, 24, 30)
