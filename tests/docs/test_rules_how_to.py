"""Every condition shown in docs/how-to/rules.md compiles, and every operator and scope key is shown there."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from inspection.rules.condition_spec import OPERATORS, ConditionSpec
from inspection.rules.item_spec import Example
from inspection.rules.rulebook import load_rulebook
from inspection.rules.spellings import Spellings
from tests.inspection.rules.book_of import HEAD, item_text

TEXT = (Path(__file__).parents[2] / "docs/how-to/rules.md").read_text(encoding="utf-8")
BLOCKS = [b for b in re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL) if not b.startswith("id:")]
CONDITIONS = [b for b in BLOCKS if b.startswith("conditions:")]
NOT_SHOWN = {"note", "when"}


@pytest.mark.parametrize("block", CONDITIONS, ids=lambda b: b.split("\n")[1].strip()[:30])
def test_the_conditions_of_the_page_compile(block: str) -> None:
    names = list(YAML(typ="safe", pure=True).load(block)["conditions"])
    item = item_text(f"{block}\nfound: {names[0]}")
    load_rulebook(("rulebook.yaml", HEAD), [("a.yaml", item)], [("lists/forbidden_words.txt", "包过\n")])


def test_the_examples_of_the_page_are_examples() -> None:
    shown = [e for b in BLOCKS if b.startswith("examples:") for e in YAML(typ="safe", pure=True).load(b)["examples"]]
    assert len([Example.model_validate(e) for e in shown]) == 2


def test_the_spellings_of_the_page_find_what_it_says() -> None:
    block = next(b for b in BLOCKS if b.startswith("spellings:"))
    table = YAML(typ="safe", pure=True).load(block)["spellings"]
    assert "薇" in Spellings(table).widened("加微信")


@pytest.mark.parametrize("operator", [o for o in OPERATORS if o not in NOT_SHOWN])
def test_every_operator_is_shown(operator: str) -> None:
    assert re.search(rf"\b{operator}:", TEXT)


@pytest.mark.parametrize("key", [f.alias or n for n, f in ConditionSpec.model_fields.items() if n not in NOT_SHOWN])
def test_every_key_is_named(key: str) -> None:
    assert key in TEXT
