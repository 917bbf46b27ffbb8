"""What the rules see of a segment: service turns only, in runs of one speaker."""

from dataclasses import replace

import pytest

from inspection.interaction import Channel, Role, TurnType
from inspection.rules.view import SegmentView
from inspection.segments import segments_of
from tests.inspection.rules.book_of import facts


def view(*said: str, channel: Channel = Channel.CHAT, at_s: list[float] | None = None) -> SegmentView:
    seen = facts(*said, channel=channel, at_s=at_s)
    return SegmentView(seen, segments_of(seen.interaction)[0])


def runs(seen: SegmentView) -> list[int]:
    return [t.run_of_speaker for t in seen.spoken_by(Role.AGENT)]


@pytest.mark.parametrize(
    ("channel", "at_s", "expected"),
    [
        (Channel.CHAT, [0, 29, 60], [0, 0, 1]),
        (Channel.CHAT, [0, 30, 59], [0, 1, 1]),
        (Channel.PHONE, [0, 2.9, 6], [0, 0, 1]),
        (Channel.CHAT, None, [0, 1, 2]),
    ],
)
def test_quick_messages_of_one_speaker_are_one_run(
    channel: Channel, at_s: list[float] | None, expected: list[int]
) -> None:
    assert runs(view("A: 一", "A: 二", "A: 三", channel=channel, at_s=at_s)) == expected


def test_another_speaker_begins_a_new_run() -> None:
    seen = view("A: 一", "C: 嗯", "A: 二", at_s=[0, 1, 2])
    assert runs(seen) == [0, 1]
    assert [t.run for t in seen.turns] == [0, 1, 2]


def test_notes_pictures_and_recalled_messages_are_not_seen_and_auto_replies_are_a_robots() -> None:
    seen = facts("A: 记一下", "A: 撤回", "A: ", "A: 稍后回复您", "A: 您好")
    kinds = [{"type": TurnType.NOTE}, {"type": TurnType.RECALL}, {"type": TurnType.IMAGE}, {"auto": True}, {}]
    turns = tuple(replace(t, **k) for t, k in zip(seen.interaction.turns, kinds, strict=True))  # type: ignore[arg-type]
    changed = replace(seen, interaction=replace(seen.interaction, turns=turns))
    looked = SegmentView(changed, segments_of(changed.interaction)[0])
    assert [(t.turn.index, t.speaker) for t in looked.turns] == [(3, Role.BOT), (4, Role.AGENT)]
