"""The chart as it is drawn: whole, or with the ways that the patient has left folded away."""

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from navigator.domain.guideline import Arrow, Box, Chart
from navigator.domain.ids import StepId
from navigator.engine.marks import Mark
from navigator.presenters.chart_marks import ChartMarks

STUB_HEIGHT = 44.0
_LABEL = (7.0, 20.0)  # width of a sign and height of a label, in chart units
_MARGIN = 24.0
_ACROSS, _DOWN = 44.0, 56.0  # the widest gap that is left between what stands in a folded chart

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stub:
    """What stands for steps that are folded away.

    Attributes:
        steps: Those folded away here; never empty.
    """

    box: Box
    steps: frozenset[StepId]


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """What is drawn of a chart.

    Attributes:
        boxes: Of the steps that are seen.
        arrows: Between what is seen; one into a stub names the step that the stub stands for.
        stubs: By the first step each stands for.
    """

    boxes: Mapping[StepId, Box]
    arrows: tuple[Arrow, ...]
    stubs: Mapping[StepId, Stub] = field(default_factory=dict)

    def area_of(self, step: StepId) -> Box | None:
        """Return where a step or its stub stands; None where it is folded away deeper."""
        stub = self.stubs.get(step)
        return stub.box if stub else self.boxes.get(step)

    def stub_with(self, step: StepId) -> StepId | None:
        """Return the stub a step is folded into, None where it is seen."""
        return next((one for one, stub in self.stubs.items() if step in stub.steps), None)


def whole(chart: Chart) -> DrawnChart:
    """Return a chart with nothing folded away."""
    return DrawnChart(chart.boxes, chart.arrows)


def folded(
    chart: Chart,
    marks: ChartMarks,
    labels: Mapping[tuple[str, str], str],
    unfolded: Collection[StepId] = (),
) -> DrawnChart:
    """Fold away what is excluded, and close the gaps.

    Each branch that leaves what is seen ends at a stub in the place of the step it leads to. The
    gaps are closed by one map of each axis that keeps every order, so that nothing changes sides.

    Args:
        chart: Of the edition, as it was laid out.
        marks: Of the patient; only excluded steps are folded away.
        labels: Words on each branch, for the room they take.
        unfolded: Excluded steps that are to be seen all the same.
    """
    seen = {
        step for step in chart.boxes if marks.of_step(step) is not Mark.EXCLUDED or step in unfolded
    }
    stubs = _stubs(chart, seen)
    arrows = tuple(one for one in chart.arrows if one.step in seen)
    boxes = {step: box for step, box in chart.boxes.items() if step in seen}
    return _closed_up(DrawnChart(boxes, arrows, stubs), labels)


def _stubs(chart: Chart, seen: Collection[StepId]) -> dict[StepId, Stub]:
    """Give every step that is not seen to the first branch that leads towards it."""
    further: dict[StepId, list[StepId]] = defaultdict(list)
    for arrow in chart.arrows:
        if arrow.to not in seen:
            further[arrow.step].append(arrow.to)
    firsts = dict.fromkeys(to for one in chart.boxes if one in seen for to in further[one])
    owner = {first: first for first in firsts}
    waiting = deque(firsts)
    while waiting:
        step = waiting.popleft()
        for to in further[step]:
            if to not in owner:
                owner[to] = owner[step]
                waiting.append(to)
    return {
        first: Stub(
            replace(chart.boxes[first], height=STUB_HEIGHT),
            frozenset(step for step, its in owner.items() if its == first),
        )
        for first in firsts
    }


def _closed_up(drawn: DrawnChart, labels: Mapping[tuple[str, str], str]) -> DrawnChart:
    boxes = [*drawn.boxes.values(), *(stub.box for stub in drawn.stubs.values())]
    across = [(box.x, box.x + box.width) for box in boxes]
    down = [(box.y, box.y + box.height) for box in boxes]
    for arrow in drawn.arrows:
        (x, y), half = arrow.label_at, len(labels[arrow.step, arrow.branch]) * _LABEL[0] / 2
        across.append((x - half, x + half))
        down.append((y - _LABEL[1] / 2, y + _LABEL[1] / 2))
    map_x, map_y = _Closing.of(across, _ACROSS), _Closing.of(down, _DOWN)

    def moved(box: Box) -> Box:
        return replace(box, x=map_x.at(box.x), y=map_y.at(box.y))

    return DrawnChart(
        {step: moved(box) for step, box in drawn.boxes.items()},
        tuple(
            replace(
                arrow,
                points=tuple((map_x.at(x), map_y.at(y)) for x, y in arrow.points),
                label_at=(map_x.at(arrow.label_at[0]), map_y.at(arrow.label_at[1])),
            )
            for arrow in drawn.arrows
        ),
        {first: replace(stub, box=moved(stub.box)) for first, stub in drawn.stubs.items()},
    )


@dataclass(frozen=True, slots=True)
class _Closing:
    """A map of one axis that never turns an order around: what stands keeps its length.

    Attributes:
        old, new: Where each piece of the axis begins, before and after, in ascending order.
    """

    old: Sequence[float]
    new: Sequence[float]

    @classmethod
    def of(cls, spans: Iterable[Span], widest: float) -> "_Closing":
        """Return the map that shortens the gaps between `spans` to `widest`."""
        old, new = [0.0], [0.0]
        for start, end in _united(spans):
            gap = start - old[-1]
            new.append(new[-1] + min(gap, widest if len(old) > 1 else _MARGIN))
            new.append(new[-1] + end - start)
            old += [start, end]
        return cls(old, new)

    def at(self, place: float) -> float:
        """Return where a place of the old axis lies on the new one."""
        piece = min(max(bisect_right(self.old, place) - 1, 0), len(self.old) - 1)
        past = place - self.old[piece]
        if piece == len(self.old) - 1:
            return self.new[piece] + min(past, _MARGIN)
        length = self.old[piece + 1] - self.old[piece]
        share = past / length if length else 0.0
        return self.new[piece] + share * (self.new[piece + 1] - self.new[piece])


def _united(spans: Iterable[Span]) -> list[Span]:
    """Return the spans without those that overlap, from left to right."""
    found: list[Span] = []
    for start, end in sorted((max(start, 0.0), end) for start, end in spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
