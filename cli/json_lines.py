"""JSON lines on standard output, whatever characters came in."""

import json


def json_line(value: object) -> str:
    """One line of JSON with its end; escaped where a character cannot be written (half of a surrogate pair)."""
    line = json.dumps(value, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        line = json.dumps(value)
    return line + "\n"
