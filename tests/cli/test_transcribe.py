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


def test_json_says_how_far_it_can_be_trusted_and_how_the_call_went(call: Path) -> None:
    told = json.loads(lines_of(call, "json"))
    assert told["duration_s"] == pytest.approx(4.0)
    assert told["roles_confidence"] == pytest.approx(0.98)
    assert told["audio"] == []
    assert told["figures"]["agent_talk_share"] == pytest.approx(0.5, abs=0.05)
    assert told["models"] == ["fake-recogniser", "fake-loudness"]


def test_a_folder_is_all_recordings_in_it_and_nothing_else(call: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no recording")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "call.wav").write_bytes(call.read_bytes())
    result = mingjian("transcribe", tmp_path, "--output", tmp_path / "out")
    assert result.exit_code == 0
    assert len(list((tmp_path / "out").iterdir())) == 2
    empty = tmp_path / "out"
    assert "no recording in the folder" in str(error_of("transcribe", empty))


def test_two_recordings_of_one_name_do_not_overwrite_each_other(call: Path, tmp_path: Path) -> None:
    other = tmp_path / "call.flac"
    other.write_bytes(call.read_bytes())
    mingjian("transcribe", call, other, "--output", tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["call.flac.txt", "call.wav.txt"]


def test_what_is_wrong_with_the_sound_is_said_beside_the_transcript(call: Path, tmp_path: Path) -> None:
    mono = tmp_path / "mono.wav"
    mono.write_bytes(wav16(bursts(4.0, [(0.5, 1.5)])))
    result = mingjian("transcribe", mono)
    assert "mono.wav: both people are on one channel" in result.stderr
    assert "both people" not in result.stdout


def test_recordings_of_one_name_in_folders_of_one_name_are_numbered(call: Path, tmp_path: Path) -> None:
    for day in ("d1", "d2"):
        (tmp_path / day / "A").mkdir(parents=True)
        (tmp_path / day / "A" / "1.wav").write_bytes(call.read_bytes())
    mingjian("transcribe", tmp_path / "d1", tmp_path / "d2", "--output", tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["A-1.wav-2.txt", "A-1.wav.txt"]


def test_the_nights_recogniser_language_and_threads_are_used_unless_others_are_named(
    call: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opens, asked = command.open_ears, []
    monkeypatch.setattr(command, "open_ears", lambda *a, **k: asked.append((a[0], k["cpu_threads"])) or opens())
    for name, value in (("RECOGNISER", "small"), ("LANGUAGE", "en"), ("CPU_THREADS", "7")):
        monkeypatch.setenv(f"MINGJIAN_{name}", value)
    mingjian("transcribe", call)
    mingjian("transcribe", call, "--model", "tiny")
    assert asked == [("small", 7), ("tiny", 7)]
