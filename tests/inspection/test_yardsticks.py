"""Which files of a folder count as rules, and what is said when something is missing."""

import pytest

from inspection.errors import RuleError
from inspection.yardsticks import compiled, is_of_rules, rule_texts


@pytest.mark.parametrize(
    ("name", "counts"),
    [("rulebook.yaml", True), ("items/greeting.yaml", True), ("forms/bank/v2.yaml", True), ("lists/words.txt", True),
     ("review.yaml", False), ("items/notes.md", False), ("other/greeting.yaml", False), ("README.md", False)],
)  # fmt: skip
def test_which_files_say_something_about_rules(name: str, counts: bool) -> None:
    assert is_of_rules(name) is counts
    assert (name in rule_texts({name: "\ufeffx"})) is counts


def test_a_byte_order_mark_is_no_part_of_a_rule() -> None:
    assert rule_texts({"rulebook.yaml": "\ufeffid: b"}) == {"rulebook.yaml": "id: b"}


def test_a_folder_without_a_head_or_without_items_is_refused_by_name() -> None:
    with pytest.raises(RuleError) as without_head:
        compiled({"items/a.yaml": "id: a"})
    assert without_head.value.where == "rulebook.yaml"
    with pytest.raises(RuleError) as without_items:
        compiled({"rulebook.yaml": 'id: b\nversion: "1"\n'})
    assert without_items.value.where == "items"
