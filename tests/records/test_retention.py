"""What is old goes, rows first and then files; what a row still names stays, and a running night is not disturbed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from inspection.errors import WorkspaceBusy
from records import audit, level_files, media
from records.access import Access
from records.appealing import attach, withdraw
from records.database import reading, writing
from records.kept import Kept
from records.key_ring import Key
from records.originals import seal_recording
from records.retention import Purged, purge, sweep
from records.shard import save_shard
from records.workspace import Workspace
from tests.inspection.appeal_cases import AGENT
from tests.records import judged_samples as sample
from tests.records.appeal_site import call, filed, hearing, open_centre
from tests.records.review_site import NIGHT
from tests.records.test_media_store import RECORDING

OPERATOR = Access(who="ops", account="ops", reason="retention", at=sample.NOON)
PICTURE = b"\x89PNG\r\n\x1a\n"
KEY = Key(bytes(range(32)))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    one = Workspace.open(tmp_path / "workspace")
    yield one
    one.close()


def keep(workspace: Workspace, interaction_id: str, day: date) -> list[Path]:
    """An interaction with a redacted recording and a sealed original, and their files."""
    came = workspace.path / "came.wav"
    came.write_bytes(b"sound")
    of = ("drop", interaction_id)
    sealed = seal_recording(came, 0, KEY, of, workspace.originals)
    came.unlink()
    recording = replace(RECORDING, path=f"ab/{interaction_id}.ogg")
    played = workspace.media / recording.path
    played.parent.mkdir(exist_ok=True)
    played.write_bytes(b"silence")
    judged = replace(
        sample.judged(interaction_id), business_date=day, kept=Kept(recording=recording, originals=(sealed,))
    )
    with writing(workspace.engine) as connection:
        save_shard(connection, [judged])
    return [played, workspace.originals / str(sealed.path)]


def test_each_goes_when_its_own_time_is_over(workspace: Workspace) -> None:
    old = keep(workspace, "call-1", sample.NIGHT)
    new = keep(workspace, "call-2", sample.NIGHT + timedelta(days=10))
    border = sample.NIGHT + timedelta(days=5)
    assert purge(workspace, recordings_before=None, originals_before=border, by=OPERATOR) == Purged(0, 1, 1)
    assert [p.exists() for p in old] == [True, False]
    assert purge(workspace, recordings_before=border, originals_before=border, by=OPERATOR) == Purged(1, 0, 1)
    assert not any(p.exists() for p in old)
    assert all(p.exists() for p in new)
    assert purge(workspace, recordings_before=border, originals_before=border, by=OPERATOR) == Purged(0, 0, 0)


def test_a_purge_is_in_the_trail(workspace: Workspace) -> None:
    keep(workspace, "call-1", sample.NIGHT)
    purge(workspace, recordings_before=date(2027, 1, 1), originals_before=None, by=OPERATOR)
    with reading(workspace.engine) as connection:
        (entry,) = audit.of(connection, "retention")
    assert (entry.action, entry.who, entry.before, entry.after) == (
        "purge", "ops", {"recordings": 1, "originals": 0, "attachments": 0}, {"recordings": "2027-01-01"},
    )  # fmt: skip


def test_files_nothing_names_are_swept_and_named_ones_stay(workspace: Workspace) -> None:
    kept = keep(workspace, "call-1", sample.NIGHT)
    loose = [workspace.media / "zz" / "loose.ogg", workspace.media / "ab" / ".x.part", workspace.originals / "loose"]
    for path in loose:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    assert sweep(workspace) == 3
    assert not any(p.exists() for p in loose)
    assert all(p.exists() for p in kept)


def test_another_database_over_the_same_folder_deletes_nothing(workspace: Workspace) -> None:
    kept = keep(workspace, "call-1", sample.NIGHT)
    assert sweep(workspace) == 0
    other = Workspace.open(workspace.path, f"sqlite:///{workspace.path / 'other.sqlite3'}")
    assert sweep(other) == 0
    assert purge(other, recordings_before=date(2027, 1, 1), originals_before=None, by=OPERATOR) == Purged(0, 0, 0)
    other.close()
    assert all(p.exists() for p in kept)
    assert sweep(workspace) == 0


def test_a_file_two_interactions_share_stays_until_both_are_gone(workspace: Workspace) -> None:
    (played, _) = keep(workspace, "call-1", sample.NIGHT)
    shared = replace(RECORDING, path="ab/call-1.ogg")
    later = sample.NIGHT + timedelta(days=10)
    judged = replace(sample.judged("call-2"), business_date=later, kept=Kept(recording=shared))
    with writing(workspace.engine) as connection:
        save_shard(connection, [judged])
    purge(workspace, recordings_before=later, originals_before=None, by=OPERATOR)
    assert played.exists()
    purge(workspace, recordings_before=later + timedelta(days=1), originals_before=None, by=OPERATOR)
    assert not played.exists()


def test_a_purge_waits_for_no_night_it_is_refused(workspace: Workspace) -> None:
    keep(workspace, "call-1", sample.NIGHT)
    with workspace.night_lock(), pytest.raises(WorkspaceBusy):
        purge(workspace, recordings_before=date(2027, 1, 1), originals_before=None, by=OPERATOR)
    with reading(workspace.engine) as connection:
        assert media.find(connection, "drop", "call-1") is not None


def test_the_levels_of_a_recording_stay_and_go_with_it(workspace: Workspace) -> None:
    played, _ = keep(workspace, "call-1", sample.NIGHT)
    levels, stray = level_files.beside(played), workspace.media / "ab" / "nobodys.levels"
    for path in (levels, stray):
        level_files.write(path, level_files.Levels(np.zeros((1, 3), np.uint8)))
    assert sweep(workspace) == 1
    assert (levels.exists(), stray.exists()) == (True, False)
    assert purge(workspace, recordings_before=date(2027, 1, 1), originals_before=None, by=OPERATOR) == Purged(1, 0, 2)
    assert not levels.exists()


def test_attachments_go_with_the_recordings_once_their_appeal_has_ended(workspace: Workspace) -> None:
    open_centre(workspace.engine, call("call-1"), call("call-2"))
    ended, running = filed(workspace.engine), filed(workspace.engine, evaluation_id="e-call-2")
    with writing(workspace.engine) as connection:
        kept = [
            attach(connection, hearing(AGENT), one.id, PICTURE + bytes([at]), name="a.png", folder=workspace.path)
            for at, one in enumerate((ended, running))
        ]
        withdraw(connection, hearing(AGENT), ended.id)
    by = replace(OPERATOR, at=OPERATOR.at + timedelta(days=400))
    day_after = NIGHT + timedelta(days=1)
    assert purge(workspace, recordings_before=NIGHT, originals_before=None, by=by).attachments == 0
    assert purge(workspace, recordings_before=day_after, originals_before=None, by=by).attachments == 1
    files = [(workspace.path / "appeals" / one.path).exists() for one in kept if one]
    assert files == [False, True]
