"""A table of ratings: cases by judges, with gaps."""

import numpy as np
import pytest

from inspection.judges.ratings import Ratings, ratings_of


def test_mappings_become_a_table_with_gaps() -> None:
    table, judges = ratings_of([{"Li": 1.0, "Wang": 0.0}, {"Wang": 1.0}], categories=2)
    assert judges == ("Li", "Wang")
    assert np.array_equal(table.values, [[1.0, 0.0], [np.nan, 1.0]], equal_nan=True)
    assert (table.shared, table.count.tolist(), table.pairs()) == (1, [2, 1], [(0, 1)])


def test_judges_that_never_met_are_no_pair() -> None:
    table, _ = ratings_of([{"Li": 1.0}, {"Wang": 1.0}], categories=2)
    assert (table.shared, table.pairs()) == (0, [])


def test_no_case_is_an_empty_table() -> None:
    table, judges = ratings_of([], categories=3)
    assert (table.values.shape, judges) == ((0, 0), ())


def test_what_is_no_table_or_no_word_of_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="one row per case"):
        Ratings(np.zeros(3), 2)
    with pytest.raises(ValueError, match="not among the 2 words"):
        Ratings(np.array([[0.0, 2.0]]), 2)
