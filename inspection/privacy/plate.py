"""Vehicle plates: Chinese ones by their form (typed or said), English ones where words announce them."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.digit_words import NATO, ZH_DIGITS

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_SAID = "".join(ZH_DIGITS)
_GAP = r"[ \t·•.\-,，]{0,2}"
CHINESE = re.compile(
    rf"[{PROVINCES}]{_GAP}[A-HJ-Za-hj-z]{_GAP}"
    rf"(?:[A-HJ-NP-Za-hj-np-z0-9{_SAID}]{_GAP}){{4,5}}[A-HJ-NP-Za-hj-np-z0-9{_SAID}挂学警港澳领](?![A-Za-z0-9])"
)
_CUE_EN = re.compile(
    r"\b(?:licen[sc]e plate|plate(?: number)?|registration(?: number| plate)?|car reg|reg number)"
    r"(?:\s+(?:number|no|is|was|of))*[\s:#,]*(?:it's |it is )?",
    re.IGNORECASE,
)
_CODE_EN = re.compile(r"[A-Za-z0-9]{1,7}(?:[ -][A-Za-z0-9]{1,5})?(?![A-Za-z0-9])")
_SPELLED_EN = re.compile(
    rf"(?:(?:[a-z]|\d|{'|'.join(NATO)}|zero|one|two|three|four|five|six|seven|eight|nine)[ ,-]+){{4,7}}"
    rf"(?:[a-z]|\d|{'|'.join(NATO)}|zero|one|two|three|four|five|six|seven|eight|nine)\b",
    re.IGNORECASE,
)


def find_plates(view: TurnView) -> Iterator[Candidate]:
    """Plates of a turn."""
    for found in CHINESE.finditer(view.text):
        body = found.group()
        if sum(char.isdigit() or char in ZH_DIGITS for char in body) >= 2:
            yield _claim(view, found.span(), "province, letter and five or six characters", 0.86)
    for cue in _CUE_EN.finditer(view.text):
        code = _SPELLED_EN.match(view.text, cue.end()) or _CODE_EN.match(view.text, cue.end())
        if code and _is_code(code.group()):
            yield _claim(view, code.span(), "announced as a plate", 0.84)


def _is_code(text: str) -> bool:
    compact = re.sub(r"[ ,-]", "", text)
    letters_and_digits = any(c.isalpha() for c in compact) and any(c.isdigit() for c in compact)
    return _SPELLED_EN.fullmatch(text) is not None or (letters_and_digits and 4 <= len(compact) <= 8)


def _claim(view: TurnView, span: tuple[int, int], reason: str, strength: float) -> Candidate:
    raw = view.text[span[0] : span[1]]
    value = "".join(ZH_DIGITS.get(char, char.upper()) for char in raw if char.isalnum())
    return Candidate(((view.position, *span),), EntityKind.PLATE, value, reason, strength)
