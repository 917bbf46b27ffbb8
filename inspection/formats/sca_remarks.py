"""What an import of SCA rules has to say: what was lost, what differs, what is only worth knowing, zh and en."""

# ruff: noqa: E501 - one remark a line: (weight, zh, en)

from dataclasses import dataclass
from typing import Literal

from inspection.rules.lint_words import Words

Weight = Literal["lost", "differs", "note"]


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say; `at` is the condition and operator as SCA calls them (`b/3`), empty for the whole rule.

    `lost`: not carried, so that a person judges the item; `differs`: carried, and measured a little differently;
    `note`: nothing is missing.
    """

    code: str
    at: str
    weight: Weight
    words: Words

    def line(self, language: str) -> str:
        """One line."""
        chinese = language.startswith("zh")
        where = (f"条件 {self.at}：" if chinese else f"condition {self.at}: ") if self.at else ""
        return " ".join(f"{where}{self.words.in_language(language)}".split())


def remark(code: str, at: str = "", **given: object) -> Remark:
    """A remark worded by its code."""
    weight, zh, en = _TABLE[code]
    return Remark(code, at, weight, Words(zh.format_map(given), en.format_map(given)))


_TABLE: dict[str, tuple[Weight, str, str]] = {
    # the rule
    "flow": ("lost", "流程规则的画布不带入；请改写为 steps:", "a flow rule's graph is not carried; write it again as steps:"),
    "no_lambda": ("lost", "规则没有 lambda，也不止一个条件：不知道怎样组合", "the rule has no lambda and not just one condition: how they join is unknown"),
    "bad_lambda": ("lost", "{problem}", "{problem}"),
    "no_conditions": ("lost", "规则没有条件", "the rule has no conditions"),
    "unknown_id": ("lost", "lambda 里的 {name} 没有定义", "'{name}' in the lambda is not defined"),
    "defined_twice": ("lost", "{name} 定义了两次，不知道指哪一个", "'{name}' is defined twice; which is meant is unknown"),
    "circle": ("lost", "前置条件绕成了圈：{circle}", "the conditions before it go in a circle: {circle}"),
    "anchor_lost": ("lost", "前置条件 {name} 没有带入", "its anchor condition '{name}' was not carried"),
    "refused": ("lost", "生成的规则有误：{problem}", "the rule made of it is wrong: {problem}"),
    "deleted": ("lost", "在 SCA 中已删除：没有写成评分项", "deleted in SCA: no item was written"),
    "not_in_force": ("note", "在 SCA 中未生效", "not in force in SCA"),
    "no_score": ("note", "在 SCA 中不计分：不在评分表上", "not scored in SCA: not on the form"),
    "no_scheme": ("note", "不属于任何方案：按满分 100 计", "in no scheme: its points are taken as points of 100"),
    "bonus": ("note", "加分规则：写成义务，命中即达标", "a rule that adds points: written as a duty, met when SCA would hit"),
    "bonus_cap": ("differs", "加 {points} 分，我们的加分项合计最多 5 分", "it adds {points} points; bonus items add at most 5 altogether here"),
    "bonus_human": ("differs", "加 {points} 分的规则由人工判断：没有放到评分表上", "a rule that adds {points} points is judged by people: not put on the form"),
    "score_type": ("differs", "不认识的 scoreType {given}：没有放到评分表上", "unknown scoreType {given}: not put on the form"),
    "score_at_once": ("differs", "“触发后一次性得分”（scoreNumType 1）按一次加减计", "'score in one go' (scoreNumType 1) is counted once"),
    "points_over": ("differs", "分值 {points} 超出 100，按 100 计", "{points} points are more than 100 and count as 100"),
    "veto": ("differs", "一票否决按致命项（业务类）写入评分表；字段 {field} 是我们的读法，请确认类别", "the veto became a fatal (kind business) on the form; the field {field} is our reading: check the kind"),
    "dimension_off": ("note", "所属质检维度“{name}”未启用：不在评分表上", "its dimension '{name}' is switched off: not on the form"),
    "dialogues": ("note", "{n} 段测试对话没有预期结果，没有写成示例", "{n} test dialogues have no expected result and were not made examples"),
    "business": ("note", "适用业务 {names} 没有写进 applies.business_lines", "the businesses {names} were not written into applies.business_lines"),
    "unread_rule": ("note", "未读取的字段：{names}", "fields not read: {names}"),
    # the condition
    "no_operators": ("lost", "没有算子", "it has no operators"),
    "unused_operator": ("note", "算子 {name} 不在 lambda 中：没有带入", "operator '{name}' is not in the lambda and was not carried"),
    "several_operators": ("differs", "多个算子在整个范围内组合，不是逐句组合", "its operators are joined over the whole range, not sentence by sentence"),
    "exclusion": ("lost", "exclusion（排除）{given} 的含义没有公开", "what exclusion {given} means is not published"),
    "all_sentences": ("lost", "“每句都要满足”没有对应写法", "'every sentence must satisfy it' cannot be said here"),
    "absolute": ("lost", "按全部对话的绝对位置计数（absolute），与角色并用，没有对应写法", "positions counted over all turns (absolute) beside a role cannot be said here"),
    "unread_condition": ("lost", "不认识的条件字段 {names}", "unknown keys of the condition: {names}"),
    "role": ("lost", "不认识的角色 {given}", "unknown role '{given}'"),
    "range": ("lost", "范围 {given} 没有对应写法：只有前几句、后几句", "the range {given} cannot be said here: only the first or the last turns"),
    "range_not_words": ("lost", "这种算子不能限定范围或前置条件", "this operator takes no range and no anchor"),
    "turns": ("differs", "SCA 数句子，我们数该角色的轮次（连续几句算一轮）", "SCA counts sentences, we count turns of the role (consecutive ones as one)"),
    "anchor": ("lost", "前置位置 {given} 没有对应写法", "the place '{given}' relative to an anchor cannot be said here"),
    "anchor_own_turn": ("differs", "前置条件所在的那一轮里，其后（前）的话也算", "words after (before) the anchor in its own turn count as well"),
    "anchor_hit": ("lost", "前置条件的命中次数 {given} 不认识", "unknown hit_time {given} of the anchor"),
    "anchor_any": ("differs", "没有写前置条件的第几次命中：按任一次", "which hit of the anchor is meant is not given: any"),
    # the operator
    "operator": ("lost", "算子 {kind} 没有带入{hint}", "the operator {kind} is not carried{hint}"),
    "param": ("lost", "不认识的参数 {names}", "unknown parameters: {names}"),
    "bad_param": ("lost", "参数 {name} 的值 {given} 不能用", "the value {given} of parameter '{name}' cannot be used"),
    "no_words": ("lost", "没有关键词", "there are no keywords"),
    "unsayable": ("differs", "{n} 个词没有带入（只有标点，或含反斜杠写法）：{words}", "{n} words are not carried (punctuation only, or backslash signs): {words}"),
    "unsayable_all": ("lost", "{n} 个必须有的词不能写成短语：{words}", "{n} wanted words cannot be written as phrases: {words}"),
    "same_words": ("note", "{n} 个词折叠后相同，只留一个", "{n} words are the same when folded and stand once"),
    "escaped": ("note", "{n} 个词像正则表达式，按文字处理：{words}", "{n} words look like regular expressions and are taken as text: {words}"),
    "one_character": ("note", "{n} 个词只有一个字，容易误中：{words}", "{n} words have one character and hit by chance: {words}"),
    "word_list": ("note", "{n} 个词写成词表 lists/{name}.txt", "{n} words became the list lists/{name}.txt"),
    "sentence_or_not": ("differs", "contextChatMatch 与 in_sentence 说法不一：按同一句计", "contextChatMatch and in_sentence disagree: the words are wanted in one turn"),
    "n_in_a_sentence": ("lost", "同一句里 {total} 个词中至少 {n} 个没有对应写法", "at least {n} of {total} words in one turn cannot be said here"),
    "threshold": ("lost", "“总共命中 {n} 次”与这种匹配并用，没有对应写法", "'{n} hits altogether' cannot be said with this kind of match"),
    "threshold_span": ("differs", "“总共命中 {n} 次”在整个范围内计", "'{n} hits altogether' are counted over the whole range"),
    "extension": ("differs", "同义词自动扩展没有带入：请把同义词写出来", "automatic synonyms are not carried: write them out"),
    "case": ("differs", "区分大小写没有带入：我们不分大小写", "case is not told apart here"),
    "bad_regex": ("lost", "正则表达式不成立：{problem}", "the regular expression cannot be compiled: {problem}"),
    "regex_turns": ("differs", "多句匹配的正则按一轮一轮匹配", "a regular expression over several sentences is matched turn by turn"),
    "regex_context": ("lost", "跨句的正则表达式没有对应写法", "a regular expression across sentences cannot be said here"),
    "not_regex": ("differs", "排除表达式在命中的同一句（以标点分）里找", "the exclusion is looked for in the sentence of the hit (as punctuation ends it)"),
    "similar": ("differs", "相似度 {score} 按字词重合计算，与 SCA 的算法不同：请用示例校准", "similarity {score} is measured by shared characters or words, not as SCA does: calibrate it with examples"),
    "similar_low": ("lost", "相似度 {score} 低于 50，没有对应写法", "a similarity of {score} is under 50 and cannot be said here"),
    "repeat_window": ("lost", "“{n} 句内重复”没有对应写法（我们看整段）", "'repeated within {n} sentences' cannot be said here (we look at the whole segment)"),
    "repeat": ("differs", "重复的相似度按字对重合计算，与 SCA 的算法不同", "the likeness of repeats is measured by pairs of characters, not as SCA does"),
    "compare": ("lost", "比较方式 {given} 没有对应写法", "the comparison '{given}' cannot be said here"),
    "interval_kind": ("lost", "这种间隔（target {target}，from_end {from_end}）没有对应写法", "this interval (target {target}, from_end {from_end}) cannot be said here"),
    "interval": ("differs", "静音按检测到的声音计，SCA 按两句的起止时间计", "silence is heard in the sound here; SCA takes the times of two sentences"),
    "same_role": ("differs", "different_role：同一角色两句之间的静音也会算", "different_role: a silence between two sentences of one speaker counts as well"),
    "short_turns": ("differs", "“少于 {n} 字不检测”没有带入：短句按我们的下限", "'not under {n} characters' is not carried: short turns follow our own limit"),
    "rate_words": ("note", "只对中文语速（每分钟字数）", "for Chinese speech (characters a minute) only"),
}  # fmt: skip
