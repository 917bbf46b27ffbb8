"""Where English full names stand: announcements, questions for a name, answers, words about members of staff."""

import re
from enum import StrEnum


class Need(StrEnum):
    """What a phrase needs: nothing more, capitals (or a common first name), or a common first name."""

    NOTHING = "nothing"
    CAPITALS = "capitals"
    FIRST_NAME = "first_name"


WORD = r"[^\W\d_](?:[^\W\d_]|['-]){0,24}+\.?"
_PHRASE = rf"(?P<name>{WORD}(?:[ \t]+{WORD}){{0,4}})"
_OF_PERSON = (
    r"(?:(?:account|card|policy|ticket|licence|license|title) ?holder|customer|client|recipient|passenger|patient"
    r"|insured|contact|owner|driver|guest|tenant|beneficiary|account owner|applicant|traveller|payee|payer|addressee"
    r"|consignee|nominee|occupant|next of kin|card owner)"
)
_MY_NAME = r"my (?:full |legal )?name is|my name's|my name|name on (?:the|my|this) \w+ is|name is|name's|name was"
_HELD_BY = (
    r"(?:under|in) the name(?: of)?|on behalf of|belongs to|registered to|addressed to|ma[dk]e (?:\w+ ){0,3}out to"
    r"|(?:account|booking|reservation|order|policy|file|ticket|claim|appointment|registered|booked|listed|held|it's"
    r"|it is|be|is|placed|made|filed|ordered|reserved|opened|look|looking|check|try|search|booking's"
    r"|(?:find|have|put|see|got|look|search|file) (?:it|me|us|that|this|them)(?: up)?) under(?: the name(?: of)?)?"
    r"|(?:account|booking|reservation|order|policy) (?:is )?in|(?:down|listed|registered|known|saved|entered) as"
)
_SOMEBODYS = r"(?:my|his|her|their|the) \w{3,12}'s (?:full )?name"
_TO_BE = r"names?\b[^.?!]{0,60}\b(?:changed?|correct(?:ed)?|updated?|amend(?:ed)?|fix(?:ed)?) (?:it |that |this )?to"
_DONE_BY = (
    r"(?:booked|ordered|made|placed|signed|reserved|opened|filed|submitted|reported|purchased|paid"
    r"|requested) (?:for \w+ )?by"
)
_I_AM = r"this is|it's|it is|i am|i'm|you're speaking (?:to|with)|you are speaking (?:to|with)"
_GREETED = (
    r"speaking (?:with|to)|talking (?:with|to)|thank you,?|thanks,?|hello,?|hi,?|dear|is (?:this|that)|am i through to"
)
_HAD_BY = (
    r"that's|that is|pulled up for|account for|order for|(?:booking|reservation|appointment|room|table|ticket|parcel"
    r"|package|delivery|account|order|policy|card) (?:is |was |should be )?for"
)
_KIN = (
    r"husband|wife|son|daughter|mother|father|mom|mum|dad|brother|sister|partner|friend|fiance|fiancee|boss|colleague"
    r"|neighbou?r|aunt|uncle|grandmother|grandfather|landlord|tenant|lawyer"
)
_HANDED_TO = (
    r"(?:send|ship|deliver|transfer|pay|refund|post|mail|sent|shipped|delivered|transferred|paid|refunded|go|goes|give"
    r"|gave)(?: (?:it|them|this|that|everything|(?:the|my) \w+))?(?: back)? to|(?:it's|it is|that's|one is) for"
)
_FIELD = (
    rf"full name|{_OF_PERSON}(?:'s)? name|name(?: (?:on|of|for) (?:(?:the|my|this) )?(?:account|card|booking"
    rf"|policy|order|passenger|guest|customer))?"
)
ANNOUNCED: tuple[tuple[str, re.Pattern[str], float, Need], ...] = tuple(
    (reason, re.compile(rf"\b(?:{words}){link}{_PHRASE}", re.IGNORECASE), strength, need)
    for reason, words, link, strength, need in (
        ("introduces itself with my name is", _MY_NAME, r"[\s:,]+(?:is )?(?:spelled )?", 0.8, Need.NOTHING),
        ("announced by a field name", _FIELD, r"\s*(?::|=|is|-)\s*", 0.78, Need.NOTHING),
        ("announced by the word name", r"(?:^|[,;.]\s?)name", r"\s+", 0.7, Need.CAPITALS),
        ("announced by a person's part", _OF_PERSON, r"(?: \d)?\s*(?:is|was|:|,)\s+", 0.72, Need.CAPITALS),
        (
            "one of several persons",
            _OF_PERSON,
            r" (?:\d|one|two|three|four|five)[\s,:]+(?:is |was )?",
            0.7,
            Need.CAPITALS,
        ),
        ("a person's part and a name", _OF_PERSON, r"\s+", 0.68, Need.FIRST_NAME),
        ("announced by somebody's name", _SOMEBODYS, r"\s+(?:is\s+)?", 0.69, Need.CAPITALS),
        ("what a name is to be", _TO_BE, r"\s+", 0.67, Need.CAPITALS),
        ("under the name of", _HELD_BY, r"\s+", 0.7, Need.CAPITALS),
        ("done by a person of full name", _DONE_BY, r"\s+", 0.68, Need.CAPITALS),
        ("introduces itself with this is", _I_AM, r"\s+", 0.68, Need.CAPITALS),
        ("greeted by full name", _GREETED, r"[ \t]+", 0.66, Need.CAPITALS),
        ("something for a person of full name", _HAD_BY, r"\s+", 0.66, Need.CAPITALS),
        ("a relative or friend by name", rf"my (?:{_KIN}),?", r"\s+(?:is |named |called )?", 0.66, Need.CAPITALS),
        ("a full name with a form of address", r"(?:mr|mrs|ms|miss|mx|dr|sir|madam)\.?", r"\s+", 0.74, Need.CAPITALS),
        ("handed to a person of full name", _HANDED_TO, r"\s+", 0.66, Need.FIRST_NAME),
    )
)
"""Reason, words, strength, and what a phrase needs to be taken for a name."""

