"""Gaps of a whole report: who is tested, what is corrected, what is called a gap."""

from dataclasses import replace

import numpy as np
import pytest

from inspection.fairness.group_gaps import Attribute, FairnessData, GapVerdict, GroupGap, group_gaps
from inspection.judges.judging_policy import FairnessRules

RULES = FairnessRules()
UNKNOWN = -1


def centre(seed: int = 1, *, agents: int = 24, calls: int = 60, team_gap: float = 0.0, accent_gap: float = 0.0,
           heard_gap: float = 0.0) -> FairnessData:  # fmt: skip
    """Agents of four teams; one call in four comes from an accent, recognised by `heard_gap` worse."""
    random = np.random.default_rng(seed)
    agent = np.repeat(np.arange(agents), calls)
    team, accent = agent % 4, (random.random(len(agent)) < 0.25).astype(np.int64)
    quality = np.clip(random.normal(0.92, 0.02, len(agent)) - heard_gap * accent, 0, 1)
    score = 80 + random.normal(0, 3, agents)[agent] + random.normal(0, 10, len(agent))
    score += 60 * (quality - 0.92) - team_gap * (team == 0) - accent_gap * accent
    nobody = np.full(len(agent), UNKNOWN)
    return FairnessData(
        score=score, agent=agent, work=np.zeros(len(agent), dtype=np.int64), quality=quality,
        groups={Attribute.TEAM: team, Attribute.SITE: nobody, Attribute.SHIFT: random.integers(0, 3, len(agent)),
                Attribute.LANGUAGE: nobody, Attribute.ACCENT: accent},
        names={Attribute.TEAM: ("甲", "乙", "丙", "丁"), Attribute.SITE: (), Attribute.LANGUAGE: (),
               Attribute.SHIFT: ("morning", "afternoon", "night"), Attribute.ACCENT: ("标准", "川渝")},
    )  # fmt: skip


def of(found: tuple[GroupGap, ...], attribute: Attribute, group: str) -> GroupGap:
    return next(one for one in found if (one.attribute, one.group) == (attribute, group))


def test_a_fair_centre_has_no_gap() -> None:
    found = group_gaps(centre(), RULES)
    assert {one.attribute for one in found} == {Attribute.TEAM, Attribute.SHIFT, Attribute.ACCENT}
    assert {one.verdict for one in found} == {GapVerdict.NO_GAP}
    assert of(found, Attribute.TEAM, "甲").interactions == 6 * 60
    assert not of(found, Attribute.TEAM, "甲").same_agents
    assert of(found, Attribute.ACCENT, "川渝").same_agents


def test_a_team_that_is_worse_off_is_named() -> None:
    found = group_gaps(centre(team_gap=15), RULES)
    team = of(found, Attribute.TEAM, "甲")
    assert (team.verdict, team.agents) == (GapVerdict.GAP, 6)
    assert -22 < (team.raw.value or 0) < -8
    assert of(found, Attribute.SHIFT, "night").verdict is GapVerdict.NO_GAP


def test_a_gap_of_the_ear_is_told_from_a_gap_of_the_judge() -> None:
    by_ear = of(group_gaps(centre(heard_gap=0.1), RULES), Attribute.ACCENT, "川渝")
    assert by_ear.verdict is GapVerdict.GAP_OF_RECOGNITION
    assert -0.12 < (by_ear.quality_gap or 0) < -0.08
    by_judge = of(group_gaps(centre(accent_gap=6), RULES), Attribute.ACCENT, "川渝")
    assert by_judge.verdict is GapVerdict.GAP


def test_of_two_groups_one_question_is_asked() -> None:
    found = group_gaps(centre(accent_gap=6), RULES)
    one, other = of(found, Attribute.ACCENT, "标准"), of(found, Attribute.ACCENT, "川渝")
    assert one.p_value == other.p_value
    assert one.raw.value == pytest.approx(-(other.raw.value or 0))


def test_a_real_gap_too_small_to_matter_is_not_called_one() -> None:
    found = of(group_gaps(centre(accent_gap=6), replace_rules(least_points=20)), Attribute.ACCENT, "川渝")
    assert found.verdict is GapVerdict.NO_GAP
    assert (found.p_value or 1) < 0.05


def test_a_group_of_few_agents_is_not_enough() -> None:
    small = group_gaps(centre(agents=8), RULES)  # two agents a team
    assert {one.verdict for one in small if one.attribute is Attribute.TEAM} == {GapVerdict.NOT_ENOUGH}
    assert of(small, Attribute.TEAM, "甲").raw.value is None
    assert {(g.mean_points, g.quality_gap) for g in small if g.attribute is Attribute.TEAM} == {(None, None)}
    assert None not in {g.mean_points for g in small if g.verdict is not GapVerdict.NOT_ENOUGH}


def test_the_mean_of_one_agent_is_nobodys_to_read() -> None:
    """One team is a single agent: neither it nor, of two teams, the other one says a mean or how it was heard."""
    data = centre()
    alone = replace(data, groups={Attribute.TEAM: (data.agent == 0).astype(np.int64)})
    for one in group_gaps(alone, RULES):
        assert (one.verdict, one.mean_points, one.quality_gap) == (GapVerdict.NOT_ENOUGH, None, None)


def test_what_is_not_known_is_left_out_and_one_group_alone_is_no_comparison() -> None:
    data = centre()
    half = np.where(np.arange(len(data.score)) % 2 == 0, UNKNOWN, data.groups[Attribute.TEAM])
    found = group_gaps(replace(data, groups={Attribute.TEAM: half}), RULES)
    assert sum(one.interactions for one in found) == len(data.score) // 2
    assert group_gaps(replace(data, groups={Attribute.TEAM: np.zeros(len(data.score), dtype=np.int64)}), RULES) == ()


def test_a_fair_centre_is_seldom_accused() -> None:
    """25 reports over 9 groups each; at most 5 % may show any gap (4 of 25 would be 1 in 30). More in benchmarks/."""
    shown = sum(
        any(one.verdict is GapVerdict.GAP for one in group_gaps(centre(seed, agents=20, calls=40), RULES))
        for seed in range(50, 75)
    )
    assert shown <= 3


def replace_rules(**changes: float) -> FairnessRules:
    return RULES.model_copy(update=changes)
