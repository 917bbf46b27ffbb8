"""Pieces of digits, their readings, and the links between them."""

import pytest

from inspection.interaction import Role
from inspection.privacy import PrivateTurn
from inspection.privacy.conversation_view import view_conversation
from inspection.privacy.digit_pieces import DigitPiece, Link, digit_pieces, link_in_turn, link_over_turns


def pieces(text: str) -> list[DigitPiece]:
    return digit_pieces(view_conversation([PrivateTurn(text, Role.CUSTOMER)]).turns[0])


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("一三八 零零", [{"138"}, {"00"}]),
        ("腰三八零", [{"1380", "380"}]),
        ("三八零吧", [{"3808", "380"}]),
        ("三八就零零", [{"38900", "3800"}]),
        ("forty two one", [{"421"}]),
        ("fife two one", [{"521", "21"}]),
        ("三个八零", [{"8880"}]),
        ("最后是X", [{"X"}]),
        ("谢谢 你们的服务", []),
    ],
)
def test_a_piece_keeps_both_readings_of_a_homophone(text: str, readings: list[set[str]]) -> None:
    assert [{reading.symbols for reading in piece.readings} for piece in pieces(text)] == readings


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("一三八 零零四", Link.NOTHING),
        ("一三八 嗯 然后是 零零四", Link.NOTHING),
        ("一三八 往下念 零零四", Link.WORDS),
        ("一三八 不对 一三九", Link.REPAIR),
        ("one three I mean one four", Link.REPAIR),
        ("一三八块 零零四", Link.BREAK),
        ("一三八 验证码 零零四", Link.BREAK),
        ("policy no 4471 and claim no 286", Link.BREAK),
    ],
)
def test_what_stands_between_links_or_breaks(text: str, link: Link) -> None:
    first, second = pieces(text)[:2]
    assert link_in_turn(text, first, second) is link


def test_the_loosest_of_both_ends_links_two_turns() -> None:
    assert link_over_turns("啊", "嗯") is Link.NOTHING
    assert link_over_turns("", "不对 ") is Link.REPAIR
    assert link_over_turns("块钱", "") is Link.BREAK
