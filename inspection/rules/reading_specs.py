"""How the operators that read meaning, feeling, likeness, figures and metadata are written in a rule file."""

from typing import Any, Literal

from pydantic import Field, model_validator

from inspection.entities import EntityKind
from inspection.rules.spec_values import Phrases, Strict, exactly_one
from inspection.sentiment import Emotion

LONGEST_WANTED = 400
"""Characters of one script or sample text: comparing costs this times the length of a turn."""


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
        exactly_one(self, ("equals", "one_of", "contains", "above", "below", "present"), "metadata")
        return self


Label = Literal["negative", "neutral", "positive"]


class CourseSpec(Strict):
    """Feeling at the beginning (mean of the first quarter of the turns) and at the end (mean of the last)."""

    model_config = Strict.model_config | {"populate_by_name": True}

    start: Label = Field(alias="from")
    end: Label | list[Label] = Field(alias="to")

    @property
    def ends(self) -> list[Label]:
        """Every end that will do."""
        return self.end if isinstance(self.end, list) else [self.end]


class FeelingSpec(Strict):
    """Sentiment or emotion of a turn with at least this probability (0-1), or its course over the conversation.

    `emotion`: one, or several whose probabilities are summed; of customers only. `change: recovered`: bad at some turn
    (negative with `at_least`), no longer in the last quarter; `lost`: negative at the end and not at the beginning;
    `stayed_negative`: at both; `stayed_calm`: never bad, and not negative at the end; `unsettled`: what is left, a bad
    turn in a last quarter that is not negative on the whole; `too_few`: fewer than three turns, nothing can be said.
    `turning_point: down`/`up`: turns from which on the mean balance (-1 to 1) differs by at least `at_least`;
    `lowest_below`: the turn with the lowest balance, when it lies below.
    """

    label: Label | None = None
    emotion: Emotion | list[Emotion] | None = None
    course: CourseSpec | None = None
    change: Literal["recovered", "lost", "stayed_negative", "stayed_calm", "unsettled", "too_few"] | None = None
    turning_point: Literal["down", "up"] | None = None
    lowest_below: float | None = Field(None, ge=-1, le=1)
    at_least: float = Field(0.6, ge=0, le=1)

    @property
    def emotions(self) -> list[Emotion]:
        """The emotions asked for, none when something else is."""
        if self.emotion is None:
            return []
        return [self.emotion] if isinstance(self.emotion, Emotion) else self.emotion

    @model_validator(mode="after")
    def _one_question(self) -> "FeelingSpec":
        exactly_one(self, ("label", "emotion", "course", "change", "turning_point", "lowest_below"), "feeling")
        if self.emotion == []:
            raise ValueError("feeling wants at least one emotion")
        return self


class ClassifierSpec(Strict):
    """A registered classifier gives a turn this label with at least this probability (0-1).

    From `ask_from` up to `at_least` it is doubtful: a person decides, and it costs nothing.
    `missing`: what a classifier that was not run makes of the condition.
    """

    name: str
    label: str
    at_least: float = Field(0.5, ge=0, le=1)
    ask_from: float | None = Field(None, ge=0, le=1, description="from here up to at_least a person decides")
    missing: Literal["unknown", "absent"] = Field("unknown", description="what a classifier that was not run means")


class MeaningSpec(Strict):
    """Somebody says what one of these phrases means. What the model wants asked stays a person's, unless accepted."""

    of: Phrases = Field(min_length=1)
    accept_ask: bool = False


class EntitySpec(Strict):
    """An entity of one of these kinds; `matches`/`differs_from` compare it with metadata fields."""

    kinds: list[EntityKind] = Field(min_length=1)
    matches: list[str] | None = None
    differs_from: list[str] | None = None

    @model_validator(mode="after")
    def _one_comparison(self) -> "EntitySpec":
        if self.matches is not None and self.differs_from is not None:
            raise ValueError("entity wants matches or differs_from, not both")
        return self


class AmountSpec(Strict):
    """A figure said, compared with a metadata field (by name) or a number.

    `matches`: one equals it; `differs_from`: figures are said and none equals it; `above`/`below`: one lies there.
    `slack_share` (0-1) of the reference may be missing or too much.
    """

    kind: Literal["money", "percent", "number"] = "money"
    matches: str | float | None = None
    differs_from: str | float | None = None
    above: str | float | None = None
    below: str | float | None = None
    slack_share: float = Field(0.0, ge=0, le=1)

    @model_validator(mode="after")
    def _one_comparison(self) -> "AmountSpec":
        exactly_one(self, ("matches", "differs_from", "above", "below"), "amount")
        return self


class DateSpec(Strict):
    """A date said (11月22日, 明天, November 22, tomorrow), compared with a metadata field that holds a date."""

    matches: str | None = None
    differs_from: str | None = None
    after: str | None = None
    before: str | None = None
    slack_days: int = Field(0, ge=0, le=366)

    @model_validator(mode="after")
    def _one_comparison(self) -> "DateSpec":
        exactly_one(self, ("matches", "differs_from", "after", "before"), "date")
        return self


class SimilarSpec(Strict):
    """Words like one of these texts: share (0-1) of characters (zh) or words (en) said, in order, nothing between."""

    to: Phrases = Field(min_length=1)
    at_least_share: float = Field(0.8, ge=0.5, le=1)

    @model_validator(mode="after")
    def _short_enough(self) -> "SimilarSpec":
        _refuse_long(self.to)
        return self


class ScriptSpec(Strict):
    """Lines as script writers write them: ____ any text, (动作) a note, (A/B) and A/B options, [optional]."""

    lines: Phrases = Field(min_length=1)
    at_least_share: float = Field(0.8, ge=0.5, le=1)

    @model_validator(mode="before")
    @classmethod
    def _lines_alone(cls, value: Any) -> Any:
        if isinstance(value, str | list) or (isinstance(value, dict) and set(value) <= {"zh", "en", "list"}):
            return {"lines": value}
        return value

    @model_validator(mode="after")
    def _short_enough(self) -> "ScriptSpec":
        _refuse_long(self.lines)
        return self


def _refuse_long(texts: list[str]) -> None:
    for text in texts:
        if len(text) > LONGEST_WANTED:
            raise ValueError(f"'{text[:20]}…' has {len(text)} characters; split what is longer than {LONGEST_WANTED}")
