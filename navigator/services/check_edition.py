"""Prove that an edition of the library is whole, or name a patient for whom it is not."""

from navigator.domain.ids import EditionId
from navigator.engine.checker import Proof, check_edition, prove
from navigator.services.ports import Library

__all__ = ["Proof", "check_edition", "prove_edition"]


def prove_edition(library: Library, edition_id: EditionId) -> Proof:
    """Look at every patient that an edition of the library can tell apart.

    Args:
        library: The library, open.
        edition_id: One of its editions.

    Returns:
        Counts and problems; the places of problems are names as in `navigator.engine.places`.

    Raises:
        NotInLibrary: the library has no such edition.
    """
    return prove(library.edition(edition_id))
