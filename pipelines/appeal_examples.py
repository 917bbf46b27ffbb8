"""Examples of upheld appeals for the rule author (申诉转规则示例): how the rule judges them, into which file."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inspection.appeal_example import without_details
from inspection.errors import RuleError
from inspection.evaluation import ItemState
from inspection.readers import Readers
from inspection.rules.example_insertion import example_yaml, with_example
from inspection.rules.examples import judge_example
from inspection.rules.item_spec import Example
from inspection.rules.rule_yaml import parse
from inspection.rules.rulebook import Rulebook
from records.rule_examples import RuleExample
from records.rule_texts import rule_files


@dataclass(frozen=True, slots=True)
class ReadyExample:
    """An example ready for a rule file, and how the rule judges it today (None: the book has no such item).

    `written` is what the file takes: words alone where they are enough for the rule to judge as it does.
    """

    of: RuleExample
    written: Mapping[str, Any]
    today: ItemState | None

    @property
    def passes(self) -> bool:
        """The rule comes to what people decided already."""
        return self.today is not None and self.today.value == self.of.expect

    def yaml(self, *, known_gap: bool = False) -> str:
        """The entry for `examples`; `known_gap` keeps `rules test` green until the rule is mended."""
        return example_yaml(self.entry(known_gap=known_gap))

    def entry(self, *, known_gap: bool = False) -> dict[str, Any]:
        """The same as plain data."""
        return {**self.written, **({"known_gap": True} if known_gap and not self.passes else {})}


def ready(one: RuleExample, book: Rulebook, readers: Readers) -> ReadyExample:
    """The example as it is written best for this rulebook."""
    item = book.items.get(one.item_id)
    if item is None:
        return ReadyExample(one, one.example, None)
    whole = judge_example(item, Example.model_validate(one.example), book, readers).state
    plain = without_details(one.example)
    if judge_example(item, Example.model_validate(plain), book, readers).state is whole:
        return ReadyExample(one, plain, whole)
    return ReadyExample(one, one.example, whole)


def write_ready(many: list[ReadyExample], folder: Path, *, known_gap: bool = False) -> list[Path]:
    """Write `<item>.yaml` files to paste from, one per item, into `folder`; returns them. RuleError when it cannot."""
    by_item: dict[str, list[ReadyExample]] = {}
    for one in many:
        by_item.setdefault(one.of.item_id, []).append(one)
    written = []
    for item_id, ones in sorted(by_item.items()):
        text = "examples:\n" + "".join(one.yaml(known_gap=known_gap) for one in ones)
        written.append(_write(folder / f"{item_id}.yaml", text))
    return written


def add_to_rules(one: ReadyExample, rules: Path, *, known_gap: bool = False) -> Path:
    """Put the example at the end of its item's list in a rulebook folder; returns the file.

    Raises RuleError when the folder has no such item, or its list cannot be added to (`with_example`).
    """
    name = _file_of(one.of.item_id, rules)
    text = rule_files(rules)[0][name]
    return _write(rules / name, with_example(text, one.entry(known_gap=known_gap), file=str(rules / name)))


def _file_of(item_id: str, rules: Path) -> str:
    texts, _ = rule_files(rules)
    usual = f"items/{item_id}.yaml"
    if usual in texts:
        return usual
    items = (name for name in texts if name.startswith("items/"))
    found = next((name for name in items if parse(texts[name], name).data.get("id") == item_id), None)
    if found is None:
        raise RuleError(f"this rulebook has no item '{item_id}'", "name the book the rule belongs to", where=str(rules))
    return found


def _write(file: Path, text: str) -> Path:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = f"cannot be written ({error.strerror})"
        raise RuleError(reason, "give a folder that may be written", where=str(file)) from error
    return file
