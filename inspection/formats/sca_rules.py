"""A rule of SCA as an item of ours: its conditions, its expression, and what could not be carried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from inspection.errors import RuleError
from inspection.formats.rule_text import one_line
from inspection.formats.sca_json import Fields, entries, fields, number_of, word_of, yes_of
from inspection.formats.sca_lambda import Logic, read_logic
from inspection.formats.sca_operators import Keys, carry
from inspection.formats.sca_remarks import Remark, remark
from inspection.formats.sca_scope import Scope, anchor_of, read_scope

MAX_ANCHORS = 100
"""Conditions that stand one before the other; a longer chain is not followed."""
_WORD_KEYS = frozenset({"any", "all", "none", "pattern", "similar"})
_CONDITION_KEYS = frozenset({
    "cid", "conditioninfocid", "id", "rid", "checkrange", "operators", "lambda", "operlambda", "name", "usergroup",
    "exclusion", "qualitychecktype",
})  # fmt: skip
_RULE_KEYS = frozenset({
    "rid", "name", "lambda", "rulelambda", "triggers", "conditions", "comments", "scorenum", "scoretype",
    "scorenumtype", "rulescoretype", "isdelete", "effective", "targettype", "graphflow", "taskflowid", "dialogues",
    "checktype", "level", "businesscategorynamelist", "businesscategories", "status", "createempid",
    "createempname", "createtime", "deny", "lastupdatetime", "lastupdateempid", "lastupdateempname", "usergroup",
    "sortindex", "schemeid", "schemename", "schemerulemappingid", "schemechecktype", "modifytype", "type",
    "ruletype", "rulecategoryname", "autoreview", "externalproperty", "operationmode", "qualitychecktype",
    "configtype", "scoreid", "scorename", "scoresubid", "scoresubname", "scoredeleted", "scorerulehittype",
    "isonline", "meet", "weight", "fullcycle", "effectivestarttime", "effectiveendtime", "starttime", "endtime",
    "taskflowtype", "veto", "isveto", "onevoteveto", "rulescoresingletype",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class CarriedRule:
    """What became of a rule: conditions by our names, the expression that says what SCA would hit, and remarks.

    `expression` is empty when a part of it was lost: then a person judges the item. `logic` is the rule's lambda.
    """

    rule: Fields
    conditions: Mapping[str, Keys]
    expression: str
    logic: str
    remarks: tuple[Remark, ...]

    @property
    def rid(self) -> str:
        """The rule's id in SCA."""
        return word_of(self.rule.get("rid"))

    @property
    def name(self) -> str:
        """The rule's name in SCA, else its id."""
        return one_line(word_of(self.rule.get("name"))) or one_line(self.rid)

    def without_rules(self, why: Remark) -> "CarriedRule":
        """The same rule with nothing carried."""
        return replace(self, conditions={}, expression="", remarks=(*self.remarks, why))


def carry_rule(rule: Fields, conditions: Sequence[Fields]) -> CarriedRule:
    """The rule with those of the conditions it names."""
    logic = word_of(rule.get("lambda")) or word_of(rule.get("rulelambda"))
    try:
        return _Carrier(rule, _own(rule, conditions)).carried(logic)
    except RuleError as problem:
        why = remark("bad_lambda", problem=f"{problem.reason}; {problem.what_to_do}")
        return CarriedRule(rule, {}, "", logic, (why, *_of_the_rule(rule)))


def _own(rule: Fields, conditions: Sequence[Fields]) -> Sequence[Fields]:
    rid = word_of(rule.get("rid"))
    own = [c for c in conditions if rid and word_of(c.get("rid")) == rid]
    return own or [c for c in conditions if not word_of(c.get("rid"))]


