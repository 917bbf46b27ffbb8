"""What is heard in a kept recording: silence where something is masked, the call everywhere else, and nothing more."""

import tracemalloc
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from inspection.errors import RecordingError
from inspection.hearing import HEARING_RATE_HZ
from inspection.timeline import Interval
from pipelines.decoding import decode, decode_legs, stream
from pipelines.redacted_recording import keep_redacted
from records import level_files
from records.media import RedactedRecording
from tests.pipelines.made_recordings import encoded, tone, wav16

SPANS = (Interval(2.0, 3.5), Interval(9.25, 10.0))
SOUNDING, SILENT = 0.05, 0.0005
EDGE_S = 0.05  # an audio codec rings for some milliseconds at a cut


def kept(
    tmp_path: Path, *files: Path, spans: tuple[Interval, ...] = SPANS
) -> tuple[RedactedRecording, NDArray[np.float32]]:
    """The kept recording of files, and what its player hears: shape (channels, samples)."""
    heard = decode_legs(files, names=[f.name for f in files]).facts
    one = keep_redacted(files, heard, spans, tmp_path / "media")
    return one, np.concatenate(list(stream(tmp_path / "media" / one.path)), axis=1)


def loudness(sound: NDArray[np.float32], start_s: float, end_s: float) -> list[float]:
    """RMS of each channel."""
    piece = sound[:, round(start_s * HEARING_RATE_HZ) : round(end_s * HEARING_RATE_HZ)]
    return [float(value) for value in np.sqrt((piece**2).mean(axis=1))]


def stereo(tmp_path: Path, seconds: float = 12.0, name: str = "c.wav") -> Path:
    file = tmp_path / name
    file.write_bytes(wav16(np.stack([tone(seconds, pitch_hz=400), tone(seconds, pitch_hz=800)])))
    return file


def test_the_masked_stretch_is_silent_on_every_channel_and_its_neighbours_sound(tmp_path: Path) -> None:
    one, sound = kept(tmp_path, stereo(tmp_path))
    assert sound.shape[0] == one.channels == 2
    for span in SPANS:
        assert max(loudness(sound, span.start_s + EDGE_S, span.end_s - EDGE_S)) < SILENT
        assert min(loudness(sound, span.start_s - 0.5, span.start_s - EDGE_S)) > SOUNDING
        assert min(loudness(sound, span.end_s + EDGE_S, span.end_s + 0.5)) > SOUNDING


def test_channels_keep_their_voices(tmp_path: Path) -> None:
    _, sound = kept(tmp_path, stereo(tmp_path))
    piece = sound[:, 5 * HEARING_RATE_HZ : 6 * HEARING_RATE_HZ]
    strongest = np.abs(np.fft.rfft(piece, axis=1)).argmax(axis=1)
    assert [round(float(hz), -1) for hz in strongest] == [400, 800]


def test_the_row_says_what_the_file_is(tmp_path: Path) -> None:
    file = stereo(tmp_path)
    one, sound = kept(tmp_path, file)
    path = tmp_path / "media" / one.path
    assert (one.format, one.sample_rate_hz, one.masked) == ("audio/ogg; codecs=opus", 16_000, SPANS)
    assert one.duration_s == pytest.approx(12.0)
    assert sound.shape[1] / HEARING_RATE_HZ == pytest.approx(12.0, abs=0.05)
    assert one.size_bytes == path.stat().st_size < file.stat().st_size
    assert one.recording_sha256 == decode(file).facts.sha256 != one.sha256


def test_keeping_it_again_changes_nothing_and_another_mask_is_another_file(tmp_path: Path) -> None:
    file = stereo(tmp_path)
    one, _ = kept(tmp_path, file)
    path = tmp_path / "media" / one.path
    before = path.stat().st_mtime_ns
    assert kept(tmp_path, file)[0] == one
    assert path.stat().st_mtime_ns == before, "it is not written again"
    path.unlink()
    assert kept(tmp_path, file)[0] == one, "the same bytes"
    assert kept(tmp_path, file, spans=())[0].path != one.path


