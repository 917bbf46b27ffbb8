"""The words of the briefing before the shift, in Chinese and English."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "brief_team": ("班组", "Team"),
    "brief_on": ("日期", "Morning of"),
    "brief_show": ("查看", "Show"),
    "brief_base": ("{days},已评 {n} 通会话", "{days}: {n} interactions judged"),
    "brief_too_little": ("{n} 个评分项样本不足,不列入", "{n} items were judged too seldom and are left out"),
    "brief_problems": ("三个问题", "Three problems"),
    "brief_share": ("本组未达标(95 % 区间)", "Team unmet (95 % interval)"),
    "brief_others": ("其他组", "Others"),
    "brief_lost": ("失分", "Points lost"),
    "brief_listen": ("听这一段", "Listen to"),
    "brief_worse": ("高于其他组", "worse than others"),
    "brief_no_problems": ("没有可说的问题。", "No problem to speak of."),
    "brief_good": ("一个好例", "One good clip"),
    "brief_no_good": ("没有可播放的好例。", "No good clip to play."),
    "brief_watch": ("今天关注谁", "Whom to watch today"),
    "brief_nobody": ("没有需要特别关注的人。", "Nobody in particular."),
    "brief_fatal": ("出现致命项(含待复核)", "a fatal (or a suspected one)"),
    "brief_coaching": ("有未完成的辅导", "coaching under way"),
    "brief_certificate": ("上岗证或培训到期", "a certificate ends or has ended"),
    "brief_why": ("原因", "Why"),
    "brief_about": ("关于", "About"),
    "brief_no_team": ("没有可以查看的班组。", "There is no team to brief."),
    "brief_nothing": ("这几天没有该班组的质检结果。", "Nothing of this team was judged on these days."),
    "brief_reads": (
        "机器与人工的判定,被复核或申诉推翻的不算;不是成绩。",
        "What the machine and people judged, without what was overturned; it is no score.",
    ),
}  # fmt: skip
