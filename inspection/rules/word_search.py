"""Word operators: phrases and patterns in the turns a condition looks at, with guards against negation and the like."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from inspection.rules.condition_spec import GuardSpec
from inspection.rules.normal_text import is_chinese
from inspection.rules.outcome import Hit
from inspection.rules.phrase_book import Match, PhraseBook, search_safely
from inspection.rules.phrases import Phrase
from inspection.rules.view import SeenTurn

_SENTENCE_END = re.compile(r"[。.!?;\n]")
_CLAUSE_END = re.compile(r"[。.!?;\n,，、]")
_QUESTION = re.compile(r"(\?|吗|么|是不是|对不对|呢)\s*$")


@dataclass(frozen=True, slots=True)
class Guard:
    """A compiled guard: which phrase numbers cancel a hit, and from how far."""

    name: str
    before: tuple[int, ...]
    after: tuple[int, ...]
    sentence: tuple[int, ...]
    spec: GuardSpec


@dataclass(frozen=True, slots=True)
class WordSearch:
    """What a word operator looks for: phrase numbers (any or all of them), raw expressions, and what cancels a hit.

    `by_sound` are the phrases that may also match by sound in recognised speech.
    """

    phrases: tuple[int, ...]
    expressions: tuple["regex.Pattern[str]", ...]
    wants_all: bool
    unless: tuple[int, ...]
    guards: tuple[Guard, ...]
    by_sound: tuple[int, ...]
    questions: str


class WordSearcher:
    """Searches turns for phrases; owns the exact book and the sound-alike book of a rulebook."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        """`phrases` are numbered by position; every WordSearch refers to these numbers."""
        self._phrases = phrases
        self._exact = PhraseBook(phrases)
        self._by_sound = PhraseBook(phrases, by_sound=True)

    def hits(self, search: WordSearch, turns: Iterable[SeenTurn], *, recognised: bool) -> list[Hit]:
        """All hits in these turns, in order. For recognised speech, sound-alike hits where no exact one is."""
        turns = list(turns)
        found = [h for turn in turns for h in self._in_turn(search, turn, self._exact, by_sound=False)]
        if search.wants_all and not self._all_found(search, turns):
            found = []
        if found or search.wants_all or not (recognised and search.by_sound):
            return found
        return [h for turn in turns for h in self._in_turn(search, turn, self._by_sound, by_sound=True)]

    def _all_found(self, search: WordSearch, turns: Sequence[SeenTurn]) -> bool:
        seen = {n for turn in turns for n in self._exact.find(turn.text.text)}
        return set(search.phrases) <= seen

    def _in_turn(self, search: WordSearch, turn: SeenTurn, book: PhraseBook, *, by_sound: bool) -> Iterator[Hit]:
        text = turn.text.text
        matches = book.find(text)
        numbers = search.by_sound if by_sound else search.phrases
        spans = {(m.start, m.end) for n in numbers for m in matches.get(n, ())}
        if not by_sound:
            spans |= {span for e in search.expressions for span in search_safely(e, text)}
        for start, end in _longest(spans):
            if not self._cancelled(search, text, start, end):
                yield self._hit(turn, start, end, by_sound=by_sound)

    def _cancelled(self, search: WordSearch, text: str, start: int, end: int) -> bool:
        asked = _is_question(text, end)
        if (search.questions == "ignore" and asked) or (search.questions == "only" and not asked):
            return True
        matches = self._exact.find(text)
        low, high = _around(text, start, end, _SENTENCE_END)
        if _any_within(matches, search.unless, low, high):
            return True
        return any(_guarded(g, matches, text, start, end) for g in search.guards)

    def _hit(self, turn: SeenTurn, start: int, end: int, *, by_sound: bool) -> Hit:
        first, last = turn.text.original_span(start, end)
        words = turn.turn.text[first:last]
        start_s, end_s = times_of(turn, first, last)
        return Hit(
            turn=turn.turn.index,
            start_char=first,
            end_char=last,
            operator="sounds_like" if by_sound else "phrase",
            value=words,
            threshold="",
            confidence=confidence_of(turn, first, last),
            by_sound=by_sound,
            start_s=start_s,
            end_s=end_s,
        )


def confidence_of(turn: SeenTurn, first: int, last: int) -> float:
    """Confidence of the words under a span: of those words when they are timed, else of the turn; 1 for typed text."""
    words = _words_under(turn, first, last)
    if words:
        return min(w for w in words)
    return 1.0 if turn.turn.confidence is None else turn.turn.confidence


def _words_under(turn: SeenTurn, first: int, last: int) -> list[float]:
    under: list[float] = []
    at = 0
    for word in turn.turn.words:
        where = turn.turn.text.find(word.text.strip(), at)
        if where < 0:
            continue
        at = where + len(word.text.strip())
        if where < last and first < at:
            under.append(word.confidence)
    return under


def times_of(turn: SeenTurn, first: int, last: int) -> tuple[float | None, float | None]:
    """Seconds a span covers: by its words' times, else by its share of the turn's text; None without times."""
    start_s, end_s = turn.turn.start_s, turn.turn.end_s
    if start_s is None or end_s is None:
        return start_s, end_s
    timed = _timed_words(turn, first, last)
    if timed is not None:
        return timed
    length = max(len(turn.turn.text), 1)
    span_s = end_s - start_s
    return round(start_s + span_s * first / length, 3), round(start_s + span_s * last / length, 3)


def _timed_words(turn: SeenTurn, first: int, last: int) -> tuple[float, float] | None:
    at = 0
    times: list[tuple[float, float]] = []
    for word in turn.turn.words:
        where = turn.turn.text.find(word.text.strip(), at)
        if where < 0:
            continue
        at = where + len(word.text.strip())
        if where < last and first < at:
            times.append((word.start_s, word.end_s))
    return (round(times[0][0], 3), round(times[-1][1], 3)) if times else None


def _longest(spans: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those inside a longer one dropped."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _around(text: str, start: int, end: int, stops: "re.Pattern[str]") -> tuple[int, int]:
    low = max((m.end() for m in stops.finditer(text, 0, start)), default=0)
    after = stops.search(text, end)
    return low, after.start() + 1 if after else len(text)


def _is_question(text: str, end: int) -> bool:
    stop = _SENTENCE_END.search(text, end)
    return bool(_QUESTION.search(text[: stop.end() if stop else len(text)].rstrip("。.!;\n ")))


def _any_within(matches: dict[int, tuple[Match, ...]], numbers: Sequence[int], low: int, high: int) -> bool:
    return any(m.start >= low and m.end <= high for n in numbers for m in matches.get(n, ()))


def _guarded(guard: Guard, matches: dict[int, tuple[Match, ...]], text: str, start: int, end: int) -> bool:
    stops = _SENTENCE_END if guard.spec.crosses_commas else _CLAUSE_END
    low, high = _around(text, start, end, stops)
    reach = guard.spec.characters if is_chinese(text[start]) else guard.spec.latin_characters
    if _any_ends_in(matches, guard.before, max(low, start - reach), start):
        return True
    if _any_within(matches, guard.after, end, min(high, end + reach)):
        return True
    sentence = _around(text, start, end, _SENTENCE_END)
    return _any_within(matches, guard.sentence, *sentence)


def _any_ends_in(matches: dict[int, tuple[Match, ...]], numbers: Sequence[int], low: int, high: int) -> bool:
    return any(low < m.end <= high and m.start < high for n in numbers for m in matches.get(n, ()))
