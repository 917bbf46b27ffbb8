"""What a silence in a call is (静默类型): an announced hold, the customer looking for something, dead air, or the edge.

Only dead air is a fault of service: nobody said that there would be a wait, and nobody was asked for anything.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from inspection.chinese_text import half_width, simplified
from inspection.interaction import Role, Turn
from inspection.sound import Silence


class SilenceKind(StrEnum):
    """ANNOUNCED: the agent asked to wait. CUSTOMER_SEARCHING: the customer was asked for something or looks for it.

    EDGE: before the first or after the last word (ringing, hanging up). DEAD_AIR: any other.
    """

    ANNOUNCED = "announced_hold"
    CUSTOMER_SEARCHING = "customer_searching"
    DEAD_AIR = "dead_air"
    EDGE = "edge"


LAST_WORDS = 40
"""A wait is announced in the last so many characters before it, whoever adds a word (好的) in between."""
_WAIT = re.compile(
    r"稍等|稍候|等一下|等一等|等会儿?|稍微等|别挂|不要挂|请等|查一下|查询一下|核实一下|帮[您你](?:查|看|核)|一会儿?"
    r"|\bhold\b|\b(?:one|a|just a|give me a) (?:moment|minute|second|sec)\b|bear with me|\bwait\b"
    r"|let me (?:check|look|see)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:报|提供|说|念|看|找|输入|打开|点).{0,8}(?:号|姓名|密码|证|码|地址|一下|单)"
    r"|(?:多少|几号|什么|哪|吗|呢|没有)[^。]{0,6}[?]?$|[?]\s*$"
    r"|\b(?:may|can|could) (?:I|you)\b|\bwhat(?:'s| is)\b|\bdo you have\b",
    re.IGNORECASE,
)
_LOOKING = re.compile(
    r"我(?:找|看|翻|查|想)一?下|我找找|我看看|等一?下|稍等|等我"
    r"|\blet me (?:find|look|get|see|check)\b|\bhold on\b|\bone (?:second|moment)\b",
    re.IGNORECASE,
)


def kind_of(silence: Silence, turns: Mapping[int, Turn]) -> SilenceKind:
    """What one silence is, from the words before it and who ends it; `turns` by their index."""
    before = turns.get(silence.turn_before) if silence.turn_before is not None else None
    after = turns.get(silence.turn_after) if silence.turn_after is not None else None
    if before is None or after is None:
        return SilenceKind.EDGE
    if after.sender is Role.CUSTOMER:
        return _before_customer(before)
    said = _last_agent_words(before, turns)
    return SilenceKind.ANNOUNCED if _WAIT.search(said) else SilenceKind.DEAD_AIR


def _before_customer(before: Turn) -> SilenceKind:
    """The customer ends it: searching when asked or said so, waiting for an answer to nothing otherwise."""
    said = _plain(before.text)[-LAST_WORDS:]
    searching = _ASKED.search(said) if before.sender is Role.AGENT else _LOOKING.search(said)
    if searching:
        return SilenceKind.CUSTOMER_SEARCHING
    is_wait = before.sender is Role.AGENT and _WAIT.search(said)
    return SilenceKind.ANNOUNCED if is_wait else SilenceKind.DEAD_AIR


def _last_agent_words(before: Turn, turns: Mapping[int, Turn]) -> str:
    """What the agent said last; when the customer only answered it (好的), what was said before that."""
    if before.sender is Role.AGENT:
        return _plain(before.text)[-LAST_WORDS:]
    former = turns.get(before.index - 1)
    is_nod = len(_plain(before.text)) <= 8
    return _plain(former.text)[-LAST_WORDS:] if former is not None and former.sender is Role.AGENT and is_nod else ""


def _plain(text: str) -> str:
    return half_width(simplified(text)).strip()


def kinds_of(silences: Sequence[Silence], turns: Sequence[Turn]) -> tuple[tuple[Silence, SilenceKind], ...]:
    """Every silence with its kind, in order of time."""
    by_index = {turn.index: turn for turn in turns}
    return tuple((silence, kind_of(silence, by_index)) for silence in silences)
