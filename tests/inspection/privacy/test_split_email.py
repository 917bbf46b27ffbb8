"""E-mail addresses said in two turns, and talk of mailboxes."""

from collections.abc import Callable

import pytest

Found = list[tuple[str, str]]


@pytest.mark.parametrize(
    ("case", "values"),
    [
        (
            "客:我的邮箱你听好 拼音的 wangxiao 数字九二|坐:嗯|客:艾特 163 点 com",
            ["wangxiao 数字九二", "艾特 163 点 com"],
        ),
        ("客:邮箱是lin点feng|坐:继续|客:圈a qq 点 com", ["lin点feng", "圈a qq 点 com"]),
        (
            "客:邮箱是 小写的l i n|坐:嗯|客:数字三三|坐:好|客:艾特 qq 点 com",
            ["l i n", "数字三三", "艾特 qq 点 com"],
        ),
        (
            "客:mail is t o m underscore|坐:yes|客:four four at gmail dot com",
            ["t o m underscore", "four four at gmail dot com"],
        ),
        ("客:我的邮箱|坐:您说|客:linfeng33 at qq dot com", ["linfeng33 at qq dot com"]),
        ("客:我的邮箱收不到|坐:哪个|客:艾特 163 点 com 那个", []),
        ("客:i need help|坐:sure|客:at gmail dot com", []),
    ],
)
def test_the_mailbox_and_its_provider_are_masked_in_both_turns(
    case: str, values: list[str], found: Callable[..., Found]
) -> None:
    assert found(case) == [("email", value) for value in values]


def test_a_phone_number_in_the_turn_before_is_no_part_of_a_mailbox(found: Callable[..., Found]) -> None:
    case = "客:电话13900112233|坐:邮箱呢|客:lin at qq dot com"
    assert found(case) == [("phone", "13900112233"), ("email", "lin at qq dot com")]
