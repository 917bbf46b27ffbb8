"""The trail of searches (检索留痕): who searched for which words, and which interactions they were shown words of."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.engine import Connection

from inspection.privacy import PrivateTurn, redact_conversation
from records import audit
from records.by_interaction import Key

SEARCH = "search"


def masked(text: str) -> str:
    """A typed text without personal data: people paste numbers."""
    return redact_conversation([PrivateTurn(text)])[0].masked


def note(connection: Connection, text: str, shown: Sequence[Key], *, who: str, at: datetime, page: str) -> None:
    """Write a search down, with what was typed masked."""
    after = {"text": masked(text), "interactions": sorted({f"{source}/{one}" for source, one in shown})}
    audit.note(connection, at=at, who=who, action=SEARCH, subject=f"page:{page}", before={}, after=after, reason="")
