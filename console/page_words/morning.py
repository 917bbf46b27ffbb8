"""The words of the morning page, in Chinese and English."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "last_night": ("昨夜运行", "Last night"),
    "no_run": (
        "还没有运行过夜间质检。先运行 mingjian nightly,再刷新本页。",
        "No night has run yet. Run mingjian nightly first, then reload this page.",
    ),
    "run": ("运行", "Run"),
    "business_date": ("业务日期", "Business date"),
    "state": ("状态", "State"),
    "started_at": ("开始", "Started"),
    "finished_at": ("结束", "Finished"),
    "resumed": ("续跑次数", "Resumed"),
    "shards": ("分片", "Shards"),
    "error": ("错误", "Error"),
    "ledger_title": ("台账:每个应到会话的结局", "Ledger: how every expected interaction ended"),
    "ending": ("结局", "Ending"),
    "count": ("数量", "Count"),
    "reason": ("原因", "Reason"),
    "scores_title": ("机器分分布", "Machine scores"),
    "scores_note": (
        "{n} 条质检结果,其中疑似致命 {fatal} 条;判分不足 {without} 条未计入",
        "{n} evaluations, {fatal} of them with a suspected fatal; {without} without a score are not drawn",
    ),
    "fatals_title": ("疑似致命项,先复核", "Suspected fatals: review first"),
    "risks_title": ("客户风险晨报(不影响坐席分数)", "Customers at risk (never speaks against the agent)"),
    "flags_title": ("其余标记,按严重度", "Other flags, by severity"),
    "severity": ("严重度", "Severity"),
    "interaction": ("会话", "Interaction"),
    "agent": ("坐席", "Agent"),
    "flag": ("标记", "Flag"),
    "item": ("评分项", "Item"),
    "selection": ("选取方式", "Chosen by"),
    "probability": ("入选概率", "Chance"),
    "coaching_title": ("辅导队列", "Coaching queue"),
    "agents_title": ("坐席成绩单", "Scorecards of agents"),
}  # fmt: skip
