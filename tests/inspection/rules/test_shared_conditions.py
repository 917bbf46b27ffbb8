"""Conditions shared between items, in shared.yaml or rulebook.yaml."""

import pytest

from inspection.errors import RuleError
from inspection.rules.rulebook import load_rulebook
from tests.inspection.rules.asking import NO, YES, ask, book_with
from tests.inspection.rules.book_of import HEAD, item_text

SHARED_TEXT = """
conditions:
  asked_to_wait: {any: ['@waiting']}
  waited: {any: [久等], after: {condition: asked_to_wait}}
  waiting: {when: asked_to_wait or waited}
"""
SHARED = ("shared.yaml", SHARED_TEXT)
BESIDE = [SHARED, ("lists/waiting.txt", "请稍等\n")]


def test_an_item_uses_a_shared_condition_with_all_it_needs() -> None:
    wanted = "c: {when: waited}"
    assert ask(wanted, "A: 请稍等", "A: 久等了", beside=BESIDE).truth is YES
    assert ask(wanted, "A: 久等了", beside=BESIDE).truth is NO


def test_an_item_holds_only_the_shared_conditions_it_uses() -> None:
    used = book_with("c: {any: [好], after: {condition: waiting}}", beside=BESIDE).items["thing"].spec.conditions
    assert set(used) == {"c", "waiting", "asked_to_wait", "waited"}
    assert set(book_with("c: {any: [好]}", beside=BESIDE).items["thing"].spec.conditions) == {"c"}


def test_the_hash_follows_a_shared_condition_only_where_it_is_used() -> None:
    other = [(SHARED[0], SHARED[1].replace("久等", "多等")), BESIDE[1]]
    assert (
        book_with("c: {when: waited}", beside=BESIDE).content_hash
        != book_with("c: {when: waited}", beside=other).content_hash
    )
    assert (
        book_with("c: {any: [好]}", beside=BESIDE).content_hash
        == book_with("c: {any: [好]}", beside=other).content_hash
    )


def test_conditions_may_be_shared_in_the_rulebook_itself() -> None:
    head = HEAD + "shared:\n  polite: {any: [请]}\n"
    book = load_rulebook(("rulebook.yaml", head), [("a.yaml", item_text("found: polite"))])
    assert set(book.items["thing"].conditions) == {"polite"}


@pytest.mark.parametrize(
    ("conditions", "beside", "words", "where"),
    [
        ("waited: {any: [a]}\nc: {any: [a]}", BESIDE, "shared condition already", "items/thing.yaml:12:3"),
        ("c: {any: [a]}", [("shared.yaml", "conditions:\n  x: {any: ['(']}")], "bracket", "shared.yaml:2:3"),
        ("c: {any: [a]}", [("shared.yaml", "conditions:\n  x: {any: ['@no']}")], "no word list", "shared.yaml:2:3"),
        ("c: {any: [a]}", [("shared.yaml", "conditions:\n  x: {anyy: [a]}")], "anyy", "shared.yaml:2"),
        ("c: {when: y}", [("shared.yaml", "conditions:\n  y: {when: z}\n  z: {when: y}")], "depends on itself", ""),
    ],
)
def test_a_mistake_in_a_shared_condition_is_answered_with_its_place(
    conditions: str, beside: list[tuple[str, str]], words: str, where: str
) -> None:
    with pytest.raises(RuleError, match=words) as caught:
        book_with(conditions, beside=beside)
    assert caught.value.where.startswith(where)
