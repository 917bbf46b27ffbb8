"""What the words of a turn are apart from evidence: heard badly (weak), or masked."""

from collections.abc import Iterator, Sequence

from console.marked_text import MarkedSpan
from inspection.interaction import Turn, Word
from inspection.privacy.placeholders import PLACEHOLDER
from inspection.privacy.word_masking import placed_words

LOW_CONFIDENCE = 0.6
"""Of a word, and the mean of a turn's words; as `recognition_below` in scoring_rules/flags.yaml."""
WEAK, MASKED = "weak", "masked"


def word_kinds(turn: Turn, words: Sequence[Word]) -> tuple[MarkedSpan, ...]:
    """Spans of the turn's text: placeholders, and recognised words below LOW_CONFIDENCE (neighbours joined)."""
    masked = [MarkedSpan(MASKED, found.start(), found.end()) for found in PLACEHOLDER.finditer(turn.text)]
    return (*masked, *_joined(_weak(turn, words)))


def _weak(turn: Turn, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    for word, start, end in placed_words(words, turn.text):
        if word.confidence < LOW_CONFIDENCE and 0 <= start < end and not PLACEHOLDER.fullmatch(turn.text[start:end]):
            yield start, end


def _joined(spans: Iterator[tuple[int, int]]) -> Iterator[MarkedSpan]:
    last: tuple[int, int] | None = None
    for start, end in spans:
        if last is not None and start <= last[1]:
            last = (last[0], end)
            continue
        if last is not None:
            yield MarkedSpan(WEAK, *last)
        last = (start, end)
    if last is not None:
        yield MarkedSpan(WEAK, *last)
