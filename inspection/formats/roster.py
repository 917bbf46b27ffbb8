"""The roster (花名册): who an agent id or account belongs to, where they sat and for whom they worked, on a day."""

from dataclasses import dataclass
from datetime import date

from inspection.errors import InputError, TableError
from inspection.formats.calls import ReadRow, row_values, unknown_columns
from inspection.formats.cell_text import cell_text, half_width
from inspection.formats.conventions import Conventions
from inspection.formats.table import Table, TableRow
from inspection.formats.timestamps import read_date

_ACCOUNT_SEPARATORS = str.maketrans(dict.fromkeys(",，;；|/、 \t\n", ";"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterEntry:
    """One row of the roster; `valid_from` and `valid_to` are inclusive days, None is open-ended."""

    agent_id: str
    row: int
    accounts: tuple[str, ...] = ()
    name: str | None = None
    team: str | None = None
    lead: str | None = None
    site: str | None = None
    vendor: str | None = None
    channels: tuple[str, ...] = ()
    hired_on: date | None = None
    role: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def is_valid(self, day: date) -> bool:
        """True when the entry holds on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Roster:
    """All entries, in the order of the file."""

    entries: tuple[RosterEntry, ...] = ()

    def find(self, agent: str, day: date) -> RosterEntry | None:
        """The entry for an agent id or account on a day.

        An agent id goes before an account, a later valid_from before an earlier one, a later row before an earlier one.
        """
        wanted = half_width(agent).casefold()
        fitting = [e for e in self.entries if e.is_valid(day) and wanted in _names(e)]
        return max(fitting, key=lambda e: _rank(e, wanted), default=None)


@dataclass(frozen=True, slots=True)
class ReadRoster:
    """A roster with the rows that could not be read and the notices about its columns."""

    roster: Roster
    bad_rows: tuple[ReadRow, ...] = ()
    notices: tuple[str, ...] = ()
    header_text: str = ""


def read_roster(table: Table, conventions: Conventions) -> ReadRoster:
    """Read the rows of agents.csv or agents.xlsx; raises TableError (`bad_table`) without an agent_id column."""
    columns = conventions.agent_columns.assign(table.header)
    if not any(known and name == "agent_id" for name, known in columns):
        raise TableError("no column is the agent_id", "name it agent_id", where=table.name, code="bad_table")
    entries: list[RosterEntry] = []
    bad: list[ReadRow] = []
    for row in table.rows:
        try:
            entries.append(_read_row(row, columns, table.name, conventions))
        except InputError as error:
            bad.append(ReadRow(table.name, row.number, row.text, error=error))
    return ReadRoster(Roster(tuple(entries)), tuple(bad), unknown_columns(table.name, columns), table.header_text)


def _read_row(row: TableRow, columns: tuple[tuple[str, bool], ...], name: str, conventions: Conventions) -> RosterEntry:
    where = f"{name}:{row.number}"
    if row.problem:
        raise TableError(row.problem, "correct the row and deliver it again", where=where, code=row.code)
    raw, _ = row_values(row, columns)
    text = {column: cell_text(value) for column, value in raw.items()}
    agent_id = text.get("agent_id")
    if agent_id is None:
        raise TableError("agent_id is empty", "give each agent an id", where=where, code="missing_value")
    days = {c: _read_day(raw.get(c), c, where, conventions) for c in ("hired_on", "valid_from", "valid_to")}
    return RosterEntry(
        agent_id=half_width(agent_id),
        row=row.number,
        accounts=_listed(text.get("accounts")),
        name=text.get("name"),
        team=text.get("team"),
        lead=text.get("lead"),
        site=text.get("site"),
        vendor=text.get("vendor"),
        channels=tuple(conventions.codes.read("channel", c) or c for c in _listed(text.get("channels"))),
        role=text.get("role"),
        **days,
    )


def _read_day(raw: object, column: str, where: str, conventions: Conventions) -> date | None:
    if cell_text(raw) is None:
        return None
    try:
        return read_date(raw, conventions.zone)
    except (ValueError, OverflowError) as error:
        reason = f"{column} {str(raw)[:60]!r}: {error}"
        raise TableError(reason, "write it as 2026-09-01", where=where, code="bad_time") from error


def _listed(text: str | None) -> tuple[str, ...]:
    pieces = half_width(text or "").strip("[]").replace('"', "").translate(_ACCOUNT_SEPARATORS).split(";")
    return tuple(dict.fromkeys(p.strip() for p in pieces if p.strip()))


def _names(entry: RosterEntry) -> frozenset[str]:
    return frozenset(name.casefold() for name in (entry.agent_id, *entry.accounts))


def _rank(entry: RosterEntry, wanted: str) -> tuple[bool, date, int]:
    return (entry.agent_id.casefold() == wanted, entry.valid_from or date.min, entry.row)
