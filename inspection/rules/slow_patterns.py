"""Regular expressions that can hang: found by their shape, and measured on texts made to hurt them.

Shape: a loop in which a loop stands alone (`(a+)+`), and a loop over alternatives of which one is also made of
others (`(a|aa)*`): both can read the same text in exponentially many ways. Everything else with a loop is measured:
on SHORT texts what takes longer than the engine allows (pattern_watch.PATTERN_TIMEOUT_S) grows exponentially; on LONG
ones, the length of a long turn, with at least the cube of the length.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from inspection.rules.pattern_tree import Part, pattern_tree
from inspection.rules.pattern_watch import PATTERN_TIMEOUT_S

ENDLESS = 25
SHORT, LONG = 60, 500
CONFIRMED_S = 1.5
"""Asked for a second time, with more patience: a busy machine makes nobody guilty."""
MOST_PUMPS, MOST_LONG, MOST_SHOWN = 3, 4, 40
_BREAK = "\x00"
_BLIND_PUMPS = ("a", "a ", "保", "1", "ab")


@dataclass(frozen=True, slots=True)
class SlowPattern:
    """What makes it slow: the part, where it starts in the source, and the length of the text that took too long.

    `characters` is 0 when its shape alone shows it. `deadly`: exponential; otherwise only too slow on long turns.
    """

    part: str
    start: int
    characters: int
    seconds: float = PATTERN_TIMEOUT_S
    deadly: bool = True


@lru_cache(maxsize=4096)
def slow_on(source: str) -> SlowPattern | None:
    """What can hang an expression that compiles; None when nothing was found."""
    expression = regex.compile(source)
    tree = pattern_tree(source)
    if tree is None:
        short, long = (_measured(expression, source, None, _blind_texts(size)) for size in (SHORT, LONG))
        return short or _slow(long)
    loops = [p for p in tree.walk() if p.kind == "repeat" and _is_endless(p)]
    for loop in loops:
        pump = _ambiguous(loop, source)
        if pump is not None:
            texts = (t for size in (SHORT, LONG) for t in _attacks(tree, loop, pump, size))
            part = source[loop.start : loop.end]
            return _measured(expression, source, loop, texts) or SlowPattern(part[:MOST_SHOWN], loop.start, 0)
    if len(loops) < 2:
        return None
    pumps = [(loop, pump) for loop in loops for pump in loop.parts[0].texts()[:MOST_PUMPS] if pump]
    for size in (SHORT, LONG):
        for loop, pump in pumps if size == SHORT else pumps[:MOST_LONG]:
            measured = _measured(expression, source, loop, _attacks(tree, loop, pump, size))
            if measured is not None:
                return measured if size == SHORT else _slow(measured)
    return None


def _slow(measured: SlowPattern | None) -> SlowPattern | None:
    return replace(measured, deadly=False) if measured else None


def _is_endless(part: Part) -> bool:
    return part.most is None or part.most >= ENDLESS


def _ambiguous(loop: Part, source: str) -> str | None:
    """A text that rounds of the loop can read in several ways; None when its shape shows none."""
    for inner in loop.parts[0].walk():
        if inner.kind == "repeat" and _is_endless(inner) and _is_alone(inner, loop.parts[0]):
            return next((t for t in inner.parts[0].texts() if t), "a")
    return _overlap(loop, source)


def _is_alone(inner: Part, body: Part) -> bool:
    """Whether `inner` can be all that `body` matches: whatever stands beside it may be empty."""
    if body is inner:
        return True
    if body.kind == "nothing" or not body.parts:
        return False
    if body.kind == "choice":
        return any(_is_alone(inner, part) for part in body.parts)
    beside = [p for p in body.parts if not any(q is inner for q in p.walk())]
    holding = [p for p in body.parts if any(q is inner for q in p.walk())]
    if body.kind == "repeat":
        return bool(holding) and _is_alone(inner, body.parts[0])
    return len(holding) == 1 and all(p.may_be_empty for p in beside) and _is_alone(inner, holding[0])


def _overlap(loop: Part, source: str) -> str | None:
    """A text of one alternative that other alternatives match too, one after another."""
    body = loop.parts[0]
    while body.kind == "sequence" and len(body.parts) == 1:
        body = body.parts[0]
    if body.kind != "choice":
        return None
    written = [source[p.start : p.end] for p in body.parts]
    for number, part in enumerate(body.parts):
        others = "|".join(w for n, w in enumerate(written) if n != number)
        try:
            made_of_others = regex.compile(f"(?:{others}){{1,4}}")
            for text in part.texts():
                if text and made_of_others.fullmatch(text, timeout=PATTERN_TIMEOUT_S):
                    return text
        except (regex.error, TimeoutError):
            continue
    return None


def _attacks(tree: Part, loop: Part, pump: str, size: int) -> Iterator[str]:
    """Texts that lead to the loop, go round it many times, and then fail; with what must follow at the very end."""
    rounds = pump * max(size // len(pump), 1)
    for tail in dict.fromkeys((_BREAK, _BREAK + _after(tree, loop))):
        yield _before(tree, loop) + rounds + tail


def _before(tree: Part, loop: Part) -> str:
    """A text for what stands before the loop on the way to it."""
    text = ""
    for part in tree.parts:
        if part is loop:
            return text
        if any(p is loop for p in part.walk()):
            return text + _before(part, loop)
        if tree.kind == "sequence":
            text += (part.texts() or [""])[0]
    return text


def _after(tree: Part, loop: Part) -> str:
    """A text for what stands after it."""
    text, passed = "", False
    for part in tree.parts:
        if any(p is loop for p in part.walk()):
            text, passed = ("" if part is loop else _after(part, loop)), True
        elif passed and tree.kind == "sequence":
            text += (part.texts() or [""])[0]
    return text


def _blind_texts(size: int) -> Iterator[str]:
    for pump in _BLIND_PUMPS:
        yield pump * (size // len(pump)) + _BREAK


def _measured(
    expression: "regex.Pattern[str]", source: str, loop: Part | None, texts: Iterator[str]
) -> SlowPattern | None:
    start, end = (loop.start, loop.end) if loop else (0, len(source))
    for text in texts:
        if all(_takes_longer(expression, text, limit) for limit in (PATTERN_TIMEOUT_S, CONFIRMED_S)):
            return SlowPattern(source[start:end][:MOST_SHOWN], start, len(text))
    return None


def _takes_longer(expression: "regex.Pattern[str]", text: str, limit_s: float) -> bool:
    try:
        expression.search(text, timeout=limit_s)
    except TimeoutError:
        return True
    return False