STAFF_WHEN_AGENT, STAFF_WHEN_CUSTOMER = "introduces", "greeted"
"""Whom an agent introduces and whom a customer greets is a member of staff."""

SPLIT_NAME = re.compile(
    r"\bfirst name(?:'s)?(?: is|:)?\s+(?P<first>[A-Za-z'-]+)[\s,.]+(?:and\s+)?(?:my\s+)?(?:last name"
    r"|surname)(?:'s)?(?: is|:)?\s+"
    r"(?P<last>[A-Za-z'-]+)",
    re.IGNORECASE,
)
SPLIT_NAME_TURNED = re.compile(
    r"\b(?:last name|surname|family name)(?:'s)?(?: is"
    r"|:)?\s+(?P<last>[A-Za-z'-]+)(?:[\s,.]+[A-Za-z](?=\W))*[\s,.]+(?:and\s+)?(?:my\s+)?"
    r"(?:first name|given name|forename)(?:'s)?(?: is|:)?\s+(?P<first>[A-Za-z'-]+)",
    re.IGNORECASE,
)
INVERTED = re.compile(
    r"\b(?:name(?: is|'s|:)?|under|passenger|guest|for|file|booked as|listed as|it's|surname first)[\s:]+"
    r"(?P<name>(?P<last>[A-Za-z][A-Za-z'-]+),\s?(?P<first>[A-Za-z][a-z'-]+))(?![A-Za-z'-])",
    re.IGNORECASE,
)
"""Surname, first name: "it's under Delacroix-Hart, Simone"."""

OWNED = re.compile(
    r"\b(?:in|under|on|from)[ \t](?P<name>[A-Z][A-Za-z-]+(?:[ \t][A-Z][A-Za-z-]+){1,2})(?='s (?:name|account"
    r"|booking|policy|card|order))"
)
"""Whose name it is in: "in Priyanka Nair's name"."""

