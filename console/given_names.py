"""Names that the shipped rules give: titles of items, of flags and of what excludes, in both languages."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from inspection.eligibility import policy_from_text
from inspection.flag_policy import flag_policy_of
from inspection.rules.item_spec import Wording
from inspection.rules.rule_yaml import parse

Pair = tuple[str, str]
_RULES = resources.files("scoring_rules")


@cache
def given_names() -> Mapping[tuple[str, str], Pair]:
    """(kind, code) -> (Chinese, English) for the kinds `item`, `flag` and `code`.

    A centre's own items have no name here; pages then show their id.
    """
    return MappingProxyType({**dict(_items()), **dict(_flags()), **dict(_reasons())})


def _items() -> Iterator[tuple[tuple[str, str], Pair]]:
    for file in sorted((_RULES / "items").iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            item = parse(file.read_text(encoding="utf-8"), file.name).data
            title = Wording.model_validate(item["title"])
            yield ("item", str(item["id"])), (title.zh, title.en)


def _flags() -> Iterator[tuple[tuple[str, str], Pair]]:
    for flag in flag_policy_of((_RULES / "flags.yaml").read_text(encoding="utf-8")).phrase_flags:
        yield ("flag", flag.code), (flag.zh, flag.en)


def _reasons() -> Iterator[tuple[tuple[str, str], Pair]]:
    policy = policy_from_text((_RULES / "eligibility.yaml").read_text(encoding="utf-8"))
    for code, reason in policy.reasons.items():
        yield ("code", code), (reason.zh, reason.en)
