"""The same content under two ids: only the first is judged, the others are excluded and name it."""

from collections.abc import Sequence
from dataclasses import replace

from inspection.arrivals import Arrival, Refusal, refusal
from inspection.formats.fingerprint import fingerprint_of

SMALLEST_COMPARED_BYTES = 1024


def without_repeats(arrivals: Sequence[Arrival], source: str) -> tuple[list[Arrival], list[Refusal]]:
    """Part arrivals (sorted) into first ones and repeats: the same recording bytes, or the same conversation.

    Recordings under 1 KiB are never compared: empty and headless files are alike without being repeats.
    """
    first: dict[str, Arrival] = {}
    kept: list[Arrival] = []
    refusals: list[Refusal] = []
    for arrival in arrivals:
        content = content_of(arrival)
        earlier = first.setdefault(content, arrival) if content else arrival
        if earlier is arrival:
            kept.append(arrival)
        else:
            refusals.append(_repeat(arrival, earlier, source))
    return kept, refusals


def content_of(arrival: Arrival) -> str:
    """What is compared: the recordings' hashes, else the whole conversation but its id; empty when nothing can be."""
    if arrival.recordings:
        if any(r.size_bytes < SMALLEST_COMPARED_BYTES for r in arrival.recordings):
            return ""
        return "|".join(r.sha256 for r in arrival.recordings)
    if not arrival.interaction.turns:
        return ""
    turns = tuple(replace(t, message_id=None) for t in arrival.interaction.turns)
    return fingerprint_of(replace(arrival.interaction, interaction_id="", ticket_id=None, turns=turns))


def _repeat(arrival: Arrival, earlier: Arrival, source: str) -> Refusal:
    return refusal(
        source,
        "duplicate_content",
        f"{arrival.entry_key}: the same content as {earlier.interaction_id} ({earlier.entry_key})",
        source_file=arrival.source_file,
        row=arrival.row,
        interaction_id=arrival.interaction_id,
        started_at=arrival.interaction.started_at,
        recording=arrival.interaction.recording,
        fingerprint=fingerprint_of("duplicate", arrival.fingerprint, earlier.interaction_id),
    )
