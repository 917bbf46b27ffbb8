"""The words of decisions about rules, in Chinese and English."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "rules_restore": ("恢复此版本", "Return to this version"),
    "rules_restore_shipped": ("恢复随附方案", "Return to the shipped rulebook"),
    "rules_restore_what": ("恢复到", "Return to"),
    "rules_now": ("现在生效", "In force now"),
    "rules_restore_from": ("生效自", "In force from"),
    "rules_restore_explains": (
        "此后开始的会话按恢复的方案判定;历史不改,已有的分数不变。恢复会记为一个新版本。",
        "Interactions that start from then on are judged by it; history and scores stay. It becomes a new version.",
    ),
    "rules_restore_nothing": ("与现在生效的方案相同,没有变化。", "It is what is in force now: nothing would change."),
    "rules_restore_trial": ("试运行 {label} 照常进行。", "The trial {label} goes on."),
    "rules_reason": ("原因(必填,记入审计)", "Why (wanted; it goes into the audit trail)"),
    "rules_confirm_restore": ("确认恢复", "Yes, return to it"),
    "rules_cancel": ("取消", "Cancel"),
    "rules_restored": ("已恢复,现在生效。", "Done: it is in force."),
    "rules_set_standing": ("变更信任状态", "Change its standing"),
    "rules_to": ("改为", "Change to"),
    "rules_look_first": ("先看影响", "See what it means"),
    "rules_preview": ("将要发生的变化", "What will change"),
    "rules_confirm_standing": ("确认变更", "Yes, change it"),
    "rules_choose_standing": ("请选择要改成的状态。", "Choose what it is to become."),
    "rules_standing_done": ("已变更。", "Done."),
    "rules_means_advice": (
        "从下一次公布起,该规则只作提示:没有人工结论时,它判定的评分项不计入公布分。",
        "From the next publication on it only advises: without a person's verdict its items leave the published score.",
    ),
    "rules_means_trial": (
        "从下一次公布起,该规则回到试用:没有人工结论时不计入公布分,复核满额后可再计入。",
        "From the next publication on it is on trial again: it counts for nothing until enough hits are confirmed.",
    ),
    "rules_means_counted": (
        "从下一次公布起,若实况精确率的区间下限也达标,该规则无需人工即可计入公布分。",
        "From the next publication on it counts without a person, if its precision is surely high enough too.",
    ),
    "rules_means_always": (
        "机器分与已公布的分数都不变;复核仍会照常统计它的精确率,低于下限会自动降为仅提示。",
        "Machine scores and what is published stay. Reviews go on counting; under its floor it is downgraded again.",
    ),
}  # fmt: skip
