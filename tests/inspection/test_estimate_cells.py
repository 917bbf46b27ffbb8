"""Counting into cells: verdict x chance, with the weight of all units, and of the reviewed ones alone."""

import numpy as np
import pytest

from inspection.estimate_cells import ReviewedUnits, cells_of, cells_of_verdict, reviewed_cells


def units(rows: list[tuple[float, float, float]], times: int = 10) -> ReviewedUnits:
    """(machine, human, chance), each `times` over."""
    machine, human, chance = (np.array(column * times, dtype=float) for column in map(list, zip(*rows, strict=True)))
    return ReviewedUnits(machine, human, chance, np.ones(len(machine), dtype=bool))


def test_a_cell_has_the_weight_of_all_its_units_and_the_hits_of_its_reviewed_ones() -> None:
    nan = np.nan
    cells = cells_of(units([(1, 1, 0.5), (1, nan, 0.5), (0, 0, 0.2), (0, nan, 0.2), (0, nan, 0.2)]))
    assert cells.weight.tolist() == [0.6, 0.4]
    assert cells.n.tolist() == [10, 10]
    assert cells.hits.tolist() == [0, 10]
    assert cells.seen_share.tolist() == pytest.approx([1 / 3, 1 / 2])
    assert cells.prior.tolist() == [1, 1]


def test_a_verdict_the_machine_cannot_give_is_a_cell_of_its_own() -> None:
    cells = cells_of(units([(1, 1, 0.5), (0, 0, 0.5), (np.nan, 1, 0.5)]))
    assert cells.weight.tolist() == pytest.approx([1 / 3] * 3)


def test_the_prior_is_whole_where_a_review_weighs_most() -> None:
    cells = cells_of(units([(0, 0, 0.5), (0, 1, 0.1), (0, np.nan, 0.1), (1, 1, 0.3)]))
    assert cells.prior.tolist() == pytest.approx([1.0, 1 / 2, 1.0])


def test_hits_among_the_heavier_units_of_a_cell_make_it_worth_less() -> None:
    chance = np.tile(np.linspace(0.1, 0.5, 40), 2)  # many chances: classes hold unequal ones
    nothing = np.ones(80, dtype=bool)
    heavy = cells_of(ReviewedUnits(np.zeros(80), (chance < 0.12).astype(float), chance, nothing))
    none = cells_of(ReviewedUnits(np.zeros(80), np.zeros(80), chance, nothing))
    assert heavy.n[0] < none.n[0]
    assert heavy.n[1:].tolist() == none.n[1:].tolist()


def test_what_does_not_apply_is_neither_hit_nor_miss() -> None:
    given = units([(0, 1, 0.5), (0, 0, 0.5)])
    outside = ReviewedUnits(given.machine, given.human, given.probability, given.human == 1)
    cells = cells_of(outside)
    assert (cells.n.tolist(), cells.hits.tolist(), cells.misses.tolist()) == ([20], [10], [0])


def test_one_verdict_keeps_its_share_of_everything() -> None:
    cells = cells_of_verdict(units([(1, 1, 0.5), (0, 0, 0.5), (0, 0, 0.5)]), 1)
    assert cells.weight.sum() == pytest.approx(1 / 3)
    assert cells.units == 30


def test_a_verdict_nobody_got_has_no_weight() -> None:
    assert cells_of_verdict(units([(0, 0, 0.5)]), 1).weight.sum() == 0


def test_reviewed_units_alone_are_weighed_back_by_their_chances() -> None:
    cells = reviewed_cells(units([(0, 1, 0.5), (1, 0, 0.1), (0, np.nan, 0.9)]))
    assert cells.weight.tolist() == pytest.approx([100 / 120, 20 / 120])
    assert cells.hits.tolist() == [0, 10]
    assert cells.units == 120
    assert not cells.weights_known