ALSO = re.compile(r"(?:,| and|, and| &) (?P<name>[A-Z][a-z][A-Za-z'-]*(?: [A-Z][A-Za-z'-]+){1,2})(?![A-Za-z'-])")
"""A further name behind a name: "under Ruth Abernathy and Joss Abernathy"."""

NAMED_AS = re.compile(
    r"(?<![A-Za-z'-])(?P<name>[A-Za-z][A-Za-z'-]{1,30} [A-Za-z][A-Za-z'-]{1,30}) as (?:(?:a|an|the|my|our|his|her) )?"
    r"(?:(?:joint|primary|secondary|additional|authori[sz]ed|named|second|new|legal|emergency|account)[ -]){0,2}"
    r"(?:beneficiary|guardian|driver|user|owner|holder|contact|applicant|nominee|insured|guarantor|tenant|recipient"
    r"|cardholder|guest|passenger|executor|payee|signatory)\b"
)
"""What somebody is to be: "add Jarrod Yamashita as a beneficiary"."""

OWNS = re.compile(
    r"(?P<name>(?<![A-Za-z'])[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?:[ \t][A-Z][A-Za-z-]+){1,2}) ?'s (?:booking|reservation"
    r"|order|account|policy|appointment|card|parcel|package|delivery|ticket|claim|contract|file|record)\b"
)
"""Whose thing it is: "Wei-Ling Tsai's booking"."""

INITIALS = re.compile(r"(?<![\w.])(?P<name>(?:[A-Z]\.[ ]?){1,3}[A-Z][a-z][A-Za-z'-]+)(?![\w'-])")
NO_INITIALS = re.compile(
    r"(?:U\.? ?S|U\.? ?K|P\.? ?O|D\.? ?C|E\.? ?U|A\.? ?M|P\.? ?M|I\.? ?D|N\.? ?Y|L\.? ?A|[NSEW])\b"
)
"""Initials and a surname; countries, towns and compass points are none."""

