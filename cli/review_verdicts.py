"""Verdicts as people type them (`closing=met,reason=said_otherwise,turn=3`) or hand them in as JSON."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from inspection.errors import InputError
from inspection.evaluation import ItemState
from inspection.evidence import Evidence
from inspection.submission import GivenVerdict

_STATES = {
    "met": ItemState.MET, "达标": ItemState.MET, "合格": ItemState.MET,
    "unmet": ItemState.UNMET, "未达标": ItemState.UNMET, "不合格": ItemState.UNMET,
    "not_applicable": ItemState.NOT_APPLICABLE, "na": ItemState.NOT_APPLICABLE, "不适用": ItemState.NOT_APPLICABLE,
    "needs_human": ItemState.NEEDS_HUMAN, "无法判断": ItemState.NEEDS_HUMAN,
}  # fmt: skip
_HOW = (
    "write ITEM=met|unmet|not_applicable|needs_human[,reason=CODE][,points=N][,fatal=true|false][,turn=N][,seconds=N]"
)


def typed_verdicts(texts: Sequence[str]) -> list[GivenVerdict]:
    """Verdicts of `--verdict` options; InputError for one that cannot be read."""
    return [_typed(text) for text in texts]


def verdicts_in(file: Path) -> list[GivenVerdict]:
    """Verdicts of a JSON file: a list of objects with item, state and what else there is to say."""
    try:
        given = json.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", "give a readable file", where=str(file)) from None
    except ValueError as error:
        raise InputError(f"not JSON in UTF-8 ({error})", "correct it", where=str(file)) from None
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise InputError("not a list of verdicts", '[{"item": ..., "state": ...}]', where=str(file))
    return [_of_json(one, f"{file}:{n}") for n, one in enumerate(given)]


def _typed(text: str) -> GivenVerdict:
    head, *rest = [part.strip() for part in text.split(",")]
    item, _, state = head.partition("=")
    details: dict[str, Any] = {}
    for part in rest:
        key, equals, value = part.partition("=")
        if not equals or key not in _KEYS:
            raise _bad(f"'{part}' says nothing", text)
        details[_KEYS[key]] = value
    turns = [turn for turn in str(details.pop("turns", "")).split("+") if turn]
    return _verdict({"item": item.strip(), "state": state.strip(), "turns": turns, **details}, text)


_KEYS = {"reason": "reason_code", "points": "points", "fatal": "fatal", "turn": "turns", "seconds": "seconds_spent"}


def _of_json(given: dict[str, Any], where: str) -> GivenVerdict:
    unknown = sorted(set(given) - {"item", "state", *_KEYS.values(), "turn"})
    if unknown:
        raise _bad(f"nothing is called '{unknown[0]}'", where)
    turns = given.get("turns", [given["turn"]] if given.get("turn") is not None else [])
    return _verdict(given | {"turns": turns if isinstance(turns, list) else [turns]}, where)


def _verdict(given: dict[str, Any], where: str) -> GivenVerdict:
    state = _STATES.get(str(given.get("state", "")).strip().lower())
    if not given.get("item") or state is None:
        raise _bad("an item and a state are needed", where)
    return GivenVerdict(
        item=str(given["item"]),
        state=state,
        points=_number(given.get("points"), where),
        fatal=_truth(given.get("fatal"), where),
        reason_code=str(given.get("reason_code") or ""),
        evidence=tuple(_at_turn(turn, where) for turn in given.get("turns", ())),
        seconds_spent=_number(given.get("seconds_spent"), where),
    )


def _number(value: Any, where: str) -> float | None:
    if value is None or value == "":
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        raise _bad(f"'{value}' is no number", where) from None


def _truth(value: Any, where: str) -> bool | None:
    words = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}
    if value is None or isinstance(value, bool):
        return value
    if str(value).lower() not in words:
        raise _bad(f"fatal is true or false, not '{value}'", where)
    return words[str(value).lower()]


def _at_turn(turn: Any, where: str) -> Evidence:
    try:
        number = int(turn)
    except (TypeError, ValueError):
        raise _bad(f"'{turn}' is no turn", where) from None
    return Evidence(
        turn=number, start_char=None, end_char=None, start_s=None, end_s=None, text="", operator="person", value="",
        threshold="",
    )  # fmt: skip


def _bad(reason: str, where: str) -> InputError:
    return InputError(reason, _HOW, where=where, code="bad_verdict")
