"""Word operators over the turns a condition looks at: any, all, none, patterns, their exceptions and neighbours."""

import re
from collections.abc import Sequence
from dataclasses import replace

import regex

from inspection.rules.asked import Asked, hit_at
from inspection.rules.condition import Excepts
from inspection.rules.condition_spec import Near
from inspection.rules.outcome import NOTHING, UNKNOWN, Hit, Outcome, Truth
from inspection.rules.places import true_hits, words_between
from inspection.rules.view import SeenTurn, SegmentView
from inspection.rules.word_search import WordSearch

_SENTENCE_END = re.compile(r"[。.!！?？;；\n]")
_SHOWN = 3


def find_words(asked: Asked) -> Outcome:
    """Where the words are said: every hit of any/pattern, all phrases together, or different phrases."""
    words = _words_for(asked)
    hits = _together_in_a_turn(asked, words) if asked.spec.within == "turn" else _hits(asked, words, asked.turns)
    if asked.condition.reaching is not None:
        hits = _out_of_reach(asked, hits)
    if asked.condition.excepts is not None:
        hits = _unexcepted(asked, asked.condition.excepts, hits)
    if asked.spec.at_least_phrases is not None and _different(asked, words, hits) < asked.spec.at_least_phrases:
        return NOTHING
    return Outcome.found(hits)


def _words_for(asked: Asked) -> WordSearch:
    """Evasive spellings are looked for in typed text alone: a recogniser does not write them."""
    words = asked.condition.words
    assert words is not None
    typed = asked.condition.typed_words
    return words if typed is None or asked.facts.recognised else typed


def _hits(asked: Asked, words: WordSearch, turns: Sequence[SeenTurn]) -> list[Hit]:
    hits = asked.searcher.hits(words, turns, recognised=asked.facts.recognised)
    if hits or not (words.wants_all and asked.facts.recognised and words.by_sound):
        return hits
    return _all_with_sound(asked, words, turns)


def _all_with_sound(asked: Asked, words: WordSearch, turns: Sequence[SeenTurn]) -> list[Hit]:
    """`all` of recognised speech where some phrases only sound alike: every hit then rests on sound."""
    found: list[Hit] = []
    for one in _one_by_one(asked, words):
        hits = asked.searcher.hits(one, turns, recognised=True)
        if not hits:
            return []
        found += [replace(h, by_sound=True) for h in hits]
    return found


def _one_by_one(asked: Asked, words: WordSearch) -> tuple[WordSearch, ...]:
    """A search for each phrase by itself."""
    condition = asked.condition
    return condition.single_typed_words if words is condition.typed_words else condition.single_words


def _together_in_a_turn(asked: Asked, words: WordSearch) -> list[Hit]:
    return [hit for turn in asked.turns for hit in _hits(asked, words, (turn,))]


def _different(asked: Asked, words: WordSearch, hits: list[Hit]) -> int:
    """How many phrases of the list have a hit that stands (is not cancelled)."""
    kept = {h.place for h in hits}
    turns = tuple(asked.view.by_index[t] for t in sorted({h.turn for h in hits}))
    return sum(any(_covers(h, kept, hits) for h in _hits(asked, one, turns)) for one in _one_by_one(asked, words))


def _covers(hit: Hit, kept: set[tuple[int, int]], hits: list[Hit]) -> bool:
    inside = (h.turn == hit.turn and h.start_char <= hit.start_char and hit.end_char <= h.end_char for h in hits)
    return hit.place in kept or any(inside)


def _out_of_reach(asked: Asked, hits: list[Hit]) -> list[Hit]:
    """Hits whose sentence, at most `unless_reach` characters to either side, holds none of the `unless` phrases."""
    assert asked.condition.reaching is not None
    assert asked.spec.unless_reach is not None
    reach = asked.spec.unless_reach
    turns = [asked.view.by_index[t] for t in sorted({h.turn for h in hits})]
    cancelling = asked.searcher.hits(asked.condition.reaching, turns, recognised=False)
    kept = []
    for hit in hits:
        low, high = _sentence(asked.view.by_index[hit.turn].turn.text, hit)
        low, high = max(low, hit.start_char - reach), min(high, hit.end_char + reach)
        if not any(c.turn == hit.turn and c.end_char > low and c.start_char < high for c in cancelling):
            kept.append(hit)
    return kept


