"""What the ledger expects tonight: an entry for every arrival and every refusal, before any work begins."""

from datetime import date

from inspection.arrivals import Arrival, Discovery, Refusal
from inspection.ledger import Ending, LedgerEntry


def expected_entries(discovery: Discovery, run_id: str, business_date: date) -> list[LedgerEntry]:
    """Arrivals as pending, refusals with the ending they already have."""
    arrivals = [pending_entry(a, run_id, business_date) for a in discovery.arrivals]
    return arrivals + [refused_entry(r, run_id, business_date) for r in discovery.refusals]


def pending_entry(arrival: Arrival, run_id: str, business_date: date) -> LedgerEntry:
    """The entry of an arrival that is still to be worked on."""
    return LedgerEntry(
        source=arrival.source,
        interaction_id=arrival.interaction_id,
        entry_key=arrival.entry_key,
        run_id=run_id,
        business_date=business_date,
        ending=Ending.PENDING,
        code="",
        reason="",
        source_file=arrival.source_file,
        row=arrival.row,
        recording=arrival.interaction.recording
        or (arrival.recordings[0].relative_path if arrival.recordings else None),
        fingerprint=arrival.fingerprint,
    )


def refused_entry(refusal: Refusal, run_id: str, business_date: date) -> LedgerEntry:
    """The entry of input that was refused when it was read; reading it was its one attempt."""
    return LedgerEntry(
        source=refusal.source,
        interaction_id=refusal.interaction_id,
        entry_key=refusal.entry_key,
        run_id=run_id,
        business_date=business_date,
        ending=refusal.ending,
        code=refusal.code,
        reason=refusal.reason,
        retryable=refusal.retryable,
        source_file=refusal.source_file,
        row=refusal.row,
        recording=refusal.recording,
        attempts=1,
        fingerprint=refusal.fingerprint,
    )
