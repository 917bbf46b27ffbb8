"""English street addresses: a house number (typed or said), a street name, a street type; PO boxes too."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.digit_words import EN_DIGITS, EN_TENS
from inspection.privacy.plain_words import PLAIN_WORDS

_WORD_NUMBER = "|".join(
    (
        *(word for word in EN_DIGITS if word != "o"),
        *EN_TENS,
        "hundred",
        "thousand",
        "double",
    )
)
_HOUSE = (
    rf"(?:(?:\d{{1,4}}/)?\d{{1,6}}[A-Za-z]?(?:-\d{{1,4}})?"
    rf"|(?:{_WORD_NUMBER})(?:[\s-]+(?:and[\s-]+)?(?:{_WORD_NUMBER})){{0,5}})"
)
_SURE_TYPE = (
    r"(?:street|str?\.?|avenue|ave\.?|road|rd\.?|boulevard|blvd\.?|lane|ln\.?|terrace|crescent|highway|hwy\.?"
    r"|parkway|pkwy\.?|turnpike)"
)
_LOOSE_TYPE = (
    r"(?:drive|dr\.?|court|ct\.?|way|place|pl\.?|square|sq\.?|circle|cir\.?|close|grove|gardens|row|walk|trail"
    r"|hill|park|mews|loop|plaza)"
)
_RARE_TYPE = (
    r"(?:rise|view|green|vale|wharf|quay|yard|villas|heath|croft|cottages?|house|fields?|meadows?|parade|broadway"
    r"|esplanade|alley|path|passage|embankment|crossing|causeway|expressway|ridge|mount|gate|common|bank|chase|end"
    r"|brae|wynd|bend|glen|glebe|approach|arcade|buildings|mansions|estate|towers?|point|run|landing)"
)
"""Ordinary words that are street types only where an address was asked for or is announced."""

_NAME = r"(?:[A-Za-z'.]+|\d{1,3}(?:st|nd|rd|th))"
_UNIT = r"(?:[\s,]+(?:apartment|apt\.?|suite|ste\.?|unit|flat|room|floor|#)\s*(?:number\s+)?[A-Za-z0-9-]{1,6})"
_STATES = """
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC
SD TN TX UT VT VA WA WV WI WY NSW VIC QLD TAS ACT ON QC BC AB MB SK NS NB
"""
_ALSO_WORDS_LIST = """
in or me ok oh hi id ma pa la de al mo co on as act ct
"""
_ALSO_WORDS = frozenset(_ALSO_WORDS_LIST.split())
_STATE = "(?-i:" + "|".join((*_STATES.split(), *sorted(set(_STATES.lower().split()) - _ALSO_WORDS))) + ")"
"""States and provinces; in small letters only where they are no words."""

_CITY_NAME = r"[A-Za-z][A-Za-z.'-]*(?:\s[A-Za-z][A-Za-z.'-]*){0,2}"
_CITY = rf"(?:[\s,]+{_CITY_NAME},?\s+(?:{_STATE})\b\.?,?(?:\s+\d{{4,5}}(?:-\d{{4}})?)?)"
_NO_TOWN = r"(?:Please|Thanks?|Kind|Best|Yours|Regards|Yes|No|Ok|Okay|Sorry|Hello|Hi|Cheers|Sincerely|Phone|Tel|Email)"
_TOWN_WORD = r"(?:[A-Z][a-z'-]+|upon|on|under|by|the|of|le|St\.?)"
_POSTCODE = r"(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|\d{5}(?:-\d{4})?)"
_TOWN = (
    rf"(?-i:(?:,\s*(?!{_NO_TOWN}\b)[A-Z][a-z'-]+(?:[ -]{_TOWN_WORD}){{0,3}}(?=[ \t]*(?:[,.;\n]|$|{_POSTCODE}))){{1,3}}"
    rf"(?:,?\s+(?:{_STATE})\b)?(?:,?\s+{_POSTCODE}\b)?|,\s*{_POSTCODE}\b)"
)
"""Town and postcode as written in a letter: capitals, between commas or at the end."""

_CITIES_WORDS = """
london leeds manchester birmingham liverpool bristol sheffield glasgow edinburgh cardiff belfast newcastle nottingham
reading leicester coventry brighton oxford cambridge york norwich exeter swansea dundee aberdeen dublin cork galway
sydney melbourne brisbane perth adelaide hobart canberra darwin auckland wellington toronto vancouver montreal calgary
ottawa chicago boston seattle houston dallas austin denver phoenix portland atlanta miami orlando tampa detroit
cleveland columbus cincinnati pittsburgh philadelphia baltimore nashville memphis milwaukee minneapolis sacramento
oakland fresno tucson albuquerque omaha tulsa reno boise singapore
"""
_BARE_TOWN = (
    rf"(?:\s+(?:{'|'.join(_CITIES_WORDS.split())})\b"
    rf"|(?-i:\s+(?!{_NO_TOWN}\b|Apt|Apartment|Suite|Unit|Flat"
    rf"|Room)[A-Z][a-z'-]+(?:[ -][A-Z][a-z'-]+){{0,2}})(?=\s*(?:$|[.;\n]|,?\s*{_POSTCODE})))"
    rf"(?:,?\s+(?:(?:{_STATE})\b)?(?:,?\s*{_POSTCODE}\b)?)?"
)
"""A town without a comma: a well-known one, or capitals at the end of a sentence."""

_ONE_SAID = r"(?:\d|oh|zero|one|two|three|four|five|six|seven|eight|nine)"
_SAID_POSTCODE = (
    rf"(?:(?:[\s,]+[a-z'-]{{3,}}){{0,3}}[\s,]+(?:[a-z]\s)?[a-z]\s{_ONE_SAID}(?:\s{_ONE_SAID})?\s{_ONE_SAID}\s[a-z]\s[a-z]\b"
    rf"|(?:[\s,]+[a-z'-]{{3,}}){{1,3}}[\s,]+(?:{_ONE_SAID}\s){{4}}{_ONE_SAID}\b)"
)
"""A town and its postcode read out: "edinburgh e h seven five q r", "fresno california nine three seven two eight"."""

_SIDE = r"(?:\s+(?:[NSEW]|NE|NW|SE|SW)\b\.?)?"
_FLAT = (
    r"(?:(?:flat|apartment|apt\.?|unit|suite)\s+"
    r"(?:\d{1,4}[A-Za-z]?|[A-Za-z]|(?:one|two|three|four|five|six|seven|eight|nine|ten)(?: [a-d])?)"
    r"\s*(?:[,/]\s*|\s(?=\d)|(?<=[a-z])\s))"
)
_STREET = re.compile(
    rf"(?<![\w.$£€:-])(?:number\s+)?{_FLAT}?(?P<house>{_HOUSE})\s+(?:(?:[NSEW]\.?|north|south|east|west)\s+)?"
    rf"(?P<name>{_NAME}(?:\s+{_NAME}){{0,3}}?)\s+(?:(?P<sure>{_SURE_TYPE})|(?P<loose>{_LOOSE_TYPE})"
    rf"|(?P<rare>{_RARE_TYPE})(?!\s+{_LOOSE_TYPE}(?![A-Za-z])))(?![A-Za-z])(?!\s+{_SURE_TYPE}(?![A-Za-z])){_SIDE}(?:{_UNIT})?(?:{_CITY}|{_TOWN}|{_SAID_POSTCODE}|{_BARE_TOWN})?(?:{_UNIT})?",
    re.IGNORECASE,
)
_PREMISES = re.compile(
    rf"(?<![\w.$£€:-])(?:unit|flat|suite|block|apartment|apt\.?)\s+(?:\d{{1,4}}[A-Za-z]?"
    rf"|[A-Z])\s*,?\s+(?P<name>{_NAME}(?:\s+{_NAME}){{0,3}}?)"
    r"\s+(?:estate|park|centre|center|court|house|building|buildings|mansions|works|yard|lofts|heights|gardens"
    r"|towers?|point|quay|mill)\b"
    rf"(?:,?\s+\d{{1,5}}\s+{_NAME}(?:\s+{_NAME}){{0,2}})?(?:{_TOWN})?",
    re.IGNORECASE,
)
"""A unit of a named building: "Unit 17, Eastgate Trading Estate, Bristol BS5 6XX"."""

_ANNOUNCED = re.compile(
    rf"\b(?:address(?: is|'s|:)|(?:i|we) live at|living at|liv(?:e|es) at|(?:deliver|ship|send|post"
    rf"|mail)(?: \w+){{0,2}} to|moved to|door is)"
    rf"(?:\s+it's)?\s+(?P<whole>(?:number\s+)?(?P<house>{_HOUSE})\s+(?P<name>{_NAME}(?:\s+{_NAME}){{0,2}}))(?=\s*(?:$|[,.;]|\bin\b|\band\b|\bplease\b))",
    re.IGNORECASE,
)
"""A house number and a name right behind words that announce an address: "i live at forty two the maltings"."""

_BOX = re.compile(rf"\bP\.?\s?O\.?\s+box\s+\d{{1,6}}(?:{_CITY}|{_TOWN})?", re.IGNORECASE)
_PLACE_WORD = r"(?:[A-Z][\w'-]{1,20}|of|the|le|on|under|upon|by)"
_TO_POSTCODE = re.compile(
    rf"\b(?:(?i:unit|flat|apt|apartment|suite|plot|house)\s)?\d{{1,4}}[A-Za-z]?,? {_PLACE_WORD}"
    rf"(?:[ ,]{{1,2}}{_PLACE_WORD}){{0,9}}"
    r",? [A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
)
"""A number, words with capitals and a British postcode: "Unit 9, The Old Tannery, Mill Lane, Frome BA11 1HQ"."""
_NO_NAME = re.compile(
    r"\b(?:hours?|days?|minutes?|weeks?|months?|years?|times?|seconds?|a|an|in|of|to|for|is|are|was|my|your"
    r"|our|that|it|and|or|on|at|by|percent|dollars?|miles?|people"
    r"|star|way|lane|side|gb|mb|tb|items?|units?|pieces?|more|i|you|we|they|from|away|down|off|up|out|about"
    r"|one|kilometers?|km|this|any|no|am|pm|moment|sec|please|working|business)\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|(?:dollar|pound|euro|cent|percent|digit|number"
    r"|card|order|"
    r"people|bag|box|phone|account|other|different|separate|address|email|old|new)",
    re.IGNORECASE,
)
"""What makes a number before it a date or a count."""

_CUE = re.compile(
    (
        r"\b(?:address|live[ds]? (?:at|on|in)|ship(?:ping)? (?:it )?to|deliver(?:y|ed)?|located at|moved to"
        r"|street|mail(?:ing)?|zip|billing)\b"
    ),
    re.IGNORECASE,
)
_ASKS_ADDRESS = re.compile(
    r"\baddress\b(?! (?:the|this|your concern))|\bwhere (?:do you live|should (?:we|i) (?:send|deliver|ship))"
    r"|\bhouse number\b|\bstreet\b",
    re.IGNORECASE,
)
_LEADS_THERE = re.compile(r"\b(?:to|at|in|from|following) $", re.IGNORECASE)
"""Before a house number: "a taxi to 1930 elmhurst close"; then the name must be no plain word ("in 4 wheel drive")."""
_NOT_ABODE = re.compile(r"\b(?:e-?mail|ip|web|mac) address\b|\bmail address\b", re.IGNORECASE)
_ANNOUNCES = re.compile(
    r"\b(?:address(?: is|:)|live (?:at|in)|lives (?:at|in)|moved to|deliver(?:ed)? to|(?:drop|leave|send|post"
    r"|ship)(?: \w+){0,2} (?:at|to))",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    rf"\s{{0,4}}(?:(?:yes|yeah|sure|ok|okay|uh|um|it's|it is|its|that's|this is)[\s,.:!]+){{0,3}}"
    rf"(?P<whole>(?P<house>{_HOUSE})\s+(?P<name>[A-Za-z][A-Za-z'.]+(?:\s+[A-Za-z'.]+){{0,3}})(?:{_TOWN})?)[\s.,!]*$",
    re.IGNORECASE,
)
"""A whole answer of a house number and a name: "12 The Maltings"."""

_LOOKS = re.compile(rf"\d|\b(?:{_WORD_NUMBER}|{_SURE_TYPE}|{_LOOSE_TYPE}|{_RARE_TYPE}|box)(?![A-Za-z])", re.IGNORECASE)


def find_english_addresses(view: TurnView) -> Iterator[Candidate]:
    """Street addresses with a house number, and PO boxes."""
    if not _LOOKS.search(view.text):
        return
    for found in _BOX.finditer(view.text):
        yield _claim(view, found.span(), "post office box", 0.73)
    for found in _STREET.finditer(view.text):
        if _NO_NAME.search(found.group("name")) or not _is_likely(view, found):
            continue
        yield _claim(view, found.span(), "house number, street name and type", 0.73)
    for found in _PREMISES.finditer(view.text):
        if not _NO_NAME.search(found.group("name")):
            yield _claim(view, found.span(), "unit of a named building", 0.74)
    yield from _to_postcodes(view)
    for found in _ANNOUNCED.finditer(view.text):
        if not _NO_NAME.search(found.group("name")) and not _DATED.match(found.group("name")):
            yield _claim(view, found.span("whole"), "house number and name, announced", 0.69)
    answer = _ANSWER.match(view.text) if _asks_abode(view.previous) else None
    if answer and not _NO_NAME.search(answer.group("name")) and not _DATED.match(answer.group("name")):
        yield _claim(view, answer.span("whole"), "answer to a question for the address", 0.7)


def _to_postcodes(view: TurnView) -> Iterator[Candidate]:
    for found in _TO_POSTCODE.finditer(view.text):
        yield _claim(view, found.span(), "number, place and postcode", 0.6)


def _is_likely(view: TurnView, found: re.Match[str]) -> bool:
    """Way, place, drive are streets when written as names, or where an address is spoken of; rise, view only there."""
    if found.group("sure"):
        return True
    if found.group("rare"):
        return _asks_abode(view.previous) or bool(_ANNOUNCES.search(view.text[: found.start()]))
    name = found.group("name")
    capital = name[:1].isupper() and found.group("loose")[:1].isupper()
    if capital or _CUE.search(view.text) or _CUE.search(view.previous):
        return True
    led_to = _LEADS_THERE.search(view.text[max(0, found.start() - 8) : found.start()])
    return bool(led_to) and not PLAIN_WORDS.issuperset(name.casefold().split())


def _asks_abode(text: str) -> bool:
    return bool(_ASKS_ADDRESS.search(text)) and not _NOT_ABODE.search(text)


def _claim(view: TurnView, span: tuple[int, int], reason: str, strength: float) -> Candidate:
    value = " ".join(view.text[span[0] : span[1]].lower().split())
    return Candidate(((view.position, *span),), EntityKind.ADDRESS, value, reason, strength)
