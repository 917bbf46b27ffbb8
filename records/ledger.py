"""The nightly ledger in the database: it alone says what is still to be done."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from inspection.access.sight import EVERYTHING, Sight
from inspection.ledger import Ending, LedgerEntry
from records import sight_filter
from records.ledger_rows import from_row, key_of, to_row
from records.tables import ledger
from records.upsert import in_chunks, upsert

_Key = tuple[str, str]
_ORDER = (ledger.c.business_date, ledger.c.source, ledger.c.ledger_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What `expect` found, in entries: new ones, corrected ones, unfinished ones taken over, ended ones left alone."""

    new: int = 0
    changed: int = 0
    adopted: int = 0
    unchanged: int = 0


def expect(connection: Connection, entries: Sequence[LedgerEntry]) -> Expected:
    """Write down what should end tonight.

    Absent, or present with another fingerprint (a correction): stored as given. Present, unfinished, same
    fingerprint: taken over by the entry's run; an ending that comes with it is kept. Ended, same fingerprint:
    untouched. Of two entries with one key the last counts.
    """
    wanted = {key_of(entry): entry for entry in entries}
    known = _stored(connection, wanted)
    counts = {"new": 0, "changed": 0, "adopted": 0, "unchanged": 0}
    rows = []
    for key, entry in wanted.items():
        verdict = _compare(known.get(key), entry)
        counts[verdict] += 1
        if verdict == "adopted":
            rows.append(to_row(replace(entry, attempts=known[key].attempts)))
        elif verdict != "unchanged":
            rows.append(to_row(entry))
    upsert(connection, ledger, rows)
    return Expected(**counts)


def pending(connection: Connection, run_id: str) -> list[LedgerEntry]:
    """What this run still has to do, in a fixed order."""
    statement = sa.select(ledger).where(ledger.c.run_id == run_id, ledger.c.ending == Ending.PENDING.value)
    return [from_row(row) for row in connection.execute(statement.order_by(*_ORDER))]


def end(connection: Connection, entries: Sequence[LedgerEntry]) -> None:
    """Give pending entries their ending and count the attempt; what has already ended stays as it is.

    An entry nobody expected is written too: nothing gets lost.
    """
    endings = {key_of(entry): entry for entry in entries}
    known = _stored(connection, endings)
    rows = []
    for key, entry in endings.items():
        before = known.get(key)
        if before is None or before.ending is Ending.PENDING:
            rows.append(to_row(replace(entry, attempts=(before.attempts if before else 0) + 1)))
    upsert(connection, ledger, rows)


def retry_failed(
    connection: Connection, run_id: str, business_date: date, *, source: str, delivered: Iterable[str]
) -> int:
    """Take failed interactions of a source that were delivered again up in this run; returns how many.

    What is still broken (refused, not delivered) keeps its ending and its reason.
    """
    failed = sa.select(ledger.c.interaction_id).where(
        ledger.c.source == source, ledger.c.ending == Ending.FAILED.value, ledger.c.interaction_id.is_not(None)
    )
    wanted = sorted(set(connection.execute(failed).scalars()) & set(delivered))
    changes = {
        "ending": Ending.PENDING.value,
        "run_id": run_id,
        "business_date": business_date,
        "code": "",
        "reason": "",
        "retryable": False,
    }
    for chunk in in_chunks(wanted):
        chosen = (ledger.c.source == source) & ledger.c.interaction_id.in_(chunk)
        connection.execute(sa.update(ledger).where(chosen).values(changes))
    return len(wanted)


def kept(connection: Connection, entries: Sequence[LedgerEntry]) -> list[LedgerEntry]:
    """Those entries that are missing or failed tonight although they were judged before (`expect` leaves those)."""
    known = _stored(connection, {key_of(entry) for entry in entries})
    return [e for e in entries if key_of(e) in known and _stays_judged(known[key_of(e)], e)]


def endings_of(connection: Connection, entries: Sequence[LedgerEntry]) -> dict[Ending, int]:
    """How these entries stand in the ledger, whichever night ended them."""
    known = _stored(connection, {key_of(entry) for entry in entries})
    counts: dict[Ending, int] = {}
    for entry in known.values():
        counts[entry.ending] = counts.get(entry.ending, 0) + 1
    return counts


def endings(connection: Connection, run_id: str) -> dict[Ending, int]:
    """How many entries of a run ended how; endings nobody had are absent."""
    statement = sa.select(ledger.c.ending, sa.func.count()).where(ledger.c.run_id == run_id).group_by(ledger.c.ending)
    return {Ending(ending): count for ending, count in connection.execute(statement)}


def of_run(connection: Connection, run_id: str) -> list[LedgerEntry]:
    """Every entry of a run, in a fixed order."""
    statement = sa.select(ledger).where(ledger.c.run_id == run_id).order_by(*_ORDER)
    return [from_row(row) for row in connection.execute(statement)]


def between(connection: Connection, first: date, last: date, *, sight: Sight = EVERYTHING) -> Iterator[LedgerEntry]:
    """Every entry of the business dates from `first` to `last`, both included, that is seen."""
    chosen = ledger.c.business_date.between(first, last) & sight_filter.of_ledger(sight)
    return (from_row(row) for row in connection.execute(sa.select(ledger).where(chosen).order_by(*_ORDER)))


def counts_of(connection: Connection, day: date, *, sight: Sight = EVERYTHING) -> dict[tuple[Ending, str], int]:
    """How many entries of a business date that are seen have which ending and code."""
    columns = (ledger.c.ending, ledger.c.code)
    of_day = (ledger.c.business_date == day, sight_filter.of_ledger(sight))
    rows = connection.execute(sa.select(*columns, sa.func.count()).where(*of_day).group_by(*columns))
    return {(Ending(ending), code): count for ending, code, count in rows}


def rows_of_day(
    connection: Connection,
    day: date,
    *,
    ending: str = "",
    code: str = "",
    skip: int,
    rows: int,
    sight: Sight = EVERYTHING,
) -> list[LedgerEntry]:
    """So many entries of a business date that are seen, after the first `skip`; of one ending and code when named."""
    named = {"ending": ending, "code": code}
    chosen = [ledger.c[name] == value for name, value in named.items() if value]
    of_day = sa.select(ledger).where(ledger.c.business_date == day, sight_filter.of_ledger(sight), *chosen)
    return [from_row(row) for row in connection.execute(of_day.order_by(*_ORDER).offset(skip).limit(rows))]


def find(connection: Connection, source: str, interaction_id: str) -> LedgerEntry | None:
    """The entry of one interaction."""
    statement = sa.select(ledger).where(ledger.c.source == source, ledger.c.interaction_id == interaction_id)
    row = connection.execute(statement).one_or_none()
    return None if row is None else from_row(row)


def _compare(known: LedgerEntry | None, entry: LedgerEntry) -> str:
    if known is None:
        return "new"
    if _stays_judged(known, entry):
        return "unchanged"
    if known.fingerprint != entry.fingerprint:
        return "changed"
    if known.ending is Ending.FAILED and known.retryable and entry.ending is Ending.PENDING:
        return "adopted"
    return "adopted" if known.ending is Ending.PENDING else "unchanged"


def _stays_judged(known: LedgerEntry, entry: LedgerEntry) -> bool:
    """What was judged is not lost because a later delivery is missing or broken."""
    return known.ending is Ending.SCORED and entry.ending in (Ending.MISSING, Ending.FAILED)


def _stored(connection: Connection, keys: Iterable[_Key]) -> dict[_Key, LedgerEntry]:
    by_source: dict[str, list[str]] = {}
    for source, ledger_key in keys:
        by_source.setdefault(source, []).append(ledger_key)
    found: dict[_Key, LedgerEntry] = {}
    for source, ledger_keys in by_source.items():
        for chunk in in_chunks(ledger_keys):
            statement = sa.select(ledger).where(ledger.c.source == source, ledger.c.ledger_key.in_(chunk))
            found.update({(row.source, row.ledger_key): from_row(row) for row in connection.execute(statement)})
    return found
