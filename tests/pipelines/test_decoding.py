"""Decoding: every kind of file a centre sends, and every kind of damage, gets an answer."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspection.errors import RecordingError
from inspection.hearing import HEARING_RATE_HZ
from inspection.recording import ChannelLayout
from pipelines.decoding import DecodingLimits, decode, decode_legs, stream
from tests.pipelines.made_recordings import bursts, encoded, gsm_frames, tone, wav16, with_header

STEREO = np.stack([bursts(4.0, [(0.5, 1.5)]), bursts(4.0, [(2.0, 3.5)], pitch_hz=300.0)])


def code_of(source: bytes | Path, name: str = "", limits: DecodingLimits | None = None) -> str:
    """The code of the RecordingError that decoding raises."""
    with pytest.raises(RecordingError) as caught:
        decode(source, name=name, limits=limits or DecodingLimits())
    assert "\n" not in str(caught.value)
    assert caught.value.what_to_do
    return caught.value.code


@pytest.mark.parametrize(
    ("container", "codec", "rate_hz", "expected"),
    [
        ("wav", "pcm_u8", 8000, "pcm_u8"),
        ("wav", "pcm_s16le", 8000, "pcm_s16le"),
        ("wav", "pcm_s24le", 44100, "pcm_s24le"),
        ("wav", "pcm_s32le", 48000, "pcm_s32le"),
        ("wav", "pcm_f32le", 16000, "pcm_f32le"),
        ("wav", "pcm_alaw", 8000, "pcm_alaw"),
        ("wav", "pcm_mulaw", 8000, "pcm_mulaw"),
        ("mp3", "libmp3lame", 16000, "mp3float"),
        ("flac", "flac", 22050, "flac"),
        ("ogg", "libopus", 48000, "opus"),
        ("ipod", "aac", 44100, "aac"),
        ("webm", "libopus", 48000, "opus"),
    ],
)
def test_every_kind_of_file_gives_the_sound_at_16_khz_on_the_channels_it_came_on(
    container: str, codec: str, rate_hz: int, expected: str
) -> None:
    left, right = bursts(4.0, [(0.5, 1.5)], rate_hz), bursts(4.0, [(2.0, 3.5)], rate_hz, 300.0)
    heard = decode(encoded(np.stack([left, right]), rate_hz, container, codec))
    assert heard.signal.dtype == np.float32
    assert heard.signal.shape[0] == 2
    assert heard.signal.shape[1] == pytest.approx(4.0 * HEARING_RATE_HZ, abs=0.15 * HEARING_RATE_HZ)
    assert heard.facts.codec.startswith(expected[:3])
    assert heard.facts.sample_rate_hz == rate_hz
    assert heard.facts.layout is ChannelLayout.SEPARATE
    assert not heard.facts.is_truncated
    loud = [np.abs(heard.signal[c, round(s * 16000) : round(e * 16000)]).mean() for c, s, e in _QUARTERS]
    assert loud[0] > 0.1 > 0.02 > loud[1]
    assert loud[3] > 0.1 > 0.02 > loud[2]


_QUARTERS = ((0, 0.7, 1.3), (0, 2.3, 3.2), (1, 0.7, 1.3), (1, 2.3, 3.2))


def test_the_level_and_the_duration_are_those_of_the_sound() -> None:
    facts = decode(wav16(tone(2.0, amplitude=0.5))).facts
    assert facts.duration_s == pytest.approx(2.0, abs=0.01)
    assert facts.level_dbfs == pytest.approx((20 * np.log10(0.5 / 2**0.5),), abs=0.2)
    assert facts.clipped_share == 0.0
    assert facts.channel_count == 1


def test_the_sha256_is_that_of_the_bytes_from_a_path_and_from_memory(tmp_path: Path) -> None:
    data = wav16(tone(1.0))
    path = tmp_path / "通话.wav"
    path.write_bytes(data)
    assert decode(path).facts == decode(data).facts
    assert decode(data).facts.sha256 == hashlib.sha256(data).hexdigest()


def test_a_clipped_recording_says_so_and_a_loud_one_does_not() -> None:
    assert decode(wav16(np.clip(tone(2.0, amplitude=3.0), -1, 1))).facts.clipped_share > 0.3
    assert decode(wav16(tone(2.0, amplitude=0.9))).facts.clipped_share == 0.0


def test_mu_law_clips_below_one_and_is_still_seen() -> None:
    data = encoded(np.clip(tone(2.0, amplitude=3.0), -1, 1), 8000, "wav", "pcm_mulaw")
    assert decode(data).facts.clipped_share > 0.3


@pytest.mark.parametrize("gain", [1.0, 0.5, -1.0])
def test_two_channels_with_the_same_sound_become_one(gain: float) -> None:
    heard = decode(wav16(np.stack([tone(3.0), gain * tone(3.0)])))
    assert heard.signal.shape[0] == 1
    assert heard.facts.layout is ChannelLayout.MIXED
    assert heard.facts.channel_count == 2
    assert np.abs(heard.signal).max() > 0.25


def test_joint_stereo_mp3_of_a_mono_call_is_mixed() -> None:
    rng = np.random.default_rng(7)
    voice = np.repeat(rng.normal(0, 0.1, 3 * 16000 // 4), 4).astype(np.float32)
    data = encoded(np.stack([voice, voice]), 16000, "mp3", "libmp3lame", joint_stereo="1")
    assert decode(data).facts.layout is ChannelLayout.MIXED


def test_an_echo_on_the_other_channel_does_not_make_two_people_one() -> None:
    left, right = STEREO
    assert decode(wav16(np.stack([left + 0.15 * right, right + 0.15 * left]))).facts.layout is ChannelLayout.SEPARATE


def test_two_one_sided_legs_become_two_channels_padded_to_the_longer() -> None:
    heard = decode_legs([wav16(tone(2.0)), wav16(tone(3.0, pitch_hz=700.0))])
    assert heard.signal.shape[0] == 2
    assert heard.facts.duration_s == pytest.approx(3.0, abs=0.01)
    assert heard.facts.layout is ChannelLayout.SEPARATE
    assert np.abs(heard.signal[0, round(2.1 * 16000) :]).max() == 0.0


def test_a_leg_with_two_sides_is_refused() -> None:
    with pytest.raises(RecordingError) as caught:
        decode_legs([wav16(STEREO), wav16(tone(1.0))], names=["in.wav", "out.wav"])
    assert (caught.value.code, caught.value.where) == ("unsupported", "in.wav")


def test_four_channels_keep_their_numbers_and_twelve_are_refused() -> None:
    four = np.stack([tone(1.0, pitch_hz=200.0 + 90 * c) for c in range(4)])
    assert decode(wav16(four)).signal.shape[0] == 4
    assert code_of(wav16(np.zeros((12, 8000), np.float32))) == "unsupported"


def test_raw_gsm_is_known_by_its_frames_and_gsm_in_wav_by_its_tag() -> None:
    raw = decode(gsm_frames(2.0))
    assert (raw.facts.codec, raw.facts.sample_rate_hz) == ("gsm", 8000)
    assert raw.facts.duration_s == pytest.approx(2.0, abs=0.05)
    block = gsm_frames(0.02)[:33] + bytes(32)
    in_wav = decode(with_header(0x31, 8000, 65, 320, block * 50))
    assert in_wav.facts.codec == "gsm_ms"
    assert in_wav.facts.duration_s == pytest.approx(2.0, abs=0.1)


def test_amr_is_read() -> None:
    data = encoded(tone(2.0), 8000, "amr", "libopencore_amrnb")
    heard = decode(data)
    assert heard.facts.codec.startswith("amr")
    assert heard.facts.duration_s == pytest.approx(2.0, abs=0.1)


def test_headerless_mu_law_is_known_by_its_name_only() -> None:
    body = encoded(tone(2.0), 8000, "mulaw", "pcm_mulaw")
    heard = decode(body, name="leg.ulaw")
    assert heard.facts.sample_rate_hz in (8000, 44100)
    assert heard.facts.codec == "pcm_mulaw"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "", "empty_recording"),
        (wav16(np.zeros((1, 0), np.float32)), "", "empty_recording"),
        (b"interaction_id,agent_id\n1,2\n" * 50, "calls.csv", "not_audio"),
        (b"\x00" * 5000, "", "not_audio"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "x.png", "not_audio"),
        (b"#!SILK_V3\x0c\x00" + bytes(300), "voice.amr", "unsupported"),
        (bytes(500), "call.nmf", "unsupported"),
        (bytes(500), "call.VOX", "unsupported"),
        (wav16(tone(10.0))[:3000], "", "truncated"),
        (encoded(tone(5.0, 44100), 44100, "ipod", "aac")[:9000], "", "truncated"),
    ],
)
def test_each_bad_file_has_its_code(data: bytes, name: str, code: str) -> None:
    assert code_of(data, name) == code


def test_a_missing_file_is_unreadable_and_named(tmp_path: Path) -> None:
    assert code_of(tmp_path / "nowhere.wav") == "unreadable"


@pytest.mark.parametrize(
    "playlist",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{path}\n#EXT-X-ENDLIST\n",
        "ffconcat version 1.0\nfile {path}\n",
    ],
)
def test_a_playlist_never_opens_another_file(tmp_path: Path, playlist: str) -> None:
    secret = tmp_path / "other.wav"
    secret.write_bytes(wav16(tone(4.0)))
    lure = tmp_path / "call.wav"
    lure.write_text(playlist.format(path=secret))
    assert code_of(lure) == "not_audio"


def test_a_truncated_file_is_kept_and_says_so() -> None:
    whole = wav16(tone(10.0))
    for data in (whole[: len(whole) // 2], encoded(tone(10.0, 22050), 22050, "flac", "flac")[:60_000]):
        facts = decode(data).facts
        assert facts.is_truncated
        assert 3.0 < facts.duration_s < 9.9


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_a_streamed_header_without_a_size_is_not_truncation(size: int) -> None:
    data = bytearray(wav16(tone(4.0)))
    data[40:44] = size.to_bytes(4, "little")
    facts = decode(bytes(data)).facts
    assert facts.duration_s == pytest.approx(4.0, abs=0.01)
    assert not facts.is_truncated


def test_a_header_that_claims_one_hertz_is_refused_and_not_stretched() -> None:
    data = bytearray(wav16(tone(4.0)))
    data[24:28] = (1).to_bytes(4, "little")
    assert code_of(bytes(data)) == "unsupported"


def test_a_recording_longer_than_the_limit_is_refused_whatever_its_header_says() -> None:
    limits = DecodingLimits(max_duration_s=5.0)
    assert decode(wav16(tone(5.0)), limits=limits).facts.duration_s == pytest.approx(5.0)
    assert code_of(wav16(tone(6.0)), limits=limits) == "too_long"


def test_float_samples_out_of_range_or_not_numbers_become_sound_within_bounds() -> None:
    wild = tone(4.0, 16000, amplitude=4.0)
    wild[100:200] = np.nan
    wild[300:400] = np.inf
    signal = decode(encoded(wild, 16000, "wav", "pcm_f32le")).signal
    assert np.isfinite(signal).all()
    assert np.abs(signal).max() <= 1.0


SMALL = wav16(tone(0.5))
SMALL_FLAC = encoded(tone(0.5, 16000), 16000, "flac", "flac")


def answer(data: bytes, limits: DecodingLimits) -> str:
    """The code of the refusal, or "heard" for sound within bounds."""
    try:
        signal = decode(data, limits=limits).signal
    except RecordingError as error:
        return error.code
    return "heard" if signal.shape[1] > 0 and np.isfinite(signal).all() and np.abs(signal).max() <= 1.0 else "wild"


ANSWERS = {"heard", "not_audio", "empty_recording", "truncated", "too_long", "unsupported"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), whole=st.sampled_from([SMALL, SMALL_FLAC]))
def test_damaged_bytes_are_decoded_or_refused_but_never_crash(data: st.DataObject, whole: bytes) -> None:
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, min(len(damaged) - 1, 200)))] = data.draw(st.integers(0, 255))
    damaged = damaged[: data.draw(st.integers(0, len(damaged)))]
    assert answer(bytes(damaged), DecodingLimits(max_duration_s=600.0, min_kept_s=0.1)) in ANSWERS


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_get_an_answer(data: bytes) -> None:
    assert answer(data, DecodingLimits()) in ANSWERS


def test_a_stream_gives_the_same_sound_piece_by_piece(tmp_path: Path) -> None:
    file = tmp_path / "c.wav"
    file.write_bytes(wav16(np.stack([tone(5.0, pitch_hz=400), tone(5.0, pitch_hz=800)])))
    pieces = list(stream(file))
    assert len(pieces) > 5
    np.testing.assert_array_equal(np.concatenate(pieces, axis=1), decode(file).signal)


def test_seven_channels_are_decoded_and_eight_are_refused_alive() -> None:
    seven, eight = (wav16(np.stack([tone(4.0, pitch_hz=300 + 100 * n) for n in range(count)])) for count in (7, 8))
    assert decode(seven).signal.shape[0] == 7
    with pytest.raises(RecordingError, match="8 channels") as refused:
        decode(eight)
    assert refused.value.code == "unsupported"
