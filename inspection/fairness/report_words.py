"""The words of the fairness report in Chinese and English; columns are split at `|`, paragraphs at line ends."""

_LIMITS_ZH = """## 说明

- 差异不等于偏见：班组的工作可能本就不同；评分表与渠道已相同，其余请人看。
- “识别质量相同”按平均置信度线性比较；置信度本身在口音之间也可能不准。
- 反事实检查只换字面，不换声音。"""
_LIMITS_EN = """## What it cannot say

- A gap is not a bias: teams may do other work. Form and channel are equal; the rest is for people to look at.
- *Recognition equal* compares along the mean confidence, which may itself be less right for some accents.
- Swaps change the words, not the voice."""
_COLUMNS_ZH = "群体|会话|坐席|均分|得分差|得分差（识别质量相同）|识别置信度差（百分点）|p（校正）|结论"
_COLUMNS_EN = "Group|Interactions|Agents|Mean|Gap|Gap (recognition equal)|Recognition (points of %)|p (Holm)|Verdict"

_WORDS = {
    "title": ("# 公平性月报 {month}", "# Fairness report {month}"),
    "based": (
        (
            "依据 {n} 次评价的{score}。得分差为该群体减去其余，单位为分，括号内为 95% 区间；"
            "全表按 Holm 校正：若处处公平，至多 {share} 的月报会出现任何一处“存在差异”。"
        ),
        (
            "Rests on the {score} of {n} evaluations. A gap: the group less all others, in points, with 95 % interval. "
            "Holm's correction runs over the whole report: on a fair centre at most {share} of reports show any gap."
        ),
    ),
    "score.machine": ("机器分", "machine score"),
    "score.human": ("人工分", "human score"),
    "score.published": ("公布分", "published score"),
    "none": (
        "**未见群体差异。** 这不证明没有差异，只是本月的数据看不出。",
        "**No gap between groups is shown.** That does not prove that there is none: this month's data show none.",
    ),
    "some": ("**{n} 个群体存在差异：**", "**{n} groups show a gap:**"),
    "sentence.gap": (
        "{group}：{raw} 分；识别质量相同时为 {adjusted} 分，仍然存在",
        "{group}: {raw} points; with recognition held equal {adjusted}: it remains",
    ),
    "sentence.gap_of_recognition": (
        "{group}：{raw} 分；识别质量相同时为 {adjusted} 分，差异随识别质量而来",
        "{group}: {raw} points; with recognition held equal {adjusted}: it goes with recognition",
    ),
    "attribute.team": ("班组", "Team"),
    "attribute.site": ("职场", "Site"),
    "attribute.shift": ("班次", "Shift"),
    "attribute.language": ("语言", "Language"),
    "attribute.accent": ("口音", "Accent"),
    "no_groups": ("不足两个群体，无可比较。", "Fewer than two groups: nothing to compare."),
    "same_agents": (
        "同一坐席、同一评分表和渠道内比较：只在一边工作过的坐席不计入。",
        "Compared within the same agent, form and channel: agents who worked on one side only do not count.",
    ),
    "other_agents": (
        "同一评分表和渠道内比较，坐席之间的差别计入误差。",
        "Compared within the same form and channel; differences between agents are part of the error.",
    ),
    "columns": (_COLUMNS_ZH, _COLUMNS_EN),
    "verdict.not_enough": ("数据不足", "not enough data"),
    "verdict.no_gap": ("未见差异", "no gap shown"),
    "verdict.gap": ("存在差异", "gap"),
    "verdict.gap_of_recognition": ("随识别质量", "goes with recognition"),
    "swaps": ("## 反事实检查", "## Counterfactual checks"),
    "not_checked": (
        "本次未做（加 `--swaps` 与 `--examples`）。",
        "Not done this time (add `--swaps` and `--examples`).",
    ),
    "checked": (
        "把姓名、性别称谓、语气词、客户的敬语换掉，再判一次：{what}。结论本不该变。",
        (
            "Names, gendered words, tone words and the customer's polite words are swapped, then judged again: {what}. "
            "No verdict should change."
        ),
    ),
    "interactions": ("{n} 通会话", "{n} interactions"),
    "rule_examples": ("{n} 个规则例句", "{n} examples of rules"),
    "kind.name": ("姓名", "name"),
    "kind.gender": ("性别称谓", "gendered words"),
    "kind.particle": ("语气词", "tone words"),
    "kind.politeness": ("客户敬语", "customer's politeness"),
    "swap_columns": (
        "替换|有项目翻转的文本|翻转的项目结论|读法变化的语句（情感、言语行为）",
        "Swap|Texts with a flipped item|Flipped verdicts|Turns read otherwise (sentiment, acts)",
    ),
    "flipped": ("翻转的结论：", "Verdicts that flipped:"),
    "flip_columns": ("文本|替换|项目|变化", "Text|Swap|Item|Change"),
    "limits": (_LIMITS_ZH, _LIMITS_EN),
}


def report_words(language: str) -> dict[str, str]:
    """Every word in one language: Chinese for zh*, English otherwise."""
    which = 0 if language.startswith("zh") else 1
    return {key: pair[which] for key, pair in _WORDS.items()}
