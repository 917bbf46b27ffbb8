"""Keeping: what stays of an interaction beside its masked words. Called while the unmasked words are still at hand.

Numbers are hashed so that the interaction can be found by them, the recording is stored with those stretches silenced
whose words were masked, and the originals are sealed where the settings want them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspection.interaction import Interaction
from inspection.number_index import number_marks
from inspection.privacy import RedactedTurn
from inspection.recording import RecordingFacts
from inspection.sound_masking import silenced
from pipelines.keeping_settings import KeepingSettings
from pipelines.keys import find_keys, originals_keys
from pipelines.redacted_recording import keep_redacted
from records.kept import Kept
from records.key_ring import Key
from records.media import RedactedRecording
from records.originals import SealedOriginal, seal_recording, seal_turns


@dataclass(frozen=True, slots=True)
class Keeper:
    """Keeps what the settings say, in one workspace; `sealing` is None when no original is kept."""

    settings: KeepingSettings
    media: Path
    originals: Path
    hashing: Key
    sealing: Key | None

    def keep(
        self,
        interaction: Interaction,
        redacted: Sequence[RedactedTurn],
        recordings: Sequence[Path] = (),
        heard: RecordingFacts | None = None,
    ) -> Kept:
        """What is kept of an interaction as it is *before* masking; `redacted` is what masking made of its turns.

        `recordings` are its files in the order of their channels, `heard` their facts: without them nobody knows what
        is said where, and no redacted recording is kept. Files are written here, rows are for the caller to store.
        Raises RecordingError or RecordsError.
        """
        return Kept(
            numbers=number_marks(self.hashing.secret, interaction, redacted),
            key_id=self.hashing.key_id,
            recording=self._recording(interaction, redacted, recordings, heard),
            originals=self._originals(interaction, recordings),
        )

    def _recording(
        self,
        interaction: Interaction,
        redacted: Sequence[RedactedTurn],
        recordings: Sequence[Path],
        heard: RecordingFacts | None,
    ) -> RedactedRecording | None:
        if heard is None or self.settings.media_keep == "none":
            return None
        masked = silenced(interaction.turns, redacted, heard.duration_s)
        return keep_redacted(recordings, heard, masked, self.media)

    def _originals(self, interaction: Interaction, recordings: Sequence[Path]) -> tuple[SealedOriginal, ...]:
        if self.sealing is None:
            return ()
        turns = seal_turns(interaction.turns, self.sealing, interaction.key)
        if not self.settings.originals_recordings:
            return (turns,)
        sealed = [
            seal_recording(file, position, self.sealing, interaction.key, self.originals)
            for position, file in enumerate(recordings)
        ]
        return (turns, *sealed)


def open_keeper(settings: KeepingSettings, workspace: Path) -> Keeper:
    """A keeper for the workspace in that folder. Raises SettingsError when a key is missing or is none."""
    folder = workspace.expanduser().resolve()
    is_sealing = settings.originals_keep == "encrypted"
    return Keeper(
        settings=settings,
        media=folder / "media",
        originals=folder / "originals",
        hashing=find_keys(settings, folder, makes=True).newest,
        sealing=originals_keys(settings, folder).newest if is_sealing else None,
    )
