"""Why a verdict on meaning came out as it did, in one line for people: what agrees, or what differs and in which words.

Only what was found is told (meaning_comparison.py); where nothing can be pointed at, that is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from inspection.meaning import Verdict
from inspection.meaning_comparison import Comparison, Difference


@dataclass(frozen=True, slots=True)
class Reason:
    """One line in each language."""

    zh: str
    en: str


LITERAL_SHARE = 0.8
"""From here on (0-1) of its characters or words a phrase counts as said in nearly its own words."""
FAR_Z, FEW_SHARED = 1.0, 0.5
"""Below both (spreads of the cohort, share of words), what was said is about something else."""
_MOST_TOLD = 2
_NOTHING_TO_POINT_AT = Reason(
    "话题相近，意思不同；数字、否定、问答、主语上没有可指出的差别",
    "close in topic, another meaning; no figure, denial, question or actor differs",
)
_FIGURES = {
    "time": ("时间", "time"),
    "often": ("频率", "how often"),
    "money": ("金额", "amount"),
    "percent": ("比例", "share"),
    "day": ("日期", "day"),
    "weekday": ("星期", "day of the week"),
    "clock": ("时刻", "hour"),
    "number": ("数字", "number"),
}
_COUNT = ("数量", "count")
_LEFT_OPEN = ("condition", "unmentioned")
_ORDER = ("figure", "asked", "told", "denied", "actor", "condition", "certainty", "unmentioned")


def reason_of(verdict: Verdict, z: float, comparison: Comparison) -> Reason:
    """One line in each language."""
    ranked = sorted(comparison.differences, key=lambda d: _ORDER.index(d.kind))
    told = [_told(d) for d in ranked[:_MOST_TOLD]]
    if verdict == "yes":
        # What it denies or who acts was weighed and found the same in sense: only what was left open is worth telling.
        return _joined([_agreement(comparison), *(_told(d) for d in ranked if d.kind in _LEFT_OPEN)])
    if verdict == "ask":
        return _joined([Reason("像是同一件事，把握不够", "perhaps the same thing, not certain"), *told])
    if z < FAR_Z and comparison.shared < FEW_SHARED:
        return Reason("说的不是一件事", "about something else")
    return _joined(told) if told else _NOTHING_TO_POINT_AT


def _agreement(comparison: Comparison) -> Reason:
    if comparison.shared >= LITERAL_SHARE:
        return Reason("说的是同一件事，用词相近", "the same thing in nearly the same words")
    return Reason("说的是同一件事，用词不同", "the same thing in other words")


def _told(difference: Difference) -> Reason:
    one, other = difference.required, difference.said
    match difference.kind:
        case "figure":
            zh, en = _FIGURES.get(difference.of, _COUNT)
            return Reason(f"{zh}不同：{one} / {other}", f"{en} differs: {one} / {other}")
        case "unmentioned":
            return Reason(f"没有提到：{one}", f"not mentioned: {one}")
        case "denied":
            return Reason(f"一方是否定：{one or other}", f"one side denies: {one or other}")
        case "asked":
            return Reason("是询问，不是告知", "it asks, it does not tell")
        case "told":
            return Reason("是告知，不是询问", "it tells, it does not ask")
        case "actor":
            return Reason(f"谁来做不同：{one} / {other}", f"another acts: {one} / {other}")
        case "condition":
            return Reason(f"一方带条件：{one or other}", f"one side has a condition: {one or other}")
        case _:
            return Reason(f"肯定程度不同：{one} / {other}", f"how sure differs: {one} / {other}")


def _joined(parts: Sequence[Reason]) -> Reason:
    return Reason("；".join(p.zh for p in parts), "; ".join(p.en for p in parts))
