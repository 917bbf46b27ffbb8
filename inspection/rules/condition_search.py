"""Evaluating the conditions of one item over one segment: operators within their scope, each condition once."""

from collections.abc import Mapping, Sequence

from inspection.errors import RuleError
from inspection.interaction import Role
from inspection.rules.asked import Asked, Operator, hit_at
from inspection.rules.call_figure import measure_call_figure
from inspection.rules.comparisons import compare_amounts, compare_dates, compare_metadata, find_entities
from inspection.rules.condition import Condition
from inspection.rules.condition_spec import ConditionSpec
from inspection.rules.expression import Expression
from inspection.rules.feelings import find_feeling
from inspection.rules.likeness import find_lines
from inspection.rules.outcome import NOTHING, Outcome, Truth
from inspection.rules.places import Stretch, has_stretch, is_near, placed
from inspection.rules.readings import find_label, find_meaning
from inspection.rules.sound_measures import (
    find_holds,
    find_interruptions,
    find_waits,
    measure_loudness,
    measure_overlap,
    measure_rate,
    measure_talk_share,
)
from inspection.rules.steps import follow_steps
from inspection.rules.time_measures import (
    count_turns,
    find_repetition,
    measure_duration,
    measure_responses,
    who_hung_up,
)
from inspection.rules.view import SeenTurn, SegmentView
from inspection.rules.word_conditions import absence, find_words, near_words
from inspection.rules.word_search import WordSearcher

__all__ = ["Condition", "ConditionSearch", "is_near"]

PATTERN_TIMEOUT = "pattern_timeout"
EVALUATE: Mapping[str, Operator] = {
    "any": find_words,
    "all": find_words,
    "none": find_words,
    "pattern": find_words,
    "script": find_lines,
    "similar": find_lines,
    "meaning": find_meaning,
    "classifier": find_label,
    "feeling": find_feeling,
    "entity": find_entities,
    "amount": compare_amounts,
    "date": compare_dates,
    "metadata": compare_metadata,
    "wait": find_waits,
    "hold": find_holds,
    "overlap": measure_overlap,
    "loudness": measure_loudness,
    "speech_rate": measure_rate,
    "talk_share": measure_talk_share,
    "call_figure": measure_call_figure,
    "duration": measure_duration,
    "turn_count": count_turns,
    "response_time": measure_responses,
    "interruptions": find_interruptions,
    "hung_up": who_hung_up,
    "repetition": find_repetition,
    "steps": follow_steps,
}


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

    def asked(self, name: str) -> Asked:
        """What the operator of a condition is asked: for explanations that look closer than the outcome."""
        return self._asked(self._conditions[name])

    def _asked(self, condition: Condition) -> Asked:
        turns = () if condition.expression is not None else tuple(self._turns_in_scope(condition))
        return Asked(condition, turns, self._view, self._searcher, self, tried=self._ignore_place)

    def _evaluate(self, condition: Condition) -> Outcome:
        asked, spec = self._asked(condition), condition.spec
        if condition.expression is not None:
            outcome = condition.expression.evaluate(self)
        else:
            outcome = self._in_stretch(spec, self._contained(asked))
        if not condition.is_placed:
            return outcome
        outcome = near_words(asked, outcome)
        outcome = placed(spec, outcome, self._view, self)
        outcome = _counted(spec, outcome)
        return absence(asked, outcome) if spec.none is not None else outcome

    def _contained(self, asked: Asked) -> Outcome:
        """The operator's outcome; where a pattern takes too long it is unknown, and a person is shown where."""
        try:
            return self._operate(asked)
        except RuleError as problem:
            if not problem.code.startswith("pattern_"):
                raise
            limit = "set aside" if problem.code == "pattern_set_aside" else "too slow"
            shown = [hit_at(t, PATTERN_TIMEOUT, problem.reason, limit, whole=False) for t in asked.turns[:1]]
            return Outcome(Truth.UNKNOWN, tuple(shown))

    def _operate(self, asked: Asked) -> Outcome:
        return EVALUATE[asked.spec.operator](asked)

    def _in_stretch(self, spec: ConditionSpec, outcome: Outcome) -> Outcome:
        """Hits are judged by their own time: a word at 40 s is not within the first 30 s of a turn begun at 28 s."""
        if self._ignore_place or outcome.truth is not Truth.TRUE or not outcome.hits or not has_stretch(spec):
            return outcome
        stretch = Stretch(spec, self._view)
        return Outcome.found(h for h in outcome.hits if stretch.has_hit(h))

    def _turns_in_scope(self, condition: Condition) -> Sequence[SeenTurn]:
        spec, role = condition.spec, condition.role
        turns: Sequence[SeenTurn] = self._view.spoken_by(role)
        if spec.public is not None:
            turns = [t for t in turns if t.turn.public == spec.public]
        if self._ignore_place:
            return turns
        if spec.first_turns is not None:
            turns = [t for t in turns if self._run(t, role) < spec.first_turns]
        if spec.last_turns is not None:
            first = self._view.runs_of(role) - spec.last_turns
            turns = [t for t in turns if self._run(t, role) >= first]
        if not has_stretch(spec):
            return turns
        stretch = Stretch(spec, self._view)
        return [t for t in turns if stretch.has_turn(t)]

    @staticmethod
    def _run(turn: SeenTurn, role: Role | None) -> int:
        return turn.run if role is None else turn.run_of_speaker


def _counted(spec: ConditionSpec, outcome: Outcome) -> Outcome:
    """Only with enough hits, and of them only the `nth`."""
    if outcome.truth is not Truth.TRUE:
        return outcome
    if spec.at_least > 1 and len(outcome.hits) < spec.at_least:
        return NOTHING
    if spec.nth is None:
        return outcome
    return Outcome.found(outcome.hits[-1:] if spec.nth == "last" else outcome.hits[spec.nth - 1 : spec.nth])
