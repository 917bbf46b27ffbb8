"""The fingerprint sees every correction and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from inspection.formats.fingerprint import fingerprint_of
from inspection.interaction import Channel, Interaction, Role, Turn

CHAT = Interaction(
    source="east",
    interaction_id="T1",
    channel=Channel.CHAT,
    started_at=datetime(2026, 9, 1, 1, 0, tzinfo=UTC),
    metadata={"b": "2", "a": "1"},
    turns=(Turn(index=0, sender=Role.AGENT, text="您好"),),
)


def test_the_order_of_keys_and_the_notation_of_the_zone_do_not_matter() -> None:
    other = replace(CHAT, metadata={"a": "1", "b": "2"}, started_at=CHAT.started_at.astimezone(ZoneInfo("Asia/Tokyo")))
    assert fingerprint_of(CHAT) == fingerprint_of(other)


@pytest.mark.parametrize(
    "other",
    [
        replace(CHAT, team="一组"),
        replace(CHAT, metadata={"a": "1", "b": "3"}),
        replace(CHAT, turns=(Turn(index=0, sender=Role.AGENT, text="您好。"),)),
        replace(CHAT, is_open=True),
    ],
)
def test_any_other_value_is_another_fingerprint(other: Interaction) -> None:
    assert fingerprint_of(CHAT) != fingerprint_of(other)


def test_parts_do_not_run_together_and_unknown_values_are_refused() -> None:
    assert fingerprint_of("a", "b") != fingerprint_of("ab")
    with pytest.raises(TypeError):
        fingerprint_of(object())
