"""Where the Library can lead: a kind and an id, with the words of the link."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a page of the Library is about; the values are those of the library's search."""

    DRUG = "drug"
    REGIMEN = "regimen"
    PROTOCOL = "protocol"
    TRIAL = "trial"
    STEP = "step"
    ELEMENT = "data_element"
    REFERENCE = "reference"
    FOREST = "forest"  # the trials of one setting side by side
    CONTENTS = "contents"
    COMMAND = "command"  # of the window, in the search over everything
    CASE = "case"  # kept in the case store, in the search over everything


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads.

    Attributes:
        id: Of the thing; for a step "EDITION/STEP", "" for the contents.
    """

    kind: Kind
    id: str = ""


CONTENTS = Target(Kind.CONTENTS)


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words.

    Attributes:
        caption: What tells it from its neighbours, in a second line; "" for none.
        mark: The marks of its look-alike drugs, separated by blanks; "" for none.
    """

    target: Target
    words: str
    caption: str = ""
    mark: str = ""


def step_target(edition: str, step: str) -> Target:
    """Return where the page of a step is."""
    return Target(Kind.STEP, f"{edition}/{step}")


def step_of(target: Target) -> tuple[str, str]:
    """Return the ids of the edition and of the step that a link to a step names."""
    edition, _, step = target.id.partition("/")
    return edition, step
