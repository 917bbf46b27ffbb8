"""Masking the words of a recognised turn at the same spans as its text, so that word times give nothing away."""

from collections.abc import Sequence

from inspection.interaction import Word
from inspection.privacy.redacted_turn import RedactedTurn


def masked_words(words: Sequence[Word], text: str, redacted: RedactedTurn) -> tuple[Word, ...]:
    """Give the words with each masked stretch as one: the placeholder, first start to last end.

    `text` is the original text of the turn (the words in order, spaces apart). The confidence of a placeholder is the
    lowest of its words. A word that cannot be found in the text is masked when the turn has any span: safe, not exact.
    """
    marks = [redacted.masked[entity.start_char : entity.end_char] for entity in redacted.entities]
    masked: list[Word] = []
    last_span = -1
    for word, start, end in placed_words(words, text):
        hit = _span_of(start, end, redacted)
        if hit is None:
            masked.append(word)
        elif hit == last_span and masked:
            before = masked.pop()
            masked.append(
                Word(
                    before.text,
                    before.start_s,
                    word.end_s,
                    min(before.confidence, word.confidence),
                )
            )
        else:
            masked.append(Word(marks[hit], word.start_s, word.end_s, word.confidence))
        last_span = -1 if hit is None else hit
    return tuple(masked)


def placed_words(words: Sequence[Word], text: str) -> list[tuple[Word, int, int]]:
    """Each word with its half-open offsets in `text`; (-1, -1) for a word that is not there."""
    placed: list[tuple[Word, int, int]] = []
    at = 0
    for word in words:
        wanted = word.text.strip()
        start = text.find(wanted, at) if wanted else at
        if start >= 0:
            at = start + len(wanted)
        placed.append((word, start, start + len(wanted) if start >= 0 else -1))
    return placed


def _span_of(start: int, end: int, redacted: RedactedTurn) -> int | None:
    if start < 0:
        return 0 if redacted.spans else None
    for place, span in enumerate(redacted.spans):
        if start < span.end and span.start < end:
            return place
    return None
