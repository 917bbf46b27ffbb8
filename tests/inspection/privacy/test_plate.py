"""Vehicle plates."""

from collections.abc import Callable

import pytest

FOUND = [
    ("车牌京A12345", ["京A12345"]),
    ("粤B·D12345停在门口", ["粤B·D12345"]),
    ("沪 A 8 8 8 8 8", ["沪 A 8 8 8 8 8"]),
    ("苏e幺二三四五", ["苏e幺二三四五"]),
    ("车牌号浙A一二B三四", ["浙A一二B三四"]),
    ("京AD12345是新能源", ["京AD12345"]),
    ("川Ａ１２３４５", ["川Ａ１２３４５"]),
    ("my license plate is ABC 1234", ["ABC 1234"]),
    ("registration number AB12 CDE", ["AB12 CDE"]),
    ("plate number a b c one two three four", ["a b c one two three four"]),
    ("车牌京A三个八幺二", ["京A三个八幺二"]),
    ("沪 C 洞 洞 拐 X 勾", ["沪 C 洞 洞 拐 X 勾"]),
    ("临牌沪A·T8829临", ["沪A·T8829临"]),
    ("my reg is l m one nine k x p", ["l m one nine k x p"]),
    ("yeah LM19 KXP the grey golf", ["LM19 KXP"]),
    ("my tag is 8XYZ310", ["8XYZ310"]),
    ("echo alpha six eight romeo tango yankee", ["echo alpha six eight romeo tango yankee"]),
    ("客:我车湘A|坐:湘A|客:九M二T七", ["湘A", "湘A", "九M二T七"]),
    ("坐:请问车牌号|客:鄂A|坐:嗯|客:八八幺K二", ["鄂A", "八八幺K二"]),
    ("客:车牌是渝 D 三 七 拐 二 九", ["渝 D 三 七 拐 二 九"]),
    ("客:挂车冀E·5P28挂", ["冀E·5P28挂"]),
    ("客:新能源川A D 五五 零 幺 八", ["川A D 五五 零 幺 八"]),
    ("客:plate number 7 K L M 4 4 2", ["7 K L M 4 4 2"]),
    ("客:registration Lima Papa six eight Oscar Kilo Juliet", ["Lima Papa six eight Oscar Kilo Juliet"]),
    ("客:my car's LP68 OKJ a white golf", ["LP68 OKJ"]),
    ("客:the tag's HXR 4471 Texas", ["HXR 4471"]),
    ("客:license plate is eight tango x-ray four four one", ["eight tango x-ray four four one"]),
    ("客:停车扣费贵C·F0821不是我", ["贵C·F0821"]),
    ("客:港牌车粤Z·K820港", ["粤Z·K820港"]),
    ("客:我车鲁A·H29K8被拖了", ["鲁A·H29K8"]),
    ("客:牌子是辽B 三 三 八 八 K", ["辽B 三 三 八 八 K"]),
    ("客:违停通知写的闽D0M921", ["闽D0M921"]),
    ("客:京A·D88213开电车的", ["京A·D88213"]),
    ("客:the rental was 8XKR204, plates from Nevada", ["8XKR204"]),
    ("客:number plate w x seven two, l t o", ["w x seven two, l t o"]),
    ("客:车是苏B·D66K10 白色", ["苏B·D66K10"]),
    ("客:车牌云 A 二 二 幺 Z 八", ["云 A 二 二 幺 Z 八"]),
    ("客:帮我查湘E33D08罚款", ["湘E33D08"]),
    ("客:plate BX70 KLM", ["BX70 KLM"]),
    ("客:my reg Y412 RGB", ["Y412 RGB"]),
    ("客:停在门口那辆浙G·8M52T", ["浙G·8M52T"]),
    ("客:我新车牌粤B D 幺 二 八 零 三", ["粤B D 幺 二 八 零 三"]),
    ("客:reg number LS21 FKD", ["LS21 FKD"]),
    ("客:车赣C 七 七 二 M 零没年检", ["赣C 七 七 二 M 零"]),
    ("客:他的车是辽A·D20938", ["辽A·D20938"]),
    ("客:plate is HJ 4402 K", ["HJ 4402 K"]),
    ("豫A77Q2P 两辆一起投保", ["豫A77Q2P"]),
    ("京A12345 两个人", ["京A12345"]),
]
CLEAN = [
    "我在京东买的A款",
    "新A级车",
    "苏宁易购",
    "贵A",
    "plate is broken",
    "川A的车",
    "沪A开头",
    "license plate is missing",
    "a plate of 1234 calories",
    "客:我的粤Z港牌能办吗",
    "客:BA 2490 on the 14th",
    "客:the golf is parked at gate 12",
]


@pytest.mark.parametrize(("case", "values"), FOUND)
def test_a_plate_is_found(case: str, values: list[str], found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == [("plate", value) for value in values]


@pytest.mark.parametrize("case", CLEAN)
def test_what_only_looks_like_a_plate_stays(case: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == []
