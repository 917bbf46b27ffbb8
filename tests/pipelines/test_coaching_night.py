"""What the night does about coaching: queue, trainers, notices; a second night changes nothing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from inspection.coaching.task import CoachingTask
from inspection.period import Period
from inspection.results_policy import CoachingPolicy
from pipelines.coaching_night import CoachingRules, coaching_notices, settle_coaching, unfinished_month, work_out_queue
from records import certificates, coaching, coaching_looks
from records.database import reading, writing
from records.workspace import Workspace
from tests.records.coaching_site import LIFE, MORNING, TODAY, TRAINER, calls, desk, register, store

RULES = CoachingRules(limits=CoachingPolicy(), life=LIFE, hired_on={}, item_names={"closing": "结束语"})
MONTH = Period.month(TODAY)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Workspace]:
    one = Workspace.open(tmp_path / "workspace")
    register(one.engine)
    rows = calls("A1", TODAY, 20, 40, 0)
    for k in range(1, 5):
        rows += calls(f"A{k + 1}", TODAY, 4, 40, 100 * k)
    store(one.engine, rows)
    yield one
    one.close()


def queue(site: Workspace) -> list[CoachingTask]:
    with reading(site.engine) as connection:
        return list(coaching.queue(connection))


def test_a_night_gives_the_task_to_a_trainer_and_the_next_one_changes_nothing(site: Workspace) -> None:
    nights = []
    for _ in range(2):
        work_out_queue(site.engine, MONTH, [TODAY], RULES, is_first=True)
        settle_coaching(site.engine, LIFE, today=TODAY, now=MORNING)
        nights.append(queue(site))
    (task,) = nights[0]
    assert nights[1] == [task]
    assert (task.agent_id, task.trainer, task.reason[:3]) == ("A1", "lin", "结束语")


def test_a_task_the_figures_no_longer_bear_out_goes_although_the_night_gave_it_a_trainer(site: Workspace) -> None:
    work_out_queue(site.engine, MONTH, [TODAY], RULES, is_first=True)
    settle_coaching(site.engine, LIFE, today=TODAY, now=MORNING)
    store(site.engine, calls("A1", TODAY + timedelta(days=1), 0, 200, 5000))
    work_out_queue(site.engine, MONTH, [TODAY + timedelta(days=1)], RULES)
    assert queue(site) == []


def test_new_weaknesses_are_sought_on_the_days_of_a_look_only(site: Workspace) -> None:
    """A second run of the 20th seeks nothing new, whatever came in; the 21st is the third week's look."""
    listed = []
    work_out_queue(site.engine, MONTH, [TODAY], RULES)
    listed.append([t.agent_id for t in queue(site)])
    store(site.engine, calls("A2", TODAY, 40, 40, 7000))
    work_out_queue(site.engine, MONTH, [TODAY], RULES)
    listed.append([t.agent_id for t in queue(site)])
    following = TODAY + timedelta(days=1)
    store(site.engine, calls("A3", following, 0, 1, 8000))
    work_out_queue(site.engine, MONTH, [following], RULES)
    listed.append(sorted(t.agent_id or "" for t in queue(site)))
    with reading(site.engine) as connection:
        assert [look.on for look in coaching_looks.of(connection, MONTH.label)] == [TODAY, following]
    assert listed == [["A1"], ["A1"], ["A1", "A2"]]


def test_the_first_days_of_a_month_accuse_nobody_unless_nobody_was_ever_looked_at(site: Workspace) -> None:
    december = Period.month(MONTH.end + timedelta(days=1))
    rows = calls("A1", december.start, 20, 40, 9000)
    for k in range(1, 5):
        rows += calls(f"A{k + 1}", december.start, 4, 40, 9000 + 100 * k)
    store(site.engine, rows)
    work_out_queue(site.engine, december, [december.start], RULES)
    assert queue(site) == []
    work_out_queue(site.engine, december, [december.start], RULES, is_first=True)
    assert [t.agent_id for t in queue(site)] == ["A1"]


def test_a_month_whose_last_day_was_closed_gets_its_last_look_with_the_next_month(site: Workspace) -> None:
    work_out_queue(site.engine, MONTH, [TODAY], RULES, is_first=True)
    following = MONTH.end + timedelta(days=2)
    with reading(site.engine) as connection:
        assert unfinished_month(connection, [TODAY]) is None
        assert unfinished_month(connection, [following]) == MONTH
    store(site.engine, calls("A1", following, 0, 1, 8000))
    work_out_queue(site.engine, MONTH, [], RULES)
    with reading(site.engine) as connection:
        assert coaching_looks.of(connection, MONTH.label)[-1].on == MONTH.end
        assert unfinished_month(connection, [following]) is None


def test_notices_are_told_once_and_a_broken_file_stops_nothing(site: Workspace) -> None:
    with writing(site.engine) as connection:
        certificates.issue(
            connection, desk(TRAINER), agent_id="A1", kind="agent_licence", issued_on=TODAY - timedelta(days=350)
        )
    told = coaching_notices(site, TODAY, MORNING)
    assert told == ("5 new notices of certificates: mingjian certification due",)  # one ends, four have none
    assert coaching_notices(site, TODAY, MORNING) == ()
    (site.path / "coaching.yaml").write_text("steps: nonsense", encoding="utf-8")
    (notice,) = coaching_notices(site, TODAY, MORNING)
    assert notice.startswith("coaching was left alone: ")
