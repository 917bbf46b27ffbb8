"""Hits that do not count, each with what cancels it: a guard's words, an `unless` phrase, a question, its place ..."""

from collections.abc import Iterator
from dataclasses import replace

from inspection.rules.condition import Condition
from inspection.rules.explain_places import at, found_of, place_of, quoted, shortened, within
from inspection.rules.explain_variants import (
    NEIGHBOURS,
    STRETCHES,
    Engine,
    Restriction,
    bare,
    restrictions_of,
    with_only,
    with_phrases,
)
from inspection.rules.explanation import Cancelled, Found, Place
from inspection.rules.item_spec import Wording
from inspection.rules.outcome import Hit, Outcome, Truth
from inspection.rules.phrase_book import search_safely
from inspection.rules.view import SeenTurn
from inspection.rules.word_search import Guard, WordSearch

MOST_EXPLAINED = 12
_SIDES_ZH = {"after": "之后", "before": "之前", "around": "附近"}


def cancelled_hits(engine: Engine, condition: Condition, outcome: Outcome) -> tuple[Cancelled, ...]:
    """Every hit of the bare condition that the condition does not keep, with each restriction that removes it."""
    restrictions = restrictions_of(condition)
    if not restrictions:
        return ()
    kept = outcome.hits if outcome.truth is Truth.TRUE and condition.spec.none is None else ()
    raw = [h for h in engine.instead(bare(condition)).hits if not any(_same(h, k) for k in kept)]
    return tuple(c for h in raw[:MOST_EXPLAINED] for c in _reasons(engine, condition, h, restrictions))


def _same(hit: Hit, other: Hit) -> bool:
    return (
        hit.turn == other.turn
        and hit.start_char < max(other.end_char, other.start_char + 1)
        and other.start_char < max(hit.end_char, hit.start_char + 1)
    )


def _reasons(engine: Engine, condition: Condition, hit: Hit, restrictions: list[Restriction]) -> Iterator[Cancelled]:
    found = found_of(engine.view, hit)
    for one in restrictions:
        outcome = engine.instead(with_only(condition, one))
        if outcome.truth is Truth.TRUE and any(_same(hit, h) for h in outcome.hits):
            continue
        name, because = _by_whom(engine, condition, hit, one)
        yield Cancelled(
            found=found, by=one.key, name=name, because=because, words=_words(condition, one, found, name, because)
        )


def _by_whom(engine: Engine, condition: Condition, hit: Hit, one: Restriction) -> tuple[str, Place | None]:
    turn = engine.view.by_index[hit.turn]
    if one.key == "guards":
        return one.name, _guarding(engine, condition, hit, one.name, turn)
    if one.key == "unless":
        return _unless(engine, condition, hit, turn)
    if one.key == "except":
        return _excepting(condition, hit, turn)
    if one.key in NEIGHBOURS:
        neighbour = getattr(condition.spec, one.key)
        near = engine.search()(neighbour.condition).hits
        place = found_of(engine.view, min(near, key=lambda h: abs(h.turn - hit.turn))).place if near else None
        return neighbour.condition, place
    return "", None


def _guarding(engine: Engine, condition: Condition, hit: Hit, name: str, turn: SeenTurn) -> Place | None:
    """The words by which the guard cancels the hit: tried one by one on the engine."""
    assert condition.words is not None
    guard = next(g for g in condition.words.guards if g.name == name)
    plain = bare(condition)
    for side in ("before", "after", "sentence"):
        for number in getattr(guard, side):
            said = _said(engine, number, turn)
            if said and _gone(engine, with_phrases(plain, None, _alone(guard, side, number)), hit):
                return _nearest(said, hit, turn)
    return None


def _alone(guard: Guard, side: str, number: int) -> Guard:
    one = {side: (number,)}
    return replace(guard, before=one.get("before", ()), after=one.get("after", ()), sentence=one.get("sentence", ()))


def _unless(engine: Engine, condition: Condition, hit: Hit, turn: SeenTurn) -> tuple[str, Place | None]:
    """The `unless` phrase in the sentence, and the words that are it."""
    words = condition.reaching or condition.words
    assert words is not None
    numbers = words.phrases if condition.reaching is not None else words.unless
    kept = with_only(condition, Restriction("unless"))
    for number in numbers:
        said = _said(engine, number, turn)
        if not said:
            continue
        if condition.reaching is not None:
            tried = replace(kept, reaching=replace(condition.reaching, phrases=(number,)))
        else:
            tried = with_phrases(kept, (number,), None)
        if _gone(engine, tried, hit):
            return engine.searcher.phrases[number].source, _nearest(said, hit, turn)
    return "", None


