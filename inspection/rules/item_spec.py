"""How a scoring item (评分项) is written: what it asks, when it applies, what fulfils or breaks it, examples."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from inspection.evaluation import Dimension, ItemKind, ItemState, Line
from inspection.rules.condition_spec import ConditionSpec
from inspection.rules.example_details import DETAILS, Known, apart, with_details_in_schema
from inspection.rules.reading_specs import ClassifierSpec
from inspection.rules.speaker_names import SPEAKERS
from inspection.rules.spec_values import Strict

_STATES = {
    "达标": "met", "未达标": "unmet", "不适用": "not_applicable", "待人工": "needs_human",
    "clean": "met", "found": "unmet", "hit": "unmet",
}  # fmt: skip


def _state(value: Any) -> Any:
    return _STATES.get(value, value)


class Wording(Strict):
    """The same words in Chinese and English."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """The wording for `zh*`; English otherwise."""
        return self.zh if language.startswith("zh") else self.en


class Applies(Strict):
    """Where an item makes sense at all; empty means everywhere."""

    channels: list[Literal["phone", "chat", "email", "social", "app"]] = Field(default_factory=list)
    business_lines: list[str] = Field(default_factory=list)
    segment: Literal["every", "first", "last"] = "every"


class Window(Strict):
    """Where a duty must be fulfilled, seen from its trigger.

    `after`/`before` the trigger; at most `turns` turns (of the speaker who owes the duty) or `seconds` away;
    `each`: every trigger wants its own fulfilment, otherwise one is enough.
    """

    where: Literal["after", "before", "around"] = "after"
    turns: int | None = Field(None, ge=0)
    seconds: float | None = Field(None, ge=0)
    each: bool = False


class Fatal(Strict):
    """An item whose breach is fatal: of which kind, and (optionally) only when this expression holds."""

    kind: Literal["customer", "business", "compliance"]
    when: str | None = None


class Needs(Strict):
    """What an item needs to be judged by the machine; below it a person decides (待人工). Shares are 0-1.

    `words`: confidence of the recognised words a deduction rests on; `roles`: that agent and customer are told apart;
    `recognition`: of the whole conversation, before anything is said to be missing; `audio_without`: what the sound
    must not be (`mono` makes interruptions guesses).
    """

    words: float = Field(0.55, ge=0, le=1)
    roles: float = Field(0.6, ge=0, le=1)
    recognition: float = Field(0.35, ge=0, le=1)
    audio_without: list[Literal["silent", "no_speech", "quiet", "clipped", "truncated", "mono", "noisy", "narrow"]] = (
        Field(default_factory=list)
    )


class Example(Strict):
    """A snippet beside the rule. `turns` map a speaker to a text, in order, with details where the author knows some.

    {客户: 什么破服务, feeling: negative}: what else may be said of a turn is in example_details.
    """

    model_config = Strict.model_config | {"json_schema_extra": with_details_in_schema}

    name: str = ""
    turns: list[dict[str, str]]
    expect: Annotated[ItemState, BeforeValidator(_state)]
    evidence: str | None = None
    channel: Literal["phone", "chat", "email", "social", "app"] = "chat"
    business_line: str | None = None
    metadata: dict[str, str | bool | float] = Field(default_factory=dict)
    times_s: list[float] | None = Field(None, description="start of each turn in seconds; 3 s apart when not given")
    recognised: bool = False
    fatal: bool | None = None
    known_gap: bool = False
    known: Known = Field(default_factory=Known, description="what else is known: see example_details")

    @model_validator(mode="before")
    @classmethod
    def _details_apart(cls, value: Any) -> Any:
        """Details of turns, and what is known of the conversation, are written beside the words and kept apart."""
        if not isinstance(value, dict) or "known" in value:
            return value
        said, details = apart(value.get("turns"))
        beside = {key: value[key] for key in ("holds", "classifiers", "meanings_read", "trust") if key in value}
        if not details and not beside:
            return value
        rest = {key: v for key, v in value.items() if key not in beside}
        return {**rest, "turns": said, "known": {**beside, "details": details}}

    @model_validator(mode="after")
    def _speakers_are_known(self) -> "Example":
        for number, turn in enumerate(self.turns, start=1):
            unknown = sorted(set(turn) - set(SPEAKERS))
            if unknown:
                raise ValueError(
                    f"turn {number}: nobody is called '{unknown[0]}' (speakers: {', '.join(SPEAKERS)}; "
                    f"details: {', '.join(sorted(DETAILS))})"
                )
        return self


class ItemSpec(Strict):
    """One item as written in `items/<id>.yaml`."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    version: int = Field(ge=1)
    kind: ItemKind
    title: Wording
    meaning: Wording
    dimension: Dimension
    line: Line
    owner: str
    updated: date
    applies: Applies = Applies()
    conditions: dict[Annotated[str, Field(pattern=r"^[a-z_][a-z0-9_]*$")], ConditionSpec] = Field(default_factory=dict)
    applicable_when: str | None = None
    not_applicable_when: str | None = None
    needs_human_when: str | None = None
    unknown: Literal["not_applicable", "needs_human"] = "not_applicable"
    trigger: str | None = None
    met: str | None = None
    unmet: str | None = None
    window: Window | None = None
    found: str | None = None
    fatal: Fatal | None = None
    reasons: dict[Literal["met", "unmet", "not_applicable", "needs_human"], Wording] = Field(default_factory=dict)
    confirmed_by: ClassifierSpec | None = Field(
        None, description="second reader: words count only in turns to which it gives the label at least this share"
    )
    yields_to: str | None = Field(None, description="item that charges the same act")
    needs: Needs = Field(default_factory=Needs)
    examples: list[Example] = Field(default_factory=list)

    @model_validator(mode="after")
    def _parts_fit_the_kind(self) -> "ItemSpec":
        if self.kind is ItemKind.DUTY and not self.met:
            raise ValueError("a duty needs 'met': what fulfils it")
        if self.kind in (ItemKind.VIOLATION, ItemKind.MEASURE) and not self.found:
            raise ValueError(f"a {self.kind} needs 'found': what breaks it")
        if self.window and not self.trigger:
            raise ValueError("a window is seen from a trigger: give 'trigger' or remove 'window'")
        return self

    @property
    def expressions(self) -> tuple[str, ...]:
        """Every boolean expression of the item."""
        own = (self.applicable_when, self.not_applicable_when, self.needs_human_when, self.trigger, self.met)
        fatal = self.fatal.when if self.fatal else None
        joined = (c.when for c in self.conditions.values())
        return tuple(e for e in (*own, self.unmet, self.found, fatal, *joined) if e)

    @property
    def rule_version(self) -> str:
        """`id@version`: what a score stores."""
        return f"{self.id}@{self.version}"
