"""Sounds without a voice, made in code: what a recogniser must hear no words in.

    python benchmarks/no_speech.py [--json OUT]

Silence, noise, music, ringback, busy tone, DTMF, beeps and hum go through the real hearing, in both languages. Prints
the words it invented (none is the claim) and what the hearing says of the sound.
"""

import argparse
import json
import platform
import sys
import wave
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.reading_rows import Row
from inspection.interaction import Channel, Interaction
from pipelines.hearing import hear, open_ears

RATE_HZ = 8000
Sound = NDArray[np.float64]


def tones(seconds: float, *pitches_hz: float, amplitude: float = 0.2) -> Sound:
    """A chord of sines."""
    at_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return amplitude / max(1, len(pitches_hz)) * np.sum([np.sin(2 * np.pi * f * at_s) for f in pitches_hz], axis=0)


def cadence(seconds: float, on_s: float, off_s: float, *pitches_hz: float) -> Sound:
    """A chord that sounds `on_s`, rests `off_s`, and so on."""
    at_s = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return np.where(at_s % (on_s + off_s) < on_s, tones(seconds, *pitches_hz), 0.0)


def music(seconds: float, seed: int = 1) -> Sound:
    """Hold music: chords of decaying harmonics with a melody above, a beat and a little vibrato."""
    random = np.random.default_rng(seed)
    whole = np.zeros(round(seconds * RATE_HZ))
    for start_s in np.arange(0.0, seconds, 0.5):
        length_s = min(1.4, seconds - start_s)
        at_s = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
        notes = [220.0 * 2 ** (n / 12) for n in random.choice([0, 3, 5, 7, 10, 12, 15, 19], 3, replace=False)]
        for note in notes:
            vibrato = 1 + 0.003 * np.sin(2 * np.pi * 5.5 * at_s)
            for harmonic in (1, 2, 3, 4):
                sound = 0.09 / harmonic * np.sin(2 * np.pi * note * harmonic * at_s * vibrato) * np.exp(-2.0 * at_s)
                whole[round(start_s * RATE_HZ) :][: at_s.size] += sound
    return whole


def dtmf(seconds: float) -> Sound:
    """Somebody keys in a number."""
    keys = [(697, 1209), (770, 1336), (852, 1477), (941, 1336), (697, 1477), (770, 1209)]
    pieces = [np.concatenate([tones(0.15, *keys[i % 6]), np.zeros(round(0.2 * RATE_HZ))]) for i in range(100)]
    return np.concatenate(pieces)[: round(seconds * RATE_HZ)]


def noise(seconds: float, slope: float, level: float, seed: int = 2) -> Sound:
    """Noise whose power falls by `slope` per decade of frequency: 0 white, 1 pink, 2 brown."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(size=round(seconds * RATE_HZ)))
    shaped = np.fft.irfft(spectrum / np.maximum(1, np.arange(spectrum.size)) ** (slope / 2))
    return level * shaped / np.std(shaped)


def sounds(seconds: float = 20.0) -> Mapping[str, Sound]:
    """Every sound of the corpus by name, shape (samples,) at RATE_HZ."""
    return {
        "silence": np.zeros(round(seconds * RATE_HZ)),
        "faint hiss": noise(seconds, 0, 0.0005),
        "white noise": noise(seconds, 0, 0.05),
        "loud white noise": noise(seconds, 0, 0.25),
        "pink noise": noise(seconds, 1, 0.08),
        "rumble": noise(seconds, 2, 0.1),
        "mains hum": tones(seconds, 50, 150, 250, amplitude=0.1),
        "Chinese ringback (450 Hz, 1 s / 4 s)": cadence(seconds, 1, 4, 450),
        "American ringback (440 + 480 Hz, 2 s / 4 s)": cadence(seconds, 2, 4, 440, 480),
        "Chinese busy tone (450 Hz, .35 s / .35 s)": cadence(seconds, 0.35, 0.35, 450),
        "American busy tone (480 + 620 Hz, .5 s / .5 s)": cadence(seconds, 0.5, 0.5, 480, 620),
        "keys (DTMF)": dtmf(seconds),
        "beeps": cadence(seconds, 0.2, 1.8, 1000),
        "fax": np.concatenate([cadence(seconds / 2, 0.5, 3, 1100), tones(seconds / 2, 2100)]),
        "hold music": music(seconds),
        "hold music, another": music(seconds, 7),
        "music in noise": music(seconds, 3) + noise(seconds, 1, 0.02),
    }


def as_wav(sound: Sound) -> bytes:
    """A 16 bit mono wav at RATE_HZ."""
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return out.getvalue()


def main() -> None:
    """Hear every sound in both languages."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    ears = open_ears()
    shown = Table(title="Sounds without a voice", title_justify="left")
    for column in ("sound", "language", "invented", "said of the sound"):
        shown.add_column(column)
    rows = []
    for name, sound in sounds().items():
        for language in ("zh", "en"):
            call = Interaction(
                source="b", interaction_id=name, channel=Channel.PHONE, started_at=datetime(2026, 1, 1, tzinfo=UTC),
                language=language,
            )  # fmt: skip
            heard = hear([as_wav(sound)], call, ears, names=[name])
            text = " ".join(turn.text for turn in heard.turns)
            rows.append(Row("mingjian", f"invented characters: {name}, {language}", len(text), "characters", 1))
            shown.add_row(name, language, text or "-", ", ".join(heard.trust.audio))
    Console(width=140).print(shown)
    invented = sum(row.value for row in rows)
    claim = {"claim": "no words are invented", "value": invented, "target": 0, "ok": invented == 0}
    if given.json:
        versions = {"faster-whisper": version("faster-whisper"), "numpy": version("numpy")}
        answer = {
            "machine": platform.platform(),
            "versions": versions,
            "rows": [r.as_json() for r in rows],
            "claims": [claim],
        }
        given.json.write_text(json.dumps(answer, ensure_ascii=False, indent=1), encoding="utf-8")
    sys.exit(0 if invented == 0 else 1)


if __name__ == "__main__":
    main()
