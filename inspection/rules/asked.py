"""What an operator is asked: one condition, over these turns of one segment."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from inspection.facts import Facts
from inspection.rules.condition import Condition
from inspection.rules.condition_spec import ConditionSpec
from inspection.rules.outcome import Hit, Outcome
from inspection.rules.view import SeenTurn, SegmentView
from inspection.rules.word_search import WordSearcher

Look = Callable[[str], Outcome]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: `turns` are those of the segment the condition looks at, `look` finds other conditions.

    `tried`: somebody asks about a snippet (`rules try`), which is far likelier to hold the act than a turn of a night.
    """

    condition: Condition
    turns: Sequence[SeenTurn]
    view: SegmentView
    searcher: WordSearcher
    look: Look
    tried: bool = False

    @property
    def spec(self) -> ConditionSpec:
        """The condition as written."""
        return self.condition.spec

    @property
    def facts(self) -> Facts:
        """The facts of the interaction."""
        return self.view.facts


Operator = Callable[[Asked], Outcome]


def hit_at(turn: SeenTurn, operator: str, value: str, threshold: str, *, whole: bool = True) -> Hit:
    """A hit that is a whole turn, or (not `whole`) the place where it begins."""
    return Hit(
        turn=turn.turn.index,
        start_char=0,
        end_char=len(turn.turn.text) if whole else 0,
        operator=operator,
        value=value,
        threshold=threshold,
        start_s=turn.turn.start_s,
        end_s=turn.turn.end_s,
    )