SMALL_PAIR = re.compile(
    r"(?<![\w'@.-])(?P<first>[a-z]{3,})[ \t](?=(?P<last>[a-z]{3,}(?:['-][a-z]+)?))(?![a-z'-]+@)", re.IGNORECASE
)
INTRODUCTION = re.compile(
    rf"\b(?:my name is|my name's|this is|i'm|i am|you're speaking with|you are speaking with|name is)\s+{_PHRASE}"
    rf"|(?:^|[,.!]\s+){_PHRASE.replace('<name>', '<ahead>')}?[ \t]+(?:speaking|here)\b",
    re.IGNORECASE,
)
ASKS_NAME = re.compile(
    r"\bname\b(?! of (?:the|your|that) (?!account|card|policy|person|patient|passenger|customer|booking"
    r"|traveller|holder|lead))|\bwho (?:am i|is this|is it|are you|is calling|is speaking|do i have)\b"
    r"|\bwhom? (?:am i|i'm|i am|we're)\b|\bwho (?:is|was|are) (?:the|your) (?:\w+ ){0,2}(?:holder|owner|driver"
    r"|passenger|guest|recipient|contact|beneficiary|insured|tenant|patient)\b|\bwho's (?:calling|this|speaking|it)\b"
    r"|\bwho(?:'s| is| was| made| placed| booked| ordered| should)\b[^.?!]{0,40}\b(?:for|to|booking|order|reservation"
    r"|parcel|package|call|account|appointment|it|this|that)\b",
    re.IGNORECASE,
)
OWN_NAME = re.compile(r"\b(?:full|your|first and last|first|last) name\b", re.IGNORECASE)
NAME_OF_THING_ASKED = re.compile(
    r"\b(?:city|company|store|shop|business|product|brand|pet|dog|cat|user|screen|plan|model|street|bank|town|state"
    r"|country|domain|device|network|file|item|hotel|maiden|pet's|school|airline|branch)(?:'s)? name\b",
    re.IGNORECASE,
)
BARE_ANSWER = re.compile(
    (
        rf"\s{{0,4}}(?:(?:yes|yeah|yep|sure|sure thing|ok|okay|hi|hello|of course|uh|um|er|erm|well|"
        rf"it's|it is|its|it was|this is"
        rf"|that's|that is|that would be|i'm|i am|name|the name is|you're speaking (?:to|with)|speaking (?:to|with)|for"
        rf"|under)[\s,.:!]+){{0,4}}{_PHRASE}"
        r"(?P<more>[\s.,!]*$|[,.;:\n\0(-]|\s+(?:and|but|my|born|date|d\.?o\.?b|policy|card|account|number|speaking|here"
        r"|please|spelled|spelt|that's|it's|\d|zero|one|two|three|four|five|six|seven|eight|nine|oh|double)\b)"
    ),
    re.IGNORECASE,
)
_LETTER = r"(?:[^\W\d_]|['-])"
CAPITALS = re.compile(rf"(?<![\w'-])(?P<name>[A-Z]{_LETTER}+(?:[ \t]+[A-Z]{_LETTER}*\.?){{0,2}}[ \t]+[A-Z]{_LETTER}+)")
BEFORE_STAFF = re.compile(
    r"\b(?:spoke|speaking|talked|talking|chatted|dealt|dealing|served|helped|advised|told|answered|handled|seen|met"
    r"|agents?|advis[eo]rs?|reps?|representatives?|managers?|supervisors?|staff|colleagues?|operators?|technicians?"
    r"|engineers?|clerks?|tellers?|employees?|called|named|thanks|thank you|hi|hello|dear|this is)"
    r"(?: (?:to|with|by|was|is|a|an|your|the|called|named|agent|advis[eo]r|colleague|man|woman|person|guy|lady"
    r"|,)){0,4},? $",
    re.IGNORECASE,
)
PUBLIC_BEFORE = re.compile(
    r"\b(?:reading|watch(?:ing|ed)|listen(?:ing|ed) to|fan of"
    r"|(?:song|book|novel|film|movie|album|track|poem|painting|hit)s? (?:by|of)|tickets (?:for|to(?: see)?)|to see"
    r"|biography of|played by|starring|statue of|author|singer|actor|actress|president|composer) $",
    re.IGNORECASE,
)
PUBLIC_BEHIND = re.compile(
    r"(?:'s)? (?:concerts?|tour|albums?|movies?|films?|books?|novels?|songs?|show|gig|biography|museum"
    r"|airport|stadium|theatre|collection|perfume|biopic)\b",
    re.IGNORECASE,
)
"""Somebody of public life: read, watched, listened to."""

SPEAKS = re.compile(r"[ \t]{1,4}(?:here|speaking|calling)\b", re.IGNORECASE)
BEHIND_STAFF = re.compile(
    r"(?:,? (?:your|the|an) (?:agent|advis[eo]r|manager|rep|colleague|technician|engineer)"
    r"|,? (?:(?:was|is|has been|who) )?(?:very |so |really |extremely |quite |just )?(?:rude|helpful|kind|polite"
    r"|unhelpful|great|excellent|fantastic|patient|lovely|amazing|dismissive|helped|told|promised|said|assured"
    r"|served|hung"
    r"|refused|answered|handled|explained|dealt|transferred|advised|speaking))\b",
    re.IGNORECASE,
)
LETTERS = re.compile(r"(?<![^\W_])[^\W\d_](?:[\s,.-]{1,3}[^\W\d_](?![^\W_])){2,}")
FROM_A_FIRM = re.compile(
    r"[\s,]{1,4}(?:(?:calling\s+|here\s+)?(?:from|with|at|of)\s+[A-Z]|your\s+(?:agent|representative|advisor))"
)
NAME_OF_THING = re.compile(
    (
        r"\b(?:city|company|store|shop|business|product|brand|pet|dog|cat|user|screen|plan|model|street|bank|town"
        r"|state|country|domain|device|network|file|item)\s*$"
    ),
    re.IGNORECASE,
)
