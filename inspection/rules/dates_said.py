"""Dates people say or write: 2026-11-22, 11月22日, 二十二号, 明天, 下周三, November 22nd, next Monday.

A date without a year or month is the one nearest to the day of the conversation; all is read from folded text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from inspection.rules.figures_said import chinese_number


@dataclass(frozen=True, slots=True)
class SaidDate:
    """A date at text[start:end]."""

    start: int
    end: int
    day: date


_RELATIVE = {
    "大后天": 3, "后天": 2, "明天": 1, "明日": 1, "明早": 1, "明晚": 1, "今天": 0, "今日": 0, "今晚": 0,
    "昨天": -1, "昨日": -1, "前天": -2, "大前天": -3,
    "the day after tomorrow": 2, "tomorrow": 1, "today": 0, "tonight": 0, "yesterday": -1,
}  # fmt: skip
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBER = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_MONTH = "(?P<month_name>" + "|".join(_MONTHS) + ")"
_DATE = re.compile(
    r"(?P<iso>(?P<y>20[0-9]{2})[-/.年](?P<m>[0-9]{1,2})[-/.月](?P<d>[0-9]{1,2})(?![0-9]))"
    rf"|(?<![0-9])(?P<month>{_NUMBER})月(?P<day>{_NUMBER})[日号]?"
    rf"|(?<![0-9月])(?P<day_only>{_NUMBER})[日号](?!线|楼|店|柜|码|门)"
    rf"|\b{_MONTH} (?P<english_day>[0-9]{{1,2}})(?:st|nd|rd|th)?\b"
    rf"|\b(?P<day_first>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month_after>{'|'.join(_MONTHS)})\b"
    rf"|(?P<week>下下?个?|这个?|本)(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
    rf"|\b(?P<next>next|this) (?P<english_weekday>{'|'.join(_WEEKDAYS)})\b"
    rf"|(?P<relative>{'|'.join(sorted(_RELATIVE, key=len, reverse=True))})"
)


def dates_in(folded: str, today: date) -> list[SaidDate]:
    """Every date of a folded text, in order; `today` is the day it was said."""
    return list(_dates(folded, today))


def date_of(value: object) -> date | None:
    """The date a metadata field holds: a date, or text that begins with one (2026-11-22, 2026/11/22 10:00)."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    match = _DATE.match(str(value).strip()) if value is not None else None
    return _valid(int(match["y"]), int(match["m"]), int(match["d"])) if match and match["iso"] else None


def _dates(folded: str, today: date) -> Iterator[SaidDate]:
    for match in _DATE.finditer(folded):
        day = _day(match, today)
        if day is not None:
            yield SaidDate(match.start(), match.end(), day)


def _day(match: "re.Match[str]", today: date) -> date | None:
    if match["iso"]:
        return _valid(int(match["y"]), int(match["m"]), int(match["d"]))
    if match["month"]:
        return _nearest(today, _number(match["month"]), _number(match["day"]))
    if match["day_only"]:
        return _nearest_month(today, _number(match["day_only"]))
    if match["month_name"]:
        return _nearest(today, _MONTHS.index(match["month_name"]) + 1, int(match["english_day"]))
    if match["month_after"]:
        return _nearest(today, _MONTHS.index(match["month_after"]) + 1, int(match["day_first"]))
    if match["relative"]:
        return today + timedelta(days=_RELATIVE[match["relative"]])
    return _weekday(match, today)


def _weekday(match: "re.Match[str]", today: date) -> date:
    if match["english_weekday"]:
        wanted, weeks = _WEEKDAYS.index(match["english_weekday"]), int(match["next"] == "next")
    else:
        wanted, weeks = "一二三四五六日".index(match["weekday"].replace("天", "日")), match["week"].count("下")
    return today - timedelta(days=today.weekday()) + timedelta(days=wanted, weeks=weeks)


def _number(text: str) -> int:
    return int(text) if text.isascii() else int(chinese_number(text) or 0)


def _nearest(today: date, month: int, day: int) -> date | None:
    """That day of this year, the last or the next, whichever is nearest."""
    years = (d for year in (today.year - 1, today.year, today.year + 1) if (d := _valid(year, month, day)))
    return min(years, key=lambda d: abs((d - today).days), default=None)


def _nearest_month(today: date, day: int) -> date | None:
    months = ((today.year * 12 + today.month - 1 + step) for step in (-1, 0, 1))
    days = (d for m in months if (d := _valid(m // 12, m % 12 + 1, day)))
    return min(days, key=lambda d: abs((d - today).days), default=None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
