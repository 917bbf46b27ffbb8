"""Classes of equal chance: as they are when few, cut when many, never without enough reviewed units."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from inspection.probability_classes import LEAST_REVIEWED, MOST_CLASSES, probability_classes


def test_a_few_chances_are_classes_as_they_are() -> None:
    chance = np.repeat([0.5, 0.02, 1.0], 10)
    assert probability_classes(chance, np.ones(30, dtype=bool)).tolist() == [1] * 10 + [0] * 10 + [2] * 10


def test_a_class_with_too_few_reviewed_units_joins_its_neighbour() -> None:
    chance = np.repeat([0.02, 0.5, 1.0], 10)
    reviewed = np.arange(30) % 10 < np.repeat([6, 2, 9], 10)
    assert set(probability_classes(chance, reviewed)[:10]) == {0}
    assert set(probability_classes(chance, reviewed)[10:]) == {1}


def test_a_small_last_class_joins_the_one_before() -> None:
    chance = np.repeat([0.02, 0.5], 10)
    reviewed = np.arange(20) < 12
    assert set(probability_classes(chance, reviewed)) == {0}


def test_without_reviews_there_is_one_class() -> None:
    assert set(probability_classes(np.linspace(0.1, 0.9, 50), np.zeros(50, dtype=bool))) == {0}


@given(st.lists(st.tuples(st.floats(0.001, 1), st.booleans()), min_size=1, max_size=200))
def test_classes_follow_the_chance_and_hold_enough(units: list[tuple[float, bool]]) -> None:
    chance, reviewed = np.array([u[0] for u in units]), np.array([u[1] for u in units])
    codes = probability_classes(chance, reviewed)
    assert sorted(set(codes)) == list(range(len(set(codes))))
    assert len(set(codes)) <= MOST_CLASSES
    order = np.argsort(chance, kind="stable")
    assert (np.diff(codes[order]) >= 0).all()
    counts = [int(reviewed[codes == code].sum()) for code in set(codes)]
    assert len(counts) == 1 or min(counts) >= LEAST_REVIEWED
