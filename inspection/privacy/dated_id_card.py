"""Identity numbers read out with the birth date as a date: 四二零一零六 两千年 零二月 十九 四零二七."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, Piece
from inspection.privacy.conversation_view import EDGE, ConversationView, TurnView
from inspection.privacy.digit_words import ZH_DIGITS
from inspection.privacy.id_card import checksum_is_valid, looks_like_18

_D = rf"[\d{''.join(ZH_DIGITS)}]"
_GAP = r"(?:[\s,，]|嗯|呃|然后|是|出生|生日){0,4}+"
_SMALL = r"[零〇]?[一二三四五六七八九十]{1,3}|\d{1,2}|[零〇]\d"
_NUMBER = re.compile(
    rf"(?<!{_D})(?P<region>(?:{_D}\s?){{6}}){_GAP}"
    rf"(?P<year>[两二]千(?:{_SMALL})?|(?:{_D}\s?){{4}}|{_D}{{2}}(?=年))年?的?{_GAP}"
    rf"(?P<month>{_SMALL})月份?{_GAP}(?P<day>{_SMALL})[日号]?{_GAP}"
    rf"(?P<tail>(?:{_D}\s?){{3}}(?:{_D}|[xX叉]|艾克斯))(?!{_D})"
)
_CENTURY_TURN = 30
"""A year of two digits above is one of the 1900s."""


def find_dated_id_cards(view: TurnView) -> Iterator[Candidate]:
    """Eighteen digits by region, birth date in words, and the last four."""
    for found in _NUMBER.finditer(view.text) if "月" in view.text else ():
        number = _number(found)
        if looks_like_18(number):
            piece = (view.position, *found.span())
            valid = checksum_is_valid(number)
            yield Candidate((piece,), EntityKind.ID_CARD, number, "id with its birth date as a date", 0.93, valid)


def find_split_dated_id_cards(view: ConversationView) -> Iterator[Candidate]:
    """The same over several turns: 三七零一零二, 一九八五年十月二十, 一一二四, with 嗯 and 哦 between."""
    for turn in view.turns:
        if "月" not in turn.text:
            continue
        before, behind = (_own_next(view, turn, step) for step in (-1, 1))
        if not (before or behind):
            continue
        parts = [part for part in (before, turn, behind) if part]
        places = [(part.position, at) for part in parts for at in range(len(part.text) + 1)]
        for found in _NUMBER.finditer(" ".join(part.text for part in parts)):
            pieces = _pieces(places[found.start() : found.end()])
            number = _number(found)
            if len(pieces) > 1 and looks_like_18(number):
                valid = checksum_is_valid(number)
                yield Candidate(pieces, EntityKind.ID_CARD, number, "id with its birth date as a date", 0.91, valid)


def _own_next(view: ConversationView, turn: TurnView, step: int) -> TurnView | None:
    """The speaker's next turn (or the one before), with nothing but 嗯, 好, ok of the other party between."""
    at = turn.position + step
    if 0 <= at < len(view.turns) and view.turns[at].sender is not turn.sender and EDGE.fullmatch(view.turns[at].text):
        at += step
    is_own = 0 <= at < len(view.turns) and view.turns[at].sender is turn.sender
    return view.turns[at] if is_own else None


def _pieces(places: list[tuple[int, int]]) -> tuple[Piece, ...]:
    """The places of a number in the turns, one piece per turn; the gap behind a turn belongs to none."""
    turns = sorted({turn for turn, _ in places})
    ends = {turn: [at for one, at in places if one == turn] for turn in turns}
    return tuple((turn, ends[turn][0], ends[turn][-1] + (turn == turns[-1])) for turn in turns)


def _number(found: re.Match[str]) -> str:
    birth = _year(found["year"]) + _two(found["month"]) + _two(found["day"])
    return _digits(found["region"]) + birth + _tail(found)


def _digits(said: str) -> str:
    return "".join(ZH_DIGITS.get(char, char) for char in said if not char.isspace())


def _tail(found: re.Match[str]) -> str:
    return re.sub("叉|艾克斯|x", "X", _digits(found["tail"]))


def _year(said: str) -> str:
    if said[1] == "千":
        return f"20{_two(said[2:])}"
    digits = _digits(said)
    if len(digits) == 2:
        return ("19" if int(digits) > _CENTURY_TURN else "20") + digits
    return digits


def _two(said: str) -> str:
    """A number below a hundred as two digits: 十九 is 19, 零二 is 02, nothing is 00."""
    tens, ten, ones = said.strip("零〇").rpartition("十")
    if ten:
        return (_digits(tens) or "1") + (_digits(ones) or "0")
    return _digits(said)[-2:].zfill(2)
