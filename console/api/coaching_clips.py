"""Clips of coaching tasks as the API tells them: of what the caller may not open, the words alone, as on the page."""

from collections.abc import Iterable, Mapping
from typing import Any

from inspection.access.sight import Sight
from records import sight_filter
from records.database import Connection

_NAMES_IT = ("source", "interaction_id", "evaluation_id", "segment", "agent_id", "business_date")
Key = tuple[str, str]


def told(connection: Connection, sight: Sight, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of tasks; in clips of agents outside `sight` nothing says whose interaction it is, or which."""
    return [{**row, "evidence": [_clip(connection, sight, clip) for clip in row["evidence"] or ()]} for row in rows]


def with_words(rows: Iterable[Mapping[str, Any]]) -> list[Key]:
    """The interactions whose words the clips of tasks hold, each once; `rows` as they are stored."""
    clips = [clip for row in rows for clip in row["evidence"] or () if any(span["text"] for span in clip["spans"])]
    return sorted({(clip["source"], clip["interaction_id"]) for clip in clips})


def _clip(connection: Connection, sight: Sight, clip: Mapping[str, Any]) -> dict[str, Any]:
    if sight.is_everything:
        return dict(clip)
    seen = sight_filter.agents_seen(connection, sight, clip["source"], clip["interaction_id"])
    return dict(clip) if clip["agent_id"] in seen else {**clip, **dict.fromkeys(_NAMES_IT)}
