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
    ("我的邮箱是h e x i a o 零五零七 at 一二六点com", ["h e x i a o 零五零七 at 一二六点com"]),
    ("邮箱全拼lixiaoyan 艾特 新浪 点 com", ["lixiaoyan 艾特 新浪 点 com"]),
    ("qq邮箱幺零二零四四七八八at qq点com", ["幺零二零四四七八八at qq点com"]),
    ("我的qq邮箱是三四五六七八九零幺", ["三四五六七八九零幺"]),
    ("b r i g g s four two at hotmail dot co dot uk", ["b r i g g s four two at hotmail dot co dot uk"]),
    ("d for delta e r r y seven at live dot ie", ["d for delta e r r y seven at live dot ie"]),
    ("a khan at sky dot com all one word", ["a khan at sky dot com"]),
    ("anna at the rate gmail dot com", ["anna at the rate gmail dot com"]),
    ("email's t o m underscore bailey at outlook dot com", ["t o m underscore bailey at outlook dot com"]),
    ("priya.raman(at)gmail.com", ["priya.raman(at)gmail.com"]),
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
    "bought a trampoline at argos dot com",
    "look at amazon dot com it says cheaper",
]


@pytest.mark.parametrize(("case", "values"), FOUND)
def test_an_address_is_found(case: str, values: list[str], found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == [("email", value) for value in values]


@pytest.mark.parametrize("case", CLEAN)
def test_mentions_and_sites_stay(case: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == []
