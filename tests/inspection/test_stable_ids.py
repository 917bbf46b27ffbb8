"""Ids and draws: the same on every machine, different for different things, evenly spread."""

import pytest

from inspection.stable_ids import stable_id, uniform_draw


def test_an_id_is_the_same_everywhere() -> None:
    assert stable_id("flag", "drop", "C1", None, "media", None) == "flag_40bea81447fe2fced443"


def test_other_keys_have_other_ids() -> None:
    assert stable_id("x", "a", "bc") != stable_id("x", "ab", "c")
    assert stable_id("x", None) != stable_id("x", "None")


def test_draws_are_even_and_below_one() -> None:
    draws = [uniform_draw("salt", number) for number in range(4000)]
    assert all(0 <= draw < 1 for draw in draws)
    assert sum(draws) / 4000 == pytest.approx(0.5, abs=0.02)
