"""Passwords told without a plain value behind the word, beside talk about passwords."""

from collections.abc import Callable

import pytest

Found = list[tuple[str, str]]

FOUND = [
    ("客:my passphrase is copper lantern river", ["copper lantern river"]),
    ("客:passphrase: velvet anchor moss", ["velvet anchor moss"]),
    ("客:the memorable word's tangerine", ["tangerine"]),
    ("客:security answer is Biscuit", ["Biscuit"]),
    ("客:口令是芝麻开门", ["芝麻开门"]),
    ("客:密保答案是大黄狗", ["大黄狗"]),
    ("客:I tried Maple77 and maple77 and neither works", ["Maple77", "maple77"]),
    ("客:我输了0192837和192837都提示密码错误", ["0192837", "192837"]),
    ("客:I keep entering Sept2026! and it locks me out", ["Sept2026!"]),
    ("客:我设的是lucky7788登不上", ["lucky7788"]),
    ("客:旧密码aa123456 新的改bb654321", ["aa123456", "bb654321"]),
    ("客:Google sent me G-771928", ["G-771928"]),
    ("客:temp pass Xy12ab!! from your email", ["Xy12ab!!"]),
    ("客:密码是我名字拼音加生日 zhanghua0412", ["zhanghua0412"]),
    ("客:初始密码是身份证后六位 120611", ["120611"]),
    ("客:password is capital T r o u t one two three exclamation mark",
     ["capital T r o u t one two three exclamation mark"]),
    ("客:密码是大写K小写m 八八二零 感叹号", ["大写K小写m 八八二零 感叹号"]),
]  # fmt: skip
CLEAN = [
    "客:my passphrase is too short it says",
    "坐:your passphrase must be at least four words long",
    "客:the security word isn't working",
    "客:security answer is wrong apparently",
    "客:口令是什么",
    "客:口令是错的",
    "客:暗号是多少",
    "客:tried online and in store, no luck",
    "客:I tried my iphone15 and chrome120 and neither works",
    "客:I tried three times and it locks me out",
    "客:我输了三次都提示密码错误",
    "客:旧密码忘了 新的还没设",
    "坐:密码由大写字母 小写字母和数字组成",
    "坐:your password needs a capital letter and a number",
    "客:I used jane.doe@mail.example to log in",
]


@pytest.mark.parametrize(("case", "values"), FOUND)
def test_a_password_told_in_another_way_is_found(
    case: str, values: list[str], found: Callable[..., list[tuple[str, str]]]
) -> None:
    assert [value for _, value in found(case) if "@" not in value] == values


@pytest.mark.parametrize("case", CLEAN)
def test_talk_about_passwords_stays(case: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    assert [kind for kind, _ in found(case) if kind == "password_or_code"] == []
