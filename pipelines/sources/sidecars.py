"""Sidecar files: a call of its own beside its audio, or what fills the gaps of a row about the same call."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from inspection.errors import RecordingError
from inspection.interaction import Interaction
from pipelines.sources.drop_listing import sidecar_stem
from pipelines.sources.drop_recordings import RecordingNames
from pipelines.sources.drop_tables import SourceRow
from pipelines.sources.one_per_id import Candidate, filled


class Sidecars:
    """Decides for each sidecar whether a row of a table speaks for the same call.

    It does when it gives the row's id, or lies beside the row's audio and gives no id of its own.
    """

    def __init__(self, sidecars: Mapping[str, SourceRow], rows: Iterable[SourceRow], names: RecordingNames) -> None:
        """Pair all sidecars with the good rows of the calls tables."""
        calls = [row.read.interaction for row in rows if row.kind == "calls" and row.read.interaction is not None]
        ids = {call.interaction_id for call in calls}
        owner_of = {name: call.interaction_id for call in calls for name in _audio_of(call, names)} if sidecars else {}
        self._of_row: dict[str, list[SourceRow]] = {}
        self._own: list[SourceRow] = []
        for name, sidecar in sidecars.items():
            owner = _owner(name, sidecar, ids, owner_of, names)
            if owner is None:
                self._own.append(sidecar)
            else:
                self._of_row.setdefault(owner, []).append(sidecar)

    @property
    def own(self) -> Sequence[SourceRow]:
        """The sidecars that stand for a call no table speaks of."""
        return self._own

    def fill(self, candidate: Candidate) -> Candidate:
        """The candidate with its empty columns filled from the sidecars about it."""
        if candidate.row.kind == "calls":
            for sidecar in self._of_row.get(candidate.interaction.interaction_id, ()):
                candidate = _filled_from(candidate, sidecar)
        return candidate


def _owner(
    name: str, sidecar: SourceRow, ids: set[str], owner_of: Mapping[str, str], names: RecordingNames
) -> str | None:
    given = sidecar.read.interaction_id
    if given in ids:
        return given
    if given not in (None, PurePosixPath(sidecar_stem(name)).name):
        return None
    return next((owner_of[f.relative] for f in names.beside(name) if f.relative in owner_of), None)


def _audio_of(call: Interaction, names: RecordingNames) -> tuple[str, ...]:
    try:
        found = names.find(call.recording or "", call.interaction_id)
    except RecordingError:
        return ()
    return found.names


def _filled_from(candidate: Candidate, sidecar: SourceRow) -> Candidate:
    read = sidecar.read
    if read.interaction is None:
        why = read.error.reason if read.error else "it cannot be read"
        return replace(candidate, notices=(*candidate.notices, f"{read.source_file}: not used beside the row: {why}"))
    notices = (*candidate.notices, *read.notices)
    return replace(candidate, interaction=filled(candidate.interaction, read.interaction), notices=notices)
