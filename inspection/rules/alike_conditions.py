"""Conditions that find the same in several items, and the search that evaluates them once per segment."""

from collections.abc import Mapping
from dataclasses import replace

from inspection.rules.asked import Asked
from inspection.rules.condition import Condition
from inspection.rules.condition_search import ConditionSearch
from inspection.rules.expression import Expression
from inspection.rules.outcome import NOTHING, Outcome
from inspection.rules.stirring import SIFTING, kind_of
from inspection.rules.view import SegmentView
from inspection.rules.word_search import WordSearcher

# A metadata condition of these keys depends on the value of its field and nothing else.
_COMPARED = frozenset({"field", "equals", "one_of", "contains", "above", "below", "present"})


class AlikeConditions:
    """The conditions of a rulebook by what they find: those written alike have one slot.

    `conditions` holds one of each slot, without what sifts its hits; `fields` the metadata field it compares, if any.
    """

    def __init__(self, searcher: WordSearcher) -> None:
        self.searcher = searcher
        self.conditions: list[Condition] = []
        self.fields: list[str | None] = []
        self._numbers: dict[str, int] = {}
        self._slots: dict[int, int | None] = {}
        self._bare: dict[tuple[int, str], bool] = {}

    def is_of_words(self, condition: Condition) -> bool:
        """Known to be false where its words are not said."""
        return condition.words is not None and self.slot(condition) is not None

    def is_bare(self, conditions: Mapping[str, Condition], expression: Expression) -> bool:
        """Whether no part of an expression can be false and still show something, or fail to be carried out."""
        key = (id(conditions), expression.source)
        if key not in self._bare:
            self._bare[key] = all(self._is_bare(conditions, name) for name in expression.names)
        return self._bare[key]

    def _is_bare(self, conditions: Mapping[str, Condition], name: str) -> bool:
        condition = conditions[name]
        if condition.expression is not None and not self.is_bare(conditions, condition.expression):
            return False
        kind, spec = kind_of(condition), condition.spec
        if kind == "unknown" or (kind == "segment" and spec.metadata is None) or condition.near is not None:
            return False
        return spec.near is None and all(self._is_bare(conditions, other) for other in spec.refers_to)

    def slot(self, condition: Condition) -> int | None:
        """A number equal for conditions that find the same before `after` and `before` sift; None when not known."""
        key = id(condition)
        if key not in self._slots:
            self._slots[key] = self._new_slot(condition) if kind_of(condition) in ("words", "segment") else None
        return self._slots[key]

    def _new_slot(self, condition: Condition) -> int:
        bare = dict.fromkeys(SIFTING - {"at_least"}) | {"at_least": 1, "note": None}
        spec = condition.spec.model_copy(update=bare)
        key = spec.model_dump_json()
        if key not in self._numbers:
            self._numbers[key] = len(self.conditions)
            self.conditions.append(replace(condition, spec=spec, near=None))
            metadata = spec.metadata
            plain = metadata is not None and metadata.model_fields_set <= _COMPARED
            self.fields.append(metadata.field if metadata is not None and plain else None)
        return self._numbers[key]


class SharingSearch(ConditionSearch):
    """A search that evaluates conditions written alike in several items once per segment."""

    def __init__(
        self,
        conditions: Mapping[str, Condition],
        alike: AlikeConditions,
        view: SegmentView,
        known: dict[int, Outcome],
    ) -> None:
        super().__init__(conditions, alike.searcher, view)
        self._alike, self._known_slots = alike, known
        self._segment = view
        self.one_false_decides = False

    def expression(self, expression: Expression | None) -> Outcome | None:
        """The outcome; where nothing else could be shown, one false side decides."""
        if expression is None:
            return None
        self.one_false_decides = self._alike.is_bare(self._conditions, expression)
        return expression.evaluate(self)

    def _evaluate(self, condition: Condition) -> Outcome:
        if condition.expression is None:
            return self._found(condition)
        outer = self.one_false_decides
        self.one_false_decides = self._alike.is_bare(self._conditions, condition.expression)
        try:
            return super()._evaluate(condition)
        finally:
            self.one_false_decides = outer

    def _found(self, condition: Condition) -> Outcome:
        if self._is_unsaid(condition):
            return NOTHING  # none of its words is said, and nowhere else can make it true
        return super()._evaluate(condition)

    def _is_unsaid(self, condition: Condition) -> bool:
        """None of its telling words is in the turns of its speaker."""
        if self._segment.facts.recognised or not self._alike.is_of_words(condition):
            return False
        words = condition.typed_words or condition.words
        turns = self._segment.spoken_by(condition.role)
        return words is not None and not self._alike.searcher.may_occur(words, turns)

    def _operate(self, asked: Asked) -> Outcome:
        slot = self._alike.slot(asked.condition)
        if slot is None:
            return super()._operate(asked)
        outcome = self._known_slots.get(slot)
        if outcome is None:
            outcome = self._known_slots[slot] = super()._operate(asked)
        return outcome
