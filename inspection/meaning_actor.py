"""Who does it: in 我们给您打电话 the centre, in 您给我们打电话 and 请您提供 the customer, in 商家会退 somebody else.

Found by where the word stands: before what is done, or after a request (请您, 麻烦您, 需要您); never where something is
done to or for somebody (给您, 告诉我) nor where something is theirs (您的, our).
"""

import re
from functools import lru_cache
from typing import Literal

Party = Literal["centre", "customer", "other"]
_CHINESE: dict[Party, str] = {
    "centre": "我们这边|我们|我方|我司|我这边|本店|小店|咱们|我(?!的|也不知)|客服|坐席|公司|平台(?!上|内|里)",
    "customer": "您这边|您本人|您|你们|你|客户|亲(?!属|戚|自|友|人)|本人",
    "other": "商家|卖家|店家|快递员?|师傅|银行|行里|保险公司|经理|主管|物流|工程师|您?朋友|家人|他们|她|他",
}
_ENGLISH: dict[Party, str] = {
    "centre": "i|we|our team|the company",
    "customer": "you|the customer|the account holder",
    "other": "the (?:seller|merchant|shop|courier|driver|bank|insurer|engineer|manager)|a manager|they|he|she",
}
_DONE_TO = (
    "(?<![给帮为替向跟和与对让把叫找问打送发寄退还])(?<!告诉)(?<!联系)(?<!通知)(?<!提醒)(?<!感谢)(?<!谢谢)(?<!祝)"
)
_VERBS = (
    "to",
    "for",
    "with",
    "from",
    "tell",
    "give",
    "send",
    "call",
    "email",
    "help",
    "let",
    "refund",
    "offer",
    "thank",
)
_TO_OR_FOR = "".join(rf"(?<!{verb} )" for verb in _VERBS)
_PATTERN = re.compile(
    "|".join(
        [
            *(f"{_DONE_TO}(?P<zh_{p}>{words})(?!的|家|好|们的|[,，。.!?]|$)" for p, words in _CHINESE.items()),
            *(rf"\b{_TO_OR_FOR}(?P<en_{p}>{words})\b(?=(?:'\w+)? \w)" for p, words in _ENGLISH.items()),
        ]
    )
)


@lru_cache(maxsize=4096)
def actors_in(folded: str) -> tuple[tuple[Party, str], ...]:
    """(party, its words) of everybody a folded text makes do something, in order."""
    return tuple(
        (party, match[group])
        for match in _PATTERN.finditer(folded)
        if (group := match.lastgroup) is not None and (party := _party(group))
    )


def other_actor(required: str, said: str) -> tuple[str, str] | None:
    """The words for who acts in each of two folded texts when no party acts in both; None otherwise."""
    ours, theirs = actors_in(required), actors_in(said)
    if not ours or not theirs or {p for p, _ in ours} & {p for p, _ in theirs}:
        return None
    return ours[0][1], theirs[0][1]


def _party(group: str) -> Party:
    party: Party = "centre" if group.endswith("centre") else "customer" if group.endswith("customer") else "other"
    return party
