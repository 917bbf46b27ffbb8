"""The words of the fairness report in Chinese and English; its sentences are in inspection/fairness/report_words.py."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "nav_fairness": ("公平性", "Fairness"),
    "fair_none": ("还没有跑过夜间质检。", "No night has run yet."),
    "fair_month": ("月份", "Month"),
    "fair_score": ("分数", "Score"),
    "fair_by": ("按", "By"),
    "fair_scale": ("条的中线为无差异,两端为 ±{points} 分", "Bars: the middle is no gap, the ends are ±{points} points"),
    "fair_as_of": ("按 {at} 的数据,十分钟内不重算。", "As of {at}; worked out anew after ten minutes."),
    "fair_limits": ("说明", "What it cannot say"),
    "fair_swaps": (
        "反事实检查(换名字、性别称谓、语气词后重判)要用模型,请用命令:mingjian fairness --swaps 200 --examples。",
        "Counterfactual checks need the models: mingjian fairness --swaps 200 --examples.",
    ),
    "fair_kind": ("群体类别", "Kind of group"),
    "fair_group": ("群体", "Group"),
    "fair_interactions": ("会话", "Interactions"),
    "fair_agents": ("坐席", "Agents"),
    "fair_raw": ("得分差", "Gap, points"),
    "fair_adjusted": ("得分差(识别质量相同)", "Gap, recognition equal"),
    "fair_low": ("区间下限", "Interval, low"),
    "fair_high": ("区间上限", "Interval, high"),
    "fair_quality": ("识别置信度差(百分点)", "Recognition, points of %"),
    "fair_p": ("p(校正)", "p (Holm)"),
    "fair_verdict": ("结论", "Verdict"),
}  # fmt: skip
