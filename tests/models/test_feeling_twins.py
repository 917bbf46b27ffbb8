"""Twins of labelled turns: what carries no feeling changes, the label never does."""

import random
import re

import pytest

from inspection.interaction import Role
from models.training.reading.corpus import EMOTIONS, SENTIMENTS, Lesson, feeling_lessons
from models.training.reading.twins import addressed, asked, joined, named, toned, twins_of

NEGATIVE, NEUTRAL, POSITIVE = range(3)


def said(text: str, sentiment: int = NEUTRAL, speaker: Role = Role.CUSTOMER) -> Lesson:
    """A lesson without a turn before it."""
    return Lesson(speaker, text, None, {}, sentiment, EMOTIONS.index("neutral"))


def test_a_name_of_any_people_stands_where_a_name_was_masked() -> None:
    texts = {named(said("户主是<姓名>"), random.Random(seed)) for seed in range(60)}
    assert len(texts) > 20
    assert all(re.fullmatch(r"户主是[\u4e00-\u9fff]{2,5}", text) for text in texts)
    assert re.fullmatch(r"ask for [A-Z]\S+", named(said("ask for <name>"), random.Random(1)))


def test_only_the_tone_word_at_the_end_changes() -> None:
    assert {toned(said("还没发货啊"), random.Random(seed)) for seed in range(60)} == {
        f"还没发货{tone}" for tone in "呢哦呀噢喔哈"
    }
    assert toned(said("啊 这样"), random.Random(1)) == "啊 这样"


@pytest.mark.parametrize(
    ("text", "twin"),
    [
        ("您看一下", "你看一下"),
        ("麻烦改一下", "劳烦改一下"),
        ("Please cancel it", "Cancel it"),
        ("call me, please.", "call me."),
    ],
)
def test_courtesy_comes_and_goes(text: str, twin: str) -> None:
    assert addressed(said(text), random.Random(1)) == twin


def test_you_all_never_becomes_a_form_of_address_that_is_no_chinese() -> None:
    assert all("您们" not in addressed(said("你们问你呢"), random.Random(seed)) for seed in range(20))


def test_a_plain_question_stays_plain_with_three_question_marks_but_a_reproach_gets_no_twin() -> None:
    assert {asked(said("今天能到吗?"), random.Random(seed)) for seed in range(40)} == {
        "今天能到吗" + marks for marks in ("", "??", "???", "？？")
    }
    assert asked(said("你们管不管?", NEGATIVE), random.Random(1)) == "你们管不管?"
    assert asked(said("没关系"), random.Random(1)) == "没关系"


def test_two_messages_as_one_feel_as_the_one_that_feels_anything() -> None:
    turns = [said("等了三天了", NEGATIVE), said("谢谢你", POSITIVE), said("订单号在这"), said("发哪个快递")] * 40
    both = joined(turns, random.Random(3))
    assert both
    for lesson in both:
        felt = {NEGATIVE: "等了三天了", POSITIVE: "谢谢你"}
        expected = [label for label, words in felt.items() if words in lesson.text]
        assert [lesson.sentiment] == (expected or [NEUTRAL])


def test_agents_are_not_joined_and_every_twin_keeps_speaker_and_label() -> None:
    lessons = feeling_lessons("train")
    known = {(x.speaker, x.sentiment, x.emotion, x.previous) for x in lessons}
    found = twins_of(lessons, random.Random(5))
    assert len(found) > len(lessons) // 8
    assert all((x.speaker, x.sentiment, x.emotion, x.previous) in known for x in found)
    assert not joined([said("好的", speaker=Role.AGENT)] * 50, random.Random(1))


def test_the_same_chance_gives_the_same_twins() -> None:
    lessons = feeling_lessons("train")[:300]
    assert twins_of(lessons, random.Random(9)) == twins_of(lessons, random.Random(9))


def test_the_classes_are_in_the_order_the_test_counts_on() -> None:
    assert SENTIMENTS == ("negative", "neutral", "positive")
