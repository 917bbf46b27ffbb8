"""The trail of looks (查阅记录): who looked at which interaction and when, and who asked for one they may not see."""

from datetime import datetime

from sqlalchemy.engine import Connection

from records import audit

LOOK, REFUSED = "look", "look_refused"
_LONGEST_ID = 300  # what was asked for in vain may be any text


def subject_of(source: str, interaction_id: str) -> str:
    """The name of an interaction in the audit trail."""
    return f"interaction:{source[:_LONGEST_ID]}/{interaction_id[:_LONGEST_ID]}"


def note(
    connection: Connection, source: str, interaction_id: str, *, who: str, at: datetime, page: str, was_shown: bool
) -> None:
    """Write a look down before anything is shown; `page` says what of it (its page, its audio, an export)."""
    audit.note(
        connection,
        at=at,
        who=who,
        action=LOOK if was_shown else REFUSED,
        subject=subject_of(source, interaction_id),
        before={},
        after={"page": page},
        reason="",
    )


def noted_since(
    connection: Connection, source: str, interaction_id: str, *, who: str, page: str, since: datetime
) -> bool:
    """True when this person's look at this page of the interaction stands in the trail since then."""
    entries = audit.by(connection, subject_of(source, interaction_id), who=who, action=LOOK, since=since)
    return any(entry.after.get("page") == page for entry in entries)
