"""How a condition is written in a rule file. One operator each, plus scope keys that say where it is looked for."""

from typing import Any, Literal

from pydantic import ConfigDict, Field, model_validator

from inspection.rules.measure_specs import (
    CallFigureSpec,
    CountSpec,
    DurationSpec,
    HoldSpec,
    LoudnessSpec,
    OverlapSpec,
    RateSpec,
    RepetitionSpec,
    ResponseSpec,
    TalkShareSpec,
    TurnCountSpec,
    WaitSpec,
)
from inspection.rules.reading_specs import (
    AmountSpec,
    ClassifierSpec,
    DateSpec,
    EntitySpec,
    FeelingSpec,
    MeaningSpec,
    MetadataSpec,
    ScriptSpec,
    SimilarSpec,
)
from inspection.rules.spec_values import LIST_MARK, Phrases, Speaker, Strict, exactly_one

WORD_OPERATORS = ("any", "all", "none", "pattern")
OPERATORS = (
    *WORD_OPERATORS, "script", "similar", "meaning", "classifier", "feeling", "entity", "amount", "date", "metadata",
    "wait", "hold", "overlap", "loudness", "speech_rate", "talk_share", "duration", "turn_count", "response_time",
    "call_figure", "interruptions", "hung_up", "repetition", "steps", "when",
)  # fmt: skip


class Neighbour(Strict):
    """Near a hit of another condition: within so many turns or seconds of it; `which` of its hits is meant."""

    condition: str
    turns: int | None = Field(None, ge=0, le=1000)
    seconds: float | None = Field(None, ge=0)
    which: Literal["any", "each", "first", "last"] | int = "any"

    @model_validator(mode="after")
    def _counts_from_one(self) -> "Neighbour":
        if isinstance(self.which, int) and (self.which < 1 or isinstance(self.which, bool)):
            raise ValueError("which: any, each, first, last, or the number of the hit counted from 1")
        return self


class Near(Strict):
    """In the same turn, with at most so many words (en) or characters (zh) between."""

    words: int = Field(ge=0, le=200)
    condition: str | None = None
    phrases: Phrases | None = None
    side: Literal["either", "before", "after"] = Field(
        "either", description="where the hit stands, seen from the other"
    )

    @model_validator(mode="after")
    def _one_partner(self) -> "Near":
        exactly_one(self, ("condition", "phrases"), "near")
        return self


class Except(Strict):
    """Regular expressions that cancel a hit they overlap, or in whose sentence they stand."""

    overlapping: list[str] = Field(default_factory=list)
    in_sentence: list[str] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def _list_alone(cls, value: Any) -> Any:
        if isinstance(value, str | list):
            return {"overlapping": [value] if isinstance(value, str) else value}
        return value


class Step(Strict):
    """One step of a procedure: what finds it, whether it may be left out, and when it is wanted at all."""

    find: str
    optional: bool = False
    only_if: str | None = None


