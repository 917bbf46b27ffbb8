"""Addresses of people: Chinese and English readings of a turn."""

import re
from collections.abc import Iterator
from dataclasses import replace

from inspection.privacy.candidate import Candidate
from inspection.privacy.chinese_address import find_chinese_addresses
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.english_address import find_english_addresses

_FILLER = re.compile(r"(?<=\s)(?:嗯|呃|额|啊|那个|这个|然后|就是)[\s,，](?=[\u4e00-\u9fff\d])")
"""What people say between the parts of an address: 武侯区 嗯 高攀路 那个 12号."""


def find_addresses(view: TurnView) -> Iterator[Candidate]:
    """Addresses with a door or house number in a turn; English ones also inside Chinese text."""
    if not view.text.isascii():
        yield from _without_fillers(view) if _FILLER.search(view.text) else find_chinese_addresses(view)
    yield from find_english_addresses(view)


def _without_fillers(view: TurnView) -> Iterator[Candidate]:
    """The Chinese addresses of a turn read without its fillers, with their places in the turn as it was said."""
    fillers = {at for found in _FILLER.finditer(view.text) for at in range(*found.span())}
    said = [at for at in range(len(view.text)) if at not in fillers]
    for claim in find_chinese_addresses(replace(view, text="".join(view.text[at] for at in said))):
        pieces = tuple((turn, said[start], said[end - 1] + 1) for turn, start, end in claim.pieces)
        yield replace(claim, pieces=pieces)
