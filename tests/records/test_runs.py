"""Runs: numbered per night, taken up again under their own name."""

from datetime import date, timedelta

from sqlalchemy.engine import Engine

from records import runs
from records.database import reading, writing
from records.runs import Run, RunStatus
from tests.records.judged_samples import NIGHT, NOON


def start(engine: Engine, source_set: str = "drop", day: date = NIGHT, hours: int = 0) -> Run:
    with writing(engine) as connection:
        at = NOON + timedelta(hours=hours)
        return runs.start(connection, business_date=day, source_set=source_set, at=at, pins={"book": f"v{hours}"})


def finish(engine: Engine, run: Run, exit_code: int = 0) -> None:
    with writing(engine) as connection:
        runs.finish(connection, run.run_id, at=NOON, exit_code=exit_code, counts={"scored": 3}, error=None)


def test_a_killed_run_is_taken_up_again_with_its_id_its_start_and_its_pins(engine: Engine) -> None:
    first = start(engine)
    again = start(engine, hours=2)
    assert (first.run_id, first.resumed) == ("2026-09-01-1", 0)
    assert (again.run_id, again.started_at, again.pins, again.resumed) == ("2026-09-01-1", NOON, {"book": "v0"}, 1)


def test_a_finished_run_is_followed_by_the_next_number(engine: Engine) -> None:
    finish(engine, start(engine))
    assert start(engine, hours=1).run_id == "2026-09-01-2"


def test_a_run_that_failed_too_much_is_finished_all_the_same(engine: Engine) -> None:
    finish(engine, start(engine), exit_code=1)
    assert start(engine).run_id == "2026-09-01-2"


def test_a_run_that_could_not_go_on_is_taken_up_again(engine: Engine) -> None:
    first = start(engine)
    finish(engine, first, exit_code=2)
    with reading(engine) as connection:
        stopped = runs.find(connection, first.run_id)
    assert stopped is not None
    assert (stopped.status, stopped.exit_code) == (RunStatus.STOPPED, 2)
    again = start(engine, hours=1)
    assert (again.run_id, again.status, again.exit_code) == (first.run_id, RunStatus.RUNNING, None)


def test_another_source_set_or_another_night_is_another_run(engine: Engine) -> None:
    assert start(engine).run_id == "2026-09-01-1"
    assert start(engine, source_set="other").run_id == "2026-09-01-2"
    assert start(engine, day=NIGHT + timedelta(days=1)).run_id == "2026-09-02-1"


def test_progress_and_counts_can_be_read(engine: Engine) -> None:
    run = start(engine)
    with writing(engine) as connection:
        runs.progress(connection, run.run_id, step="judging", shards_done=2, shards_total=5)
    finish(engine, run)
    with reading(engine) as connection:
        latest = runs.latest(connection)
        assert runs.find(connection, "no such run") is None
    assert latest is not None
    assert (latest.step, latest.shards_done, latest.shards_total) == ("judging", 2, 5)
    assert (latest.status, latest.counts, latest.finished_at) == (RunStatus.FINISHED, {"scored": 3}, NOON)


def test_before_the_first_night_there_is_no_run(engine: Engine) -> None:
    with reading(engine) as connection:
        assert runs.latest(connection) is None
