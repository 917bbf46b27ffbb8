"""Holds: start/end pairs in seconds from the start of the recording, as `12.5-20;60-75` or as JSON pairs."""

import re
import unicodedata
from collections.abc import Iterable

from inspection.formats.timestamps import read_seconds
from inspection.timeline import Interval

_SEPARATOR = re.compile(r"[;,，；|、]")
_DASH = re.compile(r"\s*[-–—~～至到]\s*")
_PAIR_KEYS = (("start_s", "end_s"), ("start", "end"), ("from", "to"), ("begin", "end"))


def read_holds(raw: object) -> tuple[Interval, ...]:
    """The holds in order of time; raises ValueError for what is no pair, ends early, or lies past a day."""
    pairs = _text_pairs(raw) if isinstance(raw, str) else _listed_pairs(raw)
    holds = tuple(sorted(_interval(start, end) for start, end in pairs))
    if any(hold.end_s > 86_400 for hold in holds):
        raise ValueError("a hold lies more than a day after the start")
    return holds


def _text_pairs(text: str) -> Iterable[tuple[object, object]]:
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.startswith("["):
        numbers = re.findall(r"[^\[\],\s\"']+", plain)
        if len(numbers) % 2:
            raise ValueError("the holds are not pairs")
        return [(numbers[i], numbers[i + 1]) for i in range(0, len(numbers), 2)]
    return [_split(piece) for piece in _SEPARATOR.split(plain) if piece.strip()]


def _split(piece: str) -> tuple[object, object]:
    parts = _DASH.split(piece.strip())
    if len(parts) != 2:
        raise ValueError(f"{piece.strip()!r} is not start-end")
    return parts[0], parts[1]


def _listed_pairs(raw: object) -> Iterable[tuple[object, object]]:
    if isinstance(raw, list):
        return [_listed_pair(item) for item in raw]
    raise ValueError("the holds are not a list of pairs")


def _listed_pair(item: object) -> tuple[object, object]:
    if isinstance(item, list) and len(item) == 2:
        return item[0], item[1]
    if isinstance(item, dict):
        for start, end in _PAIR_KEYS:
            if start in item and end in item:
                return item[start], item[end]
    raise ValueError("the holds are not a list of pairs")


def _interval(start: object, end: object) -> Interval:
    return Interval(read_seconds(start), read_seconds(end))
