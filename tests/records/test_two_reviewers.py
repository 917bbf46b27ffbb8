"""Two reviewers in two processes on one database, and one killed while submitting."""

import subprocess
import sys
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from inspection.flags import Selection
from inspection.review_steps import TaskState
from records import audit, review_queue, reviews
from records.database import open_database, reading, writing
from records.review_taking import take
from records.schema import upgrade
from tests.records import review_site as site

HOUSE = Path(__file__).parents[2]
CALLS = 24


@pytest.fixture
def url(fresh_url: str) -> str:
    """A site with some calls drawn by lot, on each kind of database."""
    engine = open_database(fresh_url)
    upgrade(engine)
    calls = [(site.judged(f"c{n:02d}"), [site.flag(f"c{n:02d}", Selection.RANDOM)]) for n in range(CALLS)]
    site.open_site(engine, *calls)
    engine.dispose()
    return fresh_url


def reviewer(url: str, who: str, how: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.records.reviewing_process", url, who, how]
    return subprocess.Popen(command, cwd=HOUSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def answer(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_two_people_working_at_once_never_review_the_same_interaction(url: str) -> None:
    both = [reviewer(url, who, "all") for who in ("Wang", "Li")]
    assert [answer(process) for process in both] == ["ready", "ready"]
    for process in both:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=300)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    held = Counter(line.split()[1] for lines in said for line in lines.splitlines())
    assert held == {f"e-c{n:02d}": 1 for n in range(CALLS)}
    assert all("held" in lines for lines in said)  # both had a share of it
    engine = open_database(url)
    with reading(engine) as connection:
        who = [{r.who for r in reviews.of(connection, f"e-c{n:02d}")} for n in range(CALLS)]
    engine.dispose()
    assert all(len(people) == 1 for people in who)


def test_a_reviewer_killed_while_submitting_leaves_nothing_and_loses_the_task_in_time(url: str) -> None:
    process = reviewer(url, "Wang", "hang")
    word, task_id = answer(process).split()
    assert word == "hanging"
    process.kill()
    process.communicate(timeout=60)
    engine = open_database(url)
    _nothing_is_stored(engine, task_id)
    with writing(engine) as connection:  # others go on with other work, and get this one when time is up
        ids = {q.task.task_id for q in take(connection, site.desk("Li", minutes=2))}
        assert task_id not in ids
        everything = review_queue.free(connection, site.MORNING + timedelta(minutes=32), None, limit=100)
        assert task_id in {q.task.task_id for q in everything}
    engine.dispose()


def _nothing_is_stored(engine: Engine, task_id: str) -> None:
    with reading(engine) as connection:
        found = review_queue.find(connection, task_id, site.MORNING + timedelta(minutes=2))
        assert (found.state, found.holder) == (TaskState.RESERVED, "Wang")
        assert reviews.of_task(connection, task_id) == []
        assert [e.action for e in audit.of(connection, f"review:{task_id}")] == ["take"]
