"""Short ways to a run of text, each through the one door."""

from navigator.domain.text import Text
from navigator.report.lines import Run
from navigator.report.style import BODY, Style
from navigator.report.text import Printable, from_content, printable, worded


def said(words: str, style: Style = BODY) -> Run:
    """Return words of the program."""
    return Run(worded(words), style)


def content(text: Text, where: str, style: Style = BODY) -> Run:
    """Return a text of the library in the language in force."""
    return Run(from_content(text, where), style)


def entered(text: str, where: str, style: Style = BODY) -> Run:
    """Return what a person entered, as it stands."""
    return Run(printable(text, where), style)


def joined(*runs: Run) -> tuple[Run, ...]:
    """Return the runs with a space between each two."""
    spaced: list[Run] = []
    for run in runs:
        if spaced:
            spaced.append(Run(Printable(" "), run.style))
        spaced.append(run)
    return tuple(spaced)
