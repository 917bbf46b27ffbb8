"""A filter of the queue and the text that stands for it."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.queue_filter import QueueFilter, QueueOrder, Unreadable, Waiting, decoded, queue_filter_of
from inspection.review_queue import Purpose

_WORDS = st.text(min_size=0, max_size=30).map(str.strip)
_HUNDRED = st.none() | st.integers(0, 100).map(float)
_DAYS = st.none() | st.dates()
FILTERS = st.builds(
    QueueFilter,
    **dict.fromkeys(("text", "agent", "team", "queue", "channel", "item", "reason", "whose"), _WORDS),
    **dict.fromkeys(("score_from", "score_to", "sure_from", "sure_to"), _HUNDRED),
    first=_DAYS, last=_DAYS, purpose=st.none() | st.sampled_from(Purpose), state=st.sampled_from(Waiting),
    order=st.sampled_from(QueueOrder),
)  # fmt: skip


@given(FILTERS)
def test_a_filter_survives_its_text(wanted: QueueFilter) -> None:
    assert decoded(wanted.encoded) == wanted


def test_the_whole_queue_is_no_text() -> None:
    assert QueueFilter().encoded == ""
    assert queue_filter_of({}) == (QueueFilter(), ())
    assert decoded("") == QueueFilter()


def test_a_query_is_read_field_by_field() -> None:
    query = {
        "text": " 退款 ",
        "purpose": "fatal",
        "score_to": "60",
        "first": "2026-09-01",
        "state": "free",
        "order": "newest",
    }
    assert queue_filter_of(query) == (
        QueueFilter(text="退款", purpose=Purpose.FATAL, score_to=60.0, first=date(2026, 9, 1), state=Waiting.FREE,
                    order=QueueOrder.NEWEST),
        (),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("score_from", "many"), ("score_to", "101"), ("score_to", "-1"), ("sure_to", "nan"), ("first", "yesterday"),
        ("last", "2026-02-30"), ("state", "gone"), ("purpose", "<script>"), ("order", "best"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named_and_left_out(field: str, value: str) -> None:
    assert queue_filter_of({field: value, "team": "一组"}) == (QueueFilter(team="一组"), (Unreadable(field, value),))


@pytest.mark.parametrize(
    "query",
    [{"score_from": "90", "score_to": "60"}, {"first": "2026-09-02", "last": "2026-09-01"}],
)
def test_bounds_the_wrong_way_round_are_named(query: dict[str, str]) -> None:
    high = list(query)[1]
    assert queue_filter_of(query)[1] == (Unreadable(high, query[high]),)


@pytest.mark.parametrize(
    "asked",
    [
        {"item": "rude"},
        {"reason": "long_dead_air"},
        {"score_to": 60.0},
        {"sure_from": 10.0},
        {"state": Waiting.OVERDUE},
    ],
)
def test_what_tells_of_the_machine_is_known(asked: dict[str, object]) -> None:
    assert QueueFilter(**asked).asks_of_the_machine  # type: ignore[arg-type]
    assert not QueueFilter(agent="a7", text="退款", purpose=Purpose.RISK).asks_of_the_machine


def test_every_field_can_be_asked() -> None:
    assert {f.name for f in fields(QueueFilter)} >= {"agent", "team", "queue", "channel", "item", "reason", "text"}
