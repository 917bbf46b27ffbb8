"""How feeling is read for agents and for customers: scales of the heads, and when the turn before is looked at.

It stands under `feeling` in feeling.json, beside the network it was fitted for
(`python -m models.training.reading.calibrate`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inspection.errors import ModelError
from inspection.feeling import FeelingScale, HeadScale
from inspection.sentiment import Emotion, Sentiment

NEVER, ALWAYS = 0.0, 1.1
"""Values of `context_below`: the turn before is never looked at; the turn is only ever read after it."""


@dataclass(frozen=True, slots=True)
class SpeakerPolicy:
    """`context_below`: turns whose best class has a smaller probability (0-1) are read again after the one before."""

    scale: FeelingScale
    context_below: float


@dataclass(frozen=True, slots=True)
class FeelingPolicy:
    """One policy for what agents (and bots and systems) say, one for customers."""

    agent: SpeakerPolicy
    customer: SpeakerPolicy


def feeling_policy(told: Mapping[str, Any], where: str) -> FeelingPolicy:
    """The policy as feeling.json tells it; ModelError (`where` names the file) when it is not complete."""
    try:
        return FeelingPolicy(_speaker(told["agent"], emotions=False), _speaker(told["customer"], emotions=True))
    except (KeyError, TypeError, ValueError) as problem:
        raise ModelError(
            f"the feeling policy cannot be read ({type(problem).__name__}: {problem})",
            "install the package again, or fit it with models.training.reading.calibrate",
            where=where,
        ) from None


def _speaker(told: Mapping[str, Any], *, emotions: bool) -> SpeakerPolicy:
    own, others = told["weights"]
    scale = FeelingScale(
        sentiment=_head(told["sentiment"], len(Sentiment)),
        emotion=_head(told["emotion"], len(Emotion)) if emotions else None,
        weights=(float(own), float(others)),
        ambiguous_below=float(told["ambiguous_below"]),
    )
    return SpeakerPolicy(scale, float(told["context_below"]))


def _head(told: Mapping[str, Any], classes: int) -> HeadScale:
    temperature, biases = float(told["temperature"]), tuple(float(b) for b in told["biases"])
    if temperature <= 0 or len(biases) != classes:
        raise ValueError(f"temperature {temperature:g} with {len(biases)} biases for {classes} classes")
    return HeadScale(temperature, biases)
