"""Freezing (封账): rows of a month as canonical text, hashed one by one and chained, so that nothing moves unnoticed.

A chain is what makes a missing, added or exchanged row show even where somebody also corrected its hash: every link
is the sha256 of the link before it and of its row's hash, and the last link (the *seal*) stands for the whole month.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
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
    if isinstance(values, Mapping) and all(isinstance(name, str) for name in values):
        return Canonical("{" + ",".join([f"{_TEXT(k)}:{_written(values[k])}" for k in sorted(values)]) + "}")
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
_TEXT = _ENCODER.encode  # of a text alone: its quoted form, without setting up the encoder for anything nested
_PLAIN = {None: "null", True: "true", False: "false"}


def _written(value: Any) -> str:
    """What stands for a value inside a mapping; the same as the encoder writes, faster for what is not nested."""
    kind = type(value)
    if kind is Canonical:
        return str.__str__(value)
    if kind is float and isfinite(value):
        return float.__repr__(value)
    if value is None or kind is bool:
        return _PLAIN[value]
    if kind is str:
        return _TEXT(value)
    if isinstance(value, date):
        return _TEXT(value.isoformat())
    return canonical(value) if isinstance(value, Mapping) else _ENCODER.encode(value)
