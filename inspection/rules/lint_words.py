"""What lint says of each kind of mistake, in Chinese and English: what is wrong, and what to do."""

# ruff: noqa: E501 - one kind of mistake a line: (what zh, what en, what to do zh, what to do en)

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in both languages."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        """Chinese for zh*, English otherwise."""
        return self.zh if language.startswith("zh") else self.en


Argument = str | int | float | Words


def said(code: str, arguments: Mapping[str, Argument]) -> tuple[Words, Words]:
    """What is wrong and what to do, for a code of the table; `arguments` fill its gaps."""
    zh, en, fix_zh, fix_en = _TABLE[code]
    in_zh = {k: v.zh if isinstance(v, Words) else v for k, v in arguments.items()}
    in_en = {k: v.en if isinstance(v, Words) else v for k, v in arguments.items()}
    return (
        Words(zh.format_map(in_zh), en.format_map(in_en)),
        Words(fix_zh.format_map(in_zh), fix_en.format_map(in_en)),
    )


def either(near: str | None, known: "list[str] | tuple[str, ...]") -> Words:
    """A hint for a name nobody knows: the nearest, or all there are."""
    if near:
        return Words(f"是不是 {near}？", f"did you mean {near}?")
    if not known:
        return Words("这里还没有任何名字", "nothing is defined yet")
    listed = ", ".join(known[:8]) + (" ..." if len(known) > 8 else "")
    return Words(f"已有：{listed}", f"known: {listed}")


def is_warning(code: str) -> bool:
    """Whether a code only warns."""
    return code in _WARNINGS


NOT_OF_THE_LOADER = frozenset({"few_hits", "few_clean", "example_words", "example_fatal", "evidence_not_said",
                               "example_contradicts", "example_out_of_scope", "example_times", "example_backwards", "unknown_speaker",
                               "looks_like_regex", "catastrophic", "ambiguous", "id_not_file", "kind_key", "expression_never", "never_duty"})  # fmt: skip

_ERRORS: dict[str, tuple[str, str, str, str]] = {
    # the file
    "missing_file": ("缺少这个文件", "the file is missing", "方案目录要有 rulebook.yaml、items/、forms/", "a rulebook folder holds rulebook.yaml, items/ and forms/"),
    "not_text": ("不是 UTF-8 文本", "not text in UTF-8", "另存为 UTF-8", "save the file as UTF-8"),
    "broken_yaml": ("YAML 读不懂：{problem}", "not valid YAML: {problem}", "{hint}", "{hint}"),
    "not_a_mapping": ("文件应为“键: 值”", "a rule file maps keys to values", "照 docs/how-to/rules.md 写", "see docs/how-to/rules.md"),
    "duplicate_key": ("键 {key} 在第 {first} 行已写过", "the key '{key}' already stands in line {first}", "删去一个或合并", "remove one or merge them"),
    "unknown_key": ("没有叫 {key} 的键", "unknown key '{key}'", "{hint}", "{hint}"),
    "misplaced_key": ("键 {key} 不属于条件", "the key '{key}' does not belong to a condition", "它是评分项的键：减少缩进，移到 conditions 之外", "it is a key of the item: move it out of conditions"),
    "missing_key": ("缺少 {key}", "'{key}' is missing", "补上 {key}{purpose}", "add '{key}'{purpose}"),
    "bad_choice": ("{key} 不能是 {given}", "{key} cannot be {given}", "{hint}", "{hint}"),
    "wrong_type": ("{key} 应为{wanted}，而不是 {given}", "{key} wants {wanted}, not {given}", "{hint}", "{hint}"),
    "out_of_range": ("{key} 是 {given}，应{limit}", "{key} is {given} but must be {limit}", "改为允许的值", "choose a value within the limit"),
    "bad_name": ("名字 {given} 不合写法", "'{given}' is not a name", "用小写英文字母、数字和下划线，以字母开头", "use lower-case letters, digits and _, starting with a letter"),
    "colon_in_phrase": ("短语被冒号拆成了“键: 值”：{given}", "a colon made a key of this phrase: {given}", "给整个短语加引号", "put the whole phrase in quotes"),
    "empty_entry": ("列表里有一项是空的", "an entry of the list is empty", "写上内容或删去这一行（# 之后是注释）", "write it or remove the line (after # everything is a comment)"),
    "unquoted": ("{key} 应为文字，YAML 却读成了 {given}", "{key} wants text but YAML reads {given}", "加引号：\"{plain}\"", "put it in quotes: \"{plain}\""),
    "not_allowed": ("{key}：{problem}", "{key}: {problem}", "{hint}", "{hint}"),
    # names
    "duplicate_id": ("id {id} 在 {first} 中已有", "the id '{id}' is already defined in {first}", "改一个 id", "rename one"),
    "id_not_file": ("id 是 {id}，文件名却是 {name}", "the id is '{id}' but the file is called {name}", "文件改名为 {id}.yaml，或改 id", "rename the file to {id}.yaml or change the id"),
    "unknown_condition": ("没有叫 {name} 的条件", "no condition is named '{name}'", "{hint}", "{hint}"),
    "unknown_guard": ("没有叫 {name} 的排除语境（guard）", "no guard is named '{name}'", "{hint}", "{hint}"),
    "unknown_pattern": ("没有叫 {name} 的命名模式", "no pattern is named '{name}'", "{hint}", "{hint}"),
    "unknown_item": ("没有叫 {name} 的评分项", "no item is named '{name}'", "{hint}", "{hint}"),
    "unknown_list": ("没有叫 {name} 的词表", "no word list is named '{name}'", "{hint}", "{hint}"),
    "unknown_classifier": ("没有登记叫 {name} 的分类器", "no classifier is registered as '{name}'", "{hint}", "{hint}"),
    "unknown_entity": ("没有叫 {name} 的实体", "no entity kind is named '{name}'", "{hint}", "{hint}"),
    "unknown_speaker": ("没有叫 {name} 的说话人", "no speaker is named '{name}'", "{hint}", "{hint}"),
    "circle": ("条件绕成了圈：{circle}", "conditions go in a circle: {circle}", "去掉圈中的一环", "break the circle"),
    "list_twice": ("词表 {name} 在 {first} 中已有", "the word list '{name}' is already in {first}", "留一个文件", "keep one of the two files"),
    "bad_list": ("词表有误：{problem}", "{problem}", "{hint}", "{hint}"),
    # expressions
    "expression": ("表达式在此读不懂：{problem}", "the expression cannot be read here: {problem}", "{hint}", "{hint}"),
    "expression_never": ("{key} 永远不成立", "{key} can never hold", "检查 and / not / 至少几个", "check its and, not and 'at least'"),
    # phrases and patterns
    "phrase": ("短语读不懂：{problem}", "the phrase cannot be read: {problem}", "{hint}", "{hint}"),
    "looks_like_regex": ("短语里的 {found} 像正则表达式", "{found} in a phrase looks like a regular expression", "改写到 pattern: 里，或用 (甲|乙)、[可省]、…", "write it under pattern:, or use (a|b), [optional], …"),
    "pattern": ("正则表达式不成立：{problem}", "the pattern cannot be compiled: {problem}", "改正它；要当文字的符号前加反斜杠", "correct it; put a backslash before a sign meant as text"),
    "catastrophic": ("正则表达式会卡死：{part} 可用多种方式匹配同样的字（{size} 个字就可超过 {seconds} 秒）", "the pattern can hang: {part} matches the same text in many ways (over {seconds} s on {size} characters)", "不要在重复里再套重复，重复的选项不要由别的选项拼成；加上限 {{0,3}}", "no repetition inside a repetition, no alternative made of others under one; give limits such as {{0,3}}"),
    "ambiguous": ("正则表达式会卡死：{part} 可用多种方式匹配同样的字", "the pattern can hang: {part} can read the same text in many ways", "不要在重复里再套重复，重复的选项不要由别的选项拼成；加上限 {{0,3}}", "no repetition inside a repetition, no alternative made of others under one; give limits such as {{0,3}}"),
    # items
    "no_trigger_window": ("有 window 却没有 trigger", "a window is seen from a trigger, and there is none", "写 trigger，或删去 window", "give 'trigger' or remove 'window'"),
    "kind_key": ("{kind} 类评分项用不到 {key}", "a {kind} does not use '{key}'", "{hint}", "{hint}"),
    "never_duty": ("义务的 trigger 与 met 是同一句话：总是达标", "trigger and met of the duty are the same: it is always met", "写明不同的触发与履行", "say what calls for it and, apart from that, what fulfils it"),
    "few_hits": ("命中的示例只有 {n} 个，至少要 {least} 个", "examples that hit: {n}, wanted: at least {least}", "在 examples 里加 expect: {expect} 的示例", "add examples with expect: {expect}"),
    "few_clean": ("不该命中的示例只有 {n} 个，至少要 {least} 个", "examples that must not hit: {n}, wanted: at least {least}", "加上相近而不该命中的示例（否定、引述、客户说的）", "add near misses: negation, quotation, the other speaker"),
    "example_words": ("{kind} 类评分项的示例不能期望 {given}", "an example of a {kind} cannot expect '{given}'", "改用 {wanted}", "use {wanted}"),
    "example_fatal": ("示例写 fatal: true，评分项却没有 fatal", "the example says fatal: true but the item has no fatal", "给评分项写 fatal，或删去示例的 fatal", "give the item 'fatal' or remove it from the example"),
    "evidence_not_said": ("示例里没有人说过 {evidence}", "nobody says '{evidence}' in this example", "照抄示例里的话", "copy words from its turns"),
    "example_times": ("times_s 有 {n} 个时间，turns 有 {turns} 句", "times_s has {n} times for {turns} turns", "每句一个时间", "give one time for each turn"),
    "example_backwards": ("times_s 倒退了", "times_s goes backwards", "按先后排列", "put the times in order"),
    "example_contradicts": ("与第 {first} 行的示例相同，期望却不同", "the same snippet as in line {first}, with another expectation", "留下对的一个", "keep the right one"),
    "example_out_of_scope": ("评分项不适用于 {what}，示例却期望 {given}", "the item does not apply to {what}, yet the example expects {given}", "改渠道或业务线，或期望 not_applicable", "change its channel or line, or expect not_applicable"),
    # forms
    "form_points": ("{channel} 渠道的分值合计 {total}，{by}", "the points of channel {channel} add up to {total}, {by}", "改分值使其合计正确", "change the points so that they add up"),
    "form_twice": ("评分项 {item} 在此表中出现两次", "the item '{item}' stands twice in the form", "留一个，或用 channels 分开", "keep one, or tell them apart by channels"),
}  # fmt: skip
_WARNINGS: dict[str, tuple[str, str, str, str]] = {
    "not_read": ("这个文件不会被读取", "this file is not read", "{hint}", "{hint}"),
    "unused_condition": ("条件 {name} 没有用到", "the condition '{name}' is never used", "用它，或删去", "use it or remove it"),
    "slow_pattern": ("正则表达式在长句上很慢：{part}（{size} 个字超过 {seconds} 秒，夜间会跳过）", "the pattern is slow on long turns: {part} (over {seconds} s on {size} characters; a night gives up on it)", "加上限 {{0,20}}，或减少相邻的重复", "give limits such as {{0,20}} or fewer repetitions side by side"),
    "unused_pattern": ("命名模式 {name} 没有用到", "the pattern '{name}' is never used", "用它，或删去", "use it or remove it"),
    "unused_guard": ("排除语境 {name} 没有用到", "the guard '{name}' is never used", "用它，或删去", "use it or remove it"),
    "empty_list": ("{key} 是空的：什么也找不到", "{key} is empty: it finds nothing", "写上短语，或删去条件", "write phrases or remove the condition"),
    "never_found": ("这个条件永远找不到：{why}", "this condition can never be found: {why}", "改掉其中一个限定", "change one of the two"),
    "no_effect": ("{key} 在 {operator} 条件里不起作用", "'{key}' has no effect on a {operator} condition", "删去，或写进它所引用的条件", "remove it, or write it in the conditions it joins"),
    "always_cancelled": ("短语 {phrase} 总被 unless 的 {by} 取消", "the phrase '{phrase}' is always cancelled by '{by}' in unless", "改短语或改 unless", "change the phrase or the unless"),
    "phrase_twice": ("短语 {phrase} 在第 {first} 行已有", "the phrase '{phrase}' already stands in line {first}", "删去一个", "remove one"),
    "phrase_swallowed": ("短语 {phrase} 多余：较短的 {by}（第 {first} 行）已包含它", "'{phrase}' adds nothing: the shorter '{by}' (line {first}) finds it", "删去，或把较短的写得更准", "remove it, or make the shorter one more exact"),
    "one_character": ("短语只有一个字：{phrase}", "a phrase of one Chinese character: {phrase}", "写长一些，以免误中", "write more of it: it hits by chance"),
    "expression_always": ("{key} 永远成立", "{key} always holds", "删去，或写明条件", "remove it or say when"),
    "no_near_miss": ("没有相近而不该命中的示例（否定、引述、别人说的）", "no near miss among the examples (negation, quotation, another speaker)", "加一个，例如“我们不能……”", "add one, such as \"we cannot ...\""),
    "no_reason": ("没有写 reasons.{state}", "no wording under reasons.{state}", "写明坐席会读到的理由", "say it in the words an agent will read"),
    "example_twice": ("与第 {first} 行的示例完全相同", "the same example as in line {first}", "删去一个", "remove one"),
    "version_not_raised": ("判断变了，version 仍是 {version}", "the judgement changed but the version is still {version}", "提高 version，改 updated", "raise the version and the date under updated"),
    "version_lowered": ("version 从 {former} 降为 {version}", "the version went down from {former} to {version}", "version 只能提高", "a version only goes up"),
    "removed": ("{name} 没有了", "{name} is gone", "旧评价仍引用它；确认要停用", "old evaluations still name it; make sure it is meant"),
    "form_never": ("{item} 不适用于 {channel}，分值 {points} 在该渠道从不计", "'{item}' does not apply to {channel}: its {points} points never count there", "用 channels 限定这一行", "limit the row with channels"),
    "line_unknown": ("没有评分表用于业务线 {name}", "no form is for the business line '{name}'", "{hint}", "{hint}"),
    "future_date": ("updated 比方案中其他日期晚得多：{given}", "updated lies far ahead of the others: {given}", "改为修改日期", "give the day of the change"),
}  # fmt: skip
_TABLE = {**_ERRORS, **_WARNINGS}
