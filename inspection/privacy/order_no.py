"""Order, policy, claim, booking, tracking, case and utility account numbers: they need words that say what they are."""

import itertools
import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, pieces_of
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.cue_words import PERSONAL_CUES, Cue
from inspection.privacy.cues import CueFound, cue_after, cue_before
from inspection.privacy.digit_words import EN_DIGITS
from inspection.privacy.number_run import NumberRun
from inspection.privacy.typed_code import compact, grouped_codes, typed_codes

NOT_AN_ORDER = (Cue.LAST_DIGITS, Cue.PRODUCT, Cue.AMOUNT, Cue.STAFF, Cue.HOTLINE)
OTHER_KIND = tuple(PERSONAL_CUES - {Cue.ORDER_NO})
SHORTEST_NAMED, SHORTEST_NEAR, SHORTEST_READ_OUT, SHORTEST_BARE = 5, 7, 10, 12
LONGEST_LAST_DIGITS = 8
"""Digits, over all turns, that are still no number where the last four were asked for."""
_DATE_OR_HOTLINE = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$|[48]00|95\d{3}$|1008|0800")
_NAMED = re.compile(
    r"号|编号|id|no|num|number|ref|reference|#|流水|账|帐|户|pnr|code|tracking|confirmation",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s{0,4}(?:元|块|圆|万|美元|人民币|[个件台次天人年月号日岁斤克米寸度兆位条包盒箱份张套只双期笔分秒小]"
    r"|dollars?\b|bucks?\b|usd\b|euros?\b|pounds?\b"
    r"|days?\b|hours?\b|minutes?\b|units?\b|items?\b|pieces?\b|times?\b|years?\b|months?\b|percent\b|kg\b|gb\b"
    r"|mb\b|g\b|ml\b|km\b|kwh\b)",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"\d{1,9}-?(?:day|month|year|hour|minute|week|inch|pack|piece|seat|star|digit|page|point|person|way|[a-z]{1,2})s?"
    r"|(?:usd|eur|gbp|rmb|cny|hkd|aud|cad)\d{1,9}|\d{1,9}(?:usd|eur|gbp|rmb|cny|hkd|st|nd|rd|th|gb|tb|mb|kwh|ml|kg"
    r"|mah)",
    re.IGNORECASE,
)
"""30-day, 24-month, 500GB, USD35: figures."""

_NOT_OF_CODE = re.compile(r"^(?:USD|EUR|GBP|RMB|CNY|HKD|AUD|CAD|AM|PM)\b|\b(?:PIN|CVV|CVC|TEL|OTP)\b")
_COURT_CASE = re.compile(r"\((?:19|20)\d\d\)[\u4e00-\u9fff]{1,3}\d{0,5}[\u4e00-\u9fff]{1,4}\d{1,6}号")
"""（2024）沪0115民初12345号, brackets half-width in the shadow."""

_LETTERS_ONLY = re.compile(r"(?<![A-Za-z0-9])[A-Z]{6}(?![A-Za-z0-9])")
_PREFIX = re.compile(r"(?<![A-Za-z])(?P<word>[A-Za-z]{2,4})[ -]?$")
_NOT_A_PREFIX_WORDS = """
is was no num id ref for the of it its and are um uh that this my your to code case as be so well here ends with in
on at usd eur gbp rmb cny hkd aud cad now then from
"""
_NOT_A_PREFIX = frozenset(_NOT_A_PREFIX_WORDS.split()) | EN_DIGITS.keys()
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]{2} \d{5}")
_CAPITALS_BEFORE = re.compile(r"(?<![A-Za-z])(?P<letters>[A-Z]{2,4})\s?$")
SHORTEST_LETTERED = 8
_TRACKING = re.compile(r"[A-Za-z]{1,4}\d{9,20}(?:[A-Za-z]{2})?|1Z[A-Z0-9]{16}", re.IGNORECASE)


def is_counted(after: str) -> bool:
    """True when a unit follows: then the number is an amount, a length, a date."""
    return bool(_COUNTED.match(after))


def find_order_numbers(run: NumberRun) -> Iterator[Candidate]:
    """Numbers (with spelled letters) announced as an order, policy, case ...; very long bare numbers too."""
    if run.attached or run.denied_by(*NOT_AN_ORDER, *OTHER_KIND) or is_counted(run.after) or _is_counting(run):
        return
    claim = _judge_run(run)
    if claim:
        prefix = _prefix(run)
        (turn, start, end), *rest = pieces_of(run, 0, len(run.value))
        pieces = ((turn, start - len(prefix), end), *rest)
        yield Candidate(pieces, EntityKind.ORDER_NO, prefix.strip(" -").upper() + run.value, *claim)


def _is_counting(run: NumberRun) -> bool:
    """一二三四五六七八九十: all of them, one after the other."""
    steps = {ord(b) - ord(a) for a, b in itertools.pairwise(run.value)}
    return run.spoken and steps == {1} and run.after[:1] == "十"


def _prefix(run: NumberRun) -> str:
    """Letters said as a word before the digits: "policy number abc 866..."."""
    if run.opens_turn or not (run.cue and run.cue.is_near and run.cue.cue is Cue.ORDER_NO):
        return ""
    found = _PREFIX.search(run.cue.gap)
    return found.group() if found and found.group("word").lower() not in _NOT_A_PREFIX else ""


