"""What nobody asked for and what never came: audio without a row, and the entries of cdr.csv that did not arrive."""

import re
from collections.abc import Iterable, Iterator

from inspection.arrivals import Refusal, refusal
from inspection.errors import RecordingError
from inspection.formats.expected import Expected, ReadExpected
from pipelines.sources.drop_listing import AUDIO_SUFFIXES, DropListing, finished_name
from pipelines.sources.drop_recordings import RecordingNames
from pipelines.sources.drop_tables import kind_of

CALL_KINDS = ("calls", "sidecar")
ALL_KINDS = ("calls", "sidecar", "chats", "messages")
_PIECES = re.compile(r"[,;\t|\"\n\r]")


def still_unread(listing: DropListing, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Files of these kinds that are still being written: what they will say is not known yet."""
    return tuple(name for name in listing.unsettled if kind_of(finished_name(name)) in kinds)


def audio_named_by(refused: Iterable[Refusal], names: RecordingNames) -> frozenset[str]:
    """Audio that a refused row or sidecar names is that row's; it gets no second entry of its own."""
    found: set[str] = set()
    for entry in refused:
        if kind_of(entry.source_file) in ALL_KINDS:
            for piece in _pieces(entry):
                found.update(_audio(piece, names))
    return frozenset(found)


def expected_entries(lists: Iterable[ReadExpected]) -> Iterator[tuple[str, Expected]]:
    """Every expected interaction once, with the file that lists it."""
    seen: set[str] = set()
    for read in lists:
        for item in read.expected:
            if item.interaction_id not in seen:
                seen.add(item.interaction_id)
                yield read.name, item


def not_arrived(source: str, name: str, item: Expected) -> Refusal:
    """The ledger's entry for an expected interaction of which nothing came."""
    return refusal(
        source,
        "not_arrived",
        f"{name}:{item.row}: {item.channel} {item.interaction_id} did not arrive",
        source_file=name,
        row=item.row,
        interaction_id=item.interaction_id,
        started_at=item.started_at,
    )


def _pieces(entry: Refusal) -> Iterator[str]:
    if entry.interaction_id:
        yield entry.interaction_id
    if entry.original and entry.original.content:
        for piece in _PIECES.split(entry.original.content.decode("utf-8", "replace")):
            if piece.strip().lower().endswith(tuple(AUDIO_SUFFIXES)):
                yield piece.strip()


def _audio(piece: str, names: RecordingNames) -> tuple[str, ...]:
    try:
        found = names.find(piece, piece)
    except RecordingError:
        return ()
    return found.names
