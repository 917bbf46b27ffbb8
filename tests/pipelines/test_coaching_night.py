"""What the night does about coaching: queue, trainers, notices; a second night changes nothing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from inspection.coaching.task import CoachingTask
from inspection.period import Period
from inspection.results_policy import CoachingPolicy
from pipelines.coaching_night import CoachingRules, coaching_notices, settle_coaching, work_out_queue
from records import certificates, coaching
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
        work_out_queue(site.engine, MONTH, [TODAY], RULES)
        settle_coaching(site.engine, LIFE, today=TODAY, now=MORNING)
        nights.append(queue(site))
    (task,) = nights[0]
    assert nights[1] == [task]
    assert (task.agent_id, task.trainer, task.reason[:3]) == ("A1", "lin", "结束语")


def test_a_task_the_figures_no_longer_bear_out_goes_although_the_night_gave_it_a_trainer(site: Workspace) -> None:
    work_out_queue(site.engine, MONTH, [TODAY], RULES)
    settle_coaching(site.engine, LIFE, today=TODAY, now=MORNING)
    store(site.engine, calls("A1", TODAY + timedelta(days=1), 0, 200, 5000))
    work_out_queue(site.engine, MONTH, [TODAY + timedelta(days=1)], RULES)
    assert queue(site) == []


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
