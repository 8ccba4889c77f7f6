"""Where a clinical statement or number comes from."""

from dataclasses import dataclass

from navigator.domain.ids import ReferenceId


@dataclass(frozen=True, slots=True)
class Source:
    """A place in a reference.

    Attributes:
        reference: Id of the reference.
        at: Section, table or page as printed there ("4.2", "Table 2"); "" for the whole.
        verified: False while nobody has compared the statement with the reference itself;
            shown to the reader as "unverified".
    """

    reference: ReferenceId
    at: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that a reader can open.

    Attributes:
        kind: "article", "label", "guideline", "standard" or "abstract".
        citation: How it is cited, in our words and order.
        year: Year of publication or of the label's text, 0 where not known.
        doi, pmid, url: At least one is present for an article; a label has a url or a number.
        region: "US", "EU", "CN" or "" for a label or guideline of one region.
    """

    id: ReferenceId
    kind: str
    citation: str
    year: int = 0
    doi: str = ""
    pmid: str = ""
    url: str = ""
    region: str = ""
