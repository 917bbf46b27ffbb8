"""A signature: the full name on a line of its own at the end of a message, after "Kind regards" or a full stop."""

import re
from collections.abc import Iterator

SIGN_OFF = (
    r"(?:(?:with |my )?(?:kind|kindest|best|warm|warmest|many|sincere)?\s?(?:regards|wishes)|yours(?: sincerely"
    r"| faithfully| truly)?|(?:sincerely|respectfully|cordially|faithfully)(?: yours)?|cheers|best|love"
    r"|(?:many |kind )?thanks(?: again| in advance| so much| a lot| very much)?(?: and (?:kind |best )?regards)?"
    r"|thank you(?: again| in advance| so much| very much)?|signed|rgds|br)"
)
_WORD = r"[^\W\d_](?:[^\W\d_]|['-]){0,24}+\.?"
_NAME_LINE = rf"[ \t]*[-–—]{{0,2}}[ \t]*(?P<name>{_WORD}(?:[ \t]+{_WORD}){{1,3}})"
_SIGNED = re.compile(rf"(?:^|[\n.!?])[ \t]*{SIGN_OFF}[ \t]*[,.!-]*[ \t]*\n\s*{_NAME_LINE}(?=[ \t]*(?:[\n,|(]|$))", re.I)
_SIGNED_IN_LINE = re.compile(rf"(?:^|[\n.!?])[ \t]*{SIGN_OFF}[ \t]*(?:,|-)[ \t]*{_NAME_LINE}[ \t.]*$", re.I)
_LAST_LINE = re.compile(rf"[.!?:)][ \t]*\n\s*{_NAME_LINE}(?P<rest>(?:[ \t]*[,|][^\n]*)?(?:\n[^\n]*){{0,6}})$")
_CONTACT_LINE = re.compile(
    r"[^\n\d@\0]{0,160}[\d@\0][^\n]{0,160}|[ \t]{0,40}|[ \t]{0,40}sent from my [^\n]*"
    r"|(?:[^\W\d_]{1,24}+[ ,]{0,4}+){1,4}",
    re.IGNORECASE,
)
"""What may follow a name at the end: a telephone, an address, an e-mail, a town."""

_OF_STAFF = re.compile(
    r"\b(?:dear (?:mr|mrs|ms|miss|dr|sir|customer|valued)|(?:thank you|thanks) for (?:contacting|calling|reaching out"
    r"|choosing|your (?:message|e-?mail|patience|order|enquiry|inquiry))|we (?:apologi[sz]e|are sorry)"
    r"|our (?:records|system|customers|team)|customer (?:care|service|services|support|relations)"
    r"|(?:support|service|sales|help) (?:team|desk)|(?:this is|i am|i'm) \w+(?: \w+)? (?:from|at|with) [A-Z])",
    re.IGNORECASE,
)


def signatures(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """What may be a name at the end of a message (group `name`), and the reason; words are not judged here."""
    for pattern in (_SIGNED, _SIGNED_IN_LINE):
        for found in pattern.finditer(text):
            yield found, "signature after a closing formula"
    last = _LAST_LINE.search(text)
    if last and all(_CONTACT_LINE.fullmatch(line) for line in last.group("rest").split("\n")):
        yield last, "signature on the last line"


def is_written_by_staff(text: str) -> bool:
    """True for a message whose own words are those of a firm writing to a customer; for senders nobody knows."""
    return bool(_OF_STAFF.search(text))
