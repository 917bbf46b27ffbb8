"""Full English names: two or three words that follow "my name is", "this is", a form of address or a question."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.interaction import Role
from inspection.privacy.candidate import Candidate
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.first_names import FIRST_NAMES

_WORD = r"[A-Za-z][A-Za-z'-]*\.?"
_PHRASE = rf"(?P<name>{_WORD}(?:[ \t]+{_WORD}){{0,3}})"
_OF_PERSON = (
    r"(?:account ?holder|card ?holder|policy ?holder|customer|client|recipient|passenger|patient|insured|contact"
    r"|owner|driver|guest)"
)
_MY_NAME = r"my (?:full |legal )?name is|my name's|my name|name on (?:the|my|this) \w+ is|name is|name's|name was"
_HELD_BY = r"under (?:the name(?: of)?)?|in the name of|on behalf of|belongs to|registered to|addressed to|made out to"
_I_AM = r"this is|it's|it is|i am|i'm|you're speaking (?:to|with)"
_ADDRESSED = (
    r"speaking (?:with|to)|talking (?:with|to)|thank you,?|thanks,?|hello,?|hi,?|is this|pulled up for|account for"
    r"|order for"
)
_KIN = r"husband|wife|son|daughter|mother|father|mom|dad|brother|sister|partner|friend"
_FIELD = rf"full name|{_OF_PERSON}(?:'s)? name|{_OF_PERSON} is|name"
_ANNOUNCED: tuple[tuple[str, re.Pattern[str], float, bool], ...] = tuple(
    (reason, re.compile(rf"\b(?:{words}){link}{_PHRASE}", re.IGNORECASE), strength, capitals)
    for reason, words, link, strength, capitals in (
        ("introduces itself with my name is", _MY_NAME, r"[\s:,]+(?:is )?", 0.8, False),
        ("announced by a field name", _FIELD, r"\s*(?::|=|is|-)\s*", 0.78, False),
        ("under the name of", _HELD_BY, r"\s+", 0.7, True),
        ("introduces itself with this is", _I_AM, r"\s+", 0.68, True),
        ("a person addressed by full name", _ADDRESSED, r"\s+", 0.66, True),
        ("a relative or friend by name", rf"my (?:{_KIN}),?", r"\s+(?:is |named |called )?", 0.66, True),
        ("a full name with a form of address", r"(?:mr|mrs|ms|miss|dr|sir|madam)\.?", r"\s+", 0.74, True),
    )
)
"""Reason, words, strength, and whether the name must be capitalised (or begin with a known first name)."""

_SPLIT_NAME = re.compile(
    r"\bfirst name(?:'s)?(?: is|:)?\s+(?P<first>[A-Za-z'-]+)[\s,.]+(?:and\s+)?(?:my\s+)?(?:last name"
    r"|surname)(?:'s)?(?: is|:)?\s+"
    r"(?P<last>[A-Za-z'-]+)",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    rf"\b(?:my name is|my name's|this is|i'm|i am|you're speaking with|you are speaking with|name is)\s+{_PHRASE}",
    re.IGNORECASE,
)
_ASKS_NAME = re.compile(
    r"\b(?:name|who am i speaking|whom am i speaking|who is this|who's calling)\b",
    re.IGNORECASE,
)
_BARE_ANSWER = re.compile(
    (
        rf"\s*(?:(?:yes|sure|ok|okay|hi|hello|of course|it's|it is|its|this is|that's|i'm|i am|name"
        rf"|the name is)[\s,.:!]+){{0,3}}{_PHRASE}[\s.,!]*$"
    ),
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"[\s,]+(?:(?:calling\s+|here\s+)?(?:from|with|at|of)\s+[A-Z]|your\s+(?:agent|representative|advisor))"
)
_NAME_OF_THING = re.compile(
    (
        r"\b(?:city|company|store|shop|business|product|brand|pet|dog|cat|user|screen|plan|model|street|bank|town"
        r"|state|country|domain|device|network|file|item)\s*$"
    ),
    re.IGNORECASE,
)
_STOP_WORDS = """
a an the and or but if so then i i'm im me my mine you your yours he she it its it's we us our they them their this
that these those is am are was were be been being do does did done have has had having will would can could shall
should may might must not no yes yeah ok okay sure please thanks thank hello hi hey sir madam mr mrs ms dr to from
for of in on at by with about as up out off over under into calling call called speaking here there now today just
also still very really too what when where why how which who number phone email address account order card policy
claim code date birth zip mobile cell trying wanting looking having need needs want wants wanted going get got
getting would like help having issue problem regarding because since after before again back all any some more most
other correct right wrong good great fine sorry afraid sad happy upset glad unable able unhappy angry ready done not
never ever only always customer service support team agent manager department company bank insurance store shop
ridiculous unacceptable terrible awful urgent important new old my's spelled spell that's last first middle full
name one two three four five six seven eight nine zero oh double day morning afternoon evening night moment minute
time week month year per everything nothing something anything everyone everybody folks guys both so-called very
much waiting living based aware interested concerned worried confused frustrated disappointed satisfied certain
currently again having missing lost locked stuck using paying charged billed double-checking checking verifying
confirming asking wondering hoping reaching contacting returning writing moving changing cancelling canceling
january february march april may june july august september october november december monday tuesday wednesday
thursday friday saturday sunday let letting see look looks take bye goodbye being it'll i'll you'll we'll i've id im
ive ill dont cant ssn social plan data gb model car city booking reference spelling username born living you've
we've don't doesn't didn't can't couldn't won't wouldn't isn't aren't wasn't
"""
_STOP = frozenset(_STOP_WORDS.split())
_NOT_PEOPLE_WORDS = """
united america american bank mobile wireless airlines express premium gold silver platinum internet visa mastercard
amazon google apple iphone samsung galaxy windows android customer service support insurance online prime club group
inc ltd llc corp company street road avenue
"""
_NOT_PEOPLE = frozenset(_NOT_PEOPLE_WORDS.split())


def english_names(view: TurnView) -> Iterator[Candidate]:
    """Names announced in the turn, and answers to a question for the name."""
    agent = view.sender in (Role.AGENT, Role.BOT, Role.SYSTEM)
    for reason, pattern, strength, capitals in _ANNOUNCED:
        if agent and reason.startswith("introduces"):
            continue
        for found in pattern.finditer(view.text):
            if not _NAME_OF_THING.search(view.text[max(0, found.start() - 16) : found.start()]):
                yield from _full_name(view, found, reason, strength, capitals=capitals)
    for found in _SPLIT_NAME.finditer(view.text):
        for part in ("first", "last"):
            yield _claim(view, found.span(part), "first and last name given apart", 0.75)
    if not agent and _ASKS_NAME.search(view.previous) and (answer := _BARE_ANSWER.match(view.text)):
        yield from _full_name(view, answer, "answer to a question for the name", 0.72, capitals=False)


def introduces_english(text: str) -> Iterator[str]:
    """The names a member of staff gives of itself: the first name, and the full one."""
    for found in _INTRODUCTION.finditer(text):
        words = _name_words(found.group("name"), capitals=False)
        if words:
            yield " ".join(words).casefold()


def _full_name(
    view: TurnView,
    found: re.Match[str],
    reason: str,
    strength: float,
    *,
    capitals: bool,
) -> Iterator[Candidate]:
    phrase, start = found.group("name"), found.start("name")
    cased = any(char.isupper() for char in re.sub(r"\bI\b", "", view.text))
    words = _name_words(phrase, capitals=cased and (capitals or phrase[:1].isupper()))
    if len(words) < 2 or (capitals and not cased and words[0].casefold() not in FIRST_NAMES):
        return
    end = start + _length(phrase, len(words))
    if reason.startswith("introduces") and view.sender is not Role.CUSTOMER and _ORGANISATION.match(view.text, end):
        return
    yield _claim(view, (start, end), reason, strength)


def _name_words(phrase: str, *, capitals: bool) -> list[str]:
    """The leading words that can be a name: at most three, capitalised when asked, none a common word."""
    words: list[str] = []
    for word in phrase.split():
        plain = word.strip(".,'").casefold()
        unfit = plain in _STOP or plain in _NOT_PEOPLE or plain.endswith("'s") or (capitals and not word[:1].isupper())
        whole = len(phrase.split()) == 3
        if unfit or len(words) == (3 if capitals or whole else 2):
            break
        words.append(word.rstrip("."))
        if word.endswith(".") and len(plain) > 2:
            break
    return words if words and len(words[0]) > 1 and len(words[-1]) > 1 else []


def _length(phrase: str, words: int) -> int:
    found = re.match(rf"(?:{_WORD}\s+){{{words - 1}}}{_WORD}", phrase)
    return len(found.group().rstrip(".")) if found else len(phrase)


def _claim(view: TurnView, span: tuple[int, int], reason: str, strength: float) -> Candidate:
    value = " ".join(view.text[span[0] : span[1]].split())
    return Candidate(((view.position, *span),), EntityKind.NAME, value, reason, strength)
