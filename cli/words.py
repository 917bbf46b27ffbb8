"""The words of the terminal tables in Chinese and English."""

_NEXT_ZH = """下一步:
  make serve(或 mingjian serve --workspace {workspace})打开网页看证据;首次会打印建立管理员的一次性链接
  mingjian export evaluations --workspace {workspace} --format csv --lang zh --output evaluations.csv 导出评价
  notebooks/first_look.ipynb 从导出的表开始分析"""
_NEXT_EN = """next:
  make serve (or mingjian serve --workspace {workspace}) shows the evidence in a browser; at first it prints a one-time
    link that makes the administrator
  mingjian export evaluations --workspace {workspace} --format csv --output evaluations.csv exports the evaluations
  notebooks/first_look.ipynb starts from the exported tables"""

_WORDS = {
    "ledger": ("夜间台账", "Nightly ledger"),
    "scorecards": ("坐席成绩单(机器分,未发布)", "Scorecards (machine scores, unpublished)"),
    "flags": ("待复核标记", "Flags for review"),
    "coaching": ("辅导队列", "Coaching queue"),
    "interaction": ("会话", "Interaction"),
    "ending": ("结局", "Ending"),
    "code": ("代码", "Code"),
    "reason": ("原因", "Reason"),
    "source_file": ("来源文件:行", "Source file:row"),
    "scope": ("范围", "Scope"),
    "who": ("对象", "Who"),
    "period": ("周期", "Period"),
    "n": ("样本", "n"),
    "mean": ("均分", "Mean"),
    "interval": ("95% 区间", "95 % interval"),
    "pass_rate": ("合格率", "Pass rate"),
    "fatal_rate": ("疑似致命率", "Suspected fatal"),
    "severity": ("严重度", "Severity"),
    "agent": ("坐席", "Agent"),
    "team": ("团队", "Team"),
    "site": ("职场", "Site"),
    "vendor": ("外包商", "Vendor"),
    "queue": ("队列", "Queue"),
    "selection": ("选取方式,概率", "Selected by, probability"),
    "priority": ("优先级", "Priority"),
    "item": ("评分项", "Item"),
    "kind": ("类型", "Kind"),
    "evidence": ("证据会话", "Evidence"),
    "due_on": ("期限", "Due"),
    "scored": ("已评", "scored"),
    "excluded": ("排除", "excluded"),
    "failed": ("失败", "failed"),
    "missing": ("缺录音", "missing"),
    "pending": ("未完成", "pending"),
    "critical": ("严重", "critical"),
    "high": ("高", "high"),
    "medium": ("中", "medium"),
    "low": ("低", "low"),
    "info": ("提示", "info"),
    "event": ("事件", "event"),
    "risk": ("风险", "risk"),
    "random": ("随机", "random"),
    "individual": ("个人", "individual"),
    "common_cause": ("共性", "common cause"),
    "fatal": ("致命", "fatal"),
    "manual": ("人工", "manual"),
    "no score": ("判分不足", "no score"),
    "not enough data": ("数据不足", "not enough data"),
    "more rows": ("……另有 {n} 行,用 mingjian export 查看", "... {n} more rows: use mingjian export"),
    "notice": ("提示", "notice"),
    "left": ("留到下次", "left for the next run"),
    "reading the drop folder": ("读取投递目录", "reading the drop folder"),
    "judging": ("听与评", "hearing and judging"),
    "working out scorecards and coaching": ("计算成绩单与辅导", "working out scorecards and coaching"),
    "summary": (
        "夜班 {run}:{counts};本次处理 {new},未变 {unchanged}",
        "night {run}: {counts}; worked on {new}, unchanged {unchanged}",
    ),
    "next": (_NEXT_ZH, _NEXT_EN),
}


def words_in(language: str) -> dict[str, str]:
    """Every word in one language: Chinese for zh*, English otherwise."""
    which = 0 if language.startswith("zh") else 1
    return {key: pair[which] for key, pair in _WORDS.items()}
