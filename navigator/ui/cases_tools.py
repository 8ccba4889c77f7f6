"""Gives the cases what they need of the library and of the services."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from navigator.domain.ids import DrugId, ReferenceId, RegimenId
from navigator.dosing.citations import FORMULA_REFERENCES
from navigator.engine.assess import assess
from navigator.presenters.case_tools import CasesTools, Keyring
from navigator.services.case_ports import CaseFile
from navigator.services.read_record import read_record
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.domain.facts import PatientRecord
    from navigator.domain.guideline import Edition
    from navigator.domain.library import Drug
    from navigator.services.ports import Library

_STORE = "cases"  # there is one for each account of this computer


def cases_tools(file: CaseFile, library: "Library", today: Callable[[], date]) -> CasesTools:
    """Return the tools for a case file and a library."""

    def read(text: str, edition: "Edition") -> "PatientRecord":
        return read_record(text, edition.elements, today(), tr("kept draft"))

    def drugs(regimen: str) -> "tuple[Drug, ...]":
        try:
            ids: tuple[DrugId, ...] = library.regimen(RegimenId(regimen)).drugs
        except KeyError:
            return ()
        return tuple(library.drug(one) for one in ids)

    def cite(reference: ReferenceId) -> str:
        if reference in FORMULA_REFERENCES:
            return FORMULA_REFERENCES[reference].citation
        return library.reference(reference).citation

    return CasesTools(file, assess, read, today, drugs, cite, _keyring)


def _keyring() -> Keyring | None:
    from navigator.cases import keyring_offer  # noqa: PLC0415  (looks for the system's services)

    if not keyring_offer.offered():
        return None
    return Keyring(
        keep=partial(keyring_offer.keep, _STORE),
        kept=partial(keyring_offer.kept, _STORE),
        forget=partial(keyring_offer.forget, _STORE),
    )
