"""Day figures as the night counts them, and who sees which of them."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import EVERYTHING, NOTHING, Place, Sight
from inspection.day_figures import together
from inspection.results_policy import results_policy_of
from inspection.sla import sla_policy_of
from records import day_figures, item_days
from records.coaching_tables import item_days as item_days_table
from records.dashboard_tables import PLACE, SUMS
from records.dashboard_tables import day_figures as day_table
from records.database import reading, writing
from records.day_figures import FiguresFilter
from records.scorecards import item_map, sums
from records.scorecards.item_map import QueueDays
from records.scorecards.tables import scorecard_sums
from records.workspace import Workspace
from tests.console.filled_workspace import an_ordinary_night
from tests.console.many_days import PLACES, many_days
from tests.records.judged_samples import NIGHT

OLD = {**dict.fromkeys(PLACE, ""), "channel": "phone", **dict.fromkeys(SUMS, 1)}
RULES = Path(__file__).parents[2] / "scoring_rules"


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """An ordinary night, counted as the night does it."""
    workspace = Workspace.open(an_ordinary_night(tmp_path_factory.mktemp("days") / "w"))
    policy = results_policy_of((RULES / "results.yaml").read_text(encoding="utf-8")).scorecards
    sla = sla_policy_of((RULES / "sla.yaml").read_text(encoding="utf-8"))
    with writing(workspace.engine) as connection:
        sums.keep_days(connection, [NIGHT], policy, sla)
        assert day_figures.days_without(connection) == [NIGHT]
        day_figures.keep_days(connection, [NIGHT])
        day_figures.keep_days(connection, [NIGHT])  # counting again doubles nothing
        assert day_figures.days_without(connection) == []
    return workspace


def test_a_night_is_counted_once_with_its_scores_and_fatals(counted: Workspace) -> None:
    with reading(counted.engine) as connection:
        found = list(day_figures.places_between(connection, NIGHT, NIGHT, FiguresFilter(), sight=EVERYTHING))
        about = day_figures.subjects_between(connection, NIGHT, NIGHT, FiguresFilter(), sight=EVERYTHING)
        ((day, channel, whole),) = day_figures.between(connection, NIGHT, NIGHT, FiguresFilter(), sight=EVERYTHING)
    assert (day, channel) == (NIGHT, "phone")
    assert whole == together(one for _, one in found)
    assert (whole.contacts, whole.judged, whole.fatal) == (42, 42, 2)
    assert about.topics.total() == 42
    assert {place.team for place, _ in found} == {"a7 组", "a8 组", "a9 组"}
    assert sum(one.scores.n for _, one in found) == whole.scores.n == 42


def test_a_complaint_is_a_flagged_contact_and_counts_once(counted: Workspace) -> None:
    with reading(counted.engine) as connection:
        about = day_figures.subjects_between(connection, NIGHT, NIGHT, FiguresFilter(), sight=EVERYTHING)
        ((_, _, whole),) = day_figures.between(connection, NIGHT, NIGHT, FiguresFilter(), sight=EVERYTHING)
    assert about.complaints.total() == whole.complained == 1  # the regulator was named once


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return Workspace.open(many_days(tmp_path_factory.mktemp("weeks") / "w"))


@pytest.mark.parametrize(
    ("sight", "seen"),
    [
        (EVERYTHING, {team for team, _, _ in PLACES}),
        (NOTHING, set()),
        (Sight(frozenset({Place(team="三组")})), {"三组"}),
        (Sight(frozenset({Place(vendor="示例外包")})), {"a7 组", "a8 组"}),
        (Sight(frozenset({Place(team="三组", vendor="示例外包")})), set()),
        (Sight(frozenset({Place(agent_id="a7")})), set()),  # sums of a team are nobody's own
        (Sight(frozenset({Place(agent_id="a7"), Place(site="西安")})), {"三组"}),
    ],
)
def test_only_places_that_are_seen_are_given(weeks: Workspace, sight: Sight, seen: set[str]) -> None:
    with reading(weeks.engine) as connection:
        found = list(day_figures.places_between(connection, NIGHT, NIGHT, FiguresFilter(), sight=sight))
        about = day_figures.subjects_between(connection, NIGHT, NIGHT, FiguresFilter(), sight=sight)
        assert {place.team for place, _ in found} == seen
        assert bool(about.topics) == bool(seen)
        assert set(day_figures.teams(connection, NIGHT, NIGHT, sight=sight)) == seen
        assert day_figures.newest_day(connection, sight=sight) == (NIGHT if seen else None)


def test_filters_choose_team_and_channel(weeks: Workspace) -> None:
    wanted = FiguresFilter(team="三组", channel="chat")
    with reading(weeks.engine) as connection:
        ((place, one),) = day_figures.places_between(connection, NIGHT, NIGHT, wanted, sight=EVERYTHING)
    assert (place.team, place.channel) == ("三组", "chat")
    assert one.contacts == 60 + 14 + NIGHT.weekday()
    assert replace(wanted, team="") == FiguresFilter(channel="chat")


def test_days_of_an_older_version_without_queues_are_counted_anew_and_their_sums_stay(counted: Workspace) -> None:
    with writing(counted.engine) as connection:
        before = day_figures.between(connection, NIGHT, NIGHT, FiguresFilter(), sight=EVERYTHING)
        named = day_figures.queues(connection, NIGHT, NIGHT, sight=EVERYTHING)
        assert named
        by_queue = [day_figures.between(connection, NIGHT, NIGHT, FiguresFilter(queue=one), sight=EVERYTHING)
                    for one in named]  # fmt: skip
        assert 0 < sum(one.contacts for rows in by_queue for _, _, one in rows) <= before[0][2].contacts
        connection.execute(sa.delete(day_table))
        connection.execute(sa.insert(day_table), [{**OLD, "business_date": NIGHT}])
        assert day_figures.days_without(connection) == [NIGHT]
        day_figures.keep_days(connection, [NIGHT])
        assert day_figures.days_without(connection) == []
        assert day_figures.between(connection, NIGHT, NIGHT, FiguresFilter(), sight=EVERYTHING) == before


def test_the_agents_of_one_queue_are_counted_from_its_days(counted: Workspace) -> None:
    with writing(counted.engine) as connection:
        item_days.refresh(connection, [NIGHT])
        (queue, *_) = day_figures.queues(connection, NIGHT, NIGHT, sight=EVERYTHING)
        days = QueueDays(queue=queue, first=NIGHT, last=NIGHT, period="2026-09")
        everybody = item_map.agents_of_queue(connection, days, sight=EVERYTHING)
        own = item_map.agents_of_queue(connection, days, sight=Sight(frozenset({Place(agent_id="a7")})))
        nobody = item_map.agents_of_queue(connection, replace(days, queue="nobody"), sight=EVERYTHING)
    assert {one.agent_id for one in everybody} > {"a7"}
    assert [one.agent_id for one in own] == ["a7"]
    assert own[0].n > 0
    assert own[0].items
    assert nobody == []


def test_who_moved_is_seen_by_each_side_for_its_own_days_alone(counted: Workspace) -> None:
    before = NIGHT - timedelta(days=1)
    with writing(counted.engine) as connection:
        item_days.refresh(connection, [NIGHT])
        _as_of(connection, scorecard_sums, before, team="旧组", vendor="V-A")
        _as_of(connection, item_days_table, before, team="旧组")
        connection.execute(
            sa.update(scorecard_sums).where(scorecard_sums.c.business_date == NIGHT).values(vendor="V-B")
        )
        (queue, *_) = day_figures.queues(connection, NIGHT, NIGHT, sight=EVERYTHING)
        days = QueueDays(queue=queue, first=before, last=NIGHT, period="2026-09")

        def seen(**bound: str) -> tuple[int, int, str | None]:
            sight = Sight(frozenset({Place(**bound)})) if bound else EVERYTHING
            found = item_map.agents_of_queue(connection, days, sight=sight)
            one = next(agent for agent in found if agent.agent_id == "a7")
            return one.n, sum(item.applicable for item in one.items), one.team

        whole, items, team = seen()
        assert seen(team="旧组") == (whole // 2, items // 2, "旧组")
        assert seen(team=str(team)) == (whole // 2, items // 2, team)
        assert seen(vendor="V-A") == (whole // 2, 0, "旧组")  # counts of items name no vendor


def _as_of(connection: Connection, table: sa.Table, day: date, **changed: str) -> None:
    """The rows of a7 once more, on another day and elsewhere."""
    moved: dict[str, sa.ColumnElement[Any]] = {name: sa.literal(value) for name, value in changed.items()}
    moved["business_date"] = sa.literal(day, sa.Date())
    chosen = sa.select(*(moved.get(c.name, c) for c in table.columns)).where(
        table.c.agent_id == "a7", table.c.business_date == NIGHT
    )
    connection.execute(sa.insert(table).from_select([c.name for c in table.columns], chosen))
