"""A reading network for tests: foreseeable outputs, features in which turns with the same words are alike."""

import hashlib
from collections.abc import Sequence

import numpy as np

from inspection.interaction import Role
from models.reading.reading_model import Floats, HeadLabels, Seen, Spoken

WIDTH = 24
ANGRY, PLEASED, RUDE = ("投诉", "差劲"), ("太好了", "满意"), ("笨",)
ACTS = ("closing", "rude")
_HEAD = {"temperature": 1.0, "biases": [0.0, 0.0, 0.0]}
_POLICY = {"sentiment": _HEAD, "emotion": None, "weights": [1.0, 0.0], "ambiguous_below": 0.5, "context_below": 0.0}
FEELING = {
    "agent": _POLICY,
    "customer": _POLICY | {"emotion": {"temperature": 1.0, "biases": [0.0] * 6}, "weights": [0.6, 0.4]},
}
LABELS = HeadLabels(
    sentiment=("negative", "neutral", "positive"),
    emotion=("angry", "anxious", "disappointed", "neutral", "satisfied", "grateful"),
    acts=ACTS,
    temperatures={"acts": 1.5},
    checksum="ab" * 32,
    feeling=FEELING,
)


class FakeNetwork:
    """Knows five words; every word of a turn (split at spaces) adds its own direction to the features."""

    def __init__(self, labels: HeadLabels = LABELS) -> None:
        self.labels = labels
        self.asked = 0
        self.feeling = self.acts = self  # one network for both, which ReadingNetworks allows

    def seen(self, spoken: Sequence[Spoken], previous: Sequence[Spoken | None]) -> list[Seen]:
        self.asked += len(spoken)
        return [_seen(*turn, before) for turn, before in zip(spoken, previous, strict=True)]

    def logits(self, spoken: Sequence[Spoken], previous: Sequence[Spoken | None]) -> list[Floats]:
        return [seen.logits for seen in self.seen(spoken, previous)]


def _seen(speaker: Role, text: str, before: Spoken | None) -> Seen:
    words = [speaker.value, *text.split(), *([f"before:{w}" for w in before[1].split()] if before else [])]
    features = np.mean([_direction(word) for word in words], axis=0)
    negative, positive = (any(word in text for word in known) for known in (ANGRY, PLEASED))
    feeling = [3.0 * negative, 2.0, 3.0 * positive]
    emotion = [3.0 * negative, 0.0, 0.0, 2.0, 3.0 * positive, 0.0]
    acts = [3.0 if "再见" in text else -3.0, 3.0 if any(word in text for word in RUDE) else -3.0]
    logits = np.array([feeling + emotion + acts], np.float32)
    return Seen(logits, features[None].astype(np.float32))


def _direction(word: str) -> np.ndarray:
    seed = int(hashlib.sha256(word.encode("utf-8", "surrogatepass")).hexdigest()[:8], 16)
    return np.random.default_rng(seed).normal(size=WIDTH)
