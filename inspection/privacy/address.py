"""Addresses of people: Chinese and English readings of a turn."""

from collections.abc import Iterator

from inspection.privacy.candidate import Candidate
from inspection.privacy.chinese_address import find_chinese_addresses
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.english_address import find_english_addresses


def find_addresses(view: TurnView) -> Iterator[Candidate]:
    """Addresses with a door or house number in a turn; English ones also inside Chinese text."""
    if not view.text.isascii():
        yield from find_chinese_addresses(view)
    yield from find_english_addresses(view)
