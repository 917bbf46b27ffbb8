"""any, all, none, counts, exceptions, neighbours and word lists."""

import pytest

from inspection.errors import RuleError
from tests.inspection.rules.asking import NO, UNKNOWN, YES, ask, book_with, texts
from tests.inspection.rules.book_of import HEAD, judged


def test_different_phrases_are_counted_and_repeats_of_one_are_not() -> None:
    wanted = "c: {any: [抱歉, 理解, 感谢], at_least_phrases: 2}"
    assert ask(wanted, "A: 抱歉抱歉，非常抱歉").truth is NO
    assert ask(wanted, "A: 抱歉", "A: 我理解").truth is YES
    assert ask("c: {any: [抱歉, 理解], at_least: 2}", "A: 抱歉抱歉").truth is YES


def test_a_cancelled_phrase_is_not_one_of_the_different_ones() -> None:
    wanted = "c: {any: [抱歉, 理解], at_least_phrases: 2, guards: [negated]}"
    assert ask(wanted, "A: 抱歉，我不理解").truth is NO


def test_more_different_phrases_than_there_are_is_refused() -> None:
    with pytest.raises(RuleError, match="never be met"):
        book_with("c: {any: [抱歉], at_least_phrases: 2}")


def test_all_may_be_wanted_in_one_turn() -> None:
    said = ("A: 您的姓名是", "A: 您的电话是")
    assert ask("c: {all: [姓名, 电话]}", *said).truth is YES
    assert ask("c: {all: [姓名, 电话], within: turn}", *said).truth is NO
    assert ask("c: {all: [姓名, 电话], within: turn}", "A: 请报姓名和电话").truth is YES


def test_all_with_a_phrase_that_only_sounds_alike_rests_on_sound() -> None:
    said = ("A: 通话会被路音", "A: 请报一下姓名")
    outcome = ask("c: {all: [通话会被录音, 报一下姓名]}", *said, recognised=True)
    assert outcome.truth is YES
    assert all(h.by_sound for h in outcome.hits)
    assert ask("c: {all: [通话会被录音, 报一下姓名]}", *said).truth is NO
    assert ask("c: {all: [通话会被录音, 身份证号]}", *said, recognised=True).truth is NO


def test_none_is_true_when_absent_and_shows_what_was_searched() -> None:
    outcome = ask("c: {none: [再见, bye]}", "A: 您好", "C: 谢谢再见", "A: 好的")
    assert outcome.truth is YES
    assert [(h.turn, h.operator) for h in outcome.hits] == [(0, "absent"), (2, "absent")]
    assert ask("c: {none: [再见]}", "A: 您好", "A: 再见").truth is NO


def test_none_that_may_have_been_said_by_its_sound_is_unknown() -> None:
    assert ask("c: {none: [本次通话录音]}", "A: 本次通话路音", recognised=True).truth is UNKNOWN
    assert ask("c: {none: [本次通话录音]}", "A: 本次通话很好", recognised=True).truth is YES


def test_none_after_something_that_never_happened_is_false() -> None:
    wanted = "asked: {role: customer, any: [退款]}\nc: {none: [抱歉], after: {condition: asked, turns: 1}}"
    assert ask(wanted, "C: 你好", "A: 您好").truth is NO
    late = ask(wanted, "C: 退款", "A: 您好", "C: 嗯", "A: 抱歉")
    assert late.truth is YES
    assert late.hits[0].turn == 0
    assert ask(wanted, "C: 退款", "A: 抱歉").truth is NO


def test_an_absence_costs_points_with_the_turns_as_evidence() -> None:
    body = "conditions:\n  c: {none: [再见]}\nfound: c"
    judgement = judged(body, "A: 您好", "A: 好的")
    assert judgement.state == "unmet"
    assert judgement.evidence[0].operator == "absent"


def test_a_hit_that_overlaps_its_exception_is_cancelled() -> None:
    wanted = "c: {pattern: ['credit'], except: ['credit card', '信用卡']}"
    assert ask(wanted, "A: your credit card").truth is NO
    assert ask(wanted, "A: a credit of five dollars").truth is YES
    said = "A: a credit on your credit card"
    assert texts(ask(wanted, said), said) == ["credit"]
    assert ask("c: {any: [信用], except: ['信用卡']}", "A: 办信用卡").truth is NO


def test_an_exception_may_stand_anywhere_in_the_sentence() -> None:
    wanted = "c: {pattern: ['保证'], except: {in_sentence: ['保证金']}}"
    assert ask(wanted, "A: 保证到账，保证金另算").truth is NO
    assert ask(wanted, "A: 保证到账。保证金另算").truth is YES


def test_exceptions_are_found_in_full_width_and_traditional_text() -> None:
    said = "A: 辦　ＣＲＥＤＩＴ　ＣＡＲＤ"
    assert ask("c: {pattern: ['credit'], except: ['credit card']}", said).truth is NO


def test_unless_reaches_so_far_in_speech_without_punctuation() -> None:
    far = "A: 我们公司不保证收益这个您放心然后呢另外还有一个事情就是说这只产品一定赚钱"
    wanted = "c: {any: [一定赚钱], unless: [不保证]%s}"
    assert ask(wanted % "", far, recognised=True).truth is NO
    assert ask(wanted % ", unless_reach: 10", far, recognised=True).truth is YES
    assert ask(wanted % ", unless_reach: 10", "A: 我们不保证一定赚钱").truth is NO


def test_nearness_counts_characters_in_chinese_and_words_in_english() -> None:
    wanted = "c: {any: [保证, guarantee], near: {phrases: [收益, return], words: 3}}"
    assert ask(wanted, "A: 保证您的收益").truth is YES
    assert ask(wanted, "A: 保证您这次的收益").truth is NO
    assert ask(wanted, "A: we guarantee you a return").truth is YES
    assert ask(wanted, "A: we guarantee that you get a return").truth is NO
    assert ask(wanted, "A: 保证", "A: 收益").truth is NO


def test_nearness_to_a_condition_may_have_a_side() -> None:
    wanted = "other: {any: [收益]}\nc: {any: [保证], near: {condition: other, words: 4, side: %s}}"
    assert ask(wanted % "before", "A: 保证收益").truth is YES
    assert ask(wanted % "after", "A: 保证收益").truth is NO
    assert ask(wanted % "either", "A: 收益保证").truth is YES


def test_near_something_unknown_is_unknown() -> None:
    wanted = "other: {classifier: {name: x, label: y}}\nc: {any: [保证], near: {condition: other, words: 4}}"
    assert ask(wanted, "A: 保证").truth is UNKNOWN


LISTS = [
    ("lists/forbidden.txt", "# 违禁词\n稳赚\n\n保本 # 不可说\nC\\#语言\n"),
    ("lists/more.csv", "词,级别\n包过,高\n"),
]


@pytest.mark.parametrize(
    "wanted", ["any: ['@forbidden']", "any: {list: forbidden}", "any: {zh: [没有], list: [forbidden]}"]
)
def test_words_come_from_a_list_file(wanted: str) -> None:
    assert ask(f"c: {{{wanted}}}", "A: 这个稳赚", beside=LISTS).truth is YES
    assert ask(f"c: {{{wanted}}}", "A: 不可说", beside=LISTS).truth is NO


def test_a_csv_list_has_its_phrases_in_the_first_column_under_a_heading() -> None:
    assert ask("c: {any: {list: more}}", "A: 包过的", beside=LISTS).truth is YES
    assert ask("c: {any: {list: more}}", "A: 高", beside=LISTS).truth is NO
    assert ask("c: {any: {list: more}}", "A: 词", beside=LISTS).truth is NO


def test_a_list_serves_guards_and_unless_too() -> None:
    head = HEAD.replace("[不, 不能]", "['@forbidden']")
    assert ask("c: {any: [收益], guards: [negated]}", "A: 保本收益", beside=LISTS, head=head).truth is NO
    assert ask("c: {any: [收益], unless: ['@more']}", "A: 包过，有收益", beside=LISTS).truth is NO


def test_the_hash_follows_the_words_of_a_list() -> None:
    one = book_with("c: {any: ['@forbidden']}", beside=LISTS)
    other = book_with("c: {any: ['@forbidden']}", beside=[("lists/forbidden.txt", "别的")])
    assert one.content_hash != other.content_hash


@pytest.mark.parametrize(
    ("files", "words", "where"),
    [
        (LISTS[1:], "no word list is named 'forbidden' \\(known: more\\)", "items/thing.yaml:12:3"),
        ([("lists/forbidden.txt", "# nothing\n")], "is empty", "lists/forbidden.txt:1:1"),
        ([("lists/forbidden.txt", "好\n您好(\n")], "bracket", "lists/forbidden.txt:2:1"),
        ([*LISTS, ("lists/forbidden.csv", "x")], "already in", "lists/forbidden.csv:1:1"),
    ],
)
def test_a_mistake_in_a_list_is_answered_with_its_line(files: list[tuple[str, str]], words: str, where: str) -> None:
    with pytest.raises(RuleError, match=words) as caught:
        book_with("c: {any: ['@forbidden']}", beside=files)
    assert caught.value.where == where


SPELLINGS = [("spellings.yaml", "spellings: {微信: [薇信, 薇❤, vx, v], QQ: [扣扣], 好评: [好平]}")]


@pytest.mark.parametrize(
    "said",
    [
        "加薇信聊",
        "加薇❤聊",
        "加薇❤\ufe0f聊",
        "加VX聊",
        "加Ｖ聊",
        "加微.信聊",
        "加微*信",
        "加微 信",
        "加扣扣聊",
        "好平返现",
    ],
)
def test_evasive_spellings_are_found_in_typed_text(said: str) -> None:
    wanted = "c: {any: ['加(微信|qq)', 好评返现], sounds_like: false}"
    assert ask(wanted, f"A: {said}", beside=SPELLINGS).truth is YES
    assert ask(wanted, f"A: {said}", beside=SPELLINGS, recognised=True).truth is (YES if said == "加微 信" else NO)


@pytest.mark.parametrize("said", ["加vip聊", "加威信", "扣扣索索", "好平的路返现"])
def test_what_only_looks_evasive_is_not_found(said: str) -> None:
    assert ask("c: {any: ['加(微信|qq)', 好评返现]}", f"A: {said}", beside=SPELLINGS).truth is NO


def test_spellings_may_stand_in_the_rulebook_itself() -> None:
    head = HEAD + "spellings: {微信: [威信]}\n"
    assert ask("c: {any: [加微信]}", "A: 加威信", head=head).truth is YES
    assert book_with("c: {any: [加微信]}", head=head).content_hash != book_with("c: {any: [加微信]}").content_hash


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ("any: [a], within: turn", "belongs to `all`"),
        ("feeling: {label: negative}, except: [a]", "except cancels words"),
        ("any: [a], unless_reach: 5", "give unless as well"),
        ("any: [a], near: {words: 3}", "exactly one of condition, phrases"),
        ("any: [a], except: ['(']", "cannot be compiled"),
        ("any: ['[0-9]元']", "is a regular expression"),
        ("any: ['(您)?好']", "is a regular expression"),
    ],
)
def test_keys_that_do_not_fit_are_refused(keys: str, words: str) -> None:
    with pytest.raises(RuleError, match=words) as caught:
        book_with(f"c: {{{keys}}}")
    assert caught.value.where.startswith("items/thing.yaml:12:")
