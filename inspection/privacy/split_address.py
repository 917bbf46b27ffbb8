"""An address said in several turns: the place in one, the door in the next; each belongs to it."""

import re
from collections.abc import Iterable, Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate
from inspection.privacy.conversation_view import ConversationView, TurnView

_FILLER = (
    r"(?:[\s,，。.]|嗯|呃|啊|哦|那个|然后|就是|是|住?在|送到|寄到|你记一下|您记一下|记一下|好的?|对|地址是?){0,12}+"
)
_PLACE = re.compile(
    rf"{_FILLER}(?P<place>(?:[\u4e00-\u9fff]{{2,10}}?(?:特别行政区|自治区|省|市|新区|区|县|旗|镇|乡|街道|大道|大街"
    rf"|路|街|巷|胡同|村|小区|花园|公寓|大厦|家园|广场|新村"
    r"|苑|城|府|庭|园)){1,4})(?:[\s,，。.]|啊|哈|的|那边|这边)*"
)
_N = r"(?:\d{1,4}|[零〇幺一二两三四五六七八九十百]{1,6})"
_HOUSE = rf"{_N}\s?(?:号院?|弄|号楼)"
_OPENING = re.compile(rf"{_FILLER}(?P<door>{_HOUSE}[\s,，]*)?")
_DOOR_ALONE = re.compile(
    rf"{_FILLER}(?P<door>{_N}\s?(?:号院?|弄|号楼|栋|幢|座|单元)(?:[\s,，]?{_N}\s?(?:号楼|栋|幢|座|单元|楼|层|室|号|户))*(?:[\s,，]?{_N})?)[\s,，。啊哈的]*"
)
_ASKS_DOOR = re.compile(r"门牌|门号|多少号|几号[楼院门]|几[栋幢单]|哪一?[栋幢]|房号|室号|楼号")
_ASKS_HOUSE = re.compile(
    r"\b(?:house|door|flat|apartment|unit|street|building) number\b|\bnumber of the (?:house|flat|door)\b",
    re.IGNORECASE,
)
LONGEST_HOUSE = 5
MAX_BETWEEN, LONGEST_BETWEEN = 2, 16


def find_split_addresses(view: ConversationView, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Place-only turns of the same speaker just before a turn that begins with an address, and their repetitions."""
    found = list(found)
    for candidate in found:
        if candidate.kind is not EntityKind.ADDRESS:
            continue
        turn, start, end = candidate.pieces[0]
        opening = _OPENING.fullmatch(view.turns[turn].text[:start])
        for place in _places_before(view, turn) if opening else ():
            yield place
            yield from _repeated(view, place, turn)
            if opening and opening.group("door"):
                yield _claim(view.turns[turn], (opening.start("door"), end), "address whose street came before", 0.74)
    yield from _house_numbers_asked_for(view)
    yield from _doors_asked_for(view, {claim.pieces[0][0] for claim in found if claim.kind is EntityKind.ADDRESS})


def _doors_asked_for(view: ConversationView, told: set[int]) -> Iterator[Candidate]:
    """A turn that is a door by itself, where the door of a place was asked for: 高攀路, 门牌呢, 二十六号.

    `told` are the turns with an address, to which a block and a unit may be added.
    """
    for turn in view.turns:
        door = _DOOR_ALONE.fullmatch(turn.text) if _ASKS_DOOR.search(turn.previous) else None
        places = list(_places_before(view, turn.position)) if door else []
        added = door is not None and not told.isdisjoint((turn.position - 2, turn.position - 1))
        if door and (places or added):
            yield _claim(turn, door.span("door"), "door of an address whose place came before")
            yield from places


def _house_numbers_asked_for(view: ConversationView) -> Iterator[Candidate]:
    """A turn that is a number alone, behind a question for that of the house: "six sixty one"."""
    for turn in view.turns:
        run = turn.runs[0] if len(turn.runs) == 1 else None
        if run and run.alone and len(run.value) <= LONGEST_HOUSE and _ASKS_HOUSE.search(turn.previous):
            span = (run.spots[0][1], run.spots[-1][2])
            yield _claim(turn, span, "house number that was asked for", 0.68)


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


def _claim(turn: TurnView, span: tuple[int, int], reason: str, strength: float = 0.6) -> Candidate:
    return Candidate(((turn.position, *span),), EntityKind.ADDRESS, turn.text[slice(*span)], reason, strength)
