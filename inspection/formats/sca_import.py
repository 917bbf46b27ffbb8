"""A file of SCA rules and schemes as a rulebook folder, and the report of what could not be carried over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from inspection.errors import RuleError
from inspection.formats.rule_text import as_yaml
from inspection.formats.sca_forms import ImportedForm, form_ids, form_of, scored_rule
from inspection.formats.sca_items import ImportedItem, item_ids, item_of
from inspection.formats.sca_json import ScaRules, ScaScheme, read_sca, yes_of
from inspection.formats.sca_remarks import Remark, remark
from inspection.formats.sca_rules import CarriedRule, carry_rule
from inspection.rules.lint import lint

MISSING_EXAMPLES = frozenset({"few_hits", "few_clean"})
"""What lint says of every imported item until somebody writes its examples."""
MAX_RULES = 5000
_HEAD = "rulebook.yaml"
_Owned = tuple[CarriedRule, ScaScheme | None]


@dataclass(frozen=True, slots=True)
class RuleReport:
    """What became of one rule. `status`: whole, partly, not; `item` and `kind` are empty when no item was written."""

    rid: str
    name: str
    item: str
    kind: str
    status: str
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class ScaImport:
    """The files of the new rulebook (path inside the folder -> text), and one report for every rule of the file."""

    files: Mapping[str, str]
    rules: tuple[RuleReport, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """Rules by status, and items that a person judges."""
        by_status = {s: sum(r.status == s for r in self.rules) for s in ("whole", "partly", "not")}
        return {"rules": len(self.rules), **by_status, "human": sum(r.kind == "human" for r in self.rules)}

    @property
    def forms(self) -> tuple[str, ...]:
        """The form files."""
        return tuple(name for name in self.files if name.startswith("forms/"))

    @property
    def lists(self) -> tuple[str, ...]:
        """The word list files."""
        return tuple(name for name in self.files if name.startswith("lists/"))


def import_sca(text: str, file: str, today: date) -> ScaImport:
    """Read an export and write it as a rulebook that loads.

    A rule of which anything was lost becomes an item a person judges; nothing is carried in a weaker form without a
    remark. Every item is linted; what lint finds wrong (other than missing examples) is left out and reported.
    Raises RuleError for what is not JSON, or holds no rules.
    """
    found = read_sca(text, file)
    carried, deleted = _carried(found)
    ids = item_ids([rule for rule, _ in carried])
    items = _accepted([item_of(rule, name, today) for (rule, _), name in zip(carried, ids, strict=True)], today)
    forms = _forms(items, [scheme for _, scheme in carried], today)
    files = {_HEAD: _head(today.isoformat())}
    for item in items:
        files |= {f"items/{item.item_id}.yaml": item.text, **item.lists}
    files |= {form.file: form.text for form in forms}
    return ScaImport(files, (*(_report(item, forms) for item in items), *map(_left_out, deleted)))


def _carried(found: Sequence[ScaRules]) -> tuple[list[_Owned], list[CarriedRule]]:
    """Every rule with its scheme, in order, and the rules SCA holds as deleted."""
    carried: list[_Owned] = []
    deleted: list[CarriedRule] = []
    for part in found:
        for fields in part.rules:
            rule = scored_rule(fields, part.scheme)
            if yes_of(rule.get("isdelete")):
                deleted.append(CarriedRule(rule, {}, "", "", (remark("deleted"),)))
            else:
                carried.append((carry_rule(rule, part.conditions), part.scheme))
    if len(carried) > MAX_RULES:
        raise RuleError(f"there are {len(carried)} rules in it", f"import at most {MAX_RULES} at a time")
    return carried, deleted


def _accepted(items: Sequence[ImportedItem], today: date) -> list[ImportedItem]:
    """The items, those that lint refuses with nothing carried."""
    wrong = _wrong(items)
    return [
        item_of(item.carried.without_rules(remark("refused", problem=wrong[item.item_id])), item.item_id, today)
        if item.item_id in wrong
        else item
        for item in items
    ]


def _wrong(items: Sequence[ImportedItem]) -> dict[str, str]:
    """The first error of every item with one, missing examples apart."""
    files = {_HEAD: _head("")}
    for item in items:
        files |= {f"items/{item.item_id}.yaml": item.text, **item.lists}
    owner = {name: item.item_id for item in items for name in (f"items/{item.item_id}.yaml", *item.lists)}
    found: dict[str, str] = {}
    for problem in lint(files):
        if problem.is_error and problem.code not in MISSING_EXAMPLES and problem.file in owner:
            found.setdefault(owner[problem.file], problem.what.en)
    return found


def _forms(items: Sequence[ImportedItem], schemes: Sequence[ScaScheme | None], today: date) -> list[ImportedForm]:
    """A form for every scheme, and one for the rules in none."""
    own: dict[int, tuple[ScaScheme | None, list[ImportedItem]]] = {}
    for item, scheme in zip(items, schemes, strict=True):
        own.setdefault(id(scheme), (scheme, []))[1].append(item)
    ids = form_ids([scheme for scheme, _ in own.values()])
    return [form_of(scheme, some, name, today) for (scheme, some), name in zip(own.values(), ids, strict=True)]


def _report(item: ImportedItem, forms: Sequence[ImportedForm]) -> RuleReport:
    more = [said for form in forms for said in form.remarks.get(item.item_id, ())]
    remarks = (*item.remarks, *more)
    weights = {r.weight for r in remarks}
    status = "partly" if weights & {"lost", "differs"} else "whole"
    if "lost" in weights and not item.carried.conditions:
        status = "not"
    return RuleReport(item.carried.rid, item.carried.name, item.item_id, item.kind, status, remarks)


def _left_out(rule: CarriedRule) -> RuleReport:
    return RuleReport(rule.rid, rule.name, "", "", "not", rule.remarks)


def _head(today: str) -> str:
    return as_yaml({"id": "sca-import", "version": "1", "note": f"imported from Alibaba SCA {today}".strip()})
