"""Readable files (rules, forms, policies) as values: strict YAML against a schema, every complaint with its place."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from inspection.errors import RuleError
from inspection.rules.misfits import misfits_of
from inspection.rules.yaml_places import Path, YamlPlaces

T = TypeVar("T", bound=BaseModel)
HOW_TO = "see docs/how-to/rules.md"


@dataclass(frozen=True, slots=True)
class RuleText:
    """One file: its name, its text, and the mapping it holds."""

    file: str
    text: str
    data: dict[str, Any]

    def where(self, path: Path) -> str:
        """`file:line:column` (from 1) of the deepest key on the path that exists; looked up only when asked."""
        return f"{self.file}:{YamlPlaces(self.text).key(path)}"


def parse(text: str, file: str, *, may_be_empty: bool = False) -> RuleText:
    """The mapping of a file; RuleError for broken YAML, duplicate keys, or anything that is no mapping."""
    try:
        data = _load(text)
    except MarkedYAMLError as problem:
        mark = problem.problem_mark
        where = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else file
        raise RuleError(f"not valid YAML: {problem.problem or problem}", "correct the line", where=where) from None
    except YAMLError as problem:
        raise RuleError(f"not valid YAML: {problem}", "write plain text in UTF-8", where=f"{file}:1:1") from None
    except ValueError as problem:  # a date that does not exist, 2026-02-30
        where = f"{file}:{_place_of_impossible_date(text)}"
        raise RuleError(f"not valid YAML: {problem}", "correct the date", where=where) from None
    if data is None and may_be_empty:
        data = {}
    if not isinstance(data, dict):
        raise RuleError("a rule file maps keys to values", HOW_TO, where=f"{file}:1:1")
    return RuleText(file, text, data)


def _load(text: str) -> Any:
    """The fast parser first; what it does not accept (a plain `?` inside braces) the patient one may."""
    try:
        return YAML(typ="safe").load(text)
    except YAMLError:
        return YAML(typ="safe", pure=True).load(text)


def _place_of_impossible_date(text: str) -> str:
    """`line:column` of the first thing written like a date that is none; 1:1 when it cannot be told."""
    for line, words in enumerate(text.splitlines(), start=1):
        for found in re.finditer(r"(?<![\w-])\d{4}-\d\d?-\d\d?(?![\w-])", words.split(" #")[0]):
            try:
                date(*map(int, found[0].split("-")))
            except ValueError:
                return f"{line}:{found.start() + 1}"
    return "1:1"


def checked(rule: RuleText, schema: type[T]) -> T:
    """The data as a value of `schema`; RuleError names the first misfit and how many more there are."""
    try:
        return schema.model_validate(rule.data)
    except ValidationError as problem:
        first, *others = misfits_of(problem, rule.data, schema)
        more = f" (and {len(others)} more)" if others else ""
        keys = ".".join(str(k) for k in first.path)
        reason = f"{keys}: {first.what.en}{more}" if len(first.path) > 1 else f"{first.what.en}{more}"
        raise RuleError(reason, first.fix.en, where=rule.where(first.path)) from None
