"""How the operators that measure sound, time and counts are written in a rule file."""

from datetime import time
from typing import Literal

from pydantic import Field, field_validator, model_validator

from inspection.business_hours import EVERY_DAY, BusinessHours
from inspection.call_figures import FIGURES
from inspection.rules.spec_values import PerChannel, Phrases, Speaker, Strict, exactly_one

Share = Field(None, ge=0, le=1)


class WaitSpec(Strict):
    """A silence on the phone, or a gap before an answer in text, longer than so many seconds."""

    over_s: PerChannel
    ended_by: Speaker = "agent"
    holds: bool = Field(False, description="recorded holds count as well, music or not")


class HoldSpec(Strict):
    """Holds (保持) the telephone system recorded: one over `over_s`, or all together over `total_over_s` seconds."""

    over_s: float | None = Field(None, ge=0)
    total_over_s: float | None = Field(None, ge=0)

    @model_validator(mode="after")
    def _one_limit(self) -> "HoldSpec":
        exactly_one(self, ("over_s", "total_over_s"), "hold")
        return self


class OverlapSpec(Strict):
    """Both sides speak at once: seconds altogether, or share (0-1) of the time in which anyone speaks."""

    over_s: float | None = Field(None, ge=0)
    over_share: float | None = Share

    @model_validator(mode="after")
    def _one_limit(self) -> "OverlapSpec":
        exactly_one(self, ("over_s", "over_share"), "overlap")
        return self


class LoudnessSpec(Strict):
    """Level of a turn's speech (dB full scale), or how far it lies above the speaker's own median (dB)."""

    above_dbfs: float | None = Field(None, le=0)
    below_dbfs: float | None = Field(None, le=0)
    rise_db: float | None = Field(None, gt=0)

    @model_validator(mode="after")
    def _one_limit(self) -> "LoudnessSpec":
        exactly_one(self, ("above_dbfs", "below_dbfs", "rise_db"), "loudness")
        return self


class RateSpec(Strict):
    """Speech rate in characters (zh) or words (en) a minute, over the call or of any single turn."""

    above: dict[Literal["characters", "words"], float] | None = None
    below: dict[Literal["characters", "words"], float] | None = None
    per: Literal["call", "turn"] = "call"


class TalkShareSpec(Strict):
    """The speaker's share (0-1) of the time in which agent or customer speak."""

    above: float | None = Share
    below: float | None = Share

    @model_validator(mode="after")
    def _one_limit(self) -> "TalkShareSpec":
        exactly_one(self, ("above", "below"), "talk_share")
        return self


class CallFigureSpec(Strict):
    """A figure of the call (docs/reference/call-figures.md) above or below a limit in the figure's unit."""

    name: str
    above: float | None = None
    below: float | None = None

    @field_validator("name")
    @classmethod
    def _is_a_figure(cls, name: str) -> str:
        if name not in FIGURES:
            raise ValueError(f"no figure is called {name!r}; one of {', '.join(FIGURES)}")
        return name

    @model_validator(mode="after")
    def _one_limit(self) -> "CallFigureSpec":
        exactly_one(self, ("above", "below"), "call_figure")
        return self


class DurationSpec(Strict):
    """Seconds from the first to the last word; on the phone the length of the recording."""

    above_s: PerChannel | None = None
    below_s: PerChannel | None = None

    @model_validator(mode="after")
    def _one_limit(self) -> "DurationSpec":
        exactly_one(self, ("above_s", "below_s"), "duration")
        return self


class OpeningHoursSpec(Strict):
    """When waiting counts: the centre's own opening times; `weekdays` are 1 (Monday) to 7."""

    opens: time
    closes: time
    timezone: str = "Asia/Shanghai"
    weekdays: list[int] = Field(default_factory=lambda: list(EVERY_DAY), min_length=1)

    @model_validator(mode="after")
    def _closes_after_it_opens(self) -> "OpeningHoursSpec":
        if self.closes <= self.opens:
            raise ValueError("the hours close before they open; opens: '09:00', closes: '21:00'")
        if any(day not in EVERY_DAY for day in self.weekdays):
            raise ValueError("weekdays are 1 (Monday) to 7 (Sunday)")
        return self

    @property
    def hours(self) -> BusinessHours:
        """The hours as a value."""
        return BusinessHours(
            opens=self.opens, closes=self.closes, timezone=self.timezone, weekdays=tuple(self.weekdays)
        )


class ResponseSpec(Strict):
    """Response time in seconds: of the first answer, on average, or of any single round."""

    which: Literal["first", "mean", "any"]
    above_s: PerChannel
    business_hours: OpeningHoursSpec | None = None


class CountSpec(Strict):
    """More than so many."""

    more_than: int = Field(ge=0)


class RepetitionSpec(Strict):
    """The same person says nearly the same at least `times` times (Jaccard similarity of character pairs, 0-1).

    A turn that holds one of `excludes` (plain words) is not counted.
    """

    times: int = Field(3, ge=2)
    similarity_share: float = Field(0.8, gt=0, le=1)
    min_characters: int = Field(8, ge=1)
    excludes: Phrases = Field(default_factory=list)


class TurnCountSpec(Strict):
    """Turns with words: at least, or more than so many (the latter shows the first turn too many)."""

    at_least: int | None = Field(None, ge=1)
    more_than: int | None = Field(None, ge=0)

    @model_validator(mode="after")
    def _one_limit(self) -> "TurnCountSpec":
        exactly_one(self, ("at_least", "more_than"), "turn_count")
        return self
