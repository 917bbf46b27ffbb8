"""The account of one condition: what it looked for, where, what it found, what was cancelled, what came closest."""

from collections.abc import Sequence

from pydantic import BaseModel

from inspection.evaluation import ItemState
from inspection.meaning import Meant
from inspection.rules.condition import Condition
from inspection.rules.condition_search import ConditionSearch
from inspection.rules.explain_cancelled import cancelled_hits
from inspection.rules.explain_missing import missing_for, missing_words
from inspection.rules.explain_near import near_misses
from inspection.rules.explain_phrases import wordings_of
from inspection.rules.explain_places import found_of, quoted, shortened, who
from inspection.rules.explain_scope import OF_THE_WHOLE, turns_looked_at
from inspection.rules.explain_variants import Engine
from inspection.rules.explanation import Closest, ConditionAccount, Found
from inspection.rules.item_spec import ItemSpec, Wording
from inspection.rules.outcome import Outcome, Truth

EXPRESSIONS = ("applicable_when", "not_applicable_when", "needs_human_when", "trigger", "unmet", "met", "found")
_TRUTHS = {Truth.TRUE: ("成立", "true"), Truth.FALSE: ("不成立", "false"), Truth.UNKNOWN: ("未知", "unknown")}
_VERDICTS = {"yes": ("意思相同", "the same meaning"), "ask": ("要问人", "ask a person"), "no": ("不是", "no")}
_SHOWN = 3


def accounts_of(engine: Engine, state: ItemState) -> tuple[ConditionAccount, ...]:
    """Every condition of the item, those of the item's own expressions first; `state` is what the judge came to."""
    search = engine.search()
    return tuple(_account(engine, name, search, state) for name in _in_order(engine))


def _in_order(engine: Engine) -> list[str]:
    named = [n for key in EXPRESSIONS for n in _names_in(engine, getattr(engine.item.spec, key))]
    return list(dict.fromkeys([*named, *engine.conditions]))


def _names_in(engine: Engine, source: str | None) -> list[str]:
    expression = engine.item.expression(source)
    return sorted(expression.names, key=(source or "").find) if expression is not None else []


def _account(engine: Engine, name: str, search: ConditionSearch, state: ItemState) -> ConditionAccount:
    condition, outcome, view = engine.conditions[name], search(name), engine.view
    looked_at, left_out = turns_looked_at(condition, search, view)
    cancelled = cancelled_hits(engine, condition, outcome) if condition.expression is None else ()
    unmet = outcome.truth is not Truth.TRUE and condition.spec.none is None
    closest = near_misses(engine, condition, cancelled, state) if unmet else ()
    hits = tuple(found_of(view, h) for h in outcome.hits)
    missing = missing_for(condition, outcome, view, search)
    return ConditionAccount(
        name=name,
        operator=condition.spec.operator,
        role=condition.spec.role,
        used_in=_used_in(engine, name),
        truth=outcome.truth,
        looked_for=looked_for(engine, condition),
        whole_interaction=condition.spec.operator in OF_THE_WHOLE,
        looked_at=looked_at,
        left_out=left_out,
        builds_on=_builds_on(condition),
        hits=hits,
        cancelled=cancelled,
        closest=closest,
        missing=missing,
        words=_words(engine, condition, outcome, hits, closest, missing),
    )


def _used_in(engine: Engine, name: str) -> tuple[str, ...]:
    spec: ItemSpec = engine.item.spec
    keys = [key for key in EXPRESSIONS if name in _names_in(engine, getattr(spec, key))]
    if spec.fatal is not None and name in _names_in(engine, spec.fatal.when):
        keys.append("fatal")
    return (*keys, *(other for other, c in engine.conditions.items() if name in _builds_on(c)))


def _builds_on(condition: Condition) -> tuple[str, ...]:
    names = set(condition.spec.refers_to) | (condition.expression.names if condition.expression else set())
    return tuple(sorted(names))


