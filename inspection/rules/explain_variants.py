"""One condition with one of its restrictions taken away: asked again, it shows what that restriction did.

The explanation never decides by itself. It asks the engine a second time about a rule (or a conversation) that differs
in one thing, and reports what the engine answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from inspection.rules.condition import Condition
from inspection.rules.condition_search import ConditionSearch
from inspection.rules.outcome import Outcome
from inspection.rules.rulebook import CompiledItem
from inspection.rules.view import SegmentView
from inspection.rules.word_search import Guard, WordSearch, WordSearcher

STRETCHES = ("first_turns", "last_turns", "first_s", "last_s", "first_share", "last_share")
NEIGHBOURS = ("after", "before", "around", "not_after", "not_before", "not_around")
_NOTHING_SAID: dict[str, object] = {
    **dict.fromkeys((*STRETCHES, *NEIGHBOURS, "public", "near", "nth", "at_least_phrases", "except_", "unless_reach")),
    "at_least": 1,
    "questions": "count",
    "unless": [],
    "within": "segment",
}


@dataclass(frozen=True, slots=True)
class Restriction:
    """One restriction of a condition: its key, and for a guard which one."""

    key: str
    name: str = ""


def restrictions_of(condition: Condition) -> list[Restriction]:
    """Every restriction the condition has, in the order the engine applies them."""
    spec = condition.spec
    found = [Restriction(k) for k in ("public", *STRETCHES) if getattr(spec, k) is not None]
    found += [Restriction("questions")] * (spec.questions != "count") + [Restriction("unless")] * bool(spec.unless)
    words = condition.words
    found += [Restriction("guards", g.name) for g in words.guards] if words is not None else []
    found += [Restriction("except")] * (spec.except_ is not None)
    found += [Restriction("within")] * (spec.within != "segment")
    found += [Restriction(k) for k in ("at_least_phrases", "near", *NEIGHBOURS) if getattr(spec, k) is not None]
    return found + [Restriction("at_least")] * (spec.at_least > 1) + [Restriction("nth")] * (spec.nth is not None)


def without(condition: Condition, *dropped: Restriction) -> Condition:
    """The condition without these restrictions."""
    keys = {r.key for r in dropped}
    fields = {"except_" if k == "except" else k for k in keys if k != "guards"}
    if "unless" in keys:
        fields.add("unless_reach")
    update = {k: _NOTHING_SAID[k] for k in fields}
    guards = {r.name for r in dropped if r.key == "guards"}
    return replace(
        condition,
        spec=condition.spec.model_copy(update=update),
        words=_words_without(condition.words, keys, guards),
        typed_words=_words_without(condition.typed_words, keys, guards),
        near=None if "near" in keys else condition.near,
        reaching=None if "unless" in keys else condition.reaching,
        excepts=None if "except" in keys else condition.excepts,
    )


def bare(condition: Condition) -> Condition:
    """The condition without any restriction: everything of the kind, wherever it is said (by its speaker).

    `none` becomes `any`: what was said although it should not have been.
    """
    loose = without(condition, *restrictions_of(condition))
    if loose.spec.none is None:
        return loose
    return replace(loose, spec=loose.spec.model_copy(update={"none": None, "any": loose.spec.none}))


def with_only(condition: Condition, kept: Restriction) -> Condition:
    """The bare condition with one restriction of the original."""
    plain = condition if condition.spec.none is None else _as_any(condition)
    return without(plain, *(r for r in restrictions_of(plain) if r != kept))


def _as_any(condition: Condition) -> Condition:
    spec = condition.spec
    return replace(condition, spec=spec.model_copy(update={"none": None, "any": spec.none}))


def _words_without(words: WordSearch | None, keys: set[str], guards: set[str]) -> WordSearch | None:
    if words is None:
        return None
    return replace(
        words,
        unless=() if "unless" in keys else words.unless,
        guards=tuple(g for g in words.guards if g.name not in guards),
        questions="count" if "questions" in keys else words.questions,
    )


def said_by(condition: Condition, role: str) -> Condition:
    """The same, looked for in what another speaker says."""
    return replace(condition, spec=condition.spec.model_copy(update={"role": role}))


def by_sound_too(condition: Condition) -> Condition:
    """The same with every phrase allowed to match by sound alone."""
    words = condition.words
    return condition if words is None else replace(condition, words=replace(words, by_sound=words.phrases))


def with_phrases(condition: Condition, unless: tuple[int, ...] | None, guard: Guard | None) -> Condition:
    """The condition with one `unless` phrase or one guard instead of those it has."""
    assert condition.words is not None
    words = replace(condition.words, unless=unless or (), guards=(guard,) if guard else ())
    return replace(condition, words=words, typed_words=None)


@dataclass(frozen=True, slots=True)
class Engine:
    """The engine over one segment, asked about an item and its variants."""

    item: CompiledItem
    searcher: WordSearcher
    view: SegmentView

    @property
    def conditions(self) -> Mapping[str, Condition]:
        """The item's conditions by name."""
        return self.item.conditions

    def search(self) -> ConditionSearch:
        """The engine's own search, over the item as it is."""
        return ConditionSearch(self.conditions, self.searcher, self.view)

    def instead(self, condition: Condition) -> Outcome:
        """The outcome of a variant in the place of the condition of its name."""
        name = condition.name
        return ConditionSearch({**self.conditions, name: condition}, self.searcher, self.view)(name)
