"""Which drugs a line of therapy held: surely, possibly or not."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from navigator.domain.facts import Line
from navigator.domain.guideline import Edition, RegimenSummary
from navigator.domain.ids import DrugId, RegimenId
from navigator.domain.truth import Truth

_WITHOUT_DRUGS = ("supportive", "procedure")
_WITH_THEIR_DRUGS = ("drugs", "undosed")
_BETWEEN = re.compile(r"[+,;/&]|\b(?:and|with|plus|then|et|avec|puis)\b")
_BLANKS = re.compile(r"\s+")
_DOSE = re.compile(r"\b\d+(?:[.,]\d+)? ?mg(?:/m2|/m²|/kg)?(?!\w)")
# Words beside a drug's name that name no drug.
_BESIDE = re.compile(
    r"\b(?:weekly|three-weekly|3-weekly|monotherapy|alone|maintenance|loading|iv|sc|oral"
    r"|intravenous|subcutaneous|q[1-4]w|q21d|q28d|\d+ cycles?)\b"
)


@dataclass(frozen=True, slots=True)
class Content:
    """The drugs of a line of therapy.

    Attributes:
        surely: Given for certain.
        perhaps: May have been given as well; None where it may be any drug.
    """

    surely: frozenset[DrugId]
    perhaps: frozenset[DrugId] | None = frozenset()

    def holds(self, drugs: Collection[DrugId]) -> Truth:
        """Tell whether any of `drugs` was given."""
        if not self.surely.isdisjoint(drugs):
            return Truth.YES
        if self.perhaps is None or not self.perhaps.isdisjoint(drugs):
            return Truth.UNKNOWN
        return Truth.NO


def content_of(line: Line, edition: Edition) -> Content:
    """Return the drugs of a line: from its regimen, or from the words it is written in."""
    summary = edition.regimens.get(RegimenId(line.regimen))
    if summary is None:
        return _of_words(line.regimen, edition)
    return _of_regimen(summary, edition, frozenset())


def _of_regimen(summary: RegimenSummary, edition: Edition, above: frozenset[RegimenId]) -> Content:
    surely = frozenset(summary.drugs)
    if summary.kind in _WITHOUT_DRUGS:
        return Content(surely)
    if summary.kind == "choice":
        return _of_choice(summary, edition, above | {summary.id})
    told = summary.dosed or (summary.kind in _WITH_THEIR_DRUGS and bool(surely))
    return Content(surely, frozenset() if told else None)


def _of_choice(summary: RegimenSummary, edition: Edition, above: frozenset[RegimenId]) -> Content:
    """Return what a regimen that stands for others held: what all of them hold, perhaps more."""
    surely = frozenset(summary.drugs)
    contents = [
        _of_regimen(edition.regimens[other], edition, above)
        for other in summary.resolves_to
        if other in edition.regimens and other not in above
    ]
    if not contents or len(contents) < len(summary.resolves_to):
        return Content(surely, None)
    common = frozenset.intersection(*(content.surely for content in contents))
    perhaps: frozenset[DrugId] = frozenset()
    for content in contents:
        if content.perhaps is None:
            return Content(surely | common, None)
        perhaps |= content.surely | content.perhaps
    return Content(surely | common, perhaps - surely - common)


def _of_words(words: str, edition: Edition) -> Content:
    """Recognise drugs by name; one part that is not recognised leaves every drug possible.

    A part counts only as a whole: "trastuzumab" must not be read out of the name of a conjugate
    that the library does not know.
    """
    found: set[DrugId] = set()
    complete = bool(words.strip())
    for part in _BETWEEN.split(_BLANKS.sub(" ", _DOSE.sub("", words.casefold()))):
        name = _BLANKS.sub(" ", _BESIDE.sub(" ", part)).strip(" ()[].:")
        drug = edition.drug_names.get(part.strip()) or edition.drug_names.get(name)
        if drug is None:
            complete = False
        else:
            found.add(drug)
    return Content(frozenset(found), frozenset() if complete else None)
