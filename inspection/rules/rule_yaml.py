"""Rule files as YAML: parsed strictly, checked against a schema, every complaint with file:line:column."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from inspection.errors import RuleError

T = TypeVar("T", bound=BaseModel)


def parse(text: str, file: str) -> CommentedMap:
    """A mapping with line and column of every node; RuleError for broken YAML or duplicate keys."""
    try:
        data = YAML(typ="rt", pure=True).load(text)
    except MarkedYAMLError as problem:
        mark = problem.problem_mark
        where = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else file
        raise RuleError(f"not valid YAML: {problem.problem or problem}", "correct the line", where=where) from None
    if not isinstance(data, CommentedMap):
        raise RuleError(
            "a rule file must be a mapping of keys to values", "see docs/how-to/rules.md", where=f"{file}:1:1"
        )
    return data


def checked(data: CommentedMap, schema: type[T], file: str) -> T:
    """The data as a value of `schema`; RuleError names the first misfit and how many more."""
    try:
        return schema.model_validate(plain(data))
    except ValidationError as problem:
        errors = problem.errors()
        first = errors[0]
        more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
        keys = ".".join(str(k) for k in first["loc"])
        message = first["msg"].removeprefix("Value error, ")
        raise RuleError(
            f"{keys or 'the file'}: {message}{more}", "correct this key", where=f"{file}:{position(data, first['loc'])}"
        ) from None


def plain(node: Any) -> Any:
    """The same data without positions (plain dict and list)."""
    if isinstance(node, Mapping):
        return {str(k): plain(v) for k, v in node.items()}
    if isinstance(node, Sequence) and not isinstance(node, str):
        return [plain(v) for v in node]
    return node


def position(data: Any, path: Sequence[str | int]) -> str:
    """`line:column` (from 1) of the deepest node on the path that exists."""
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
        return tuple(node.lc.key(key))
    if isinstance(node, CommentedSeq) and isinstance(key, int) and key < len(node):
        return tuple(node.lc.item(key))
    return None
