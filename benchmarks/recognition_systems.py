"""The systems of the recognition benchmark, each in a process of its own: a round of recordings in, what was heard out.

    python benchmarks/recognition_systems.py SYSTEM        one JSON line per round on stdin and on stdout

Recordings are decoded before the clock starts. CPU seconds are the process's own; `peak_mb` is the most memory it held.
"""

import json
import resource
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

Call = tuple[list[NDArray[np.float32]], str]
Hears = Callable[[Sequence[Call]], list[list[str]]]
Word = tuple[str, float, float]
words_heard: list[list[list[Word]]] = []
"""Of our own recogniser, per call and channel: text, the model's probability, the probability over its utterance."""
BEAM, BATCH, THREADS = 5, 8, 2


def ours(mode: str) -> Hears:
    """Our recogniser: speech of all channels of the round through one queue; words have times and confidences."""
    from inspection.hearing import SoundToHear
    from models.recognition.modes import MODES
    from models.recognition.whisper_machine import WhisperMachine
    from models.whisper import WhisperOptions, open_recogniser

    recogniser = open_recogniser(
        options=WhisperOptions(mode=MODES[mode], is_calibrated=False), machine=WhisperMachine(cpu_threads=THREADS)
    )

    def hear(calls: Sequence[Call]) -> list[list[str]]:
        sounds = (SoundToHear(channel, language) for channels, language in calls for channel in channels)
        heard = iter(list(recogniser.transcribe_all(sounds)))
        by_call = [[next(heard) for _ in channels] for channels, _ in calls]
        words_heard[:] = [
            [[(w.text, w.confidence, u.confidence) for u in said for w in u.words] for said in call] for call in by_call
        ]
        return [[" ".join(u.text for u in said) for said in call] for call in by_call]

    return hear


def batched() -> Hears:
    """faster-whisper's own batching, channel by channel."""
    from faster_whisper import BatchedInferencePipeline

    pipeline = BatchedInferencePipeline(_whisper())

    def one(channel: NDArray[np.float32], language: str) -> str:
        segments, _ = pipeline.transcribe(channel, language=language, beam_size=BEAM, batch_size=BATCH)
        return " ".join(s.text for s in segments)

    return _channel_by_channel(one)


def default() -> Hears:
    """What a user of faster-whisper would write first."""
    whisper = _whisper()

    def one(channel: NDArray[np.float32], language: str) -> str:
        segments, _ = whisper.transcribe(channel, language=language, beam_size=BEAM, vad_filter=True)
        return " ".join(s.text for s in segments)

    return _channel_by_channel(one)


def whisperx() -> Hears:
    """WhisperX, where it is installed."""
    import whisperx as theirs

    models = {
        language: theirs.load_model(_folder(), "cpu", compute_type="int8", language=language, threads=THREADS)
        for language in ("zh", "en")
    }

    def one(channel: NDArray[np.float32], language: str) -> str:
        return " ".join(s["text"] for s in models[language].transcribe(channel, batch_size=BATCH)["segments"])

    return _channel_by_channel(one)


def _whisper() -> Any:
    from faster_whisper import WhisperModel

    return WhisperModel(_folder(), device="cpu", compute_type="int8", cpu_threads=THREADS)


def _folder() -> str:
    from models.model_cache import ensure

    return str(ensure("whisper-base"))


def _channel_by_channel(one: Callable[[NDArray[np.float32], str], str]) -> Hears:
    return lambda calls: [[one(channel, language) for channel in channels] for channels, language in calls]


SYSTEMS: dict[str, Callable[[], Hears]] = {
    "ours exact": lambda: ours("exact"),
    "ours fast": lambda: ours("fast"),
    "faster-whisper batched": batched,
    "faster-whisper default": default,
}
if find_spec("whisperx") is not None:
    SYSTEMS["WhisperX"] = whisperx


def main() -> None:
    """Answer rounds until stdin ends."""
    from pipelines.decoding import decode

    hear = SYSTEMS[sys.argv[1]]()
    hear([([np.zeros(16_000, np.float32)], "zh")])
    for line in sys.stdin:
        calls = [
            (list(_laid_out(decode(Path(file)).signal, channels)), language)
            for file, language, channels in json.loads(line)
        ]
        cpu_s, wall_s = process_time(), perf_counter()
        texts = hear(calls)
        answer = {
            "texts": texts,
            "words": words_heard,
            "cpu_s": process_time() - cpu_s,
            "wall_s": perf_counter() - wall_s,
            "audio_s": sum(channel.size for channels, _ in calls for channel in channels) / 16_000,
            "calls_s": sum(channels[0].size for channels, _ in calls) / 16_000,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
        print(json.dumps(answer, ensure_ascii=False), flush=True)


def _laid_out(signal: NDArray[np.float32], channels: int) -> NDArray[np.float32]:
    """As many channels as the manifest says; a recording of more is mixed."""
    return signal if signal.shape[0] <= channels else signal.mean(axis=0, keepdims=True)


if __name__ == "__main__":
    main()
