"""The workspace: made on first use, the same afterwards, one night at a time."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from inspection.errors import RecordsError, WorkspaceBusy
from records.database import open_database, reading, writing
from records.night_lock import night_lock
from records.schema import current_version, newest_version
from records.tables import meta
from records.workspace import DATABASE_FILE, Workspace

HOLD_THE_NIGHT = """
import sys, time
from pathlib import Path
from records.night_lock import night_lock
with night_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_workspace_is_made_on_first_use(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "new" / "space")
    made = {path.name for path in workspace.path.iterdir() if not path.name.startswith(DATABASE_FILE)}
    assert made == {"quarantine", "runs", "prefect", "media", "originals"}
    assert (workspace.path / DATABASE_FILE).is_file()
    assert workspace.quarantine == workspace.path / "quarantine"
    assert current_version(workspace.engine) == newest_version()
    workspace.close()


@pytest.mark.parametrize("name", ["质检 一", "a%20b", "a?b=c", "a#b", "a%sb"])
def test_the_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    workspace = Workspace.open(tmp_path / name)
    assert (tmp_path / name / DATABASE_FILE).is_file()
    engine = open_database(workspace.url)
    assert current_version(engine) == newest_version()
    engine.dispose()
    workspace.close()


def test_it_keeps_its_identity_and_another_has_another(tmp_path: Path) -> None:
    identities = []
    for name in ("one", "one", "two"):
        workspace = Workspace.open(tmp_path / name)
        identities.append(workspace.workspace_id)
        workspace.close()
    assert identities[0] == identities[1] != identities[2]


def test_two_who_open_it_first_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(Workspace.open, [tmp_path / "space"] * 2))
    assert both[0].workspace_id == both[1].workspace_id
    for workspace in both:
        workspace.close()


@pytest.mark.postgres
def test_the_database_may_live_elsewhere(tmp_path: Path, empty_postgres_url: str) -> None:
    workspace = Workspace.open(tmp_path, empty_postgres_url)
    with reading(workspace.engine) as connection:
        assert connection.dialect.name == "postgresql"
        assert connection.execute(sa.select(meta.c.value)).scalar_one() == workspace.workspace_id
    assert not (tmp_path / DATABASE_FILE).exists()
    workspace.close()


def test_a_workspace_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    Workspace.open(tmp_path).close()
    engine = open_database(f"sqlite:///{tmp_path / DATABASE_FILE}")
    with writing(engine) as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '7777'"))
    engine.dispose()
    with pytest.raises(RecordsError, match="schema 7777, newer than"):
        Workspace.open(tmp_path)


def test_a_folder_that_cannot_be_made_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(RecordsError, match="the workspace cannot be created"):
        Workspace.open(tmp_path / "file")


def test_a_second_night_is_refused_at_once_and_told_who_is_at_work(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    busy_here = pytest.raises(WorkspaceBusy, match=f"process {os.getpid()}")
    with workspace.night_lock(), busy_here as busy, workspace.night_lock():
        pytest.fail("two nights at once")
    assert busy.value.retryable
    with workspace.night_lock():
        assert (tmp_path / "night.pid").read_text(encoding="ascii") == f"{os.getpid()}\n"
    assert not (tmp_path / "night.pid").exists()
    workspace.close()


def test_a_night_that_failed_lets_go(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    with pytest.raises(KeyError), workspace.night_lock():
        raise KeyError
    with workspace.night_lock():
        pass
    workspace.close()


def test_a_night_killed_by_sigkill_does_not_block_the_next(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path)
    holder = subprocess.Popen([sys.executable, "-c", HOLD_THE_NIGHT, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(WorkspaceBusy, match=f"process {holder.pid}"), workspace.night_lock():
        pytest.fail("two nights at once")
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    assert (tmp_path / "night.pid").exists()
    with workspace.night_lock():
        pass
    workspace.close()


@pytest.mark.postgres
def test_two_workspaces_that_share_a_server_take_turns(tmp_path: Path, empty_postgres_url: str) -> None:
    one, other = (Workspace.open(tmp_path / name, empty_postgres_url) for name in ("one", "other"))
    shared = pytest.raises(WorkspaceBusy, match="a night of another workspace is running in this database")
    with one.night_lock(), shared, other.night_lock():
        pytest.fail("two nights at once")
    with other.night_lock():
        assert not (tmp_path / "one" / "night.pid").exists()
    one.close()
    other.close()


def test_two_workspaces_of_their_own_do_not_wait_for_each_other(tmp_path: Path) -> None:
    one, other = (Workspace.open(tmp_path / name) for name in ("one", "other"))
    with one.night_lock(), other.night_lock():
        assert (tmp_path / "one" / "night.pid").exists()
    one.close()
    other.close()


def test_a_folder_that_is_gone_is_not_called_busy(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match=r"night\.lock cannot be used"), night_lock(tmp_path / "gone"):
        pytest.fail("a night without a workspace")
