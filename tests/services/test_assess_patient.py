"""A patient read against an edition of the library, and the answer as JSON."""

import json

import pytest

from navigator.services.assess_patient import assess_patient, assessment_as_json
from navigator.services.check_edition import prove_edition
from tests.engine.editions import HEALTHY, heart_edition, record


class OneEdition:
    """A library that holds a single edition."""

    def __init__(self, edition):
        self._edition = edition

    def edition(self, edition_id):
        return {self._edition.id: self._edition}[edition_id]


LIBRARY = OneEdition(heart_edition())


def as_json(**values):
    assessment = assess_patient(LIBRARY, "test", record(**values))
    return assessment_as_json(LIBRARY.edition("test"), assessment)


def test_an_answer_is_plain_json_with_the_parts_in_the_order_they_are_read():
    found = json.loads(json.dumps(as_json(**HEALTHY)))
    assert list(found) == ["edition", "status", "path", "step", "needs", "options", "message"]
    assert (found["edition"], found["status"], found["step"]) == ("test", "options", "treat")
    assert found["path"] == [
        {"step": "heart", "branch": "safe"},
        {"step": "status", "branch": "good"},
    ]
    assert found["message"]


def test_every_option_has_its_tier_status_basis_and_reasons_in_words():
    known = {name: value for name, value in HEALTHY.items() if name not in ("fit", "ecog")}
    first, *_ = as_json(**known, ecog=2)["options"]
    assert list(first) == ["regimen", "tier", "status", "basis", "reasons", "warnings"]
    assert (first["regimen"], first["tier"]) == ("T_DOC", "preferred")
    assert (first["status"], first["basis"]) == ("needs_fact", "stated")
    assert all(isinstance(words, str) and words for words in first["reasons"])
    assert first["warnings"] == ["Careful with weak [Ecog is at least 2 (2)]"]


def test_what_is_missing_comes_most_decisive_first():
    found = as_json()
    assert (found["status"], found["needs"], found["options"]) == (
        "needs_facts",
        ["lvef_pct", "chf"],
        [],
    )


def test_an_edition_that_the_library_lacks_is_not_guessed():
    with pytest.raises(KeyError):
        assess_patient(LIBRARY, "2099", record())


def test_an_edition_of_the_library_can_be_proved():
    assert prove_edition(LIBRARY, "test").problems == ()
