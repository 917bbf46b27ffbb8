"""Where a condition of SCA looks (check_range): role, range and anchor, as scope keys of ours."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from inspection.formats.sca_json import Fields, fields, number_of, word_of, yes_of
from inspection.formats.sca_remarks import Remark, remark

_ROLES = {"客服": "agent", "坐席": "agent", "客户": "customer", "": "anyone", "所有": "anyone", "所有角色": "anyone"}
_SIDES = {"AFTER": "after", "BEFORE": "before", "AROUND": "around", "CURRENT": "around"}
_READ = frozenset({"role", "roleid", "anchor", "range", "absolute", "allsentencessatisfy"})


@dataclass(frozen=True, slots=True)
class Scope:
    """`role` always; `words` are the keys only word operators take; `anchor` is the id of the condition before it."""

    role: str
    words: Mapping[str, object]
    anchor: str
    remarks: tuple[Remark, ...]


def read_scope(check_range: Fields, at: str, called: Callable[[str], str]) -> Scope:
    """The scope of a condition; `called` gives our name of the anchor's condition."""
    role = word_of(check_range.get("role"))
    anchor, span = fields(check_range.get("anchor")), _range(check_range.get("range"))
    remarks = list(_not_sayable(check_range, at, has_range=bool(span)))
    if not role and check_range.get("roleid"):
        remarks.append(remark("role", at, given=f"roleId {check_range['roleid']}"))
    elif role not in _ROLES:
        remarks.append(remark("role", at, given=role))
    first, last = number_of(span.get("from")), number_of(span.get("to"))
    first, last = 1 if first is None else int(first), -1 if last is None else int(last)
    anchor_id = word_of(anchor.get("cid")) or word_of(anchor.get("anchorcid"))
    keys, more = _beside(anchor, (first, last), at, called(anchor_id)) if anchor_id else _turns((first, last), at)
    return Scope(_ROLES.get(role, "anyone"), keys, anchor_id, (*remarks, *more))


def anchor_of(condition: Fields) -> str:
    """The id of the condition that must come first; empty when there is none."""
    anchor = fields(fields(condition.get("checkrange")).get("anchor"))
    return word_of(anchor.get("cid")) or word_of(anchor.get("anchorcid"))


def _not_sayable(check_range: Fields, at: str, *, has_range: bool) -> list[Remark]:
    found = []
    if yes_of(check_range.get("allsentencessatisfy")):
        found.append(remark("all_sentences", at))
    if yes_of(check_range.get("absolute")) and has_range and word_of(check_range.get("role")):
        found.append(remark("absolute", at))
    strange = sorted(name for name, value in check_range.items() if value and name not in _READ)
    if strange:
        found.append(remark("unread_condition", at, names=", ".join(strange)))
    return found


def _range(value: object) -> Fields:
    """The range, also as the JSON text the interface documents."""
    if isinstance(value, str) and value.strip():
        try:
            value = json.loads(value)
        except ValueError:
            return {"from": 0, "to": 0}
    return fields(value)


def _turns(span: tuple[int, int], at: str) -> tuple[Mapping[str, object], list[Remark]]:
    first, last = span
    if span == (1, -1):
        return {}, []
    if first == 1 and last > 0:
        return {"first_turns": last}, [remark("turns", at)]
    if first < 0 and last == -1:
        return {"last_turns": -first}, [remark("turns", at)]
    return {}, [remark("range", at, given=f"{first}~{last}")]


def _beside(anchor: Fields, span: tuple[int, int], at: str, name: str) -> tuple[Mapping[str, object], list[Remark]]:
    location = word_of(anchor.get("location")).upper()
    side = _SIDES.get(location)
    if side is None:
        return {}, [remark("anchor", at, given=location or "?")]
    turns = 0 if location == "CURRENT" else _distance(side, span)
    if turns == -1:
        return {}, [remark("range", at, given=f"{location} {span[0]}~{span[1]}")]
    which, remarks = _which(anchor, at)
    if which is None:
        return {}, remarks
    neighbour: dict[str, object] = {"condition": name, "which": which}
    if turns is not None:
        neighbour["turns"] = turns
    remarks += [remark("anchor_own_turn", at)] if location in ("AFTER", "BEFORE") else []
    return {side: neighbour}, [*remarks, *([remark("turns", at)] if turns else [])]


def _distance(side: str, span: tuple[int, int]) -> int | None:
    """At most so many turns from the anchor; None for any number, -1 for a range that cannot be said."""
    first, last = span
    if span == (1, -1):
        return None
    if first == 1 and last > 0:
        return last
    if side == "before" and first < 0 and last == -1:
        return -first
    return last if side == "around" and last > 0 and first == -last else -1


def _which(anchor: Fields, at: str) -> tuple[object, list[Remark]]:
    """Which hit of the anchor: 1~N, 0 each, -1 any; GetRuleDetail (anchorCid) says that -1 is the last."""
    time = number_of(anchor.get("hittime"))
    if time is None:
        return "any", [remark("anchor_any", at)]
    if time == -1:
        return ("last" if word_of(anchor.get("anchorcid")) else "any"), []
    if time == 0:
        return "each", []
    if time < 0 or time != int(time):
        return None, [remark("anchor_hit", at, given=f"{time:g}")]
    return int(time), []
