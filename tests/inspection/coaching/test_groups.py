"""Who is compared with whom: everybody of a form, new staff among themselves."""

from datetime import date, timedelta

from inspection.coaching.counted import CountRow
from inspection.coaching.groups import NEW_STAFF, Group, groups_of
from inspection.coaching.weaknesses import Count
from inspection.period import Period
from inspection.results_policy import CoachingPolicy

POLICY, MONTH = CoachingPolicy(), Period.month(date(2026, 9, 1))


def row(agent_id: str, unmet: int, n: int = 40, *, team: str | None = "north", stratum: str = "q/phone") -> CountRow:
    return CountRow(
        agent_id=agent_id, team=team, group="bank", stratum=stratum, item="closing", count=Count(unmet, n),
        lost_points=float(unmet),
    )  # fmt: skip


def group(*rows: CountRow) -> Group:
    (one,) = groups_of(rows, MONTH, POLICY, {})
    return one


def test_new_staff_are_a_group_of_their_own() -> None:
    hired = {"A1": MONTH.end - timedelta(days=29), "A2": MONTH.end - timedelta(days=30)}
    found = groups_of([row("A1", 9), row("A2", 4), row("A3", 4)], MONTH, POLICY, hired)
    assert [(g.name, sorted(g.teams)) for g in found] == [("bank", ["A2", "A3"]), (f"bank/{NEW_STAFF}", ["A1"])]
    assert {g.compared_with for g in found} == {"bank"}


def test_queues_stay_apart_and_add_up() -> None:
    one = group(row("A1", 2, 10), row("A1", 3, 10, stratum="r/chat"), row("A1", 1, 10))
    assert one.counts["closing"]["A1"] == {"q/phone": Count(3, 20), "r/chat": Count(3, 10)}
    assert one.whole("closing") == {"A1": Count(6, 30)}
    assert one.lost["closing"]["A1"] == 6.0


def test_the_good_examples_are_the_best_colleagues_with_enough_never_oneself() -> None:
    one = group(row("A1", 0, 9), row("A2", 1), row("A3", 2), row("A4", 3), row("A5", 4))
    assert one.good_at("closing", "A5", POLICY) == ["A2", "A3", "A4"]
    assert one.good_at("closing", "A2", POLICY) == ["A3", "A4", "A5"]


def test_a_teams_task_stands_for_its_agents_and_for_no_others() -> None:
    one = group(row("A1", 9), row("A2", 9), row("A3", 1, team="south"), row("A4", 1, team=None))
    standing = one.of_agents({("north", "closing"), ("A3", "greeting"), ("gone", "closing")})
    assert standing == {("A1", "closing"), ("A2", "closing"), ("A3", "greeting")}
