"""What agents say and customers do not, and the other way round: the cues of the vote on who is who (角色判断线索).

Chosen and weighed by what the job makes people say (a name for the house, an offer of help, an order that is "mine"),
then read against our own written dialogues and a corpus of 629 real chats that nobody had looked at: six turns from the
middle of each gave .95 right, .99 where the confidence is .75 or more (benchmarks/speakers.py measures calls).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inspection.chinese_text import half_width, simplified

POLITE_VOTES = 2.0
"""Most votes for the polite 您, which agents are trained to say: by how often it comes in 100 characters."""
_MOST_HITS = 2


@dataclass(frozen=True, slots=True)
class RoleCue:
    """One thing that agents or customers say: `votes` for the agent's role (negative: for the customer's)."""

    name: str
    votes: float
    pattern: re.Pattern[str]


def _cue(name: str, votes: float, *patterns: str) -> RoleCue:
    return RoleCue(name, votes, re.compile("|".join(patterns), re.IGNORECASE))


CUES = (
    _cue("为您服务", 3.0, r"为[您你](服务|效劳)", r"竭诚.{0,4}服务"),
    _cue(
        "有什么可以帮您",
        3.0,
        r"(什么|哪些|啥).{0,4}(可以|能|需要).{0,3}(帮|为)[到助]?[您你]",
        r"请问.{0,8}帮[到助]?[您你]",
    ),
    _cue(
        "工号", 3.0, r"[工公]号", r"客服(代表|专员|中心|热线)", r"(这里|这边)是.{1,14}(客服|公司|银行|商城|保险|中心)"
    ),
    _cue("还有其他可以帮您", 2.5, r"还有(什么|其他|其它|别的).{0,8}(帮|需要|问题)"),
    _cue(
        "感谢来电",
        2.5,
        r"感谢[您你]的?(来电|致电|耐心|理解|支持|接听)",
        r"祝[您你].{0,10}(愉快|快乐|顺利)",
        r"(请|帮忙).{0,6}(满意度|评价|打分)",
    ),
    _cue(
        "核实身份",
        1.5,
        r"(核实|核对|确认)一?下?[您你]?的?(身份|信息|姓名)",
        r"(提供|报)一?下.{0,6}(订单|手机|身份|姓名|卡号|号)",
        r"请问[您你]?贵姓",
    ),
    _cue("我帮您查", 1.5, r"(我|这边)(这边)?(来|马上)?(帮|为|给)[您你]"),
    _cue("请稍等", 1.0, r"请?[您你]?稍等"),
    _cue("给您添麻烦", 1.0, r"(抱歉|不好意思).{0,6}[您你].{0,6}(不便|麻烦|久等)"),
    _cue(
        "给您推荐",
        2.0,
        r"(给|向|为)[您你](推荐|介绍|登记|办理|申请|反馈|赔)",
        r"我们(公司|银行|平台|这款|好多|这边)",
        r"再(联系|打给)[您你]",
    ),
    _cue(
        "考虑一下",
        -1.5,
        r"我.{0,4}考虑",
        r"我(正)?在(开车|开会|上班|忙)",
        r"别(再)?(给我)?打",
        r"(你|您)?是(哪里|谁|哪位)[啊呀]?[?？]?$",
    ),
    _cue(
        "我要投诉",
        -2.5,
        r"我(要|想|得)?(去)?投诉",
        r"(叫|找|让)你们(经理|领导|主管)",
        r"你们(这|怎么|是什么|公司|到底)",
    ),
    _cue("我想办", -2.0, r"我(想|要|打算)(要)?(申请|问|查|咨询|退|换|办|取消|开通|了解|改|投保|买|订)"),
    _cue("我买的", -2.0, r"我.{0,6}(买|订|下单|收到|办).{0,3}的", r"我的(订单|快递|包裹|账单|宽带|手机|卡|保单|钱)"),
    _cue("麻烦你", -1.0, r"麻烦你了", r"(那|好的?|行),?(谢谢|麻烦)[您你]?了?"),
    _cue(
        "how can I help",
        3.0,
        r"how (can|may) I (help|assist)",
        r"what can I (do|help)",
        r"(happy|glad) to (help|assist)",
    ),
    _cue(
        "thank you for calling", 3.0, r"thank(s| you) for (calling|contacting|reaching|choosing|your patience|holding)"
    ),
    _cue(
        "my name is, from",
        1.5,
        r"(my name is|this is|I'm) \w+(,| and I'm)? (with|from|at|of|calling from|speaking)\b",
        r"\w+ speaking\b",
    ),
    _cue(
        "anything else",
        2.5,
        r"(is there )?anything else (I|we|that I|you)",
        r"(stay on the line|please rate).{0,30}(survey|call|service)",
        r"have a (great|good|nice|wonderful|lovely|fantastic) (day|one|evening|weekend|afternoon)",
    ),
    _cue(
        "may I have your",
        2.0,
        r"(may|can|could) (I|you)( please)? (have|get|verify|confirm|provide|give|share).{0,12}\byour\b",
        r"could you (please )?(provide|verify|confirm|share)",
        r"what('s| is) your (account|order|name|post ?code|phone|email|policy|booking)",
    ),
    _cue(
        "let me check",
        1.5,
        r"let me (check|look|see|pull|verify|help|take)",
        r"I('ll| will) (check|look into|transfer|make sure|go ahead|get)",
        r"bear with me|one moment|please hold",
    ),
    _cue(
        "I understand your",
        1.0,
        r"I (completely |totally |fully )?(understand|apologi[sz]e)",
        r"sorry (to hear|for the inconvenience)",
        r"\byou're (very )?welcome\b",
    ),
    _cue(
        "I'd like to",
        -2.0,
        r"I('d| would) like to (?!help|assist|thank|inform|offer)",
        r"I('m| am) (calling|having|looking|interested)",
        r"I (need|want) (to|a|some|my|help)",
    ),
    _cue(
        "my order",
        -2.0,
        r"\bmy (order|account|bill|card|package|phone|internet|policy|booking|flight|reservation|email)",
        r"I (ordered|bought|received|purchased)",
    ),
    _cue(
        "thanks for your help",
        -1.5,
        r"(thanks|thank you)( so much| very much)? for (your|the) (help|assistance)",
        r"you've been (very |so )?helpful",
    ),
)


def cue_votes(texts: Sequence[str]) -> dict[str, float]:
    """Votes by cue name for what one person says; a cue counts at most twice, the second time half."""
    read = [half_width(simplified(text)) for text in texts]
    hits = {cue.name: min(_MOST_HITS, sum(bool(cue.pattern.search(t)) for t in read)) for cue in CUES}
    return {cue.name: cue.votes * (hits[cue.name] + 1) / 2 for cue in CUES if hits[cue.name]}


def politeness(texts: Sequence[str]) -> float:
    """Votes for the share of 您 in what one person says, 0 to POLITE_VOTES."""
    text = "".join(texts)
    return min(POLITE_VOTES, 50 * text.count("您") / max(len(text), 30))
