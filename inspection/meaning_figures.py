"""Amounts, times and counts that differ between what was required and what was said: 3天 / 5天, $20 / $200.

Only like is compared with like: a time with a time, money with money. 24 hours are a day, seven days a week, half is
50 percent, and 3-5 days meet 4 days. What one side does not mention does not differ.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from inspection.meaning_clocks import MINUTES, moments_in
from inspection.meaning_quantity import Quantity
from inspection.rules.figures_said import Figure, chinese_number, figures_in

_TIME = re.compile(
    r"\s*(?:个|多)?(?P<zh>工作日|分钟|刻钟|小时|钟头|星期|礼拜|季度|昼夜|周年|天|周(?!末|[一二三四五六日])|(?<=个)月|(?<=俩)月|年(?!级|龄|月)|日(?!期))"
    r"|[ -]?(?:full |working |business |calendar |more )*"
    r"(?P<en>minute|min|hour|hr|day|night|week|fortnight|month|quarter|year)s?\b"
)
_COUNTS = (
    "次|遍|回|件|份|张|台|部|位|名|单|笔|封|条|期|人|倍|折|级|岁|楼|层|号|页|项|通|gb?|mb?|kg|km|公里|公斤|斤|克|米"
)
_COUNT = re.compile(rf"\s*(?:个)?(?P<zh>{_COUNTS})|[ -](?P<en>times?|items?|copies|people|pieces?|points?|steps?)\b")
_SAME_COUNT = {"遍": "次", "回": "次", "time": "次", "item": "件", "piece": "件"}
_SHARE = re.compile(
    r"(?P<of>[二三四五六七八九十])分之(?P<parts>[一二三四五六七八九])|(?P<tenths>[一二两三四五六七八九])成(?=$|[^为了功年人本交长员立语绩分熟])"
    r"|一半|\b(?:one )?half(?! an?\b)(?: of)?\b|\b(?:a|one) (?P<en>quarter|third|fourth|fifth|tenth)\b(?! of an hour)"
)
_PARTS = {"quarter": 4, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10}
_BETWEEN = re.compile(r"\s*(?:-|~|—|至|到|或者?|to|or|and)\s*$")
_VAGUE = re.compile("[一二两三四五六七八九]{2}")
_DIGITS = dict(zip("一二两三四五六七八九", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_LEAST_NUMBER = 2


@lru_cache(maxsize=4096)
def quantities_in(folded: str) -> tuple[Quantity, ...]:
    """Every quantity of a folded text that has a unit, and every bare number written in digits."""
    told = [*moments_in(folded)]
    told += [q for q in _shares(folded) if not any(q.start < t.end and t.start < q.end for t in told)]
    rest = folded
    for one in told:
        rest = rest[: one.start] + "□" * (one.end - one.start) + rest[one.end :]
    return (*told, *_measured(rest, folded))


def differing(required: str, said: str) -> tuple[tuple[str, str, str], ...]:
    """(kind, required words, said words) for each kind both folded texts mention without agreeing on one value."""
    wanted, heard = quantities_in(required), quantities_in(said)
    found = []
    for kind in dict.fromkeys(q.kind for q in wanted):
        ours, theirs = [q for q in wanted if q.kind == kind], [q for q in heard if q.kind == kind]
        lost = next((q for q in ours if not any(q.meets(other) for other in theirs)), None)
        if theirs and lost is not None:
            # The figure of the other side that has no partner either is the one that took its place.
            free = [q for q in theirs if not any(q.meets(other) for other in ours)]
            found.append((kind, lost.words, (free or theirs)[0].words))
    return tuple(found)


def unmentioned(required: str, said: str) -> tuple[str, ...]:
    """Words of the required quantities of whose kind nothing was said."""
    kinds = {q.kind for q in quantities_in(said)}
    return tuple(q.words for q in quantities_in(required) if q.kind not in kinds)


def _shares(folded: str) -> Iterator[Quantity]:
    for m in _SHARE.finditer(folded):
        if m["of"]:
            percent = 100 * _DIGITS[m["parts"]] / (chinese_number(m["of"]) or 1)
        elif m["tenths"]:
            percent = 10.0 * _DIGITS[m["tenths"]]
        else:
            percent = 100 / _PARTS[m["en"]] if m["en"] else 50.0
        yield Quantity("percent", percent, percent, m.start(), m.end(), m[0])


def _measured(folded: str, original: str) -> Iterator[Quantity]:
    """Figures with their units; 3-5天 is one range, and a figure without a unit is a bare number."""
    pending: Figure | None = None
    for figure in figures_in(folded):
        if pending is not None and not _BETWEEN.fullmatch(folded[pending.end : figure.start]):
            yield from _bare(pending, original)
            pending = None
        kind, factor, end = _unit(folded, figure)
        if kind is None:
            pending = figure
            continue
        low, high = _range(folded, figure)
        start = figure.start
        if pending is not None:
            low, start, pending = min(pending.value, low), pending.start, None
        yield Quantity(kind, low * factor, high * factor, start, end, original[start:end].strip())
    if pending is not None:
        yield from _bare(pending, original)


def _unit(folded: str, figure: Figure) -> tuple[str | None, float, int]:
    """Kind, factor to its smallest unit, and where its words end."""
    if folded[max(0, figure.start - 1) : figure.start] == "第":
        return None, 1.0, figure.end
    if figure.kind != "number":
        return figure.kind, 1.0, figure.end
    if time := _TIME.match(folded, figure.end):
        return "time", float(MINUTES[time["zh"] or time["en"]]), time.end()
    if count := _COUNT.match(folded, figure.end):
        unit = count["zh"] or count["en"].rstrip("s")
        return _SAME_COUNT.get(unit, unit), 1.0, count.end()
    return None, 1.0, figure.end


def _range(folded: str, figure: Figure) -> tuple[float, float]:
    """两三天 is two to three days, 三五天 three to five; anything else is its value."""
    written = folded[figure.start : figure.end]
    if _VAGUE.fullmatch(written) and _DIGITS[written[0]] < _DIGITS[written[1]]:
        return _DIGITS[written[0]], _DIGITS[written[1]]
    return figure.value, figure.value


def _bare(figure: Figure, original: str) -> Iterator[Quantity]:
    written = original[figure.start : figure.end]
    is_ordinal = original[max(0, figure.start - 1) : figure.start] == "第"
    if written[0].isdigit() and figure.value >= _LEAST_NUMBER and not is_ordinal:
        yield Quantity("number", figure.value, figure.value, figure.start, figure.end, written)
