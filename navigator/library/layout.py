"""Where every step and branch of an edition is drawn; worked out once, when it is built."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import graphlay

from navigator.domain.guideline import Arrow, Box, Chart, Edition, Step, StepKind
from navigator.domain.ids import BranchId, StepId
from navigator.domain.text import Text
from navigator.library.labels import Area, Labelled, places

Point = tuple[float, float]

# Two lines of a title at 13 px, with room for the sign of the kind.
_BOX = {
    StepKind.DECISION: (220.0, 64.0),
    StepKind.RECOMMENDATION: (240.0, 76.0),
    StepKind.ACTION: (220.0, 64.0),
    StepKind.END: (220.0, 64.0),
}
# A label is one line at 12 px; the longest of its languages decides.
_SIGN_WIDTH = 6.6
_LABEL_HEIGHT = 20.0
_LABEL_ROOM = 16.0
# The trunk is kept straight: a branch to the next decision pulls harder than one that ends.
_TRUNK, _SIDE = 12.0, 1.0
_MARGIN = 24.0


@dataclass(frozen=True, slots=True)
class Node:
    """A box to place, in chart units."""

    id: StepId
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """A branch to draw; `weight` says how straight it should run."""

    step: StepId
    branch: BranchId
    to: StepId
    label_width: float
    label_height: float
    weight: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Top left corners of the nodes, and the way of every link, in their order."""

    corners: Mapping[StepId, Point]
    ways: Sequence[Sequence[Point]]


class LayoutEngine(Protocol):
    """Places boxes in layers from top to bottom and leads branches between them."""

    def place(self, nodes: Sequence[Node], links: Sequence[Link]) -> Drawing:
        """Return the drawing; the same for the same nodes and links."""
        ...


_OPTIONS: dict[str, object] = {
    "direction": "topbottom",
    "routing": {"style": "orthogonal", "merge_edges": "none"},
    "spacing": {"layer_gap": 84.0, "node_gap": 44.0, "edge_label_margin": 14.0},
    "labels": {"reservation": "always"},
}


@dataclass(frozen=True, slots=True)
class GraphlayEngine:
    """The layered layout of graphlay."""

    options: Mapping[str, object] = field(default_factory=lambda: _OPTIONS)

    def place(self, nodes: Sequence[Node], links: Sequence[Link]) -> Drawing:
        """Return the drawing; see `LayoutEngine`."""
        graph = graphlay.Graph()
        for node in nodes:
            graph.node(node.id, width=node.width, height=node.height)
        for link in links:
            label = {"width": link.label_width, "height": link.label_height}
            graph.edge(link.step, link.to, weight=link.weight, label_size=label)
        found = graphlay.layout(graph, preset="process_map", options=dict(self.options))
        return Drawing(
            _corners(found.positions(), nodes),
            # Edges come back in the order of the edge() calls and carry no ends of their own.
            [[_point(part) for part in edge["points"]] for edge in found.edges],
        )


def _corners(centres: Mapping[StepId, Point], nodes: Sequence[Node]) -> dict[StepId, Point]:
    corners = {}
    for node in nodes:
        x, y = centres[node.id]
        corners[node.id] = (x - node.width / 2, y - node.height / 2)
    return corners


def _point(raw: Mapping[str, float]) -> Point:
    return raw["x"], raw["y"]


def chart_of(edition: Edition, engine: LayoutEngine) -> Chart:
    """Lay out an edition's flowchart, with its top left corner at (0, 0).

    Args:
        edition: Its steps and branches; branches to steps that do not exist are left out.
        engine: Does the placing.

    Returns:
        A box per step, an arrow per branch, in the order of the content.
    """
    steps = list(edition.steps.values())
    links = [link for step in steps for link in _links(step, edition.steps)]
    if not steps:
        return Chart(0, 0, {}, ())
    drawing = engine.place([Node(step.id, *_BOX[step.kind]) for step in steps], links)
    labels = _labels(drawing, links, steps)
    shift = _shift(drawing)
    boxes = {
        step.id: Box(*_moved(drawing.corners[step.id], shift), *_BOX[step.kind]) for step in steps
    }
    arrows = tuple(
        Arrow(
            link.step,
            link.branch,
            link.to,
            tuple(_moved(part, shift) for part in way),
            _moved(label, shift),
        )
        for link, way, label in zip(links, drawing.ways, labels, strict=True)
    )
    width, height = _extent(boxes, arrows, links)
    return Chart(width, height, boxes, arrows)


def _labels(drawing: Drawing, links: Sequence[Link], steps: Sequence[Step]) -> list[Point]:
    """Return where each label stands: on its own line."""
    lines = [
        Labelled(way, link.label_width, link.label_height)
        for link, way in zip(links, drawing.ways, strict=True)
    ]
    boxes = []
    for step in steps:
        (x, y), (width, height) = drawing.corners[step.id], _BOX[step.kind]
        boxes.append(Area(x + width / 2, y + height / 2, width / 2, height / 2))
    return places(lines, boxes)


def _links(step: Step, steps: Mapping[StepId, Step]) -> list[Link]:
    return [
        Link(
            step=step.id,
            branch=branch.id,
            to=branch.to,
            label_width=_label_width(branch.label),
            label_height=_LABEL_HEIGHT,
            weight=_TRUNK if steps[branch.to].kind is StepKind.DECISION else _SIDE,
        )
        for branch in step.branches
        if branch.to in steps
    ]


def _label_width(label: Text) -> float:
    return max(len(label.en), len(label.fr)) * _SIGN_WIDTH + _LABEL_ROOM


def _shift(drawing: Drawing) -> Point:
    points = [*drawing.corners.values(), *(part for way in drawing.ways for part in way)]
    return _MARGIN - min(x for x, _ in points), _MARGIN - min(y for _, y in points)


def _moved(point: Point, shift: Point) -> Point:
    return round(point[0] + shift[0], 2), round(point[1] + shift[1], 2)


def _extent(
    boxes: Mapping[StepId, Box], arrows: Sequence[Arrow], links: Sequence[Link]
) -> tuple[float, float]:
    """Return the width and height that hold every box, way and label, and the margin."""
    right = [box.x + box.width for box in boxes.values()]
    bottom = [box.y + box.height for box in boxes.values()]
    for arrow, link in zip(arrows, links, strict=True):
        right += [x for x, _ in arrow.points] + [arrow.label_at[0] + link.label_width / 2]
        bottom += [y for _, y in arrow.points]
    return round(max(right) + _MARGIN, 2), round(max(bottom) + _MARGIN, 2)
