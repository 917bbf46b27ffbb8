"""The words of a backtest in Chinese and English: the same for the terminal and the page."""

from typing import Any

from inspection.errors import SettingsError

LANGUAGES = ("zh", "en")
_WORDS = {
    "title": ("规则回测", "Rule backtest"),
    "new": ("新规则", "new rules"),
    "old": ("现行规则", "present rules"),
    "period": ("期间", "period"),
    "interactions": ("会话", "interactions"),
    "segments": ("坐席分段", "agent segments"),
    "summary": ("概要", "Summary"),
    "items": ("评分项的变化", "Items"),
    "item": ("评分项", "item"),
    "version": ("版本", "version"),
    "new_hits": ("新增命中", "new hits"),
    "lost_hits": ("消失命中", "lost hits"),
    "kept_hits": ("保留命中", "kept hits"),
    "changed": ("判定变化", "judgements changed"),
    "precision_new": ("新增命中准确率", "precision of new hits"),
    "precision_kept": ("保留命中准确率", "precision of kept hits"),
    "samples": ("样例(已脱敏)", "Samples (masked)"),
    "states": ("状态变化(旧 → 新)", "States, old → new"),
    "scores": ("分数", "Scores"),
    "mean_change": ("平均变化", "mean change"),
    "points": ("分", "points"),
    "mean": ("均分 旧 → 新", "mean, old → new"),
    "up_down": ("升 / 降", "up / down"),
    "pass_line": ("跌破 / 越过合格线", "below / above the pass line now"),
    "fatals": ("疑似致命 新增 / 消失", "suspected fatals gained / lost"),
    "score_gone": ("有分变无分 / 无分变有分", "score lost / gained (too little judged)"),
    "bands": ("等级变化", "Bands changed"),
    "none": ("无", "none"),
    "agents": ("受影响的坐席", "Agents affected"),
    "agent": ("坐席", "agent"),
    "teams": ("班组", "Teams"),
    "team": ("班组", "team"),
    "unassigned": ("未归属", "unassigned"),
    "n": ("样本", "n"),
    "interval": ("95% 区间", "95 % interval"),
    "cost": ("计算成本(CPU 秒/千会话)", "Cost (CPU seconds per 1,000 interactions)"),
    "timeouts": ("超时", "pattern timeouts"),
    "not_judged": ("无法据历史判断", "What history cannot tell"),
    "meaning": ("当时未做语义比对的要求", "required phrases whose meaning was not looked for then"),
    "failed": ("无法评判", "could not be judged"),
    "forms": ("评分表变化", "Forms changed"),
    "nothing": ("没有任何判定发生变化", "no judgement changed"),
    "not_enough": ("复核不足", "not enough reviews"),
    "no_scores": ("只看部分评分项:不比较分数,不能作为发布依据", "some items only: no scores, no ground for publishing"),
    "more": ("其余 {n} 行见 --html 或 --json", "{n} more rows in --html or --json"),
    "reviews_note": (
        "准确率来自以往复核(复核多为抽中的命中,不是随机样本)",
        "precision rests on past reviews (mostly of hits that were picked, not a random sample)",
    ),
    "change.new": ("新增", "new"),
    "change.removed": ("删除", "removed"),
    "change.changed": ("改动", "changed"),
    "change.same": ("未改", "same"),
    "met": ("达标", "met"),
    "unmet": ("未达标", "unmet"),
    "not_applicable": ("不适用", "not applicable"),
    "needs_human": ("待人工", "needs a human"),
    "absent": ("方案中无此项", "not in the book"),
    "turn": ("轮次", "turn"),
    "took": ("用时", "took"),
    "id": ("回测编号", "backtest"),
    "few": ("会话太少,不足以测量", "too few interactions to measure"),
    "trial": ("试运行", "On trial:"),
    "judged": ("已判", "judged"),
    "hits": ("命中", "hits"),
    "precision": ("复核准确率", "precision by reviews"),
    "missing": ("还差确认命中", "confirmed hits missing"),
    "no_findings": ("尚无试运行结果:下一次夜班起产生", "no findings yet: they come with the next night"),
    "lacking": ("还不能转正,缺:", "may not be promoted yet:"),
    "may_promote": (
        "可以转正:mingjian rules promote {number} ...",
        "may be promoted: mingjian rules promote {number} ...",
    ),
    "standing": ("规则的信任状态", "Standing of rules"),
    "rule": ("规则版本", "rule version"),
    "standing_now": ("现状", "now"),
    "by_reviews": ("按复核应为", "by the reviews"),
    "standing.trial": ("试用", "trial"),
    "standing.counted": ("计入", "counted"),
    "standing.advice": ("仅供参考", "advice"),
}


def words_of(lang: str) -> dict[str, str]:
    """All words in one language; SettingsError for another one."""
    if lang not in LANGUAGES:
        raise SettingsError(f"there is no language '{lang}'", "choose zh or en")
    return {key: pair[LANGUAGES.index(lang)] for key, pair in _WORDS.items()}


def title_of(item: dict[str, Any], lang: str) -> str:
    """The item's title in the reader's language; its id where it has none."""
    return str(item["title"].get(lang) or item["id"])


def versions_of(item: dict[str, Any]) -> str:
    """`1 → 2`, `2`, `- → 1`: which version of the item on which side."""
    old, new = (str(item[key]).rsplit("@", 1)[-1] if item[key] else "-" for key in ("old_version", "new_version"))
    return new if old == new else f"{old} → {new}"


def precision_of(figure: dict[str, Any], words: dict[str, str]) -> str:
    """`92 % (79-97 %), n 38`, or that there are not enough reviews."""
    if not figure["enough"]:
        return f"{words['not_enough']} (n {figure['n']})"
    return f"{figure['value']:.0%} ({figure['low']:.0%}-{figure['high']:.0%}), n {figure['n']}"


def change_of(row: dict[str, Any]) -> str:
    """`-1.25 (-1.61 .. -0.89)`: mean change in points with its interval; `-` without scores."""
    if row["mean_change"] is None:
        return "-"
    return f"{row['mean_change']:+.2f} ({row['low']:+.2f} .. {row['high']:+.2f})"


def missing_of(row: dict[str, Any], words: dict[str, str]) -> str:
    """What stored facts lack, in words."""
    return words["meaning"] if row["what"] == "meaning" else str(row["what"])


def cost_of(cost: dict[str, Any], words: dict[str, str]) -> str:
    """CPU seconds per 1,000 interactions, old and new; not from a handful, where compiling is most of it."""
    if not cost["enough"]:
        return words["few"]
    return f"{cost['old_cpu_s_per_1000']:.2f} → {cost['new_cpu_s_per_1000']:.2f}"
