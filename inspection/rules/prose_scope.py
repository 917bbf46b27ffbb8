"""Where and how often a condition must hold, and what cancels it, in words (规则白话)."""

from collections.abc import Iterator, Mapping

from inspection.rules.condition_spec import ConditionSpec, Neighbour
from inspection.rules.item_spec import Wording
from inspection.rules.prose_expression import condition_label
from inspection.rules.prose_words import pair, percent, quoted

_PLACES = (
    ("after", "在{of}之后{far}", "after {of}{far}"),
    ("before", "在{of}之前{far}", "before {of}{far}"),
    ("around", "在{of}前后{far}", "around {of}{far}"),
    ("not_after", "不在{of}之后{far}", "not after {of}{far}"),
    ("not_before", "不在{of}之前{far}", "not before {of}{far}"),
    ("not_around", "不在{of}前后{far}", "not around {of}{far}"),
)
_QUESTIONS = {"ignore": ("问句不算", "questions do not count"), "only": ("只算问句", "questions only")}
_SHOWN = 4


def scope_of(spec: ConditionSpec, numbers: Mapping[str, int], guards: Mapping[str, Wording]) -> tuple[Wording, ...]:
    """Every limit of a condition as a phrase; `guards` are the notes of the rulebook's guards by name."""
    return (*_places(spec), *_neighbours(spec, numbers), *_how_often(spec), *_cancelled(spec, guards))


def _places(spec: ConditionSpec) -> Iterator[Wording]:
    if spec.first_turns:
        yield pair(f"在其前 {spec.first_turns} 轮内", f"within their first {spec.first_turns} turns")
    if spec.last_turns:
        yield pair(f"在其最后 {spec.last_turns} 轮内", f"within their last {spec.last_turns} turns")
    if spec.first_s:
        yield pair(f"在开头 {spec.first_s:g} 秒内", f"within the first {spec.first_s:g} s")
    if spec.last_s:
        yield pair(f"在结尾 {spec.last_s:g} 秒内", f"within the last {spec.last_s:g} s")
    if spec.first_share:
        yield pair(f"在前 {percent(spec.first_share)} 内", f"within the first {percent(spec.first_share)}")
    if spec.last_share:
        yield pair(f"在后 {percent(spec.last_share)} 内", f"within the last {percent(spec.last_share)}")
    if spec.within == "turn":
        yield pair("须在同一句里", "in one and the same turn")
    if spec.public is not None:
        yield pair("只看公开消息", "public messages only") if spec.public else pair("只看私信", "private messages only")


def _neighbours(spec: ConditionSpec, numbers: Mapping[str, int]) -> Iterator[Wording]:
    for key, zh, en in _PLACES:
        near: Neighbour | None = getattr(spec, key)
        if near is not None:
            of, far = condition_label(near.condition, numbers), _far(near)
            yield pair(zh.format(of=of.zh, far=far.zh), en.format(of=of.en, far=far.en))
    if spec.near is not None:
        if spec.near.condition is not None:
            of = condition_label(spec.near.condition, numbers)
        else:
            of = quoted(spec.near.phrases or [], _SHOWN)
        yield pair(f"与{of.zh}相隔不超过 {spec.near.words} 个字", f"at most {spec.near.words} words away from {of.en}")


def _far(near: Neighbour) -> Wording:
    if near.turns is not None:
        return pair(f"的 {near.turns} 轮内", f", within {near.turns} turns")
    return pair("", "") if near.seconds is None else pair(f"的 {near.seconds:g} 秒内", f", within {near.seconds:g} s")


def _how_often(spec: ConditionSpec) -> Iterator[Wording]:
    if spec.at_least > 1:
        yield pair(f"至少 {spec.at_least} 次", f"at least {spec.at_least} times")
    if spec.at_least_phrases:
        yield pair(f"至少 {spec.at_least_phrases} 种不同说法", f"at least {spec.at_least_phrases} different phrases")
    if spec.nth is not None:
        last = spec.nth == "last"
        yield (
            pair("只算最后一次", "only the last time")
            if last
            else pair(f"只算第 {spec.nth} 次", f"only time number {spec.nth}")
        )
    if spec.questions in _QUESTIONS:
        yield pair(*_QUESTIONS[spec.questions])


def _cancelled(spec: ConditionSpec, guards: Mapping[str, Wording]) -> Iterator[Wording]:
    if spec.unless:
        said = quoted(spec.unless, _SHOWN)
        yield pair(f"同句出现{said.zh}时不算", f"not where {said.en} is said in the same sentence")
    if spec.guards:
        named = [guards.get(name) or pair(name, name) for name in spec.guards]
        zh, en = "、".join(n.zh for n in named), ", ".join(n.en for n in named)
        yield pair(f"以下语境不算:{zh}", f"not in these contexts: {en}")
    if spec.except_ is not None:
        n = len(spec.except_.overlapping) + len(spec.except_.in_sentence)
        yield pair(f"与 {n} 种固定句式相合时不算", f"not where one of {n} fixed wordings stands")
