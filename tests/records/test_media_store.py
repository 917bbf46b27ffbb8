"""Redacted recordings in the database: one per interaction, replaced by a correction, forgotten by age."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.engine import Engine

from inspection.timeline import Interval
from records import media
from records.database import reading, writing
from records.kept import Kept
from records.media import RedactedRecording
from records.shard import save_shard
from tests.records import judged_samples as sample

RECORDING = RedactedRecording(
    path="ab/abcd.ogg", format="audio/ogg; codecs=opus", sample_rate_hz=16_000, channels=2, duration_s=64.25,
    size_bytes=300_000, sha256="cd" * 32, recording_sha256="ab" * 32,
    masked=(Interval(3.25, 6.5), Interval(10.0, 11.0)),
)  # fmt: skip


def store(engine: Engine, interaction_id: str, recording: RedactedRecording | None, days: int = 0) -> None:
    day = sample.NIGHT + timedelta(days=days)
    judged = replace(sample.judged(interaction_id), business_date=day, kept=Kept(recording=recording))
    with writing(engine) as connection:
        save_shard(connection, [judged])


def kept(engine: Engine, interaction_id: str = "call-1") -> RedactedRecording | None:
    with reading(engine) as connection:
        return media.find(connection, "drop", interaction_id)


def test_a_recording_comes_back_with_its_silent_stretches(engine: Engine) -> None:
    store(engine, "call-1", RECORDING)
    assert kept(engine) == RECORDING
    assert kept(engine, "call-2") is None


def test_storing_it_again_changes_nothing_and_a_correction_replaces_it(engine: Engine) -> None:
    other = replace(RECORDING, path="cd/cdef.ogg", masked=())
    for one in (RECORDING, RECORDING, other):
        store(engine, "call-1", one)
    assert kept(engine) == other
    with reading(engine) as connection:
        assert list(media.paths(connection)) == ["cd/cdef.ogg"]


def test_a_night_that_keeps_none_takes_the_former_one_away(engine: Engine) -> None:
    store(engine, "call-1", RECORDING)
    store(engine, "call-2", RECORDING)
    store(engine, "call-1", None)
    assert kept(engine) is None
    assert kept(engine, "call-2") == RECORDING


def test_only_what_is_old_is_forgotten(engine: Engine) -> None:
    store(engine, "call-1", RECORDING)
    store(engine, "call-2", RECORDING, days=1)
    with writing(engine) as connection:
        assert media.forget_before(connection, sample.NIGHT) == 0
        assert media.forget_before(connection, sample.NIGHT + timedelta(days=1)) == 1
    assert kept(engine) is None
    assert kept(engine, "call-2") == RECORDING
