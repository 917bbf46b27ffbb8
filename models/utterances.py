"""Utterances from a recogniser's words: placed in the recording, divided at pauses, written as people read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log

from inspection.chinese_text import ends_sentence, has_end_mark, readable_chinese, simplified, with_end_mark
from inspection.hearing import Utterance
from inspection.interaction import Word
from inspection.invented_speech import is_stock_phrase, loops
from models.speech_windows import SpeechWindow

PAUSE_S = 0.3
"""A silence that ends an utterance, between stretches that are padded by .2 s on both sides: .7 s of real silence."""
_SENTENCE_BONUS_S, _MARK_BONUS_S = 0.7, 0.2
"""How much further from a pause a word that ends a sentence (or has another mark) may lie and still end before it."""
_REACH_SHARE = 0.4
_LOWEST = 1e-4


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word as the recogniser gives it: text with its spaces and marks, seconds in the window, probability 0-1."""

    text: str
    start_s: float
    end_s: float
    probability: float


def utterances_of(window: SpeechWindow, words: Sequence[HeardWord], language: str) -> tuple[Utterance, ...]:
    """Divide a window's words into utterances with times in the recording; invented text is left out.

    Utterance text without spaces is its words' text without spaces, so that a character leads to its word.
    """
    chinese = language == "zh"
    utterances: list[Utterance] = []
    for part in _parts(window, words):
        placed = [_placed(window, word, stretch) for word, stretch in part]
        if chinese:
            placed = _punctuated([w for w, _ in part], placed, [s for _, s in part])
        utterance = _utterance(placed, chinese)
        if utterance is not None:
            utterances.append(utterance)
    return tuple(utterances)


def _parts(window: SpeechWindow, words: Sequence[HeardWord]) -> Iterator[list[tuple[HeardWord, int]]]:
    """Words with their stretches, cut where the silence between two stretches is a pause."""
    part: list[tuple[HeardWord, int]] = []
    for word, stretch in zip(words, _stretches(window, words), strict=True):
        if part and part[-1][1] != stretch and _silence_s(window, part[-1][1], stretch) >= PAUSE_S:
            yield part
            part = []
        part.append((word, stretch))
    if part:
        yield part


def _silence_s(window: SpeechWindow, before: int, after: int) -> float:
    return window.stretches[after].start_s - window.stretches[before].end_s


def _stretches(window: SpeechWindow, words: Sequence[HeardWord]) -> list[int]:
    """For each word the stretch it was spoken in: the border falls after the word that ends nearest to it."""
    of_word: list[int] = []
    border_s, first = 0.0, 0
    for index, stretch in enumerate(window.stretches[:-1]):
        border_s += stretch.duration_s
        shorter_s = min(stretch.duration_s, window.stretches[index + 1].duration_s)
        last = _last_before(words, first, border_s, _REACH_SHARE * shorter_s)
        of_word.extend([index] * (last - first))
        first = last
    of_word.extend([len(window.stretches) - 1] * (len(words) - first))
    return of_word


def _last_before(words: Sequence[HeardWord], first: int, border_s: float, reach_s: float) -> int:
    """How many words lie before the border; the recogniser's times are about .2 s uncertain, its marks help.

    A mark never moves the border by more than `reach_s` seconds, so that a short stretch keeps its words.
    """

    def cost(count: int) -> float:
        ended_s = words[count - 1].end_s if count > first else 0.0
        next_s = words[count].start_s if count < len(words) else float("inf")
        aside_s = max(0.0, ended_s - border_s, border_s - next_s)
        return aside_s - (min(reach_s, _bonus_s(words[count - 1].text)) if count > first else 0.0)

    return min(range(first, len(words) + 1), key=cost)


def _bonus_s(text: str) -> float:
    if ends_sentence(text):
        return _SENTENCE_BONUS_S
    return _MARK_BONUS_S if has_end_mark(text) else 0.0


def _placed(window: SpeechWindow, word: HeardWord, stretch: int) -> Word:
    start_s = window.recording_s(word.start_s, stretch)
    end_s = window.recording_s(word.end_s, stretch)
    return Word(word.text, round(start_s, 3), round(max(start_s, end_s), 3), round(word.probability, 4))


def _punctuated(heard: Sequence[HeardWord], placed: Sequence[Word], stretches: Sequence[int]) -> list[Word]:
    """A comma where the speaker paused and the recogniser wrote nothing, a full stop or question mark at the end."""
    marked: list[Word] = []
    for at, word in enumerate(placed):
        text = simplified(word.text)
        if at == len(placed) - 1:
            text = with_end_mark(text)
        elif stretches[at + 1] != stretches[at] and not has_end_mark(text) and heard[at].text.strip():
            text += "，"
        marked.append(Word(text, word.start_s, word.end_s, word.confidence))
    return marked


def _utterance(placed: Sequence[Word], chinese: bool) -> Utterance | None:
    raw = "".join(word.text for word in placed)
    text = readable_chinese(raw) if chinese else " ".join(raw.split())
    if not any(char.isalnum() for char in text) or is_stock_phrase(text) or loops(text):
        return None
    words = tuple(_rewritten(placed, text))
    confidence = exp(sum(log(max(w.confidence, _LOWEST)) for w in words) / len(words))
    return Utterance(
        start_s=words[0].start_s,
        end_s=max(w.end_s for w in words),
        text=text,
        confidence=round(min(confidence, 1.0), 4),
        words=words,
    )


def _rewritten(placed: Sequence[Word], text: str) -> Iterator[Word]:
    """The words with their characters taken from the readable text (same number of characters, spaces aside)."""
    chars = iter([char for char in text if not char.isspace()])
    for word in placed:
        count = sum(not char.isspace() for char in word.text)
        written = "".join(next(chars, "") for _ in range(count))
        if written:
            yield Word(written, word.start_s, word.end_s, word.confidence)
