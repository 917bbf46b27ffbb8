"""English street addresses: a house number (typed or said), a street name, a street type; PO boxes too."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.digit_words import EN_DIGITS, EN_TENS

_WORD_NUMBER = "|".join(
    (
        *(word for word in EN_DIGITS if word != "o"),
        *EN_TENS,
        "hundred",
        "thousand",
        "double",
    )
)
_HOUSE = rf"(?:\d{{1,6}}[A-Za-z]?(?:-\d{{1,4}})?|(?:{_WORD_NUMBER})(?:[\s-]+(?:and[\s-]+)?(?:{_WORD_NUMBER})){{0,5}})"
_SURE_TYPE = (
    r"(?:street|str?\.?|avenue|ave\.?|road|rd\.?|boulevard|blvd\.?|lane|ln\.?|terrace|crescent|highway|hwy\.?"
    r"|parkway|pkwy\.?|turnpike)"
)
_LOOSE_TYPE = (
    r"(?:drive|dr\.?|court|ct\.?|way|place|pl\.?|square|sq\.?|circle|cir\.?|close|grove|gardens|row|walk|trail"
    r"|hill|park|mews|loop|plaza)"
)
_NAME = r"(?:[A-Za-z'.]+|\d{1,3}(?:st|nd|rd|th))"
_UNIT = r"(?:[\s,]+(?:apartment|apt\.?|suite|ste\.?|unit|flat|room|floor|#)\s*(?:number\s+)?[A-Za-z0-9-]{1,6})"
_STATES = """
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC
SD TN TX UT VT VA WA WV WI WY
"""
_STATE = "|".join(_STATES.split())
_CITY_NAME = r"[A-Za-z][A-Za-z.'-]*(?:\s[A-Za-z][A-Za-z.'-]*){0,2}"
_CITY = rf"(?:[\s,]+{_CITY_NAME},?\s+(?:{_STATE})\b\.?,?(?:\s+\d{{5}}(?:-\d{{4}})?)?)"
_SIDE = r"(?:\s+(?:[NSEW]|NE|NW|SE|SW)\b\.?)?"
_STREET = re.compile(
    rf"(?<![\w.$£€:-])(?P<house>{_HOUSE})\s+(?:(?:[NSEW]\.?|north|south|east|west)\s+)?"
    rf"(?P<name>{_NAME}(?:\s+{_NAME}){{0,3}}?)\s+(?:(?P<sure>{_SURE_TYPE})|(?P<loose>{_LOOSE_TYPE}))(?![A-Za-z])"
    rf"{_SIDE}(?:{_UNIT})?(?:{_CITY})?(?:{_UNIT})?",
    re.IGNORECASE,
)
_BOX = re.compile(r"\bP\.?\s?O\.?\s+box\s+\d{1,6}", re.IGNORECASE)
_NO_NAME = re.compile(
    r"\b(?:hours?|days?|minutes?|weeks?|months?|years?|times?|seconds?|a|an|in|of|to|for|is|are|was|my|your"
    r"|our|that|it|and|or|on|at|by|percent|dollars?|miles?|people"
    r"|star|way|lane|side|gb|mb|tb|items?|units?|pieces?|more|i|you|we|they|from|away|down|off|up|out|about"
    r"|one|kilometers?|km|this|any|no|am|pm)\b",
    re.IGNORECASE,
)
_CUE = re.compile(
    (
        r"\b(?:address|live (?:at|on)|lives at|ship(?:ping)? (?:it )?to|deliver(?:y|ed)?|located at|moved to"
        r"|street|mail(?:ing)?|zip|billing)\b"
    ),
    re.IGNORECASE,
)
_LOOKS = re.compile(
    r"\d|\b(?:street|avenue|road|lane|boulevard|drive|court|way|terrace|place|st|ave|rd)\b",
    re.IGNORECASE,
)


def find_english_addresses(view: TurnView) -> Iterator[Candidate]:
    """Street addresses with a house number, and PO boxes."""
    if not _LOOKS.search(view.text):
        return
    for found in _BOX.finditer(view.text):
        yield _claim(view, found.span(), "post office box", 0.73)
    for found in _STREET.finditer(view.text):
        if _NO_NAME.search(found.group("name")) or (found.group("loose") and not _is_likely(view, found)):
            continue
        yield _claim(view, found.span(), "house number, street name and type", 0.73)


def _is_likely(view: TurnView, found: re.Match[str]) -> bool:
    """Way, place, drive are streets when written as names, or where an address is spoken of."""
    name = found.group("name")
    capital = name[:1].isupper() and found.group("loose")[:1].isupper()
    return capital or bool(_CUE.search(view.text) or _CUE.search(view.previous))


def _claim(view: TurnView, span: tuple[int, int], reason: str, strength: float) -> Candidate:
    value = " ".join(view.text[span[0] : span[1]].lower().split())
    return Candidate(((view.position, *span),), EntityKind.ADDRESS, value, reason, strength)
