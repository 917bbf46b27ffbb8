"""Which stretches of a recording are silenced: where the words were said that masking took from the text.

Word times of recognised speech are a few tenths of a second wrong, and sometimes missing. Rather a syllable too much
than a digit too little.
"""

from collections.abc import Iterator, Sequence
from math import ceil, floor

from inspection.interaction import Turn, Word
from inspection.privacy.redacted_turn import FoundSpan, RedactedTurn
from inspection.privacy.word_masking import placed_words
from inspection.timeline import Interval, intersect, merge

MARGIN_S = 0.3
"""Silenced before the first and after the last word of a value."""
SHARE_MARGIN_S, SHARE_MARGIN_SHARE = 1.0, 0.25
"""The same where a turn has no word times: seconds, or this share of the turn when that is longer."""
ISLAND_S = 0.5
"""Sound between two silenced stretches that is no longer than this is silenced as well."""


def silenced(turns: Sequence[Turn], redacted: Sequence[RedactedTurn], duration_s: float) -> tuple[Interval, ...]:
    """Stretches to silence in a recording of `duration_s` seconds: sorted, disjoint, on whole milliseconds.

    `turns` as recognised (before masking), `redacted` what masking made of each. A turn without times silences it all.
    """
    whole = Interval(0.0, duration_s)
    found = [
        stretch
        for turn, masked in zip(turns, redacted, strict=True)
        for span in masked.spans
        for stretch in _stretches(turn, span, whole)
    ]
    return intersect(merge(map(_outwards, found), gap_s=ISLAND_S), [whole])


def _stretches(turn: Turn, span: FoundSpan, whole: Interval) -> Iterator[Interval]:
    """Where the words of a span were said, and the span's share of its turn where words are missing."""
    placed = placed_words(turn.words, turn.text)
    said = [(word, start, end) for word, start, end in placed if start < span.end and span.start < end]
    if said:
        yield _around([word for word, _, _ in said], MARGIN_S)
    timed = {at for _, start, end in said for at in range(start, end)}
    untimed = any(turn.text[at].isalnum() and at not in timed for at in range(span.start, span.end))
    if untimed or not said or any(start < 0 for _, start, _ in placed):
        yield _share(turn, span, whole)


def _around(words: Sequence[Word], margin_s: float) -> Interval:
    start_s, end_s = min(w.start_s for w in words), max(max(w.end_s, w.start_s) for w in words)
    return Interval(max(0.0, start_s - margin_s), end_s + margin_s)


def _share(turn: Turn, span: FoundSpan, whole: Interval) -> Interval:
    """The characters' share of the turn's time, generously; never further than the margin outside the turn."""
    if turn.interval is None:
        return whole
    length_s = turn.interval.duration_s
    margin_s = max(SHARE_MARGIN_S, SHARE_MARGIN_SHARE * length_s)
    per_character_s = length_s / len(turn.text)
    begins_s, ends_s = turn.interval.start_s, turn.interval.end_s
    start_s = max(begins_s + span.start * per_character_s - margin_s, begins_s - MARGIN_S, 0.0)
    return Interval(start_s, min(begins_s + span.end * per_character_s + margin_s, ends_s + MARGIN_S))


def _outwards(stretch: Interval) -> Interval:
    return Interval(floor(stretch.start_s * 1000) / 1000, ceil(stretch.end_s * 1000) / 1000)
