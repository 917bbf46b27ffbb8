"""Items and word lists from carried rules: ids that are safe file names, titles, what a hit means."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from inspection.formats.rule_text import as_yaml
from inspection.formats.sca_json import number_of, word_of
from inspection.formats.sca_remarks import Remark, remark
from inspection.formats.sca_rules import CarriedRule

LIST_FROM = 100
"""Words of one condition from which on they stand in a word list of their own."""
_ADDS = 1
_DIMENSIONS = {0: "communication", 1: "attitude", 2: "resolution", 4: "compliance"}


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """An item made of a rule: its id, its text, its word lists (file name -> text), and remarks."""

    item_id: str
    kind: str
    carried: CarriedRule
    text: str
    lists: Mapping[str, str]
    remarks: tuple[Remark, ...]


def adds_points(carried: CarriedRule) -> bool:
    """Whether a hit adds points (scoreType 1, which is the default where there are points)."""
    kind = number_of(carried.rule.get("scoretype"))
    return bool(number_of(carried.rule.get("scorenum"))) and kind in (None, _ADDS)


def item_ids(rules: Iterable[CarriedRule]) -> list[str]:
    """An id for every rule: `sca_` and the rule's own id, letters, digits and _ only, each once."""
    found: list[str] = []
    for number, carried in enumerate(rules, start=1):
        plain = re.sub(r"[^a-z0-9]+", "_", carried.rid.lower()).strip("_")[:40] or f"rule_{number}"
        item_id, again = f"sca_{plain}", 2
        while item_id in found:
            item_id, again = f"sca_{plain}_{again}", again + 1
        found.append(item_id)
    return found


def item_of(carried: CarriedRule, item_id: str, today: date) -> ImportedItem:
    """The item of a rule: a violation, a duty when hits add points, a human item when something was lost."""
    good = adds_points(carried)
    kind = ("duty" if good else "violation") if carried.expression else "human"
    conditions, lists, listed = _with_lists(carried, item_id)
    remarks = (*carried.remarks, *listed, *([remark("bonus")] if good and carried.expression else []))
    name = carried.name or item_id
    fields: dict[str, object] = {
        "id": item_id, "version": 1, "kind": kind, "title": {"zh": name, "en": item_id},
        "meaning": {"zh": word_of(carried.rule.get("comments")) or name, "en": item_id},
        "dimension": _DIMENSIONS.get(int(number_of(carried.rule.get("checktype")) or -1), "compliance"),
        "line": "non_critical", "owner": "service", "updated": today,
    }  # fmt: skip
    if conditions:
        fields["conditions"] = conditions
    if kind != "human":
        fields["met" if good else "found"] = carried.expression
        unmet = (f"未命中：{name}", f"not hit: {item_id}") if good else (f"命中：{name}", f"hit: {item_id}")
        fields["reasons"] = {"unmet": dict(zip(("zh", "en"), unmet, strict=True))}
    said = (f"{r.weight}: {r.line('zh')} / {r.line('en')}" for r in remarks)
    comments = [f"SCA {carried.rid}: {carried.logic}", *said]
    return ImportedItem(item_id, kind, carried, as_yaml(fields, comments), lists, remarks)


def _with_lists(carried: CarriedRule, item_id: str) -> tuple[dict[str, object], dict[str, str], list[Remark]]:
    conditions: dict[str, object] = {}
    lists: dict[str, str] = {}
    remarks: list[Remark] = []
    for name, keys in carried.conditions.items():
        written = dict(keys)
        for key in ("any", "all", "none"):
            words = written.get(key)
            if isinstance(words, list) and len(words) >= LIST_FROM:
                list_name = f"{item_id}_{name}"
                lists[f"lists/{list_name}.txt"] = "".join(w.replace("#", "\\#") + "\n" for w in words)
                written[key] = {"list": list_name}
                remarks.append(remark("word_list", n=len(words), name=list_name))
        conditions[name] = written
    return conditions, lists, remarks
