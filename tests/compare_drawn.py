"""A view of Compare without a screen, on the four roads of 2013."""

from navigator.presenters.compare_options import compared
from navigator.presenters.compare_place import ComparePresenter, CompareTools
from navigator.presenters.library_catalogue import Catalogue
from tests.conftest import TODAY
from tests.four_roads import roads


class Drawn:
    """Keeps what was drawn."""

    def __init__(self):
        self.states = []

    def draw(self, state):
        self.states.append(state)

    @property
    def last(self):
        return self.states[-1]


def compared_road(library, which, page_size="A4"):
    """A presenter that compares a road, and its view."""
    catalogue = Catalogue(library)
    tools = CompareTools(
        catalogue,
        library.editions(),
        catalogue.editions.__getitem__,
        library.approvals(),
        roads(library, catalogue.editions["2013"], TODAY),
        lambda: TODAY,
        lambda: page_size,
    )
    drawn = Drawn()
    presenter = ComparePresenter(drawn, tools, None)
    presenter.choose_patient(which)
    return catalogue, presenter, drawn


def options_of(library, which, page_size="A4"):
    """The options of a road side by side, and their pages."""
    catalogue, presenter, drawn = compared_road(library, which, page_size)
    shown = drawn.last
    state = compared(catalogue, shown.options, shown.picked, shown.assessment)
    return state, presenter.options_pdf(state)()


def options_pdf_of(library, which, page_size):
    """The pages of the options of a road."""
    return options_of(library, which, page_size)[1]
