"""The cursor of a list: the key of the last row shown, packed so that nobody is tempted to build one."""

import base64
import json
from collections.abc import Sequence
from datetime import date

from inspection.errors import InputError
from records.seen_rows import KeyValue

LONGEST_CURSOR = 4000


def packed(key: Sequence[KeyValue]) -> str:
    """The cursor of a key."""
    values = [value.isoformat() if isinstance(value, date) else value for value in key]
    return base64.urlsafe_b64encode(json.dumps(values, ensure_ascii=False).encode()).decode("ascii")


def unpacked(cursor: str) -> list[object]:
    """The values of a cursor, not yet checked; InputError (`bad_cursor`) when it is none."""
    try:
        values = json.loads(base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True))
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, list):
        raise InputError(
            "the cursor cannot be read", "give `next` of the page before, unchanged", where="cursor", code="bad_cursor"
        )
    return values