def _judge_run(run: NumberRun) -> tuple[str, float] | None:
    digits = sum(char.isdigit() for char in run.value)
    cue = run.cue if run.cue and run.cue.is_near else None
    enough = digits >= (3 if _prefix(run) else 4) or _is_spelled_code(run, digits)
    if cue and cue.cue is Cue.ORDER_NO and enough:
        named = bool(_NAMED.search(cue.word + cue.gap[:6])) and cue.is_direct
        if len(run.value) + len(_prefix(run)) >= (SHORTEST_NAMED if named else SHORTEST_NEAR):
            return f"announced as {cue.word}", 0.8
        return None
    if run.cue_behind is Cue.ORDER_NO and len(run.value) >= SHORTEST_NEAR:
        return "followed by the word for its kind", 0.66
    asked = Cue.ORDER_NO in run.asked and not (Cue.LAST_DIGITS in run.asked and digits <= LONGEST_LAST_DIGITS)
    if asked and digits >= 4 and len(run.value) >= (SHORTEST_NAMED if run.alone else SHORTEST_NEAR):
        return "asked for by the other party", 0.68
    if not cue and run.spoken and _is_read_out(run.value):
        return "digits read out one by one", 0.4
    if not cue and digits >= SHORTEST_BARE:
        return "long number without an amount or unit", 0.4
    return ("a turn that is one long number", 0.4) if run.alone and digits >= 10 else None


def _is_spelled_code(run: NumberRun, digits: int) -> bool:
    """Letters and digits said one by one right behind the word: "booking reference is k t seven four x q"."""
    announced = run.cue is not None and run.cue.cue is Cue.ORDER_NO and run.cue.is_direct
    return announced and 0 < digits < len(run.value) >= SHORTEST_NAMED


def _is_read_out(value: str) -> bool:
    """Ten digits and more that are neither a date, nor counting (12345678), nor the beginning of a hotline."""
    if len(value) < SHORTEST_READ_OUT or not value.isdigit() or _DATE_OR_HOTLINE.match(value):
        return False
    steps = {int(b) - int(a) for a, b in itertools.pairwise(value)}
    return len(steps) > 2


def find_typed_codes(view: TurnView) -> Iterator[Candidate]:
    """Typed codes (SF1234567890123, PO-2026-88123, R8 LL 2P), and six capitals called a booking code."""
    for found in typed_codes(view.text):
        claim = _judge_code(view, found)
        if claim:
            yield _claim(view, found, *claim)
    for found in grouped_codes(view.text):
        cue = cue_before(view.text[max(0, found.start() - 48) : found.start()])
        post = _POSTCODE.fullmatch(found.group()) and not (cue and cue.is_direct)
        if cue and cue.cue is Cue.ORDER_NO and cue.is_near and not (post or _NOT_OF_CODE.search(found.group())):
            yield _claim(view, found, f"announced as {cue.word}", 0.83)
    yield from _lettered(view)
    for found in _COURT_CASE.finditer(view.text):
        yield _claim(view, found, "form of a court's case number", 0.84)
    if view.text.isascii() or "PNR" in view.text:
        for found in _LETTERS_ONLY.finditer(view.text):
            cue = cue_before(view.text[max(0, found.start() - 40) : found.start()])
            if cue and cue.cue is Cue.ORDER_NO and cue.is_direct and _NAMED.search(cue.word + cue.gap):
                yield _claim(view, found, f"announced as {cue.word}", 0.7)


def _lettered(view: TurnView) -> Iterator[Candidate]:
    """Capitals and digits read out behind them: SF一三八二零五..., the form of a tracking number without its word."""
    for run in view.runs:
        first = run.spots[0][1]
        letters = _CAPITALS_BEFORE.search(view.text, max(0, first - 6), first)
        called_other = run.denied_by(*NOT_AN_ORDER, *OTHER_KIND)
        if letters and run.spoken and not called_other and len(run.value) >= SHORTEST_LETTERED and run.value.isdigit():
            piece = (view.position, letters.start("letters"), run.spots[-1][2])
            yield Candidate((piece,), EntityKind.ORDER_NO, letters["letters"] + run.value, "capitals and digits", 0.755)


def _is_announced(cue: CueFound, code: str, digits: int) -> bool:
    """Capitals with a digit right behind the word, or two digits; five where the word is only near."""
    if cue.is_direct and digits and len(code) >= 6 and code.isupper():
        return True
    return digits >= 2 and len(code) >= SHORTEST_NAMED and (cue.is_direct or digits >= 5)


def _judge_code(view: TurnView, found: re.Match[str]) -> tuple[str, float] | None:
    code = found.group()
    if _MEASURED.fullmatch(code):
        return None
    before, after = (
        view.text[max(0, found.start() - 48) : found.start()],
        view.text[found.end() :],
    )
    cue = cue_before(before)
    near = cue if cue and cue.is_near else None
    if near and near.cue in NOT_AN_ORDER:
        return None
    digits = sum(char.isdigit() for char in code)
    if near and near.cue in OTHER_KIND:
        return ("form of a tracking number, called something else", 0.4) if _TRACKING.fullmatch(code) else None
    if near and _is_announced(near, code, digits):
        return f"announced as {near.word}", 0.82
    if _TRACKING.fullmatch(code) and digits >= 8:
        return "form of a tracking number", 0.72
    if digits >= 3 and len(code) >= 6 and not near:
        if cue_after(after[:20]) is Cue.ORDER_NO:
            return "followed by the word for its kind", 0.66
        if Cue.ORDER_NO in view.asked and len(view.text.split()) <= 8 and digits * 2 >= len(code):
            return "asked for by the other party", 0.68
    return None


def _claim(view: TurnView, found: re.Match[str], reason: str, strength: float) -> Candidate:
    return Candidate(((view.position, *found.span()),), EntityKind.ORDER_NO, compact(found.group()), reason, strength)
