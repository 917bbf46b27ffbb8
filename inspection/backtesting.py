"""A backtest (回测): the same interactions judged by two yardsticks, counted side by side. Parts of it add up.

A *hit* is an item that costs points: state UNMET. Old and new judge the same facts with the same engine, so every
difference comes from the rules.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from inspection.evaluating import Yardstick
from inspection.evaluation import Evaluation, ItemResult, ItemState
from inspection.forms import FormSpec
from inspection.intervals import Moments
from inspection.rule_standing import Reviewed

ABSENT = "absent"
SAMPLES = 5
_QUOTED = 120

Verdicts = Mapping[str, ItemState]
PassScore = Callable[[Evaluation], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class HitSample:
    """One changed judgement to look at; `words` are the masked words it rests on."""

    source: str
    interaction_id: str
    segment: int
    turns: tuple[int, ...]
    words: str
    old_state: str
    new_state: str
    reason: str


@dataclass(slots=True)
class ItemChange:
    """What became of one item: states old -> new, samples, what people had said of its hits, fatals."""

    old_version: str | None = None
    new_version: str | None = None
    states: Counter[tuple[str, str]] = field(default_factory=Counter)
    new_samples: list[HitSample] = field(default_factory=list)
    lost_samples: list[HitSample] = field(default_factory=list)
    reviewed_new: Reviewed = field(default_factory=Reviewed)
    reviewed_kept: Reviewed = field(default_factory=Reviewed)
    reviewed_lost: Reviewed = field(default_factory=Reviewed)
    fatal_gained: int = 0
    fatal_lost: int = 0

    @property
    def new_hits(self) -> int:
        """Hits the old rules did not have."""
        return sum(n for (old, new), n in self.states.items() if new == "unmet" != old)

    @property
    def lost_hits(self) -> int:
        """Hits the new rules no longer have."""
        return sum(n for (old, new), n in self.states.items() if old == "unmet" != new)

    @property
    def kept_hits(self) -> int:
        """Hits of both."""
        return self.states[("unmet", "unmet")]

    @property
    def changed(self) -> int:
        """Judgements whose state is another one."""
        return sum(n for (old, new), n in self.states.items() if old != new)

    def count(
        self, old: ItemResult | None, new: ItemResult | None, seen: Evaluation, verdict: ItemState | None
    ) -> None:
        """Count one judgement of the item in one segment; `verdict` is what a person had said of it."""
        states = (_state(old), _state(new))
        self.old_version = self.old_version or (old.rule_version if old else None)
        self.new_version = self.new_version or (new.rule_version if new else None)
        self.states[states] += 1
        was, now = states[0] == "unmet", states[1] == "unmet"
        if now and not was and new is not None and len(self.new_samples) < SAMPLES:
            self.new_samples.append(_sample(new, states, seen))
        if was and not now and old is not None and len(self.lost_samples) < SAMPLES:
            self.lost_samples.append(_sample(old, states, seen))
        if verdict is not None and (was or now):
            self._review(Reviewed(int(verdict is ItemState.UNMET), int(verdict is not ItemState.UNMET)), was, now)
        before, after = bool(old and old.fatal_kind), bool(new and new.fatal_kind)
        self.fatal_gained += after and not before
        self.fatal_lost += before and not after

    def add(self, other: "ItemChange") -> None:
        """Take in a later part."""
        self.old_version = self.old_version or other.old_version
        self.new_version = self.new_version or other.new_version
        self.states.update(other.states)
        self.new_samples = (self.new_samples + other.new_samples)[:SAMPLES]
        self.lost_samples = (self.lost_samples + other.lost_samples)[:SAMPLES]
        self.reviewed_new += other.reviewed_new
        self.reviewed_kept += other.reviewed_kept
        self.reviewed_lost += other.reviewed_lost
        self.fatal_gained += other.fatal_gained
        self.fatal_lost += other.fatal_lost

    def _review(self, one: Reviewed, was: bool, now: bool) -> None:
        if was and now:
            self.reviewed_kept += one
        elif now:
            self.reviewed_new += one
        else:
            self.reviewed_lost += one


@dataclass(slots=True)
class ScoreChange:
    """Machine scores of the segments of an agent, a team or all: `change` holds new - old in points."""

    segments: int = 0
    old: Moments = field(default_factory=Moments)
    new: Moments = field(default_factory=Moments)
    change: Moments = field(default_factory=Moments)
    up: int = 0
    down: int = 0
    without_old: int = 0
    without_new: int = 0
    to_fail: int = 0
    to_pass: int = 0
    fatal_gained: int = 0
    fatal_lost: int = 0

    @property
    def changed(self) -> int:
        """Segments whose score is another one, or that gained or lost their score."""
        return self.up + self.down + self.without_old + self.without_new

    def count(self, old: Evaluation, new: Evaluation, old_pass: float, new_pass: float) -> None:
        """Count one segment; the pass lines are those of the forms it was scored on."""
        self.segments += 1
        self.fatal_gained += new.fatal_suspected and not old.fatal_suspected
        self.fatal_lost += old.fatal_suspected and not new.fatal_suspected
        before, after = old.machine_score, new.machine_score
        self.without_old += before is None and after is not None
        self.without_new += after is None and before is not None
        if before is None or after is None:
            return
        self.old, self.new = self.old.plus(before), self.new.plus(after)
        self.change = self.change.plus(after - before)
        self.up += after > before
        self.down += after < before
        self.to_fail += before >= old_pass and after < new_pass
        self.to_pass += before < old_pass and after >= new_pass

    def add(self, other: "ScoreChange") -> None:
        """Take in another part."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class Cost:
    """CPU seconds of judging a sample of `interactions` in full by each side; patterns that ran out of time."""

    interactions: int = 0
    old_s: float = 0.0
    new_s: float = 0.0
    old_timeouts: int = 0
    new_timeouts: int = 0

    def add(self, other: "Cost") -> None:
        """Take in another part."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(slots=True)
class Backtest:
    """Everything counted so far. Parts of a history add up to the same figures however it was cut."""

    interactions: int = 0
    first: date | None = None
    last: date | None = None
    items: dict[str, ItemChange] = field(default_factory=dict)
    scores: ScoreChange = field(default_factory=ScoreChange)
    agents: dict[str, ScoreChange] = field(default_factory=dict)
    teams: dict[str, ScoreChange] = field(default_factory=dict)
    team_of: dict[str, str] = field(default_factory=dict)
    bands: Counter[tuple[str, str]] = field(default_factory=Counter)
    forms: Counter[tuple[str, str]] = field(default_factory=Counter)
    unread: Counter[tuple[str, str]] = field(default_factory=Counter)
    failed: Counter[tuple[str, str]] = field(default_factory=Counter)
    cost: Cost = field(default_factory=Cost)

    def count(self, old: Evaluation, new: Evaluation, verdicts: Verdicts, pass_score: PassScore) -> None:
        """Count one segment, judged by both; `verdicts` holds what people had said of it, by item id."""
        for item_id, (before, after) in _side_by_side(old, new).items():
            change = self.items.setdefault(item_id, ItemChange())
            change.count(before, after, new, verdicts.get(item_id))
        limits = (pass_score(old), pass_score(new))
        agent, team = new.agent_id or "", new.team or ""
        self.team_of.setdefault(agent, team)
        for sums in (
            self.scores,
            self.agents.setdefault(agent, ScoreChange()),
            self.teams.setdefault(team, ScoreChange()),
        ):
            sums.count(old, new, *limits)
        self.bands[(old.band or "", new.band or "")] += 1
        self.forms[(_form(old), _form(new))] += 1

    def add(self, other: "Backtest") -> None:
        """Take in a later part of the history."""
        self.interactions += other.interactions
        self.first = min((d for d in (self.first, other.first) if d is not None), default=None)
        self.last = max((d for d in (self.last, other.last) if d is not None), default=None)
        for item_id, change in other.items.items():
            self.items.setdefault(item_id, ItemChange()).add(change)
        self.scores.add(other.scores)
        for mine, theirs in ((self.agents, other.agents), (self.teams, other.teams)):
            for name, sums in theirs.items():
                mine.setdefault(name, ScoreChange()).add(sums)
        self.team_of = other.team_of | self.team_of
        for name in ("bands", "forms", "unread", "failed"):
            getattr(self, name).update(getattr(other, name))
        self.cost.add(other.cost)


def as_if_in_force(old: Yardstick, new: Yardstick) -> Yardstick:
    """`new` with its new forms in force over all history: what it would have said, had it been there.

    A form that `old` does not hold word for word counts from the beginning of time and takes the place of the older
    forms of its id; every other form keeps its date.
    """
    fresh = [form for form in new.forms if form not in old.forms]
    latest = {form.id: form for form in sorted(fresh, key=lambda f: (f.effective_from, f.version))}
    kept = [form for form in new.forms if form.id not in latest]
    forms = [form.model_copy(update={"effective_from": date.min, "effective_until": None}) for form in latest.values()]
    return replace(new, forms=(*kept, *forms))


def pass_score_of(forms: tuple[FormSpec, ...]) -> PassScore:
    """The pass line (0-100) of the form an evaluation was scored on."""
    known = {(form.id, form.version): form.pass_score for form in forms}
    return lambda evaluation: known.get((evaluation.form_id, evaluation.form_version), 85.0)


def _side_by_side(old: Evaluation, new: Evaluation) -> dict[str, tuple[ItemResult | None, ItemResult | None]]:
    before = {item.id: item for item in old.items}
    after = {item.id: item for item in new.items}
    return {
        item_id: (before.get(item_id), after.get(item_id))
        for item_id in (*before, *(i for i in after if i not in before))
    }


def _state(item: ItemResult | None) -> str:
    return ABSENT if item is None else item.state.value


def _form(evaluation: Evaluation) -> str:
    return f"{evaluation.form_id}@{evaluation.form_version}"


def _sample(item: ItemResult, states: tuple[str, str], seen: Evaluation) -> HitSample:
    words = " … ".join(e.text or f"{e.value} > {e.threshold}" for e in item.evidence)
    return HitSample(
        source=seen.source,
        interaction_id=seen.interaction_id,
        segment=seen.segment,
        turns=tuple(dict.fromkeys(e.turn for e in item.evidence if e.turn is not None)),
        words=words if len(words) <= _QUOTED else words[: _QUOTED - 1] + "…",
        old_state=states[0],
        new_state=states[1],
        reason=item.reason,
    )