class ConditionSpec(Strict):
    """One condition: exactly one operator, and scope keys that say where and how often it must occur."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    note: str | None = None
    role: Speaker = "agent"
    # words
    any: Phrases | None = None
    all: Phrases | None = None
    none: Phrases | None = None
    pattern: Phrases | None = None
    script: ScriptSpec | None = None
    similar: SimilarSpec | None = None
    # readings
    meaning: MeaningSpec | None = None
    classifier: ClassifierSpec | None = None
    feeling: FeelingSpec | None = None
    entity: EntitySpec | None = None
    amount: AmountSpec | None = None
    date: DateSpec | None = None
    metadata: MetadataSpec | None = None
    # measures
    wait: WaitSpec | None = None
    hold: HoldSpec | None = None
    overlap: OverlapSpec | None = None
    loudness: LoudnessSpec | None = None
    speech_rate: RateSpec | None = None
    talk_share: TalkShareSpec | None = None
    call_figure: CallFigureSpec | None = None
    duration: DurationSpec | None = None
    turn_count: TurnCountSpec | None = None
    response_time: ResponseSpec | None = None
    interruptions: CountSpec | None = None
    hung_up: Literal["agent", "customer", "system"] | None = None
    repetition: RepetitionSpec | None = None
    # logic
    steps: list[Step] | None = Field(None, min_length=2)
    when: str | None = None
    # what cancels a hit
    unless: Phrases = Field(default_factory=list)
    unless_reach: int | None = Field(None, ge=1, le=500, description="characters around a hit in unpunctuated speech")
    guards: list[str] = Field(default_factory=list)
    except_: Except | None = Field(None, alias="except")
    # where it is looked for
    first_turns: int | None = Field(None, ge=1)
    last_turns: int | None = Field(None, ge=1)
    first_s: float | None = Field(None, gt=0)
    last_s: float | None = Field(None, gt=0)
    first_share: float | None = Field(None, gt=0, le=1)
    last_share: float | None = Field(None, gt=0, le=1)
    within: Literal["turn", "segment"] = Field("segment", description="where `all` wants its phrases together")
    after: Neighbour | None = None
    before: Neighbour | None = None
    around: Neighbour | None = None
    not_after: Neighbour | None = None
    not_before: Neighbour | None = None
    not_around: Neighbour | None = None
    near: Near | None = None
    public: bool | None = None
    # how often
    at_least: int = Field(1, ge=1, description="hits needed")
    at_least_phrases: int | None = Field(None, ge=1, description="different phrases needed")
    nth: int | Literal["last"] | None = Field(None, description="only this hit counts, from 1")
    # how words are compared
    sounds_like: bool = True
    shortest_sound: int = Field(3, ge=2, le=10, description="Chinese characters a sound-alike match must have")
    questions: Literal["count", "ignore", "only"] = "count"

    @model_validator(mode="after")
    def _one_operator(self) -> "ConditionSpec":
        given = [name for name in OPERATORS if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError(f"a condition wants exactly one operator ({', '.join(OPERATORS)}), not {given or 'none'}")
        return self

    @model_validator(mode="after")
    def _keys_fit_the_operator(self) -> "ConditionSpec":
        if self.within == "turn" and self.all is None:
            raise ValueError("within: turn belongs to `all`; any and pattern look at one turn as it is")
        if self.at_least_phrases is not None and self.any is None:
            raise ValueError("at_least_phrases counts the phrases of `any`; use at_least for hits")
        wanted, given = self.at_least_phrases or 0, self.any or []
        if wanted > len(given) and not any(p.startswith(LIST_MARK) for p in given):
            raise ValueError(f"at_least_phrases: {wanted} of {len(given)} phrases can never be met")
        if self.except_ is not None and self.operator not in WORD_OPERATORS:
            raise ValueError(f"except cancels words: it belongs to {', '.join(WORD_OPERATORS)}")
        if self.unless_reach is not None and not self.unless:
            raise ValueError("unless_reach says how far `unless` reaches: give unless as well")
        if isinstance(self.nth, int) and self.nth < 1:
            raise ValueError("nth counts from 1; the last hit is nth: last")
        if self.feeling is not None and self.feeling.emotions and self.role not in ("customer", "anyone"):
            raise ValueError("emotion is read of customers: write role: customer")
        return self

    @property
    def operator(self) -> str:
        """The one operator's name."""
        return next(name for name in OPERATORS if getattr(self, name) is not None)

    @property
    def neighbours(self) -> tuple[Neighbour, ...]:
        """Every other condition hits are placed by."""
        places = (self.after, self.before, self.around, self.not_after, self.not_before, self.not_around)
        return tuple(n for n in places if n is not None)

    @property
    def refers_to(self) -> frozenset[str]:
        """Names of the conditions it needs (those in `when` are found by the expression)."""
        names = {n.condition for n in self.neighbours}
        if self.near is not None and self.near.condition is not None:
            names.add(self.near.condition)
        for step in self.steps or ():
            names.add(step.find)
            if step.only_if is not None:
                names.add(step.only_if)
        return frozenset(names)


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


__all__ = [
    "OPERATORS", "WORD_OPERATORS", "ConditionSpec", "Except", "GuardSpec", "Near", "Neighbour", "Step", "Strict",
]  # fmt: skip
