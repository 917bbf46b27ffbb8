"""Attachments of appeals (申诉附件): files in the workspace under a name of their content, shown only on request.

They are what people gave, unmasked: nobody indexes or exports them, and every look is in the audit trail first.
"""

from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from inspection.appeal_policy import AppealState
from inspection.attachment_kind import SUFFIXES
from inspection.errors import RecordsError
from records import access as rights
from records.access import Access
from records.appeal_tables import appeal_attachments as table
from records.database import writing
from records.kept_files import files_in, whole_file
from records.tables import appeals, evaluations
from records.upsert import insert_if_absent

FOLDER = "appeals"
_ENDED = tuple(state.value for state in AppealState if not state.is_open)
_OWNER_ONLY = 0o600
_LEFT_ALONE = timedelta(days=1)
"""A step that attaches a file may still be going on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One attached file; `path` is relative to the workspace's `appeals` folder, `name` what it was called (masked)."""

    appeal_id: str
    sha256: str
    name: str
    kind: str
    size_bytes: int
    path: str
    who: str
    at: datetime


def digest_of(content: bytes) -> str:
    """What an attachment is known by: the sha256 of its content, in hex."""
    return sha256(content).hexdigest()


def keep(folder: Path, content: bytes, kind: str) -> tuple[str, str]:
    """Write the content into the workspace `folder`, once; returns its sha256 and its path below `appeals`.

    Raises RecordsError (`not_kept`) when the disk refuses.
    """
    digest = digest_of(content)
    path = f"{digest[:2]}/{digest}{SUFFIXES[kind]}"
    target = folder / FOLDER / path
    if not target.exists():
        with whole_file(target) as file:
            file.write(content)
        target.chmod(_OWNER_ONLY)
    return digest, path


def add(connection: Connection, one: Attachment) -> None:
    """Keep the row; the same file attached again is left as it is."""
    insert_if_absent(connection, table, [asdict(one)])


def of(connection: Connection, appeal_id: str) -> list[Attachment]:
    """The attachments of an appeal, oldest first."""
    statement = sa.select(table).where(table.c.appeal_id == appeal_id).order_by(table.c.at, table.c.sha256)
    return [Attachment(**row) for row in connection.execute(statement).mappings()]


def forget_before(connection: Connection, day: date) -> int:
    """Forget attachments of ended appeals about business dates before this one; their files stay for a sweep."""
    old = (
        sa.select(appeals.c.id)
        .join(evaluations, evaluations.c.evaluation_id == appeals.c.evaluation_id)
        .where(evaluations.c.business_date < day, appeals.c.state.in_(_ENDED))
    )
    return int(connection.execute(sa.delete(table).where(table.c.appeal_id.in_(old))).rowcount)


def sweep(connection: Connection, folder: Path, now: datetime) -> int:
    """Delete files no appeal names (a refused step left them), a day after they were written; returns how many."""
    named = set(connection.execute(sa.select(table.c.path)).scalars())
    root, count = folder / FOLDER, 0
    for file in [f for f in files_in(root) if f.relative_to(root).as_posix() not in named]:
        with suppress(OSError):
            if datetime.fromtimestamp(file.stat().st_mtime, UTC) < now - _LEFT_ALONE:
                file.unlink()
                count += 1
    return count


def read(engine: Engine, folder: Path, one: Attachment, access: Access) -> bytes:
    """The content, for somebody who gives a name and a reason; the look is in the audit trail before it happens.

    Raises AccessRefused without a name or reason, RecordsError when the file is gone or is not what was attached.
    """
    subject = f"appeal:{one.appeal_id}"
    asked = {"attachment": one.sha256}
    rights.demand(engine, access, None, action="attachment", subject=subject, asked=asked)
    with writing(engine) as connection:
        rights.record(connection, access, action="attachment", subject=subject, asked=asked)
    try:
        content = (folder / FOLDER / one.path).read_bytes()
    except OSError as error:
        reason = f"the attachment cannot be read ({error.strerror})"
        raise RecordsError(reason, "restore it from a copy", where=one.path) from error
    if digest_of(content) != one.sha256:
        raise RecordsError("the attachment is not what was attached", "restore it from a copy", where=one.path)
    return content
