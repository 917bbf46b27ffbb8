"""Mobile numbers of which a recogniser wrote several digits as words that sound like them: 要吴九灵八三期期二酒一."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.digit_words import ZH_DIGITS, ZH_HOMOPHONES
from inspection.privacy.phone import MOBILE, MOBILE_LENGTH

_HEARD = ZH_HOMOPHONES | ZH_DIGITS
_CHARACTERS = "".join(_HEARD)
_DIGITS = "".join(ZH_DIGITS) + "0123456789"
_WINDOW = re.compile(rf"(?<![{_DIGITS}])(?=(?P<number>[{_CHARACTERS}]{{{MOBILE_LENGTH}}})(?![{_DIGITS}]))")
FEWEST_DIGITS = 4
"""True digits among the eleven; with fewer, words could have that form by chance."""


def find_misheard_phones(view: TurnView) -> Iterator[Candidate]:
    """Eleven characters in one that sound like a Chinese mobile number, at least four of them digits."""
    for found in _WINDOW.finditer(view.text) if not view.text.isascii() else ():
        said = found.group("number")
        value = "".join(_HEARD[char] for char in said)
        digits = sum(char in ZH_DIGITS for char in said)
        if MOBILE.fullmatch(value) and FEWEST_DIGITS <= digits < MOBILE_LENGTH:
            piece = (view.position, *found.span("number"))
            yield Candidate((piece,), EntityKind.PHONE, value, "mobile number, digits misheard", 0.79)
