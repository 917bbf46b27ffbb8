"""Clips whose words a page shows (片段): a look at each of their interactions, a colleague's too."""

from collections.abc import Iterable

from console.visit import Visit
from inspection.coaching.clips import EvidenceRef
from records import looks
from records.database import writing
from records.workspace import Workspace


def note_looks(workspace: Workspace, visit: Visit, clips: Iterable[EvidenceRef], page: str) -> None:
    """Note a look of whoever is signed in at every interaction a clip quotes, each once; `page` says where."""
    assert visit.viewer is not None, "a gate stands before every page with clips"
    quoted = {(clip.source, clip.interaction_id) for clip in clips if any(span.text for span in clip.spans)}
    with writing(workspace.engine) as connection:
        for key in sorted(quoted):
            looks.note(connection, *key, who=visit.viewer.login, at=visit.at, page=page, was_shown=True)
