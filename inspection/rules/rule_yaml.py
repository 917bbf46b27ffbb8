"""Rule files as YAML: parsed strictly, checked against a schema, every complaint with file:line:column."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from inspection.errors import RuleError

T = TypeVar("T", bound=BaseModel)
Path = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule file: its name, its text, and the mapping it holds."""

    file: str
    text: str
    data: dict[str, Any]

    def where(self, path: Path) -> str:
        """`file:line:column` (from 1) of the deepest node on the path that exists.

        Places are looked up only when something is wrong: the parser that knows them is ten times slower.
        """
        return f"{self.file}:{_position(YAML(typ='rt', pure=True).load(self.text), path)}"


def parse(text: str, file: str) -> RuleText:
    """The mapping of a file; RuleError for broken YAML or duplicate keys."""
    try:
        data = _load(text)
    except MarkedYAMLError as problem:
        mark = problem.problem_mark
        where = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else file
        raise RuleError(f"not valid YAML: {problem.problem or problem}", "correct the line", where=where) from None
    if not isinstance(data, dict):
        raise RuleError("a rule file maps keys to values", "see docs/how-to/rules.md", where=f"{file}:1:1")
    return RuleText(file, text, data)


def _load(text: str) -> Any:
    """The fast parser first; what it does not accept (a plain `?` inside braces) the patient one may."""
    try:
        return YAML(typ="safe").load(text)
    except MarkedYAMLError:
        return YAML(typ="safe", pure=True).load(text)


def checked(rule: RuleText, schema: type[T]) -> T:
    """The data as a value of `schema`; RuleError names the first misfit and how many more there are."""
    try:
        return schema.model_validate(rule.data)
    except ValidationError as problem:
        errors = problem.errors()
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        keys = ".".join(str(k) for k in first["loc"])
        message = first["msg"].removeprefix("Value error, ")
        raise RuleError(
            f"{keys or 'the file'}: {message}{more}", "correct this key", where=rule.where(first["loc"])
        ) from None


def _position(data: Any, path: Path) -> str:
    line, column = 1, 1
    node = data
    for key in path:
        place = _place_of(node, key)
        if place is None:
            break
        line, column = place[0] + 1, place[1] + 1
        node = node[key]
    return f"{line}:{column}"


def _place_of(node: Any, key: str | int) -> tuple[int, int] | None:
    if isinstance(node, CommentedMap) and key in node:
        line, column = node.lc.key(key)
        return line, column
    if isinstance(node, CommentedSeq) and isinstance(key, int) and key < len(node):
        line, column = node.lc.item(key)
        return line, column
    return None
