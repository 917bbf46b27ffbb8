"""What a typed text asks for, and where a text says it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspection.search.sought import places_of, sought
from inspection.search.syllables import splits, syllables_of
from inspection.search.tokens import BREAK, searchable, tokens_of, words_of

SAID = "您好,我要退款,银行卡重复扣款了,please refund OK"


def marked(text: str, query: str) -> list[str]:
    wanted = sought(query)
    assert wanted is not None
    return [text[start:end] for start, end in places_of(text, wanted)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("退款", ["退款"]),
        ("退", ["退"]),
        ("银行卡", ["银行卡"]),
        ("款", ["款", "款"]),
        ("退款 扣款", ["退款", "扣款"]),
        ("tuikuan", ["退款"]),
        ("TUI KUAN", ["退款"]),
        ("tui'kuan", ["退款"]),
        ("yinhang", ["银行"]),  # not yin xing
        ("chongfu", ["重复"]),
        ("refund", ["refund"]),
        ("refu", ["refund"]),
        ("ＲＥＦＵＮＤ", ["refund"]),
        ("重複", ["重复"]),
        ('"退款,银行"', ["退款,银行"]),
        ("款,银", ["款,银"]),
        ("tuikuan 银行", ["退款", "银行"]),
    ],
)
def test_what_is_searched_is_marked_where_it_is_said(query: str, found: list[str]) -> None:
    assert marked(SAID, query) == found


@pytest.mark.parametrize("query", ["退钱", "款退", "yinxing", "efund", "re fund", "退款x", "款 银x"])
def test_what_was_not_said_is_not_marked(query: str) -> None:
    assert marked("我要退款", query) in ([], ["款"])
    assert "退款" not in marked("我要退款", query)


def test_a_traditional_text_is_found_by_simplified_words_at_its_own_places() -> None:
    assert marked("我要申請退貨，謝謝", "退货") == ["退貨"]
    assert marked("价格是㎏计", "kg") == ["㎏"]


@pytest.mark.parametrize("query", ["", "   ", "，。！", '""', "\x00", "—— ……"])
def test_nothing_to_search_for_is_nothing(query: str) -> None:
    assert sought(query) is None


def test_two_words_must_both_be_said_and_pinyin_is_one_more_way() -> None:
    wanted = sought("退款 投诉")
    assert wanted is not None
    assert [[p.tokens for p in way] for way in wanted.ways] == [[("退", "款"), ("投", "诉")]]
    wanted = sought("tui kuan")
    assert wanted is not None
    assert [[(p.side.value, p.tokens) for p in way] for way in wanted.ways] == [
        [("words", ("tui",)), ("words", ("kuan",))],
        [("sounds", ("tui", "kuan"))],
        [("sounds", ("tui", "ku", "an"))],
    ]


def test_letters_are_read_as_pinyin_in_every_way_and_english_in_none() -> None:
    assert splits("xian") == (("xian",), ("xi", "an"))
    assert splits("refund") == ()
    assert splits("an" * 40 + "x") == ()  # no way through, told at once
    assert splits("lvyou") == splits("lüyou") == (("lv", "you"),)


def test_words_change_how_a_character_sounds() -> None:
    assert syllables_of("银行") == ["yin", "hang"]
    assert syllables_of("不行") == ["bu", "xing"]
    assert syllables_of("还没") == ["hai", "mei"]
    assert syllables_of("a1。") == ["a", "1", "。"]


def test_no_phrase_reaches_from_one_turn_into_the_next() -> None:
    held = searchable(["我要退", "款到了"])
    assert held.words.replace(BREAK, "|") == " 我 要 退 | 款 到 了 "
    assert held.sounds.replace(BREAK, "|") == " wo yao tui | kuan dao le "
    assert BREAK not in words_of(f"a{BREAK}b")


@given(st.text(max_size=60))
def test_index_and_marks_see_the_same_tokens_and_every_place_is_inside(text: str) -> None:
    tokens = tokens_of(text)
    assert [t.word for t in tokens] == list(words_of(text)) == searchable([text]).words.split()
    assert [t.sound for t in tokens] == searchable([text]).sounds.split()
    assert all(0 <= t.start < t.end <= len(text) for t in tokens)


@given(st.text(alphabet="退款银行重复卡ab x,。", min_size=1, max_size=30), st.data())
def test_any_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : data.draw(st.integers(start + 1, len(text)))]
    wanted = sought(piece)
    whole_words = not any(c.isascii() for c in piece)  # an English word is found from its beginning only
    if wanted is not None and whole_words:
        assert places_of(text, wanted)
