"""The ledger page: every expected interaction of a night, how it ended, why, and where it came from."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from console.choice import Choice
from console.frame import PageContext, frame_of
from console.links import interaction_url
from console.paging import ROWS_PER_PAGE, Page, first_row, page_with
from console.table_file import file_urls
from console.visit import Visit
from console.words import Words
from inspection.access.policy import Action
from inspection.ledger import Ending, LedgerEntry
from records import ledger, runs
from records.database import reading
from records.workspace import Workspace

Counts = Mapping[tuple[Ending, str], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One entry. `url` is None for input without an interaction and for who may not read any; `place` is file:row."""

    url: str | None
    source: str
    interaction_id: str
    ending: str
    ending_name: str
    code_name: str
    reason: str
    place: str
    recording: str
    retryable: bool
    attempts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger(PageContext):
    """Entries of one business date; `day` is empty before the first night and when no date was asked for.

    `file_urls` are (kind, address) of the same entries to take along.
    """

    day: str
    endings: tuple[Choice, ...]
    codes: tuple[Choice, ...]
    entries: Page[LedgerRow]
    file_urls: tuple[tuple[str, str], ...]


def build(workspace: Workspace, visit: Visit) -> Ledger:
    """Query: `date` (default: the last run's business date), `ending`, `code`, `page`."""
    asked, ending, code, w = visit.day("date"), visit.asked("ending"), visit.asked("code"), visit.w
    sight = visit.sight(Action.READ_NIGHT)
    with reading(workspace.engine) as connection:
        day = asked or _date_of(runs.latest(connection))
        counts = ledger.counts_of(connection, day, sight=sight) if day else {}
        of_ending = {pair: n for pair, n in counts.items() if ending in ("", pair[0].value)}
        total = sum(n for (_, one), n in of_ending.items() if code in ("", one))
        skip, rows = first_row(visit, total), ROWS_PER_PAGE
        entries = (
            ledger.rows_of_day(connection, day, ending=ending, code=code, skip=skip, rows=rows, sight=sight)
            if day
            else []
        )
    return Ledger(
        frame=frame_of(visit, w["nav_ledger"], "ledger"),
        w=w,
        day=day.isoformat() if day else "",
        endings=_endings(counts, ending, w),
        codes=_codes(of_ending, code, w),
        entries=page_with(entries, total, visit, lambda entry: _row(entry, visit)),
        file_urls=file_urls("/operations/ledger", {"date": day.isoformat() if day else "", **_filters(visit)}),
    )


def _filters(visit: Visit) -> dict[str, str]:
    return {name: visit.asked(name) for name in ("ending", "code")}


def _date_of(run: runs.Run | None) -> date | None:
    return run.business_date if run else None


def _endings(entries: Counts, chosen: str, w: Words) -> tuple[Choice, ...]:
    counts = Counter[str]()
    for (ending, _), n in entries.items():
        counts[ending.value] += n
    return tuple(
        Choice(value=e.value, label=w.of("ending", e.value), count=counts[e.value], is_chosen=e.value == chosen)
        for e in Ending
    )


def _codes(entries: Counts, chosen: str, w: Words) -> tuple[Choice, ...]:
    """Codes that occur, and the chosen one even when it does not."""
    counts = Counter[str]()
    for (_, code), n in entries.items():
        counts[code] += n
    codes = sorted({*filter(None, counts), *({chosen} if chosen else ())})
    return tuple(
        Choice(value=code, label=w.of("code", code), count=counts[code], is_chosen=code == chosen) for code in codes
    )


def _row(entry: LedgerEntry, visit: Visit) -> LedgerRow:
    w, is_open = visit.w, visit.may(Action.READ_INTERACTIONS)
    known = entry.interaction_id is not None
    return LedgerRow(
        url=interaction_url(entry.source, entry.interaction_id) if entry.interaction_id and is_open else None,
        source=entry.source,
        interaction_id=entry.interaction_id or "–" if known else "–",
        ending=entry.ending.value,
        ending_name=w.of("ending", entry.ending.value),
        code_name=w.of("code", entry.code) if entry.code else "–",
        reason=entry.reason,
        place=_place(entry),
        recording=entry.recording or "–",
        retryable=entry.retryable,
        attempts=entry.attempts,
    )


def _place(entry: LedgerEntry) -> str:
    if entry.source_file is None:
        return entry.entry_key or "–"
    return entry.source_file if entry.row is None else f"{entry.source_file}:{entry.row}"