def test_nothing_of_the_recordings_tags_comes_along(tmp_path: Path) -> None:
    file = tmp_path / "tagged.mp3"
    with av.open(file, "w", format="mp3") as container:
        container.metadata["title"] = "13900139000 王小明"
        track = container.add_stream("libmp3lame", rate=16_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(tone(6.0, 16_000)[None, :], format="fltp", layout="mono")
        frame.sample_rate = 16_000
        container.mux(track.encode(frame))
        container.mux(track.encode(None))
    assert b"13900139000" in file.read_bytes()
    one, _ = kept(tmp_path, file)
    written = (tmp_path / "media" / one.path).read_bytes()
    assert b"13900139000" not in written
    assert b"tagged" not in written
    with av.open(tmp_path / "media" / one.path) as container:
        assert dict(container.metadata) == {}


def test_one_sided_legs_become_channels_and_the_shorter_ends_in_silence(tmp_path: Path) -> None:
    agent, customer = tmp_path / "a.wav", tmp_path / "c.mp3"
    agent.write_bytes(wav16(tone(12.0, pitch_hz=400)))
    customer.write_bytes(encoded(tone(6.0, 16_000, 800), 16_000, "mp3", "libmp3lame"))
    one, sound = kept(tmp_path, agent, customer)
    assert one.channels == sound.shape[0] == 2
    assert max(loudness(sound, 2.05, 3.45)) < SILENT
    early, late = loudness(sound, 4.0, 5.0), loudness(sound, 7.0, 8.0)
    assert min(early) > SOUNDING
    assert late[0] > SOUNDING > SILENT > late[1]


@pytest.mark.parametrize("channels", [1, 2, 3, 5, 6, 7])
def test_no_channel_is_lost(tmp_path: Path, channels: int) -> None:
    file = tmp_path / "many.wav"
    file.write_bytes(wav16(np.stack([tone(6.0, pitch_hz=300 + 100 * n) for n in range(channels)])))
    one, sound = kept(tmp_path, file, spans=(Interval(2.0, 3.0),))
    assert one.channels == sound.shape[0] == channels
    assert max(loudness(sound, 2.05, 2.95)) < SILENT
    assert min(loudness(sound, 4.0, 5.0)) > SOUNDING


def test_a_recording_masked_from_end_to_end_is_silent(tmp_path: Path) -> None:
    _, sound = kept(tmp_path, stereo(tmp_path, 4.0), spans=(Interval(0.0, 4.0),))
    assert max(loudness(sound, 0.0, 4.0)) < SILENT


def test_memory_does_not_grow_with_the_length(tmp_path: Path) -> None:
    peaks = []
    for number, seconds in enumerate((30.0, 240.0)):
        file = stereo(tmp_path, seconds, f"{number}.wav")
        heard = decode(file).facts
        tracemalloc.start()
        keep_redacted([file], heard, SPANS, tmp_path / "media")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]
    assert peaks[1] < 8_000_000, "four minutes of two channels are 31 MB when they are decoded whole"


def test_a_recording_that_is_none_any_more_leaves_no_file(tmp_path: Path) -> None:
    file = stereo(tmp_path)
    heard = decode(file).facts
    file.write_bytes(b"something else")
    with pytest.raises(RecordingError):
        keep_redacted([file], heard, SPANS, tmp_path / "media")
    assert [p for p in (tmp_path / "media").rglob("*") if p.is_file()] == []


def test_the_levels_beside_it_are_those_of_the_silenced_sound_and_come_back_when_they_are_lost(tmp_path: Path) -> None:
    file = stereo(tmp_path)
    one, _ = kept(tmp_path, file)
    path = tmp_path / "media" / one.path
    levels = level_files.read(level_files.beside(path))
    assert levels is not None
    assert levels.values.shape == (2, 120)
    assert levels.values[:, 21:34].max() == 0  # masked from 2.0 to 3.5 s
    assert levels.values[:, 5:18].min() > 150
    before = path.read_bytes()
    level_files.beside(path).unlink()
    again, _ = kept(tmp_path, file)
    assert (again, path.read_bytes()) == (one, before)
    assert level_files.beside(path).is_file()
