"""Which conditions decide whether an item stirs from the judgement that silence gives it, and of what kind each is."""

from inspection.evaluation import ItemKind
from inspection.rules.condition import Condition
from inspection.rules.rulebook import CompiledItem

# Keys that leave a condition false where its words are not said; any other key makes it one that is always evaluated.
_NARROWING = frozenset({
    "note", "role", "unless", "unless_reach", "guards", "except_", "first_turns", "last_turns", "first_s", "last_s",
    "first_share", "last_share", "public", "sounds_like", "shortest_sound", "questions", "within", "at_least_phrases",
})  # fmt: skip
# Keys that sift hits afterwards: what is false before stays false.
SIFTING = frozenset({
    "after", "before", "around", "not_after", "not_before", "not_around", "near", "at_least", "nth",
})  # fmt: skip
_WORDS = frozenset({"any", "all", "pattern"})
_OF_SEGMENT = frozenset({
    "wait", "hold", "overlap", "loudness", "speech_rate", "talk_share", "duration", "response_time", "interruptions",
    "call_figure", "hung_up", "repetition", "metadata", "feeling", "entity", "turn_count", "classifier",
})  # fmt: skip


def stirring(item: CompiledItem) -> frozenset[str]:
    """Names of the conditions that decide whether an item stirs from what silence makes of it."""
    spec = item.spec
    circumstances = _names(item, spec.applicable_when, spec.not_applicable_when, spec.needs_human_when)
    if spec.kind is not ItemKind.DUTY:
        return circumstances | _names(item, spec.found)
    trigger = _names(item, spec.trigger)
    if any(item.conditions[n].words is not None for n in with_parts(item, trigger)):
        return circumstances | trigger
    return circumstances | trigger | _names(item, spec.met, spec.unmet)


def _names(item: CompiledItem, *sources: str | None) -> frozenset[str]:
    expressions = [e for s in sources if (e := item.expression(s)) is not None]
    return frozenset().union(*(e.names for e in expressions))


def with_parts(item: CompiledItem, names: frozenset[str]) -> frozenset[str]:
    """These conditions and those their expressions are built of."""
    seen: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in seen:
            seen.add(name)
            expression = item.conditions[name].expression
            left.extend(expression.names if expression is not None else ())
    return frozenset(seen)


def kind_of(condition: Condition) -> str:
    """`words` (false while they are not said), `segment`, `joined`, or `unknown`: judge it every time."""
    operator = condition.spec.model_fields_set - _NARROWING - SIFTING
    if len(operator) != 1:
        return "unknown"
    if condition.words is not None:
        return "words" if operator <= _WORDS else "unknown"
    if condition.expression is not None:
        return "joined"
    return "segment" if operator <= _OF_SEGMENT else "unknown"
