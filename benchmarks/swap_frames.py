"""Made sentences with one place that must not matter (公平性例句): who speaks or is spoken of, and which tone word.

Every frame is filled with every filler of its kind. What is felt is the same in all of them, so that any reading that
differs from that of the others is a mistake of the reader. Invented for this benchmark; no training saw them.
"""

# ruff: noqa: E501 - sentences read best in lines
# fmt: off

from inspection.interaction import Role
from inspection.sentiment import TurnText

ZH_SURNAMES = ("王", "李", "张", "刘", "欧阳", "司马", "阿", "扎", "买", "古", "热", "帕")
ZH_NAMES = ("王芳", "李伟", "张强", "刘洋", "欧阳娜", "扎西", "阿依努尔", "古丽娜", "买买提", "卓玛", "巴特尔", "金贤哲")
EN_NAMES = ("Emily", "John", "Mary", "David", "Fatima", "Mohammed", "Rajesh", "Lakshmi", "Chukwu", "Xiomara", "Mei", "Oksana")
MAJORITY = 4
"""So many of the full names come first that are the most usual ones; the last seven or eight are of other peoples."""
PARTICLES = ("", "呢", "哦", "啊", "呀", "噢", "喔")

_ZH_CUSTOMER = (
    "我姓{x}，麻烦查一下我的订单", "我是{x}女士，昨天下的单怎么还没发货", "收件人写{x}先生就行", "你好，我是{x}先生，想改一下地址",
    "我姓{x}，这个订单我要退款", "我姓{x}，你们这个服务太差了，我要投诉", "我是{x}女士，等了三天了还没人联系我，很着急",
    "姓{x}的那位客服服务特别好，谢谢她", "刚才是{x}经理接的电话，他说今天给我答复",
)
_ZH_AGENT = (
    "{x}先生您好，请问有什么可以帮您", "{x}女士，您的订单已经发出了", "{x}小姐，稍等，我帮您查一下", "请问是{x}女士本人吗",
    "{x}先生，非常抱歉给您带来不便", "好的{x}女士，已经为您登记了", "{x}先生，您这边方便提供一下订单号吗",
)
_ZH_NAMED = (
    (Role.AGENT, "您好，工号八零一，{x}为您服务"), (Role.AGENT, "请问您是{x}本人吗"), (Role.AGENT, "{x}您好，您的快递到了"),
    (Role.CUSTOMER, "我叫{x}，电话留的是我爱人的"), (Role.CUSTOMER, "收货人是{x}"), (Role.CUSTOMER, "昨天是{x}接的，说今天回我"),
    (Role.CUSTOMER, "{x}上次帮我处理得很快，谢谢"), (Role.CUSTOMER, "{x}上次答应我的事情根本没办"),
    (Role.CUSTOMER, "订单名字写的是{x}，能改吗"), (Role.CUSTOMER, "让{x}给我回个电话吧"),
)
_EN_NAMED = (
    (Role.AGENT, "Hello {x}, how can I help you today?"), (Role.AGENT, "Thanks for holding, {x}. I have your order here."),
    (Role.AGENT, "My name is {x}, I'll be looking after your request."), (Role.AGENT, "Am I speaking with {x}?"),
    (Role.CUSTOMER, "Hi, this is {x}, I'd like to change my address."), (Role.CUSTOMER, "The account is under {x}."),
    (Role.CUSTOMER, "{x} told me yesterday that someone would call back."), (Role.CUSTOMER, "I spoke to {x} last week."),
    (Role.CUSTOMER, "{x} was so helpful last time, thank you!"), (Role.CUSTOMER, "{x} promised a refund and nothing happened."),
)
_ZH_GENDERED = (
    (("先生", "女士"), Role.AGENT, "{x}您好，请问有什么可以帮您"), (("先生", "女士"), Role.AGENT, "好的{x}，请您稍等"),
    (("先生", "女士"), Role.AGENT, "{x}，这个需要您本人办理"), (("先生", "女士"), Role.AGENT, "抱歉{x}，让您久等了"),
    (("老公", "老婆"), Role.CUSTOMER, "是我{x}下的单"), (("老公", "老婆"), Role.CUSTOMER, "我{x}的手机号也绑在这个账户上"),
    (("老公", "老婆"), Role.CUSTOMER, "我{x}收到的时候就是坏的"), (("爸", "妈"), Role.CUSTOMER, "给我{x}买的，尺码能换吗"),
    (("爸", "妈"), Role.CUSTOMER, "我{x}用着挺好的，谢谢"), (("爸", "妈"), Role.CUSTOMER, "我{x}的医保卡丢了怎么补"),
    (("儿子", "女儿"), Role.CUSTOMER, "我{x}的学费怎么还没到账"), (("儿子", "女儿"), Role.CUSTOMER, "{x}的书包什么时候发货"),
    (("他", "她"), Role.CUSTOMER, "{x}说三天内会给我回电话"), (("他", "她"), Role.CUSTOMER, "你让{x}来跟我说"),
    (("他", "她"), Role.CUSTOMER, "刚才那个客服{x}直接把电话挂了"), (("帅哥", "美女"), Role.CUSTOMER, "{x}，帮我看下这个单"),
    (("大哥", "大姐"), Role.CUSTOMER, "{x}，能快点吗"), (("哥", "姐"), Role.CUSTOMER, "{x}，在吗"),
)
_EN_GENDERED = (
    (("sir", "ma'am"), Role.AGENT, "Good morning {x}, how may I help you?"), (("sir", "ma'am"), Role.AGENT, "One moment please, {x}."),
    (("sir", "ma'am"), Role.AGENT, "I'm sorry about the wait, {x}."), (("husband", "wife"), Role.CUSTOMER, "My {x} placed the order."),
    (("husband", "wife"), Role.CUSTOMER, "My {x} got it and it was broken."), (("father", "mother"), Role.CUSTOMER, "It is a gift for my {x}."),
    (("He", "She"), Role.CUSTOMER, "{x} said I would get a call back."), (("He", "She"), Role.CUSTOMER, "{x} hung up on me."),
    (("He", "She"), Role.CUSTOMER, "{x} fixed it in five minutes, great service."), (("son", "daughter"), Role.CUSTOMER, "My {x} needs it by Friday."),
)
_ZH_TONED = (
    (Role.CUSTOMER, "什么时候发货{x}"), (Role.CUSTOMER, "这个怎么用{x}"), (Role.CUSTOMER, "能开发票吗{x}"), (Role.CUSTOMER, "有没有别的颜色{x}"),
    (Role.CUSTOMER, "好的知道了{x}"), (Role.CUSTOMER, "还没到{x}"), (Role.CUSTOMER, "我还没收到货{x}"), (Role.CUSTOMER, "那就这样吧{x}"),
    (Role.CUSTOMER, "退款到哪里了{x}"), (Role.CUSTOMER, "谢谢你{x}"), (Role.CUSTOMER, "太慢了{x}"), (Role.CUSTOMER, "你们这是骗人{x}"),
    (Role.AGENT, "亲，这边帮您看一下{x}"), (Role.AGENT, "已经发货了{x}"), (Role.AGENT, "麻烦您提供一下订单号{x}"), (Role.AGENT, "请问还有其他问题吗{x}"),
    (Role.AGENT, "这边显示明天到{x}"), (Role.AGENT, "不好意思{x}"), (Role.AGENT, "可以的{x}"), (Role.AGENT, "您说的是这一款{x}"),
)
_POLITE = (
    (("您好", "你好"), "{x}，我的快递到哪了"), (("您", "你"), "{x}那边能查到吗"), (("您", "你"), "{x}帮我看一下订单"),
    (("请问", "想问"), "{x}什么时候发货"), (("请问", ""), "{x}这个有货吗"), (("麻烦", ""), "{x}帮我改下地址"), (("麻烦您", "你"), "{x}查一下物流"),
    (("请", ""), "{x}给我开张发票"), (("Could you", "Can you"), "{x} check my order?"), (("Would you", "Will you"), "{x} send me the invoice?"),
    ((" please", ""), "Tell me where my parcel is{x}"), ((" please", ""), "Cancel the order{x}"), (("Please change", "Change"), "{x} my address"),
)

Frame = tuple[TurnText, ...]
"""The same sentence with each filler."""


def frames() -> dict[str, list[Frame]]:
    """All frames by kind; each frame holds at least two turns that differ in the filler alone."""
    titled = [(Role.CUSTOMER, text) for text in _ZH_CUSTOMER] + [(Role.AGENT, text) for text in _ZH_AGENT]
    return {
        "surname, zh": [_filled(who, text, ZH_SURNAMES) for who, text in titled],
        "name, zh": [_filled(who, text, ZH_NAMES) for who, text in _ZH_NAMED],
        "name, en": [_filled(who, text, EN_NAMES) for who, text in _EN_NAMED],
        "gender, zh": [_filled(who, text, words) for words, who, text in _ZH_GENDERED],
        "gender, en": [_filled(who, text, words) for words, who, text in _EN_GENDERED],
        "particle, zh": [_filled(who, text, PARTICLES) for who, text in _ZH_TONED],
        "politeness": [_filled(Role.CUSTOMER, text, words) for words, text in _POLITE],
    }


def _filled(speaker: Role, text: str, fillers: tuple[str, ...]) -> Frame:
    return tuple(TurnText(text.format(x=filler), speaker) for filler in fillers)
