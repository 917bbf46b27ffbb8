"""The judgements of an item made beforehand: what silence makes of it, given what the segment says of the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from inspection.rules.expression import Expression
from inspection.rules.item_judge import ItemJudge, Judgement
from inspection.rules.outcome import NOTHING, UNKNOWN, Hit, Outcome, Truth
from inspection.rules.rulebook import CompiledItem
from inspection.rules.view import SegmentView

Truths = tuple[Truth, ...]


class _NeedsTheSegmentError(Exception):
    """The judgement cannot be made beforehand."""


class _OwedError(Exception):
    """A duty is owed and nothing fulfilled it: the evidence is the turns searched."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A judgement made beforehand; None when the segment has to be looked at.

    `owed`: it is unmet, only its evidence is missing; `alarms` are the conditions whose words can change it.
    """

    judgement: Judgement | None = None
    owed: bool = False
    alarms: frozenset[str] = frozenset()


class Assumed:
    """Answers for conditions as if no words were said, except that of the `open` ones nothing is assumed at all."""

    def __init__(
        self, item: CompiledItem, known: Mapping[str, Truth], deciding: frozenset[str], open_: frozenset[str]
    ) -> None:
        self._item, self._known, self._deciding, self._open = item, known, deciding, open_
        self._asked_open = False

    def expression(self, expression: Expression | None) -> Outcome | None:
        """The outcome; refused when it hangs on an open condition, or could show the hits of one."""
        if expression is None:
            return None
        self._asked_open = False
        outcome = expression.evaluate(self)
        if self._asked_open and outcome.truth is not Truth.FALSE:
            raise _NeedsTheSegmentError
        return outcome

    def __call__(self, name: str) -> Outcome:
        """The outcome of one condition; refused when silence does not settle it."""
        if name in self._known:
            return Outcome(self._known[name])
        condition = self._item.conditions[name]
        if name not in self._deciding:
            raise _NeedsTheSegmentError
        if condition.expression is not None:
            outcome = condition.expression.evaluate(self)
            if outcome.truth is not Truth.FALSE and condition.is_placed:
                raise _NeedsTheSegmentError  # where its hits stand matters
            return outcome
        if name in self._open:
            self._asked_open = True
            return UNKNOWN
        return NOTHING


class Unseen:
    """Stands where a segment would: whoever looks at it cannot judge beforehand."""

    def __getattr__(self, name: str) -> object:
        raise _NeedsTheSegmentError


class BeforehandJudge(ItemJudge):
    """A judge without a segment: what is owed and absent has no evidence yet."""

    def absent(self, missed: tuple[Hit, ...] = ()) -> Judgement:
        """Refused: only the segment can show where nothing was found."""
        raise _NeedsTheSegmentError if missed else _OwedError

    def _nobody_knows_who(self) -> bool:
        """Not looked at: a segment whose roles are in doubt is never judged beforehand (judge.py)."""
        return False


@dataclass(slots=True)
class Plan:
    """One item: the conditions that decide whether it stirs, and its judgements made beforehand.

    `searches` are those of words, the most common words first; `shared` those the segment answers; `sifted` those of
    them that `after`, `before` or `at_least` may still refuse.
    """

    item: CompiledItem
    deciding: frozenset[str]
    searches: tuple[str, ...]
    shared: tuple[tuple[str, int], ...]
    sifted: frozenset[str]
    ready: dict[tuple[str, Truths], Ready] = field(default_factory=dict)

    def settled_by(self, truths: Truths, language: str) -> Ready:
        """The judgement while no words are said, given what the segment says of the shared conditions."""
        key = (language, truths)
        if key not in self.ready:
            self.ready[key] = self._made(truths, language)
        return self.ready[key]

    def _made(self, truths: Truths, language: str) -> Ready:
        known = {name: truth for (name, _), truth in zip(self.shared, truths, strict=True)}
        if any(known[name] is not Truth.FALSE for name in self.sifted):
            return Ready()  # where its hits stand matters
        try:
            judgement = self._judged(known, language, frozenset())
        except _NeedsTheSegmentError:
            return Ready()
        open_: frozenset[str] = frozenset()
        for name in self.searches:
            if self._is_same(known, language, open_ | {name}, judgement):
                open_ |= {name}
        return Ready(judgement, owed=judgement is None, alarms=frozenset(self.searches) - open_)

    def _is_same(
        self, known: Mapping[str, Truth], language: str, open_: frozenset[str], expected: Judgement | None
    ) -> bool:
        try:
            return self._judged(known, language, open_) == expected
        except _NeedsTheSegmentError:
            return False

    def _judged(self, known: Mapping[str, Truth], language: str, open_: frozenset[str]) -> Judgement | None:
        """None for a duty that is owed and that nothing fulfilled."""
        unseen: SegmentView = Unseen()  # type: ignore[assignment]
        search = Assumed(self.item, known, self.deciding, open_)
        try:
            return BeforehandJudge(self.item, search, unseen, language).in_scope()
        except _OwedError:
            return None
