"""One-time links as addresses: for the first administrator, and for the password of an account."""

from datetime import datetime, timedelta
from urllib.parse import quote

from console.tokens import new_token, stored
from records import accounts, one_time_links
from records.database import writing
from records.workspace import Workspace

FIRST_LINK_LIFE = timedelta(hours=24)
PASSWORD_LINK_LIFE = timedelta(days=3)


def first_administrator_path(workspace: Workspace, *, at: datetime) -> str | None:
    """The path of a new link that makes the first administrator; None when there is one. Earlier links end."""
    token = new_token()
    with writing(workspace.engine) as connection:
        if accounts.has_administrator(connection):
            return None
        ends_at = at + FIRST_LINK_LIFE
        one_time_links.make(connection, stored(token), None, by="mingjian serve", at=at, ends_at=ends_at)
    return _path(token)


def password_path(workspace: Workspace, login: str, *, by: str, at: datetime) -> str:
    """The path of a new link that sets the password of a living account; earlier links for it end."""
    token = new_token()
    with writing(workspace.engine) as connection:
        accounts.must_find(connection, login)
        ends_at = at + PASSWORD_LINK_LIFE
        one_time_links.make(connection, stored(token), login, by=by, at=at, ends_at=ends_at)
        accounts.note(connection, login, "link_made", by=by, at=at)
    return _path(token)


def _path(token: str) -> str:
    return f"/welcome/{quote(token, safe='')}"
