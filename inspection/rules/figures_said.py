"""Figures people say or write, as numbers: 三百二十块五, ¥1,234.50, 百分之五, three hundred and twenty dollars.

Pure reading of folded text (half width, lower case, simplified). A unit or sign tells what a figure is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["money", "percent", "number"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at text[start:end]; `kind` number when no unit or sign says more."""

    start: int
    end: int
    value: float
    kind: Kind


_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SCALES = {"十": 10, "百": 100, "千": 1_000}
_GROUPS = {"万": 10_000, "亿": 100_000_000}
_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_MULTIPLES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}

_HAN = "[零〇一二两三四五六七八九十百千万亿]"
# 千万 and 万一 begin no figure: they mean "by all means" and "in case".
_SPOKEN = f"(?:[零〇一二两三四五六七八九十]{_HAN}*(?:点[零〇一二三四五六七八九]+[万亿]?)?)"
_ARABIC = r"(?<![0-9.])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_WORD = rf"(?:{'|'.join(sorted([*_UNITS, *_MULTIPLES], key=len, reverse=True))})"
_ENGLISH = rf"\b(?:an? (?=hundred|thousand|million))?{_WORD}(?:[ -](?:and )?{_WORD})*(?: point {_WORD}(?: {_WORD})*)?\b"
_YUAN = (
    "(?:块钱|块|元钱|元整|元|圆|人民币|rmb|cny|yuan|kuai|dollars?|bucks|usd|"
    "美元|美金|港币|欧元|英镑|pounds?|euros?|gbp|eur)"
)
_CENTS = r"(?:毛|角)"
_FIGURE = re.compile(
    rf"(?P<sign>[¥$£€]\s?|rmb ?|usd ?)?"
    rf"(?:(?P<share>百分之)(?P<share_of>{_SPOKEN}|百|{_ARABIC})"
    rf"|(?P<arabic>{_ARABIC})(?P<scale>\s?(?:万亿|千万|百万|亿|万|千|k(?![a-z])|thousand|million))?"
    rf"|(?P<han>{_SPOKEN})"
    rf"|(?P<english>{_ENGLISH}))"
    rf"(?:(?P<percent>\s?%|\s?个点|个百分点| ?percent| per cent)"
    rf"|\s?(?P<yuan>{_YUAN})(?:零(?P<only_fen>[一二三四五六七八九0-9])分|零?(?P<tail>[一二三四五六七八九0-9])(?:{_CENTS}|(?![0-9{_HAN[1:-1]}个]))"
    rf"(?:(?P<fen>[一二三四五六七八九0-9])分)?"
    rf"|(?: and)? (?P<cents>[0-9]{{1,2}}|{_ENGLISH}) (?:cents|pence))?"
    rf"|(?P<mao>{_CENTS}))?"
)
_ARABIC_SCALES = {
    "千": 1e3, "k": 1e3, "thousand": 1e3, "万": 1e4, "百万": 1e6, "million": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12,
}  # fmt: skip


def figures_in(folded: str) -> list[Figure]:
    """Every figure of a folded text, in order."""
    return list(_figures(folded))


def number_of(text: str) -> float | None:
    """The number a metadata field holds: '1,234.50', '¥320.5', '320元'; None when it is not one figure alone."""
    found = figures_in(text.strip().lower())
    return found[0].value if len(found) == 1 and found[0].end - found[0].start == len(text.strip()) else None


def _figures(folded: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(folded):
        value = _value(match)
        if value is not None:
            yield Figure(match.start(), match.end(), value, _kind(match))


def _kind(match: "re.Match[str]") -> Kind:
    if match["share"] or match["percent"]:
        return "percent"
    return "money" if match["sign"] or match["yuan"] or match["mao"] else "number"


def _value(match: "re.Match[str]") -> float | None:
    value = _whole(match)
    if value is None:
        return None
    if match["mao"]:
        return round(value / 10, 2)
    if match["only_fen"]:
        return round(value + _digit(match["only_fen"]) / 100, 4)
    if match["tail"]:
        value += _digit(match["tail"]) / 10 + (_digit(match["fen"]) / 100 if match["fen"] else 0)
    if match["cents"]:
        cents = float(match["cents"]) if match["cents"].isdigit() else english_number(match["cents"]) or 0
        value += cents / 100
    return round(value, 4)


def _whole(match: "re.Match[str]") -> float | None:
    written = match["arabic"] or match["share_of"] or ""
    if written and written[0].isdigit() and written.isascii():
        return float(written.replace(",", "")) * _ARABIC_SCALES.get((match["scale"] or "").strip(), 1.0)
    han = match["han"] or match["share_of"]
    return chinese_number(han) if han else english_number(match["english"])


def _digit(char: str) -> int:
    return int(char) if char.isdigit() and char.isascii() else _DIGITS[char]


def chinese_number(text: str) -> float | None:
    """三百二十 is 320, 三百二 320, 一万二 12000, 三百零二 302, 一二三 123, 三点五 3.5; None when it is no number."""
    if text == "百":
        return 100.0
    whole, _, decimals = text.partition("点")
    scale = _GROUPS.get(decimals[-1:], 1)
    decimals = decimals.rstrip("万亿")
    if decimals and not all(c in _DIGITS for c in decimals):
        return None
    value = _chinese_whole(whole)
    if value is None or not decimals:
        return value
    return round(float(f"{int(value)}.{''.join(str(_DIGITS[c]) for c in decimals)}") * scale, 4)


def _chinese_whole(text: str) -> float | None:
    if not text:
        return None
    if all(c in _DIGITS for c in text):
        return float("".join(str(_DIGITS[c]) for c in text))
    total = section = digit = 0
    last_scale, zero = 1, False
    for char in text:
        if char in _DIGITS:
            digit, zero = _DIGITS[char], zero or _DIGITS[char] == 0
            continue
        if char == "亿":
            total, section = (total + section + digit) * _GROUPS[char], 0
        elif char == "万":
            total, section = total + (section + digit) * _GROUPS[char], 0
        else:
            section += (digit or 1) * _SCALES[char]
        digit, last_scale, zero = 0, _SCALES.get(char) or _GROUPS[char], False
    # 三百二 leaves the last scale out; 三百零二 and 十二 do not.
    shorthand = digit * last_scale // 10 if digit and not zero and last_scale >= 100 else digit
    return float(total + section + shorthand)


def english_number(text: str) -> float | None:
    """Three hundred and twenty is 320, twelve hundred 1200, a thousand 1000, three point five 3.5; None otherwise."""
    whole, _, decimals = text.replace("-", " ").partition(" point ")
    total = current = 0
    for word in whole.split():
        if word in ("and", "a", "an"):
            continue
        if word in _UNITS:
            current += _UNITS[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _MULTIPLES:
            total, current = total + (current or 1) * _MULTIPLES[word], 0
        else:
            return None
    value = float(total + current)
    digits = [_UNITS.get(w, 10) for w in decimals.split()]
    if any(d > 9 for d in digits):
        return None
    return float(f"{int(value)}.{''.join(map(str, digits))}") if digits else value
