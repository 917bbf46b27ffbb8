"""The words of `mingjian briefing` in Chinese and English."""

from inspection.coaching.briefing import WatchReason

_WORDS = {
    "title": ("班前会 {team} {on}", "Briefing, {team}, {on}"),
    "base": ("{first} 至 {last},已评 {n} 通会话", "{n} interactions judged from {first} to {last}"),
    "too_little": (
        "{n} 个评分项样本不足 {minimum} 通,不列入",
        "{n} items were judged fewer than {minimum} times and are left out",
    ),
    "problems": ("三个问题", "Three problems"),
    "item": ("评分项", "Item"),
    "share": ("本组未达标(95% 区间)", "Team unmet (95 % interval)"),
    "others": ("其他组", "Others"),
    "lost": ("失分", "Points lost"),
    "clip": ("听这一段", "Listen to"),
    "worse": ("高于其他组", "worse than others"),
    "no_problems": ("没有可说的问题", "no problem to speak of"),
    "good": ("一个好例", "One good clip"),
    "no_good": ("没有可播放的好例", "no good clip to play"),
    "watch": ("今天关注谁", "Whom to watch today"),
    "agent": ("坐席", "Agent"),
    "why": ("原因", "Why"),
    "about": ("关于", "About"),
    "nobody": ("没有需要特别关注的人", "nobody in particular"),
    WatchReason.FATAL: ("出现致命项(含待复核)", "a fatal (or a suspected one)"),
    WatchReason.CERTIFICATE: ("上岗证或培训到期", "a certificate ends or has ended"),
    WatchReason.COACHING: ("有未完成的辅导", "coaching under way"),
}


def briefing_words(language: str) -> dict[str, str]:
    """The words in zh or en."""
    return {str(name): given[0 if language == "zh" else 1] for name, given in _WORDS.items()}
