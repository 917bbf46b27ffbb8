"""E-mail addresses, typed and said."""

from collections.abc import Callable

import pytest

FOUND = [
    ("发到l i u q i 零七二一 艾特 幺六三 点 康姆", ["l i u q i 零七二一 艾特 幺六三 点 康姆"]),
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
    ("客:邮箱wang.fang 艾特 一二六 点 com", ["wang.fang 艾特 一二六 点 com"]),
    ("客:我邮箱 lilei2020（at）outlook（dot）com", ["lilei2020（at）outlook（dot）com"]),
    ("客:邮箱全拼zhoujielun小老鼠新浪点cn", ["zhoujielun小老鼠新浪点cn"]),
    ("客:发h-u-a 八八 at sina 点 com", ["h-u-a 八八 at sina 点 com"]),
    ("客:邮箱 amy@vip.163.com 抄我同事bob.li@vip.163.com", ["amy@vip.163.com", "bob.li@vip.163.com"]),
    ("客:邮箱名xiaotu艾特一六三", ["xiaotu艾特一六三"]),
    ("客:qq邮箱 2810447755", ["2810447755"]),
    ("客:我QQ号334455667 艾特 qq 点 com", ["334455667 艾特 qq 点 com"]),
    ("客:电邮K.Leung@hkmail.com.hk", ["K.Leung@hkmail.com.hk"]),
    ("客:test123[at]gmail[dot]com pls", ["test123[at]gmail[dot]com"]),
    (
        "客:my email is s for sierra m i t h underscore one at yahoo dot co dot uk",
        ["s for sierra m i t h underscore one at yahoo dot co dot uk"],
    ),
    ("客:it's maria period lopez at icloud period com", ["maria period lopez at icloud period com"]),
    ("客:jenny AT fastmail DOT com", ["jenny AT fastmail DOT com"]),
    ("客:email me at bluebird twenty two at proton mail dot com", ["bluebird twenty two at proton mail dot com"]),
    (
        "客:send the invoice to accounts at greenleaf hyphen supplies dot co dot uk",
        ["accounts at greenleaf hyphen supplies dot co dot uk"],
    ),
    ("客:it's thewildgardener at gmail dot com all one word", ["thewildgardener at gmail dot com"]),
    ("客:mail: a.b+c@d-e.io", ["a.b+c@d-e.io"]),
    ("客:r dot o dot double s at hotmail dot com", ["r dot o dot double s at hotmail dot com"]),
    ("客:邮箱xy点wu 艾特 hotmail 点 com", ["xy点wu 艾特 hotmail 点 com"]),
    ("客:抄送cai_wu@jinhe-mould.com", ["cai_wu@jinhe-mould.com"]),
    ("客:邮箱是 lv123 at qq dot com", ["lv123 at qq dot com"]),
    ("客:email's k dot oneill seventy at gmail dot com", ["k dot oneill seventy at gmail dot com"]),
    (
        "客:it's treehouse underscore bakery at outlook dot co dot nz",
        ["treehouse underscore bakery at outlook dot co dot nz"],
    ),
    ("客:mailbox is info(at)kestrelbikes(dot)ie", ["info(at)kestrelbikes(dot)ie"]),
    ("客:邮箱ye_zi@aliyun.com对不对", ["ye_zi@aliyun.com"]),
    ("客:谷歌邮箱mango.lee 艾特 gmail 点 com", ["mango.lee 艾特 gmail 点 com"]),
    ("客:it's n a t at sparrowworks dot io", ["n a t at sparrowworks dot io"]),
    ("客:use finance@tidewater-marine.com.au", ["finance@tidewater-marine.com.au"]),
    ("客:that's oscar dot wilde ninety nine at proton dot me", ["oscar dot wilde ninety nine at proton dot me"]),
    ("客:邮箱zhao.min 艾特 foxmail 点 com", ["zhao.min 艾特 foxmail 点 com"]),
    ("客:发hr_2026@xinghe-tech.cn", ["hr_2026@xinghe-tech.cn"]),
    ("客:m dash lopez at zoho dot com please", ["m dash lopez at zoho dot com"]),
    ("客:write to gwen (at) loomandthread (dot) shop", ["gwen (at) loomandthread (dot) shop"]),
    ("客:收不到邮件 chenxi_77 at 126 dot com", ["chenxi_77 at 126 dot com"]),
    ("客:my mail is ruth dot a dot keller at gmx dot de", ["ruth dot a dot keller at gmx dot de"]),
    ("my email is b as in boy, smith seven at gmail dot com", ["b as in boy, smith seven at gmail dot com"]),
    ("QQ邮箱五五六六七七八圈圈qq点com", ["五五六六七七八圈圈qq点com"]),
    ("您的邮箱是**lihua@163.com**", ["lihua@163.com"]),
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
    "邮箱显示w***3@126.com 对吗",
    "we have m*****n@example.org on file",
    "系统里是li••••g@qq.com",
    "您的邮箱是***@163.com",
    "m***艾特163点com",
    "我在微信圈圈里看到的 qq上也有",
]


@pytest.mark.parametrize(("case", "values"), FOUND)
def test_an_address_is_found(case: str, values: list[str], found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == [("email", value) for value in values]


@pytest.mark.parametrize("case", CLEAN)
def test_mentions_and_sites_stay(case: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == []
