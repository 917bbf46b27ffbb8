"""When and how often, in words: 下午三点 (15:00), 周三, 明天, 每两周, half an hour, 一年半, by 5 pm."""

import re
from collections.abc import Iterator
from datetime import date

from inspection.meaning_quantity import Quantity
from inspection.rules.dates_said import dates_in
from inspection.rules.figures_said import chinese_number, english_number

MINUTES = {
    "分钟": 1, "分": 1, "刻钟": 15, "小时": 60, "钟头": 60, "天": 1440, "工作日": 1440, "日": 1440, "昼夜": 1440,
    "周": 10080, "星期": 10080, "礼拜": 10080, "月": 43200, "季度": 129600, "季": 129600, "年": 525600, "周年": 525600,
    "minute": 1, "min": 1, "hour": 60, "hr": 60, "day": 1440, "night": 1440, "week": 10080, "fortnight": 20160,
    "month": 43200, "quarter": 129600, "year": 525600,
}  # fmt: skip
_ANY_DAY = date(2026, 1, 5)
"""A Monday: relative days are compared with each other, not with a calendar."""
_HAN = "[零一二两三四五六七八九十]"
_NUMBER = rf"(?:[0-9]{{1,2}}|{_HAN}{{1,3}})"
_UNIT_ZH = "小时|钟头|分钟|刻钟|工作日|星期|礼拜|季度|天|日|周|月|年|季"
_UNIT_EN = "minute|hour|day|week|fortnight|month|quarter|year"
_CLOCK = re.compile(
    r"(?P<part>凌晨|清晨|早上?|上午|中午|午后|下午|傍晚|晚上?|夜里)?\s*"
    rf"(?P<hour>{_NUMBER})点(?P<half>半)?(?P<quarter>一刻)?"
    rf"(?P<minute>{_HAN}{{1,3}}分?|[0-9]{{1,2}}分)?(?P<sure>钟|整)?(?P<bound>[之以]?[前后]|左右)?"
    r"|(?P<digits>[0-9]{1,2})(?::(?P<mm>[0-5][0-9]))? ?(?P<half_day>[ap])\.?m\b"
    r"|(?P<h24>[0-2]?[0-9]):(?P<m24>[0-5][0-9])"
    r"|(?P<noon>正午|\bnoon\b|\bmidday\b|\bmidnight\b)"
)
_AFTERNOON = frozenset({"午后", "下午", "傍晚", "晚上", "晚", "夜里"})
_HALF = re.compile(
    rf"(?P<whole>[0-9]+|{_HAN}{{1,3}})个?半(?P<zh_of>{_UNIT_ZH})|(?P<years>[0-9]+|{_HAN}{{1,3}})年半"
    rf"|半个?(?P<zh>{_UNIT_ZH})|\bhalf an? (?P<en>{_UNIT_EN})\b|\ban? (?P<and>{_UNIT_EN}) and a half\b"
    rf"|\b(?P<and_a_half>[a-z]+|[0-9]+) and a half (?P<halves>{_UNIT_EN})s\b"
    r"|\b(?:an? )?quarter of an hour\b(?P<fifteen>)"
    rf"|(?<!once )(?<!twice )(?<!times )\ban? (?P<one>{_UNIT_EN})\b(?! and a half)"
)
_OFTEN = re.compile(
    rf"(?:每(?!位|个人|一?次|件|单|份|笔)隔?|隔)\s*(?P<n>[0-9]+|半|{_HAN}{{1,3}})?个?(?P<zh>{_UNIT_ZH})"
    rf"|\bevery (?:(?P<m>[a-z]+|[0-9]+) )?(?P<en>{_UNIT_EN})s?\b"
    r"|\b(?P<ly>daily|weekly|monthly|quarterly|yearly|annually)\b"
)
_LY = {"daily": 1440, "weekly": 10080, "monthly": 43200, "quarterly": 129600, "yearly": 525600, "annually": 525600}
_WEEKDAY = re.compile(
    r"(?<![下上这本每])(?:周|星期|礼拜)(?P<zh>[一二三四五六日天])(?!年|个)|\b(?P<en>(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\b"
)
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def moments_in(folded: str) -> list[Quantity]:
    """Halves of units, how often, clocks, dates and days of the week; they never overlap."""
    found: list[Quantity] = []
    for read in (_halves, _often, _clocks, _dates, _weekdays):
        found += [q for q in read(folded) if not any(q.start < f.end and f.start < q.end for f in found)]
    return found


