"""The names of what a review lacks, is held by or is refused for, in Chinese and English, by kind and value."""

from collections.abc import Mapping

REVIEW_WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "hold": {
        "no_basis": ("无评分依据", "nothing to score by"),
        "suspected_fatal": ("疑似致命待定", "a suspected fatal is open"),
        "disputed": ("复核不一致", "reviewers disagree"),
        "too_little": ("可判分值不足", "too little judged"),
    },
    "lacking": {
        "verdict": ("还没有判定", "no verdict yet"),
        "reason": ("与机器不同,请选原因", "differs from the machine: choose a reason"),
        "turn": ("请写第几句", "name the turn"),
        "fatal": ("请选致命或不致命", "say whether it is fatal"),
    },
    "review_refusal": {
        "wrong_role": ("您的角色不能做这一步。", "Your role does not take this step."),
        "skilled": ("不在您的渠道、队列或语种之内。", "It is not among your channels, queues or languages."),
        "other_team": ("是本班组的会话,由其他班组的人复核。", "It is of your own team: somebody else reviews it."),
        "not_judged_yet": ("您已判过它,须由别人来看。", "You judged it before: somebody else has to look."),
        "below_capacity": ("您今天的复核量已满。", "Your reviews of the day are done."),
        "holds_it": ("您没有持有它:请先领取。", "You do not hold it: take it first."),
        "own_verdict": ("这不是您的结论。", "This verdict is not yours."),
        "held": ("别人正在复核它。", "Somebody else is looking at it now."),
        "blind": ("它在等盲评。", "It waits for a blind review."),
        "waits_blind": ("它在等盲评,不能人工打开。", "It waits for a blind review and cannot be opened by hand."),
        "wrong_state": ("它的状态已变,请刷新。", "It stands elsewhere now: load the page again."),
        "wrong_status": ("已不能由复核改变,只能申诉。", "Reviews no longer move it: an appeal does."),
        "submitted": ("已经提交过,结论不同:请用更正。", "It was submitted with other verdicts: correct them."),
        "frozen": ("该月已封账。", "Its month is frozen."),
        "no_task": ("没有这条复核。", "There is no such review."),
        "no_basis": ("没有保存评分依据,无法计分。", "What the score rests on is not kept."),
        "bad_comment": ("点评为空、过长,或没有这一句。", "The comment is empty or too long, or there is no such turn."),
        "bad_correction": ("该句里没有这些词,或没有改动。", "These words are not in that turn, or nothing changed."),
        "not_judged": ("它没有质检结果。", "It was not judged."),
    },
}  # fmt: skip
