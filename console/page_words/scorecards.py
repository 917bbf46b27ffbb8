"""The words of scorecards, in Chinese and English."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "scope": ("范围", "Scope"),
    "subject": ("对象", "Who"),
    "metric": ("指标", "Metric"),
    "dimension": ("维度", "Dimension"),
    "period": ("周期", "Period"),
    "mean": ("均分", "Mean"),
    "interval": ("95 % 区间", "95 % interval"),
    "n": ("样本数 n", "n"),
    "pass_rate": ("合格率", "Pass rate"),
    "fatal_rate": ("疑似致命率", "Suspected fatal"),
    "without_score": ("判分不足", "No score"),
    "line": ("差错类别", "Line"),
    "no_cards": ("该周期没有成绩单。", "There are no scorecards for this period."),
    "value": ("数值", "Value"),
    "columns_title": ("三列分数", "The three scores"),
    "lines_title": ("按差错类别(100 分为无差错)", "By line (100 is free of errors)"),
    "channels_title": ("按渠道", "By channel"),
    "dimensions_title": ("按维度(得分占比)", "By dimension (points earned)"),
    "items_title": ("按评分项(达标率)", "By item (share met)"),
    "metrics_title": ("服务指标与定义", "Metrics and what they mean"),
    "definition": ("定义", "Definition"),
    "applicable": ("适用并已判", "Judged"),
    "needs_human": ("待人工", "For a person"),
    "met_share": ("达标率", "Met"),
    "bar_key": (
        "条为数值,短线为 95 % 区间;数据不足时条为空心、不画区间",
        "Bar: value; line: 95 % interval; hollow where data are not enough",
    ),
}  # fmt: skip
