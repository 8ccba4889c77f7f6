"""Sources as short links: who or what, and the place in it."""

import re
from collections.abc import Iterable

from navigator.domain.source import Reference, Source
from navigator.presenters.library_catalogue import Catalogue
from navigator.presenters.library_links import Kind, Target
from navigator.presenters.library_pages import SourceShown
from navigator.words import tr

_LONGEST = 44
_AUTHOR = re.compile(r"(?P<name>[^\W\d][^,.;:]*?) [A-Z]{1,4}(?:,|\.)")
_SECTION = re.compile(r"\d+(\.\d+)*")
_TAIL = re.compile(r"[\s,.;:]+$")


def sources_shown(catalogue: Catalogue, sources: Iterable[Source]) -> tuple[SourceShown, ...]:
    """Return sources as links, each once, in their order."""
    return tuple(_shown(catalogue, source) for source in dict.fromkeys(sources))


def _shown(catalogue: Catalogue, source: Source) -> SourceShown:
    reference = catalogue.references[source.reference]
    words = short_words(reference)
    if _SECTION.fullmatch(source.at):
        words = tr("{document}, section {number}", document=words, number=source.at)
    elif source.at:
        words = tr("{document}, {place}", document=words, place=source.at)
    target = Target(Kind.REFERENCE, reference.id)
    return SourceShown(target, words, reference.citation, source.verified)


def short_words(reference: Reference) -> str:
    """Return a reference as a reader names it: "Slamon 2001", "Kadcyla, US label"."""
    citation = reference.citation
    if reference.kind == "label":
        name = re.split(r"[,(]", citation)[0].strip()
        return tr("{name}, {label}", name=name, label=label_words(reference.region))
    author = _AUTHOR.match(citation)
    name = author["name"] if author else _begin(citation)
    return (
        f"{name} {reference.year}" if reference.year and str(reference.year) not in name else name
    )


def label_words(region: str) -> str:
    """Return whose label it is."""
    return {
        "US": tr("US label"),
        "EU": tr("EU label"),
        "CN": tr("Chinese label"),
    }.get(region, tr("label"))


def _begin(citation: str) -> str:
    """Return the beginning of a citation without an author, cut between words."""
    first = re.split(r"(?<=[a-zé)\]]{2})[.]\s", citation.strip("[]"))[0].replace("]", "")
    if len(first) <= _LONGEST:
        return _TAIL.sub("", first)
    cut = first[:_LONGEST].rsplit(" ", 1)[0]
    return _TAIL.sub("", cut) + "…"


def place_words(reference: Reference) -> str:
    """Return where a reference is found: DOI, PMID or address; "" where none is known."""
    if reference.doi:
        return f"doi:{reference.doi}"
    if reference.pmid:
        return f"PMID {reference.pmid}"
    return reference.url


def citation_words(reference: Reference) -> str:
    """Return a citation as it is copied, with everything by which it is found."""
    parts = [reference.citation.rstrip(".")]
    if reference.doi:
        parts.append(f"doi:{reference.doi}")
    if reference.pmid:
        parts.append(f"PMID {reference.pmid}")
    if reference.url and not reference.doi:
        parts.append(reference.url)
    return ". ".join(parts)
