"""How a condition is written in a rule file. One operator each, plus scope keys that say where it is looked for."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

SpeakerName = Literal["agent", "customer", "bot", "system", "anyone"]
_SPEAKERS = {"坐席": "agent", "客户": "customer", "机器人": "bot", "系统": "system", "任何人": "anyone"}


def _speaker(value: Any) -> Any:
    return _SPEAKERS.get(value, value)


def _phrase_list(value: Any) -> Any:
    """Phrases may be one list or one list per language: {zh: [...], en: [...]}."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        unknown = set(value) - {"zh", "en"}
        if unknown:
            raise ValueError(f"phrases are grouped by zh and en, not by {', '.join(sorted(map(str, unknown)))}")
        return [p for language in ("zh", "en") for p in value.get(language) or []]
    return value


Speaker = Annotated[SpeakerName, BeforeValidator(_speaker)]
Phrases = Annotated[list[str], BeforeValidator(_phrase_list)]
PerChannel = float | dict[Literal["phone", "chat", "email", "social", "app"], float]


class Strict(BaseModel):
    """No unknown keys, frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Neighbour(Strict):
    """Near a hit of another condition: within so many turns or seconds of it."""

    condition: str
    turns: int | None = Field(None, ge=0, le=1000)
    seconds: float | None = Field(None, ge=0)


class WaitSpec(Strict):
    """A silence on the phone, or a gap before an answer in text, longer than so many seconds."""

    over_s: PerChannel
    ended_by: Speaker = "agent"
    holds: bool = Field(False, description="recorded holds count as well, music or not")


class RateSpec(Strict):
    """Speech rate over the call, in characters (zh) or words (en) a minute."""

    above: dict[Literal["characters", "words"], float] | None = None
    below: dict[Literal["characters", "words"], float] | None = None


class ResponseSpec(Strict):
    """Response time in seconds: of the first answer, on average, or of any single round."""

    which: Literal["first", "mean", "any"]
    above_s: PerChannel


class CountSpec(Strict):
    """More than so many."""

    more_than: int = Field(ge=0)


class RepetitionSpec(Strict):
    """The same person says nearly the same at least `times` times (Jaccard similarity of character pairs, 0-1)."""

    times: int = Field(3, ge=2)
    similarity_share: float = Field(0.8, gt=0, le=1)
    min_characters: int = Field(8, ge=1)


class MetadataSpec(Strict):
    """A metadata field compared with a value. A missing field makes the condition unknown."""

    field: str
    equals: str | bool | float | None = None
    one_of: list[str] | None = None
    contains: Phrases | None = None
    above: float | None = None
    below: float | None = None
    present: bool | None = None

    @model_validator(mode="after")
    def _one_comparison(self) -> "MetadataSpec":
        given = [
            n for n in ("equals", "one_of", "contains", "above", "below", "present") if getattr(self, n) is not None
        ]
        if len(given) != 1:
            raise ValueError("metadata wants exactly one of equals, one_of, contains, above, below, present")
        return self


class FeelingSpec(Strict):
    """Sentiment of a turn with at least this probability (0-1)."""

    label: Literal["negative", "neutral", "positive"]
    at_least: float = Field(0.6, ge=0, le=1)


class EntitySpec(Strict):
    """An entity of one of these kinds; `matches` wants it to equal one of these metadata fields."""

    kinds: list[str]
    matches: list[str] | None = None


class TurnCountSpec(Strict):
    """The speaker has at least so many turns with words."""

    at_least: int = Field(ge=1)


OPERATORS = (
    "any", "all", "pattern", "wait", "speech_rate", "response_time", "interruptions", "repetition", "metadata",
    "feeling", "entity", "turn_count", "when",
)  # fmt: skip


class ConditionSpec(Strict):
    """One condition. `any`/`all`/`pattern` look for words; the other operators measure; `when` joins conditions."""

    note: str | None = None
    role: Speaker = "agent"
    # operators
    any: Phrases | None = None
    all: Phrases | None = None
    pattern: Phrases | None = None
    wait: WaitSpec | None = None
    speech_rate: RateSpec | None = None
    response_time: ResponseSpec | None = None
    interruptions: CountSpec | None = None
    repetition: RepetitionSpec | None = None
    metadata: MetadataSpec | None = None
    feeling: FeelingSpec | None = None
    entity: EntitySpec | None = None
    turn_count: TurnCountSpec | None = None
    when: str | None = None
    # what cancels a hit
    unless: Phrases = Field(default_factory=list)
    guards: list[str] = Field(default_factory=list)
    # where it is looked for
    first_turns: int | None = Field(None, ge=1)
    last_turns: int | None = Field(None, ge=1)
    first_s: float | None = Field(None, gt=0)
    last_s: float | None = Field(None, gt=0)
    after: Neighbour | None = None
    before: Neighbour | None = None
    not_after: Neighbour | None = None
    not_before: Neighbour | None = None
    public: bool | None = None
    at_least: int = Field(1, ge=1, description="hits needed")
    sounds_like: bool = True
    shortest_sound: int = Field(3, ge=2, le=10, description="Chinese characters a sound-alike match must have")
    questions: Literal["count", "ignore", "only"] = "count"

    @model_validator(mode="after")
    def _one_operator(self) -> "ConditionSpec":
        given = [name for name in OPERATORS if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"a condition wants exactly one operator ({', '.join(OPERATORS)}), not {given or 'none'}")
        return self

    @property
    def operator(self) -> str:
        """The one operator's name."""
        return next(name for name in OPERATORS if getattr(self, name) is not None)

    @property
    def refers_to(self) -> frozenset[str]:
        """Names of the conditions hits are placed by (those in `when` are found by the expression)."""
        neighbours = (self.after, self.before, self.not_after, self.not_before)
        return frozenset(n.condition for n in neighbours if n is not None)


class GuardSpec(Strict):
    """A context that cancels a hit: negation, quotation, warning ...

    `before`: phrases that, ending within `characters` before the hit in the same clause, cancel it; `after`:
    phrases starting within `characters` after it; `sentence`: phrases anywhere in the hit's sentence.
    """

    note: str
    before: Phrases = Field(default_factory=list)
    after: Phrases = Field(default_factory=list)
    sentence: Phrases = Field(default_factory=list)
    characters: int = Field(8, ge=0)
    latin_characters: int = Field(30, ge=0)
    crosses_commas: bool = False
