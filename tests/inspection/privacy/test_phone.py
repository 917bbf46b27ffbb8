"""Phones: typed, said, split, foreign; hotlines and figures stay."""

from collections.abc import Callable

import pytest

FOUND = [
    ("我的手机号是13800138000", ["13800138000"]),
    ("13800138000", ["13800138000"]),
    ("电话138-0013-8000你打吧", ["138-0013-8000"]),
    ("打138 0013 8000找我", ["138 0013 8000"]),
    ("手机１３８００１３８０００", ["１３８００１３８０００"]),
    ("+86 13800138000", ["+86 13800138000"]),
    ("手機號碼是13800138000", ["13800138000"]),
    ("幺三八零零幺三八零零零", ["幺三八零零幺三八零零零"]),
    ("我手机一三九二二三三四四五五你记一下", ["一三九二二三三四四五五"]),
    ("幺三八 零零 幺三 八零 零零", ["幺三八 零零 幺三 八零 零零"]),
    ("幺三八嗯零零幺三然后八零零零", ["幺三八嗯零零幺三然后八零零零"]),
    ("电话是一三五三个八六六二二一一二", ["一三五三个八六六二二一一二"]),
    ("号码一八六双零双幺二三四五吧", ["一八六双零双幺二三四五"]),
    ("手机号妖三八零零幺三八零零零", ["妖三八零零幺三八零零零"]),
    ("幺三八零林幺三八零零零", ["幺三八零林幺三八零零零"]),
    ("幺三八零零幺三吧零零零", ["幺三八零零幺三吧零零零"]),
    ("1三8零零138零零0", ["1三8零零138零零0"]),
    ("手机号是一三八零零一三八零零零一共十一位", ["一三八零零一三八零零零"]),
    ("家里座机010-62881234", ["010-62881234"]),
    ("座机零二一六二八八一二三四", ["零二一六二八八一二三四"]),
    ("我家固话62881234", ["62881234"]),
    ("联系方式 0755 8288 1234", ["0755 8288 1234"]),
    ("手机号1380013800", ["1380013800"]),
    ("之前是13800138000现在换成13900139000了", ["13800138000", "13900139000"]),
    ("一三八零零一三八零零零不对是一三九零零一三九零零零", ["一三八零零一三八零零零", "一三九零零一三九零零零"]),
    ("call me at 555-123-4567 please", ["555-123-4567"]),
    ("my number is (555) 123-4567", ["(555) 123-4567"]),
    ("my cell is 5551234567", ["5551234567"]),
    ("+1 555 123 4567", ["+1 555 123 4567"]),
    ("you can reach me on 07700 900123", ["07700 900123"]),
    (
        "my phone number is five five five one two three four five six seven",
        ["five five five one two three four five six seven"],
    ),
    (
        "my number is five double five oh one four two double eight nine",
        ["five double five oh one four two double eight nine"],
    ),
    (
        "phone is one three eight double oh one three eight triple zero",
        ["one three eight double oh one three eight triple zero"],
    ),
    (
        "my contact number is five five five uh twelve thirty four five six seven",
        ["five five five uh twelve thirty four five six seven"],
    ),
    ("客:我手机是|客:138 0013 8000", ["138 0013 8000"]),
    ("坐:请报一下您的手机号|客:好的|客:一三八零零一三八零零零", ["一三八零零一三八零零零"]),
    ("坐:您的手机号是多少|客:一三八|坐:嗯|客:零零一三|坐:好|客:八零零零", ["一三八", "零零一三", "八零零零"]),
    (
        "坐:手机号?|客:一三八|坐:一三八|客:零零一三|坐:零零一三|客:八零零零",
        ["一三八", "一三八", "零零一三", "零零一三", "八零零零"],
    ),
    ("客:我的电话是1380|客:0138000", ["1380", "0138000"]),
    (
        "坐:your phone number?|客:sure it's five five five|坐:okay|客:one two three|坐:mm|客:four five six seven",
        ["five five five", "one two three", "four five six seven"],
    ),
    ("客:我的号码是一五八嗯后面三个六再后面是二二零九幺", ["一五八嗯后面三个六再后面是二二零九幺"]),
    ("客:号码幺三七六个零再加一个五一个八", ["幺三七六个零再加一个五一个八"]),
    ("客:我电话要三八零零零幺三八零零", ["要三八零零零幺三八零零"]),
    ("客:幺三九林林幺二三四五六", ["幺三九林林幺二三四五六"]),
    ("客:我手机号最后一位是八不是五幺三九零零零幺二三四八", ["幺三九零零零幺二三四八"]),
    ("客:卡号报错了我说的电话是幺三九零零零幺二三四五", ["幺三九零零零幺二三四五"]),
    ("客:it's +44 20 7946 0018, extension 12", ["+44 20 7946 0018"]),
    (
        "客:call plus six one four one two three four five six seven eight",
        ["plus six one four one two three four five six seven eight"],
    ),
    ("客:+65 9123 4567 新加坡", ["+65 9123 4567"]),
    ("客:打我0081-90-1234-5678", ["0081-90-1234-5678"]),
    (
        "客:ring me on oh one six one four nine six oh seven seven two",
        ["oh one six one four nine six oh seven seven two"],
    ),
    ("客:my old number 0161 496 0772 is dead, use 0161 496 0339", ["0161 496 0772", "0161 496 0339"]),
    (
        "客:the number is hang on two one two five five five oh one four four",
        ["two one two five five five oh one four four"],
    ),
    ("客:老号六二三三八零五七", ["六二三三八零五七"]),
    (
        (
            "坐:can i take the phone number on the account|客:yes oh seven seven double oh nine hundred four one two"
            "|坐:so that's 07700 900412"
        ),
        ["oh seven seven double oh nine hundred four one two", "07700 900412"],
    ),
    ("客:four one five|坐:yes|客:triple five oh one four four", ["four one five", "triple five oh one four four"]),
    ("客:卡号后面电话幺三八幺四四二 零九九六单号再说", ["幺三八幺四四二 零九九六"]),
]
NOT_A_PHONE = [
    "客服热线400-820-8820",
    "请拨打4008208820",
    "拨打95588",
    "10086",
    "12315投诉",
    "打12345",
    "我们的电话是021-62881234 欢迎咨询拨打",
    "后四位8821",
    "手机尾号8821",
    "138****5678",
    "幺三八开头的",
    "please call 1-800-555-0199",
    "our customer service number is 020 7946 0958",
    "2026年9月1日",
    "2026-09-01 12:30:00",
    "12345678元",
    "99.8%",
    "7天无理由",
    "iPhone 15 Pro",
    "一共13800块",
    "宽带1000M",
    "我打了三个电话",
    "等了三四十分钟",
    "一千三百八十元",
    "商品编号13800138000",
    "工号1023",
    "IP是192.168.1.100",
    "the last four digits are 4567",
    "I waited for 2 to 3 hours",
    "order total 1,234,567.89",
    "call me in five to ten minutes",
    "two for one deal",
    "房贷三十年",
    "what's your number is it 0800 123 1234",
    "call 1300 555 019 they said",
    "ISBN 978-7-111-54493-7",
    "i called 0845 123 4567 three times",
    "four hundred and twelve people called",
    "一二三四五六七八九十",
]


@pytest.mark.parametrize(("case", "values"), FOUND)
def test_a_phone_number_is_found_however_it_is_given(
    case: str, values: list[str], found: Callable[..., list[tuple[str, str]]]
) -> None:
    assert found(case) == [("phone", value) for value in values]


@pytest.mark.parametrize("case", NOT_A_PHONE)
def test_hotlines_last_digits_dates_and_amounts_are_not_phones(
    case: str, found: Callable[..., list[tuple[str, str]]]
) -> None:
    assert found(case) == []
