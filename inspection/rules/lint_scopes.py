"""Conditions that can never be found, and keys that do nothing where they stand."""

from collections.abc import Iterator

from inspection.rules.condition_spec import WORD_OPERATORS, ConditionSpec
from inspection.rules.lint_item import LintItem, mapping
from inspection.rules.lint_problem import Problem
from inspection.rules.lint_words import Words

_WORD_KEYS = ("unless", "guards", "questions", "sounds_like", "shortest_sound")
_TURN_KEYS = ("role", "first_turns", "last_turns", "first_s", "last_s", "first_share", "last_share", "public")
_WITHOUT_WORDS = frozenset({
    "wait", "hold", "overlap", "loudness", "speech_rate", "talk_share", "duration", "turn_count", "response_time",
    "call_figure", "interruptions", "hung_up", "repetition", "metadata", "when", "steps",
})  # fmt: skip
_WITHOUT_TURNS = frozenset({"call_figure", "metadata", "duration", "hung_up", "when"})
_ONLY_ON_THE_PHONE = frozenset(
    {"call_figure", "hold", "overlap", "loudness", "speech_rate", "interruptions", "hung_up"}
)
_EARLY, _LATE = ("first_turns", "first_s", "first_share"), ("last_turns", "last_s", "last_share")


def scope_problems(item: LintItem) -> Iterator[Problem]:
    """Contradictions and idle keys of every condition that could be read."""
    channels = mapping(item.file.data.get("applies")).get("channels")
    only_text = isinstance(channels, list) and bool(channels) and "phone" not in channels
    only_phone = channels == ["phone"]
    for name, spec in item.conditions.items():
        yield from _empty(item, name, spec)
        yield from _idle_keys(item, name, spec)
        for key, why in _contradictions(item, spec, only_text=only_text, only_phone=only_phone):
            yield item.file.at_key(("conditions", name, key), "never_found", why=why)
    yield from _same_words(item)


def _empty(item: LintItem, name: str, spec: ConditionSpec) -> Iterator[Problem]:
    for key in WORD_OPERATORS:
        if getattr(spec, key) == []:
            yield item.file.at_value(("conditions", name, key), "empty_list", key=key)


def _idle_keys(item: LintItem, name: str, spec: ConditionSpec) -> Iterator[Problem]:
    raw = mapping(mapping(item.file.data.get("conditions")).get(name))
    idle = [
        *(_WORD_KEYS if spec.operator in _WITHOUT_WORDS else ()),
        *(_TURN_KEYS if spec.operator in _WITHOUT_TURNS else ()),
    ]
    for key in idle:
        if key in raw:
            yield item.file.at_key(("conditions", name, key), "no_effect", key=key, operator=spec.operator)


def _contradictions(
    item: LintItem, spec: ConditionSpec, *, only_text: bool, only_phone: bool
) -> Iterator[tuple[str, Words]]:
    if only_text and spec.operator in _ONLY_ON_THE_PHONE:
        yield (
            spec.operator,
            Words("只有电话才有，而评分项不适用于电话", "only calls have it, and the item is not for calls"),
        )
    if only_text and (spec.first_s is not None or spec.last_s is not None):
        key = "first_s" if spec.first_s is not None else "last_s"
        yield (
            key,
            Words("只有电话有秒数，而评分项不适用于电话", "only calls have seconds, and the item is not for calls"),
        )
    if only_phone and spec.public is not None:
        yield "public", Words("电话没有公开与私下之分", "a call is neither public nor private")
    for key, apart, words in (
        ("after", "not_after", Words("既要在它之后，又不要在它之后", "it is wanted after it and not after it")),
        ("before", "not_before", Words("既要在它之前，又不要在它之前", "it is wanted before it and not before it")),
        ("around", "not_around", Words("既要在它附近，又不要在它附近", "it is wanted around it and not around it")),
    ):
        one, other = getattr(spec, key), getattr(spec, apart)
        if one is not None and other is not None and one.condition == other.condition and _covers(other, one):
            yield apart, words
    yield from _wrong_end(item, spec)


def _covers(wider: object, narrower: object) -> bool:
    """Whether every hit near the one is near the other."""
    pairs = [(getattr(wider, k), getattr(narrower, k)) for k in ("turns", "seconds")]
    return all(w is None or (n is not None and w >= n) for w, n in pairs)


def _wrong_end(item: LintItem, spec: ConditionSpec) -> Iterator[tuple[str, Words]]:
    """Early and after something late, or late and before something early."""
    early, late = _first_of(spec, _EARLY), _first_of(spec, _LATE)
    if spec.after is not None and early:
        anchor = item.conditions.get(spec.after.condition)
        their = _first_of(anchor, _LATE) if anchor else None
        if their:
            yield (
                early,
                Words(
                    f"只找开头，却要在结尾（{their}）的条件之后",
                    f"it is early, yet after a condition at the end ({their})",
                ),
            )
    if spec.before is not None and late:
        anchor = item.conditions.get(spec.before.condition)
        their = _first_of(anchor, _EARLY) if anchor else None
        if their:
            yield (
                late,
                Words(
                    f"只找结尾，却要在开头（{their}）的条件之前",
                    f"it is late, yet before a condition at the beginning ({their})",
                ),
            )


def _first_of(spec: ConditionSpec, keys: tuple[str, ...]) -> str | None:
    return next((k for k in keys if getattr(spec, k) is not None), None)


def _same_words(item: LintItem) -> Iterator[Problem]:
    """A duty whose trigger is its own fulfilment."""
    trigger, met = item.file.data.get("trigger"), item.file.data.get("met")
    if item.kind != "duty" or not isinstance(trigger, str) or not isinstance(met, str):
        return
    one, other = item.conditions.get(trigger.strip()), item.conditions.get(met.strip())
    same_words = (
        one is not None and other is not None and one.model_dump(exclude={"note"}) == other.model_dump(exclude={"note"})
    )
    if trigger.split() == met.split() or same_words:
        yield item.file.at_value(("met",), "never_duty")
