"""The missing facts, the most decisive first, each with what every answer would do."""

from collections.abc import Callable, Iterable

from navigator.domain.assessment import Need, OptionStatus
from navigator.domain.elements import DataElement
from navigator.domain.facts import NOT_DONE
from navigator.domain.guideline import Step
from navigator.domain.ids import ElementId
from navigator.domain.truth import Truth
from navigator.engine.evaluate import Values
from navigator.engine.explain import waiting_groups
from navigator.engine.nodes import Leaf, Node, elements_of, leaves
from navigator.engine.partition import Cell, answer_words, cells_of
from navigator.engine.parts import Offer, Way
from navigator.engine.ready import ReadyEdition, truths_of
from navigator.engine.walk import Walk, walk
from navigator.engine.wording import names_of
from navigator.words import say, tr

_BOTH = (Truth.YES, Truth.NO)

# Tells, for one element and trial values, which outcomes are settled, in a fixed order, and what
# comes of them in words.
Trial = Callable[[ElementId, Values], tuple[list[bool], str]]


def needs_of_decision(edition: ReadyEdition, at: Walk, values: Values) -> tuple[Need, ...]:
    """Return what is missing to leave a decision.

    Args:
        edition: The edition, ready.
        at: Where the walk stands: a decision with an open branch.
        values: What is known.

    Returns:
        One need per missing element, the one that settles most branches first, then in the
        order in which the branches ask.
    """
    ways = edition.ways(at.step)

    def trial(_element: ElementId, values: Values) -> tuple[list[bool], str]:
        settled = [truth is not Truth.UNKNOWN for truth in truths_of(ways, values)]
        return settled, _where_to(edition, at, values)

    return _needs(edition, _open_nodes(ways, values), values, trial)


def needs_of_options(edition: ReadyEdition, step: Step, values: Values) -> tuple[Need, ...]:
    """Return what is missing to settle the status of every option, most decisive first."""
    offers, now = edition.offers(step), edition.statuses_at(step, values)
    if OptionStatus.NEEDS_FACT not in now:
        return ()

    def trial(element: ElementId, values: Values) -> tuple[list[bool], str]:
        found = [
            (offer, old, new)
            for offer, old, new in zip(offers, now, edition.statuses_at(step, values), strict=True)
            if element in offer.reads
        ]
        settled = [new is not OptionStatus.NEEDS_FACT for _, _, new in found]
        changed = [(offer, new) for offer, old, new in found if new is not old]
        return settled, _changes_words(edition, changed)

    open_ = [o for o, status in zip(offers, now, strict=True) if status is OptionStatus.NEEDS_FACT]
    nodes = [node for offer in open_ for node in _open_rules(offer, values)]
    return _needs(edition, nodes, values, trial)


def waiting_at(edition: ReadyEdition, at: Walk, values: Values) -> tuple[ElementId, ...]:
    """Return the smallest set of missing facts that could bring the walk on from a decision."""
    groups = [
        group
        for node in _open_nodes(edition.ways(at.step), values)
        for group in waiting_groups(node, values, Truth.YES)
    ]
    return min(groups, key=len, default=())


def _needs(
    edition: ReadyEdition, nodes: list[Node], values: Values, trial: Trial
) -> tuple[Need, ...]:
    """Try every answer of every element that could settle one of the open criteria `nodes`."""
    asked = list(dict.fromkeys(leaf for node in nodes for leaf in leaves(node)))
    found = [
        _need(edition.edition.elements[element], asked, values, trial)
        for element in _missing(nodes, values)
    ]
    return tuple(sorted(found, key=lambda need: -need.decides))


def _need(element: DataElement, asked: list[Leaf], values: Values, trial: Trial) -> Need:
    before, _ = trial(element.id, values)
    cells = _answers(element, asked, values)
    tried = [trial(element.id, {**values, element.id: cell.value}) for cell in cells]
    outcomes = zip(before, *(settled for settled, _ in tried), strict=True)
    decides = sum(not was and any(after) for was, *after in outcomes)
    described = zip(cells, (words for _, words in tried), strict=True)
    return Need(element.id, decides, _merged(element, list(described)))


def _answers(element: DataElement, asked: list[Leaf], values: Values) -> tuple[Cell, ...]:
    cells = cells_of(element, asked, values)
    if element.not_done and values.get(element.id) is not NOT_DONE:
        return (*cells, Cell(NOT_DONE))
    return cells


def _open_nodes(ways: tuple[Way, ...], values: Values) -> list[Node]:
    criteria = [way.criterion for way in ways if way.criterion is not None]
    return [found.node for found in criteria if found.test(values) is Truth.UNKNOWN]


def _open_rules(offer: Offer, values: Values) -> list[Node]:
    criteria = [offer.when, *(rule.criterion for rule in offer.excluding)]
    return [found.node for found in criteria if found.test(values) is Truth.UNKNOWN]


def _missing(nodes: list[Node], values: Values) -> tuple[ElementId, ...]:
    """Return the elements that could settle an open criterion, in the order written."""
    wanted = {
        element
        for node in nodes
        for goal in _BOTH
        for group in waiting_groups(node, values, goal)
        for element in group
    }
    order = dict.fromkeys(element for node in nodes for element in elements_of(node))
    return tuple(element for element in order if element in wanted)


def _merged(element: DataElement, described: list[tuple[Cell, str]]) -> tuple[tuple[str, str], ...]:
    """Put answers of one consequence together: neighbours of a scale, any of the choices."""
    runs: list[tuple[list[Cell], str]] = []
    for cell, words in described:
        run = next((run for run in reversed(runs) if _joins(run, runs[-1], cell, words)), None)
        if run is None:
            runs.append(([cell], words))
        else:
            run[0].append(cell)
    return tuple((answer_words(element, cells), words) for cells, words in runs)


def _joins(
    run: tuple[list[Cell], str], last: tuple[list[Cell], str], cell: Cell, words: str
) -> bool:
    """Tell whether a cell may join a run; "not done" is no neighbour of any number."""
    before = run[0][-1]
    return (
        words == run[1] and before.on_scale is cell.on_scale and (run is last or not cell.on_scale)
    )


def _where_to(edition: ReadyEdition, at: Walk, trial: Values) -> str:
    after = walk(edition, trial)
    if after.step.id != at.step.id:
        return tr("leads to “{step}”", step=say(after.step.title))
    waiting = waiting_at(edition, after, trial)
    if not waiting:
        return tr("does not lead on")
    names = names_of(edition.edition.elements, waiting)
    return tr("still open: {names}", names=names)


def _changes_words(edition: ReadyEdition, changed: Iterable[tuple[Offer, OptionStatus]]) -> str:
    by_status: dict[OptionStatus, list[str]] = {}
    for offer, status in changed:
        summary = edition.edition.regimens.get(offer.option.regimen)
        name = offer.option.regimen if summary is None else say(summary.name)
        by_status.setdefault(status, []).append(name)
    parts = [
        tr("{status}: {names}", status=status_words(status), names=", ".join(by_status[status]))
        for status in OptionStatus
        if status in by_status
    ]
    return "; ".join(parts) if parts else tr("settles nothing by itself")


def status_words(status: OptionStatus) -> str:
    """Return a status in words."""
    match status:
        case OptionStatus.RECOMMENDED:
            return tr("recommended")
        case OptionStatus.NEEDS_FACT:
            return tr("needs a fact")
        case OptionStatus.EXCLUDED:
            return tr("excluded")
        case _:
            return tr("not applicable")
