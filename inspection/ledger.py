"""The nightly ledger (夜间台账): how every expected interaction ended, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Ending(StrEnum):
    """How an expected interaction ended. PENDING is the only one that is not an ending."""

    PENDING = "pending"
    SCORED = "scored"
    EXCLUDED = "excluded"
    FAILED = "failed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One row of the ledger.

    `interaction_id` is None for input that has none (a broken row, a recording without a row); then
    `entry_key` (source file and row) tells such rows apart. `code` is the first reason's stable word, `reason`
    all reasons in one line. `fingerprint` is the sha256 of everything the interaction was given as.
    """

    source: str
    interaction_id: str | None
    entry_key: str
    run_id: str
    business_date: date
    ending: Ending
    code: str
    reason: str
    retryable: bool = False
    source_file: str | None = None
    row: int | None = None
    recording: str | None = None
    attempts: int = 0
    fingerprint: str = ""
