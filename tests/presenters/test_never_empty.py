"""Whatever is told of a patient, a step says why it stands there and what to do next."""

from dataclasses import replace
from datetime import date

import pytest

from navigator.domain.assessment import OptionStatus
from navigator.domain.facts import Fact
from navigator.engine.assess import assess
from navigator.engine.whatif import pivots
from navigator.presenters.navigate import NavigatePresenter
from navigator.services.read_record import read_record

TODAY = date(2026, 11, 23)


class Screen:
    def draw(self, state):
        self.state = state


class Steps:
    def do(self, words, change, take_back):
        del words, take_back
        change()


def neighbours(edition, record):
    """The patient, and every patient one deciding fact away; at most five of them."""
    yield record
    for pivot in pivots(edition, record)[:5]:
        fact = Fact(pivot.element, pivot.value)
        part = "site" if edition.elements[pivot.element].site else "facts"
        yield replace(record, **{part: {**getattr(record, part), pivot.element: fact}})


@pytest.mark.parametrize("edition_id", ["2013", "2026"])
def test_a_step_without_an_option_names_the_reason_and_the_next_thing_to_do(library, edition_id):
    edition = library.edition(edition_id)
    seen = set()
    for vignette in library.vignettes(edition_id):
        record = read_record(vignette.record, edition.elements, TODAY)
        for patient in neighbours(edition, record):
            screen = Screen()
            presenter = NavigatePresenter(screen, Steps(), assess, edition, lambda: TODAY)
            presenter.open_record(patient, vignette.id)
            step = screen.state.step
            seen.add(step.step)
            assert step.message, (vignette.id, step.step)
            open_ = [
                one
                for one in step.options
                if one.option.status in (OptionStatus.RECOMMENDED, OptionStatus.NEEDS_FACT)
            ]
            assert open_ or step.question or step.action, (vignette.id, step.step)
            assert all(one.summary for one in step.options), (vignette.id, step.step)
    assert len(seen) > len(edition.steps) // 2
