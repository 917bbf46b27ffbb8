"""The words of the frame of every page, in Chinese and English."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "product": ("明鉴", "Mingjian"),
    "skip": ("跳到正文", "Skip to the content"),
    "navigation": ("页面", "Pages"),
    "nav_morning": ("晨间概览", "Morning"),
    "nav_ledger": ("夜间台账", "Ledger"),
    "nav_scorecards": ("成绩单", "Scorecards"),
    "nav_coaching": ("辅导队列", "Coaching"),
    "nav_briefing": ("班前会", "Briefing"),
    "nav_appeals": ("申诉", "Appeals"),
    "nav_calibrations": ("校准会", "Calibration"),
    "other_language": ("English", "中文"),
    "looked_at_by": ("查看人", "Looked at by"),
    "own_account": ("我的账号", "My account"),
    "sign_in": ("登录", "Sign in"),
    "sign_out": ("退出登录", "Sign out"),
    "machine_only": (
        "全部为机器分,未经人工确认,未发布。",
        "All scores are the machine's: not confirmed, not published.",
    ),
    "published_only": ("分数都是已公布的。", "All scores are published ones."),
    "keys": ("键盘", "Keys"),
    "keys_list": ("下一行 / 上一行,Enter 打开", "next / previous row, Enter opens"),
    "keys_evidence": ("下一条 / 上一条证据,原话随即高亮", "next / previous evidence; its words light up"),
    "keys_up": ("返回晨间概览", "back to the morning page"),
    "none": ("无", "none"),
    "rows_of": ("第 {first}–{last} 条,共 {total} 条", "{first}–{last} of {total}"),
    "previous_page": ("上一页", "Previous"),
    "next_page": ("下一页", "Next"),
    "all_rows": ("查看全部 {total} 条", "All {total}"),
    "not_enough": ("数据不足", "not enough data"),
    "seconds": ("秒", "s"),
}  # fmt: skip
