"""JSON that cannot surprise: one object, each key once, finite numbers, bounded depth, text that can be written."""

import json

from inspection.errors import ConversationError

MAX_DEPTH = 60
MAX_JSON_CHARS = 16 * 1024 * 1024
_REPLACEMENT = "\ufffd"


def read_object(text: str, where: str) -> dict[str, object]:
    """The JSON object in `text`; broken halves of emoji become U+FFFD, control characters vanish.

    Raises ConversationError: `too_large`, or `bad_json` for anything that is not such an object.
    """
    if len(text) > MAX_JSON_CHARS:
        reason = f"it is longer than {MAX_JSON_CHARS} characters"
        raise ConversationError(reason, "split the export", where=where, code="too_large")
    try:
        loaded = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_once)
        clean = clean_values(loaded)
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else f"not valid JSON ({error})"
        raise _bad(reason, where) from error
    if not isinstance(clean, dict):
        raise _bad("it is not a JSON object", where)
    return clean


def clean_values(value: object, depth: int = 0) -> object:
    """The same value with writable text; raises ValueError past the depth or for an infinite number."""
    if depth > MAX_DEPTH:
        raise ValueError(f"nested more than {MAX_DEPTH} levels deep")
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        raise ValueError("a number is infinite")
    if isinstance(value, list):
        return [clean_values(v, depth + 1) for v in value]
    if isinstance(value, dict):
        return {clean_text(k): clean_values(v, depth + 1) for k, v in value.items()}
    return value


def clean_text(text: str) -> str:
    """Without control characters (line ends and tabs stay) and with U+FFFD for lone surrogates."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        _REPLACEMENT if "\ud800" <= c <= "\udfff" else c for c in text if (c >= " " and c != "\x7f") or c in "\n\r\t"
    )


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key[:60]!r} stands twice")
        found[key] = value
    return found


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not a JSON number")


def _bad(reason: str, where: str) -> ConversationError:
    return ConversationError(reason[:300], "export the line again as one JSON object", where=where, code="bad_json")
