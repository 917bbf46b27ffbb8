"""A shard's calls are heard together; when that breaks down, each is heard alone and nothing gets lost."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import local

import numpy as np
import pytest

from inspection.arrivals import Arrival
from inspection.hearing import SoundToHear, Utterance
from inspection.ledger import Ending
from pipelines import bench as benches
from pipelines import shard_steps
from pipelines.bench import Bench, open_bench
from pipelines.hearing import Ears
from pipelines.hearing_together import CallToHear
from pipelines.judging import NightOfRun, Worked
from pipelines.night_settings import NightSettings
from pipelines.shard_steps import work_on_shard
from pipelines.shards import Shard
from tests.models.fakes_hearing import FakeSpeechToText, LoudnessVoiceActivity, PitchSeparator
from tests.pipelines.made_recordings import bursts, wav16
from tests.pipelines.small_night import NIGHT, small_rules

LINES = {
    400: ("您好，很高兴为您服务，请问有什么可以帮您？", "好的，请您稍等。"),
    800: ("我想退货，我买的灯坏了。", "好的，谢谢。"),
}


class Breaking(FakeSpeechToText):
    """Breaks down at the second of several sounds, as an engine without memory would."""

    def transcribe_all(self, sounds: Iterable[SoundToHear]) -> Iterator[Sequence[Utterance]]:
        for number, sound in enumerate(sounds):
            if number == 2:
                raise RuntimeError("out of memory")
            yield self.transcribe(sound.signal, sound.language)


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    folder = tmp_path / "drop"
    (folder / "recordings").mkdir(parents=True)
    rows = ["interaction_id,agent_id,started_at,recording,agent_channel,language"]
    for number in range(3):
        agent = bursts(30.0 + number, [(1, 5), (20, 24)], 16_000, 400)
        customer = bursts(30.0 + number, [(6, 10), (25, 28)], 16_000, 800)
        (folder / "recordings" / f"C{number}.wav").write_bytes(wav16(np.stack([agent, customer]), 16_000))
        rows.append(f"C{number},A1,2026-09-01T09:0{number}:00+08:00,recordings/C{number}.wav,left,zh")
    (folder / "recordings" / "C1.wav").write_bytes(b"no sound")
    (folder / "calls.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (folder / "source.toml").write_text('name = "small"\nsettle_s = 0\n', encoding="utf-8")
    return folder


def worked(drop: Path, recogniser: FakeSpeechToText, monkeypatch: pytest.MonkeyPatch) -> list[Worked]:
    ears = Ears(recogniser, LoudnessVoiceActivity(), PitchSeparator())
    monkeypatch.setattr(benches, "open_ears", lambda *_, **__: ears)
    monkeypatch.setattr(benches, "_of_thread", local())
    bench: Bench = open_bench(
        NightSettings(
            drop=drop,
            workspace=drop.parent / "workspace",
            business_date=NIGHT,
            rules=small_rules(drop.parent / "rules"),
        )
    )
    found = bench.source.discover(datetime.now(UTC))
    night = NightOfRun(
        run_id="r", business_date=NIGHT, started_at=datetime(2026, 9, 2, tzinfo=UTC), roster=found.roster
    )
    return work_on_shard(Shard("1 of 1", found.arrivals), bench, night)


def endings(done: Sequence[Worked]) -> list[tuple[str | None, Ending, str]]:
    return [(one.entry.interaction_id, one.entry.ending, one.entry.code) for one in done]


EXPECTED = [
    ("C0", Ending.SCORED, "scored"),
    ("C1", Ending.FAILED, "not_audio"),
    ("C2", Ending.SCORED, "scored"),
]


def test_a_bad_recording_among_calls_heard_together_fails_alone(drop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert endings(worked(drop, FakeSpeechToText(LINES), monkeypatch)) == EXPECTED


def test_when_hearing_together_breaks_down_the_calls_left_are_heard_alone(
    drop: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done = worked(drop, Breaking(LINES), monkeypatch)
    assert endings(done) == EXPECTED
    assert "each is heard alone" in caplog.text


def test_a_recording_that_is_gone_fails_alone_and_the_rest_is_heard_together(
    drop: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    found = shard_steps.call_of

    def gone(arrival: Arrival, bench: Bench) -> CallToHear:
        if arrival.interaction_id == "C1":
            (drop / "recordings" / "C1.wav").unlink(missing_ok=True)
        return found(arrival, bench)

    monkeypatch.setattr(shard_steps, "call_of", gone)
    done = endings(worked(drop, FakeSpeechToText(LINES), monkeypatch))
    assert done == [EXPECTED[0], ("C1", Ending.FAILED, "recording_missing"), EXPECTED[2]]
    assert "each is heard alone" not in caplog.text