def _excepting(condition: Condition, hit: Hit, turn: SeenTurn) -> tuple[str, Place | None]:
    assert condition.excepts is not None
    for expression in (*condition.excepts.overlapping, *condition.excepts.in_sentence):
        for span in search_safely(expression, turn.text.text):
            place = place_of(turn, *turn.text.original_span(*span))
            if place.start_char < hit.end_char and hit.start_char < place.end_char:
                return expression.pattern, place
    return "in_sentence", None


def _said(engine: Engine, number: int, turn: SeenTurn) -> list[Hit]:
    plain = WordSearch((number,), (), False, (), (), (), "count")
    return engine.searcher.hits(plain, (turn,), recognised=False)


def _gone(engine: Engine, condition: Condition, hit: Hit) -> bool:
    return not any(_same(hit, h) for h in engine.instead(condition).hits)


def _nearest(said: list[Hit], hit: Hit, turn: SeenTurn) -> Place:
    best = min(said, key=lambda h: min(abs(h.end_char - hit.start_char), abs(h.start_char - hit.end_char)))
    return place_of(turn, best.start_char, best.end_char)


def _words(condition: Condition, one: Restriction, found: Found, name: str, because: Place | None) -> Wording:
    what = quoted(found.place)
    zh, en = _why(condition, one, name, because)
    return Wording(zh=f"{what.zh}不算：{zh}", en=f"{what.en} does not count: {en}")


def _why(condition: Condition, one: Restriction, name: str, because: Place | None) -> tuple[str, str]:
    spec, key = condition.spec, one.key
    shown = shortened(because.text) if because is not None else ""
    if key == "guards":
        said = (f"同处有“{shown}”", f'cancelled by "{shown}"') if shown else ("被取消", "cancelled")
        return f"{said[0]}（排除语境 {name}）", f"{said[1]} (guard {name})"
    if key in ("unless", "except"):
        return f"同处有“{shown or name}”（{key}）", f'cancelled by "{shown or name}" ({key})'
    if key == "questions":
        ignored = spec.questions == "ignore"
        return ("在问句里", "it stands in a question") if ignored else ("不在问句里", "it is no question")
    if key in NEIGHBOURS:
        return _placed(spec, key, name, because)
    if key in STRETCHES:
        return f"超出范围 {key}: {getattr(spec, key):g}", f"outside {key}: {getattr(spec, key):g}"
    if key in ("at_least", "at_least_phrases"):
        wanted = getattr(spec, key)
        kind = ("次命中", "hits") if key == "at_least" else ("种说法", "different phrases")
        return f"要有至少 {wanted} {kind[0]}", f"at least {wanted} {kind[1]} are wanted"
    if key == "near" and spec.near is not None:
        partner = spec.near.condition or "、".join(spec.near.phrases or ())
        return (
            f"{spec.near.words} 个字内没有“{shortened(partner)}”",
            f'"{shortened(partner)}" is not within {spec.near.words} words',
        )
    value = getattr(spec, key, "")
    return f"限定 {key}: {value}", f"restricted by {key}: {value}"


def _placed(spec: object, key: str, name: str, because: Place | None) -> tuple[str, str]:
    neighbour = getattr(spec, key)
    limit = within(neighbour.turns, neighbour.seconds)
    side = key.removeprefix("not_")
    where = f"（{name} 在{at(because).zh}）" if because else f"（{name} 没有出现）"
    where_en = f" ({name} is in {at(because).en})" if because else f" ({name} does not occur)"
    rest = f" {limit.zh}内" if limit.zh else ""
    rest_en = f" within {limit.en}" if limit.en else ""
    if key.startswith("not_"):
        return (
            f"在 {name} {_SIDES_ZH[side]}{rest}，不算{where}",
            f"it stands {side} {name}{rest_en}, where it does not count{where_en}",
        )
    return f"不在 {name} {_SIDES_ZH[side]}{rest}{where}", f"it does not stand {side} {name}{rest_en}{where_en}"
