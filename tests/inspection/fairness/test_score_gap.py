"""Score gaps: cleared of work and recognition, agents kept together."""

import numpy as np
import pytest

from inspection.fairness.score_gap import ComparableScores, Gap, ScoreArrays


def arrays(score: np.ndarray, agent: np.ndarray, cell: np.ndarray, quality: np.ndarray | None = None) -> ScoreArrays:
    given = np.ones(len(score)) if quality is None else quality
    return ScoreArrays(np.asarray(score, float), agent.astype(np.int64), cell.astype(np.int64), given[:, None])


def gap_of(given: ScoreArrays, member: np.ndarray, *, with_quality: bool = False) -> Gap:
    found = ComparableScores(given, with_quality=with_quality).gap(member)
    assert found is not None
    return found


def test_harder_work_is_no_gap() -> None:
    """The group does mostly the hard form, on which everybody scores 70."""
    cell = np.array([0] * 20 + [1] * 80 + [0] * 80 + [1] * 20)
    member = np.arange(200) < 100
    agent = np.repeat(np.arange(10), 20)
    found = gap_of(arrays(np.where(cell == 1, 70.0, 90.0), agent, cell), member)
    assert found.points == pytest.approx(0.0, abs=1e-9)


def test_a_gap_of_four_points_is_four_points() -> None:
    agent = np.repeat(np.arange(10), 20)
    member = agent < 4
    found = gap_of(arrays(80.0 - 4 * member, agent, np.zeros(200)), member)
    assert found.points == pytest.approx(-4.0)
    low, high = found.interval
    assert low <= -4 <= high


def test_a_gap_that_recognition_explains_is_gone_when_recognition_is_equal() -> None:
    random = np.random.default_rng(4)
    agent = np.repeat(np.arange(30), 60)
    member = random.random(1800) < 0.3
    quality = random.normal(0.92, 0.03, 1800) - 0.1 * member
    given = arrays(80 + 40 * (quality - 0.92) + random.normal(0, 2, 1800), agent, agent, quality)
    raw, adjusted = gap_of(given, member), gap_of(given, member, with_quality=True)
    assert raw.points == pytest.approx(-4, abs=0.4)
    assert raw.p_value < 1e-6
    assert adjusted.interval[0] < 0 < adjusted.interval[1]


def test_text_alone_has_no_recognition_to_hold_equal() -> None:
    agent = np.repeat(np.arange(6), 10)
    given = arrays(np.random.default_rng(1).normal(80, 5, 60), agent, np.zeros(60))
    member = agent < 3
    assert gap_of(given, member, with_quality=True).points == pytest.approx(gap_of(given, member).points)


def test_many_calls_of_few_agents_are_few_agents() -> None:
    random = np.random.default_rng(8)
    agent = np.repeat(np.arange(10), 1000)
    score = 80 + random.normal(0, 5, 10)[agent] + random.normal(0, 5, 10_000)
    found = gap_of(arrays(score, agent, np.zeros(10_000)), agent < 5)
    assert found.error > 1.5  # five agents a side, each known to +-5 points
    assert found.freedom <= 9


def test_where_nobody_stands_on_both_sides_nothing_can_be_said() -> None:
    agent = np.repeat(np.arange(6), 10)
    given = arrays(np.full(60, 80.0), agent, agent)
    member = agent < 3
    assert ComparableScores(given, with_quality=False).gap(member) is None
    assert ComparableScores(given, with_quality=False).contributing(member) == 0
    assert Gap(1.0, 0.0, 5).p_value == 1.0


@pytest.mark.parametrize(("agents", "groups"), [(30, 6), (12, 4)])
def test_the_interval_of_no_gap_holds_nought(agents: int, groups: int) -> None:
    """Agents differ by +-4 points and work 10 to 200 calls; 150 centres, a coverage is known to about 4 points."""
    held = 0
    for seed in range(150):
        random = np.random.default_rng(seed)
        agent = np.repeat(np.arange(agents), random.integers(10, 200, agents))
        score = 80 + random.normal(0, 4, agents)[agent] + random.normal(0, 12, len(agent))
        low, high = gap_of(arrays(score, agent, np.zeros(len(agent))), agent % groups == 0).interval
        held += low <= 0 <= high
    assert held >= 135
