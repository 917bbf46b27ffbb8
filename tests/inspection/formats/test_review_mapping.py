"""How a supervisor says which older item is which of ours."""

import pytest

from inspection.errors import RuleError, SettingsError
from inspection.evaluation import ItemState
from inspection.formats.review_mapping import plain, review_mapping_of

KNOWN = frozenset({"greeting", "closing", "rude"})
TEXT = """sample: random
items:
  开头语: greeting
  服务用语: {item: rude, deduct: true, states: {命中: unmet, 无: met}}
  结束语: {item: closing, full: 5}
  整体: {item: [greeting, closing]}
states: {做得好: met}
columns: {流水: interaction_id}
who: 老刘
"""


def test_items_are_found_whatever_their_spelling() -> None:
    mapping = review_mapping_of(TEXT, KNOWN)
    for name in ("开头语", " 开头语 ", "开 头 语"):
        found = mapping.item(name)
        assert found is not None
        assert found.ids == ("greeting",)
    assert mapping.item("没有") is None
    assert (mapping.sample, mapping.who, mapping.columns) == ("random", "老刘", {"流水": "interaction_id"})


def test_words_points_and_several_items() -> None:
    mapping = review_mapping_of(TEXT, KNOWN)
    rude, closing, both = (mapping.item(name) for name in ("服务用语", "结束语", "整体"))
    assert rude is not None
    assert closing is not None
    assert both is not None
    assert (rude.deducts, rude.states["命中"], rude.states["无"]) == (True, ItemState.UNMET, ItemState.MET)
    assert (closing.full, closing.states["做得好"], closing.states["合格"]) == (5, ItemState.MET, ItemState.MET)
    assert both.ids == ("greeting", "closing")


def test_without_a_file_items_are_known_by_id_and_title() -> None:
    mapping = review_mapping_of("", KNOWN).with_names({"问候": "greeting", "greeting": "greeting"})
    for name in ("问候", "GREETING"):
        found = mapping.item(name)
        assert found is not None
        assert found.ids == ("greeting",)


def test_what_the_file_says_goes_before_ids_and_titles() -> None:
    mapping = review_mapping_of("items: {greeting: closing}", KNOWN).with_names({"greeting": "greeting"})
    found = mapping.item("greeting")
    assert found is not None
    assert found.ids == ("closing",)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("items: {a: {item: rude, ful: 5}}", "ful"),
        ("sample: some", "sample"),
        ("states: {好: good}", "states"),
        ("items: {a: {item: rude, full: 0}}", "full"),
        ("nonsense: 1", "nonsense"),
        ("items: [", "YAML"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str, complaint: str) -> None:
    with pytest.raises(RuleError, match=complaint) as refused:
        review_mapping_of(text, KNOWN, where="map.yaml")
    assert refused.value.where.startswith("map.yaml:")


def test_an_item_nobody_has_is_refused() -> None:
    with pytest.raises(SettingsError, match="'开头语' is mapped to 'hello', which no evaluation here has"):
        review_mapping_of("items: {开头语: hello}", KNOWN)


def test_words_are_compared_in_half_width_without_spaces_and_case() -> None:
    assert plain(" Ｙｅｓ ") == "yes"
    assert plain(True) == "true"
    assert plain(None) == ""
