"""The words of refusals, in Chinese and English."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "problem_401": ("登录已结束,请重新登录后再提交。", "Your session has ended: sign in and send it again."),
    "problem_403": ("您的角色不能打开此页。", "Your roles do not open this page."),
    "problem_form": (
        "此表单已过期或并非来自本控制台。请返回,刷新页面后再提交。",
        "This form is out of date or did not come from this console. Go back, reload the page and send it again.",
    ),
    "problem_404": ("没有这个页面或记录。", "There is no such page or record."),
    "problem_400": ("请求无法理解。", "The request cannot be understood."),
    "problem_405": ("此地址不接受这样的请求。", "This address does not take such a request."),
    "problem_500": ("控制台出错了,详情见其日志。", "The console failed; its log says why."),
    "problem_503": ("数据库暂时无法读取,请稍后刷新。", "The database cannot be read now; reload in a moment."),
    "problem_bad_date": ("日期应写成 2026-09-01。", "Write a date as 2026-09-01."),
    "back": ("返回晨间概览", "Back to the morning page"),
}  # fmt: skip
