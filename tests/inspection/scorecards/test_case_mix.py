"""Case mix: equal agents with unequal work come out equal, and skill is not taken for easy work."""

import numpy as np
import pytest

from inspection.scorecards.case_mix import OTHER, Circumstance, MixCell, case_mix

EASY, HARD = Circumstance("普通", "phone", "10", "查询"), Circumstance("投诉", "phone", "10", "查询")


def _cell(member: str, place: Circumstance, n: int, mean: float) -> MixCell:
    return MixCell(member, place, n, n * mean)


def test_two_equal_agents_with_unequal_work_come_out_equal() -> None:
    found = case_mix(
        [
            _cell("甲", EASY, 900, 90),
            _cell("甲", HARD, 100, 80),
            _cell("乙", EASY, 100, 90),
            _cell("乙", HARD, 900, 80),
        ],
        spread_points=10,
    )
    one, other = found.members["甲"], found.members["乙"]
    assert (one.raw, other.raw) == (89.0, 81.0)
    assert one.adjusted == pytest.approx(other.adjusted, abs=1.0)
    assert one.adjusted == pytest.approx(85.0, abs=0.5)
    assert one.harder_by < 0 < other.harder_by
    assert found.effects["queue"]["投诉"] < 0 < found.effects["queue"]["普通"]


def test_the_best_agents_on_the_hardest_work_keep_their_skill() -> None:
    # skill 95 mostly on hard work (10 points harder), skill 80 mostly on easy work: plain queue means hide it
    cells = [
        _cell(f"强{i}", EASY, 60, 95) for i in range(5)
    ] + [_cell(f"强{i}", HARD, 240, 85) for i in range(5)]  # fmt: skip
    cells += [_cell(f"弱{i}", EASY, 240, 80) for i in range(5)] + [_cell(f"弱{i}", HARD, 60, 70) for i in range(5)]
    found = case_mix(cells, spread_points=10)
    raw = found.members["强0"].raw - found.members["弱0"].raw
    adjusted = found.members["强0"].adjusted - found.members["弱0"].adjusted
    assert raw == pytest.approx(9.0)
    assert adjusted == pytest.approx(15.0, abs=0.5)


def test_work_nobody_shares_is_not_adjusted_for_and_named() -> None:
    found = case_mix([_cell("甲", EASY, 500, 90), _cell("乙", HARD, 500, 70)], spread_points=10)
    assert found.members["甲"].adjusted == pytest.approx(90.0)
    assert found.members["乙"].adjusted == pytest.approx(70.0)
    assert found.not_separable == {"queue": ("投诉", "普通")}


def test_rare_levels_are_pooled() -> None:
    rare = [_cell("甲", Circumstance("普通", "phone", "10", f"主题{i}"), 5, 50) for i in range(4)]
    found = case_mix([_cell("甲", EASY, 500, 90), *rare], spread_points=10)
    assert set(found.effects["topic"]) == {"查询", OTHER}


def test_adjusting_moves_nobody_when_all_have_the_same_mix() -> None:
    cells = [_cell(m, place, 200, mean) for m, mean in (("甲", 90), ("乙", 70)) for place in (EASY, HARD)]
    found = case_mix(cells, spread_points=10)
    assert all(one.harder_by == pytest.approx(0.0, abs=1e-9) for one in found.members.values())
    assert all(one.error == pytest.approx(0.0, abs=1e-9) for one in found.members.values())


def test_without_interactions_there_is_nothing() -> None:
    assert case_mix([], spread_points=10).members == {}


def test_simulated_agents_are_ordered_by_skill_not_by_their_work() -> None:
    random = np.random.default_rng(3)
    skill = random.normal(0, 3, 40)
    hardness = {"a": 0.0, "b": -8.0, "c": 4.0}
    cells, held = [], []
    for agent, own in enumerate(skill):
        likes_hard = 1 / (1 + np.exp(-own))
        shares = dict(zip(hardness, ((1 - likes_hard) * 0.6, likes_hard, (1 - likes_hard) * 0.4), strict=True))
        for queue, share in shares.items():
            scores = 80 + own + hardness[queue] + random.normal(0, 12, max(1, int(300 * share)))
            cells.append(MixCell(f"{agent}", Circumstance(queue, "phone", "10", ""), len(scores), float(scores.sum())))
    found = case_mix(cells, spread_points=12)
    adjusted = np.array([found.members[f"{agent}"].adjusted for agent in range(40)])
    raw = np.array([found.members[f"{agent}"].raw for agent in range(40)])
    assert np.corrcoef(adjusted, skill)[0, 1] > 0.9 > 0.5 > np.corrcoef(raw, skill)[0, 1]
    offset = (adjusted - skill).mean()
    for agent, own in enumerate(skill):
        error = np.hypot(12 / np.sqrt(found.members[f"{agent}"].n), found.members[f"{agent}"].error)
        held.append(abs(adjusted[agent] - own - offset) <= 1.96 * error)
    assert np.mean(held) >= 0.85
