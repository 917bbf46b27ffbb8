"""The chain of a frozen month: any row that is changed, gone or new is named, and so is a record that was touched."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.freezing import (
    FIRST_LINK,
    Content,
    Link,
    Moved,
    Movement,
    broken_links,
    canonical,
    canonical_list,
    chained,
    movements,
)


def content(key: str, **values: object) -> Content:
    return Content(key, values)


MONTH = [content(f"evaluation:e{n}", published_score=80.0 + n, items=[["rude", "met", 10.0]]) for n in range(5)]
FROZEN = list(chained(MONTH))
SEAL = FROZEN[-1].link


def test_what_did_not_move_is_not_named() -> None:
    assert list(movements(FROZEN, MONTH)) == []
    assert list(broken_links(FROZEN, FIRST_LINK, SEAL)) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def as_ever(values: object) -> str:
    """How rows were written when the first months were frozen; their hashes must come out the same for ever."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


@given(JSON)
def test_the_canonical_text_is_what_it_was_when_the_first_month_was_frozen(values: object) -> None:
    assert canonical(values) == as_ever(values)


@given(st.lists(JSON, max_size=4), JSON)
def test_values_written_before_make_no_other_text(items: list[object], other: object) -> None:
    before = {"items": canonical_list(canonical(one) for one in items), "other": canonical(other)}
    assert canonical(before) == as_ever({"items": items, "other": other})


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number_cannot_be_frozen(value: float) -> None:
    for values in (value, [value], {"score": value}, {"a": {"b": [value]}}):
        with pytest.raises(ValueError, match="not JSON compliant"):
            canonical(values)


def test_the_canonical_text_knows_neither_order_nor_database() -> None:
    assert canonical({"b": 90.0, "a": (1, 2.5, None, True)}) == '{"a":[1,2.5,null,true],"b":90.0}'
    moment = datetime(2026, 9, 1, 4, tzinfo=UTC)
    assert canonical({"at": moment, "on": moment.date()}) == '{"at":"2026-09-01T04:00:00+00:00","on":"2026-09-01"}'
    assert canonical({"名": "申诉"}) == '{"名":"申诉"}'
    with pytest.raises(ValueError, match="JSON"):
        canonical({"a": float("nan")})
    with pytest.raises(TypeError, match="set cannot be frozen"):
        canonical({"a": {1}})


def test_each_kind_of_movement_is_named_with_its_row() -> None:
    changed = replace(MONTH[2], values={**MONTH[2].values, "published_score": 81.0})
    assert list(movements(FROZEN, [*MONTH[:2], changed, *MONTH[3:]])) == [Moved("evaluation:e2", Movement.CHANGED)]
    assert list(movements(FROZEN, [*MONTH[:4]])) == [Moved("evaluation:e4", Movement.MISSING)]
    assert list(movements(FROZEN, [content("evaluation:a"), *MONTH])) == [Moved("evaluation:a", Movement.ADDED)]
    assert list(movements(FROZEN, [])) == [Moved(row.key, Movement.MISSING) for row in MONTH]
    assert list(movements([], MONTH[:1])) == [Moved("evaluation:e0", Movement.ADDED)]


def test_whoever_corrects_the_hash_of_a_row_breaks_the_chain() -> None:
    changed = replace(MONTH[2], values={"published_score": 100.0})
    record = [replace(row, row_hash=changed.row_hash) if row.position == 2 else row for row in FROZEN]
    assert list(movements(record, [*MONTH[:2], changed, *MONTH[3:]])) == []
    assert list(broken_links(record, FIRST_LINK, SEAL)) == [Moved("evaluation:e2", Movement.RECORD)]


def test_whoever_makes_the_whole_chain_anew_has_another_seal() -> None:
    changed = replace(MONTH[0], values={"published_score": 100.0})
    forged = list(chained([changed, *MONTH[1:]]))
    assert list(movements(forged, [changed, *MONTH[1:]])) == []
    assert list(broken_links(forged, FIRST_LINK, SEAL)) == [Moved("evaluation:e4", Movement.RECORD)]


def test_a_month_hangs_on_the_month_frozen_before_it() -> None:
    second = list(chained(MONTH, SEAL))
    assert second[-1].link != SEAL
    assert list(broken_links(second, FIRST_LINK, second[-1].link)) == [Moved("evaluation:e0", Movement.RECORD)]


def test_an_empty_month_has_a_seal_as_well() -> None:
    assert list(broken_links([], FIRST_LINK, FIRST_LINK)) == []
    assert list(broken_links([], FIRST_LINK, SEAL)) == [Moved("seal", Movement.RECORD)]


KEYS = st.sets(st.text(min_size=1, max_size=6).filter(lambda k: k.isprintable()), max_size=20)


@given(KEYS, KEYS)
def test_two_months_differ_exactly_by_their_keys(was: set[str], now: set[str]) -> None:
    frozen: list[Link] = list(chained(content(key, n=1) for key in sorted(was)))
    found = {(m.key, m.movement) for m in movements(frozen, [content(key, n=1) for key in sorted(now)])}
    gone, came = ({(k, Movement.MISSING) for k in was - now}, {(k, Movement.ADDED) for k in now - was})
    assert found == gone | came
