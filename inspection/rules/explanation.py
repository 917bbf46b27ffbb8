"""An explanation (解释) of one judgement: what was looked for, where, what came closest, what would have to change.

Turns are 0-based in these values, as everywhere in the records; sentences count them from 1, as people do.
"""

from dataclasses import dataclass

from inspection.evaluation import ItemState
from inspection.rules.item_judge import Judgement
from inspection.rules.item_spec import Wording
from inspection.rules.outcome import Truth

SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Words of one turn: half-open code points into its masked text, seconds where the recording knows them."""

    turn: int
    start_char: int
    end_char: int
    text: str
    speaker: str
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One hit: what was compared with what, and how surely it was heard (0-1)."""

    place: Place
    operator: str
    value: str
    threshold: str
    confidence: float
    by_sound: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled:
    """A hit that does not count, and what cancels it.

    `by` is the key of the condition (`unless`, `guards`, `except`, `questions`, `first_turns`, `after` ...), `name` the
    guard, phrase or condition meant, `because` the words that stand there (None when it is their absence or a count).
    """

    found: Found
    by: str
    name: str
    because: Place | None
    words: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Closest:
    """A near miss.

    `kind`: cancelled, other_role, other_segment, by_sound, part_of_phrase, similar, reading (a model's share), measure
    (a figure against its limit); `share` 0-1 of what was wanted (None for a measure); `wanted` the phrase or limit;
    `lacking` its pieces that were not said; `decisive`: did it count, the item would have another state.
    """

    kind: str
    share: float | None
    place: Place | None
    wanted: str
    value: str
    lacking: tuple[str, ...]
    words: Wording
    decisive: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Turns a condition did not look at, and why (no_words, other_segment, role, public, or the scope key)."""

    why: str
    turns: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionAccount:
    """One condition: what was looked for, where, and what came of it.

    `looked_for` is short text, `whole_interaction` is set for operators that look at no single turns; `missing` names
    the data without which it is unknown; `notes` say in words what `found` says in figures.
    """

    name: str
    operator: str
    role: str
    used_in: tuple[str, ...]
    truth: Truth
    looked_for: Wording
    whole_interaction: bool
    looked_at: tuple[int, ...]
    left_out: tuple[LeftOut, ...]
    builds_on: tuple[str, ...]
    hits: tuple[Found, ...]
    cancelled: tuple[Cancelled, ...]
    closest: tuple[Closest, ...]
    missing: tuple[str, ...]
    words: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class PathStep:
    """One step of the decision: what it needed, what it saw; `decides` marks the step that settled the state.

    `step`: scope, kind, applicable_when, not_applicable_when, sound, needs_human_when, trigger, unmet, met, window,
    found, confidence, fatal, yields_to. `truth` is None where there was nothing to evaluate.
    """

    step: str
    needed: str
    truth: Truth | None
    decides: bool
    words: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change that would give another state, tried out on the judge itself.

    `kind`: say, not_said, heard_better, metadata (the conversation would differ), or rule (the rule would);
    `condition` and `key` say where, `to` what it would be; `then` is the state the judge gave for it.
    """

    kind: str
    condition: str | None
    key: str
    to: str
    then: ItemState
    words: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """What the item earns or costs on the form; `charged_by` is the item it yields to, when that one is charged."""

    form: str
    points: float
    max_points: float
    state: ItemState
    charged_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why one item of one segment came out as it did; `judgement` is the judge's own, `sentence` the whole in short."""

    source: str
    interaction_id: str
    segment: int
    channel: str
    judgement: Judgement
    sentence: Wording
    path: tuple[PathStep, ...]
    conditions: tuple[ConditionAccount, ...]
    changes: tuple[Change, ...]
    points: Points | None = None

    @property
    def state(self) -> ItemState:
        """The judge's state."""
        return self.judgement.state
