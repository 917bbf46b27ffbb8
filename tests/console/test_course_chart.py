"""A course as geometry: higher figures stand higher, gaps stay gaps, intervals only where there are any."""

import pytest

from console.course_chart import course_chart
from inspection.scorecards.change_marks import Step

FULL = Step(value=90.0, low=88.0, high=92.0)
LOW = Step(value=70.0, low=66.0, high=74.0)
THIN = Step(value=80.0, low=None, high=None)
NONE = Step(value=None, low=None, high=None)


def test_points_stand_left_to_right_and_higher_for_higher_figures() -> None:
    drawn = course_chart(["07", "08", "09"], [FULL, LOW, THIN])
    assert [p.x for p in drawn.points] == [72.0, 144.0, 216.0]
    high, low, middle = (p.y for p in drawn.points)
    assert high < middle < low
    assert drawn.points[2].y_low is None
    assert [p.mark for p in drawn.points] == ["", "▼", ""]
    assert drawn.line.startswith("M72.0 ")


def test_the_scale_holds_every_interval_and_never_leaves_what_is_possible() -> None:
    drawn = course_chart(["a", "b"], [Step(value=99.5, low=99.0, high=100.0), LOW])
    assert [label for _, label in drawn.axis] == ["100", "64"]
    for point in drawn.points:
        assert 0 <= point.y <= drawn.height


def test_what_has_no_figure_leaves_its_place_empty() -> None:
    drawn = course_chart(["a", "b", "c"], [FULL, NONE, LOW])
    assert [p.label for p in drawn.points] == ["a", "c"]
    assert drawn.points[1].x - drawn.points[0].x == pytest.approx(144.0)
    assert course_chart([], []).points == ()
