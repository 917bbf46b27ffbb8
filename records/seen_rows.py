"""Rows of the exported tables as far as somebody sees them, a page at a time or one: what the JSON API lists.

Pages go by keys, not by numbers: the thousandth costs what the first did, and a row that comes in between doubles and
hides nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.errors import InputError
from records import sight_filter
from records.beholder import Beholder, condition_of
from records.column_types import Instant
from records.export_queries import Query
from records.export_rows import Exported, exported_rows
from records.scorecards import told_cards
from records.tables import (
    appeals,
    coaching,
    current_evaluations,
    evaluations,
    flags,
    interactions,
    ledger,
    reviews,
    scorecards,
    turns,
)
from records.told_evaluations import told_rows

MOST_ROWS = 200
KeyValue = str | int | date | datetime
_Columns = tuple[sa.Column[Any], ...]


@dataclass(frozen=True, slots=True)
class _Listing:
    """A table as it is listed: `order` is the key of a page (unique, never empty), `day` what `from` and `to` mean."""

    table: sa.Table
    order: _Columns
    day: sa.Column[Any]
    last_day: sa.Column[Any] | None = None


_LISTINGS: Mapping[str, _Listing] = {
    "ledger": _Listing(ledger, (ledger.c.business_date, ledger.c.source, ledger.c.ledger_key), ledger.c.business_date),
    "interactions": _Listing(
        interactions,
        (interactions.c.business_date, interactions.c.source, interactions.c.interaction_id),
        interactions.c.business_date,
    ),
    "evaluations": _Listing(
        evaluations, (evaluations.c.business_date, evaluations.c.evaluation_id), evaluations.c.business_date
    ),
    "flags": _Listing(flags, (flags.c.business_date, flags.c.flag_id), flags.c.business_date),
    "scorecards": _Listing(
        scorecards, (scorecards.c.starts_on, scorecards.c.scorecard_id), scorecards.c.starts_on, scorecards.c.ends_on
    ),
    "coaching": _Listing(coaching, (coaching.c.due_on, coaching.c.task_id), coaching.c.due_on),
    "appeals": _Listing(appeals, (appeals.c.at, appeals.c.id), appeals.c.at),
    "reviews": _Listing(reviews, (reviews.c.at, reviews.c.id), reviews.c.at),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which page: rows after the key `after` (None: from the first), at most `limit` (1 to MOST_ROWS).

    `first` and `last` are days, both included (None: open); `equal` are columns and the values they must have.
    """

    limit: int
    after: tuple[KeyValue, ...] | None = None
    first: date | datetime | None = None
    last: date | datetime | None = None
    equal: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class RowPage:
    """One page of exported rows; `after` is the key its last row has, None when no row follows."""

    rows: tuple[Exported, ...]
    after: tuple[KeyValue, ...] | None


def page_of(connection: Connection, table: str, beholder: Beholder, asked: Asked) -> RowPage:
    """A page of one exported table, in the order of its key; of evaluations only the current ones."""
    listing = _LISTINGS[table]
    chosen = [condition_of(table, beholder), *_filters(listing, asked)]
    if table == "evaluations":
        chosen.append(evaluations.c.evaluation_id.in_(sa.select(current_evaluations.c.evaluation_id)))
        if "band" in (asked.equal or {}):  # the stored band is the machine's: only who reads drafts may ask for it
            chosen.append(sight_filter.of_evaluations(beholder.drafts))
    keys = sa.select(*listing.order).where(*chosen, *_beyond(listing, asked.after)).order_by(*listing.order)
    found = [tuple(row) for row in connection.execute(keys.limit(asked.limit + 1))]
    if not found:
        return RowPage((), None)
    shown, last = found[: asked.limit], found[: asked.limit][-1]
    upto = sa.tuple_(*listing.order) <= _values(listing, last)
    rows = sa.select(listing.table).where(*chosen, *_beyond(listing, asked.after), upto).order_by(*listing.order)
    exported = _told(connection, table, beholder, rows.limit(len(shown)))
    return RowPage(tuple(exported), last if len(found) > asked.limit else None)


def one_of(connection: Connection, table: str, beholder: Beholder, key: Mapping[str, str]) -> Exported | None:
    """One exported row by its columns; None when nobody has it or it is not seen."""
    listing = _LISTINGS[table]
    same = [listing.table.c[name] == value for name, value in key.items()]
    statement = sa.select(listing.table).where(condition_of(table, beholder), *same).order_by(*listing.order)
    return next(iter(_told(connection, table, beholder, statement.limit(1))), None)


def _told(connection: Connection, table: str, beholder: Beholder, query: Query) -> list[Exported]:
    """The rows of a query; of evaluations and scorecards what was published, for who reads no drafts of them."""
    rows = list(exported_rows(connection, table, query))
    if table == "evaluations":
        return told_rows(connection, rows, beholder.drafts)
    return told_cards.told_rows(connection, rows, beholder.drafts) if table == "scorecards" else rows


def key_from(table: str, written: Sequence[object]) -> tuple[KeyValue, ...]:
    """A page's key as it came back from outside; InputError (`bad_cursor`) when it is none of this table."""
    order = _LISTINGS[table].order
    try:
        if len(written) != len(order):
            raise ValueError
        return tuple(_read(column, value) for column, value in zip(order, written, strict=True))
    except (ValueError, TypeError):
        raise InputError(
            "the cursor is none of this list", "give `next` of the page before, unchanged", where="cursor",
            code="bad_cursor",
        ) from None  # fmt: skip


def _read(column: sa.Column[Any], value: object) -> KeyValue:
    if not isinstance(value, str):
        raise TypeError
    if isinstance(column.type, Instant):
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is None:
            raise ValueError
        return moment
    return date.fromisoformat(value) if isinstance(column.type, sa.Date) else value


def _filters(listing: _Listing, asked: Asked) -> list[sa.ColumnElement[bool]]:
    last_day = listing.day if listing.last_day is None else listing.last_day
    found: list[sa.ColumnElement[bool]] = []
    if asked.first is not None:
        found.append(listing.day >= asked.first)
    if asked.last is not None:
        found.append(last_day <= asked.last)
    return [*found, *(listing.table.c[name] == value for name, value in (asked.equal or {}).items())]


def _beyond(listing: _Listing, after: tuple[KeyValue, ...] | None) -> list[sa.ColumnElement[bool]]:
    return [] if after is None else [sa.tuple_(*listing.order) > _values(listing, after)]


def _values(listing: _Listing, key: Sequence[KeyValue]) -> sa.Tuple:
    return sa.tuple_(*(sa.literal(value, column.type) for column, value in zip(listing.order, key, strict=True)))


def turns_of(connection: Connection, source: str, interaction_id: str) -> list[Exported]:
    """Every exported turn of one interaction, in order; whoever asks has found the interaction with a sight."""
    same = (turns.c.source == source) & (turns.c.interaction_id == interaction_id)
    return list(exported_rows(connection, "turns", sa.select(turns).where(same).order_by(turns.c.turn)))
