"""A walk through the chart by keys: up and down along the branches, sideways among siblings."""

from collections.abc import Iterable
from enum import Enum

from navigator.domain.guideline import Box
from navigator.domain.ids import StepId
from navigator.engine.marks import Mark
from navigator.presenters.chart_fold import DrawnChart
from navigator.presenters.chart_marks import ChartMarks


class Towards(Enum):
    """Where a key leads."""

    UP = "up"
    DOWN = "down"
    LEFT = "left"
    RIGHT = "right"


_NEARNESS = {Mark.TAKEN: 0, Mark.CURRENT: 0, Mark.OPEN: 1, Mark.EXCLUDED: 2}


def next_step(
    drawn: DrawnChart, marks: ChartMarks, here: StepId, towards: Towards
) -> StepId | None:
    """Return the step or stub that a key leads to, None where nothing lies there.

    Down goes along a branch, up against one; where there are several, the patient's path comes
    before what is open, and that before what is excluded. Left and right go to what is asked or
    answered beside it, and where a step has no siblings, to what stands beside it.
    """
    if towards is Towards.DOWN:
        return _preferred((one.to for one in drawn.arrows if one.step == here), marks)
    if towards is Towards.UP:
        return _preferred((one.step for one in drawn.arrows if one.to == here), marks)
    return _beside(drawn, here, towards)


def _preferred(steps: Iterable[StepId], marks: ChartMarks) -> StepId | None:
    return min(dict.fromkeys(steps), key=lambda one: _NEARNESS[marks.of_step(one)], default=None)


def _beside(drawn: DrawnChart, here: StepId, towards: Towards) -> StepId | None:
    parents = {one.step for one in drawn.arrows if one.to == here}
    siblings = {one.to for one in drawn.arrows if one.step in parents}
    areas = {one: box for one in siblings if (box := drawn.area_of(one)) is not None}
    found = _nearest(areas, drawn.area_of(here), towards)
    if found is not None:
        return found
    place = drawn.area_of(here)
    stubs = {one: stub.box for one, stub in drawn.stubs.items()}
    row = {
        one: box
        for one, box in {**drawn.boxes, **stubs}.items()
        if place is not None and abs(_middle(box)[1] - _middle(place)[1]) < place.height
    }
    return _nearest(row, place, towards)


def _nearest(areas: dict[StepId, Box], place: Box | None, towards: Towards) -> StepId | None:
    if place is None:
        return None
    sign = -1 if towards is Towards.LEFT else 1
    ways = {one: (_middle(box)[0] - _middle(place)[0]) * sign for one, box in areas.items()}
    return min(
        (one for one, way in ways.items() if way > 1), key=lambda one: ways[one], default=None
    )


def _middle(box: Box) -> tuple[float, float]:
    return box.x + box.width / 2, box.y + box.height / 2
