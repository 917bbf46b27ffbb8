"""Who asks for personal data, and why: the options of every command that shows some, and the access they make."""

from datetime import UTC, datetime
from getpass import getuser
from typing import Annotated

import typer

from records.access import Access

As = Annotated[str, typer.Option("--as", help="Who you are: your name or role, for the audit trail.")]
Reason = Annotated[str, typer.Option("--reason", help="Why, for the audit trail.")]


def access(who: str, reason: str) -> Access:
    """What the audit trail will say. An empty name or reason is refused, and recorded, by whoever is asked."""
    return Access(who=who, account=getuser(), reason=reason, at=datetime.now(UTC))
