"""What items of a rulebook share: word lists, named conditions and evasive spellings, in files beside rulebook.yaml.

lists/<name>.txt|.csv     word lists, used as `@name` or {list: name}
shared.yaml               conditions: {name: ...} any item may use without repeating them
spellings.yaml            spellings: {微信: [薇信, 薇❤]}
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import Field

from inspection.errors import RuleError
from inspection.rules.condition_spec import ConditionSpec
from inspection.rules.expression import compile_expression
from inspection.rules.item_spec import ItemSpec
from inspection.rules.rule_yaml import RuleText, checked, parse
from inspection.rules.spec_values import Phrases, Strict
from inspection.rules.spellings import Spellings
from inspection.rules.word_lists import WordList, expanded, word_lists_of

SHARED_FILE, SPELLINGS_FILE, LISTS_FOLDER = "shared.yaml", "spellings.yaml", "lists/"


class SharedFile(Strict):
    """`shared.yaml`."""

    note: str = ""
    conditions: dict[str, ConditionSpec] = Field(default_factory=dict)


class SpellingsFile(Strict):
    """`spellings.yaml`."""

    note: str = ""
    spellings: dict[str, Phrases] = Field(default_factory=dict)


@dataclass(frozen=True)
class RulebookParts:
    """The shared parts of one rulebook, word lists already filled in; `places` say where each condition is written."""

    lists: Mapping[str, WordList] = field(default_factory=dict)
    shared: Mapping[str, ConditionSpec] = field(default_factory=dict)
    spellings: Spellings = field(default_factory=Spellings)
    places: Mapping[str, tuple[RuleText, list[str | int]]] = field(default_factory=dict)

    def completed(self, spec: ItemSpec, rule: RuleText) -> ItemSpec:
        """The item with its word lists filled in and the shared conditions it uses added to its own.

        RuleError for an unknown list, or a condition that has the name of a shared one.
        """
        own = {name: _filled(c, self.lists, rule, ["conditions", name]) for name, c in spec.conditions.items()}
        for name in own:
            if name in self.shared:
                reason = f"'{name}' is a shared condition already"
                raise RuleError(
                    reason, "use the shared one, or rename this one", where=rule.where(["conditions", name])
                )
        used = self._used(spec)
        if not used and all(own[n] is c for n, c in spec.conditions.items()):
            return spec
        return spec.model_copy(update={"conditions": {**own, **used}})

    def _used(self, spec: ItemSpec) -> dict[str, ConditionSpec]:
        """The shared conditions the item names, and those they need themselves."""
        waiting = [n for source in spec.expressions for n in names_in(source)]
        waiting += [n for c in spec.conditions.values() for n in c.refers_to]
        used: dict[str, ConditionSpec] = {}
        while waiting:
            name = waiting.pop()
            if name in self.shared and name not in used:
                used[name] = self.shared[name]
                waiting += needs_of(self.shared[name])
        return {name: self.shared[name] for name in sorted(used)}


def read_parts(
    files: Iterable[tuple[str, str]],
    *,
    shared: Mapping[str, ConditionSpec],
    spellings: Mapping[str, list[str]],
    head: RuleText,
) -> RulebookParts:
    """The parts from (file name, text) pairs, and what rulebook.yaml itself shares. RuleError with file:line:column."""
    given = dict(files)
    lists = word_lists_of((f, t) for f, t in given.items() if f.startswith(LISTS_FOLDER))
    named = {n: _filled(c, lists, head, ["shared", n]) for n, c in shared.items()}
    places: dict[str, tuple[RuleText, list[str | int]]] = {n: (head, ["shared", n]) for n in named}
    spelled = dict(spellings)
    if SHARED_FILE in given:
        rule = parse(given[SHARED_FILE], SHARED_FILE)
        for name, condition in checked(rule, SharedFile).conditions.items():
            if name in named:
                where = rule.where(["conditions", name])
                raise RuleError(f"'{name}' is shared in rulebook.yaml already", "keep one of the two", where=where)
            named[name] = _filled(condition, lists, rule, ["conditions", name])
            places[name] = (rule, ["conditions", name])
    if SPELLINGS_FILE in given:
        spelled |= checked(parse(given[SPELLINGS_FILE], SPELLINGS_FILE), SpellingsFile).spellings
    return RulebookParts(lists, named, Spellings(spelled), places)


def needs_of(spec: ConditionSpec) -> list[str]:
    """Names of the conditions a condition is built on."""
    return [*spec.refers_to, *(names_in(spec.when) if spec.when else ())]


def names_in(source: str) -> frozenset[str]:
    """Condition names of an expression; none when it cannot be read (its own file reports that)."""
    try:
        return compile_expression(source).names
    except RuleError:
        return frozenset()


def _filled(spec: ConditionSpec, lists: Mapping[str, WordList], rule: RuleText, path: list[str | int]) -> ConditionSpec:
    try:
        return expanded(spec, lists)
    except RuleError as problem:
        raise RuleError(problem.reason, problem.what_to_do, where=rule.where(path)) from None
