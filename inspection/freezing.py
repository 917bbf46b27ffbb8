"""Freezing (封账): rows of a month as canonical text, hashed one by one and chained, so that nothing moves unnoticed.

A chain is what makes a missing, added or exchanged row show even where somebody also corrected its hash: every link
is the sha256 of the link before it and of its row's hash, and the last link (the *seal*) stands for the whole month.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from json.encoder import encode_basestring
from math import isfinite
from typing import Any

FIRST_LINK = sha256(b"mingjian freeze 1").hexdigest()
"""What the chain of the first frozen month begins with; every other begins with the seal of the month frozen before."""


@dataclass(frozen=True, slots=True)
class Content:
    """A row as it is hashed: `key` names it (`evaluation:ID`), `values` are all that pay depends on."""

    key: str
    values: Mapping[str, Any]

    @property
    def row_hash(self) -> str:
        """The sha256 of key and canonical values, hexadecimal."""
        return sha256(f"{self.key}\n{canonical(self.values)}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Link:
    """One frozen row: its place in the chain (from 0), its key, its hash, and the link up to and with it."""

    position: int
    key: str
    row_hash: str
    link: str


class Movement(StrEnum):
    """What happened to a frozen row: its content is another, it is gone, it was not there, or its own record is not."""

    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Moved:
    """A row that is not what was frozen."""

    key: str
    movement: Movement


class Canonical(str):
    """A value that is canonical text already: a month holds millions of items, and few that differ."""

    __slots__ = ()


def canonical(values: Any) -> Canonical:
    """One text for one value: keys sorted, no blanks, numbers as Python writes them, moments in ISO 8601.

    Moments must be in one time zone to be the same text. ValueError for NaN and infinity. A mapping may hold values
    that are canonical text already.
    """
    if isinstance(values, Mapping):
        written = [
            head + _WRITERS.get(type(values[name]), _nested)(values[name]) for name, head in _heads(tuple(values))
        ]
        return Canonical(f"{{{','.join(written)}}}")
    return Canonical(_ENCODER.encode(values))


def canonical_list(values: Iterable[Canonical]) -> Canonical:
    """The canonical text of a list of values that are canonical text already."""
    return Canonical(f"[{','.join(values)}]")


def chained(rows: Iterable[Content], begins_with: str = FIRST_LINK) -> Iterator[Link]:
    """The links of rows in the order given, which must be that of their keys (code points)."""
    link = begins_with
    for position, row in enumerate(rows):
        row_hash = row.row_hash
        link = next_link(link, row_hash)
        yield Link(position, row.key, row_hash, link)


def next_link(link: str, row_hash: str) -> str:
    """The sha256 of the link before and the hash of the row, hexadecimal."""
    return sha256(f"{link}\n{row_hash}".encode()).hexdigest()


def movements(frozen: Iterable[Link], now: Iterable[Content]) -> Iterator[Moved]:
    """What is not as it was frozen; both sides in the order of their keys, each read once.

    A merge of two streams: a month of a million rows is never in memory.
    """
    was, is_now = iter(frozen), iter(now)
    left, right = next(was, None), next(is_now, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left.key < right.key):
            assert left is not None
            yield Moved(left.key, Movement.MISSING)
            left = next(was, None)
        elif left is None or right.key < left.key:
            yield Moved(right.key, Movement.ADDED)
            right = next(is_now, None)
        else:
            if left.row_hash != right.row_hash:
                yield Moved(left.key, Movement.CHANGED)
            left, right = next(was, None), next(is_now, None)


def broken_links(frozen: Sequence[Link] | Iterable[Link], begins_with: str, seal: str) -> Iterator[Moved]:
    """Where the record itself was touched: the first link that does not follow, or the seal that does not close it."""
    link, last = begins_with, ""
    for expected, one in enumerate(frozen):
        link, last = next_link(link, one.row_hash), one.key
        if one.position != expected or one.link != link:
            yield Moved(one.key, Movement.RECORD)
            return
    if link != seal:
        yield Moved(last or "seal", Movement.RECORD)


def _moment(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be frozen")


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, default=_moment)


@lru_cache(maxsize=256)
def _heads(names: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The names of a mapping in canonical order, each with what is written before its value."""
    return tuple((name, f"{encode_basestring(name)}:") for name in sorted(names))


def _number(value: float) -> str:
    return float.__repr__(value) if isfinite(value) else _ENCODER.encode(value)


def _nested(value: Any) -> str:
    return canonical(value)


_WRITERS: Mapping[type, Callable[[Any], str]] = {
    Canonical: str.__str__,
    str: encode_basestring,
    float: _number,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
    datetime: lambda value: f'"{value.isoformat()}"',
    date: lambda value: f'"{value.isoformat()}"',
}
"""How plain values stand inside a mapping: as the encoder writes them, without setting it up for each."""
