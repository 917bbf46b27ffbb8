"""Ledger entries as rows, and back."""

from typing import Any

from inspection.ledger import Ending, LedgerEntry

_SAME_NAME = (
    "source",
    "interaction_id",
    "entry_key",
    "run_id",
    "business_date",
    "code",
    "reason",
    "retryable",
    "source_file",
    "row",
    "recording",
    "attempts",
    "fingerprint",
)


def key_of(entry: LedgerEntry) -> tuple[str, str]:
    """(source, ledger_key): one row per interaction; input without an id is told apart by night, file and row."""
    if entry.interaction_id is not None:
        return (entry.source, f"id:{entry.interaction_id}")
    return (entry.source, f"at:{entry.business_date.isoformat()}:{entry.entry_key}")


def to_row(entry: LedgerEntry) -> dict[str, Any]:
    """All columns of `ledger`."""
    row = {name: getattr(entry, name) for name in _SAME_NAME}
    source, ledger_key = key_of(entry)
    return row | {"source": source, "ledger_key": ledger_key, "ending": entry.ending.value}


def from_row(row: Any) -> LedgerEntry:
    """The entry a row of `ledger` was made from."""
    return LedgerEntry(ending=Ending(row.ending), **{name: getattr(row, name) for name in _SAME_NAME})
