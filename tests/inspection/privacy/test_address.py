"""Addresses down to a door."""

from collections.abc import Callable

import pytest

FOUND = [
    (
        "客:地址是上海市浦东新区张江路100弄3号502室",
        ["上海市浦东新区张江路100弄3号502室"],
    ),
    ("客:寄到北京市朝阳区建国路88号", ["北京市朝阳区建国路88号"]),
    (
        "客:我住在杭州市西湖区文三路阳光小区5栋2单元301",
        ["杭州市西湖区文三路阳光小区5栋2单元301"],
    ),
    (
        "客:家在广东省深圳市南山区科技园南路十八号",
        ["广东省深圳市南山区科技园南路十八号"],
    ),
    ("客:送到幸福家园三号楼二单元五零二室", ["幸福家园三号楼二单元五零二室"]),
    ("客:3号楼2单元502室", ["3号楼2单元502室"]),
    ("客:地址改成中山路12号", ["中山路12号"]),
    ("客:河南省洛阳市李家村五组12号", ["河南省洛阳市李家村五组12号"]),
    ("客:四川省成都市武侯区人民南路四段11号", ["四川省成都市武侯区人民南路四段11号"]),
    ("客:浙江省 杭州市 余杭区 文一西路 969号", ["浙江省 杭州市 余杭区 文一西路 969号"]),
    (
        "客:地址南京市鼓楼区中央路一百二十三号金色家园五栋",
        ["南京市鼓楼区中央路一百二十三号金色家园五栋"],
    ),
    ("客:上海市徐汇區漕溪北路18號", ["上海市徐汇區漕溪北路18號"]),
    ("客:I live at 12 Oak Street", ["12 Oak Street"]),
    ("客:ship it to 221 Baker Street, apt 4B", ["221 Baker Street, apt 4B"]),
    ("客:my address is twelve oak street", ["twelve oak street"]),
    ("客:the address is 8865 lexington ave", ["8865 lexington ave"]),
    ("客:6821 1st Ave San Mateo, NY 75227", ["6821 1st Ave San Mateo, NY 75227"]),
    ("客:deliver to 45 Maple Drive", ["45 Maple Drive"]),
    (
        "坐:what is your address|客:one two three main street",
        ["one two three main street"],
    ),
    ("客:PO Box 1234", ["PO Box 1234"]),
    ("坐:The first line of your address?|客:Forty two Pemberton Gardens.", ["Forty two Pemberton Gardens"]),
    ("坐:And the first line of your address?|客:Three Willow Rise.", ["Three Willow Rise"]),
    ("坐:Your address please?|客:4 The Old Maltings, Thornwick", ["4 The Old Maltings, Thornwick"]),
    ("坐:Where should we send it?|客:Flat 4, 19 Linden Terrace, Oakham", ["Flat 4, 19 Linden Terrace, Oakham"]),
    ("客:My new address is 8 Saltmarsh View, Penbury, and the phone stays.", ["8 Saltmarsh View, Penbury"]),
    ("客:I live at 27 Orchard Close, Hartwell HX1 4AB", ["27 Orchard Close, Hartwell HX1 4AB"]),
    ("客:Send it to 5 Quarry Road, please", ["5 Quarry Road"]),
    ("客:Send it to 5 Quarry Road, Thanks.", ["5 Quarry Road"]),
    ("客:师傅找不到我家三号楼幺八零幺就在电梯右手边", ["三号楼幺八零幺"]),
    ("客:我给你报一下福田区深南大道6009号绿景广场主楼31C", ["福田区深南大道6009号绿景广场主楼31C"]),
    ("客:送松江区九亭镇涞坊路288弄63号1101室", ["松江区九亭镇涞坊路288弄63号1101室"]),
    ("客:上门地址鼓楼区湖北路一百一十九号二零三", ["鼓楼区湖北路一百一十九号二零三"]),
    ("客:软件园二期三十七号楼", ["软件园二期三十七号楼"]),
    ("客:地址改成建国路甲92号", ["建国路甲92号"]),
    (
        "客:你记一下海淀区|坐:海淀区|客:学院路三十七号|坐:嗯|客:十五号楼六零八",
        ["海淀区", "海淀区", "学院路三十七号", "十五号楼六零八"],
    ),
    ("客:it's number six the old bakery church lane", ["number six the old bakery church lane"]),
    (
        "客:address is twenty three saint marks terrace edinburgh e h seven five q r",
        ["twenty three saint marks terrace edinburgh e h seven five q r"],
    ),
    (
        "客:it's Unit 17, Eastgate Trading Estate, Bristol BS5 6XX",
        ["Unit 17, Eastgate Trading Estate, Bristol BS5 6XX"],
    ),
    ("客:drop it at 5/27 Wattle Parade, Footscray VIC 3011", ["5/27 Wattle Parade, Footscray VIC 3011"]),
    ("坐:what's the first line of your address|客:fourteen the willows", ["fourteen the willows"]),
    (
        "客:i live at flat two b one hundred and seven queens road in brighton",
        ["flat two b one hundred and seven queens road"],
    ),
]
CLEAN = [
    "客:我在上海市浦东新区",
    "客:寄到北京",
    "客:人民路那边",
    "客:地铁2号线",
    "客:9月1号发货",
    "客:我在路上了3号到",
    "坐:我们在南京路有门店",
    "客:住在幸福小区",
    "客:3号楼的会议室",
    "客:2026年9月1号",
    "客:知道1号发货",
    "客:南京路步行街",
    "客:三楼",
    "客:他们说1号到",
    "客:省钱",
    "客:市区都可以",
    "客:渠道3号发布",
    "客:I live in Springfield",
    "客:2 hours drive",
    "客:5 star place",
    "客:on Main Street",
    "客:in 10 minutes on the way",
    "客:3 day place",
    "客:I waited 2 days on the road",
    "客:a long way",
    "客:一号店买的",
    "客:每个月5号还款",
    "客:中午12点",
    "客:订单1号发的货在路上",
    "客:国际1号",
    "客:a room with 2 sea view",
    "客:one nice view",
    "坐:What is your address?|客:2 hours ago I gave it",
    "坐:your address please|客:one moment please",
    "坐:what is your e-mail address|客:2 Good Friends",
    "客:The 24 Hour Drive Pass never worked",
    "客:on Park Avenue or Fifth Avenue",
    "客:三楼302会议室",
    "客:2楼5诊室",
    "坐:what's your address|客:i moved",
    "客:海淀区|客:还是上次那个",
    "客:i live at two different places",
    "客:在3号楼2024年装修的",
]


@pytest.mark.parametrize(("case", "values"), FOUND)
def test_an_address_with_a_door_is_found_whole(
    case: str, values: list[str], found: Callable[..., list[tuple[str, str]]]
) -> None:
    assert found(case) == [("address", value) for value in values]


@pytest.mark.parametrize("case", CLEAN)
def test_a_place_without_a_door_stays(case: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == []
