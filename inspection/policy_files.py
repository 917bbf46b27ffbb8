"""Thresholds and word lists come as readable YAML: text in, checked value out, with the place of what is wrong."""

from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from inspection.rules.rule_yaml import checked, parse


class Policy(BaseModel):
    """Base of every policy: frozen, and a key nobody knows is a mistake, not a wish."""

    model_config = ConfigDict(frozen=True, extra="forbid")


POLICIES_REMEMBERED = 32
"""Texts of each policy that stay read: every page of the console asks again, and the same text is the same policy."""

PolicyT = TypeVar("PolicyT", bound=Policy)


def policy_of(kind: type[PolicyT], text: str, *, where: str) -> PolicyT:
    """The policy a YAML text describes (an empty one: all defaults); `where` names the file.

    RuleError with file:line:column when it cannot be read.
    """
    return checked(parse(text, where, may_be_empty=True), kind)
