"""Golden evaluations: the states written in the sources, checked and filled up to every item id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from making.items import KINDS, SPOKEN_ONLY, WHY_NOT_APPLICABLE, WRITTEN_ONLY

STATES = {"met": "met", "unmet": "unmet", "na": "not_applicable"}
_ITEM = re.compile(r"(met|unmet)(?: (\d+) (.+?))?(?: \| (.+))?")


@dataclass(frozen=True, slots=True)
class GivenTurn:
    """What evidence may point at: the text of a turn and, in calls, its time in seconds."""

    text: str
    start_s: float | None = None
    end_s: float | None = None


def golden_of(source: dict[str, Any], turns: list[GivenTurn]) -> dict[str, Any]:
    """The golden file of one interaction; raises ValueError on a state that is missing, double or misplaced."""
    ending, code = source.get("ledger") or ["scored", None]
    return {
        "schema_version": 1,
        "interaction_id": source["id"],
        "channel": source["channel"],
        "language": source["language"],
        "business_line": source["business_line"],
        "special": source["special"],
        "ledger": {"ending": ending, "code": code},
        "flag": source.get("flag"),
        "personal_data": [_personal_datum(source["id"], row, turns) for row in source.get("pii") or []],
        "segments": [_segment(source, number, turns) for number in range(len(source["golden"]))],
    }


def _personal_datum(interaction: str, row: list[Any], turns: list[GivenTurn]) -> dict[str, Any]:
    turn, kind, value = row
    start = turns[turn].text.find(str(value))
    if start < 0:
        raise ValueError(f"{interaction} turn {turn}: {value!r} is not in {turns[turn].text!r}")
    return {"turn": turn, "kind": kind, "text": str(value), "start_char": start, "end_char": start + len(str(value))}


def _segment(source: dict[str, Any], number: int, turns: list[GivenTurn]) -> dict[str, Any]:
    written = source["golden"][number]
    first, last = written.get("turns", [0, len(turns) - 1])
    states = _default_states(source) | _not_applicable(written)
    for item, state in written["items"].items():
        if item not in KINDS or item in (written.get("na") or []):
            raise ValueError(f"{source['id']} segment {number}: {item} is unknown or stated twice")
        states[item] = _stated(f"{source['id']} {item}", str(state), turns)
    missing = [item for item in KINDS if item not in states]
    if missing:
        raise ValueError(f"{source['id']} segment {number}: no state for {missing}")
    fatal = list(written.get("fatal") or [])
    if any(states[item]["state"] != "unmet" for item in fatal):
        raise ValueError(f"{source['id']} segment {number}: a fatal item must be unmet: {fatal}")
    also = written.get("also") or {}
    items = [
        {"id": item, "kind": KINDS[item], **states[item], "also_acceptable": _also(also, item, states)}
        for item in KINDS
    ]
    return {
        "segment": number,
        "agent_id": written["agent"],
        "first_turn": first,
        "last_turn": last,
        "fatal_items": fatal,
        "items": items,
    }


def _also(also: dict[str, list[str]], item: str, states: dict[str, dict[str, Any]]) -> list[str]:
    """Other states the definitions allow. Who hung up is often not told: clean and not applicable are both right."""
    allowed = list(also.get(item, []))
    if item == "hangs_up_first" and states[item]["state"] == "met" and "not_applicable" not in allowed:
        allowed.append("not_applicable")
    return allowed


def _state(state: str, reason: str) -> dict[str, Any]:
    return {"state": state, "evidence": [], "reason": reason}


def _default_states(source: dict[str, Any]) -> dict[str, dict[str, Any]]:
    spoken = source["channel"] == "phone"
    states = {item: _state("met", "clean") for item, kind in KINDS.items() if kind == "violation"}
    states["answer_accuracy"] = _state("needs_human", "only a person with the knowledge base can judge it")
    for item in WRITTEN_ONLY if spoken else SPOKEN_ONLY:
        states[item] = _state("not_applicable", "not measured in this channel")
    if spoken and source["ivr_notice"]:
        states["recording_notice"] = _state("not_applicable", "the IVR gave the notice")
    if not source.get("ticket_id"):
        states["ticket_consistent"] = _state("not_applicable", "no ticket is given")
    if source.get("direction") != "outbound":
        states["permission_to_continue"] = _state("not_applicable", "not an outbound contact")
    return states


def _not_applicable(written: dict[str, Any]) -> dict[str, dict[str, Any]]:
    reasons = WHY_NOT_APPLICABLE | (written.get("na_reasons") or {})
    return {item: _state("not_applicable", reasons[item]) for item in written.get("na") or []}


def _stated(where: str, state: str, turns: list[GivenTurn]) -> dict[str, Any]:
    if state.startswith("na "):
        return _state("not_applicable", state[3:])
    match = _ITEM.fullmatch(state)
    if match is None or (match[1] == "unmet" and not (match[2] and match[4])):
        raise ValueError(f"{where}: not a state: {state!r}")
    evidence = [_evidence(where, int(match[2]), match[3], turns)] if match[2] else []
    return {"state": STATES[match[1]], "evidence": evidence, "reason": match[4] or "said"}


def _evidence(where: str, turn: int, words: str, turns: list[GivenTurn]) -> dict[str, Any]:
    if turn >= len(turns) or words not in turns[turn].text:
        raise ValueError(f"{where}: turn {turn} does not say {words!r}")
    given = turns[turn]
    start = given.text.index(words)
    pointer: dict[str, Any] = {"turn": turn, "words": words, "start_char": start, "end_char": start + len(words)}
    if given.start_s is not None:
        pointer |= {"start_s": given.start_s, "end_s": given.end_s}
    return pointer
