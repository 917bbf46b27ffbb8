"""Everything a workspace holds, as one haystack: bytes of every file, and every database value unpacked."""

from pathlib import Path

import sqlalchemy as sa

from records.database import reading
from records.tables import metadata
from records.workspace import Workspace


def haystack(workspace: Path) -> bytes:
    """All files of a workspace and all values of all its tables (packed ones unpacked), in UTF-8."""
    files = b"\n".join(path.read_bytes() for path in sorted(workspace.rglob("*")) if path.is_file())
    opened = Workspace.open(workspace)
    try:
        with reading(opened.engine) as connection:
            values = [
                value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
                for table in metadata.sorted_tables
                for row in connection.execute(sa.select(table))
                for value in row
            ]
    finally:
        opened.close()
    return files + b"\n".join(values)
