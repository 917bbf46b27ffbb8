"""The silenced recording of one interaction, piece by piece: a browser asks for the stretch it is about to play."""

from datetime import timedelta

from starlette.responses import FileResponse, Response

from console.links import RECORDINGS, interaction_of
from console.visit import Visit
from inspection.access.policy import Action
from records import interactions, looks, media, seen_interactions
from records.database import reading, writing
from records.media import RedactedRecording
from records.workspace import Workspace

PAGE = "recording"
ONE_LISTENING = timedelta(minutes=30)
"""A player asks many times for one recording: a look is written down once in so long."""


def give(workspace: Workspace, visit: Visit) -> Response | None:
    """Bytes of the recording, the range that is asked for (206); None when none is kept or it is not theirs to hear.

    Nothing is sent before the look is in the audit trail. Files are read in pieces of 64 KiB.
    """
    key = interaction_of(visit.path, RECORDINGS)
    if key is None or visit.viewer is None:
        return None
    kept = heard_by(workspace, visit, *key)
    file = workspace.media / kept.path if kept else None
    is_there = file is not None and file.resolve().is_relative_to(workspace.media.resolve()) and file.is_file()
    _note(workspace, visit, *key, was_shown=is_there)
    if kept is None or file is None or not is_there:
        return None
    # packed already, and a range is a range of these bytes
    return FileResponse(file, media_type=kept.format, headers={"Content-Encoding": "identity"})


def heard_by(workspace: Workspace, visit: Visit, source: str, interaction_id: str) -> RedactedRecording | None:
    """The recording, if one is kept and every word of it is theirs to hear.

    On a recording colleagues are heard as well: who sees only a part of the interaction reads that part instead.
    """
    with reading(workspace.engine) as connection:
        stored = interactions.find(connection, source, interaction_id)
        sight = visit.sight(Action.HEAR_RECORDINGS)
        part = seen_interactions.turns_seen(connection, sight, stored) if stored else frozenset()
        if stored is None or not part or len(part) < len(stored.interaction.turns):
            return None
        return media.find(connection, source, interaction_id)


def _note(workspace: Workspace, visit: Visit, source: str, interaction_id: str, *, was_shown: bool) -> None:
    assert visit.viewer is not None
    login = visit.viewer.login
    with reading(workspace.engine) as connection:
        lately = looks.noted_since(
            connection, source, interaction_id, who=login, page=PAGE, since=visit.at - ONE_LISTENING
        )
    if was_shown and lately:
        return
    with writing(workspace.engine) as connection:
        looks.note(connection, source, interaction_id, who=login, at=visit.at, page=PAGE, was_shown=was_shown)
