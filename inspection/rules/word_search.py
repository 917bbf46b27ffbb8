"""Word operators: phrases and patterns in the turns a condition looks at, with guards against negation and the like."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import count

from inspection.rules.condition_spec import GuardSpec
from inspection.rules.normal_text import is_chinese
from inspection.rules.outcome import Hit
from inspection.rules.pattern_watch import PatternWatch
from inspection.rules.phrase_book import PhraseBook, ReadText, Sieve, Span
from inspection.rules.phrases import Phrase
from inspection.rules.view import SeenTurn

_SENTENCE_END = re.compile(r"[。.!?;\n]")
_CLAUSE_END = re.compile(r"[。.!?;\n,，、]")
_QUESTION_ENDS = ("?", "吗", "么", "是不是", "对不对", "呢")
_AFTER_A_QUESTION = "。.!;\n "


TURN_SETS_REMEMBERED = 64
SEARCHES_REMEMBERED = 10_000
"""More than the conditions of a big book: explaining makes searches of its own, and a console explains for months."""


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
    """What a word operator looks for: numbers of phrases (any or all) and of raw expressions, and what cancels a hit.

    `by_sound` are the phrases that may also match by sound in recognised speech.
    """

    phrases: tuple[int, ...]
    expressions: tuple[int, ...]
    wants_all: bool
    unless: tuple[int, ...]
    guards: tuple[Guard, ...]
    by_sound: tuple[int, ...]
    questions: str

    @property
    def wordings(self) -> tuple[int, ...]:
        """Phrases and raw expressions together."""
        return self.phrases + self.expressions if self.expressions else self.phrases


@dataclass(frozen=True, slots=True)
class _GuardSieves:
    """A guard with its phrases as sieves of the exact book."""

    before: Sieve
    after: Sieve
    sentence: Sieve
    spec: GuardSpec


@dataclass(frozen=True, slots=True)
class _Search:
    """A WordSearch made ready: equal searches of a rulebook share one, and its number names what texts remember."""

    number: int
    words: Sieve
    unless: Sieve
    guards: tuple[_GuardSieves, ...]
    questions: str


class WordSearcher:
    """Searches turns for phrases; owns the exact book and the sound-alike book of a rulebook."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        """`phrases` are numbered by position; every WordSearch refers to these numbers."""
        self.watch = PatternWatch()
        self.phrases = phrases
        self.exact = PhraseBook(phrases, watch=self.watch)
        self._searches: dict[int, tuple[WordSearch, _Search]] = {}
        self._alike: dict[tuple[object, ...], _Search] = {}
        self._numbers = count()  # never used twice: texts remember what a search found by it
        self._said: dict[int, tuple[tuple[SeenTurn, ...], frozenset[int]]] = {}

    @cached_property
    def by_sound(self) -> PhraseBook:
        """The sound-alike book; only recognised speech needs it."""
        return PhraseBook(self.phrases, by_sound=True, watch=self.watch)

    def hits(self, search: WordSearch, turns: Iterable[SeenTurn], *, recognised: bool) -> list[Hit]:
        """All hits in these turns, in order. For recognised speech, sound-alike hits where no exact one is."""
        turns = turns if isinstance(turns, tuple) else tuple(turns)
        ready = self._ready(search)
        found: list[Hit] = []
        if ready.words.may_be_in(self._words_of(turns)):
            found = self._exact_hits(ready, turns)
        if search.wants_all and not self._all_found(search, turns):
            found = []
        if found or search.wants_all or not (recognised and search.by_sound):
            return found
        return [h for turn in turns for h in self._sounding(search, ready, turn)]

    def may_occur(self, search: WordSearch, turns: tuple[SeenTurn, ...]) -> bool:
        """False when none of the telling words of the search occurs in any of these turns."""
        return self._ready(search).words.may_be_in(self._words_of(turns))

    def _ready(self, search: WordSearch) -> _Search:
        known = self._searches.get(id(search))
        if known is None or known[0] is not search:
            if len(self._searches) >= SEARCHES_REMEMBERED:
                self._searches.clear()
            known = self._searches[id(search)] = (search, self._made_ready(search))
        return known[1]

    def _made_ready(self, search: WordSearch) -> _Search:
        guards = tuple(g.name for g in search.guards)
        key = (search.wordings, search.unless, guards, search.questions)
        if key not in self._alike:
            if len(self._alike) >= SEARCHES_REMEMBERED:
                self._alike.clear()
            sieve = self.exact.sieve
            self._alike[key] = _Search(
                number=next(self._numbers),
                words=sieve(search.wordings),
                unless=sieve(search.unless),
                guards=tuple(
                    _GuardSieves(sieve(g.before), sieve(g.after), sieve(g.sentence), g.spec) for g in search.guards
                ),
                questions=search.questions,
            )
        return self._alike[key]

    def _words_of(self, turns: tuple[SeenTurn, ...]) -> frozenset[int]:
        """Numbers of the telling words in any of these turns; remembered, as many conditions look at the same turns."""
        known = self._said.get(id(turns))
        if known is None or known[0] is not turns:
            if len(self._said) >= TURN_SETS_REMEMBERED:
                self._said.clear()
            words = frozenset().union(*[self.exact.read(t.text.text).words for t in turns])
            known = self._said[id(turns)] = (turns, words)
        return known[1]

    def _all_found(self, search: WordSearch, turns: Sequence[SeenTurn]) -> bool:
        read = [self.exact.read(turn.text.text) for turn in turns]
        return all(any(self.exact.spans(n, r) for r in read) for n in search.phrases)

    def _exact_hits(self, ready: _Search, turns: tuple[SeenTurn, ...]) -> list[Hit]:
        found: list[Hit] = []
        read_of, number = self.exact.read, ready.number
        always, words = bool(ready.words.always), ready.words.words
        for turn in turns:
            read = read_of(turn.text.text)
            if not always and words.isdisjoint(read.words):
                continue
            kept = read.kept.get(number)
            if kept is None:
                kept = read.kept[number] = self._kept(ready, read)
            for start, end in kept:
                found.append(_hit(turn, start, end, by_sound=False))
        return found

    def _kept(self, ready: _Search, read: ReadText) -> tuple[Span, ...]:
        """The spans in a text that nothing cancels."""
        spans = self.exact.any_spans(ready.words, read)
        if not spans:
            return ()
        return tuple([s for s in _longest(spans) if not self._cancelled(ready, read.text, *s)])

    def _sounding(self, search: WordSearch, ready: _Search, turn: SeenTurn) -> Iterator[Hit]:
        text, book = turn.text.text, self.by_sound
        spans = book.any_spans(book.sieve(search.by_sound), book.read(text))
        for start, end in _longest(spans) if spans else ():
            if not self._cancelled(ready, text, start, end):
                yield _hit(turn, start, end, by_sound=True)

    def _cancelled(self, ready: _Search, text: str, start: int, end: int) -> bool:
        if ready.questions != "count" and _is_question(text, end) == (ready.questions == "ignore"):
            return True
        if not (ready.unless or ready.guards):
            return False
        read = self.exact.read(text)
        if ready.unless and self._any_within(ready.unless, read, *_around(text, start, end, sentence_stops)):
            return True
        return any(self._guarded(g, read, start, end) for g in ready.guards)

    def _any_within(self, sieve: Sieve, read: ReadText, low: int, high: int) -> bool:
        return any(low <= start and end <= high for start, end in self.exact.any_spans(sieve, read))

    def _guarded(self, guard: _GuardSieves, read: ReadText, start: int, end: int) -> bool:
        text = read.text
        stops = sentence_stops if guard.spec.crosses_commas else clause_stops
        low, high = _around(text, start, end, stops)
        reach = guard.spec.characters if is_chinese(text[start]) else guard.spec.latin_characters
        nearest = max(low, start - reach)
        before = self.exact.any_spans(guard.before, read)
        if any(nearest < last <= start and first < start for first, last in before):
            return True
        if self._any_within(guard.after, read, end, min(high, end + reach)):
            return True
        if not guard.sentence:
            return False
        return self._any_within(guard.sentence, read, *_around(text, start, end, sentence_stops))


def _hit(turn: SeenTurn, start: int, end: int, *, by_sound: bool) -> Hit:
    first, last = turn.text.original_span(start, end)
    start_s, end_s = times_of(turn, first, last)
    return Hit(
        turn=turn.turn.index,
        start_char=first,
        end_char=last,
        operator="sounds_like" if by_sound else "phrase",
        value=turn.turn.text[first:last],
        threshold="",
        confidence=confidence_of(turn, first, last),
        by_sound=by_sound,
        start_s=start_s,
        end_s=end_s,
    )


def confidence_of(turn: SeenTurn, first: int, last: int) -> float:
    """Confidence of the words under a span: of those words when they are timed, else of the turn; 1 for typed text."""
    if turn.turn.words and (under := _words_under(turn, first, last)):
        return min(under)
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
    timed = _timed_words(turn, first, last) if turn.turn.words else None
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


def _longest(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Spans in order, those inside a longer one dropped."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


@lru_cache(maxsize=1024)
def sentence_stops(text: str) -> tuple[int, ...]:
    """Where the marks that end a sentence stand."""
    return tuple([m.start() for m in _SENTENCE_END.finditer(text)])


@lru_cache(maxsize=1024)
def clause_stops(text: str) -> tuple[int, ...]:
    """Where the marks that end a sentence or a clause stand."""
    return tuple([m.start() for m in _CLAUSE_END.finditer(text)])


def _around(text: str, start: int, end: int, stops_of: Callable[[str], tuple[int, ...]]) -> tuple[int, int]:
    stops = stops_of(text)
    first, after = bisect_left(stops, start), bisect_left(stops, end)
    return stops[first - 1] + 1 if first else 0, stops[after] + 1 if after < len(stops) else len(text)


def _is_question(text: str, end: int) -> bool:
    stops = sentence_stops(text)
    after = bisect_left(stops, end)
    last = stops[after] + 1 if after < len(stops) else len(text)
    while last and text[last - 1] in _AFTER_A_QUESTION:
        last -= 1
    return text.endswith(_QUESTION_ENDS, 0, last)
