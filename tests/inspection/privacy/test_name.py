"""Full names; first names, forms of address and staff stay."""

from collections.abc import Callable

import pytest

from inspection.privacy import Allowed

FOUND = [
    ("客:我叫王小明", ["王小明"]),
    ("客:我叫王明我的订单还没到", ["王明"]),
    ("客:我叫李雪梅手机号没变", ["李雪梅"]),
    ("客:我是张建国", ["张建国"]),
    ("客:我是张建国我要投诉", ["张建国"]),
    ("客:姓名:欧阳娜娜", ["欧阳娜娜"]),
    ("客:收件人刘洋", ["刘洋"]),
    ("客:收件人改成陈思远", ["陈思远"]),
    ("客:联系人是赵敏", ["赵敏"]),
    ("坐:请问您是王小明先生吗", ["王小明"]),
    ("坐:您好请问是李娜女士吗", ["李娜"]),
    ("坐:您是王小明本人吗", ["王小明"]),
    ("客:我老公叫李志强", ["李志强"]),
    ("客:户名是周文斌", ["周文斌"]),
    ("客:投保人孙丽华", ["孙丽华"]),
    ("坐:怎么称呼您|客:王小明", ["王小明"]),
    ("坐:收件人姓名是什么|客:刘晓燕", ["刘晓燕"]),
    ("客:寄给吴晓波", ["吴晓波"]),
    ("客:我姓王叫王大力", ["王大力"]),
    ("客:姓名張偉", ["張偉"]),
    ("客:我叫王小明|坐:好的王小明您稍等", ["王小明", "王小明"]),
    ("客:my name is John Smith", ["John Smith"]),
    ("客:my name is john smith and i want a refund", ["john smith"]),
    ("客:hi this is Jane Doe", ["Jane Doe"]),
    ("客:this is jane doe calling about my bill", ["jane doe"]),
    ("客:I'm Robert Brown", ["Robert Brown"]),
    ("坐:Am I speaking with John Smith?", ["John Smith"]),
    ("坐:may I have your full name|客:Crystal Minh", ["Crystal Minh"]),
    ("坐:may i have your name please|客:sure it's crystal minh", ["crystal minh"]),
    ("客:first name John last name Smith", ["John", "Smith"]),
    ("坐:Is this Mr. John Smith?", ["John Smith"]),
    ("客:the account is under the name Mary Ann Jones", ["Mary Ann Jones"]),
    ("客:name: Emily Clark", ["Emily Clark"]),
]
CLEAN = [
    "坐:我叫李小龙 工号1023",
    "坐:您好我是客服李小龙很高兴为您服务",
    "?:您好工号1023李小龙为您服务",
    "客:我姓王",
    "坐:王女士您好",
    "坐:张先生请稍等",
    "客:我叫小明",
    "客:我是黄金会员",
    "客:我是高中生",
    "客:我是方便的",
    "客:我是昨天下的单",
    "客:我是温州的",
    "客:收件人和电话不变",
    "客:姓名和地址都对",
    "坐:请提供姓名",
    "客:我是安装师傅",
    "客:客服李小龙态度很差",
    "客:我是连续包月的",
    "客:我是应该退款的",
    "客:我叫你们经理来",
    "客:我叫了两次",
    "客:我是老客户",
    "客:名字都够霸气",
    "坐:怎么称呼您|客:我姓张",
    "坐:怎么称呼|客:谢谢",
    "坐:my name is Sarah how can I help",
    "坐:This is Sarah Jones from Acme Bank",
    "客:my name is John",
    "客:thanks Sarah",
    "坐:thank you Mr. Smith",
    "客:this is not right",
    "客:i'm so upset",
    "客:this is the third time",
    "客:I am calling about my bill",
    "客:I'm very disappointed",
    "客:thanks so much",
    "客:my name is on the account",
    "客:it's broken again",
    "客:This Is Ridiculous",
    "客:my husband is angry",
    "坐:thank you for calling Acme Bank",
    "客:hello good morning",
]


@pytest.mark.parametrize(("case", "values"), FOUND)
def test_a_full_name_is_found(case: str, values: list[str], found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == [("name", value) for value in values]


@pytest.mark.parametrize("case", CLEAN)
def test_staff_first_names_and_plain_words_stay(case: str, found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found(case) == []


def test_a_name_of_the_roster_stays_even_when_the_customer_says_it(
    found: Callable[..., list[tuple[str, str]]],
) -> None:
    case = "客:刚才接电话的姓名是李小龙"
    assert found(case) == [("name", "李小龙")]
    assert found(case, Allowed(staff_names=("李小龙",))) == []


def test_an_agent_who_introduces_itself_is_staff_for_the_whole_conversation(
    found: Callable[..., list[tuple[str, str]]],
) -> None:
    assert found("坐:您好我叫李小龙|客:你的名字叫李小龙是吧") == []
