"""What denies, and what only looks like it."""

import pytest

from inspection.meaning_denial import denials_in, denied_once
from inspection.rules.normal_text import fold


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("这款不保证收益", "不保证收益"),
        ("还没收到货", "没收到货"),
        ("禁止外借", "禁止外借"),
        ("哪能让您掏钱呢", "哪能让您掏钱"),
        ("We cannot guarantee it", "cannot guarantee it"),
        ("you don't need to pay", "don't need to"),
        ("无法办理", "无法办理"),
    ],
)
def test_a_denial_is_shown_with_what_it_denies(text: str, shown: str) -> None:
    assert denials_in(fold(text)) == (shown,)


@pytest.mark.parametrize(
    "text",
    [
        "不好意思",
        "没问题",
        "您看是不是这样",
        "能不能帮我查",
        "不但便宜",
        "特别好",
        "别人也这样",
        "七天无理由",
        "no problem",
        "不客气",
        "非常感谢",
        "不得不说",
    ],
)
def test_what_only_looks_like_a_denial_is_none(text: str) -> None:
    assert denials_in(fold(text)) == ()


def test_only_one_side_denying_is_told() -> None:
    assert denied_once("保证收益", "不保证收益") == "不保证收益"
    assert denied_once("不保证收益", "保证收益") == "不保证收益"
    assert denied_once("不保证收益", "没有收益保证") is None
    assert denied_once("保证收益", "收益有保证") is None
