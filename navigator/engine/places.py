"""Names of the parts of an edition, for problems: an `Edition` knows no files and lines.

A name is ids and keys of the content joined by dots, from the list's key on:
`steps.P02.branches.safe`, `steps.Q_1L.options.T_AI`, `regimens.T_AI`,
`drugs.capecitabine.safeguards.capecitabine-crcl`, `elements.lvef_pct`. Whoever holds the files
looks the name up (`navigator.library.places.Places.find`).
"""

from navigator.domain.guideline import Branch, Edition, Option, Safeguard, Step
from navigator.domain.ids import ElementId, RegimenId
from navigator.domain.problems import Place


def step_place(step: Step) -> Place:
    """Return the place of a step."""
    return Place(f"steps.{step.id}")


def branch_place(step: Step, branch: Branch) -> Place:
    """Return the place of a branch."""
    return Place(f"steps.{step.id}.branches.{branch.id}")


def option_place(step: Step, option: Option) -> Place:
    """Return the place of an option."""
    return Place(f"steps.{step.id}.options.{option.regimen}")


def regimen_place(regimen: RegimenId) -> Place:
    """Return the place of a regimen."""
    return Place(f"regimens.{regimen}")


def element_place(element: ElementId) -> Place:
    """Return the place of a data element."""
    return Place(f"elements.{element}")


def safeguard_place(edition: Edition, safeguard: Safeguard) -> Place:
    """Return the place of a safeguard, under the regimen or drug it belongs to."""
    kind = "regimens" if safeguard.owner in edition.regimens else "drugs"
    return Place(f"{kind}.{safeguard.owner}.safeguards.{safeguard.id}")


def when(place: Place) -> Place:
    """Return the place of the criterion of a branch, option or safeguard."""
    return Place(f"{place.file}.when")
