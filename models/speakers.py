"""Who speaks when on one mixed channel: windows of voice, clustered into two speakers, or found to be only one.

Windows of 2.4 s every 1.2 s and Ward clustering were measured best on telephone calls; they never cross a pause, since
people mostly take turns at pauses, so that a short answer gets a window of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from inspection.recording import ChannelSpeech
from inspection.timeline import Interval, merge
from models.model_cache import OnProgress
from models.speaker_embedding import FRAMES_PER_S, Floats, SpeakerEncoder, mel_power, open_encoder

WINDOW_S, STEP_S = 2.4, 1.2
CLEAR_WINDOW_S = 1.2
"""Shorter pieces of speech do not take part in the clustering; they join the nearer speaker afterwards."""
TWO_VOICES_RATIO = 1.6
"""The last Ward merge over the one before it; measured on 20 calls: two people 1.73-3.3, one person 1.02-1.53."""
SAME_VOICE_SIMILARITY = 0.86
"""Two clusters whose centres are closer (cosine) are one person."""
OTHER_VOICE_SIMILARITY, _OTHER_VOICE_S = 0.75, 6.0
"""Centres further apart are two people whatever the ratio (a third voice spoils it), if both speak so long."""
_FEWEST_WINDOWS = 4
_MAX_CLUSTERED = 3000


@dataclass(frozen=True, slots=True)
class VoiceWindow:
    """A stretch of speech with the unit vector of its voice, shape (256,)."""

    interval: Interval
    voice: Floats


class SpeakerSeparator:
    """A `SeparatesSpeakers` around the embedded speaker encoder."""

    def __init__(self, encoder: SpeakerEncoder) -> None:
        """Wrap a loaded encoder; `open_separator` finds one."""
        self._encoder = encoder

    @property
    def model_id(self) -> str:
        """Encoder, start of its sha256, and the options."""
        return (
            f"ge2e@{self._encoder.checksum[:12]}/window={WINDOW_S},step={STEP_S},ward=2,"
            f"ratio={TWO_VOICES_RATIO},same={SAME_VOICE_SIMILARITY}"
        )

    def separate(self, signal: NDArray[np.float32], speech: Sequence[Interval]) -> tuple[ChannelSpeech, ...]:
        """Split `speech` (seconds) of one channel, shape (samples,) at 16 kHz, among one or two speakers.

        Speakers are numbered by who speaks first; an empty tuple when nobody speaks.
        """
        windows = self._windows(signal, speech)
        if not windows:
            return ()
        centres = _centres([w for w in windows if w.interval.duration_s >= CLEAR_WINDOW_S])
        if centres is None:
            return (ChannelSpeech(0, merge(speech)),)
        labels = [int(np.argmax(centres @ window.voice)) for window in windows]
        return _numbered(windows, labels)

    def _windows(self, signal: NDArray[np.float32], speech: Sequence[Interval]) -> list[VoiceWindow]:
        """Embed the windows of all stretches, batched by equal length."""
        spans = [span for stretch in speech for span in _spans(stretch)]
        mels = [_mel_of(signal, span) for span in spans]
        voices: list[Floats] = [np.zeros(0, np.float32)] * len(spans)
        for length in sorted({m.shape[0] for m in mels if m.shape[0]}):
            same = [i for i, m in enumerate(mels) if m.shape[0] == length]
            for i, voice in zip(same, self._encoder.embed(np.stack([mels[i] for i in same])), strict=True):
                voices[i] = voice
        return [VoiceWindow(span, voice) for span, voice in zip(spans, voices, strict=True) if voice.size]


def _spans(stretch: Interval) -> Iterator[Interval]:
    """Windows over one stretch: whole when short, else every STEP_S with a last one that ends where it ends."""
    if stretch.duration_s <= WINDOW_S:
        yield stretch
        return
    start_s = stretch.start_s
    while start_s + WINDOW_S < stretch.end_s:
        yield Interval(start_s, start_s + WINDOW_S)
        start_s += STEP_S
    yield Interval(stretch.end_s - WINDOW_S, stretch.end_s)


def _mel_of(signal: NDArray[np.float32], span: Interval) -> Floats:
    """Mel frames of one span; the number of frames is rounded to tenths of a second so that equal ones batch."""
    frames = max(10, round(span.duration_s * FRAMES_PER_S / 10) * 10)
    first = round(span.start_s * 16_000)
    piece = signal[first : first + (frames - 1) * 160]
    return mel_power(np.pad(piece, (0, (frames - 1) * 160 - piece.size)))


def _centres(windows: Sequence[VoiceWindow]) -> Floats | None:
    """Unit centres of two voices, shape (2, 256); None when there is only one voice (or too little to tell)."""
    windows = windows[:: 1 + len(windows) // _MAX_CLUSTERED]
    if len(windows) < _FEWEST_WINDOWS:
        return None
    voices = np.stack([w.voice for w in windows])
    merges = linkage(voices, "ward")
    labels = fcluster(merges, 2, "maxclust")
    if len(set(labels.tolist())) < 2:
        return None
    centres = np.stack([_unit(voices[labels == label].mean(axis=0)) for label in (1, 2)])
    similarity = float(centres[0] @ centres[1])
    ratio = float(merges[-1, 2] / max(merges[-2, 2], 1e-9))
    seconds = min(
        sum(w.interval.duration_s for w, own in zip(windows, labels, strict=True) if own == k) for k in (1, 2)
    )
    return centres if _are_two(similarity, ratio, seconds) else None


def _are_two(similarity: float, ratio: float, shorter_s: float) -> bool:
    """Decide from the centres' cosine, the ratio of the last two merges, and the seconds of the smaller cluster."""
    if similarity >= SAME_VOICE_SIMILARITY:
        return False
    return ratio >= TWO_VOICES_RATIO or (similarity < OTHER_VOICE_SIMILARITY and shorter_s >= _OTHER_VOICE_S)


def _unit(vector: Floats) -> Floats:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-8), np.float32)


def _numbered(windows: Sequence[VoiceWindow], labels: Sequence[int]) -> tuple[ChannelSpeech, ...]:
    """Speech per speaker; where windows overlap the border lies in the middle; the first to speak is 0."""
    pieces: dict[int, list[Interval]] = {}
    for label, piece in zip(labels, _divided([w.interval for w in windows]), strict=True):
        pieces.setdefault(label, []).append(piece)
    order = sorted(pieces.values(), key=lambda own: min(p.start_s for p in own))
    return tuple(ChannelSpeech(n, merge(own)) for n, own in enumerate(order))


def _divided(intervals: Sequence[Interval]) -> list[Interval]:
    """Overlapping neighbours cut in the middle of what they share."""
    borders = [(i.start_s, i.end_s) for i in intervals]
    for at, (a, b) in enumerate(pairwise(intervals)):
        if a.overlaps(b):
            middle_s = (b.start_s + a.end_s) / 2
            borders[at] = (borders[at][0], middle_s)
            borders[at + 1] = (middle_s, borders[at + 1][1])
    return [Interval(start_s, max(start_s, end_s)) for start_s, end_s in borders]


def open_separator(*, cache: Path | None = None, on_progress: OnProgress | None = None) -> SpeakerSeparator:
    """Load the embedded speaker encoder, fetching its weights first if they are not in the model cache."""
    return SpeakerSeparator(open_encoder(cache=cache, on_progress=on_progress))
