"""The one table of the pages' words, in Chinese and English, and how a page looks words up."""

from collections.abc import Mapping
from dataclasses import dataclass

from console.value_words import VALUE_WORDS

LANGUAGES = ("zh-CN", "en")

PAGE_WORDS: Mapping[str, tuple[str, str]] = {
    # the frame of every page
    "product": ("明鉴", "Mingjian"),
    "skip": ("跳到正文", "Skip to the content"),
    "navigation": ("页面", "Pages"),
    "nav_morning": ("晨间概览", "Morning"),
    "nav_ledger": ("夜间台账", "Ledger"),
    "nav_scorecards": ("成绩单", "Scorecards"),
    "nav_coaching": ("辅导队列", "Coaching"),
    "other_language": ("English", "中文"),
    "looked_at_by": ("查看人", "Looked at by"),
    "own_account": ("我的账号", "My account"),
    "sign_in": ("登录", "Sign in"),
    "sign_out": ("退出登录", "Sign out"),
    "machine_only": (
        "全部为机器分,未经人工确认,未发布。",
        "All scores are the machine's: not confirmed, not published.",
    ),
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
    # morning
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
    # ledger
    "filter": ("筛选", "Filter"),
    "show": ("显示", "Show"),
    "any": ("全部", "any"),
    "source": ("来源", "Source"),
    "place": ("来源文件:行", "File:row"),
    "recording": ("录音", "Recording"),
    "retryable": ("可重试", "Retry"),
    "attempts": ("次数", "Attempts"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    # interaction
    "transcript": ("对话(已脱敏)", "Transcript (masked)"),
    "no_transcript": ("没有可显示的对话。", "There is no transcript to show."),
    "evaluation": ("质检结果", "Evaluation"),
    "no_evaluation": ("该会话没有质检结果。", "This interaction has no evaluation."),
    "segment": ("分段", "Part"),
    "machine_score": ("机器分", "Machine"),
    "raw_score": ("致命前得分", "Before the fatal"),
    "human_score": ("人工分", "Human"),
    "published_score": ("发布分", "Published"),
    "points_judged": ("已判分值", "Points judged"),
    "band": ("等级", "Band"),
    "form": ("评分表", "Form"),
    "rulebook": ("质检方案", "Rulebook"),
    "models": ("模型", "Models"),
    "fatal_suspected": ("疑似致命", "Suspected fatal"),
    "fatal_short": ("疑似致命", "fatal?"),
    "fatal_confirmed": ("致命已确认", "Fatal confirmed"),
    "points": ("得分", "Points"),
    "no_points": ("不计分", "no points"),
    "evidence": ("证据", "Evidence"),
    "no_evidence": ("无证据位置", "no place to show"),
    "found": ("结果", "Found"),
    "limit": ("标准", "Limit"),
    "confidence": ("置信度", "Confidence"),
    "rule": ("规则", "Rule"),
    "flags_here": ("本会话的标记", "Flags of this interaction"),
    "facts": ("会话信息", "About the interaction"),
    "history": ("质检历史", "History of evaluations"),
    "current": ("当前", "current"),
    "superseded": ("已被取代", "superseded"),
    "evaluated_at": ("质检时间", "Evaluated"),
    "who": ("何人", "Who"),
    "change": ("改动", "Change"),
    "text_changed": (
        "证据对应另一版转写,原话无法在下方定位",
        "the evidence belongs to another transcript and cannot be located here",
    ),
    "low_confidence": ("识别可信度低", "heard badly"),
    "lit": ("已高亮", "Highlighted"),
    "automatic": ("自动", "automatic"),
    "public": ("公开", "public"),
    "unsure_mark": ("不确定", "unsure"),
    "no_words": ("(无文字)", "(no words)"),
    "channel": ("渠道", "Channel"),
    "duration": ("时长", "Duration"),
    "team": ("团队", "Team"),
    "site": ("职场", "Site"),
    "vendor": ("外包商", "Vendor"),
    "queue": ("队列", "Queue"),
    "business_line": ("业务线", "Business line"),
    "direction": ("呼叫方向", "Direction"),
    "hangup_by": ("挂机方", "Ended by"),
    "csat": ("满意度", "CSAT"),
    "nps": ("净推荐", "NPS"),
    "resolved": ("已解决", "Resolved"),
    "disposition": ("小结", "Disposition"),
    "transfer_from": ("转自", "Transferred from"),
    "transfer_to": ("转至", "Transferred to"),
    "roles_trust": ("角色把握", "Trust in roles"),
    "recognition_trust": ("识别把握", "Trust in words"),
    "audio_notes": ("音质", "Sound"),
    "metadata": ("其他字段", "Other columns"),
    # scorecards
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
    # coaching
    "priority": ("优先级", "Priority"),
    "kind": ("类型", "Kind"),
    "group": ("群体", "Group"),
    "expected_points": ("预期提分", "Points to gain"),
    "due_on": ("期限", "Due"),
    "trainer": ("培训师", "Trainer"),
    "clips": ("证据会话", "Evidence"),
    # signing in
    "name": ("登录名", "Name"),
    "password": ("密码", "Password"),
    "wrong_name_or_password": ("登录名或密码不对。", "The name or the password is wrong."),
    "wrong_password": ("现用密码不对。", "The present password is wrong."),
    "wait_until": ("尝试次数过多,请在 {time} 之后再试。", "Too many attempts: try again after {time}."),
    "session_ended": (
        "登录已结束。请重新登录,刚才填写的内容都还在,登录后即可再次提交。",
        "Your session has ended. Sign in again: what you wrote is kept, and you can send it right after.",
    ),
    "send_again": ("再次提交", "Send it again"),
    "send_again_note": (
        "您已重新登录。下面是登录结束前填写的内容,尚未提交。",
        "You are signed in again. This is what you wrote before the session ended; it is not sent yet.",
    ),
    "no_account": (
        "没有账号或忘记密码:请管理员发一条一次性链接。",
        "No account, or the password forgotten: ask the administrator for a one-time link.",
    ),
    "first_administrator": ("建立第一位管理员", "The first administrator"),
    "first_administrator_note": (
        "此链接只能用一次。管理员只管账号与权限;若也要看质检内容,请勾选相应角色。",
        "This link works once. An administrator keeps accounts and rights; tick the roles whose work you do as well.",
    ),
    "set_password": ("设置密码", "Set your password"),
    "set_password_note": ("此链接只能用一次,用后即失效。", "This link works once and then no more."),
    "new_password": ("新密码", "New password"),
    "again": ("再输入一次", "Once more"),
    "passwords_differ": ("两次输入的密码不一致。", "The two passwords differ."),
    "password_rules": (
        "至少 {n} 个字符,越长越好;不要用登录名、常见词或键盘上连着的字符。不要求符号与大写。",
        "At least {n} characters, longer is better; not the name, a common word or a run of keys. No signs demanded.",
    ),
    "bad_name": ("登录名只能含文字、数字以及 . _ - @ 和单个空格。", "The name cannot be used."),
    "roles": ("角色", "Roles"),
    "what_i_may": ("我能做什么,范围多大", "What I may do, and how far"),
    "right": ("权限", "Right"),
    "change_password": ("修改密码", "Change the password"),
    "current_password": ("现用密码", "Present password"),
    "password_changed": (
        "密码已修改,其他地方的登录均已结束。",
        "The password is changed; every other session has ended.",
    ),
    "other_sessions": ("其他浏览器上的登录:{n}", "Signed in on other browsers: {n}"),
    "end_sessions": ("结束其他登录", "Sign out everywhere else"),
    "sessions_ended": ("其他登录已结束。", "The other sessions have ended."),
    "nothing_here": (
        "您的角色没有可在此查看的内容。账号由命令 mingjian accounts 管理。",
        "Your roles have nothing to read here. Accounts are kept with the command mingjian accounts.",
    ),
    # problems
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


@dataclass(frozen=True, slots=True)
class Words:
    """Every word in one language: `w.ledger` in a template, `w.of("ending", "scored")` for a stored value."""

    language: str
    page_words: Mapping[str, str]
    value_words: Mapping[tuple[str, str], str]

    def __getitem__(self, key: str) -> str:
        """A word of the pages; KeyError when the table lacks it."""
        return self.page_words[key]

    def of(self, kind: str, value: str | None) -> str:
        """The name of a stored value; the value itself when it has none (a centre's own item), a dash for None."""
        return "–" if value is None else self.value_words.get((kind, value), value)


def words_in_every_language(given: Mapping[tuple[str, str], tuple[str, str]]) -> dict[str, Words]:
    """Language -> words; `given` are the names that the rules bring, (kind, value) -> (Chinese, English)."""
    values = {**VALUE_WORDS, **given}
    return {
        language: Words(
            language,
            {key: pair[at] for key, pair in PAGE_WORDS.items()},
            {key: pair[at] for key, pair in values.items()},
        )
        for at, language in enumerate(LANGUAGES)
    }
