"""E-mail addresses, typed and said."""

from collections.abc import Callable

import pytest

FOUND = [
    ("邮箱zhangsan@example.com", ["zhangsan@example.com"]),
    ("发到li.si_88@mail.example.cn吧", ["li.si_88@mail.example.cn"]),
    ("我的邮箱是zhangsan艾特一六三点com", ["zhangsan艾特一六三点com"]),
    ("邮箱是zhangsan at 163 点 com", ["zhangsan at 163 点 com"]),
    ("邮箱一二三四五六艾特qq点com", ["一二三四五六艾特qq点com"]),
    ("邮箱123456@qq.com", ["123456@qq.com"]),
    (
        "my email is john dot smith at gmail dot com",
        ["john dot smith at gmail dot com"],
    ),
    ("email john.smith@example.org please", ["john.smith@example.org"]),
    (
        "it's jane underscore doe at example dot co dot uk",
        ["jane underscore doe at example dot co dot uk"],
    ),
    (
        "my e-mail is j doe nine nine at yahoo dot com",
        ["j doe nine nine at yahoo dot com"],
    ),
    ("坐:邮箱是多少|客:zhangsan88 @ 163.com", ["zhangsan88 @ 163.com"]),
]
CLEAN = [
    "@客服 在吗",
    "邮箱还没收到",
    "look at amazon dot com",
    "I ordered at 5",
    "我在淘宝点com看到的",
    "at 3 pm",
    "@小明 你看",
    "visit us at example dot com",
]


@pytest.mark.parametrize(("case", "values"), FOUND)
def test_an_address_is_found(case: str, values: list[str], found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == [("email", value) for value in values]


@pytest.mark.parametrize("case", CLEAN)
def test_mentions_and_sites_stay(case: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == []
