"""The columns of the managers' sheet: what each shows, its heading in both languages, its meaning and its format."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from inspection.intervals import Figure
from inspection.scorecards.league import LeagueRow
from inspection.scorecards.trend import Change
from inspection.service_metrics import METRICS

Value = str | int | float | None
Pair = tuple[str, str]  # Chinese, English
POINTS, SHARE, WHOLE, TEXT = "0.0", "0.0%", "0", "@"
_FORMATS = {"points": POINTS, "share": SHARE, "s": "0.0", "nps": "0", "of_5": "0.00", "money": "0.00"}
_RANKS = ("只用于辅导与复核排序,不计薪", "orders coaching and reviews, never pay")
_INTERVAL = ("95% 区间", "95 % interval")


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column. `figure` is what "not enough data" is said of; `is_name` what people wrote, shown as it is."""

    heading: Pair
    meaning: Pair
    format: str
    of: Callable[[LeagueRow], Value]
    figure: Callable[[LeagueRow], Figure | None] | None = None
    is_bar: bool = False
    is_name: bool = False


def sheet_columns() -> tuple[SheetColumn, ...]:
    """All columns, in order."""
    return (*_who(), *_scores(), *_comparisons(), *_rates(), *_course(), *_service())


def _who() -> Iterator[SheetColumn]:
    yield SheetColumn(("名称", "Name"), ("按名称排列", "in the order of names"), TEXT, lambda r: r.name, is_name=True)
    lately = ("坐席最近所属", "where the agent worked last")
    yield SheetColumn(("团队", "Team"), lately, TEXT, lambda r: r.home.team, is_name=True)
    yield SheetColumn(("职场", "Site"), lately, TEXT, lambda r: r.home.site, is_name=True)
    yield SheetColumn(("外包商", "Vendor"), lately, TEXT, lambda r: r.home.vendor, is_name=True)
    yield SheetColumn(("质检数", "Evaluations"), ("质检结果条数", "evaluations"), WHOLE, lambda r: r.evaluations)
    thin = ("判得太少,不出分", "too little was judged")
    yield SheetColumn(("判分不足", "Without score"), thin, WHOLE, lambda r: r.without_score)


def _scores() -> Iterator[SheetColumn]:
    everything = ("全部会话,疑似致命计 0", "everything judged, suspected fatals as 0")
    yield from _with_interval(("机器分", "Machine"), everything, lambda r: r.machine)
    reviewed = ("仅已复核会话,不代表整体", "reviewed only, no estimate of the rest")
    yield from _with_interval(("人工分", "Human"), reviewed, lambda r: r.human)
    yield from _with_interval(
        ("发布分", "Published"), ("计薪只看这一列", "the only one that pays"), lambda r: r.published
    )


def _with_interval(heading: Pair, meaning: Pair, figure: Callable[[LeagueRow], Figure]) -> Iterator[SheetColumn]:
    zh, en = heading
    yield SheetColumn(heading, meaning, POINTS, lambda r: figure(r).value, figure, is_bar=True)
    yield SheetColumn((f"{zh} n", f"{en} n"), ("样本数", "sample size"), WHOLE, lambda r: figure(r).n)
    yield SheetColumn((f"{zh} 下限", f"{en} low"), _INTERVAL, POINTS, lambda r: figure(r).low, figure)
    yield SheetColumn((f"{zh} 上限", f"{en} high"), _INTERVAL, POINTS, lambda r: figure(r).high, figure)


def _comparisons() -> Iterator[SheetColumn]:
    yield SheetColumn(("收缩值", "Shrunk"), _RANKS, POINTS, lambda r: _beside(r, "shrunk"), lambda r: r.machine)
    where = ("收缩区间与同组均值的关系", "where the shrunk interval lies")
    yield SheetColumn(("与同组", "Beside group"), where, TEXT, lambda r: _beside(r, "standing"))
    group = ("同一评分表的坐席", "agents judged by the same form")
    yield SheetColumn(("同组均值", "Group mean"), group, POINTS, lambda r: _beside(r, "group"))
    adjusted = ("构成调整后", "Adjusted")
    yield SheetColumn(
        adjusted, _RANKS, POINTS, lambda r: r.adjusted.adjusted if r.adjusted else None, lambda r: r.machine
    )
    harder = ("业务构成比平均难多少分", "points the mix was harder than the average")
    yield SheetColumn(("构成难度", "Harder by"), harder, POINTS, lambda r: r.adjusted.harder_by if r.adjusted else None)


def _beside(row: LeagueRow, what: str) -> Value:
    if row.beside is None:
        return None
    if what == "standing":
        return row.beside.standing.value if row.machine.enough else None
    return row.beside.shrunk.value if what == "shrunk" else row.beside.group


def _rates() -> Iterator[SheetColumn]:
    line = ("达合格线的占比", "share at the pass line")
    yield _rate(("机器合格率", "Pass, machine"), line, lambda r: r.pass_rate)
    yield _rate(("发布合格率", "Pass, published"), line, lambda r: r.published_pass_rate)
    kinds = (("", ""), ("客户类", ", customer"), ("业务类", ", business"), ("合规类", ", compliance"))
    for at, (zh, en) in enumerate(kinds):
        suspects = ("机器疑似 / 质检数", "the machine suspects, of all evaluations")
        yield _rate((f"{zh}疑似致命率", f"Fatal suspected{en}"), suspects, _fatal(at, "suspected"))
        confirms = ("人工确认 / 质检数", "people confirmed, of all evaluations")
        yield _rate((f"{zh}确认致命率", f"Fatal confirmed{en}"), confirms, _fatal(at, "confirmed"))


def _fatal(at: int, which: str) -> Callable[[LeagueRow], Figure]:
    def figure(row: LeagueRow) -> Figure:
        found: Figure = getattr(row.fatals[at], which)
        return found

    return figure


def _rate(heading: Pair, meaning: Pair, figure: Callable[[LeagueRow], Figure]) -> SheetColumn:
    return SheetColumn(heading, meaning, SHARE, lambda r: figure(r).value, figure)


def _course() -> Iterator[SheetColumn]:
    chance = ("全表合看,误报不超过 5%", "all courses looked at together: at most 5 % of alarms are chance")
    yield SheetColumn(
        ("变动起始", "Changed on"), chance, TEXT, lambda r: c.on.isoformat() if (c := _alarm(r)) else None
    )
    yield SheetColumn(("变动(分)", "Change, points"), chance, POINTS, lambda r: c.step if (c := _alarm(r)) else None)
    alike = ("100 为各渠道一致", "100: all channels alike")
    yield SheetColumn(
        ("渠道一致性", "Consistency"), alike, POINTS, lambda r: r.consistency.index if r.consistency else None
    )
    clear = ("明显更弱时才点名", "named only when clearly weaker")
    yield SheetColumn(
        ("最弱渠道", "Weakest channel"), clear, TEXT, lambda r: r.consistency.weakest if r.consistency else None
    )


def _alarm(row: LeagueRow) -> Change | None:
    return row.change if row.is_alarm else None


def _service() -> Iterator[SheetColumn]:
    for name, metric in METRICS.items():
        figure = _metric(name)
        heading = (metric.zh.partition(":")[0], name)
        yield SheetColumn(heading, (metric.zh, metric.en), _FORMATS[metric.unit], _value_of(figure), figure)


def _metric(name: str) -> Callable[[LeagueRow], Figure]:
    return lambda row: row.metrics[name]


def _value_of(figure: Callable[[LeagueRow], Figure]) -> Callable[[LeagueRow], Any]:
    return lambda row: figure(row).value
