"""The words of sampling and estimates in Chinese and English."""

_WORDS = {
    "plan": ("抽检计划 {day}:{of} 个会话中抽 {drawn} 个", "Sampling plan {day}: {drawn} of {of} interactions"),
    "drawn": ("已抽检 {day}:{of} 个会话中抽中 {drawn} 个", "Drawn {day}: {drawn} of {of} interactions"),
    "nothing": ("{day} 没有可抽的会话(都已抽过,或尚未评分)", "{day}: nothing to draw (all framed, or nothing judged)"),
    "capacity": (
        "复核能力 {capacity},其中 {waiting} 个名额留给此前抽中未复核的",
        "capacity {capacity} reviews, {waiting} of them taken by earlier draws that wait",
    ),
    "over": (
        "超出复核能力 {over} 个:疑似致命与随机底线不裁减,请加派人手",
        "{over} more than anybody has time for: suspected fatals and the floor are never cut, send help",
    ),
    "reviewers": ("复核人", "Reviewers"),
    "part": ("组成", "Part"),
    "slots": ("抽", "Drawn"),
    "of": ("共", "Of"),
    "chance": ("概率", "Chance"),
    "floor": ("随机底线(盲评全表)", "random floor (blind, full form)"),
    "agents": ("配额不足的坐席(各一个,盲评全表)", "agents behind quota (one each, blind)"),
    "fatal": ("疑似致命", "suspected fatal"),
    "complaint": ("投诉与不满", "complaint"),
    "disagreement": ("判定不一致", "disagreement"),
    "low_confidence": ("置信度低", "low confidence"),
    "high_risk": ("高风险", "high risk"),
    "risk": ("有风险", "some risk"),
    "calm": ("平稳(仅随机与配额)", "calm (floor and quota only)"),
    "gaps": ("{month} 配额缺口", "Quota gaps of {month}"),
    "gaps_reviewers": ("{month} 复核人配额", "Reviewers' quotas of {month}"),
    "no_gaps": ("{month} 没有配额缺口", "{month}: no quota gaps"),
    "who": ("对象", "Who"),
    "team": ("团队", "Team"),
    "done": ("已复核", "Reviewed"),
    "by_lot": ("其中随机", "By lot"),
    "waiting": ("待复核", "Waiting"),
    "quota": ("配额", "Quota"),
    "missing": ("还缺", "Missing"),
    "needed": ("需要复核 {n} 个", "{n} reviews needed"),
    "needed_each": ("每名坐席需要复核 {n} 个", "{n} reviews of each agent needed"),
    "needed_hits": ("需要复核 {n} 个命中", "{n} reviewed hits needed"),
    "needed_lot": ("需要随机盲评 {n} 个", "{n} blind reviews by lot needed"),
    "days": ("按每天 {per_day} 个计:{days} 天", "at {per_day} reviews a day: {days} days"),
    "estimate": ("估计:{measure},{first} 至 {last}", "Estimate: {measure}, {first} to {last}"),
    "group": ("分组", "Group"),
    "units": ("评价数", "Evaluations"),
    "reviewed": ("复核数", "Reviewed"),
    "combined": ("估计(机器+人工)", "Estimate (both)"),
    "interval": ("95% 区间", "95 % interval"),
    "human": ("仅人工", "People alone"),
    "machine": ("仅机器", "Machine alone"),
    "width": ("区间宽度比", "Width ratio"),
    "everything": ("全部", "all"),
    "unassigned": ("未归属", "unassigned"),
    "not enough": ("数据不足", "not enough data"),
    "none": ("-", "-"),
    "outside": (
        "{n} 个评价不在任何抽检计划内,未计入",
        "{n} evaluations no sampling plan framed are left out",
    ),
    "no_units": ("这段时间没有可估计的评价", "no evaluation of this period can be estimated"),
}


def sample_words(language: str) -> dict[str, str]:
    """Every word in one language: Chinese for zh, English otherwise."""
    which = 0 if language == "zh" else 1
    return {key: pair[which] for key, pair in _WORDS.items()}
