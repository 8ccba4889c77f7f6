"""Whether a patient would have fitted a trial, criterion by criterion: yes, no or unknown."""

from collections.abc import Mapping
from dataclasses import dataclass

from navigator.domain.assessment import Assessment
from navigator.domain.elements import DataElement
from navigator.domain.facts import Fact
from navigator.domain.ids import ElementId
from navigator.domain.library import Eligibility, Trial
from navigator.domain.truth import Truth, all_of
from navigator.engine.criteria import read_criterion
from navigator.engine.explain import Explained
from navigator.engine.wording import criterion_words


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that a trial asked, and the patient's answer.

    Attributes:
        words: The criterion with the patient's facts.
        missing: The facts it waits for; empty when decided.
    """

    eligibility: Eligibility
    truth: Truth
    words: str
    missing: tuple[ElementId, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """A patient held against what is recorded of a trial's eligibility.

    Attributes:
        asked: In the order of the content; empty where nothing is recorded.
    """

    trial: Trial
    asked: tuple[Asked, ...]

    @property
    def truth(self) -> Truth:
        """Return the answer of all together; UNKNOWN where nothing is recorded."""
        return all_of(one.truth for one in self.asked) if self.asked else Truth.UNKNOWN


def trial_fit(
    trial: Trial, elements: Mapping[ElementId, DataElement], assessment: Assessment
) -> Fit:
    """Hold a patient against the eligibility of a trial.

    Args:
        trial: With what is recorded of it.
        elements: Every data element of the library.
        assessment: Of the patient, for the facts entered and derived.
    """
    facts = assessment.facts
    return Fit(trial, tuple(_asked(one, elements, facts) for one in trial.eligibility))


def _asked(
    eligibility: Eligibility,
    elements: Mapping[ElementId, DataElement],
    facts: Mapping[ElementId, Fact],
) -> Asked:
    criterion = read_criterion(eligibility.when, elements)
    values = {element: fact.value for element, fact in facts.items()}
    decided = Explained(criterion.node, Truth.YES).decided(values)
    missing = decided.group if decided.truth is Truth.UNKNOWN else ()
    words = criterion_words(criterion.node, elements, facts)
    return Asked(eligibility, decided.truth, words, tuple(missing))
