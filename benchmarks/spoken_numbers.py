"""A grammar of numbers read out: groups, digit words, multiples, pauses, repairs, turns with 嗯 and echoes between."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from inspection.interaction import Role
from inspection.privacy.bank_card import luhn_is_valid
from inspection.privacy.id_card import checksum_is_valid

WAYS = ("one breath", "one breath", "repaired", "over turns", "repeated")
ZH_WORDS = dict(
    zip("0123456789", ("零零零洞", "幺幺一", "二二两", "三", "四", "五", "六", "七七拐", "八", "九九勾"), strict=True)
)
ZH_TIMES = "零一两三四五六七八九"
EN_WORDS = dict(
    zip(
        "0123456789", ("zero oh o", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), strict=True
    )
)
ZH_PAUSES = (" ", "", "，", "。", "…", " 嗯 ", "呃", " 然后 ", "后面是", "接下来", " 完了 ", "哎 ")
EN_PAUSES = (" ", ", ", " dash ", " uh ", ". ", " and then ", "... ", " followed by ", " next is ", " okay ")
ZH_REPAIRS, EN_REPAIRS = ("不对", "哦不", "说错了", "不是"), ("no sorry", "no wait", "I mean", "scratch that")
ZH_URGING, EN_URGING = ("嗯", "好", "您说", "继续", "好的 然后呢"), ("uh huh", "okay", "go on", "right", "and then")
ZH_LEADS = {
    "phone": ("我的电话是", "手机号", "号码是", "你打"),
    "id_card": ("身份证号", "证件号码 ", "我身份证是"),
    "bank_card": ("卡号", "银行卡", "这张卡 "),
    "order_no": ("订单号", "户号", "工单号是"),
    "password_or_code": ("验证码", "取件码", "密码是"),
}
EN_LEADS = {
    "phone": ("my number is ", "call me on ", "you can reach me at "),
    "bank_card": ("my card number is ", "the card is "),
    "order_no": ("order number ", "the case number is "),
    "password_or_code": ("the code is ", "verification code "),
}
GROUPS = {
    "phone": ((3, 4, 4), (3, 3, 5), (3, 8), (2, 3, 3, 3)),
    "id_card": ((6, 4, 4, 4), (6, 8, 4), (4, 4, 4, 4, 2)),
    "bank_card": ((4, 4, 4, 4, 3), (6, 4, 4, 5)),
    "order_no": ((4, 4, 4), (3, 3, 4, 2)),
    "password_or_code": ((3, 3), (6,)),
}

Words = tuple[Sequence[str], Sequence[str], Sequence[str]]
Say = Callable[[random.Random, str], str]
"""Pauses, repairs, and what the other party says to urge on; and how digits are said."""


@dataclass(frozen=True, slots=True)
class SpokenTurn:
    """Who says what; `value` are the characters of the number in it."""

    sender: Role
    text: str
    value: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class SpokenCase:
    """One number in one conversation, and the way it is said."""

    kind: str
    way: str
    turns: tuple[SpokenTurn, ...]


def chinese_cases(dice: random.Random, cases: int) -> Iterator[SpokenCase]:
    """Mobile numbers, identity cards, bank cards, orders and codes in Chinese."""
    for _ in range(cases):
        kind = dice.choice(tuple(ZH_LEADS))
        pieces = [_zh_digits(dice, group) for group in _grouped(dice, _number(dice, kind), kind)]
        yield _case(dice, kind, dice.choice(ZH_LEADS[kind]), pieces, (ZH_PAUSES, ZH_REPAIRS, ZH_URGING), _zh_digits)


def english_cases(dice: random.Random, cases: int) -> Iterator[SpokenCase]:
    """Phone numbers, cards, orders and codes in English."""
    for _ in range(cases):
        kind = dice.choice(tuple(EN_LEADS))
        number = _american(dice) if kind == "phone" else _number(dice, kind)
        sizes = (3, 3, 4) if kind == "phone" else dice.choice(GROUPS[kind])
        pieces = [_en_digits(dice, group) for group in _cut(number, sizes)]
        yield _case(dice, kind, dice.choice(EN_LEADS[kind]), pieces, (EN_PAUSES, EN_REPAIRS, EN_URGING), _en_digits)


def _case(dice: random.Random, kind: str, lead: str, pieces: list[str], words: Words, say: Say) -> SpokenCase:
    pauses, repairs, urging = words
    way = dice.choice(WAYS) if len(pieces) > 1 else "one breath"
    if way in ("over turns", "repeated"):
        return SpokenCase(kind, way, tuple(_parted(dice, lead, pieces, urging, echoed=way == "repeated")))
    if way == "repaired":
        place = dice.randrange(1, len(pieces))
        wrong = say(dice, _digits(dice, dice.choice((2, 3, 4))))
        pieces = [*pieces[:place], f"{wrong} {dice.choice(repairs)} {pieces[place]}", *pieces[place + 1 :]]
    said = pieces[0] + "".join(dice.choice(pauses) + piece for piece in pieces[1:])
    turn = SpokenTurn(Role.CUSTOMER, lead + said, (len(lead), len(lead) + len(said)))
    return SpokenCase(kind, way, (turn,))


def _parted(
    dice: random.Random, lead: str, pieces: Sequence[str], urging: Sequence[str], *, echoed: bool
) -> Iterator[SpokenTurn]:
    for place, piece in enumerate(pieces):
        before = "" if place else lead
        yield SpokenTurn(Role.CUSTOMER, before + piece, (len(before), len(before) + len(piece)))
        if place + 1 < len(pieces):
            again = echoed and len(piece) > 2
            yield (
                SpokenTurn(Role.AGENT, piece, (0, len(piece))) if again else SpokenTurn(Role.AGENT, dice.choice(urging))
            )


def _zh_digits(dice: random.Random, digits: str) -> str:
    """幺三八 and, where a digit comes several times, 三个八."""
    said = ""
    for digit, many in ((digit, len(list(same))) for digit, same in groupby(digits)):
        if digit == "X":
            said += dice.choice(("X", "叉", "埃克斯"))
        elif many > 1 and dice.random() < 0.4:
            said += f"{ZH_TIMES[many]}个{ZH_WORDS[digit][0]}"
        else:
            said += "".join(dice.choice(ZH_WORDS[digit]) for _ in range(many))
    return said


def _en_digits(dice: random.Random, digits: str) -> str:
    """Digit by digit, "double five" for two of them."""
    said: list[str] = []
    for digit, many in ((digit, len(list(same))) for digit, same in groupby(digits)):
        words = EN_WORDS[digit].split()
        if many == 2 and dice.random() < 0.5:
            said.append(f"double {dice.choice(words)}")
        else:
            said += [dice.choice(words) for _ in range(many)]
    return " ".join(said)


def _digits(dice: random.Random, length: int) -> str:
    return "".join(dice.choice("0123456789") for _ in range(length))


def _american(dice: random.Random) -> str:
    return f"{dice.choice('23456789')}{_digits(dice, 2)}{dice.choice('23456789')}{_digits(dice, 6)}"


def _number(dice: random.Random, kind: str) -> str:
    """An invented value of the kind, its check digit right where it has one."""
    if kind == "phone":
        return f"1{dice.choice('356789')}{_digits(dice, 9)}"
    if kind == "id_card":
        born = f"{dice.randint(1950, 2008)}{dice.randint(1, 12):02}{dice.randint(1, 28):02}"
        body = f"{dice.choice(('440106', '510104', '610113', '340104'))}{born}{_digits(dice, 3)}"
        return next(body + last for last in "0123456789X" if checksum_is_valid(body + last))
    if kind == "bank_card":
        body = dice.choice(("622202", "621700", "622848")) + _digits(dice, 12)
        return next(body + last for last in "0123456789" if luhn_is_valid(body + last))
    return _digits(dice, 12 if kind == "order_no" else 6)


def _grouped(dice: random.Random, number: str, kind: str) -> list[str]:
    return _cut(number, dice.choice(GROUPS[kind]))


def _cut(number: str, sizes: Sequence[int]) -> list[str]:
    pieces, at = [], 0
    for size in sizes:
        pieces.append(number[at : at + size])
        at += size
    return [piece for piece in (*pieces, number[at:]) if piece]