def _unexcepted(asked: Asked, excepts: Excepts, hits: list[Hit]) -> list[Hit]:
    return [h for h in hits if not _is_excepted(asked, excepts, h)]


def _is_excepted(asked: Asked, excepts: Excepts, hit: Hit) -> bool:
    turn = asked.view.by_index[hit.turn]
    if any(_overlaps(hit, *span) for e in excepts.overlapping for span in _spans(asked, e, turn)):
        return True
    low, high = _sentence(turn.turn.text, hit)
    return any(low <= start and end <= high for e in excepts.in_sentence for start, end in _spans(asked, e, turn))


def _spans(asked: Asked, expression: "regex.Pattern[str]", turn: SeenTurn) -> list[tuple[int, int]]:
    """Where an expression matches the folded text (within its time), as places in the turn's own text."""
    found = asked.searcher.watch.spans(expression, turn.text.text)
    return [turn.text.original_span(*span) for span in found]


def _overlaps(hit: Hit, start: int, end: int) -> bool:
    return start < hit.end_char and hit.start_char < end


def _sentence(text: str, hit: Hit) -> tuple[int, int]:
    low = max((m.end() for m in _SENTENCE_END.finditer(text, 0, hit.start_char)), default=0)
    after = _SENTENCE_END.search(text, hit.end_char)
    return low, after.end() if after else len(text)


def near_words(asked: Asked, outcome: Outcome) -> Outcome:
    """Only the hits with the partner of `near` in the same turn, with few enough words between."""
    near = asked.spec.near
    if near is None or outcome.truth is not Truth.TRUE:
        return outcome
    partners = _partners(asked, near, outcome)
    if partners is None:
        return UNKNOWN
    return Outcome.found(h for h in outcome.hits if any(_is_beside(asked.view, h, p, near) for p in partners))


def _partners(asked: Asked, near: Near, outcome: Outcome) -> tuple[Hit, ...] | None:
    if near.condition is not None:
        other = asked.look(near.condition)
        return None if other.truth is Truth.UNKNOWN else true_hits(other)
    assert asked.condition.near is not None
    turns = [asked.view.by_index[t] for t in sorted({h.turn for h in outcome.hits})]
    return tuple(asked.searcher.hits(asked.condition.near, turns, recognised=False))


def _is_beside(view: SegmentView, hit: Hit, partner: Hit, near: Near) -> bool:
    between = words_between(view, hit, partner)
    if between is None or between > near.words:
        return False
    if near.side == "before":
        return hit.place < partner.place
    return near.side == "either" or hit.place > partner.place


def absence(asked: Asked, said: Outcome) -> Outcome:
    """`none`: true where nothing was found; its hits are the turns searched (or what it should have stood beside).

    Words that only sound alike may have been said: unknown. Beside another condition that does not occur: false.
    """
    if said.truth is Truth.TRUE:
        return UNKNOWN if all(h.by_sound for h in said.hits) else NOTHING
    anchors = [asked.look(n.condition) for n in (asked.spec.after, asked.spec.before, asked.spec.around) if n]
    if said.truth is Truth.UNKNOWN or any(a.truth is Truth.UNKNOWN for a in anchors):
        return UNKNOWN
    if any(a.truth is Truth.FALSE for a in anchors):
        return NOTHING
    shown = [h for a in anchors for h in a.hits] or [_searched(t, asked) for t in _shown_turns(asked)]
    return Outcome(Truth.TRUE, tuple(sorted(shown, key=lambda h: h.place)[:_SHOWN]))


def _shown_turns(asked: Asked) -> list[SeenTurn]:
    turns = list(asked.turns)
    return turns[:_SHOWN] if asked.spec.first_turns or asked.spec.first_s or asked.spec.first_share else turns[-_SHOWN:]


def _searched(turn: SeenTurn, asked: Asked) -> Hit:
    """A turn in which nothing was found, as sure as its words were heard."""
    heard = 1.0 if turn.turn.confidence is None else min(turn.turn.confidence, asked.facts.trust.recognition)
    return replace(hit_at(turn, "absent", "0", "1"), confidence=heard)
