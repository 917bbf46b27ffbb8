"""Examples of upheld appeals as a rule file takes them: as short as the rule allows, judged as it judges today."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from inspection.errors import RuleError
from inspection.evaluation import ItemState
from pipelines.appeal_examples import ReadyExample, add_to_rules, ready, write_ready
from records.rule_examples import ExampleState, RuleExample
from tests.inspection.rules.book_of import HEAD, book, item_text
from tests.models.fakes import fake_readers

SAID = "conditions:\n  said: {any: [保证收益]}\nfound: said\n"
FELT = "conditions:\n  felt: {role: customer, feeling: {label: negative, at_least: 0.85}}\nfound: felt\n"
TURNS: list[dict[str, Any]] = [
    {"客户": "收益怎么样", "feeling": {"negative": 0.9, "positive": 0.05}},
    {"坐席": "有人说保证收益，那是骗人的", "feeling": {"negative": 0.1, "positive": 0.1}},
]


def example(item_id: str = "thing", expect: str = "met") -> RuleExample:
    given = {"name": "申诉 appeal_1", "turns": TURNS, "expect": expect}
    return RuleExample(
        example_id=f"example-{item_id}", appeal_id="appeal_1", item_id=item_id, rule_version=f"{item_id}@1",
        expect=expect, example=given, state=ExampleState.WAITING, at=datetime(2026, 9, 1, tzinfo=UTC),
    )  # fmt: skip


def made(rule: str, expect: str = "met") -> ReadyExample:
    return ready(example(expect=expect), book(rule), fake_readers())


def test_words_alone_are_written_where_they_are_enough() -> None:
    one = made(SAID)
    assert (one.today, one.passes) == (ItemState.UNMET, False)
    assert "feeling" not in one.yaml()


def test_what_the_rule_rests_on_stays_in_the_example() -> None:
    one = made(FELT)
    assert (one.today, one.passes) == (ItemState.UNMET, False)
    assert "feeling: {negative: 0.9" in one.yaml()


def test_a_rule_that_was_mended_meanwhile_passes_and_is_no_gap() -> None:
    one = made("conditions:\n  said: {any: [保证收益], unless: [骗人]}\nfound: said\n")
    assert (one.today, one.passes) == (ItemState.MET, True)
    assert "known_gap" not in one.yaml(known_gap=True)
    assert "known_gap: true" in made(SAID).yaml(known_gap=True)


def test_an_item_the_book_does_not_have_is_shown_as_it_was_kept() -> None:
    one = ready(example("other"), book(SAID), fake_readers())
    assert (one.today, one.passes) == (None, False)


def rules_in(folder: Path, name: str = "thing.yaml") -> Path:
    (folder / "items").mkdir(parents=True)
    (folder / "rulebook.yaml").write_text(HEAD, encoding="utf-8")
    (folder / "items" / name).write_text(item_text(SAID), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["thing.yaml", "called_otherwise.yaml"])
def test_an_example_goes_into_the_file_of_its_item(tmp_path: Path, name: str) -> None:
    file = add_to_rules(made(SAID), rules_in(tmp_path / "rules", name))
    assert file.name == name
    assert "申诉 appeal_1" in file.read_text("utf-8")


def test_a_folder_without_the_item_is_refused_and_left_alone(tmp_path: Path) -> None:
    rules = rules_in(tmp_path / "rules")
    before = (rules / "items" / "thing.yaml").read_text("utf-8")
    with pytest.raises(RuleError, match="no item 'other'"):
        add_to_rules(ready(example("other"), book(SAID), fake_readers()), rules)
    assert (rules / "items" / "thing.yaml").read_text("utf-8") == before


def test_one_file_per_item_is_written_to_paste_from(tmp_path: Path) -> None:
    two = [made(SAID), made(SAID), ready(example("other"), book(SAID), fake_readers())]
    files = write_ready(two, tmp_path / "ready")
    assert [f.name for f in files] == ["other.yaml", "thing.yaml"]
    assert files[1].read_text("utf-8").count("- name: 申诉 appeal_1") == 2
