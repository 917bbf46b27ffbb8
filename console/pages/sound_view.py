"""The player of a call: where its sound is, its picture, and where the evidence lies on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from console.evidence_marks import EvidenceLine
from console.figures import clock
from console.links import recording_url
from console.pages.interaction_found import FoundInteraction
from console.waveform import Waveform, place_of, waveform
from inspection.interaction import Channel
from records import level_files

BEFORE_S, AFTER_S = 0.8, 0.5
"""The moment of a piece of evidence is played from a breath before it to a breath after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A piece of evidence on the picture: where, and the mark of its words."""

    x: float
    mark: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundView:
    """`url` is empty when there is nothing to hear; `why_not` then says why (a key of the words)."""

    url: str
    format: str
    why_not: str
    duration_s: float
    duration: str
    picture: Waveform | None
    ticks: tuple[Tick, ...]
    masked: int


def sound_view(found: FoundInteraction, media: Path, evidence: Iterable[EvidenceLine]) -> SoundView | None:
    """The player; None for interactions that are no calls."""
    stored = found.stored
    if stored is None or stored.interaction.channel is not Channel.PHONE:
        return None
    kept, heard = found.recording, found.heard
    duration_s = kept.duration_s if kept else stored.duration_s or 0.0
    pairs = zip(stored.interaction.turns, stored.readings, strict=True)
    seen = [(turn, reading) for turn, reading in pairs if turn.index in found.turns_seen]
    is_heard = kept is not None and found.is_whole
    picture = waveform(
        duration_s,
        [turn for turn, _ in seen],
        [reading for _, reading in seen],
        sound=heard.sound if heard and found.is_whole else None,
        holds=stored.interaction.holds,
        masked=kept.masked if kept and is_heard else (),
        levels=level_files.read(level_files.beside(media / kept.path)) if kept and is_heard else None,
    )
    ticks = {line.start_s: line for line in evidence if line.start_s is not None and line.mark}
    return SoundView(
        url=recording_url(*stored.interaction.key) if is_heard else "",
        format=kept.format if kept else "",
        why_not="" if is_heard else "bench_part_only" if kept else "bench_not_kept",
        duration_s=round(duration_s, 2),
        duration=clock(duration_s),
        picture=picture,
        ticks=tuple(
            Tick(x=place_of(at, duration_s), mark=line.mark, label=line.time) for at, line in sorted(ticks.items())
        ),
        masked=len(kept.masked) if kept and is_heard else 0,
    )
