"""A phrase in pieces: which of them were said, which are lacking, and the plainest wording of the whole."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import regex

from inspection.rules.alignment import align, possible_share, tokens_of
from inspection.rules.condition import Condition
from inspection.rules.normal_text import NormalText
from inspection.rules.pattern_tree import Part, pattern_tree
from inspection.rules.phrase_book import PATTERN_TIMEOUT_S
from inspection.rules.phrases import Phrase

MOST_COMPARISONS = 30_000
"""Phrases times sentences looked at; an explanation is read by a person who waits."""
LEAST_LIKE = 0.75
"""From this share on a piece that was not said word by word counts as partly said."""
LEAST_SHARE = 0.5
_TELLING = 2  # characters of a sample that tell more than the expression itself
OUT_OF_PLACE = 0.9
"""What all the parts of a phrase are worth where they do not make a hit."""
_LIGHT = 0.3
_LIGHT_WORDS = frozenset(
    "的是了吗呢啊您你我他她它们这那在就都也有不没会能要一个和跟给为把被到说请好吧呀哦哈"
) | frozenset(
    [
        "a",
        "an",
        "the",
        "to",
        "you",
        "i",
        "we",
        "it",
        "is",
        "are",
        "am",
        "be",
        "of",
        "and",
        "or",
        "for",
        "in",
        "on",
        "at",
        "this",
        "that",
        "my",
        "your",
        "do",
        "not",
        "no",
        "if",
        "me",
        "us",
        "our",
    ]
)
"""Words that are in every sentence say little about how near a phrase is: they weigh _LIGHT of another word."""
_SENTENCE = re.compile(r"[^。.!?;\n]+")
_LATIN_PAIR = re.compile(r"[a-z0-9]{2}")
_MOST_OPTIONS = 3
_HEAVIEST = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a phrase that must be said: its expression, a few ways to say it, and how much it weighs."""

    expression: "regex.Pattern[str]"
    samples: tuple[str, ...]
    weight: float

    @property
    def shown(self) -> str:
        """The first ways to say it."""
        return "/".join(self.samples[:2])


@dataclass(frozen=True, slots=True)
class Partly:
    """How much of a phrase a stretch of text says: share 0-1, half-open offsets into the folded text, what lacks.

    `wording` is the phrase with the options that were said; `trouble` is why it is no hit although nothing lacks:
    order (the parts come in another order), distance (or something between them), beside (what stands next to them).
    """

    phrase: Phrase
    wording: str
    share: float
    start: int
    end: int
    lacking: tuple[str, ...]
    trouble: str = ""


@lru_cache(maxsize=8192)
def plainest(phrase: Phrase) -> str:
    """The plainest wording of a phrase: first options, nothing optional; its source where it cannot be read."""
    tree = pattern_tree(phrase.pattern)
    return (_tidy(_plain(tree)) if tree is not None else "") or phrase.source


def wordings_of(condition: Condition, known: Sequence[Phrase]) -> list[str]:
    """What a condition looks for, each in its plainest wording; `known` are the phrases of its rulebook."""
    if condition.words is not None:
        words = condition.words
        raw = [known[n].source if len(plainest(known[n])) < _TELLING else plainest(known[n]) for n in words.expressions]
        return list(dict.fromkeys([*(plainest(known[n]) for n in words.phrases), *raw]))
    if condition.lines:
        return list(dict.fromkeys(line.source for line in condition.lines))
    return list(condition.spec.meaning.of) if condition.spec.meaning is not None else []


def _tidy(text: str) -> str:
    """No space but between Latin words."""
    return re.sub(r" +", " ", re.sub(r"(?<![a-z0-9']) +| +(?![a-z0-9'])", "", text)).strip(" ,")


def _plain(part: Part) -> str:
    if part.kind == "one":
        return part.samples[0] if part.samples else ""
    if part.kind == "choice":
        return _plain(part.parts[0])
    if part.kind == "repeat":
        if part.least == 0 and " " in part.parts[0].samples[:3] and "," in part.parts[0].samples[:3]:
            return " "
        return _plain(part.parts[0]) * part.least
    return "".join(map(_plain, part.parts)) if part.kind == "sequence" else ""


