"""Phone numbers of people: Chinese mobiles and landlines, English and foreign formats. Hotlines are public."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, Piece, pieces_of
from inspection.privacy.cue_words import Cue
from inspection.privacy.digit_words import EN_DIGITS, ZH_DIGITS, ZH_HOMOPHONES
from inspection.privacy.number_run import NumberRun

MOBILE = re.compile(r"(?:0086|86)?1[3-9]\d{9}")
LANDLINE = re.compile(r"0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}(?:\d{1,4})?")
NORTH_AMERICAN = re.compile(r"1?[2-9]\d{9}")
INTERNATIONAL = re.compile(
    r"(?:00)?(?:44|61|64|65|60|66|62|63|84|91|7|34|39|31|41|46|55|971|852|853|886|81|82|33|49)\d{7,10}"
)
TRUNK = re.compile(r"0[1-9]\d{8,10}")
"""A national number with its trunk 0: British, Australian, German, Japanese ..."""
PUBLIC = re.compile(
    r"[48]00\d{7}|1?(?:800|888|877|866|855|844|833)\d{7}|0(?:800|808)\d{6,7}"
    r"|0(?:300|330|333|345|843|844|845|870|871|90\d)\d{7}"
    r"|1[38]00\d{6}"
)
"""400 and 800 numbers (China), toll-free and service numbers (North America, Britain, Australia): organisations have
them, people do not."""
GROUPED_AS_PUBLIC = ((1, 3, 3, 4), (4, 3, 4), (4, 7), (1, 10))
LOCAL_LENGTHS = (7, 8)
MOBILE_LENGTH = 11
SHORTEST_CARD, SHORTEST_NATIONAL = 15, 10
_SAID = "".join(ZH_DIGITS)
_EXTENSION = re.compile(
    rf"[\s,，]{{0,4}}+(?:再?转(?:分机)?|分机号?|\bext(?:ension|n)?\b\.?|(?<=[\d\s])x)[\s:：]*(?:是|is )?\s*"
    rf"(?:\d{{1,6}}(?![\d元块])|[{_SAID}]{{1,6}}|(?:(?:{'|'.join(EN_DIGITS)})\b\s?){{1,6}}(?<!\s))",
    re.IGNORECASE,
)
"""The extension behind a number: 转 812, 分机 06, "ext. 7"."""
_HEARD = ZH_HOMOPHONES | ZH_DIGITS
NOT_A_PHONE = (Cue.PRODUCT, Cue.AMOUNT, Cue.STAFF, Cue.LAST_DIGITS)
OTHER_KIND = (Cue.ORDER_NO, Cue.ID_CARD, Cue.BANK_CARD, Cue.PASSWORD_OR_CODE)
Claim = tuple[str, float]
"""A reason and a strength; a strength of 1 is a veto."""


def find_phones(run: NumberRun) -> Iterator[Candidate]:
    """Phone numbers in a run, and vetoes for public ones."""
    if len(run.value) < min(LOCAL_LENGTHS) or run.attached or run.denied_by(*NOT_A_PHONE):
        return
    claimed = False
    for i, j in run.digit_windows():
        claim = _judge(run, i, j)
        if claim:
            claimed = True
            yield _candidate(run, i, j, *claim)
    if run.spoken and not run.denied_by(*OTHER_KIND):
        yield from _with_misheard_end(run)
        if not claimed:
            yield from _beside_a_digit(run)


def _candidate(run: NumberRun, i: int, j: int, reason: str, strength: float) -> Candidate:
    kind = EntityKind.PHONE if strength < 1 else None
    return Candidate(_with_sign(run, pieces_of(run, i, j)), kind, _national(run.value[i:j]), reason, strength)


def _with_sign(run: NumberRun, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A "+86" and "(555)" begin with their sign, and "转 812" belongs to its number."""
    turn, start, end = pieces[0]
    sign = len(run.lead) if start == run.spots[0][1] else 0
    last_turn, last_start, last_end = ((turn, start - sign, end), *pieces[1:])[-1]
    extension = _EXTENSION.match(run.after) if last_end == run.spots[-1][2] else None
    last_end += extension.end() if extension else 0
    return (*((turn, start - sign, end), *pieces[1:])[:-1], (last_turn, last_start, last_end))


def _judge(run: NumberRun, i: int, j: int) -> Claim | None:
    number, groups = run.value[i:j], _groups(run, i, j)
    if _is_torn(run, i, j) and not MOBILE.fullmatch(number):
        return None
    offered = run.offered_as(Cue.PHONE)
    called_other = run.denied_by(*OTHER_KIND)
    if _is_public(number, groups) and not (called_other or (run.asked and not run.cue and offered)):
        return "public number of an organisation", 1.0
    if run.denied_by(Cue.HOTLINE) and not MOBILE.fullmatch(number):
        return ("announced as a hotline", 1.0) if len(number) >= 7 else None
    if (i, j) == (0, len(run.value)) and _is_signed(run) and 8 <= len(number) <= 15:
        return "international number with its plus sign", 0.91
    if NORTH_AMERICAN.fullmatch(number) and groups == (1, 3, 3, 4):
        return "ten digits in phone groups with country code 1", 0.79
    if MOBILE.fullmatch(number):
        return (f"mobile number, {run.context}", 0.9) if offered else ("mobile number", 0.5 if called_other else 0.75)
    if called_other:
        grouped = NORTH_AMERICAN.fullmatch(number) and groups == (3, 3, 4)
        return ("ten digits in phone groups, called something else", 0.45) if grouped else None
    return _landline_or_foreign(run, number, groups, offered=offered)


