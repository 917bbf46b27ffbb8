"""Adding an example to a rule file leaves everything else as its author wrote it."""

import pytest

from inspection.errors import RuleError
from inspection.rules.example_insertion import example_yaml, with_example
from inspection.rules.item_spec import ItemSpec
from inspection.rules.rule_yaml import checked, parse
from tests.inspection.result_cases import shipped
from tests.inspection.rules.book_of import item_text

EXAMPLE = {"name": "申诉 appeal_1", "turns": [{"客户": "多少: 钱"}, {"坐席": "是的"}], "expect": "met"}
BODY = "conditions:\n  said: {any: [保证收益]}   # 承诺\nfound: said\n"
TEXT = item_text(BODY)


def test_an_entry_has_one_turn_a_line() -> None:
    assert example_yaml(EXAMPLE) == (
        "  - name: 申诉 appeal_1\n    turns:\n      - {客户: '多少: 钱'}\n      - {坐席: 是的}\n    expect: met\n"
    )


def test_no_example_is_written_that_no_rule_file_would_take() -> None:
    with pytest.raises(RuleError, match="expect"):
        example_yaml({"turns": [{"坐席": "好"}], "expect": "perhaps"})
    with pytest.raises(RuleError, match="nobody is called"):
        example_yaml({"turns": [{"经理": "好"}], "expect": "met"})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "examples:\n{}"),
        ("examples: []\n", "examples:\n{}"),
        (
            "examples:\n  - {turns: [{坐席: 好}], expect: met}\n",
            "examples:\n  - {turns: [{坐席: 好}], expect: met}\n{}",
        ),
        (
            "examples:\n  - {turns: [{坐席: 好}], expect: met}  # 一\n\n# 结尾\n",
            "examples:\n  - {turns: [{坐席: 好}], expect: met}  # 一\n{}\n# 结尾\n",
        ),
        (
            "examples:\n  - {turns: [{坐席: 好}], expect: met}\nyields_to: rude\n",
            "examples:\n  - {turns: [{坐席: 好}], expect: met}\n{}yields_to: rude\n",
        ),
    ],
)
def test_the_new_one_stands_last_in_the_list(before: str, after: str) -> None:
    assert with_example(TEXT + before, EXAMPLE, file="a.yaml") == TEXT + after.replace("{}", example_yaml(EXAMPLE), 1)


def test_the_layout_of_the_list_is_kept() -> None:
    text = TEXT + "examples:\n- {turns: [{坐席: 好}], expect: met}\n"
    added = with_example(text, EXAMPLE, file="a.yaml")
    assert added == text + example_yaml(EXAMPLE, indent=0)


def test_a_file_without_an_end_of_line_is_no_problem() -> None:
    text = (TEXT + "examples:\n  - {turns: [{坐席: 好}], expect: met}").rstrip("\n")
    spec = checked(parse(with_example(text, EXAMPLE, file="a.yaml"), "a.yaml"), ItemSpec)
    assert [e.name for e in spec.examples] == ["", "申诉 appeal_1"]


def test_a_list_in_brackets_is_left_to_its_author() -> None:
    text = TEXT + "examples: [{turns: [{坐席: 好}], expect: met}]\n"
    with pytest.raises(RuleError, match="in brackets") as refused:
        with_example(text, EXAMPLE, file="a.yaml")
    assert refused.value.where.startswith("a.yaml:")


def test_what_is_no_item_is_refused() -> None:
    with pytest.raises(RuleError, match="a.yaml"):
        with_example("id: x\n", EXAMPLE, file="a.yaml")


@pytest.mark.parametrize("item", ["closing", "rude", "hangs_up_first", "response_time", "answer_accuracy"])
def test_every_shipped_item_takes_one_more(item: str) -> None:
    text = shipped(f"items/{item}.yaml")
    added = with_example(text, EXAMPLE, file=f"{item}.yaml")
    assert added.replace(example_yaml(EXAMPLE), "").replace("examples:\n", "") == text.replace("examples:\n", "")
