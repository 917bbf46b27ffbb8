"""Who read what by the API, in the audit trail before it is answered: one entry for an interaction, one for a page."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from console.api import coaching_clips
from console.api.api_gate import ApiCaller
from records import audit, evaluations, looks
from records.database import Connection, writing
from records.workspace import Workspace

LISTED = "list_read"
_OF_INTERACTIONS = frozenset({"interactions", "evaluations", "flags"})
_LISTS = _OF_INTERACTIONS | {"reviews", "coaching"}


def note_look(workspace: Workspace, caller: ApiCaller, source: str, interaction_id: str, *, was_shown: bool) -> None:
    """Somebody looked at one interaction, or asked for one they may not see."""
    with writing(workspace.engine) as connection:
        looks.note(
            connection, source, interaction_id, who=caller.token.login, at=caller.at, page="api", was_shown=was_shown
        )


def note_looks(workspace: Workspace, caller: ApiCaller, keys: Iterable[tuple[str, str]]) -> None:
    """Words of these interactions were read."""
    for source, interaction_id in keys:
        note_look(workspace, caller, source, interaction_id, was_shown=True)


def note_one(workspace: Workspace, caller: ApiCaller, table: str, row: Mapping[str, Any]) -> None:
    """One row was read; where it speaks of an interaction, that is a look at it."""
    if table in _OF_INTERACTIONS:
        note_look(workspace, caller, row["source"], row["interaction_id"], was_shown=True)


def note_list(workspace: Workspace, caller: ApiCaller, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """A page of rows about interactions was read: which ones. `rows` are as they are stored."""
    if table not in _LISTS or not rows:
        return
    with writing(workspace.engine) as connection:
        read = sorted({"/".join(key)[:300] for key in _keys(connection, table, rows)})
        if not read:
            return
        audit.note(
            connection,
            at=caller.at,
            who=caller.token.login,
            action=LISTED,
            subject=f"api:{table}",
            before={},
            after={"token_id": caller.token.token_id, "rows": len(rows), "interactions": read},
            reason="",
        )


def _keys(connection: Connection, table: str, rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """(source, interaction_id) of what the rows speak of; of coaching, of what its clips quote."""
    if table == "coaching":
        return coaching_clips.with_words(rows)
    if table == "reviews":
        judged = sorted({row["evaluation_id"] for row in rows})
        return [(one.source, one.interaction_id) for one in evaluations.find_all(connection, judged, items=())]
    return [(row["source"], row["interaction_id"]) for row in rows]
