"""Scripts and similar texts: how much of a wanted line was said, in one turn or in turns said in one breath."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from inspection.rules.alignment import Alignment, align, possible_share, tokens_of
from inspection.rules.asked import Asked
from inspection.rules.outcome import Hit, Outcome
from inspection.rules.scripts import Line
from inspection.rules.sound_alike import fold_sound
from inspection.rules.view import SeenTurn
from inspection.rules.word_search import times_of


@dataclass(frozen=True, slots=True)
class _Said:
    """Tokens of one turn, or of the turns of one run: as written, as they sound, and where each stands."""

    tokens: tuple[str, ...]
    sounds: tuple[str, ...]
    places: tuple[tuple[SeenTurn, int, int], ...]


def find_lines(asked: Asked) -> Outcome:
    """Turns that say one of the lines to the wanted share.

    In recognised speech characters that sound alike count too; a hit that needs them is by sound only.
    """
    found = [h for said in _stretches(asked) if (h := _best(asked, said, _wanted_share(asked), bounded=True))]
    return Outcome.found({h.place: h for h in sorted(found, key=lambda h: h.end_char)}.values())


def closest_line(asked: Asked) -> Hit | None:
    """What comes closest to a script or similar text, however far off; None when nothing is said. For explanations."""
    near = [h for said in _stretches(asked) if (h := _best(asked, said, 0.0, bounded=False))]
    return max(near, key=lambda h: (float(h.value.rstrip("%")), -h.turn), default=None)


def _wanted_share(asked: Asked) -> float:
    spec = asked.spec.script or asked.spec.similar
    assert spec is not None
    return spec.at_least_share


def _stretches(asked: Asked) -> Iterator[_Said]:
    """Every turn, and every run of several turns of one speaker."""
    for turn in asked.turns:
        yield _said([turn])
    for _, run in groupby(asked.turns, key=lambda t: (t.run, t.speaker)):
        turns = list(run)
        if len(turns) > 1:
            yield _said(turns)


def _said(turns: Sequence[SeenTurn]) -> _Said:
    tokens: list[str] = []
    sounds: list[str] = []
    places: list[tuple[SeenTurn, int, int]] = []
    for turn in turns:
        folded = turn.text.text
        sound = fold_sound(folded)
        for token in tokens_of(folded):
            tokens.append(token.text)
            sounds.append(sound[token.start : token.end])
            places.append((turn, token.start, token.end))
    return _Said(tuple(tokens), tuple(sounds), tuple(places))


def _best(asked: Asked, said: _Said, at_least: float, *, bounded: bool) -> Hit | None:
    """The best line over this stretch as a hit: as written, else (recognised speech) as it sounds."""
    exact = _closest(asked.condition.lines, said, at_least if bounded else 0.0, by_sound=False)
    if exact is not None and exact.share >= at_least and exact.share > 0:
        return _hit(asked, said, exact, by_sound=False)
    if not asked.facts.recognised or not asked.spec.sounds_like:
        return None
    sounding = _closest(asked.condition.lines, said, at_least if bounded else 0.0, by_sound=True)
    return _hit(asked, said, sounding, by_sound=True) if sounding is not None and sounding.share >= at_least else None


def _closest(lines: Sequence[Line], said: _Said, at_least: float, *, by_sound: bool) -> Alignment | None:
    heard = said.sounds if by_sound else said.tokens
    count = Counter(heard)
    best: Alignment | None = None
    for line in lines:
        if possible_share(line.sound_count if by_sound else line.count, count) < at_least:
            continue
        found = align(line.sounds if by_sound else line.tokens, line.gaps, heard)
        if best is None or found.share > best.share:
            best = found
    return best


def _hit(asked: Asked, said: _Said, found: Alignment, *, by_sound: bool) -> Hit | None:
    """The stretch as a hit in the turn where it begins."""
    if found.end <= found.start:
        return None
    turn, first, _ = said.places[found.start]
    last = max(end for t, _, end in said.places[found.start : found.end] if t is turn)
    start_char, end_char = turn.text.original_span(first, last)
    start_s, end_s = times_of(turn, start_char, end_char)
    return Hit(
        turn=turn.turn.index,
        start_char=start_char,
        end_char=end_char,
        operator="script" if asked.spec.script is not None else "similar",
        value=f"{found.share:.0%}",
        threshold=f"{_wanted_share(asked):.0%}",
        confidence=1.0 if turn.turn.confidence is None else turn.turn.confidence,
        by_sound=by_sound,
        start_s=start_s,
        end_s=end_s,
    )
