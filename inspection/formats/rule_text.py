"""Rule files written by a program: readable YAML, whatever the names and words in it are."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date

_BARE = re.compile(r"[a-z][a-z0-9_-]*(?: [a-z0-9_]+)*")
_NOT_TEXT = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
LINE_WORDS = 8
"""A list with more entries stands one entry a line."""


def as_yaml(fields: Mapping[str, object], comments: Sequence[str] = ()) -> str:
    """A mapping as YAML, keys in their order, mappings of mappings on lines of their own, comments above it."""
    lines = [f"# {one_line(c)}" for c in comments]
    for key, value in fields.items():
        lines += _entry(key, value, "")
    return "\n".join(lines) + "\n"


def one_line(text: str) -> str:
    """Text without line ends and signs nobody sees, for comments."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def as_flow(value: object) -> str:
    """A value in one line: JSON, which YAML reads; signs that are not printable escaped."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and _BARE.fullmatch(value) and value not in _NOT_TEXT:
        return value
    text = json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() and c != "\ufeff" else _escaped(c) for c in text)


def _entry(key: str, value: object, indent: str) -> list[str]:
    if isinstance(value, Mapping) and any(isinstance(v, Mapping) for v in value.values()):
        return [f"{indent}{key}:", *(line for k, v in value.items() for line in _entry(k, v, indent + "  "))]
    if isinstance(value, Mapping) and indent and any(_is_long(v) for v in value.values()):
        return [f"{indent}{key}:", *(line for k, v in value.items() for line in _entry(k, v, indent + "  "))]
    if _is_long(value) and isinstance(value, Sequence):
        return [f"{indent}{key}:", *(f"{indent}  - {as_flow(v)}" for v in value)]
    return [f"{indent}{key}: {as_flow(value)}"]


def _is_long(value: object) -> bool:
    if not isinstance(value, Sequence) or isinstance(value, str) or not value:
        return False
    return len(value) > LINE_WORDS or any(isinstance(v, Mapping) for v in value)


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1]
