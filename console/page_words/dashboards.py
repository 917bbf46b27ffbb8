"""The words of the dashboards, in Chinese and English."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "nav_dashboards": ("看板", "Dashboards"),
    "board_empty": (
        "还没有汇总数据:下一次夜间运行会统计已有各天。",
        "Nothing is summed up yet: the next night counts the days there are.",
    ),
    "board_period": ("时段", "Period"),
    "board_thirty": ("最近 30 天", "last 30 days"),
    "board_week": ("最近 7 天", "last 7 days"),
    "board_unusual": ("与平常的星期相比", "Unlike the usual week"),
    "board_unusual_note": (
        "{day} 与此前 8 周的同一星期几比较;超出中位数 ± 3.5 个稳健标准差才提示,不足 4 周不提示。",
        "{day} against the same weekday of the 8 weeks before; told beyond median ± 3.5 robust SD, from 4 weeks on.",
    ),
    "board_usual": (
        "没有异常,或可比的星期不足 4 周。",
        "Nothing unusual, or fewer than 4 such weekdays to compare with.",
    ),
    "board_odd_contacts": (
        "{day} {channel} 会话量 {value},平常 {usual}({low}–{high})",
        "{day} {channel}: {value} contacts, usually {usual} ({low}–{high})",
    ),
    "board_odd_score": (
        "{day} {channel} 机器均分 {value},平常 {usual}({low}–{high})",
        "{day} {channel}: mean machine score {value}, usually {usual} ({low}–{high})",
    ),
    "board_odd_sla": (
        "{day} {channel} 服务水平 {value},平常 {usual}({low}–{high})",
        "{day} {channel}: service level {value}, usually {usual} ({low}–{high})",
    ),
    "board_odd_fatal": (
        "{day} {channel} 疑似致命率 {value},平常 {usual}({low}–{high})",
        "{day} {channel}: suspected fatals {value}, usually {usual} ({low}–{high})",
    ),
    "board_odd_complaints": (
        "{day} {channel} 投诉风险占比 {value},平常 {usual}({low}–{high})",
        "{day} {channel}: complaints {value}, usually {usual} ({low}–{high})",
    ),
    "board_contacts": ("会话量", "Contacts"),
    "board_scored": ("有机器分", "Scored"),
    "board_fatal": ("疑似致命率", "Suspected fatals"),
    "board_fatal_n": ("疑似致命数", "Suspected fatals"),
    "board_channels": ("各渠道:会话量、机器均分、服务水平", "Channels: contacts, machine score, service level"),
    "board_sla": ("服务水平", "Service level"),
    "board_goal": ("目标", "Goal"),
    "board_misses": ("低于目标", "under goal"),
    "board_sla_met": ("及时首响", "First answers in time"),
    "board_sla_asked": ("应首响", "First answers wanted"),
    "board_volume": ("每日会话量", "Contacts a day"),
    "board_scores": ("每日机器均分", "Mean machine score a day"),
    "board_scores_note": (
        "空心点:当日不足 30 条。疑似致命计 0。",
        "Hollow: fewer than 30 that day. Suspected fatals count 0.",
    ),
    "board_courses": ("客户情绪走势", "How customers' feeling went"),
    "board_courses_note": ("{n} 个可判断走势的会话", "of {n} interactions with enough turns to tell"),
    "board_topics": ("投诉主题", "Topics of complaints"),
    "board_topic": ("主题", "Topic"),
    "board_no_topic": ("未注明", "not stated"),
    "board_complaints": ("投诉风险会话", "Complaints"),
    "board_share": ("占比", "Share"),
    "board_topics_note": (
        "投诉:带监管、律师、媒体、报警、指控同事、流失或未解决且不满标记的会话。",
        "Complaint: flagged for regulator, lawyer, media, police, staff, leaving, or unresolved and dissatisfied.",
    ),
    "board_heat": ("坐席 × 评分项:达标率", "Agents × items: share met"),
    "board_heat_note": (
        "{period} 的成绩单;均分最低的在前,达标率最低的评分项在左。斜体:样本不足。",
        "Scorecards of {period}; lowest means first, weakest items left. Italics: not enough data.",
    ),
    "board_days": ("每日各处汇总", "Days and places"),
    "board_items": ("坐席与评分项", "Agents and items"),
    "board_met": ("达标率", "Share met"),
    "board_judged": ("已判", "Judged"),
    "board_human": ("待人工", "For a person"),
}
