"""An address said in several turns: the place in one, the door in the next; each belongs to it."""

import re
from collections.abc import Iterable, Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate
from inspection.privacy.conversation_view import ConversationView, TurnView

_FILLER = r"(?:[\s,，。.]|嗯|呃|啊|哦|那个|然后|就是|是|在|你记一下|您记一下|记一下|好的?|对|地址是?){0,12}+"
_PLACE = re.compile(
    rf"{_FILLER}(?P<place>(?:[\u4e00-\u9fff]{{2,10}}?(?:特别行政区|自治区|省|市|新区|区|县|旗|镇|乡|街道|大道|大街"
    rf"|路|街|巷|胡同|村|小区|花园|公寓|大厦|家园|广场|新村"
    r"|苑|城|府|庭|园)){1,4})(?:[\s,，。.]|啊|哈|的|那边|这边)*"
)
MAX_BETWEEN, LONGEST_BETWEEN = 2, 16


def find_split_addresses(view: ConversationView, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Place-only turns of the same speaker just before a turn that begins with an address, and their repetitions."""
    for candidate in found:
        if candidate.kind is not EntityKind.ADDRESS:
            continue
        turn, start, _ = candidate.pieces[0]
        if not re.fullmatch(_FILLER, view.turns[turn].text[:start]):
            continue
        for place in _places_before(view, turn):
            yield place
            yield from _repeated(view, place, turn)


def _places_before(view: ConversationView, turn: int) -> Iterator[Candidate]:
    between = 0
    for earlier in reversed(view.turns[:turn]):
        if earlier.sender is not view.turns[turn].sender:
            between += 1
            if between > MAX_BETWEEN or len(earlier.text) > LONGEST_BETWEEN:
                return
            continue
        place = _PLACE.fullmatch(earlier.text)
        if not place:
            return
        yield _claim(earlier, place.span("place"), "place of an address whose door follows")
        between = 0


def _repeated(view: ConversationView, place: Candidate, until: int) -> Iterator[Candidate]:
    """The other party saying the place after the customer."""
    for later in view.turns[place.pieces[0][0] + 1 : until]:
        at = later.text.find(place.value)
        if at >= 0 and later.sender is not view.turns[until].sender:
            yield _claim(later, (at, at + len(place.value)), "repeats a piece of an address")


def _claim(turn: TurnView, span: tuple[int, int], reason: str) -> Candidate:
    return Candidate(((turn.position, *span),), EntityKind.ADDRESS, turn.text[slice(*span)], reason, 0.6)
