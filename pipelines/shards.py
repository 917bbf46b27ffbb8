"""Shards: the night's work cut into pieces of some minutes, each bound to its content by a hash."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from inspection.arrivals import Arrival

BYTES_PER_SECOND_GUESS = 16_000


@dataclass(frozen=True, slots=True)
class Shard:
    """Some arrivals worked on together; `name` says which of how many, `content_hash` what they are."""

    name: str
    arrivals: tuple[Arrival, ...]

    @property
    def content_hash(self) -> str:
        """sha256 over the fingerprints of its arrivals."""
        prints = [(a.source, a.interaction_id, a.fingerprint) for a in self.arrivals]
        return hashlib.sha256(json.dumps(prints).encode()).hexdigest()


def cut(arrivals: Sequence[Arrival], *, audio_s: float, texts: int) -> tuple[Shard, ...]:
    """Calls with sound by (estimated) seconds, everything else by count; the order of arrivals is kept."""
    calls = [a for a in arrivals if a.recordings]
    written = [a for a in arrivals if not a.recordings]
    pieces = [*_by_count(written, texts), *_by_seconds(calls, audio_s)]
    return tuple(Shard(f"{n + 1} of {len(pieces)}", tuple(piece)) for n, piece in enumerate(pieces))


def seconds_of(arrival: Arrival) -> float:
    """Length of a call in seconds: by its metadata, else guessed from the size of its files."""
    interaction = arrival.interaction
    begun = interaction.answered_at or interaction.started_at
    if interaction.ended_at is not None and interaction.ended_at > begun:
        return (interaction.ended_at - begun).total_seconds()
    return sum(r.size_bytes for r in arrival.recordings) / BYTES_PER_SECOND_GUESS


def _by_count(arrivals: Sequence[Arrival], size: int) -> Iterator[Sequence[Arrival]]:
    for start in range(0, len(arrivals), size):
        yield arrivals[start : start + size]


def _by_seconds(arrivals: Iterable[Arrival], limit_s: float) -> Iterator[list[Arrival]]:
    piece: list[Arrival] = []
    filled_s = 0.0
    for arrival in arrivals:
        length_s = seconds_of(arrival)
        if piece and filled_s + length_s > limit_s:
            yield piece
            piece, filled_s = [], 0.0
        piece.append(arrival)
        filled_s += length_s
    if piece:
        yield piece
