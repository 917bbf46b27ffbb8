"""Who may see personal data, and the trail of who wanted to: every attempt is recorded, the refused ones as well."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.engine import Connection, Engine

from inspection.errors import AccessRefused
from records import audit
from records.database import writing

NOBODY_NAMED = "(nobody named)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """Somebody who asks to see personal data.

    `who` is the person or role they say they are, `account` the login of the machine they sit at, `reason` why.
    """

    who: str
    account: str
    reason: str
    at: datetime


def demand(
    engine: Engine,
    access: Access,
    people: Collection[str] | None,
    *,
    action: str,
    subject: str,
    asked: Mapping[str, Any],
) -> None:
    """Let pass who gives a name among `people` (None: any name) and a reason; raise AccessRefused for others.

    A refusal is recorded, in a transaction of its own, before it is told.
    """
    refusal = _refusal(access, people)
    if refusal is None:
        return
    with writing(engine) as connection:
        record(connection, access, action=f"{action}_refused", subject=subject, asked={**asked, "refused": refusal[0]})
    raise AccessRefused(*refusal)


def record(connection: Connection, access: Access, *, action: str, subject: str, asked: Mapping[str, Any]) -> None:
    """Add the attempt to the audit trail, in the caller's transaction. `asked` must hold nothing personal."""
    audit.note(
        connection,
        at=access.at,
        who=access.who.strip() or NOBODY_NAMED,
        action=action,
        subject=subject,
        before={},
        after={**asked, "account": access.account},
        reason=access.reason.strip(),
    )


def _refusal(access: Access, people: Collection[str] | None) -> tuple[str, str] | None:
    who = access.who.strip()
    if not who:
        return "nobody is named who wants to see it", "say who you are: --as NAME"
    if not access.reason.strip():
        return "no reason is given", "say why, for the audit trail: --reason TEXT"
    if people is not None and who not in people:
        return f"'{who}' is not among the people and roles who may see it", "ask whoever keeps the settings for a right"
    return None
