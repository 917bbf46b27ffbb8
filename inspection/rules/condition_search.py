"""Evaluating the conditions of one item over one segment: operators within their scope, each condition once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from inspection.interaction import Role
from inspection.rules import measures
from inspection.rules.condition_spec import ConditionSpec, Neighbour
from inspection.rules.expression import Expression
from inspection.rules.outcome import NOTHING, Hit, Outcome, Truth, all_of
from inspection.rules.view import SeenTurn, SegmentView
from inspection.rules.word_search import WordSearch, WordSearcher


@dataclass(frozen=True, slots=True)
class Condition:
    """A compiled condition: how it was written, and its word search or expression when it has one."""

    name: str
    spec: ConditionSpec
    words: WordSearch | None = None
    expression: Expression | None = None

    @property
    def role(self) -> Role | None:
        """The role it looks at; None for anyone."""
        return None if self.spec.role == "anyone" else Role(self.spec.role)


class ConditionSearch:
    """Looks conditions up by name for one item and one segment; results are kept, cycles were refused before."""

    def __init__(
        self,
        conditions: Mapping[str, Condition],
        searcher: WordSearcher,
        view: SegmentView,
        *,
        ignore_place: bool = False,
    ) -> None:
        """`ignore_place` drops first/last-n scopes (for `rules try`, which judges snippets)."""
        self._conditions = conditions
        self._searcher = searcher
        self._view = view
        self._ignore_place = ignore_place
        self._known: dict[str, Outcome] = {}

    def __call__(self, name: str) -> Outcome:
        """The outcome of a condition."""
        if name not in self._known:
            self._known[name] = self._evaluate(self._conditions[name])
        return self._known[name]

    def expression(self, expression: Expression | None) -> Outcome | None:
        """The outcome of an expression; None when there is none."""
        return None if expression is None else expression.evaluate(self)

    def _evaluate(self, condition: Condition) -> Outcome:
        if condition.expression is not None:
            outcome = condition.expression.evaluate(self)
            return self._placed(condition, outcome)
        turns = self._turns_in_scope(condition)
        outcome = self._operator(condition, turns)
        outcome = self._placed(condition, outcome)
        if outcome.truth is Truth.TRUE and condition.spec.at_least > 1 and len(outcome.hits) < condition.spec.at_least:
            return NOTHING
        return outcome

    def _operator(self, condition: Condition, turns: list[SeenTurn]) -> Outcome:
        spec, view = condition.spec, self._view
        if condition.words is not None:
            recognised = view.facts.recognised
            return Outcome.found(self._searcher.hits(condition.words, turns, recognised=recognised))
        if spec.wait is not None:
            return measures.waits(spec.wait, view)
        if spec.metadata is not None:
            return measures.metadata(spec.metadata, view.facts)
        if spec.feeling is not None:
            return measures.feeling(spec.feeling, turns, view.facts)
        if spec.entity is not None:
            return measures.entities(spec.entity, turns, view.facts)
        if spec.turn_count is not None:
            return Outcome(Truth.TRUE if len(turns) >= spec.turn_count.at_least else Truth.FALSE)
        return measures.MEASURES[spec.operator](spec, view)

    def _turns_in_scope(self, condition: Condition) -> list[SeenTurn]:
        spec, role = condition.spec, condition.role
        turns = list(self._view.spoken_by(role))
        if spec.public is not None:
            turns = [t for t in turns if t.turn.public == spec.public]
        if self._ignore_place:
            return turns
        if spec.first_turns is not None:
            turns = [t for t in turns if self._run(t, role) < spec.first_turns]
        if spec.last_turns is not None:
            first = self._view.runs_of(role) - spec.last_turns
            turns = [t for t in turns if self._run(t, role) >= first]
        return self._within_seconds(spec, turns)

    @staticmethod
    def _run(turn: SeenTurn, role: Role | None) -> int:
        return turn.run if role is None else turn.run_of_speaker

    def _within_seconds(self, spec: ConditionSpec, turns: list[SeenTurn]) -> list[SeenTurn]:
        span = self._view.span_s
        if span is None or (spec.first_s is None and spec.last_s is None):
            return turns
        low = span[1] - spec.last_s if spec.last_s is not None else span[0]
        high = span[0] + spec.first_s if spec.first_s is not None else span[1]
        return [t for t in turns if t.turn.start_s is not None and low <= t.turn.start_s <= high]

    def _placed(self, condition: Condition, outcome: Outcome) -> Outcome:
        """Keep only the hits that stand where `after` and `before` want them."""
        for neighbour, side in ((condition.spec.after, "after"), (condition.spec.before, "before")):
            if neighbour is None or outcome.truth is Truth.FALSE:
                continue
            anchor = self(neighbour.condition)
            if anchor.truth is not Truth.TRUE:
                return Outcome(all_of([anchor.truth, outcome.truth]))
            hits = tuple(h for h in outcome.hits if any(self._is_near(h, a, neighbour, side) for a in anchor.hits))
            outcome = replace(outcome, truth=Truth.TRUE if hits else Truth.FALSE, hits=hits)
        return self._set_apart(condition, outcome)

    def _set_apart(self, condition: Condition, outcome: Outcome) -> Outcome:
        """Drop the hits that stand where `not_after` and `not_before` do not want them."""
        for neighbour, side in ((condition.spec.not_after, "after"), (condition.spec.not_before, "before")):
            if neighbour is None or outcome.truth is not Truth.TRUE:
                continue
            anchors = self(neighbour.condition).hits
            hits = tuple(h for h in outcome.hits if not any(self._is_near(h, a, neighbour, side) for a in anchors))
            outcome = replace(outcome, truth=Truth.TRUE if hits else Truth.FALSE, hits=hits)
        return outcome

    def _is_near(self, hit: Hit, anchor: Hit, neighbour: Neighbour, side: str) -> bool:
        return is_near(self._view, hit, anchor, where=side, turns=neighbour.turns, seconds=neighbour.seconds)


def is_near(view: SegmentView, hit: Hit, anchor: Hit, *, where: str, turns: int | None, seconds: float | None) -> bool:
    """Whether `hit` stands `where` ("after", "before", "around") the anchor, within so many turns or seconds.

    Turns are runs of the speaker of the hit, counted from the anchor; a hit in the anchor's own turn counts as 0.
    """
    after, before = hit.place >= anchor.place, hit.place <= anchor.place
    if (where == "after" and not after) or (where == "before" and not before):
        return False
    if turns is not None and runs_between(view, hit.turn, anchor.turn) > turns:
        return False
    return seconds is None or _seconds_between(view, hit, anchor) <= seconds


def runs_between(view: SegmentView, turn: int, anchor: int) -> int:
    """Runs of the speaker of `turn` from the anchor's turn (exclusive) to `turn` (inclusive); 0 in the same turn."""
    if turn == anchor:
        return 0
    here = view.by_index[turn]
    low, high = sorted((view.by_index[anchor].run, here.run))
    edge = view.by_index[anchor].run
    runs = {t.run for t in view.spoken_by(here.speaker) if low <= t.run <= high and t.run != edge}
    return len(runs)


def _seconds_between(view: SegmentView, hit: Hit, anchor: Hit) -> float:
    a, b = _clock_s(view, hit), _clock_s(view, anchor)
    return abs(a - b) if a is not None and b is not None else float("inf")


def _clock_s(view: SegmentView, hit: Hit) -> float | None:
    if hit.start_s is not None:
        return hit.start_s
    sent_at = view.by_index[hit.turn].turn.sent_at
    return sent_at.timestamp() if sent_at is not None else None
