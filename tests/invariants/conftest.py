"""Every edition of the shipped library, ready to be held against the rules."""

import pytest

from navigator.assets import content_folder
from tests.invariants.patients import kit_of

# Read from the folders, so that an edition added later is covered without a change here.
EDITIONS = sorted(
    file.parent.name
    for file in content_folder().glob("*/editions/*/guideline.yaml")
    # a small flowchart for teaching offers nothing to a patient
    if "\nprimer: true" not in file.read_text(encoding="utf-8")
)


@pytest.fixture(scope="session", params=EDITIONS)
def kit(request, library):
    """One edition with what its patients are made of."""
    return kit_of(library, request.param)


@pytest.fixture(scope="session")
def kit_2013(library):
    """The 2013 edition with what its patients are made of."""
    return kit_of(library, "2013")