@lru_cache(maxsize=8192)
def ways_of(phrase: Phrase) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of each way (top-level option) to say the phrase; none when it cannot be taken apart."""
    tree = pattern_tree(phrase.pattern)
    if tree is None:
        return ()
    options = tree.parts if tree.kind == "choice" else [tree]
    return tuple(pieces for o in options if (pieces := tuple(_pieces(phrase.pattern, o))))


def _pieces(pattern: str, way: Part) -> Iterator[Piece]:
    run: list[Part] = []
    for part in _flat(way):
        if part.kind == "one" and len(part.samples) == 1 and part.samples[0].strip():
            run.append(part)
            continue
        if part.kind == "nothing" and not run:
            continue
        if run:
            yield _piece(pattern, run)
            run = []
        if not part.may_be_empty and _plain(part).strip(" ,"):
            yield _piece(pattern, [part])
    if run:
        yield _piece(pattern, run)


def _flat(way: Part) -> Iterator[Part]:
    """Parts of a sequence; a group that is no choice is opened."""
    for part in way.parts if way.kind == "sequence" else [way]:
        if part.kind == "sequence" and len(part.parts) == 1 and part.parts[0].kind == "sequence":
            yield from _flat(part.parts[0])
        else:
            yield part


def _piece(pattern: str, parts: Sequence[Part]) -> Piece:
    source = pattern[parts[0].start : parts[-1].end]
    samples = _options(parts[0]) if len(parts) == 1 else ["".join(map(_plain, parts))]
    weight = min(map(_weight, samples), default=1.0)
    return Piece(regex.compile(source), tuple(map(_tidy, samples)), max(_LIGHT, min(weight, _HEAVIEST)))


def _weight(sample: str) -> float:
    return sum(_LIGHT if t.text in _LIGHT_WORDS else 1.0 for t in tokens_of(sample))


def _options(part: Part) -> list[str]:
    inner = part
    while inner.kind == "sequence" and len(inner.parts) == 1:
        inner = inner.parts[0]
    options = inner.parts[: 2 * _MOST_OPTIONS] if inner.kind == "choice" else [inner]
    return [text for o in options if (text := _plain(o))] or [_plain(part)]


def closest_phrase(phrases: Sequence[Phrase], texts: Sequence[NormalText]) -> tuple[int, Partly] | None:
    """The text (by its number) that says the most of one of the phrases; None when none says LEAST_SHARE of one."""
    best: tuple[int, Partly] | None = None
    left = MOST_COMPARISONS
    for number, text in enumerate(texts):
        for sentence in _SENTENCE.finditer(text.text):
            said = Counter(t.text for t in tokens_of(sentence[0]))
            for phrase in phrases:
                left -= 1
                partly = _partly(phrase, text.text, sentence.span(), said)
                if partly is not None and (best is None or partly.share > best[1].share):
                    best = (number, partly)
                if left <= 0:
                    return best
    return best


def _partly(phrase: Phrase, text: str, span: tuple[int, int], said: "Counter[str]") -> Partly | None:
    scored = [s for way in ways_of(phrase) if (s := _scored(phrase, way, text, span, said)) is not None]
    return max(scored, key=lambda s: s.share, default=None)


def _scored(
    phrase: Phrase, way: Sequence[Piece], text: str, span: tuple[int, int], said: "Counter[str]"
) -> Partly | None:
    total = sum(p.weight for p in way)
    gained, lacking, places, wording = 0.0, [], [], []
    for piece in way:
        share, place = _said(piece, text, span, said)
        gained += share * piece.weight
        if share < 1:
            lacking.append(piece.shown)
        if place is not None:
            places.append(place)
        wording.append(text[slice(*place)] if place is not None and share == 1 else piece.samples[0])
    if gained < 1 or gained / total < LEAST_SHARE:
        return None
    start, end = min(p[0] for p in places), max(p[1] for p in places)
    trouble = "" if lacking else _trouble(places)
    share = gained / total * (OUT_OF_PLACE if trouble else 1.0)
    return Partly(phrase, _tidy(" ".join(wording)), share, start, end, tuple(lacking), trouble)


def _trouble(places: Sequence[tuple[int, int]]) -> str:
    if len(places) == 1:
        return "beside"
    return "distance" if all(a[1] <= b[0] for a, b in pairwise(places)) else "order"


def _is_whole(text: str, start: int, end: int) -> bool:
    """No piece of a Latin word: `as` is not said in `please`."""
    edges = (text[max(start - 1, 0) : start + 1], text[end - 1 : end + 1])
    return not any(map(_LATIN_PAIR.fullmatch, edges))


def _said(piece: Piece, text: str, span: tuple[int, int], said: "Counter[str]") -> tuple[float, tuple[int, int] | None]:
    """How much of one piece the sentence says (0-1), and where."""
    try:
        hits = piece.expression.finditer(text, *span, timeout=PATTERN_TIMEOUT_S)
        found_at = next((h.span() for h in hits if h.end() > h.start() and _is_whole(text, *h.span())), None)
    except TimeoutError:
        return 0.0, None
    if found_at is not None:
        return 1.0, found_at
    best, place = 0.0, None
    for sample in piece.samples:
        wanted = [t.text for t in tokens_of(sample)]
        if len(wanted) < 2 or possible_share(Counter(wanted), said) < LEAST_LIKE:
            continue
        tokens = tokens_of(text[slice(*span)])
        found = align(wanted, frozenset(), [t.text for t in tokens])
        if found.share >= LEAST_LIKE and found.share > best:
            best = found.share
            place = (span[0] + tokens[found.start].start, span[0] + tokens[found.end - 1].end)
    return best, place
