"""How a dose is given, in full words: the same on screen and on paper."""

from navigator.domain.library import Phase, Route
from navigator.words import tr


def route_words(route: Route) -> str:
    """Return how a drug is given, never shortened."""
    return {
        Route.INTRAVENOUS: tr("intravenous infusion"),
        Route.SUBCUTANEOUS: tr("subcutaneous injection"),
        Route.ORAL: tr("by mouth"),
        Route.INTRAMUSCULAR: tr("intramuscular injection"),
    }[route]


def phase_words(phase: Phase) -> str:
    """Return "loading" or "maintenance"."""
    return tr("loading") if phase is Phase.LOADING else tr("maintenance")
