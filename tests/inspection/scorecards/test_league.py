"""Side by side: by name, nobody ranked, and alarms that stand when all courses are looked at together."""

from dataclasses import replace
from datetime import date

from inspection.results_policy import CostPolicy, ScorecardPolicy
from inspection.scorecards.case_mix import case_mix
from inspection.scorecards.grouping import Grouping, totals
from inspection.scorecards.league import alarms_among, league
from inspection.scorecards.trend import Change, Trend
from tests.inspection.scorecards.small_centre import by_team, small_centre

CHANGE = Change(on=date(2026, 9, 14), before=90.0, after=80.0, step=-10.0, low=-14.0, high=-6.0, p=0.001)


def test_rows_come_by_name_with_everything_beside() -> None:
    sums = totals(by_team(small_centre()), Grouping.TEAM, CostPolicy())
    mix = case_mix(sums.mix, spread_points=sums.spread_points)
    trends = {"0 组": Trend((), CHANGE, True), "1 组": Trend((), replace(CHANGE, p=0.5), True)}
    rows = league(sums, ScorecardPolicy(), mix=mix, trends=trends)
    assert [row.name for row in rows] == sorted(sums.members)
    assert {row.name: row.is_alarm for row in rows if row.change} == {"0 组": True, "1 组": False}
    assert rows[0].beside is not None
    assert rows[0].adjusted is not None
    assert len(rows[0].fatals) == 4


def test_one_small_p_among_many_is_chance_and_a_tiny_one_is_not() -> None:
    chance = {f"a{n}": replace(CHANGE, p=(n + 1) / 101) for n in range(100)}
    assert alarms_among(chance) == frozenset()
    assert alarms_among({**chance, "a7": replace(CHANGE, p=0.0001)}) == {"a7"}
    assert alarms_among({"a": None}) == frozenset()
