"""Sentiment and emotion of a turn from the reading network's heads: the embedded reader of feeling.

The network is asked for the turn alone first. Where that leaves it unsure (`context_below` of the policy), and there is
a turn before, it reads again with the turn before in sight, and the two readings meet halfway: most turns speak for
themselves, and the turn before may carry a feeling of its own. How good it is, and what `ambiguous` means in figures:
models/cards/sentiment.md.
"""

import hashlib
from collections.abc import Sequence
from typing import Protocol

from inspection.feeling import NO_WORDS, agreed, feeling_of
from inspection.sentiment import READ_AS_AGENT, Emotion, Sentiment, SentimentReading, TurnText
from models.reading.feeling_policy import ALWAYS, FeelingPolicy, SpeakerPolicy, feeling_policy
from models.reading.reading_model import Floats, HeadLabels, Spoken

NAME = "mingjian-feeling-1"
_SENTIMENT = slice(0, len(Sentiment))
_EMOTION = slice(len(Sentiment), len(Sentiment) + len(Emotion))


class GivesLogits(Protocol):
    """What is needed of the reading model, remembered or not."""

    @property
    def labels(self) -> HeadLabels:
        """What the outputs mean."""

    def logits(self, spoken: Sequence[Spoken], previous: Sequence[Spoken | None]) -> list[Floats]:
        """Logits per turn, shape (parts, outputs)."""


class FeelingReader:
    """Reads every speaker; emotions of customers only. The same turn after the same turn always reads the same."""

    def __init__(self, model: GivesLogits, policy: FeelingPolicy | None = None) -> None:
        """`model` may be shared with other readers; without `policy` the one beside the network counts.

        Raises:
            ModelError: the policy beside the network is not complete.
        """
        self._model = model
        self._policy = policy or feeling_policy(model.labels.feeling, where="feeling.json")

    @property
    def model_id(self) -> str:
        """Name, 12 characters that change with the network and with the policy, and the relearned head if any."""
        whole = f"{self._model.labels.checksum} {self._policy!r}"
        return f"{NAME}@{hashlib.sha256(whole.encode()).hexdigest()[:12]}{self._model.labels.head}"

    def read(self, turns: Sequence[TurnText]) -> list[SentimentReading]:
        """One reading per turn, in order."""
        worded = [i for i, turn in enumerate(turns) if turn.text.strip()]
        followed = {i for i in worded if turns[i].previous.strip()}
        always = [i for i in worded if i in followed and self._of(turns[i]).context_below >= ALWAYS]
        alone = [i for i in worded if i not in set(always)]
        readings = self._read(turns, alone, after=False) | self._read(turns, always, after=True)
        unsure = [i for i in alone if i in followed and self._is_unsure(turns[i], readings[i])]
        for i, again in self._read(turns, unsure, after=True).items():
            readings[i] = agreed(readings[i], again, ambiguous_below=self._of(turns[i]).scale.ambiguous_below)
        return [readings.get(i, NO_WORDS) for i in range(len(turns))]

    def _of(self, turn: TurnText) -> SpeakerPolicy:
        return self._policy.agent if turn.speaker in READ_AS_AGENT else self._policy.customer

    def _is_unsure(self, turn: TurnText, alone: SentimentReading) -> bool:
        return max(alone.negative, alone.neutral, alone.positive) < self._of(turn).context_below

    def _read(self, turns: Sequence[TurnText], wanted: Sequence[int], *, after: bool) -> dict[int, SentimentReading]:
        """The turns of these numbers, each alone or after the turn before it."""
        spoken = [(turns[i].speaker, turns[i].text) for i in wanted]
        before = [(turns[i].previous_speaker, turns[i].previous) if after else None for i in wanted]
        logits = self._model.logits(spoken, before) if wanted else []
        return {i: self._reading(turns[i], one) for i, one in zip(wanted, logits, strict=True)}

    def _reading(self, turn: TurnText, logits: Floats) -> SentimentReading:
        """A long turn feels as its most telling part does: the one that is least neutral."""
        scale = self._of(turn).scale
        parts = [feeling_of(part[_SENTIMENT].tolist(), part[_EMOTION].tolist(), scale) for part in logits]
        return min(parts, key=lambda part: part.neutral)
