"""Disclosed passwords and codes; the word alone discloses nothing."""

from collections.abc import Callable

import pytest

FOUND = [
    ("验证码是482913", ["482913"]),
    ("验证码四八二九一三", ["四八二九一三"]),
    ("验证码我收到了是 4 8 2 9 1 3", ["4 8 2 9 1 3"]),
    ("482913是验证码", ["482913"]),
    ("密码是abc12345", ["abc12345"]),
    ("密码：Qw!8kd2", ["Qw!8kd2"]),
    ("登录密码123456", ["123456"]),
    ("校验码 9931", ["9931"]),
    ("CVV是 312", ["312"]),
    ("坐:把验证码告诉我|客:482913", ["482913"]),
    ("坐:请问短信验证码是多少|客:四八二|坐:嗯|客:九一三", ["四八二", "九一三"]),
    ("the code is 482913", ["482913"]),
    ("my password is Sunny2026!", ["Sunny2026"]),
    (
        "the verification code is four eight two nine one three",
        ["four eight two nine one three"],
    ),
    ("my pin is 4821", ["4821"]),
    ("cvv is three one two", ["three one two"]),
    ("one time passcode 550912", ["550912"]),
    ("坐:what is the verification code|客:it's 4 8 2 9 1 3", ["4 8 2 9 1 3"]),
    ("密码我设的是zhou1988!现在登不上", ["zhou1988!"]),
    ("登录密码给你们了Lw*20080808", ["Lw*20080808"]),
    ("取件码8-2-3057麻烦放前台", ["8-2-3057"]),
    ("坐:您的取件码是3-2-1004", ["3-2-1004"]),
    ("兑换码AK7Q-99LP-3XZ2显示已使用", ["AK7Q-99LP-3XZ2"]),
    ("卡片激活码TQ8L 20XM", ["TQ8L 20XM"]),
    ("开箱码六幺九二", ["六幺九二"]),
    ("我收到882014，是不是这个", ["882014"]),
    ("验证码是一九五五二七不对是一九五二五七", ["一九五五二七", "一九五二五七"]),
    ("卡背面的三位数是312", ["312"]),
    ("the three digits on the back are four five six", ["four five six"]),
    ("gate code is hash two six one nine", ["hash two six one nine"]),
    ("the wifi key on the back is fK93hTq2LmX", ["fK93hTq2LmX"]),
    ("your text says code 559 032 is that it", ["559 032"]),
    ("my password is sunflower", ["sunflower"]),
    ("account PIN 0846", ["0846"]),
    ("坐:验证码发您了|客:三九零二幺七对不对", ["三九零二幺七"]),
]
CLEAN = [
    "密码是6位数字",
    "密码忘了",
    "验证码5分钟内有效",
    "验证码收不到",
    "10086发的验证码",
    "密码输错3次",
    "请勿告诉他人验证码",
    "my password is not working",
    "password must be 8 characters",
    "I never got the code",
    "验证码等了60秒",
    "验证码是什么",
    "密码不能少于8位",
    "the security code expires in 10 minutes",
    "优惠码SAVE20",
    "密码改了三次",
    "重置密码要2个工作日",
    "不要透露密码和验证码",
    "reset my password please",
    "密码错误五次了提示ERR_1042",
    "my password is wrong",
    "the password is case sensitive",
    "password is required",
    "promo code SAVE20 doesn't work",
    "sort code 20-00-00",
    "优惠码SAVE20用不了",
    "尺码是170的",
    "输了验证码提示错误代码10010",
    "取货码没收到，柜子A03打不开",
]


@pytest.mark.parametrize(("case", "values"), FOUND)
def test_a_disclosed_value_is_found(case: str, values: list[str], found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == [("password_or_code", value) for value in values]


@pytest.mark.parametrize("case", CLEAN)
def test_the_word_without_a_value_stays(case: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == []
