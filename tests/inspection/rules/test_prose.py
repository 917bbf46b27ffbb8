"""Rules read aloud: every operator has a sentence, every condition a number, and nothing of the rule is left out."""

from collections.abc import Iterator
from functools import cache

import pytest

from inspection.rules.condition_spec import OPERATORS
from inspection.rules.item_spec import Wording
from inspection.rules.prose import ItemProse, prose_of
from inspection.rules.prose_expression import parts_of
from inspection.rules.prose_operators import asked
from inspection.rules.prose_words import in_both, quoted, seconds
from inspection.rules.rulebook import Rulebook, load_rulebook
from records.rule_texts import rule_files

HEAD = ("rulebook.yaml", "id: b\nversion: '1'\nguards:\n  no: {note: 否定 / denied, before: [不]}\n")
ITEM = """
id: rude
version: 1
kind: {kind}
title: {{zh: 态度, en: Rude}}
meaning: {{zh: 甲, en: a}}
dimension: attitude
line: customer
owner: o
updated: 2026-09-01
{rest}
"""


def book(rest: str, kind: str = "violation") -> Rulebook:
    return load_rulebook(HEAD, [("items/rude.yaml", ITEM.format(kind=kind, rest=rest))])


def told(rest: str, kind: str = "violation") -> ItemProse:
    return prose_of(book(rest, kind), "rude", {"no": in_both("否定 / denied")})


def said(prose: ItemProse, about: str) -> str:
    line = next(line for line in prose.lines if line.about.zh == about)
    return " ".join(part.words.zh for part in line.parts)


def only(rest: str) -> tuple[str, str, str]:
    """The sentence of the one condition, its limits, in Chinese; the sentence in English."""
    (one,) = told(f"conditions:\n  a: {rest}\nfound: a\n").conditions
    return one.words.zh, ";".join(limit.zh for limit in one.scope), one.words.en


def test_an_expression_names_conditions_by_their_numbers() -> None:
    parts = parts_of("at least 2 of (a, b) and not c then a later than b", {"a": 1, "b": 2})
    assert " ".join(p.words.zh for p in parts) == (
        "至少 2 项成立: ( 条件 1 、 条件 2 ) 且 没有 c 之后某轮再有 条件 1 晚于 条件 2"
    )
    assert [p.condition for p in parts if p.condition] == ["a", "b", "a", "b"]


@pytest.mark.parametrize(
    ("english", "chinese"), [("a and not (b or a)", "a 且 非 (b 或 a)"), ("a before b", "a 先于 b")]
)
def test_expressions_in_both_languages_read_the_same(english: str, chinese: str) -> None:
    numbers = {"a": 1, "b": 2}
    assert parts_of(english, numbers) == parts_of(chinese, numbers)


@pytest.mark.parametrize(
    ("condition", "sentence", "limits", "english"),
    [
        ("{any: [蠢, 笨]}", "坐席说出以下任一说法:「蠢」「笨」", "", "the agent says one of: “蠢”, “笨”"),
        ("{role: customer, all: [退, 货], within: turn}", "客户把以下说法都说到:「退」「货」", "须在同一句里",
         "the customer says all of: “退”, “货”"),
        ("{any: 蠢, first_turns: 3, guards: [no], at_least: 2, questions: ignore}", "坐席说出以下任一说法:「蠢」",
         "在其前 3 轮内;至少 2 次;问句不算;以下语境不算:否定", "the agent says one of: “蠢”"),
        ("{pattern: '[^\\s]+'}", "坐席说出这类话,如1 种文字模式", "", "the agent says words like 1 text patterns"),
        ("{wait: {over_s: {phone: 15, chat: 7200}}}", "坐席开口前的静默或等待超过 电话 15 秒、在线 2 小时", "",
         "a silence or wait until the agent speaks exceeds 15 s (phone), 2 h (chat)"),
        ("{interruptions: {more_than: 3}}", "坐席打断次数 多于 3", "", "interruptions of the agent more than 3"),
        ("{metadata: {field: ivr_notice, equals: false}}", "随录字段「ivr_notice」 等于 否", "",
         "the field “ivr_notice” equals no"),
        ("{metadata: {field: x, present: false}}", "随录字段「x」没有值", "", "the field “x” is missing"),
        ("{hung_up: agent}", "坐席先挂断", "", "the agent hangs up"),
        ("{feeling: {label: negative}, role: customer}", "客户的某句话情绪为消极(≥ 60%)", "",
         "a turn of the customer sounds negative (≥ 60%)"),
        ("{classifier: {name: acts, label: rude, at_least: 0.9, ask_from: 0.7}}",
         "阅读模型认为坐席的某句话是「rude」(把握不低于 90%);70%–90% 之间转人工", "",
         ("the reading model takes a turn of the agent for “rude” (at least 90% sure); "
          "between 70%–90% a person decides")),
    ],
)  # fmt: skip
def test_a_condition_is_a_sentence_with_its_limits(condition: str, sentence: str, limits: str, english: str) -> None:
    zh, scope, en = only(condition)
    assert (zh.replace(" ", ""), scope, en) == (sentence.replace(" ", ""), limits, english)


def test_conditions_are_numbered_as_the_rule_names_them_and_what_they_build_on_follows() -> None:
    prose = told(
        "conditions:\n  x: {any: 甲}\n  base: {any: 乙}\n  a: {any: 丙, after: {condition: base, turns: 2}}\n"
        "  unused: {any: 丁}\nfound: a and x\n"
    )
    assert [(one.number, one.name) for one in prose.conditions] == [(1, "a"), (2, "x"), (3, "base"), (4, "unused")]
    assert prose.conditions[0].scope == (Wording(zh="在条件 3之后的 2 轮内", en="after condition 3, within 2 turns"),)


def test_a_duty_tells_when_where_and_what_is_spared() -> None:
    prose = told(
        "conditions:\n  t: {role: customer, any: 急}\n  m: {any: 抱歉}\ntrigger: t\nmet: m\n"
        "window: {turns: 3, each: true}\napplies: {channels: [phone], segment: first}\nyields_to: other\n",
        kind="duty",
    )
    assert said(prose, "触发") == "条件 1"
    assert said(prose, "应做到") == "条件 2"
    assert said(prose, "位置") == "在触发之后,3 轮内,每次触发都要"
    assert said(prose, "渠道") == "电话"
    assert said(prose, "服务段") == "只看首位坐席"
    assert said(prose, "不重复扣分") == "同一行为由「other」计分"
    assert "转人工" in "".join(line.about.zh for line in prose.lines)


def test_a_fatal_is_told_as_suspected_until_a_person_confirms_it() -> None:
    prose = told("conditions:\n  a: {any: 蠢}\nfound: a\nfatal: {kind: customer, when: a}\n")
    assert said(prose, "致命,当") == "条件 1 疑似致命(客户关键),经人确认后才归零"


def test_what_only_people_judge_says_so() -> None:
    assert said(told("", kind="human"), "由谁判断") == "只由人判断,机器不打分"


def test_long_lists_are_cut_and_counted() -> None:
    assert quoted(["a", "b", "c"], 2).zh == "「a」「b」等 3 种"
    assert quoted(["a", "(?x)"], 2).en == "“a” and 1 more"
    assert seconds(90).zh == "90 秒"
    assert seconds(3600).en == "1 h"


@cache
def shipped() -> Rulebook:
    texts, _ = rule_files()
    items = [(f, t) for f, t in texts.items() if f.startswith("items/")]
    beside = [(f, t) for f, t in texts.items() if f in ("shared.yaml", "spellings.yaml")]
    return load_rulebook(("rulebook.yaml", texts["rulebook.yaml"]), items, beside)


def wordings() -> Iterator[tuple[str, Wording]]:
    for item_id in shipped().item_ids:
        prose = prose_of(shipped(), item_id, {})
        for line in prose.lines:
            yield item_id, line.about
            yield from ((item_id, part.words) for part in line.parts)
        for one in prose.conditions:
            yield item_id, one.words
            yield from ((item_id, limit) for limit in one.scope)


def test_every_shipped_item_is_told_in_both_languages_and_whole() -> None:
    empty = [item_id for item_id, words in wordings() if not words.zh.strip() or not words.en.strip()]
    assert empty == []
    for item_id in shipped().item_ids:
        prose = prose_of(shipped(), item_id, {})
        assert {one.name for one in prose.conditions} == set(shipped().items[item_id].conditions)
        named = {part.condition for line in prose.lines for part in line.parts if part.condition}
        assert named <= {one.name for one in prose.conditions}


def test_no_operator_is_told_by_its_bare_name() -> None:
    """A sentence that only repeats the key of the rule file tells a reader nothing."""
    bare = []
    for item in shipped().items.values():
        for condition in item.conditions.values():
            words = asked(condition.spec, ("甲",), {})
            if condition.spec.operator in words.zh.split() or words.zh.strip() in OPERATORS:
                bare.append((item.spec.id, condition.name, words.zh))
    assert bare == []
