"""The phrase language: what it finds, what it leaves alone, and how it complains."""

import pytest

from inspection.errors import RuleError
from inspection.rules.normal_text import fold
from inspection.rules.phrase_book import PhraseBook
from inspection.rules.phrases import compile_phrase

NAMED = {"期限": r"[0-9]+小时"}


def finds(phrase: str, text: str, *, by_sound: bool = False) -> bool:
    return bool(PhraseBook([compile_phrase(phrase, NAMED)], by_sound=by_sound).find(fold(text)))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("保证收益", "我们保证收益"),
        ("保证收益", "我們保證收益"),
        ("保证收益", "保 证 收 益"),
        ("您好…为您服务", "您好，客服小李很高兴为您服务"),
        ("(请|麻烦)稍等", "麻烦稍等"),
        ("(请/麻烦)稍等", "请稍等一下"),
        ("通话[会|将]录音", "本次通话将录音"),
        ("通话[会|将]录音", "通话录音"),
        ("{期限}内答复", "24小时内答复您"),
        ("{期限}内答复", "２４小时内答复您"),
        ("guarantee* it", "I GUARANTEED it"),
        ("please [do] hold", "please hold the line"),
        ("don't worry", "Don’t worry"),
        ("don't worry", "dont worry"),
        ("thank you for calling", "Thank you, for calling us"),
        ("^您好", "嗯，您好"),
        ("(not|n't) ready", "it hasn't ready"),
        ("(not|n't) ready", "it isnt ready"),
        ("will … {期限}", "I will email you the final result in 24小时"),
        ("ＡＢＣ银行", "abc银行"),
        (r"\(含税\)", "价格(含税)"),
    ],
)
def test_a_phrase_finds_what_is_meant(phrase: str, text: str) -> None:
    assert finds(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("您好…为您服务", "您好。今天不能为您服务"),
        ("您好…为您服务", "您好我想问一下昨天那位答应了要尽快给我处理的为您服务"),
        ("art", "start the party"),
        ("i promise", "wei promise"),
        ("^您好", "我说您好"),
        ("{期限}内答复", "尽快内答复"),
        ("please hold", "pleasehold"),
        ("(not|n't) ready", "I want ready"),
    ],
)
def test_a_phrase_leaves_other_words_alone(phrase: str, text: str) -> None:
    assert not finds(phrase, text)


@pytest.mark.parametrize("phrase", ["通话[会录音", "通话会)录音", "{没有}内", "{期限内", ""])
def test_a_phrase_that_cannot_be_read_says_why(phrase: str) -> None:
    with pytest.raises(RuleError):
        compile_phrase(phrase, NAMED)


def test_sound_alike_finds_a_homophone_at_the_same_place() -> None:
    book = PhraseBook([compile_phrase("通话会录音", {})], by_sound=True)
    (match,) = book.find("本次通话会路音谢谢")[0]
    assert (match.start, match.end) == (2, 7)


def test_single_characters_are_not_looked_for_by_sound() -> None:
    assert not finds("您", "年", by_sound=True)


def test_different_words_do_not_sound_alike() -> None:
    assert not finds("通话会录音", "通话不收钱", by_sound=True)


def test_a_sieve_asks_only_for_wordings_whose_words_occur() -> None:
    book = PhraseBook([compile_phrase(p, {}) for p in ("退款…到账", "退货", "三十元")])
    sieve = book.sieve((0, 1, 2))
    text = book.read(fold("退款昨天到账，共三十元"))
    assert sieve is book.sieve((0, 1, 2))
    assert book.any_spans(sieve, text) >= {(0, 6)}
    assert 1 not in text.spans
    assert not book.any_spans(book.sieve((1,)), text)
    assert not book.sieve((1,)).may_be_in(text.words)
