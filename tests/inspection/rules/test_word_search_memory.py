"""What a searcher remembers has an end, however many variants of conditions an explanation makes of them."""

from dataclasses import replace

import pytest

from inspection.rules import word_search
from inspection.rules.condition_search import ConditionSearch
from inspection.rules.rulebook import Rulebook
from inspection.rules.view import SegmentView
from inspection.segments import segments_of
from tests.inspection.rules.asking import YES, book_with
from tests.inspection.rules.book_of import facts

CONDITION = "c: {any: [退款, 退钱, 退货, 换货], unless: [不退款]}"


def hits(rules: Rulebook) -> list[tuple[int, int]]:
    seen = facts("A: 给您退款,退货也行")
    view = SegmentView(seen, segments_of(seen.interaction)[0])
    outcome = ConditionSearch(rules.items["thing"].conditions, rules.searcher, view)("c")
    assert outcome.truth is YES
    return [(hit.start_char, hit.end_char) for hit in outcome.hits]


def test_a_long_lived_searcher_forgets_variants_and_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_search, "SEARCHES_REMEMBERED", 8)
    rules = book_with(CONDITION)
    expected = hits(book_with(CONDITION))
    search = rules.items["thing"].conditions["c"].words
    assert search is not None
    seen = facts("A: 给您退款,退货也行")
    view = SegmentView(seen, segments_of(seen.interaction)[0])
    turns = tuple(view.turns)
    for at in range(100):
        variant = replace(search, phrases=search.phrases[at % len(search.phrases) :], questions=f"count{at}"[:5])
        rules.searcher.hits(variant, turns, recognised=False)
        assert len(rules.searcher._searches) <= 8
        assert len(rules.searcher._alike) <= 8
        assert hits(rules) == expected