class _Carrier:
    """Collects what one rule needs."""

    def __init__(self, rule: Fields, conditions: Sequence[Fields]) -> None:
        self.rule = rule
        self.conditions = conditions
        self.names: dict[str, str] = {}
        self.written: dict[str, Keys] = {}
        self.remarks: list[Remark] = []
        self.lost: set[str] = set()

    def carried(self, logic_text: str) -> CarriedRule:
        logic = self._logic(logic_text)
        if logic is not None:
            for cid in self._in_order(logic):
                self._condition(cid)
        whole = logic is not None and not self.lost and not any(r.weight == "lost" for r in self.remarks)
        expression = logic.written(self._called) if logic is not None and whole else ""
        remarks = (*self.remarks, *_of_the_rule(self.rule))
        if any(r.weight == "lost" for r in remarks):
            expression = ""
        return CarriedRule(self.rule, self.written, expression, logic_text, remarks)

    def _logic(self, text: str) -> Logic | None:
        if number_of(self.rule.get("targettype")) == 11 or self.rule.get("graphflow"):
            self.remarks.append(remark("flow"))
            return None
        if not self.conditions:
            self.remarks.append(remark("no_conditions"))
            return None
        if text:
            return read_logic(text)
        if len(self.conditions) == 1:
            return Logic("name", name=_id(self.conditions[0]))
        self.remarks.append(remark("no_lambda"))
        return None

    def _in_order(self, logic: Logic) -> list[str]:
        """Every condition the rule needs, anchors first; what is unknown or goes in a circle is lost."""
        ordered: list[str] = []
        for name in logic.names:
            self._with_anchors(name, (), ordered)
        for number, cid in enumerate(ordered, start=1):
            self.names[cid] = f"c{number}"
        return ordered

    def _with_anchors(self, cid: str, path: tuple[str, ...], ordered: list[str]) -> None:
        found = self._found(cid)
        if found is None or cid in ordered:
            return
        if cid in path:
            self.lost.update(path[path.index(cid) :])
            self.remarks.append(remark("circle", circle=" → ".join((*path[path.index(cid) :], cid))))
            return
        anchor = anchor_of(found)
        if anchor and len(path) < MAX_ANCHORS:
            self._with_anchors(anchor, (*path, cid), ordered)
        if cid not in ordered:
            ordered.append(cid)

    def _found(self, cid: str) -> Fields | None:
        matching = [c for c in self.conditions if cid and _id(c) == cid]
        matching = matching or [c for c in self.conditions if cid and word_of(c.get("id")) == cid]
        if len(matching) == 1:
            return matching[0]
        if cid not in self.lost:
            self.remarks.append(remark("defined_twice" if matching else "unknown_id", name=cid))
        self.lost.add(cid)
        return None

    def _called(self, cid: str) -> str:
        return self.names.get(cid, "c0")

    def _condition(self, cid: str) -> None:
        condition = self._found(cid)
        if condition is None or cid in self.lost:
            return
        scope = read_scope(fields(condition.get("checkrange")), cid, self._called)
        remarks = [*scope.remarks, *_of_the_condition(condition, cid)]
        if scope.anchor in self.lost:
            remarks.append(remark("anchor_lost", cid, name=scope.anchor))
        parts, expression, more = _operators(condition, cid, scope, self.names[cid])
        self.remarks += [*remarks, *more]
        if any(r.weight == "lost" for r in (*remarks, *more)):
            self.lost.add(cid)
            return
        note = {"note": one_line(f"SCA {cid} {word_of(condition.get('name'))}")}
        if list(parts) == [self.names[cid]]:
            self.written[self.names[cid]] = {**note, **parts[self.names[cid]]}
        else:
            self.written |= parts
            self.written[self.names[cid]] = {**note, "when": expression}


def _operators(condition: Fields, cid: str, scope: Scope, name: str) -> tuple[Mapping[str, Keys], str, list[Remark]]:
    """The operators of a condition as conditions of ours, how they join, and remarks."""
    operators = {_oid(o): o for o in map(fields, entries(condition.get("operators")))}
    text = word_of(condition.get("lambda")) or word_of(condition.get("operlambda"))
    if not operators:
        return {}, "", [remark("no_operators", cid)]
    if not text and len(operators) > 1:
        return {}, "", [remark("no_lambda", cid)]
    logic = read_logic(text) if text else Logic("name", name=next(iter(operators)))
    alone = next(iter(operators.values())) if len(operators) == 1 and len(logic.names) == 1 else None
    remarks: list[Remark] = [] if logic.kind == "name" else [remark("several_operators", cid)]
    names = logic.names
    remarks += [remark("unused_operator", cid, name=oid) for oid in operators if oid not in names and alone is None]
    written: dict[str, Keys] = {}
    joined: dict[str, str] = {}
    for number, oid in enumerate(names, start=1):
        operator = operators.get(oid, alone)
        if operator is None:
            remarks.append(remark("unknown_id", cid, name=oid))
            continue
        own = name if logic.kind == "name" else f"{name}_{number}"
        carried = carry(operator, f"{cid}/{oid}" if len(names) > 1 else cid, scope.role)
        remarks += carried.remarks
        some = [own] if len(carried.conditions) == 1 else [f"{own}_{n}" for n in range(1, len(carried.conditions) + 1)]
        for part, keys in zip(some, carried.conditions, strict=True):
            if scope.words and not _WORD_KEYS & set(keys):
                remarks.append(remark("range_not_words", cid))
            written[part] = {"role": scope.role, **keys, **scope.words}
        joined[oid] = some[0] if len(some) == 1 else "(" + " or ".join(some) + ")"
    return written, logic.written(lambda oid: joined.get(oid, "c0")), remarks


def _of_the_condition(condition: Fields, cid: str) -> list[Remark]:
    found = []
    if condition.get("exclusion") and yes_of(condition.get("exclusion")) is not False:
        found.append(remark("exclusion", cid, given=condition["exclusion"]))
    strange = sorted(name for name, value in condition.items() if value and name not in _CONDITION_KEYS)
    if strange:
        found.append(remark("unread_condition", cid, names=", ".join(strange)))
    return found


def _of_the_rule(rule: Fields) -> list[Remark]:
    found = []
    if yes_of(rule.get("effective")) is False:
        found.append(remark("not_in_force"))
    dialogues = entries(rule.get("dialogues"))
    if dialogues:
        found.append(remark("dialogues", n=len(dialogues)))
    businesses = [w for w in map(word_of, entries(rule.get("businesscategorynamelist"))) if w]
    if businesses:
        found.append(remark("business", names="、".join(businesses)))
    strange = sorted(name for name, value in rule.items() if value and name not in _RULE_KEYS)
    if strange:
        found.append(remark("unread_rule", names=", ".join(strange)))
    return found


def _id(condition: Fields) -> str:
    return word_of(condition.get("cid")) or word_of(condition.get("conditioninfocid"))


def _oid(operator: Fields) -> str:
    return word_of(operator.get("oid")) or word_of(operator.get("id"))
