"""Near misses: what came closest to a condition that was not met, nearest first."""

from collections.abc import Iterator
from dataclasses import replace

from inspection.evaluation import ItemState
from inspection.facts import Facts
from inspection.rules.condition import Condition
from inspection.rules.condition_search import ConditionSearch
from inspection.rules.explain_measures import figure_of, is_falling, limits_of, unlimited
from inspection.rules.explain_phrases import closest_phrase
from inspection.rules.explain_places import at, found_of, place_of, quoted, shortened, who
from inspection.rules.explain_variants import Engine, bare, by_sound_too, said_by
from inspection.rules.explanation import Cancelled, Closest
from inspection.rules.item_spec import Wording
from inspection.rules.likeness import closest_line
from inspection.rules.outcome import Hit, Outcome, Truth
from inspection.rules.plain_judging import judge_with
from inspection.rules.view import SegmentView
from inspection.segments import segments_of

MOST_SHOWN = 3
_OTHERS = ("agent", "customer", "bot", "system")
_TROUBLES = {
    "order": ("各部分都有，但顺序不对", "all its parts are there, but in another order"),
    "distance": (
        "各部分都有，但隔得太远或中间有别的话",
        "all its parts are there, but too far apart or with other words between",
    ),
    "beside": ("字都在，但前后的字不合", "the words are there, but what stands beside them does not fit"),
}
_READINGS = ("classifier", "feeling", "meaning")


def near_misses(
    engine: Engine, condition: Condition, cancelled: tuple[Cancelled, ...], state: ItemState
) -> tuple[Closest, ...]:
    """At most MOST_SHOWN, the closest first: said but cancelled, by another, elsewhere, by sound, partly, by figures.

    Those that would give the item another state than `state`, did they count, are marked as decisive.
    """
    if condition.expression is not None or condition.spec.operator in ("steps", "metadata", "hung_up"):
        return ()
    found = [*_cancelled(cancelled), *_elsewhere(engine, condition)]
    if condition.words is not None:
        found += [*_by_sound(engine, condition), *_partly(engine, condition)] if not found else []
    elif condition.lines:
        found += _likest(engine, condition)
    elif condition.spec.meaning is not None:
        found += _meant(engine, condition)
    else:
        found += _measured(engine, condition)
    return tuple(replace(c, decisive=_decides(engine, condition, c, state)) for c in found[:MOST_SHOWN])


class _Assuming(ConditionSearch):
    """The engine's search, told the outcome of one condition."""

    def __init__(self, engine: Engine, name: str, outcome: Outcome) -> None:
        super().__init__(engine.conditions, engine.searcher, engine.view)
        self._assumed = (name, outcome)

    def __call__(self, name: str) -> Outcome:
        return self._assumed[1] if name == self._assumed[0] else super().__call__(name)


def _decides(engine: Engine, condition: Condition, near: Closest, state: ItemState) -> bool:
    """Whether the judge would come to another state if this near miss counted as a hit."""
    if near.place is None or near.place.turn not in engine.view.by_index:
        return False
    hit = Hit(
        turn=near.place.turn, start_char=near.place.start_char, end_char=near.place.end_char,
        operator="phrase", value=near.place.text, threshold="",
    )  # fmt: skip
    search = _Assuming(engine, condition.name, Outcome.found([hit]))
    return judge_with(search, engine.item, engine.view, "zh").state is not state


def _cancelled(cancelled: tuple[Cancelled, ...]) -> Iterator[Closest]:
    told: set[tuple[int, int]] = set()
    for one in cancelled:
        place = one.found.place
        if (place.turn, place.start_char) not in told:
            told.add((place.turn, place.start_char))
            yield Closest(
                kind="cancelled", share=1.0, place=place, wanted=one.by, value=one.name, lacking=(), words=one.words
            )


def _elsewhere(engine: Engine, condition: Condition) -> Iterator[Closest]:
    """The right words from the wrong speaker, or in a colleague's part."""
    plain = bare(condition)
    if condition.spec.operator not in (
        "any",
        "all",
        "none",
        "pattern",
        "script",
        "similar",
        "entity",
        "amount",
        "date",
    ):
        return
    for role in _OTHERS:
        if condition.spec.role in (role, "anyone"):
            continue
        outcome = engine.instead(said_by(plain, role))
        if outcome.truth is Truth.TRUE and outcome.hits:
            yield _said_by_other(engine, condition, outcome.hits[0], role)
    for segment in segments_of(engine.view.facts.interaction):
        if segment.number != engine.view.segment.number:
            there = Engine(engine.item, engine.searcher, SegmentView(engine.view.facts, segment))
            outcome = there.instead(plain)
            if outcome.truth is Truth.TRUE and outcome.hits:
                yield _said_elsewhere(there, outcome.hits[0])


def _said_by_other(engine: Engine, condition: Condition, hit: Hit, role: str) -> Closest:
    place = found_of(engine.view, hit).place
    other, wanted, said = who(role), who(condition.spec.role), quoted(place)
    words = Wording(
        zh=f"{said.zh}是{other.zh}说的，要{wanted.zh}说才算",
        en=f"{said.en} is said by {other.en}; it counts only when {wanted.en} says it",
    )
    return Closest(
        kind="other_role", share=1.0, place=place, wanted=condition.spec.role, value=role, lacking=(), words=words
    )


def _said_elsewhere(there: Engine, hit: Hit) -> Closest:
    place = found_of(there.view, hit).place
    said, number = quoted(place), there.view.segment.number
    words = Wording(
        zh=f"{said.zh}在第 {number + 1} 段（另一位坐席负责）",
        en=f"{said.en} belongs to segment {number + 1}, a colleague's",
    )
    return Closest(kind="other_segment", share=1.0, place=place, wanted="", value=str(number), lacking=(), words=words)


