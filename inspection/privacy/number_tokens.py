"""The tokens of a number read out or typed: digits, digit words, multiples, letters, fillers, what ends a number."""

import re
from functools import lru_cache

from inspection.privacy.digit_words import (
    EN_COUNTS,
    EN_DIGITS,
    EN_HOMOPHONES,
    EN_PLURALS,
    EN_TENS,
    EN_TIMES,
    EN_ZEROS,
    FILLERS_EN,
    FILLERS_ZH,
    NATO,
    ZH_DIGITS,
    ZH_HOMOPHONES,
    ZH_TIMES,
)

_ZH = "".join(ZH_DIGITS)
_UNITS = "十百千万亿"
_COUNTERS = "个次天年月日周块元件张台条岁分秒小层楼栋幢单折"
_COUNTED = rf"(?:[{_UNITS}]|(?:[{_COUNTERS}])(?!号))"
_EN_WORDS = "|".join(sorted((*EN_DIGITS, *EN_TENS, *EN_HOMOPHONES, *NATO), key=len, reverse=True))
_EN_ONE = "|".join(sorted((word for word, digit in EN_DIGITS.items() if len(digit) == 1), key=len, reverse=True))
_FILLERS_EN = "|".join(word.replace(" ", r"\s") for word in sorted(FILLERS_EN, key=len, reverse=True))
_NOT_A_NUMERAL = "|".join(
    (
        "一(?=[下共样些直定起般会旦切边位种遍般])",
        "(?<=[什怎那这多])么",
        "勾(?=[选画上起引出勒兑掉])|(?<=[打划画挂])勾|妖(?=[怪精魔孽气娆艳])|(?<=[人小])妖",
        rf"[{_ZH}](?=[{_COUNTERS}](?![号机]))",
        rf"(?<=[第{_UNITS}])[{_ZH}]",
    )
)
_GROUP_NAMED = "|".join(
    (
        r"[前后中末]{1,2}间?[二两三四五六七八]位(?:数字?|号码?)?",
        r"(?:最后|末尾)(?:面?的?)?[一两][个位](?:数字?|字母|号码)?是?",
    )
)

