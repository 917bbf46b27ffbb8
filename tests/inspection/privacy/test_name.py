"""Full names; first names, forms of address and staff stay."""

from collections.abc import Callable

import pytest

from inspection.interaction import Role
from inspection.privacy import Allowed, PrivateTurn, redact_conversation

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
    ("客:Two sizes too small, I want to swap them.\nMartin Ostrowski", ["Martin Ostrowski"]),
    ("客:Please cancel the booking.\nKind regards,\nDeborah Finch\n", ["Deborah Finch"]),
    ("客:Stop the direct debit.\nThanks - Verity Holbrook", ["Verity Holbrook"]),
    ("客:hello, i need help.\nthanks,\nsimone wexler", ["simone wexler"]),
    ("?:I never received it. Regards, Malachi Denholm", ["Malachi Denholm"]),
    ("?:Please close my account.\nYours sincerely,\nShanelle Whitbread", ["Shanelle Whitbread"]),
    ("客:Yes, policy under Grace Lindqvist please", ["Grace Lindqvist"]),
    ("客:It was booked by Patrick O'Donnell last Tuesday", ["Patrick O'Donnell"]),
    ("客:My wife Rosalind Carter placed the order", ["Rosalind Carter"]),
    ("客:The card holder is Dimitri Vasquez, not me", ["Dimitri Vasquez"]),
    ("客:Name on card: Horatio Blunt", ["Horatio Blunt"]),
    ("客:Make it for two guests, Paul Sefton and Irina Volkova", ["Paul Sefton", "Irina Volkova"]),
    ("客:Lydia Marchetti here, I phoned this morning", ["Lydia Marchetti"]),
    ("客:My sister April Holloway booked it", ["April Holloway"]),
    ("坐:Who is the parcel for?|客:It's for Amelia Grantham", ["Amelia Grantham"]),
    ("坐:Your name and date of birth?|客:Harriet Nwosu, 4 May 1981.", ["Harriet Nwosu"]),
    ("坐:what name is it under?|客:Should be Evander Pike", ["Evander Pike"]),
    ("坐:your full name please|客:uh it's marcus delacroix", ["marcus delacroix"]),
    ("坐:full name and postcode?|客:yes it's leonora blackwood and the postcode is hx1", ["leonora blackwood"]),
    ("坐:What's your name|客:It\u2019s Maeve O\u2019Sullivan", ["Maeve O\u2019Sullivan"]),
    ("坐:Spell your name?|客:Quentin Ashby, Q U E N T I N, A S H B Y", ["Quentin Ashby", "Q U E N T I N, A S H B Y"]),
    ("坐:Good morning Mrs Helen Parker, how can I help?", ["Helen Parker"]),
    ("坐:So that's Zanele Mokoena, correct?", ["Zanele Mokoena"]),
    ("客:我的英文名，my name is John Smith", ["John Smith"]),
    ("客:我是Lily Chen，报的英文名", ["Lily Chen"]),
    ("客:下单人Michael Zhou，取件人周敏", ["Michael Zhou", "周敏"]),
    ("客:本人邵文斌，来信投诉", ["邵文斌"]),
    ("客:你是吴建平介绍过来的吧我是他同事何丽萍", ["吴建平", "何丽萍"]),
    ("客:户主是陈晓燕 耳东陈 春晓的晓 燕子的燕", ["陈晓燕", "耳东陈 春晓的晓 燕子的燕"]),
    ("客:弓长张 伟大的伟", ["弓长张 伟大的伟"]),
    ("客:我姓黄 黄河的黄 名字叫志强|坐:好的|客:对黄志强", ["黄 黄河的黄 名字叫志强", "黄志强"]),
    ("坐:请问老人家姓名|客:方国栋国家的国栋梁的栋", ["方国栋"]),
    ("客:我叫李想 理想的想", ["李想"]),
    ("客:收货人古丽娜尔·买买提，电话等下发", ["古丽娜尔·买买提"]),
    ("客:我是王芳的女儿", ["王芳"]),
    ("客:乘客两位：赵铁柱、钱美丽", ["赵铁柱", "钱美丽"]),
    ("客:不是周海桃是周海涛", ["周海桃", "周海涛"]),
    ("客:我叫呼延明", ["呼延明"]),
    ("客:this is thandiwe mokoena calling about my bill", ["thandiwe mokoena"]),
    ("客:daniel whitcombe ordered it for me", ["daniel whitcombe"]),
    ("客:i'm Beatrix van der Merwe and it is late", ["Beatrix van der Merwe"]),
    ("客:surname o'brien first name maeve", ["o'brien", "maeve"]),
    ("客:id checked, name Lin Meihua", ["Lin Meihua"]),
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
    "坐:It is on its way.\nKind Regards\nCustomer Care",
    "坐:We have sent it.\nRegards,\nEmma Clarke",
    "坐:Sent.\nWarm regards,\nEmma Clarke\nCustomer Care|客:Thank you. So Emma Clarke will call me?",
    "坐:Emma Clarke here, I am taking over this chat.|客:Hi Emma Clarke",
    "?:Dear Ms Whitlock,\nWe have sent the bolts.\nRegards,\nDaniel Ross",
    "?:Thank you for contacting Breeze Travel.\nKind regards,\nMia Turner",
    "客:Subject: Missing Bolts\nTwo bolts were missing.\nMissing Bolts",
    "客:Not good enough!\nAngry Customer",
    "客:It went to the wrong town.\nSan Diego",
    "客:I bought the Rose Gold Apple Watch at Best Buy on Black Friday.",
    "客:The Michael Kors bag is fake",
    "客:It's for New York, not Boston",
    "客:It's Black Friday",
    "客:This Is Daylight Robbery",
    "客:THIS IS DAYLIGHT ROBBERY",
    "客:This Summer Sale is a joke",
    "客:it's grant money for the school",
    "客:I have the account under Business Premium",
    "客:I spoke to Daniel Ross on Monday",
    "客:Daniel Ross was very rude",
    "坐:Your adviser is Daniel Ross and he will call you.",
    "坐:You're through to Oliver Grant at Larkfield Bank",
    "坐:May I take your name?|客:I'd rather not say",
    "坐:May I have your full name?|客:sure give me a second",
    "坐:What is the name of the hotel?|客:Sunset Cove",
    "坐:Who is your provider?|客:Horizon Telecom",
    "客:周杰伦演唱会的票还有没有",
    "客:我买的是李宁的鞋不是刘翔同款",
    "客:工单里写的是周五上门",
    "客:二十块你打发叫花子呢",
    "客:孩子满月的照片全没了",
    "客:贺卡名字写成别人的了",
    "坐:好的夏侯先生真好记",
    "客:this is really urgent please help",
    "客:this is soooo annoying mate",
    "客:i'm kinda stuck with the wifi router",
    "客:打底裤和安全裤都要",
    "客:北京·花市店很好",
    "客:便宜的便便宜",
    "客:双人床的床垫",
    "坐:thanks mr okonkwo",
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


@pytest.mark.parametrize(("case", "_values"), FOUND)
def test_masking_names_again_changes_nothing(case: str, _values: list[str]) -> None:
    turns = [
        PrivateTurn(line[2:], {"客": Role.CUSTOMER, "坐": Role.AGENT}.get(line[0], Role.UNKNOWN))
        for line in case.split("|")
    ]
    once = redact_conversation(turns)
    again = redact_conversation([PrivateTurn(r.masked, t.sender) for t, r in zip(turns, once, strict=True)])
    assert [result.masked for result in again] == [result.masked for result in once]


def test_a_signature_does_not_reach_into_the_sentence_before(found: Callable[..., list[tuple[str, str]]]) -> None:
    assert found("客:I have told you twice already\nWhere Is It") == []
    assert found("客:Kind regards,\nthe whole family") == []
