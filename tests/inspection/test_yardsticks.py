"""A rulebook out of its texts: what is missing is named, what is no rule is not read."""

import pytest

from inspection.errors import RuleError
from inspection.yardsticks import compiled
from tests.inspection.result_cases import shipped

HEAD = "rulebook.yaml"


def texts(**more: str) -> dict[str, str]:
    """A book of one item and one form, taken from the shipped ones."""
    return {HEAD: shipped(HEAD), "shared.yaml": shipped("shared.yaml"), "spellings.yaml": shipped("spellings.yaml"),
            "items/greeting.yaml": shipped("items/greeting.yaml")} | more  # fmt: skip


def test_a_folder_without_a_head_without_items_or_without_forms_is_refused_by_name() -> None:
    for given, missing in (
        ({"items/a.yaml": "id: a"}, HEAD),
        ({HEAD: 'id: b\nversion: "1"\n'}, "items"),
        (texts(), "forms"),
    ):
        with pytest.raises(RuleError) as refused:
            compiled(given)
        assert refused.value.where == missing


def test_what_is_no_rule_is_not_read() -> None:
    form = 'id: one\nversion: "1"\n'
    with pytest.raises(RuleError) as refused:
        compiled(texts(**{"forms/one.yaml": form, "README.md": "{{{", "items/notes.txt": ":::"}))
    assert refused.value.where.startswith("forms/one.yaml")
