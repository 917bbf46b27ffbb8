"""Phone numbers of people: Chinese mobiles and landlines, English and foreign formats. Hotlines are public."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, Piece, pieces_of
from inspection.privacy.cues import Cue
from inspection.privacy.number_run import NumberRun

MOBILE = re.compile(r"(?:0086|86)?1[3-9]\d{9}")
LANDLINE = re.compile(r"0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}(?:\d{1,4})?")
NORTH_AMERICAN = re.compile(r"1?[2-9]\d{9}")
INTERNATIONAL = re.compile(r"(?:00)?(?:44|61|64|65|852|853|886|81|82|33|49)\d{8,10}")
BRITISH = re.compile(r"0[1-9]\d{8,9}")
PUBLIC = re.compile(r"(?:[48]00[\d]{7}|1?(?:800|888|877|866|855|844|833)\d{7})")
"""400 and 800 numbers (China), toll-free numbers (North America): organisations have them, people do not."""
LOCAL_LENGTHS = (7, 8)
NOT_A_PHONE = (Cue.PRODUCT, Cue.AMOUNT, Cue.STAFF, Cue.LAST_DIGITS)
OTHER_KIND = (Cue.ORDER_NO, Cue.ID_CARD, Cue.BANK_CARD, Cue.PASSWORD_OR_CODE)


def find_phones(run: NumberRun) -> Iterator[Candidate]:
    """Phone numbers in a run, and vetoes for public ones."""
    if len(run.value) < min(LOCAL_LENGTHS) or run.attached or run.denied_by(*NOT_A_PHONE):
        return
    for i, j in run.digit_windows():
        claim = _judge(run, i, j)
        if claim:
            reason, strength = claim
            kind = EntityKind.PHONE if strength < 1 else None
            yield Candidate(
                _with_sign(run, pieces_of(run, i, j)),
                kind,
                _national(run.value[i:j]),
                reason,
                strength,
            )


def _with_sign(run: NumberRun, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """A "+86" and "(555)" begin with their sign."""
    turn, start, end = pieces[0]
    sign = 1 if run.lead and start == run.spots[0][1] else 0
    return ((turn, start - sign, end), *pieces[1:])


def _judge(run: NumberRun, i: int, j: int) -> tuple[str, float] | None:
    number = run.value[i:j]
    offered = run.offered_as(Cue.PHONE)
    called_other = run.denied_by(*OTHER_KIND)
    if _is_public(number, _groups(run, i, j)) and not (called_other or (run.asked and not run.cue and offered)):
        return "public number of an organisation", 1.0
    if run.denied_by(Cue.HOTLINE) and not MOBILE.fullmatch(number):
        return ("announced as a hotline", 1.0) if len(number) >= 7 else None
    if NORTH_AMERICAN.fullmatch(number) and _groups(run, i, j) == (1, 3, 3, 4):
        return "ten digits in phone groups with country code 1", 0.79
    if MOBILE.fullmatch(number):
        return ("mobile number, announced", 0.9) if offered else ("mobile number", 0.5 if called_other else 0.75)
    if called_other:
        grouped = NORTH_AMERICAN.fullmatch(number) and _groups(run, i, j) == (3, 3, 4)
        return ("ten digits in phone groups, called something else", 0.45) if grouped else None
    return _landline_or_foreign(number, _groups(run, i, j), offered=offered)


def _is_public(number: str, groups: tuple[int, ...]) -> bool:
    """Toll-free; "1866..." in eleven digits is a Chinese mobile unless it is grouped the American way."""
    return bool(PUBLIC.fullmatch(number)) and (len(number) == 10 or groups == (1, 3, 3, 4))


def _landline_or_foreign(number: str, groups: tuple[int, ...], *, offered: bool) -> tuple[str, float] | None:
    if LANDLINE.fullmatch(number) and (offered or len(groups) > 1 or len(number) >= 11):
        return "landline with area code", 0.8 if offered else 0.7
    if NORTH_AMERICAN.fullmatch(number) and (offered or groups in ((3, 3, 4), (1, 3, 3, 4))):
        return (
            "ten digits in phone groups" if not offered else "ten digits, announced",
            0.78,
        )
    if BRITISH.fullmatch(number) and (offered or number.startswith("07")):
        return "national number with trunk 0", 0.72
    if offered and INTERNATIONAL.fullmatch(number):
        return "international number, announced", 0.8
    if offered and len(number) in LOCAL_LENGTHS and number[0] in "23456789" and len(groups) <= 3:
        return "local number, announced", 0.7
    if offered and 10 <= len(number) <= 13 and number[0] == "1" and number[1] in "3456789":
        return "announced as a mobile, a digit more or less", 0.65
    return None


def _groups(run: NumberRun, i: int, j: int) -> tuple[int, ...]:
    starts = [k for k in range(i, j) if k == i or run.opens[k]]
    return tuple(b - a for a, b in zip(starts, [*starts[1:], j], strict=True))


def _national(number: str) -> str:
    """Without the Chinese country code, so that 86 138... equals 138..."""
    return re.sub(r"^(?:0086|86)(?=1[3-9]\d{9}$)", "", number)
