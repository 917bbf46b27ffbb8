"""One cell as text: what a workbook, a CSV file and JSON call the same value reads the same."""

import json
import unicodedata
from datetime import date, datetime

from inspection.formats.coded_values import is_nothing
from inspection.formats.strict_json import clean_text


def cell_text(value: object) -> str | None:
    """The value as trimmed text; None for an empty one. Whole floats of a workbook lose `.0`; lists become JSON."""
    if value is None:
        return None
    text = clean_text(_written(value)).replace("\u200b", "").replace("\ufeff", "").strip()
    return None if is_nothing(text) else text


def half_width(text: str) -> str:
    """The text with full-width letters, digits and signs made half-width (ids, numbers, codes)."""
    return unicodedata.normalize("NFKC", text).strip()


def _written(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime | date):
        return value.isoformat(sep=" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)