def _halves(folded: str) -> Iterator[Quantity]:
    for m in _HALF.finditer(folded):
        if m["whole"]:
            minutes = (_value(m["whole"]) + 0.5) * MINUTES[m["zh_of"]]
        elif m["years"]:
            minutes = (_value(m["years"]) + 0.5) * MINUTES["年"]
        elif m["and_a_half"]:
            minutes = (_value(m["and_a_half"]) + 0.5) * MINUTES[m["halves"]]
        elif m["and"]:
            minutes = 1.5 * MINUTES[m["and"]]
        elif m["one"]:
            minutes = float(MINUTES[m["one"]])
        else:
            minutes = 15.0 if m["fifteen"] is not None else 0.5 * MINUTES[m["zh"] or m["en"]]
        yield _at(m, "time", minutes)


def _often(folded: str) -> Iterator[Quantity]:
    for m in _OFTEN.finditer(folded):
        if m["ly"]:
            yield _at(m, "often", float(_LY[m["ly"]]))
            continue
        times = 0.5 if m["n"] == "半" else _value(m["n"] or m["m"] or "1")
        yield _at(m, "often", (2 if m[0].startswith("隔") else times) * MINUTES[m["zh"] or m["en"]])


def _clocks(folded: str) -> Iterator[Quantity]:
    for m in _CLOCK.finditer(folded):
        if m["noon"]:
            yield _at(m, "clock", 0.0 if m["noon"] == "midnight" else 720.0)
        elif m["h24"]:
            yield _at(m, "clock", 60.0 * int(m["h24"]) + int(m["m24"]))
        elif m["digits"]:
            hour = int(m["digits"]) % 12 + (12 if m["half_day"] == "p" else 0)
            yield _at(m, "clock", 60.0 * hour + int(m["mm"] or 0))
        elif (
            m["hour"].isascii()
            or m["part"]
            or m["half"]
            or m["quarter"]
            or m["sure"]
            or m["bound"]
            or _value(m["hour"]) > 12
        ):
            # 一点 alone is "a little"; 一点前, 一点半, 下午一点, 十七点 are an hour.
            yield _spoken_clock(m)


def _spoken_clock(m: "re.Match[str]") -> Quantity:
    hour = _value(m["hour"])
    known = m["part"] is not None or hour > 12
    if m["part"] in _AFTERNOON and hour < 12:
        hour += 12
    minute = 30.0 if m["half"] else 15.0 if m["quarter"] else _value((m["minute"] or "0").rstrip("分"))
    at = 60.0 * hour + minute
    # Without the part of the day 三点 may be 15:00.
    return _at(m, "clock", at, at if known or hour >= 12 else at + 720.0)


def _dates(folded: str) -> Iterator[Quantity]:
    for said in dates_in(folded, _ANY_DAY):
        day = float(said.day.toordinal())
        yield Quantity("day", day, day, said.start, said.end, folded[said.start : said.end])


def _weekdays(folded: str) -> Iterator[Quantity]:
    for m in _WEEKDAY.finditer(folded):
        day = "一二三四五六日".index(m["zh"].replace("天", "日")) if m["zh"] else _ENGLISH_DAYS.index(m["en"])
        yield _at(m, "weekday", float(day))


def _value(text: str) -> float:
    if text.isascii() and text.isdigit():
        return float(text)
    return (english_number(text) if text.isascii() else chinese_number(text)) or 1.0


def _at(m: "re.Match[str]", kind: str, low: float, high: float | None = None) -> Quantity:
    return Quantity(kind, low, low if high is None else high, m.start(), m.end(), m[0].strip())
