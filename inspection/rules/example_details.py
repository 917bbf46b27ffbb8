"""What an example may say of a turn besides its words: feeling, labels, meanings, times, confidence, loudness.

turns:
  - {客户: 什么破服务, feeling: negative, emotion: angry}
  - {坐席: 您别急, end_s: 6, confidence: 0.4, labels: {intent: {comfort: 0.9}}, means: {请不要着急: ask}}
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Literal

from pydantic import Field

from inspection.acoustics import sound_facts, speech_of_turns
from inspection.classification import Classified
from inspection.facts import Facts, Trust
from inspection.feeling import shaded
from inspection.heard_feeling import with_voice
from inspection.interaction import Channel, Turn, Word
from inspection.meaning import Meant
from inspection.rules.spec_values import Strict
from inspection.sentiment import Emotion, Sentiment, SentimentReading
from inspection.sound import SoundFacts, TurnLevel
from inspection.timeline import Interval
from inspection.vocal_arousal import vocal_arousal

_CLEAR, _REST = 0.9, 0.05
_MODEL = "example"


class TurnDetails(Strict):
    """What is known of one turn of an example besides its words."""

    feeling: (
        Literal["negative", "neutral", "positive"] | dict[Literal["negative", "neutral", "positive"], float] | None
    ) = None
    emotion: Literal["angry", "anxious", "disappointed", "neutral", "satisfied", "grateful"] | None = None
    labels: dict[str, dict[str, float]] = Field(default_factory=dict)
    means: dict[str, Literal["yes", "no", "ask"]] = Field(default_factory=dict)
    public: bool = False
    end_s: float | None = Field(None, ge=0)
    confidence: float | None = Field(None, ge=0, le=1)
    words: list[tuple[str, float, float, float]] = Field(default_factory=list)
    level_dbfs: float | None = Field(None, le=0)


DETAILS = frozenset(TurnDetails.model_fields)


class TrustGiven(Strict):
    """How far an example's words can be relied on."""

    roles: float = Field(1.0, ge=0, le=1)
    recognition: float | None = Field(None, ge=0, le=1)
    audio: list[str] = Field(default_factory=list)


def apart(turns: Any) -> tuple[Any, dict[int, Any]]:
    """Turns as they stand in the file parted into words (speaker: text) and details by the number of the turn."""
    if not isinstance(turns, list):
        return turns, {}
    said: list[Any] = []
    details: dict[int, Any] = {}
    at = 0
    for turn in turns:
        known = {k: v for k, v in turn.items() if k in DETAILS} if isinstance(turn, dict) else {}
        said.append({k: v for k, v in turn.items() if k not in DETAILS} if known else turn)
        if known:
            details[at] = known
        at += len(said[-1]) if isinstance(said[-1], dict) else 1
    return said, details


class Known(Strict):
    """What an example gives besides its turns, and the details of its turns by number (from 0)."""

    details: dict[int, TurnDetails] = Field(default_factory=dict)
    holds: list[tuple[float, float]] = Field(default_factory=list, description="holds in seconds: [[10, 40]]")
    classifiers: dict[str, list[str]] = Field(default_factory=dict, description="classifiers that were run: labels")
    meanings_read: list[str] = Field(default_factory=list, description="phrases whose meaning was looked for")
    trust: TrustGiven | None = None

    @property
    def meanings_given(self) -> tuple[str, ...]:
        """Phrases of which the example says itself whether they are meant: no model is asked about them."""
        return tuple(dict.fromkeys([*self.meanings_read, *(p for d in self.details.values() for p in d.means)]))


def with_details_in_schema(schema: dict[str, Any]) -> None:
    """For editors: details are written in the turns, and what is known of the conversation beside them."""
    properties = schema.get("properties", {})
    properties.pop("known", None)
    details = TurnDetails.model_json_schema()["properties"]
    properties["turns"] = {
        "type": "array",
        "items": {
            "type": "object",
            "properties": details,
            "additionalProperties": {"type": "string"},
            "minProperties": 1,
        },
    }
    known = Known.model_json_schema()
    trust = known["$defs"]["TrustGiven"]
    properties |= {k: v for k, v in known["properties"].items() if k not in ("details", "trust")} | {"trust": trust}


