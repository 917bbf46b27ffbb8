"""Sentences of turns, and neighbouring ones of one speaker."""

from hypothesis import given
from hypothesis import strategies as st

from inspection.interaction import Role
from inspection.meaning_windows import MOST_PARTS, has_words, parts_of, text_of, windows_of
from inspection.sentiment import TurnText


def agent(text: str) -> TurnText:
    return TurnText(text, Role.AGENT)


def customer(text: str) -> TurnText:
    return TurnText(text, Role.CUSTOMER)


def spoken(turns: list[TurnText]) -> list[str]:
    parts = parts_of(turns)
    return [text_of(window, parts) for window in windows_of(parts, turns)]


def test_a_turn_is_cut_at_the_ends_of_its_sentences() -> None:
    parts = parts_of([agent("您好，这里是客服。 请问有什么可以帮您？好的。")])
    assert [p.text for p in parts] == ["您好，这里是客服。", "请问有什么可以帮您？", "好的。"]
    assert [(p.start, p.end) for p in parts] == [(0, 9), (10, 20), (20, 23)]


def test_what_is_short_joins_what_follows() -> None:
    assert [p.text for p in parts_of([agent("好的。我这就为您查询。")])] == ["好的。我这就为您查询。"]


def test_a_long_turn_without_marks_is_cut_where_a_space_or_a_comma_stands() -> None:
    parts = parts_of([agent("我们这边 " * 30)])
    assert len(parts) == 4
    assert all(p.text.endswith("边") for p in parts)
    assert [p.text for p in parts_of([agent("好" * 100)])] == ["好" * 48, "好" * 48, "好" * 4]


def test_windows_join_neighbouring_turns_of_one_speaker_only() -> None:
    turns = [agent("密码这些东西"), agent("您谁都不要给"), customer("好的我知道了"), agent("包括我们在内")]
    assert spoken(turns) == [
        "密码这些东西",
        "密码这些东西 您谁都不要给",
        "您谁都不要给",
        "好的我知道了",
        "包括我们在内",
    ]


def test_a_turn_without_words_parts_nobody() -> None:
    turns = [agent("密码这些东西"), customer(""), agent("您谁都不要给")]
    assert "密码这些东西 您谁都不要给" in spoken(turns)


def test_system_messages_and_turns_without_words_are_not_read() -> None:
    assert parts_of([TurnText("会话已转接给坐席", Role.SYSTEM), agent("😀😀"), agent("  "), agent("مرحبا")]) == []
    assert has_words("ok")
    assert not has_words("。。。")


@given(st.lists(st.tuples(st.text(max_size=200), st.sampled_from([Role.AGENT, Role.CUSTOMER])), max_size=6))
def test_parts_are_pieces_of_their_turns_and_windows_stay_small(said: list[tuple[str, Role]]) -> None:
    turns = [TurnText(text, role) for text, role in said]
    parts = parts_of(turns)
    for part in parts:
        assert turns[part.turn].text[part.start : part.end] == part.text
    assert parts == sorted(parts, key=lambda p: (p.turn, p.start))
    for window in windows_of(parts, turns):
        assert 1 <= len(window.parts) <= MOST_PARTS
        assert len({turns[parts[at].turn].speaker for at in window.parts}) == 1
