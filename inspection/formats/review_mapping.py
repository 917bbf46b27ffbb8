"""How an older inspection's items and words map to ours: a YAML file a supervisor writes, with sensible defaults.

sample: random            # how the old interactions were chosen: random, or selected (anything else)
items:
  开头语: greeting          # a name or column of the old sheet -> item id
  服务用语: {item: rude, deduct: true}        # points are what was taken off
  结束语: {item: closing, full: 5}            # points are what was earned, of so many
  服务规范: {item: [greeting, closing]}        # one old item that asked for both
states: {达标: met, 未做到: unmet}
columns: {流水: interaction_id}
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from pydantic import Field

from inspection.errors import SettingsError
from inspection.evaluation import ItemState
from inspection.policy_files import Policy, policy_of

Word = Literal["met", "unmet", "not_applicable"]
NOBODY = "(import)"


class _ItemEntry(Policy):
    item: str | list[str]
    full: float | None = Field(None, gt=0, le=1000)
    deduct: bool = False
    states: dict[str, Word] = Field(default_factory=dict)


class _MappingFile(Policy):
    sample: Literal["random", "selected"] | None = None
    items: dict[str, str | _ItemEntry] = Field(default_factory=dict)
    states: dict[str, Word] = Field(default_factory=dict)
    columns: dict[str, str] = Field(default_factory=dict)
    who: str = NOBODY


@dataclass(frozen=True, slots=True)
class OldItem:
    """One item of the older sheet: its name there, our ids, and how its points and words are read."""

    name: str
    ids: tuple[str, ...]
    full: float | None = None
    deducts: bool = False
    states: Mapping[str, ItemState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewMapping:
    """The whole mapping. `sample` None: the file does not say how the interactions were chosen."""

    items: Mapping[str, OldItem]
    columns: Mapping[str, str] = field(default_factory=dict)
    sample: Literal["random", "selected"] | None = None
    who: str = NOBODY

    def item(self, name: str) -> OldItem | None:
        """The item of a name or column; case, width and spaces do not matter."""
        return self.items.get(plain(name))

    def with_names(self, known: Mapping[str, str]) -> "ReviewMapping":
        """Also everything called by an item's id or title (name -> id); what the file says goes first."""
        named = {plain(name): OldItem(name, (item_id,), states=DEFAULT_STATES) for name, item_id in known.items()}
        return replace(self, items={**named, **self.items})


def review_mapping_of(text: str, known_items: frozenset[str], *, where: str = "mapping.yaml") -> ReviewMapping:
    """Read a mapping; RuleError with a place for what is misspelt, SettingsError for an item id nobody knows."""
    given = policy_of(_MappingFile, text, where=where)
    words = {**DEFAULT_STATES, **_states(given.states)}
    items = {plain(name): _item(name, entry, words) for name, entry in given.items.items()}
    for item in items.values():
        unknown = [item_id for item_id in item.ids if item_id not in known_items]
        if unknown:
            raise SettingsError(
                f"'{item.name}' is mapped to '{unknown[0]}', which no evaluation here has",
                "see the ids: mingjian review show",
                where=where,
            )
    return ReviewMapping(items=items, columns=given.columns, sample=given.sample, who=given.who)


def plain(value: object) -> str:
    """A name or word as it is compared: half width, lower case, without spaces."""
    if value is None:
        return ""
    return "".join(unicodedata.normalize("NFKC", str(value)).casefold().split())


def _item(name: str, entry: str | _ItemEntry, words: Mapping[str, ItemState]) -> OldItem:
    if isinstance(entry, str):
        return OldItem(name, (entry,), states=words)
    ids = (entry.item,) if isinstance(entry.item, str) else tuple(entry.item)
    return OldItem(name, ids, entry.full, entry.deduct, {**words, **_states(entry.states)})


def _states(words: Mapping[str, Word]) -> dict[str, ItemState]:
    return {plain(word): ItemState(state) for word, state in words.items()}


_WORDS = {
    ItemState.MET: "met 合格 达标 通过 符合 做到 是 √ ✓ ✔ y yes pass ok true",
    ItemState.UNMET: "unmet 不合格 未达标 不通过 不符合 未做到 否 × ✗ ✘ x n no fail false",
    ItemState.NOT_APPLICABLE: "not_applicable 不适用 不涉及 未涉及 n/a na /",
}
DEFAULT_STATES: Mapping[str, ItemState] = {word: state for state, words in _WORDS.items() for word in words.split()}