def with_details(facts: Facts, known: Known) -> Facts:
    """The facts of a snippet with everything its author knows."""
    turns = tuple(_turn(t, known.details.get(t.index)) for t in facts.interaction.turns)
    holds = tuple(Interval(start, end) for start, end in known.holds)
    interaction = replace(facts.interaction, turns=turns, holds=holds or facts.interaction.holds)
    is_call = interaction.channel is Channel.PHONE
    sound = _sound(turns, known, interaction.language or "zh", holds) if is_call else None
    readings = [_reading(r, known.details.get(n)) for n, r in enumerate(facts.readings)]
    return replace(
        facts,
        interaction=interaction,
        readings=with_voice(turns, readings, vocal_arousal(turns, sound)),
        sound=sound,
        classified=_classified(known, len(turns)) or facts.classified,
        meant=(*facts.meant, *_meant(turns, known.details)),
        meanings_read=tuple(dict.fromkeys([*facts.meanings_read, *known.meanings_given])),
        trust=_trust(facts.trust, known.trust),
    )


def _turn(turn: Turn, details: TurnDetails | None) -> Turn:
    if details is None:
        return turn
    return replace(
        turn,
        public=details.public,
        end_s=details.end_s if details.end_s is not None else turn.end_s,
        confidence=details.confidence if details.confidence is not None else turn.confidence,
        words=tuple(Word(text, start, end, confidence) for text, start, end, confidence in details.words),
    )


def _reading(reading: SentimentReading | None, details: TurnDetails | None) -> SentimentReading | None:
    """What is given of a turn's feeling; an emotion alone gives the sentiment it is a shade of as well."""
    if details is None or (details.feeling is None and details.emotion is None):
        return reading
    emotions = None if reading is None or reading.emotions is None else [reading.emotions.of(e) for e in Emotion]
    if details.emotion is not None:
        emotions = [_CLEAR if e.value == details.emotion else _REST for e in Emotion]
    return shaded(_shares(details), emotions, ambiguous=False)


def _shares(details: TurnDetails) -> list[float]:
    """Probabilities in the order of `Sentiment`: as written (the rest neutral), or a clear one of the class named."""
    if isinstance(details.feeling, dict):
        negative, positive = details.feeling.get("negative", 0.0), details.feeling.get("positive", 0.0)
        whole = max(negative + positive, 1.0)
        return [negative / whole, 1.0 - (negative + positive) / whole, positive / whole]
    named = details.feeling or (Emotion(details.emotion).sentiment.value if details.emotion else "")
    return [_CLEAR if s.value == named else _REST for s in Sentiment]


def _sound(turns: Sequence[Turn], known: Known, language: str, holds: Sequence[Interval]) -> SoundFacts:
    end_s = max((t.end_s or 0.0 for t in turns), default=0.0)
    levels = tuple(TurnLevel(n, d.level_dbfs) for n, d in sorted(known.details.items()) if d.level_dbfs is not None)
    return replace(sound_facts(turns, speech_of_turns(turns), end_s, holds, language=language), turn_levels=levels)


def _classified(known: Known, turns: int) -> tuple[Classified, ...]:
    names = dict.fromkeys([*known.classifiers, *(n for d in known.details.values() for n in d.labels)])
    return tuple(_one_classifier(name, known, turns) for name in names)


def _one_classifier(name: str, known: Known, turns: int) -> Classified:
    given: dict[int, Mapping[str, float]] = {n: d.labels[name] for n, d in known.details.items() if name in d.labels}
    labels = dict.fromkeys(
        [*known.classifiers.get(name, []), *(label for shares in given.values() for label in shares)]
    )
    return Classified(
        name, _MODEL, tuple(labels), tuple(MappingProxyType(dict(given.get(n, {}))) for n in range(turns))
    )


def _meant(turns: Sequence[Turn], details: Mapping[int, TurnDetails]) -> tuple[Meant, ...]:
    return tuple(
        Meant(required=p, turn=n, start_char=0, end_char=len(turns[n].text), score=_CLEAR, verdict=verdict)
        for n, d in sorted(details.items())
        if n < len(turns)
        for p, verdict in d.means.items()
    )


def _trust(usual: Trust, given: TrustGiven | None) -> Trust:
    if given is None:
        return usual
    recognition = usual.recognition if given.recognition is None else given.recognition
    return Trust(roles=given.roles, recognition=recognition, audio=tuple(given.audio))
