"""`mingjian transcribe`: four formats, several files, and standard input refused kindly."""

import json
from pathlib import Path

import numpy as np
import pytest

from cli import transcribe as command
from pipelines.hearing import Ears
from tests.cli.running import error_of, mingjian
from tests.models.fakes_hearing import FakeSpeechToText, LoudnessVoiceActivity, PitchSeparator
from tests.pipelines.made_recordings import bursts, wav16


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    ears = Ears(FakeSpeechToText({}), LoudnessVoiceActivity(), PitchSeparator())
    monkeypatch.setattr(command, "open_ears", lambda *_, **__: ears)
    file = tmp_path / "call.wav"
    agent, customer = bursts(4.0, [(0.5, 1.5)]), bursts(4.0, [(2.0, 3.0)])
    file.write_bytes(wav16(np.stack([agent, customer])))
    return file


def lines_of(call: Path, format_: str) -> str:
    result = mingjian("transcribe", call, "--format", format_, "--agent-channel", "0")
    assert result.exit_code == 0, (result.output, result.exception)
    return result.stdout


def test_json_holds_speakers_times_and_confidence(call: Path) -> None:
    transcript = json.loads(lines_of(call, "json"))
    assert transcript["file"] == "call.wav"
    assert [t["sender"] for t in transcript["turns"]] == ["agent", "customer"]
    assert transcript["turns"][0]["start_s"] == pytest.approx(0.5, abs=0.2)


def test_subtitles_have_numbers_and_clocks(call: Path) -> None:
    assert lines_of(call, "srt").startswith("1\n00:00:00,")
    assert lines_of(call, "vtt").startswith("WEBVTT\n\n00:00:00.")
    assert lines_of(call, "txt").startswith("[00:00:00.")


def test_a_bad_file_does_not_stop_the_others(call: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.wav"
    bad.write_bytes(b"no sound")
    result = mingjian("transcribe", bad, call, "--output", tmp_path / "out")
    assert result.exit_code == 1
    assert "bad.wav" in result.output
    assert (tmp_path / "out" / "call.txt").is_file()


def test_standard_input_and_unknown_formats_are_refused(call: Path) -> None:
    assert "save it to a file" in str(error_of("transcribe", "-"))
    assert "choose json, srt, vtt or txt" in str(error_of("transcribe", call, "--format", "doc"))
