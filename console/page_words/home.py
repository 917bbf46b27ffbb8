"""The words of what waits for whom and of what changed, in Chinese and English."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "home_todo": ("待办", "What waits for you"),
    "home_nothing": ("没有等待您办理的事。", "Nothing waits for you."),
    "home_show": ("展开", "show"),
    "home_late": ("逾期 {n}", "{n} late"),
    "home_reviews_mine": ("我手上的复核", "Reviews in your hands"),
    "home_reviews": ("复核队列", "Review queue"),
    "home_appeals": ("等我办理的申诉", "Appeals that wait for you"),
    "home_may_appeal": ("申诉期内的成绩", "Scores you may appeal against"),
    "home_acknowledge": ("等我确认的辅导", "Coachings to acknowledge"),
    "home_hold_today": ("今天要做的辅导", "Coachings planned for today"),
    "home_to_plan": ("待安排的辅导", "Coachings to plan"),
    "home_to_close": ("可以关闭的辅导", "Coachings to close"),
    "home_examples": ("申诉产生、待加入规则的示例", "Examples of appeals that wait for their rule"),
    "home_calibration": ("校准会待评", "Calibration cases to judge"),
    "home_certificates": ("证书到期或缺失的坐席", "Agents whose certificate ends or is missing"),
    "home_changes": ("与平时相比", "Against the usual"),
    "home_usual_is": ("平常(前八周同星期中位数)", "Usual (median of the same weekday, 8 weeks)"),
    "home_range": ("平常范围", "Usual range"),
    "home_verdict": ("判断", "Verdict"),
    "home_contacts": ("应到会话", "Contacts expected"),
    "home_mean": ("机器均分", "Mean machine score"),
    "home_suspected": ("疑似致命占比", "Suspected fatals"),
    "home_failed": ("失败与缺录音占比", "Failed or missing"),
    "home_usual": ("平常", "as usual"),
    "home_above": ("高于平常", "above the usual"),
    "home_below": ("低于平常", "below the usual"),
    "home_weeks": ("{n} 周", "{n} weeks"),
}  # fmt: skip
