"""Where the boxes and branches of a flowchart lie."""

from itertools import combinations

import pytest

from navigator.assets import content_folder
from navigator.domain.guideline import Branch, Edition, Step, StepKind
from navigator.domain.text import Text
from navigator.library.content import EMPTY_CHART, read_content
from navigator.library.layout import Drawing, GraphlayEngine, chart_of

CONTENT, _ = read_content(content_folder())


def decision(name, *targets):
    branches = tuple(
        Branch(f"to_{target}", Text(f"When {target}"), "otherwise", target) for target in targets
    )
    return Step(name, StepKind.DECISION, Text(name), branches=branches)


def end(name):
    return Step(name, StepKind.END, Text(name))


def edition_of(*steps):
    return Edition(
        id="e",
        guideline=Text("g"),
        title=Text("t"),
        year=2026,
        start=steps[0].id if steps else "",
        steps={step.id: step for step in steps},
        elements={},
        groups=(),
        regimens={},
        chart=EMPTY_CHART,
    )


def areas(chart):
    return [(box.x, box.y, box.x + box.width, box.y + box.height) for box in chart.boxes.values()]


def labels(edition, chart):
    """Rough areas of the labels, in the longest language, at 12 px."""
    for arrow in chart.arrows:
        branch = next(one for one in edition.steps[arrow.step].branches if one.id == arrow.branch)
        half = max(len(branch.label.en), len(branch.label.fr)) * 6.4 / 2
        x, y = arrow.label_at
        yield x - half, y - 8, x + half, y + 8


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def strokes(chart):
    for arrow in chart.arrows:
        for (x1, y1), (x2, y2) in zip(arrow.points, arrow.points[1:], strict=False):
            yield arrow, (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


@pytest.fixture(params=CONTENT.editions.values(), ids=CONTENT.editions)
def shipped(request):
    return request.param, chart_of(request.param, GraphlayEngine())


def test_every_step_has_a_box_and_every_branch_an_arrow(shipped):
    edition, chart = shipped
    assert list(chart.boxes) == list(edition.steps)
    assert [(arrow.step, arrow.branch, arrow.to) for arrow in chart.arrows] == [
        (step.id, branch.id, branch.to)
        for step in edition.steps.values()
        for branch in step.branches
    ]


def test_no_boxes_and_labels_lie_over_each_other(shipped):
    edition, chart = shipped
    things = [*areas(chart), *labels(edition, chart)]
    assert [pair for pair in combinations(things, 2) if overlap(*pair)] == []


def test_no_branch_runs_through_a_box(shipped):
    _, chart = shipped
    through = [
        (arrow.branch, name)
        for arrow, stroke in strokes(chart)
        for name, area in zip(chart.boxes, areas(chart), strict=True)
        if overlap(
            stroke, tuple(edge + inset for edge, inset in zip(area, (1, 1, -1, -1), strict=True))
        )
    ]
    assert through == []


def test_branches_run_along_and_across_and_from_border_to_border(shipped):
    _, chart = shipped
    for arrow in chart.arrows:
        for (x1, y1), (x2, y2) in zip(arrow.points, arrow.points[1:], strict=False):
            assert x1 == x2 or y1 == y2
        start, target = chart.boxes[arrow.step], chart.boxes[arrow.to]
        assert arrow.points[0][1] == pytest.approx(start.y + start.height)
        assert arrow.points[-1][1] == pytest.approx(target.y)


def test_everything_lies_inside_the_chart(shipped):
    edition, chart = shipped
    for left, top, right, bottom in [*areas(chart), *labels(edition, chart)]:
        assert left >= 0
        assert top >= 0
        assert right <= chart.width
        assert bottom <= chart.height


def test_every_branch_leads_downwards(shipped):
    _, chart = shipped
    assert all(chart.boxes[arrow.step].y < chart.boxes[arrow.to].y for arrow in chart.arrows)


def test_decisions_that_follow_each_other_stand_below_each_other():
    chart = chart_of(
        edition_of(
            decision("a", "out", "b"),
            decision("b", "c", "out2"),
            decision("c", "x", "y"),
            end("out"),
            end("out2"),
            end("x"),
            end("y"),
        ),
        GraphlayEngine(),
    )
    middles = {chart.boxes[name].x + chart.boxes[name].width / 2 for name in "abc"}
    assert max(middles) - min(middles) < 1
    assert chart.boxes["a"].y < chart.boxes["b"].y < chart.boxes["c"].y


def test_the_same_edition_is_drawn_the_same_way_twice():
    edition = next(iter(CONTENT.editions.values()))
    assert chart_of(edition, GraphlayEngine()) == chart_of(edition, GraphlayEngine())


def test_a_branch_to_nowhere_is_left_out_and_no_edition_is_too_small():
    chart = chart_of(edition_of(decision("a", "nowhere")), GraphlayEngine())
    assert list(chart.boxes) == ["a"]
    assert chart.arrows == ()
    assert chart_of(edition_of(), GraphlayEngine()) == EMPTY_CHART


def test_a_flowchart_that_goes_round_is_drawn_all_the_same():
    chart = chart_of(edition_of(decision("a", "b"), decision("b", "a")), GraphlayEngine())
    assert len(chart.arrows) == 2


class Shelf:
    """An engine that puts boxes side by side, to the left of nothing."""

    def place(self, nodes, links):
        corners = {node.id: (-500.0 * index, -7.0) for index, node in enumerate(nodes)}
        ways = [[corners[link.step], corners[link.to]] for link in links]
        return Drawing(corners, ways)


def test_any_engine_s_drawing_begins_at_the_margin():
    chart = chart_of(edition_of(decision("a", "b"), end("b")), Shelf())
    assert (chart.boxes["b"].x, chart.boxes["b"].y) == (24, 24)
    assert (chart.boxes["a"].x, chart.boxes["a"].y) == (524, 24)
    assert chart.arrows[0].points == ((524, 24), (24, 24))
