"""Thresholds and word lists come as readable YAML: text in, checked value out, with the place of what is wrong."""

from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from inspection.errors import RuleError


class Policy(BaseModel):
    """Base of every policy: frozen, and a key nobody knows is a mistake, not a wish."""

    model_config = ConfigDict(frozen=True, extra="forbid")


PolicyT = TypeVar("PolicyT", bound=Policy)


def policy_of(kind: type[PolicyT], text: str, *, where: str) -> PolicyT:
    """The policy a YAML text describes; `where` names the file. RuleError when it cannot be read."""
    try:
        content = YAML(typ="safe", pure=True).load(text)
    except YAMLError as error:
        raise RuleError(f"not readable as YAML: {error}", "correct the file", where=where) from error
    try:
        return kind.model_validate(content or {})
    except ValidationError as error:
        first = error.errors()[0]
        path = ".".join(str(part) for part in first["loc"]) or "the top level"
        raise RuleError(f"{path}: {first['msg']}", "correct this entry", where=where) from error
