"""The trail of downloads (导出留痕): who took which table out of the console, filtered how, and when."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.engine import Connection

from records import audit

DOWNLOAD = "download"
_LONGEST = 300  # characters of a filter that are kept


def note(
    connection: Connection, table: str, *, who: str, at: datetime, chosen: Mapping[str, str], rows: int, file: str
) -> None:
    """Write a download down before it is handed out; `chosen` are its filters, `rows` how many rows it holds."""
    kept = {name[:_LONGEST]: value[:_LONGEST] for name, value in chosen.items() if value}
    audit.note(
        connection,
        at=at,
        who=who,
        action=DOWNLOAD,
        subject=f"table:{table}",
        before={},
        after={"file": file, "rows": rows, "chosen": kept},
        reason="",
    )
