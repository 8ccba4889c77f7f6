"""What the whole of the content holds, and what one record can be held against it."""

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationInfo

from navigator.domain.elements import DataElement
from navigator.domain.ids import ElementId
from navigator.domain.text import Text
from navigator.library.faults import Faults
from navigator.words import tr

# A number that stands by itself, years, 0 and 1 apart: those in HER2, T-DM1 and CDK4/6 belong to
# names, and "1 of" or "2013" states no amount.
_STATED_NUMBER = re.compile(
    r"(?<![\w/.-])(?!(?:0|1|19[0-9]{2}|20[0-9]{2})(?![\w.,%]))[0-9]+(?:[.,][0-9]+)*(?![\w-])"
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the whole of the content holds, given to every validation as its context.

    Attributes:
        ids: Kind ("drug", "regimen", "step", ...) to the ids of it.
        elements: The data elements that are themselves without fault, for criteria.
        faulty: Ids of data elements with faults of their own; criteria that name one wait.
    """

    ids: Mapping[str, Collection[str]] = field(default_factory=dict)
    elements: Mapping[ElementId, DataElement] = field(default_factory=dict)
    faulty: Collection[str] = ()


def known(info: ValidationInfo) -> Known | None:
    """Return what the content holds; None where a record is validated by itself."""
    context = info.context
    return context if isinstance(context, Known) else None


def nearest(word: str, words: Collection[str]) -> str:
    """Return a hint that names the word most like `word`, or a few words there are."""
    close = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    if close:
        return tr("Did you mean `{close}`?", close=close[0])
    few = sorted(words)[:8]
    return (
        tr("There are: {few}.", few=", ".join(few) + (" …" if len(words) > len(few) else ""))
        if few
        else ""
    )


def refuse_bare_number(faults: Faults, sources: Sequence[object], **texts: Text) -> None:
    """Note every text that states a number while no source answers for it."""
    for name, text in texts.items():
        found = _STATED_NUMBER.search(text.en)
        if found and not sources:
            faults.add(
                "no-source",
                tr("Nothing says where `{found}` comes from.", found=found[0]),
                (name,),
                tr("Add `sources`."),
            )
