"""One interaction per id: rows that say an id again, corrections, sidecars that fill gaps, transcripts of calls."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from inspection.arrivals import Refusal, place, refusal
from inspection.formats.chats import with_phone_times
from inspection.formats.fingerprint import fingerprint_of
from inspection.interaction import Channel, Interaction
from pipelines.sources.drop_tables import SourceRow, refused_row, without_id

_NOT_FILLED = ("source", "interaction_id", "channel", "started_at", "turns", "metadata", "is_open")


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is left of one id: the row that counts, with the interaction as merged and its notices."""

    row: SourceRow
    interaction: Interaction
    notices: tuple[str, ...] = ()


def one_per_id(rows: Sequence[SourceRow], source: str) -> tuple[list[Candidate], list[Refusal]]:
    """Merge the rows of each id; `rows` come in order (file, row), the later one is the correction of an earlier one.

    A broken row whose id also has a good row is refused by file and row, without the id.
    """
    groups: dict[str, list[SourceRow]] = {}
    refusals: list[Refusal] = []
    for row in rows:
        if row.read.interaction_id is None:
            refusals.append(refused_row(row, source))
        else:
            groups.setdefault(row.read.interaction_id, []).append(row)
    candidates: list[Candidate] = []
    for group in groups.values():
        good = [row for row in group if row.read.interaction is not None]
        broken = [refused_row(row, source) for row in group if row.read.interaction is None]
        if good:
            candidate, clashes = _merged(good, source)
            candidates.append(candidate)
            refusals.extend([*clashes, *map(without_id, broken)])
        else:
            refusals.extend([*map(without_id, broken[:-1]), broken[-1]])
    return candidates, refusals


def filled(interaction: Interaction, other: Interaction) -> Interaction:
    """`interaction` with `other`'s values where its own are empty (metadata and turns too)."""
    gaps = {
        f.name: getattr(other, f.name)
        for f in fields(Interaction)
        if f.name not in _NOT_FILLED and getattr(interaction, f.name) in (None, ())
    }
    metadata = dict(sorted({**other.metadata, **interaction.metadata}.items()))
    turns = interaction.turns or other.turns
    is_open = interaction.is_open or other.is_open
    return with_phone_times(replace(interaction, **gaps, metadata=metadata, turns=turns, is_open=is_open))


def _merged(rows: Sequence[SourceRow], source: str) -> tuple[Candidate, list[Refusal]]:
    calls = [row for row in rows if row.kind in ("calls", "sidecar")]
    texts = [row for row in rows if row.kind in ("chats", "messages")]
    if not calls or not texts:
        return _last(calls or texts), []
    call, text = _last(calls), _last(texts)
    if text.interaction.channel is not Channel.PHONE or call.interaction.channel is not Channel.PHONE:
        return text, [_clash(call, text, source)]
    notices = (*call.notices, *text.notices, f"{_place(text.row)}: the transcript of {_place(call.row)}")
    return Candidate(call.row, filled(call.interaction, text.interaction), notices), []


def _last(rows: Sequence[SourceRow]) -> Candidate:
    """The later row is the correction; rows that say the same count as their first one."""
    prints = [fingerprint_of(row.read.interaction) for row in rows]
    counts = rows[prints.index(prints[-1])]
    interaction = counts.read.interaction
    if interaction is None:
        raise ValueError("only rows with an interaction can be merged")
    notices = [*counts.read.notices]
    for row, fingerprint in zip(rows, prints, strict=True):
        if row is not counts:
            told = "says the same" if fingerprint == prints[-1] else "says otherwise; the last one counts"
            notices.append(
                f"{_place(row)}: the id {interaction.interaction_id} of {_place(counts)} again, which {told}"
            )
    return Candidate(counts, interaction, tuple(notices))


def _clash(call: Candidate, text: Candidate, source: str) -> Refusal:
    detail = (
        f"the id {call.interaction.interaction_id} belongs to another channel in {_place(text.row)}; make ids unique"
    )
    read = call.row.read
    return refusal(
        source, "bad_value", f"{_place(call.row)}: {detail}", source_file=read.source_file, row=read.row,
        original=call.row.original,
    )  # fmt: skip


def _place(row: SourceRow) -> str:
    return place(row.read.source_file, row.read.row)