TOKEN = re.compile(
    rf"""
    (?P<blocked>\x00+|(?:https?://|www\.)[!-~]+|\*+|[•●]+
      |[¥￥$€£]\s?\d[\d,]*(?:\.\d+)?
      |(?<![\d.-])(?:19|20)\d\d(?P<dash>[-/.])(?:0?[1-9]|1[0-2])(?P=dash)(?:0?[1-9]|[12]\d|3[01])(?![\d-])
      |(?<!\d)(?:0?[1-9]|1[0-2]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])/(?:19|20)?\d\d(?!\d)
      |(?<![\d:])[012]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:])
      |(?<!\d)\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?![\d])
      |(?<![\d.])\d+\.\d{{1,2}}(?![\d.])
      |(?<!\d)\d{{1,3}}(?:\.\d{{1,3}}){{3}}(?![\d.])
      |\d+(?:\.\d+)?\s?(?:%|℃|°)
      |\d{{1,4}}\s?(?:个?小时|分钟|秒钟?|个?工作日|天[内后前])
      |(?<![{_ZH}\d])[一二][九零〇][{_ZH}]{{2}}年
      |\d+(?:年|月(?:\d{{1,2}}[日号])?|周年)
      |(?<![A-Za-z])(?:hundred|thousand)\s+and(?![A-Za-z]))
    |(?P<digits>\d+)
    |(?P<times>[{"".join(ZH_TIMES)}]个?(?<=个|双|俩|仨)(?P<of>[{_ZH}0-9])(?!{_COUNTED}|[样起共星寸级]|(?<=\d)\d))
    |(?P<no>{_NOT_A_NUMERAL})
    |(?P<cardinal>[{_ZH}](?=[{_UNITS}]))
    |(?P<zh>[{_ZH}])
    |(?P<entimes>(?:{"|".join(EN_TIMES)})\s+(?P<enof>{_EN_ONE}|\d)(?![A-Za-z0-9]))
    |(?<![A-Za-z0-9'])(?P<encount>(?P<many>{"|".join(EN_COUNTS)})\s+(?P<plural>{"|".join(EN_PLURALS)})(?![A-Za-z0-9']))
    |(?<![A-Za-z0-9'])(?P<enzeros>{"|".join(EN_ZEROS)})(?![A-Za-z0-9'])
    |(?<![A-Za-z0-9'])(?P<en>{_EN_WORDS})(?![A-Za-z0-9'])
    |(?<![A-Za-z0-9'])(?P<filler_en>{_FILLERS_EN})(?![A-Za-z0-9'])
    |(?<![A-Za-z'])(?P<explained>(?P<initial>[A-Za-z])\s+(?:as\s+in|for|like)\s+(?P=initial)[A-Za-z]+)(?![A-Za-z'])
    |(?<![A-Za-z'])(?P<letter>[A-Za-z])(?![A-Za-z'])
    |(?P<chunk>[A-Za-z']+)
    |(?P<cross>叉|艾克斯|埃克斯)
    |(?P<filler>{_GROUP_NAMED}|{"|".join(FILLERS_ZH)})
    |(?P<weak>[{"".join(ZH_HOMOPHONES)}])
    |(?P<separator>[ \t\-.·、,_/()+~]|(?<=[{_ZH}])(?:。|[…]{{1,2}}|\.{{2,6}})(?=[{_ZH}]))
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What ends a number: `blocked` (dates, clock times, amounts, percentages, web addresses, masked values), `no` (三个,
一下), `chunk` (other Latin words), and `cardinal` (五百) where the number is short; a long one may have a word like
万事达 behind it. `weak` is a homophone that counts between digits only."""

ANY_DIGIT = re.compile(
    rf"[0-9{_ZH}]|\b(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b",
    re.IGNORECASE | re.ASCII,
)
_PART_OF: dict[str, str] = {
    "of": "times", "enof": "entimes", "many": "encount", "plural": "encount", "dash": "blocked", "initial": "explained",
}  # fmt: skip


def token_name(token: re.Match[str]) -> str:
    """The kind of a token; an English homophone (for, to) is weak like a Chinese one."""
    name = token.lastgroup or ""
    if name == "en" and token.group().lower() in EN_HOMOPHONES:
        return "weak"
    return _PART_OF.get(name, name)


@lru_cache(maxsize=64)
def tokens(text: str) -> tuple[tuple[str, re.Match[str]], ...]:
    """All tokens of a text with their kinds, left to right; both readers of digits want them."""
    return tuple((token_name(token), token) for token in TOKEN.finditer(text))


def symbols_said(name: str, token: re.Match[str]) -> tuple[str, bool]:
    """The digits and capital letters a token stands for, and whether it was said rather than typed."""
    word = token.group().lower()
    if name == "digits":
        return word, False
    if name == "letter":
        return (EN_DIGITS.get(word, word.upper()) if word == "o" else word.upper()), False
    if name == "explained":
        return word[0].upper(), True
    if name == "cross":
        return "X", True
    if name in ("zh", "cardinal"):
        return ZH_DIGITS[word], True
    if name in ("times", "entimes", "encount"):
        return _multiple(name, token, word), True
    if name == "enzeros":
        return EN_ZEROS[word], True
    return NATO.get(word) or EN_DIGITS.get(word) or EN_TENS[word] + "0", True


def _multiple(name: str, token: re.Match[str], word: str) -> str:
    """三个八 is 888, "double five" is 55, "three zeros" is 000."""
    if name == "times":
        return ZH_DIGITS.get(token.group("of"), token.group("of")) * ZH_TIMES[word[0]]
    if name == "entimes":
        digit = token.group("enof").lower()
        return EN_DIGITS.get(digit, digit) * EN_TIMES[word.split(maxsplit=1)[0]]
    return EN_PLURALS[token.group("plural").lower()] * EN_COUNTS[token.group("many").lower()]
