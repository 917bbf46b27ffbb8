"""Instants keep their moment and their order; text keeps its length."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import Engine

from records.column_types import Instant, storable, to_json
from records.database import reading
from tests.records.arbitrary_values import MOMENTS

SQLITE = sa.create_engine("sqlite://").dialect


@given(moment=MOMENTS)
def test_a_moment_comes_back_in_utc(moment: datetime) -> None:
    kind = Instant()
    back = kind.process_result_value(kind.process_bind_param(moment, SQLITE), SQLITE)
    assert back == moment
    assert back is not None
    assert back.utcoffset() == timedelta(0)


@given(one=MOMENTS, other=MOMENTS)
def test_stored_text_sorts_like_time(one: datetime, other: datetime) -> None:
    kind = Instant()
    written = (kind.process_bind_param(one, SQLITE), kind.process_bind_param(other, SQLITE))
    assert (written[0] < written[1]) == (one < other)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        Instant().process_bind_param(datetime(2026, 9, 1), SQLITE)  # noqa: DTZ001 - the point of the test


def test_both_databases_compare_moments_alike(engine: Engine) -> None:
    beijing = datetime(2026, 9, 1, 8, tzinfo=timezone(timedelta(hours=8)))
    utc = datetime(2026, 9, 1, 0, tzinfo=UTC)
    with reading(engine) as connection:
        same = sa.literal(beijing, Instant()) == sa.literal(utc, Instant())
        assert connection.execute(sa.select(same)).scalar_one() in (True, 1)


@given(text=st.text())
def test_storable_text_keeps_its_length_and_what_can_be_kept(text: str) -> None:
    kept = storable(text)
    assert len(kept) == len(text)
    kept.encode()
    assert "\x00" not in kept
    assert all(b in (a, "\ufffd") for a, b in zip(text, kept, strict=True))


def test_json_is_readable_chinese_without_broken_characters() -> None:
    assert to_json({"键\x00": ["值\ud800", 1, None, True, ("a",)]}) == '{"键\ufffd":["值\ufffd",1,null,true,["a"]]}'
