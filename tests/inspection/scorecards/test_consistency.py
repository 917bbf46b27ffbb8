"""Consistency: sampling alone is not inconsistency, and only a clearly weaker channel is named."""

import numpy as np
import pytest

from inspection.scorecards.consistency import ChannelScore, consistency


def _score(channel: str, mean: float, n: int = 400, others: float | None = None) -> ChannelScore:
    return ChannelScore(channel, n, mean, 144 / n, others, 144 / 4000 if others is not None else 0.0)


def test_a_clearly_weaker_channel_is_named() -> None:
    found = consistency([_score("phone", 90), _score("chat", 89), _score("email", 75)], 30)
    assert found is not None
    assert found.weakest == "email"
    assert found.index == pytest.approx(93.2, abs=0.2)  # a standard deviation of 6.8 points
    assert found.low < found.index < found.high < 97
    assert not found.beside_others


def test_channels_with_harder_forms_are_held_against_everybody_else_there() -> None:
    fair = [_score("phone", 90, others=88.0), _score("email", 75, others=73.0)]
    found = consistency(fair, 30)
    assert found is not None
    assert found.beside_others
    assert (found.weakest, found.index) == (None, 100.0)
    assert [round(gap.gap, 6) for gap in found.gaps] == [2.0, 2.0]


def test_little_data_counts_for_no_channel_and_one_channel_has_no_index() -> None:
    assert consistency([_score("phone", 90), _score("chat", 40, n=29)], 30) is None
    assert consistency([], 30) is None


def test_chance_alone_seldom_names_a_channel_and_the_interval_holds_the_truth() -> None:
    random = np.random.default_rng(8)
    named, held = [], []
    for _ in range(300):
        alike = [_score(c, 85 + 12 / 20 * random.standard_normal()) for c in ("phone", "chat", "email", "app")]
        found = consistency(alike, 30)
        assert found is not None
        named.append(found.weakest is not None)
        held.append(found.high == 100.0)
    assert np.mean(named) <= 0.08
    assert np.mean(held) >= 0.95


def test_the_interval_of_unlike_channels_holds_their_spread() -> None:
    random = np.random.default_rng(6)
    truth = np.array([85.0, 88.0, 80.0])
    spread = float(truth.std())
    held = []
    for _ in range(200):
        drawn = truth + 12 / 20 * random.standard_normal(3)
        found = consistency([_score(c, m) for c, m in zip(("a", "b", "c"), drawn, strict=True)], 30)
        assert found is not None
        held.append(found.low <= 100 - spread <= found.high)
    assert 0.91 <= np.mean(held) <= 0.99
