"""Vehicle plates: Chinese and British ones by their form (typed or said), others where words announce them."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, pieces_of
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.cue_words import Cue
from inspection.privacy.cues import cue_before
from inspection.privacy.digit_words import ZH_DIGITS, ZH_TIMES
from inspection.privacy.number_run import NumberRun
from inspection.privacy.typed_code import compact, grouped_codes, typed_codes

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_SAID = {**ZH_DIGITS, "勾": "9", "叉": "X"}
_GAP = r"[ \t·•.\-,，]{0,2}"
_ONE = rf"(?:[双{''.join(ZH_TIMES)}]个)?[A-Za-z0-9{''.join(_SAID)}]"
_WHERE = rf"[{PROVINCES}](?:[\u4e00-\u9fff]{{2,3}}的[{PROVINCES}])?"
HEAD = rf"{_WHERE}{_GAP}[A-HJ-Z](?![A-Za-z])"
"""Province and letter."""

BODY = rf"(?:{_ONE}{_GAP}){{4,5}}(?:{_ONE}|[挂学警港澳领临])?(?![A-Za-z0-9])"
"""The four to six characters behind."""

CHINESE = re.compile(
    rf"{_WHERE}{_GAP}(?P<letter>[A-HJ-Za-hj-z]){_GAP}(?P<body>(?:{_ONE}{_GAP}){{2,5}}(?:{_ONE}"
    rf"|[挂学警港澳领临]))(?![A-Za-z0-9辆台个])"
)
_WITHOUT_PROVINCE = re.compile(
    r"(?:车牌|牌照|车号|牌号)(?:号码?)?(?:是|为"
    r"|[:：\s])*(?P<plate>[A-HJ-Z][\s·]?(?=[A-Z0-9]*\d[A-Z0-9]*\d)[A-Z0-9]{5,6})(?![A-Za-z0-9])"
)
_BEGUN = re.compile(
    rf"(?:[\s,，。]|嗯|呃|是|好的?|那个){0, 12}+(?P<piece>{_WHERE}{_GAP}[A-Za-z](?:{_GAP}{_ONE}){{0,3}})[\s,，。]*"
)
_MULTIPLE = re.compile(rf"([{''.join(ZH_TIMES)}])个([0-9{''.join(ZH_DIGITS)}])")
BRITISH = re.compile(r"(?<![A-Za-z0-9-])[A-Z]{2}(?:0[1-9]|[1-7]\d) ?[A-Z]{3}(?![A-Za-z0-9-])")
"""Two letters, the half-year of registration, three letters: no other common code has this form."""
_CALLED_BEHIND = re.compile(
    r"[\s,]{1,3}(?:(?:is|are|was) )?(?:(?:the|my|its|his|her) )?(?:licen[sc]e )?(?:plates?|reg)\b", re.IGNORECASE
)
SHORTEST, LONGEST = 4, 8
LENGTHS_ZH = (6, 7)
"""Letter and characters behind the province."""
OTHER_KIND = (Cue.ORDER_NO, Cue.PRODUCT, Cue.PASSWORD_OR_CODE)


def find_plates(view: TurnView) -> Iterator[Candidate]:
    """Chinese plates, and typed English ones."""
    for found in CHINESE.finditer(view.text):
        value = _chinese_value(found)
        if len(value) in LENGTHS_ZH and sum(map(str.isdigit, value)) >= 2:
            yield _claim(
                view, found.span(), found.group()[0] + value, "province, letter and five or six characters", 0.86
            )
    if Cue.PLATE in view.asked and (begun := _BEGUN.fullmatch(view.text)):
        yield _claim(
            view, begun.span("piece"), begun.group("piece").upper(), "beginning of a plate that was asked for", 0.66
        )
    for found in _WITHOUT_PROVINCE.finditer(view.text):
        yield _claim(view, found.span("plate"), compact(found.group("plate")), "announced as a plate", 0.84)
    for found in (*typed_codes(view.text), *grouped_codes(view.text)):
        cue = cue_before(view.text[max(0, found.start() - 48) : found.start()])
        is_called = (cue and cue.cue is Cue.PLATE and cue.is_near) or _CALLED_BEHIND.match(view.text, found.end())
        if is_called and _is_plate(compact(found.group())):
            yield _claim(view, found.span(), compact(found.group()), "announced as a plate", 0.85)
    for found in BRITISH.finditer(view.text):
        cue = cue_before(view.text[max(0, found.start() - 48) : found.start()])
        if not (cue and cue.cue in OTHER_KIND and cue.is_direct):
            yield _claim(view, found.span(), compact(found.group()), "form of a British plate", 0.66)


def find_spelled_plates(run: NumberRun) -> Iterator[Candidate]:
    """Letters and digits said one by one, announced or asked for: "l m one nine k x p"; digits alone as an answer."""
    asked = Cue.PLATE in run.asked and run.alone and not run.cue and len(run.value) in (4, 5, 6)
    british = len(run.value) == 7 and run.spoken and BRITISH.fullmatch(run.value) and not run.cue
    if british or (run.offered_as(Cue.PLATE) and not run.attached and (asked or _is_plate(run.value))):
        yield Candidate(pieces_of(run, 0, len(run.value)), EntityKind.PLATE, run.value, "announced as a plate", 0.84)


def _is_plate(code: str) -> bool:
    has_both = any(map(str.isalpha, code)) and any(map(str.isdigit, code))
    return has_both and SHORTEST <= len(code) <= LONGEST


def _chinese_value(found: re.Match[str]) -> str:
    """The letter and the characters behind it as typed: 三个八 is 888, 勾 is 9."""
    body = _MULTIPLE.sub(lambda many: many.group(2) * ZH_TIMES[many.group(1)], found.group("body"))
    return (found.group("letter") + "".join(_SAID.get(char, char) for char in body if char.isalnum())).upper()


def _claim(view: TurnView, span: tuple[int, int], value: str, reason: str, strength: float) -> Candidate:
    return Candidate(((view.position, *span),), EntityKind.PLATE, value, reason, strength)