def looked_for(engine: Engine, condition: Condition) -> Wording:
    """What the operator wants, in short: a few wordings, or the operator as it is written."""
    operator, phrases = condition.spec.operator, wordings_of(condition, engine.searcher.phrases)
    if phrases:
        zh = "、".join(f"“{shortened(p, 20)}”" for p in phrases[:_SHOWN])
        en = ", ".join(f'"{shortened(p, 20)}"' for p in phrases[:_SHOWN])
        more = len(phrases) - _SHOWN
        speaker = who(condition.spec.role)
        return Wording(
            zh=f"{speaker.zh}说 {zh}{f' 等 {len(phrases)} 种说法' if more > 0 else ''}（{operator}）",
            en=f"{speaker.en} says {en}{f' or one of {more} more' if more > 0 else ''} ({operator})",
        )
    text = _as_written(condition)
    return Wording(zh=text, en=text)


def _as_written(condition: Condition) -> str:
    operator = condition.spec.operator
    wanted = getattr(condition.spec, operator)
    if isinstance(wanted, BaseModel):
        given = wanted.model_dump(exclude_none=True, exclude_defaults=True, by_alias=True, mode="json")
        return f"{operator}: " + ", ".join(f"{k}: {_value(v)}" for k, v in given.items())
    if condition.spec.steps is not None:
        return "steps: " + " → ".join(s.find for s in condition.spec.steps)
    return f"{operator}: {wanted}"


def _value(value: object) -> str:
    """Limits by channel and lists as people write them."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _words(
    engine: Engine,
    condition: Condition,
    outcome: Outcome,
    hits: Sequence[Found],
    closest: Sequence[Closest],
    missing: Sequence[str],
) -> Wording:
    name, (zh, en) = condition.name, _TRUTHS[outcome.truth]
    if condition.expression is not None and outcome.truth is Truth.FALSE and not hits:
        source = shortened(condition.expression.source, 60)
        return Wording(zh=f"{name} {zh}（{source}）", en=f"{name} is {en} ({source})")
    said = [_hit_words(h, engine.view.facts.meant) for h in hits]
    what = _what(looked_for(engine, condition), outcome, said, closest, missing)
    return Wording(zh=f"{name} {zh}：{what.zh}", en=f"{name} is {en}: {what.en}")


def _what(
    wanted: Wording, outcome: Outcome, hits: Sequence[Wording], closest: Sequence[Closest], missing: Sequence[str]
) -> Wording:
    if missing:
        named = missing_words(missing)
        return Wording(zh=f"缺少数据（{named.zh}）", en=f"data missing: {named.en}")
    if outcome.truth is Truth.TRUE:
        if not hits:
            return wanted
        shown = hits[:_SHOWN]
        more = len(hits) - _SHOWN
        return Wording(
            zh="，".join(s.zh for s in shown) + (f"，另有 {more} 处" if more > 0 else ""),
            en=", ".join(s.en for s in shown) + (f", and {more} more" if more > 0 else ""),
        )
    if closest:
        return closest[0].words
    if hits:
        return hits[0]
    return Wording(zh="没有找到", en="nothing was found")


def _hit_words(found: Found, meant: Sequence[Meant]) -> Wording:
    """Where, and for figures what against what; for a meaning why."""
    place = quoted(found.place)
    if found.operator == "meaning" and (read := _read_at(found, meant)):
        score, phrase = f"{read.score:.2f}", shortened(read.required)
        return Wording(
            zh=f"{place.zh}与“{phrase}”：{_VERDICTS[read.verdict][0]}（{score}，{read.reason}）",
            en=f'{place.en} against "{phrase}": {_VERDICTS[read.verdict][1]} ({score}, {read.reason_en})',
        )
    if found.operator == "absent":
        return Wording(zh=f"{place.zh}里没有", en=f"nothing of it in {place.en}")
    if found.operator in ("phrase", "pattern"):
        return place
    if found.operator == "sounds_like":
        return Wording(zh=f"{place.zh}（只是音近）", en=f"{place.en} (it only sounds alike)")
    against = f" / {found.threshold}" if found.threshold else ""
    return Wording(
        zh=f"{place.zh}（{found.operator} {found.value}{against}）",
        en=f"{place.en} ({found.operator} {found.value}{against})",
    )


def _read_at(found: Found, meant: Sequence[Meant]) -> Meant | None:
    """What the model of meaning said of this place; None for facts that hold no reason."""
    place = (found.place.turn, found.place.start_char, found.threshold)
    return next((m for m in meant if (m.turn, m.start_char, m.required) == place and m.reason), None)
