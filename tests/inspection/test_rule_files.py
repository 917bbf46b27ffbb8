"""A rulebook as files: hashes, what changed, and what wants a higher version."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.errors import RuleError
from inspection.rule_files import RuleFiles, changed_items, versions_not_raised

HEAD = 'id: b\nversion: "1"\npatterns: {数: "[0-9]+"}\nguards:\n  negated: {note: n, before: [不]}\n'
ITEM = "id: {id}\nversion: {version}\nconditions:\n  said: {{any: [{words}]}}\n"


def book(head: str = HEAD, **items: str) -> RuleFiles:
    return RuleFiles({"rulebook.yaml": head, **{f"items/{name}.yaml": text for name, text in items.items()}})


def item(name: str, version: int = 1, words: str = "您好") -> str:
    return ITEM.format(id=name, version=version, words=words)


@given(st.dictionaries(st.text(min_size=1), st.text(), max_size=4))
def test_the_hash_knows_every_byte_and_no_order(texts: dict[str, str]) -> None:
    assert RuleFiles(texts).content_hash == RuleFiles(dict(reversed(texts.items()))).content_hash
    assert RuleFiles({**texts, "one more": ""}).content_hash != RuleFiles(texts).content_hash or "one more" in texts
    for path, text in texts.items():
        assert RuleFiles({**texts, path: text + " "}).content_hash != RuleFiles(texts).content_hash


def test_an_item_changes_by_its_own_words_and_by_what_it_uses() -> None:
    old = book(a=item("a"), b=item("b") + "guards: [negated]\n", c=item("c", words='"{数}天"'))
    assert changed_items(old, old) == ()
    assert changed_items(old, RuleFiles({**old.texts, "items/a.yaml": item("a", words="再见")})) == ("a",)
    guard = HEAD.replace("[不]", "[不, 没]")
    assert changed_items(old, RuleFiles({**old.texts, "rulebook.yaml": guard})) == ("b",)
    pattern = HEAD.replace("[0-9]+", "[0-9]{1,3}")
    assert changed_items(old, RuleFiles({**old.texts, "rulebook.yaml": pattern})) == ("c",)
    assert changed_items(old, RuleFiles({**old.texts, "items/d.yaml": item("d")})) == ("d",)


def test_a_word_list_is_part_of_the_items_that_name_it() -> None:
    old = RuleFiles({**book(a=item("a", words='"@swear"'), b=item("b")).texts, "lists/swear.txt": "x\n"})
    assert changed_items(old, RuleFiles({**old.texts, "lists/swear.txt": "x\ny\n"})) == ("a",)


def test_examples_owners_and_the_version_of_the_book_change_no_judgement() -> None:
    old = book(a=item("a"))
    new = RuleFiles(
        {"rulebook.yaml": HEAD.replace('"1"', '"2"'), "items/a.yaml": item("a") + "owner: x\nexamples: []\n"}
    )
    assert changed_items(old, new) == ()
    assert versions_not_raised(old, new) == ()


def test_what_changed_under_its_old_version_is_named() -> None:
    old = RuleFiles({**book(a=item("a")).texts, "forms/f.yaml": 'id: f\nversion: "1"\npass_score: 80\n'})
    new = RuleFiles(
        {
            "rulebook.yaml": HEAD,
            "items/a.yaml": item("a", words="再见"),
            "forms/f.yaml": 'id: f\nversion: "1"\npass_score: 90\n',
        }
    )
    lines = versions_not_raised(old, new)
    assert [line.split(":")[0] for line in lines] == ["rulebook.yaml", "items/a.yaml", "forms/f.yaml"]
    raised = RuleFiles(
        {
            "rulebook.yaml": HEAD.replace('"1"', '"1.1"'),
            "items/a.yaml": item("a", version=2, words="再见"),
            "forms/f.yaml": 'id: f\nversion: "2"\npass_score: 90\n',
        }
    )
    assert versions_not_raised(old, raised) == ()


def test_two_different_books_number_their_items_each_for_themselves() -> None:
    assert versions_not_raised(book(a=item("a")), book(HEAD.replace("id: b", "id: c"), a=item("a", words="x"))) == ()


def test_the_diff_shows_added_removed_and_changed_files() -> None:
    old, new = RuleFiles({"a": "1\n", "b": "x\n", "same": "s\n"}), RuleFiles({"a": "2", "c": "y\n", "same": "s\n"})
    assert new.diff(old).splitlines() == [
        "--- a/a", "+++ b/a", "@@ -1 +1 @@", "-1", "+2", "\\ No newline at end of file",
        "--- a/b", "+++ /dev/null", "@@ -1 +0,0 @@", "-x",
        "--- /dev/null", "+++ b/c", "@@ -0,0 +1 @@", "+y",
    ]  # fmt: skip
    assert new.diff(new) == ""


def test_a_folder_without_a_head_is_refused() -> None:
    with pytest.raises(RuleError, match=r"rulebook\.yaml: the file is missing"):
        _ = RuleFiles({}).version
