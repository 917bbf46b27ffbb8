"""The two networks of reading: one for feeling, one for service acts; as one model where a relearned head needs both.

Each was trained for its own task, and each reader asks only its own. A relearned head (head.py) corrects the outputs of
both from the features of both, so that a centre has one head, one version and one file.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from models.model_cache import OnProgress, ensure
from models.reading.e5_words import E5Words
from models.reading.reading_model import HeadLabels, ReadingModel, Seen, Spoken, network_labels

FEELING, ACTS = (Path(__file__).with_name(name) for name in ("feeling.onnx", "acts.onnx"))


class ReadingNetworks:
    """`feeling` and `acts` alone for those who ask one thing; together, as the outputs of `labels`, for a head."""

    def __init__(self, feeling: ReadingModel, acts: ReadingModel) -> None:
        """Both over the same words."""
        self.feeling, self.acts = feeling, acts
        self.labels = _joined(feeling.labels, acts.labels)

    def seen(self, spoken: Sequence[Spoken], previous: Sequence[Spoken | None]) -> list[Seen]:
        """Logits and features of both networks side by side; both part a long turn alike."""
        felt, done = self.feeling.seen(spoken, previous), self.acts.seen(spoken, previous)
        shades = len(self.labels.sentiment) + len(self.labels.emotion)
        return [
            Seen(
                np.concatenate([one.logits[:, :shades], other.logits[:, -len(self.labels.acts) :]], axis=1),
                np.concatenate([one.features, other.features], axis=1),
            )
            for one, other in zip(felt, done, strict=True)
        ]


def open_reading_networks(*, cache: Path | None = None, on_progress: OnProgress | None = None) -> ReadingNetworks:
    """Open both, fetching their word vectors first if they are not in the model cache.

    Raises:
        ModelError: a network is missing or not what its description says.
        ModelUnreachable: the word vectors cannot be fetched.
    """
    words = E5Words(ensure("e5-words", on_progress, cache=cache) / "e5-small-q4.bin")
    return ReadingNetworks(ReadingModel(words, FEELING), ReadingModel(words, ACTS))


def shipped_acts() -> tuple[str, ...]:
    """The acts the shipped network knows; no network is opened."""
    return network_labels(ACTS).acts


def _joined(feeling: HeadLabels, acts: HeadLabels) -> HeadLabels:
    checksum = hashlib.sha256(f"{feeling.checksum} {acts.checksum}".encode()).hexdigest()
    return replace(feeling, acts=acts.acts, temperatures=acts.temperatures, checksum=checksum)
