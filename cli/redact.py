"""`mingjian redact`: mask personal data in JSON lines."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.json_lines import json_line
from inspection.errors import ConversationError
from inspection.interaction import Role
from inspection.privacy import PrivateTurn, RedactedTurn, redact_conversation


def redact(
    file: Annotated[Path, typer.Argument(help='JSON lines with {"text"}; id, conversation, turn, sender optional.')],
    *,
    why: Annotated[
        bool, typer.Option("--why", help="Add to each span why it was taken: form, context, checksum.")
    ] = False,
) -> None:
    """Mask personal data: one JSON object per input line on stdout, offsets into the original text.

    Example: mingjian redact turns.jsonl > masked.jsonl
    """
    lines = list(read_lines(file))
    answers = redact_lines(lines)
    for line, answer in zip(lines, answers, strict=True):
        sys.stdout.write(json_line(_answer(line, answer, why=why)))


def read_lines(file: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON lines file; ConversationError names the line that is not one."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConversationError(f"cannot be read ({error.strerror})", "give a readable file", where=str(file)) from None
    except UnicodeDecodeError:
        raise ConversationError("is not UTF-8", "save it as UTF-8", where=str(file)) from None
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            raise ConversationError(f"not JSON ({error})", "correct the line", where=f"{file}:{number}") from None
        if not isinstance(value, dict):
            raise ConversationError("not a JSON object", "write {...} on every line", where=f"{file}:{number}")
        yield value


def redact_lines(lines: list[dict[str, Any]]) -> list[RedactedTurn]:
    """One redacted turn per line; lines of one conversation give each other context in the order of `turn`."""
    groups: dict[object, list[int]] = {}
    for at, line in enumerate(lines):
        conversation = line.get("conversation")
        groups.setdefault(("alone", at) if conversation is None else ("together", str(conversation)), []).append(at)
    answers: dict[int, RedactedTurn] = {}
    for members in groups.values():
        ordered = sorted(members, key=lambda at: (_turn_number(lines[at]), at))
        turns = [PrivateTurn(_text(lines[at], at), _role(lines[at])) for at in ordered]
        answers.update(zip(ordered, redact_conversation(turns), strict=True))
    return [answers[at] for at in range(len(lines))]


def _turn_number(line: dict[str, Any]) -> float:
    turn = line.get("turn")
    return float(turn) if isinstance(turn, int | float) else 0.0


def _text(line: dict[str, Any], at: int) -> str:
    text = line.get("text")
    if not isinstance(text, str):
        raise ConversationError('has no "text" in words', 'give {"text": "..."}', where=f"object {at + 1}")
    return text


def _role(line: dict[str, Any]) -> Role:
    sender = str(line.get("sender", "")).lower()
    return Role(sender) if sender in {r.value for r in Role} else Role.UNKNOWN


def _answer(line: dict[str, Any], redacted: RedactedTurn, *, why: bool) -> dict[str, Any]:
    spans = [
        {"start": s.start, "end": s.end, "kind": s.kind.value, **({"why": s.reason} if why else {})}
        for s in redacted.spans
    ]
    head = {"id": line["id"]} if "id" in line else {}
    return {**head, "masked": redacted.masked, "spans": spans}
