"""Who read what by the API, in the audit trail before it is answered: one entry for an interaction, one for a page."""

from collections.abc import Mapping, Sequence
from typing import Any

from console.api.api_gate import ApiCaller
from records import audit, looks
from records.database import writing
from records.workspace import Workspace

LISTED = "list_read"
_OF_INTERACTIONS = frozenset({"interactions", "evaluations", "flags"})


def note_look(workspace: Workspace, caller: ApiCaller, source: str, interaction_id: str, *, was_shown: bool) -> None:
    """Somebody looked at one interaction, or asked for one they may not see."""
    with writing(workspace.engine) as connection:
        looks.note(
            connection, source, interaction_id, who=caller.token.login, at=caller.at, page="api", was_shown=was_shown
        )


def note_one(workspace: Workspace, caller: ApiCaller, table: str, row: Mapping[str, Any]) -> None:
    """One row was read; where it speaks of an interaction, that is a look at it."""
    if table in _OF_INTERACTIONS:
        note_look(workspace, caller, row["source"], row["interaction_id"], was_shown=True)


def note_list(workspace: Workspace, caller: ApiCaller, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """A page of rows about interactions was read: which ones."""
    if table not in _OF_INTERACTIONS or not rows:
        return
    read = sorted({f"{row['source']}/{row['interaction_id']}"[:300] for row in rows})
    with writing(workspace.engine) as connection:
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