def _is_torn(run: NumberRun, i: int, j: int) -> bool:
    """A few digits more stand before or behind it in a run as long as a card's: no number by itself."""
    rest = (i, len(run.value) - j)
    return len(run.value) >= SHORTEST_CARD and any(0 < digits < SHORTEST_NATIONAL for digits in rest)


def _is_signed(run: NumberRun) -> bool:
    return run.lead.strip("( ").casefold() in ("+", "plus", "加", "加号")


def _is_public(number: str, groups: tuple[int, ...]) -> bool:
    """Toll-free; "1866..." in eleven digits is a Chinese mobile unless it is grouped the American way."""
    if not PUBLIC.fullmatch(number):
        return False
    return not MOBILE.fullmatch(number) or groups in GROUPED_AS_PUBLIC


def _landline_or_foreign(run: NumberRun, number: str, groups: tuple[int, ...], *, offered: bool) -> Claim | None:
    if LANDLINE.fullmatch(number) and (offered or len(groups) > 1 or len(number) >= 11):
        return (f"landline with area code, {run.context}", 0.8) if offered else ("landline with area code", 0.7)
    from_start = run.value.startswith(number)
    grouped = groups in ((3, 3, 4), (1, 3, 3, 4)) and (run.in_english or not run.spoken)
    if NORTH_AMERICAN.fullmatch(number) and ((offered and from_start) or grouped):
        return (
            "ten digits in phone groups" if not offered else f"ten digits, {run.context}",
            0.78,
        )
    if number.startswith("00") and INTERNATIONAL.fullmatch(number) and len(groups) > 1:
        return "international number with 00", 0.74
    if TRUNK.fullmatch(number) and (offered or number.startswith("07") or len(groups) > 1 or run.in_english):
        return "national number with trunk 0", 0.72
    return _by_words(run, number, groups, offered=offered)


def _by_words(run: NumberRun, number: str, groups: tuple[int, ...], *, offered: bool) -> Claim | None:
    """Forms that only words make a telephone number."""
    whole = len(number) == len(run.value)
    if offered and whole and INTERNATIONAL.fullmatch(number):
        return f"international number, {run.context}", 0.77
    if offered and whole and len(number) in LOCAL_LENGTHS and number[0] in "23456789" and len(groups) <= 3:
        return f"local number, {run.context}", 0.7
    if offered and 10 <= len(number) <= 13 and number[0] == "1" and number[1] in "3456789":
        return f"mobile with a digit more or less, {run.context}", 0.65
    if run.in_english and not run.cue and NORTH_AMERICAN.fullmatch(number) and whole:
        return "ten digits read out", 0.62
    return None


def _beside_a_digit(run: NumberRun) -> Iterator[Candidate]:
    """A mobile with a digit or two too many at one end: 不是六一九九..."""
    size = len(run.value)
    for i, j in ((size - 11, size), (0, 11)):
        if 12 <= size <= 13 and MOBILE.fullmatch(run.value[i:j]):
            yield _candidate(run, i, j, "mobile number beside another digit", 0.66)
            return


def _with_misheard_end(run: NumberRun) -> Iterator[Candidate]:
    """A mobile whose first or last digit a recogniser took for a word: 妖三八..."""
    (turn, start, end), *rest = pieces_of(run, 0, len(run.value))
    if rest or not 9 <= len(run.value) <= 10:
        return
    before, behind = ("".join(_HEARD.get(char, "?") for char in edge) for edge in run.edges)
    missing = MOBILE_LENGTH - len(run.value)
    for value, piece in (
        (before[-missing:] + run.value, (turn, start - missing, end)),
        (run.value + behind, (turn, start, end + 1)),
    ):
        if MOBILE.fullmatch(value):
            yield Candidate((piece,), EntityKind.PHONE, value, "mobile number, a digit misheard", 0.8)
            return


def _groups(run: NumberRun, i: int, j: int) -> tuple[int, ...]:
    starts = [k for k in range(i, j) if k == i or run.opens[k]]
    return tuple(b - a for a, b in zip(starts, [*starts[1:], j], strict=True))


def _national(number: str) -> str:
    """Without the Chinese country code, so that 86 138... equals 138..."""
    return re.sub(r"^(?:0086|86)(?=1[3-9]\d{9}$)", "", number)
