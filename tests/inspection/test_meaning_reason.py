"""The line a person reads: what agrees or what differs, never more than was found."""

import pytest

from inspection.meaning import Verdict
from inspection.meaning_comparison import compared
from inspection.meaning_reason import reason_of


@pytest.mark.parametrize(
    ("verdict", "z", "required", "said", "zh", "en"),
    [
        ("no", 6.0, "3天内答复您", "5天内答复您", "时间不同：3天 / 5天", "time differs: 3天 / 5天"),
        ("no", 6.0, "保证收益", "不保证收益", "一方是否定：不保证收益", "one side denies: 不保证收益"),
        ("no", 6.0, "可以退货", "可以退货吗", "是询问，不是告知", "it asks, it does not tell"),
        ("no", 6.0, "我们给您打电话", "您给我们打电话", "谁来做不同：我们 / 您", "another acts: 我们 / 您"),
        ("no", 0.5, "保证收益", "苹果不甜", "说的不是一件事", "about something else"),
        ("yes", 6.0, "运费由我们出", "邮费算店里的", "说的是同一件事，用词不同", "the same thing in other words"),
        (
            "yes",
            9.0,
            "通话会录音",
            "本次通话会录音",
            "说的是同一件事，用词相近",
            "the same thing in nearly the same words",
        ),
    ],
)
def test_the_reason_names_what_was_found(
    verdict: Verdict, z: float, required: str, said: str, zh: str, en: str
) -> None:
    reason = reason_of(verdict, z, compared(required, said))
    assert (reason.zh, reason.en) == (zh, en)


def test_where_nothing_can_be_pointed_at_it_says_so() -> None:
    reason = reason_of("no", 5.0, compared("可以退货", "可以换货"))
    assert reason.zh.startswith("话题相近，意思不同")
    assert "no figure" in reason.en


def test_what_a_yes_left_open_is_told_and_what_was_weighed_is_not() -> None:
    assert "没有提到：24小时" in reason_of("yes", 5.0, compared("24小时内答复", "会答复您的")).zh
    assert "否定" not in reason_of("yes", 5.0, compared("运费我们出", "邮费哪能让您掏呢")).zh


def test_a_doubt_is_told_with_at_most_two_differences() -> None:
    reason = reason_of("ask", 5.0, compared("我们3天内一定退200元", "您5天内可能不用退300元吗"))
    assert reason.zh.startswith("像是同一件事，把握不够；")
    assert reason.zh.count("；") == 2
