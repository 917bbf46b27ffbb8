"""The picture of a call (波形): who speaks when and how loud, silences, overlaps and feeling on one line of time.

All lengths are in units of the view box; the agent speaks in the upper lane, the customer in the lower one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from inspection.interaction import Role, Turn
from inspection.sentiment import Sentiment, SentimentReading
from inspection.sound import SoundFacts
from inspection.timeline import Interval
from records.level_files import PER_SECOND, QUIETEST_DBFS, Levels

WIDTH, HEIGHT = 1000.0, 96.0
_COLUMNS = 500
_STEP = WIDTH / _COLUMNS
_UNIT = 255.0
_UNKNOWN_LEVEL = 150.0
_HALF_LANE = 17.0
_LANES = {"agent": 28.0, "customer": 66.0}
_SHORTEST_SILENCE_S = 2.0


@dataclass(frozen=True, slots=True)
class Lane:
    """The voice of one side: `role` is agent, customer or other, `path` the strokes of an SVG path."""

    role: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Something that lasts: `kind` is silence, overlap, hold, masked, negative or positive; `seconds` how long."""

    kind: str
    x: float
    width: float
    seconds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waveform:
    """The picture. `is_measured` False: no levels are kept, turns are drawn as loud as their turn was on the whole."""

    width: float
    height: float
    lanes: tuple[Lane, ...]
    stretches: tuple[Stretch, ...]
    feelings: tuple[Stretch, ...]
    is_measured: bool


def waveform(
    duration_s: float,
    turns: Sequence[Turn],
    readings: Sequence[SentimentReading | None],
    *,
    sound: SoundFacts | None,
    holds: Iterable[Interval] = (),
    masked: Iterable[Interval] = (),
    levels: Levels | None = None,
) -> Waveform | None:
    """The picture of a call of `duration_s` seconds; None when nothing of it has a time."""
    timed = [(turn, reading) for turn, reading in zip(turns, readings, strict=True) if turn.interval is not None]
    if duration_s <= 0 or not timed:
        return None
    per_unit = WIDTH / duration_s
    loud = _levels_of_columns(levels, duration_s) if levels is not None else _of_turns([t for t, _ in timed], sound)
    return Waveform(
        width=WIDTH,
        height=HEIGHT,
        lanes=tuple(_lanes([turn for turn, _ in timed], duration_s, loud)),
        stretches=tuple(
            _stretch(kind, one, per_unit)
            for kind, many in (
                ("silence", _silences(sound)),
                ("hold", holds),
                ("overlap", sound.overlaps if sound else ()),
                ("masked", masked),
            )
            for one in many
            if one.start_s < duration_s
        ),
        feelings=tuple(
            _stretch(reading.label.value, turn.interval, per_unit)
            for turn, reading in timed
            if turn.interval is not None and reading is not None and reading.label is not Sentiment.NEUTRAL
        ),
        is_measured=levels is not None,
    )


def place_of(seconds: float, duration_s: float) -> float:
    """Where a moment lies on the line."""
    return round(WIDTH * min(max(seconds / duration_s, 0.0), 1.0), 1) if duration_s > 0 else 0.0


def _silences(sound: SoundFacts | None) -> Iterator[Interval]:
    for silence in sound.silences if sound else ():
        if silence.interval.duration_s >= _SHORTEST_SILENCE_S:
            yield silence.interval


def _stretch(kind: str, one: Interval, per_unit: float) -> Stretch:
    width = max(one.duration_s * per_unit, 1.0)
    return Stretch(
        kind=kind, x=round(one.start_s * per_unit, 1), width=round(width, 1), seconds=f"{one.duration_s:.1f}"
    )


def _levels_of_columns(levels: Levels, duration_s: float) -> list[float]:
    """The loudest channel of every column, 0-255."""
    loudest = levels.values.max(axis=0) if levels.values.size else np.zeros(0, np.uint8)
    found = []
    for column in range(_COLUMNS):
        start = int(column * duration_s * PER_SECOND / _COLUMNS)
        end = max(start + 1, int((column + 1) * duration_s * PER_SECOND / _COLUMNS))
        part = loudest[start:end]
        found.append(float(part.max()) if part.size else 0.0)
    return found


def _of_turns(turns: Sequence[Turn], sound: SoundFacts | None) -> dict[int, float]:
    """How loud each turn was on the whole, by its index, 0-255."""
    known = {level.turn: level.dbfs for level in sound.turn_levels} if sound else {}
    share = {turn.index: 1 - known[turn.index] / QUIETEST_DBFS for turn in turns if turn.index in known}
    return {t.index: _UNIT * min(max(share[t.index], 0.1), 1.0) if t.index in share else _UNKNOWN_LEVEL for t in turns}


def _lanes(turns: Sequence[Turn], duration_s: float, loud: "list[float] | dict[int, float]") -> Iterator[Lane]:
    spoken: dict[str, dict[int, float]] = {"agent": {}, "customer": {}, "other": {}}
    for turn in turns:
        stretch = turn.interval
        if stretch is None:
            continue
        role = turn.sender.value if turn.sender in (Role.AGENT, Role.CUSTOMER) else "other"
        first = int(stretch.start_s / duration_s * _COLUMNS)
        last = max(first + 1, round(stretch.end_s / duration_s * _COLUMNS))
        for column in range(first, min(last, _COLUMNS)):
            spoken[role][column] = loud[turn.index] if isinstance(loud, dict) else loud[column]
    if isinstance(loud, list):
        everywhere = {column for columns in spoken.values() for column in columns}
        spoken["other"] |= {c: level for c, level in enumerate(loud) if c not in everywhere}
    for role, columns in spoken.items():
        if columns:
            yield Lane(role, "".join(_bar(role, column, level) for column, level in sorted(columns.items())))


def _bar(role: str, column: int, level: float) -> str:
    half = max(0.4, _HALF_LANE * (level / _UNIT) ** 1.6)
    middle = _LANES.get(role, HEIGHT / 2)
    return f"M{column * _STEP + _STEP / 2:g} {middle - half:.1f}v{2 * half:.1f}"
