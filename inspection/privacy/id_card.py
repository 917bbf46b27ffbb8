"""Resident identity numbers (18 and 15 digits, GB 11643), and passport or social security numbers offered as such."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate, pieces_of
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.cue_words import Cue
from inspection.privacy.cues import cue_before
from inspection.privacy.number_run import LONGEST_VALUE, NumberRun
from inspection.privacy.typed_code import compact, grouped_codes, typed_codes

_PROVINCES_WORDS = """
11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83
"""
PROVINCES = frozenset(_PROVINCES_WORDS.split())
LENGTH = 18
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_DIGITS = re.compile(r"\d{2}")
_DATE = re.compile(r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_OTHER_DOCUMENT = re.compile(r"\d{7,10}|[A-Z]{1,2}\d{6,10}[A-Z]?|\d{7,10}[A-Z]")
_FORMS = (
    (re.compile(r"(?<![A-Za-z0-9])[A-Z]{1,2}\d{6}\s?\([0-9A]\)"), "form of a Hong Kong identity card"),
    (
        re.compile(r"(?<![A-Za-z0-9])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![A-Za-z0-9])"),
        "form of a British national insurance number",
    ),
    (
        re.compile(r"(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])"),
        "form of a social security number",
    ),
    (re.compile(r"[军士警武文干]{1,2}字第?\s?\d{6,9}号?"), "form of an officer's identity card"),
)
"""Documents that no other number looks like."""

_SHORT_DOCUMENT = re.compile("台胞证|回乡证|通行证|护照|军官证|士兵证|居留证|居住证|永居证|残疾证|学生证")
_NUMBERED = re.compile(r"[\u4e00-\u9fff]{1,3}?字第\s?[\d零〇幺一二三四五六七八九]{5,10}号?")
_OTHER_CUE = (Cue.ORDER_NO, Cue.PRODUCT, Cue.PHONE, Cue.AMOUNT, Cue.STAFF)
NOT_AN_ID = (Cue.LAST_DIGITS, Cue.PRODUCT, Cue.AMOUNT, Cue.STAFF, Cue.HOTLINE)


def checksum_is_valid(number: str) -> bool:
    """GB 11643 (ISO 7064 MOD 11-2) over the 17 digits of an 18-character number."""
    if len(number) != 18 or not number[:17].isdigit():
        return False
    return _CHECK[sum(int(d) * w for d, w in zip(number[:17], _WEIGHTS, strict=True)) % 11] == number[17]


def find_id_cards(run: NumberRun) -> Iterator[Candidate]:
    """Identity numbers by structure, and whatever is offered as one, with its checksum."""
    if len(run.value) < 7 or run.attached or run.denied_by(*NOT_AN_ID):
        return
    offered = run.offered_as(Cue.ID_CARD)
    if _is_short_document(run):
        pieces = pieces_of(run, 0, len(run.value))
        yield Candidate(pieces, EntityKind.ID_CARD, run.value, f"document of few digits, {run.context}", 0.72)
    for i, j in _windows(run):
        number = run.value[i:j]
        claim = _judge(
            number,
            offered=offered,
            called_other=run.denied_by(Cue.BANK_CARD, Cue.ORDER_NO, *(() if len(number) == LENGTH else (Cue.PHONE,))),
        )
        if claim:
            reason, strength = claim
            reason = f"{reason}, {run.context}" if offered else reason
            valid = checksum_is_valid(number) if len(number) == 18 else None
            yield Candidate(
                pieces_of(run, i, j),
                EntityKind.ID_CARD,
                number,
                reason,
                strength,
                valid,
            )


def find_documents(view: TurnView) -> Iterator[Candidate]:
    """Passports and licences with letters and dashes, right behind the word for them: "licence D123-4567-8901"."""
    for found in (*typed_codes(view.text), *grouped_codes(view.text)):
        cue = cue_before(view.text[max(0, found.start() - 48) : found.start()])
        code = compact(found.group())
        if (
            cue
            and cue.cue is Cue.ID_CARD
            and cue.is_direct
            and 7 <= len(code) <= 18
            and sum(map(str.isdigit, code)) >= 5
        ):
            piece = (view.position, *found.span())
            yield Candidate((piece,), EntityKind.ID_CARD, code, "offered as a passport or licence", 0.83)
    yield from _numbered_documents(view)
    for pattern, reason in _FORMS if _DIGITS.search(view.text) else ():
        for found in pattern.finditer(view.text):
            cue = cue_before(view.text[max(0, found.start() - 48) : found.start()])
            if not (cue and cue.is_direct and cue.cue in _OTHER_CUE):
                piece = (view.position, *found.span())
                yield Candidate((piece,), EntityKind.ID_CARD, compact(found.group()), reason, 0.86)


def _numbered_documents(view: TurnView) -> Iterator[Candidate]:
    """南字第0447129号 behind the word for a document."""
    for found in _NUMBERED.finditer(view.text) if "字第" in view.text else ():
        cue = cue_before(view.text[max(0, found.start() - 24) : found.start()])
        if cue and cue.is_near and cue.cue is Cue.ID_CARD:
            piece = (view.position, *found.span())
            yield Candidate((piece,), EntityKind.ID_CARD, compact(found.group()), f"announced as {cue.word}", 0.85)


def _windows(run: NumberRun) -> Iterator[tuple[int, int]]:
    for i, j in run.digit_windows():
        yield i, j
        if run.value[j : j + 1] == "X" and (j + 1 == len(run.value) or run.opens[j + 1]):
            yield i, j + 1
    if run.spoken:
        yield from _inside(run)
    if run.offered_as(Cue.ID_CARD) and _OTHER_DOCUMENT.fullmatch(run.value) and not run.value.isdigit():
        yield 0, len(run.value)


def _inside(run: NumberRun) -> Iterator[tuple[int, int]]:
    """Where a number read out is a digit or two too long: at its end, or where the check digit is right."""
    for i in range(1, min(len(run.value) - 17, LONGEST_VALUE)):
        number = run.value[i : i + 18]
        if looks_like_18(number) and (len(run.value) - i == 18 or checksum_is_valid(number)):
            yield i, i + 18


def _judge(number: str, *, offered: bool, called_other: bool) -> tuple[str, float] | None:
    if len(number) == 18 and looks_like_18(number):
        valid = checksum_is_valid(number)
        if offered or (valid and not called_other):
            return ("18 digits, checksum valid", 0.97) if valid else ("18 digits, checksum wrong", 0.9)
        if valid:
            return "18 digits, checksum valid, called something else", 0.85
        return "18 digits with region and birth date, checksum wrong", 0.81 if called_other else 0.92
    if len(number) == 15 and number[:2] in PROVINCES and _DATE.fullmatch(number[8:12]) and not called_other:
        return "15 digits with region and birth date", 0.95 if offered else 0.62
    return _judge_offered(number) if offered else None


def _is_short_document(run: NumberRun) -> bool:
    """Seven or eight digits right behind the word for a document that has so few: 台胞证 04471298."""
    named = run.cue is not None and run.cue.is_direct and bool(_SHORT_DOCUMENT.search(run.cue.word))
    return named and run.value.isdigit() and len(run.value) in (7, 8) and not _DATE.search(run.value[4:])


def _judge_offered(number: str) -> tuple[str, float] | None:
    if 14 <= len(number) <= 19:
        return "length of an id, structure wrong", 0.88
    if len(number) in (10, 12, 13):
        return "number called a document", 0.66
    if len(number) == 9 or (_OTHER_DOCUMENT.fullmatch(number) and not number.isdigit()):
        return "form of a passport, licence or social security number", 0.7
    return None


def looks_like_18(number: str) -> bool:
    """Region, birth date and a last digit or X: the structure of an identity number, whatever its checksum."""
    dated = number[6:8] in ("18", "19", "20") and _DATE.fullmatch(number[10:14])
    return number[:2] in PROVINCES and bool(dated) and (number[17].isdigit() or number[17] == "X")