def _by_sound(engine: Engine, condition: Condition) -> Iterator[Closest]:
    """Words that only sound like what was looked for: short phrases, or a condition that allows no homophones."""
    facts = engine.view.facts
    heard = Engine(engine.item, engine.searcher, SegmentView(_as_recognised(facts), engine.view.segment))
    outcome = heard.instead(by_sound_too(bare(condition)))
    if outcome.truth is not Truth.TRUE or not outcome.hits or not outcome.hits[0].by_sound:
        return
    place = found_of(engine.view, outcome.hits[0]).place
    said = quoted(place)
    why = Wording(zh="太短或不许同音", en="it is too short, or homophones are switched off")
    if not facts.recognised:
        why = Wording(zh="打字文本不认同音", en="in typed text homophones do not count")
    words = Wording(zh=f"{said.zh}只是读音相近（{why.zh}）", en=f"{said.en} only sounds alike ({why.en})")
    yield Closest(kind="by_sound", share=1.0, place=place, wanted="", value=place.text, lacking=(), words=words)


def _as_recognised(facts: Facts) -> Facts:
    return replace(facts, recognised=True)


def _partly(engine: Engine, condition: Condition) -> Iterator[Closest]:
    """The phrase of which most was said."""
    turns = engine.search().asked(condition.name).turns
    assert condition.words is not None
    words = condition.words if engine.view.facts.recognised else condition.typed_words or condition.words
    phrases = [engine.searcher.phrases[n] for n in (*words.phrases, *words.expressions)]
    best = closest_phrase(phrases, [t.text for t in turns])
    if best is None:
        return
    turn, partly = turns[best[0]], best[1]
    place = place_of(turn, *turn.text.original_span(partly.start, partly.end))
    said, wanted = quoted(place), shortened(partly.wording, 24)
    if partly.lacking:
        gone = "、".join(f"“{shortened(p, 16)}”" for p in partly.lacking)
        gone_en = ", ".join(f'"{shortened(p, 16)}"' for p in partly.lacking)
        rest = Wording(zh=f"还差{gone}", en=f"lacking {gone_en}")
    else:
        zh, en = _TROUBLES[partly.trouble]
        rest = Wording(zh=zh, en=en)
    words_ = Wording(
        zh=f"{said.zh}最接近“{wanted}”（{partly.share:.0%}），{rest.zh}",
        en=f'{said.en} comes closest to "{wanted}" ({partly.share:.0%}), {rest.en}',
    )
    source = partly.phrase.source
    yield Closest(
        kind="part_of_phrase", share=round(partly.share, 4), place=place, wanted=source, value=place.text,
        lacking=partly.lacking, words=words_,
    )  # fmt: skip


def _likest(engine: Engine, condition: Condition) -> Iterator[Closest]:
    hit = closest_line(engine.search().asked(condition.name))
    if hit is None:
        return
    place, said = found_of(engine.view, hit).place, quoted(found_of(engine.view, hit).place)
    line = shortened(condition.lines[0].source)
    words = Wording(
        zh=f"{said.zh}与“{line}”相似 {hit.value}，要 {hit.threshold}",
        en=f'{said.en} is {hit.value} like "{line}", {hit.threshold} is wanted',
    )
    share = (figure_of(hit) or 0.0) / 100
    yield Closest(
        kind="similar", share=share, place=place, wanted=hit.threshold, value=hit.value, lacking=(), words=words
    )


def _meant(engine: Engine, condition: Condition) -> Iterator[Closest]:
    wanted = condition.spec.meaning
    assert wanted is not None
    seen = {t.turn.index: t for t in engine.search().asked(condition.name).turns}
    places = [m for m in engine.view.facts.meant if m.required in wanted.of and m.turn in seen]
    best = max(places, key=lambda m: m.score, default=None)
    if best is None:
        return
    place = place_of(seen[best.turn], best.start_char, best.end_char)
    said = quoted(place)
    verdict = {"yes": ("是", "yes"), "no": ("不是", "no"), "ask": ("要问人", "ask a person")}[best.verdict]
    why_zh, why_en = (f"：{best.reason}", f": {best.reason_en}") if best.reason else ("", "")
    words = Wording(
        zh=f"{said.zh}与“{shortened(best.required)}”意思最近（{best.score:.2f}，模型说：{verdict[0]}{why_zh}）",
        en=f'{said.en} comes closest in meaning to "{shortened(best.required)}" '
        f"({best.score:.2f}, the model says: {verdict[1]}{why_en})",
    )
    yield Closest(
        kind="reading", share=best.score, place=place, wanted=best.required, value=best.verdict, lacking=(), words=words
    )


def _measured(engine: Engine, condition: Condition) -> Iterator[Closest]:
    """The figure that came nearest to the limit."""
    loose = unlimited(bare(condition))
    if loose is None:
        return
    outcome = engine.instead(loose)
    figured = [(f, h) for h in outcome.hits if (f := figure_of(h)) is not None]
    if outcome.truth is not Truth.TRUE or not figured:
        return
    pick = min if is_falling(condition) else max
    value, hit = pick(figured, key=lambda pair: pair[0])
    place, limits = found_of(engine.view, hit).place, limits_of(condition)
    where = at(place)
    words = Wording(
        zh=f"最接近的是{where.zh}：{hit.value}（{condition.spec.operator} 要 {limits}）",
        en=f"the nearest is {hit.value} in {where.en} ({condition.spec.operator} wants {limits})",
    )
    kind = "reading" if condition.spec.operator in _READINGS else "measure"
    share = value if kind == "reading" and 0 <= value <= 1 else None
    yield Closest(kind=kind, share=share, place=place, wanted=limits, value=hit.value, lacking=(), words=words)
