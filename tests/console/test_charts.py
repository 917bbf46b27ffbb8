from console.charts import histogram, interval_bar


def test_scores_fall_into_their_bins() -> None:
    drawn = histogram(
        [(0.0, False, 1), (9.99, False, 1), (10.0, False, 1), (99.0, False, 1), (100.0, False, 1)], "fatal"
    )
    assert {b.label: b.count for b in drawn.bars if b.count} == {"0–9": 2, "10–19": 1, "90–100": 2}


def test_a_suspected_fatal_is_not_a_bad_score_and_no_score_is_no_zero() -> None:
    drawn = histogram([(0.0, True, 1), (None, False, 1), (None, True, 1), (0.0, False, 1)], "fatal")
    assert (drawn.n, drawn.fatal, drawn.without_score) == (3, 2, 1)
    assert [(b.label, b.count) for b in drawn.bars if b.count] == [("fatal", 2), ("0–9", 1)]
    assert [b.label for b in drawn.bars if b.is_fatal] == ["fatal"]


def test_bars_stand_on_the_axis_in_proportion_and_side_by_side() -> None:
    drawn = histogram([(95.0, False, 1)] * 4 + [(15.0, False, 1)], "fatal")
    heights = {b.label: b.height for b in drawn.bars}
    assert heights["90–100"] == drawn.height
    assert heights["10–19"] == drawn.height / 4
    assert all(abs(b.y + b.height - drawn.height) < 0.11 for b in drawn.bars)
    assert all(left.x + left.width <= right.x for left, right in zip(drawn.bars, drawn.bars[1:], strict=False))


def test_no_scores_draw_no_bars() -> None:
    assert {b.height for b in histogram([], "fatal").bars} == {0.0}


def test_a_bar_is_a_percentage_of_what_is_full() -> None:
    drawn = interval_bar(0.5, 0.25, 0.75, enough=True, full=1.0)
    assert (drawn.value, drawn.low, drawn.high) == (50.0, 25.0, 75.0)


def test_without_enough_data_no_interval_is_drawn() -> None:
    drawn = interval_bar(80.0, 60.0, 90.0, enough=False)
    assert (drawn.value, drawn.low, drawn.high) == (80.0, None, None)


def test_nothing_leaves_the_scale() -> None:
    drawn = interval_bar(120.0, -5.0, 120.0, enough=True)
    assert (drawn.value, drawn.low, drawn.high) == (100.0, 0.0, 100.0)
