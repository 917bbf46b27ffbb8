"""What somebody wants to see of the review queue (复核队列筛选), as a query string says it.

The same text is a saved view, the address of a list and the `queue` of a review opened from it: whoever goes on to the
next review stays inside the filter.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qsl, urlencode

from inspection.review_queue import Purpose

ME, NOBODY = "@me", "@nobody"
LONGEST = 200
_LONGEST_ENCODED = 20_000


class Waiting(StrEnum):
    """Where a review stands, as a list tells it. WAITING: FREE or HELD; OVERDUE: a fatal nobody decided in time."""

    WAITING = "waiting"
    FREE = "free"
    HELD = "held"
    OVERDUE = "overdue"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    ALL = "all"


class QueueOrder(StrEnum):
    """How a list is sorted. VALUE: as the queue is worked."""

    VALUE = "value"
    NEWEST = "newest"
    OLDEST = "oldest"
    LOWEST_SCORE = "score"
    LEAST_SURE = "confidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueFilter:
    """Every field that is not empty must hold.

    `reason` is a flag's code, `item` one of the asked items, `whose` a person, ME or NOBODY. Scores are 0-100,
    confidence 0-100 (per cent), dates business dates, all bounds included. `text` is searched in what was said.
    """

    text: str = ""
    agent: str = ""
    team: str = ""
    queue: str = ""
    channel: str = ""
    item: str = ""
    purpose: Purpose | None = None
    reason: str = ""
    score_from: float | None = None
    score_to: float | None = None
    sure_from: float | None = None
    sure_to: float | None = None
    first: date | None = None
    last: date | None = None
    state: Waiting = Waiting.WAITING
    whose: str = ""
    order: QueueOrder = QueueOrder.VALUE

    @property
    def asks_of_the_machine(self) -> bool:
        """True when the answer would tell what the machine said: blind reviews then stay out of it."""
        bounds = (self.score_from, self.score_to, self.sure_from, self.sure_to)
        of_verdicts = any(bound is not None for bound in bounds) or bool(self.item or self.reason)
        return of_verdicts or self.state is Waiting.OVERDUE

    @property
    def encoded(self) -> str:
        """The filter as a query string without what is at its default; `""` for the whole queue."""
        given = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) != f.default}
        return urlencode({name: _written(value) for name, value in given.items()})


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A value of the query that says nothing; the list is shown without it."""

    field: str
    value: str


def queue_filter_of(query: Mapping[str, str]) -> tuple[QueueFilter, tuple[Unreadable, ...]]:
    """The filter of a query, and what of it cannot be read. Unknown names are left alone."""
    read: dict[str, Any] = {}
    wrong: list[Unreadable] = []
    for name, reads in _READS.items():
        text = query.get(name, "").strip()[:LONGEST]
        if text:
            try:
                read[name] = reads(text)
            except ValueError:
                wrong.append(Unreadable(name, text))
    found = QueueFilter(**read)
    for low, high in (("score_from", "score_to"), ("sure_from", "sure_to"), ("first", "last")):
        if None not in (a := getattr(found, low), b := getattr(found, high)) and a > b:
            wrong.append(Unreadable(high, query[high].strip()[:LONGEST]))
    return found, tuple(wrong)


def decoded(text: str) -> QueueFilter:
    """The filter of `QueueFilter.encoded`; what cannot be read in it is left out."""
    return queue_filter_of(query_of(text))[0]


def query_of(text: str) -> dict[str, str]:
    """The query behind an encoded filter; of a name given twice the last counts."""
    return dict(parse_qsl(text[:_LONGEST_ENCODED]))


def _hundred(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 100:
        raise ValueError(text)
    return value


_OF_KIND: Mapping[str, Callable[[str], Any]] = {
    "purpose": Purpose,
    "score_from": _hundred,
    "score_to": _hundred,
    "sure_from": _hundred,
    "sure_to": _hundred,
    "first": date.fromisoformat,
    "last": date.fromisoformat,
    "state": Waiting,
    "order": QueueOrder,
}
_READS = {field.name: _OF_KIND.get(field.name, str) for field in fields(QueueFilter)}


def _written(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else value.isoformat() if isinstance(value, date) else str(value)
