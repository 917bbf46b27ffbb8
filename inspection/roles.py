"""Which channel or voice is the agent (坐席) and which the customer (客户): metadata first, then a vote of cues."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from types import MappingProxyType

from inspection.chinese_text import half_width, simplified
from inspection.interaction import Direction, Role
from inspection.transcript import SpokenPart

CONFIDENT = 0.9
"""Cues must be at least this sure before they contradict the metadata aloud."""
GIVEN_CONFIDENCE = 0.98
_OPENING_S = 25.0
_INTRODUCTION_CHARS = 10
_POLITE_VOTES = 2.0
"""Most votes for the polite 您, which agents are trained to say: by how often it comes in 100 characters."""


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


@dataclass(frozen=True, slots=True)
class RoleDecision:
    """Who is who: a role per speaker number, how sure (0-1), why in one sentence, and what a reader should know."""

    roles: Mapping[int, Role]
    confidence: float
    reason: str
    notices: tuple[str, ...] = ()


def decide_roles(
    parts: Sequence[SpokenPart],
    speakers: Sequence[int],
    *,
    agent_channel: int | None = None,
    direction: Direction | None = None,
) -> RoleDecision:
    """Decide who is the agent among `speakers` (numbers of channels, or of separated voices).

    `agent_channel` (from the metadata, counts from 0) decides when it is one of the speakers; cues that are strong
    and say otherwise give a notice. Pass None for separated voices: their numbers are not channels.
    """
    scores = {speaker: _score(speaker, parts) for speaker in speakers}
    vote = _vote(scores, parts, direction)
    if agent_channel is None:
        return vote
    if agent_channel not in speakers:
        note = f"agent_channel {agent_channel} is not a channel of the recording (it has {len(speakers)})"
        return RoleDecision(vote.roles, vote.confidence, vote.reason, (note, *vote.notices))
    return _given(agent_channel, speakers, vote)


def _given(agent_channel: int, speakers: Sequence[int], vote: RoleDecision) -> RoleDecision:
    """The metadata decides; strong cues against it are said and lower the confidence."""
    roles = _roles(agent_channel, speakers)
    reason = f"agent_channel {agent_channel} in the metadata"
    if vote.confidence < CONFIDENT or vote.roles.get(agent_channel) is not Role.CUSTOMER:
        return RoleDecision(roles, GIVEN_CONFIDENCE, reason)
    note = f"agent_channel {agent_channel} contradicts what is said ({vote.reason}); the metadata was kept"
    return RoleDecision(roles, 0.5, reason, (note,))


def _roles(agent: int | None, speakers: Sequence[int]) -> Mapping[int, Role]:
    roles = {s: Role.AGENT if s == agent else Role.CUSTOMER for s in speakers}
    return MappingProxyType(roles if agent is not None else dict.fromkeys(speakers, Role.UNKNOWN))


def _score(speaker: int, parts: Sequence[SpokenPart]) -> dict[str, float]:
    """Votes by cue name; a cue counts at most twice."""
    texts = [half_width(simplified(p.utterance.text)) for p in parts if p.speaker == speaker]
    hits = {cue.name: min(2, sum(bool(cue.pattern.search(t)) for t in texts)) for cue in CUES}
    return {cue.name: cue.votes * (hits[cue.name] + 1) / 2 for cue in CUES if hits[cue.name]}


def _vote(
    scores: Mapping[int, Mapping[str, float]], parts: Sequence[SpokenPart], direction: Direction | None
) -> RoleDecision:
    """The speaker with the most votes is the agent; the margin over the next gives the confidence."""
    totals = {speaker: sum(votes.values()) for speaker, votes in scores.items()}
    for speaker in totals:
        totals[speaker] += _politeness(speaker, parts)
    first = _first_speaker(parts)
    if first is not None and first in totals and len(totals) > 1:
        totals[first] += _opening_votes(direction, len(parts[0].utterance.text))
    if not parts or not totals:
        return RoleDecision(_roles(None, list(scores)), 0.0, "nobody says anything")
    ranked = sorted(totals, key=lambda s: (-totals[s], s != first, s))
    best = ranked[0]
    if len(totals) == 1:
        return _alone(best, totals[best], scores[best])
    margin = totals[best] - totals[ranked[1]]
    confidence = round(1 / (1 + exp(-0.7 * margin)), 2)
    return RoleDecision(_roles(best, list(scores)), confidence, _reason(best, ranked[1], scores, first, direction))


def _alone(speaker: int, votes: float, cues: Mapping[str, float]) -> RoleDecision:
    """Only one voice: the agent unless the words are a customer's."""
    role = Role.CUSTOMER if votes < 0 else Role.AGENT
    confidence = round(1 / (1 + exp(-0.7 * abs(votes))), 2)
    named = f"it says {_named(cues)}" if cues else "no cue says who it is"
    return RoleDecision(MappingProxyType({speaker: role}), confidence, f"only one voice is heard; {named}")


def _politeness(speaker: int, parts: Sequence[SpokenPart]) -> float:
    """Votes for the share of 您 in what a speaker says."""
    text = "".join(p.utterance.text for p in parts if p.speaker == speaker)
    return min(_POLITE_VOTES, 50 * text.count("您") / max(len(text), 30))


def _first_speaker(parts: Sequence[SpokenPart]) -> int | None:
    early = [p for p in parts if p.utterance.start_s <= _OPENING_S]
    return early[0].speaker if early else None


def _opening_votes(direction: Direction | None, characters: int) -> float:
    """Votes for who speaks first: inbound, the agent answers; outbound, a short 喂 is the customer's."""
    if direction is Direction.OUTBOUND:
        return 1.0 if characters >= _INTRODUCTION_CHARS else -0.5
    return 1.0 if direction is Direction.INBOUND else 0.5


def _reason(
    agent: int, other: int, scores: Mapping[int, Mapping[str, float]], first: int | None, direction: Direction | None
) -> str:
    pieces = [f"speaker {agent} says {_named(scores[agent], lambda v: v > 0)}"] if _has(scores[agent], 1) else []
    if _has(scores[other], -1):
        pieces.append(f"speaker {other} says {_named(scores[other], lambda v: v < 0)}")
    if not pieces and first == agent:
        pieces.append(f"speaker {agent} speaks first{f' on an {direction} call' if direction else ''}")
    return "; ".join(pieces) or "hardly any cue; the better of two guesses"


def _has(votes: Mapping[str, float], sign: int) -> bool:
    return any(v * sign > 0 for v in votes.values())


def _named(votes: Mapping[str, float], keep: Callable[[float], bool] = bool) -> str:
    strongest = sorted((n for n in votes if keep(votes[n])), key=lambda n: -abs(votes[n]))
    return ", ".join(f"“{name}”" for name in strongest[:3])
