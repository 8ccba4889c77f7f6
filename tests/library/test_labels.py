"""A label stands on its own line, where it can be taken for no other branch's."""

from itertools import combinations, pairwise

import pytest

from navigator.library.labels import Area, Labelled, places
from navigator.library.layout import _LABEL_HEIGHT, _label_width


def lies_on(point, way):
    """Whether the point lies on a straight part of the way, up to rounding."""
    x, y = point
    return any(
        min(ax, bx) - 0.02 <= x <= max(ax, bx) + 0.02
        and min(ay, by) - 0.02 <= y <= max(ay, by) + 0.02
        for (ax, ay), (bx, by) in pairwise(way)
    )


def shipped_labels(library):
    for edition_id in library.editions():
        edition = library.edition(edition_id)
        texts = {
            (step.id, branch.id): branch.label
            for step in edition.steps.values()
            for branch in step.branches
        }
        for arrow in edition.chart.arrows:
            width = _label_width(texts[arrow.step, arrow.branch])
            area = Area(*arrow.label_at, width / 2, _LABEL_HEIGHT / 2)
            yield edition, arrow, area


def test_every_label_of_the_shipped_editions_stands_on_its_own_line(library):
    for edition, arrow, _ in shipped_labels(library):
        assert lies_on(arrow.label_at, arrow.points), (edition.id, arrow.step, arrow.branch)


def test_no_label_of_the_shipped_editions_covers_a_step_or_another_label(library):
    found = list(shipped_labels(library))
    for edition, arrow, area in found:
        for step, box in edition.chart.boxes.items():
            middle = (box.x + box.width / 2, box.y + box.height / 2)
            covered = area.meets(Area(*middle, box.width / 2, box.height / 2))
            assert not covered, (edition.id, arrow.step, arrow.branch, step)
    for (edition, one, area), (other_edition, other, other_area) in combinations(found, 2):
        if edition.id == other_edition.id:
            assert not area.meets(other_area), (one.branch, other.branch)


def test_a_label_goes_where_its_line_runs_alone():
    # Both leave the same step side by side; the second turns right, and there its label has room.
    straight = Labelled([(0, 0), (0, 100)], width=40, height=20)
    turning = Labelled([(10, 0), (10, 50), (200, 50), (200, 100)], width=80, height=20)
    first, second = places([straight, turning], boxes=[])
    assert first[0] == 0
    assert second[0] >= 50


def test_a_label_keeps_away_from_a_step_in_its_way():
    line = Labelled([(0, 0), (0, 100)], width=40, height=20)
    ((_, y),) = places([line], boxes=[Area(0, 0, 50, 30)])
    assert y >= 45


@pytest.mark.parametrize("length", [0.0, 3.0])
def test_even_the_shortest_line_gets_its_label(length):
    ((x, y),) = places([Labelled([(5, 5), (5, 5 + length)], 40, 20)], boxes=[])
    assert x == 5
    assert 5 <= y <= 5 + length
